"""Server-sent events as bytes."""

from __future__ import annotations

from typing import Any

from hypothesis import given, strategies as st

from isogloss._runtime.sse import EventReader, encode_event


def read(*chunks: bytes) -> list[tuple[bytes | None, bytes]]:
    """All events of a stream that comes in these pieces."""
    reader = EventReader()
    found = [event for chunk in chunks for event in reader.feed(chunk)]
    return [*found, *reader.end()]


def test_the_usual_event() -> None:
    assert read(b'event: a\ndata: {"x": 1}\n\n') == [(b"a", b'{"x": 1}')]


def test_fields_of_all_kinds() -> None:
    body = b": comment\nid: 7\nretry: 10\nevent:a\ndata:1\ndata: 2\ndata:  3\nunknown: x\nnonsense\n\n"
    assert read(body) == [(b"a", b"1\n2\n 3")]


def test_events_without_data_are_none() -> None:
    assert read(b"event: a\n\n: b\n\n\n\ndata:\n\nevent: c\ndata\n\ndata: d\n\n") == [(None, b"d")]


def test_an_empty_line_of_data_counts() -> None:
    assert read(b"data: a\ndata:\ndata: b\n\n") == [(None, b"a\n\nb")]


def test_the_unusual_among_the_usual() -> None:
    usual = b"event: a\ndata: 1\n\n"
    for odd in (b"data: 0\n", b": c\n", b"\n", b"id: 7\n", b"event: b\n"):
        expected = (b"a", b"0\n1") if odd == b"data: 0\n" else (b"a", b"1")
        assert read(usual + odd + usual + usual) == [(b"a", b"1"), expected, (b"a", b"1")]


def test_an_empty_name_is_none() -> None:
    assert read(b"event:\ndata: a\n\n") == [(None, b"a")]


def test_a_byte_order_mark_is_skipped_at_the_start_only() -> None:
    assert read(b"\xef\xbb", b"\xbfdata: a\n\ndata: b\n\n") == [(None, b"a"), (None, b"b")]
    assert read(b"data: a\n\n\xef\xbb\xbfdata: b\n\n") == [(None, b"a")]


def test_the_end_of_the_stream_ends_the_last_event() -> None:
    assert read(b"data: a\n\ndata: b") == [(None, b"a"), (None, b"b")]
    assert read(b"data: a\n\ndata: b\n") == [(None, b"a"), (None, b"b")]


def test_an_event_is_complete_with_its_empty_line() -> None:
    for newline in (b"\n", b"\r\n", b"\r"):
        reader = EventReader()
        assert reader.feed(b"data: a" + newline) == []
        assert reader.feed(newline[:1]) == [(None, b"a")]


def test_a_cut_anywhere() -> None:
    body = b"event: a\ndata: 1\n\n: c\ndata: 2\ndata: 3\n\n"
    for newline in (b"\n", b"\r\n", b"\r"):
        lines = body.replace(b"\n", newline)
        for cut in range(len(lines) + 1):
            assert read(lines[:cut], lines[cut:]) == [(b"a", b"1"), (None, b"2\n3")]


@given(st.data())
def test_it_does_not_matter_where_a_stream_is_cut_nor_how_lines_end(data: Any) -> None:
    blocks = st.sampled_from(
        [b"event: a\ndata: 1\n\n", b"data: \xc3\xbc\n\n", b"data: 2\ndata: 3\n\n", b": c\n\n", b"\n", b"event: b\n\n"]
    )
    body = b"".join(data.draw(st.lists(blocks, max_size=6)))
    expected = read(body)
    newline = data.draw(st.sampled_from([b"\n", b"\r\n", b"\r"]))
    body = body.replace(b"\n", newline)
    cuts = sorted(data.draw(st.lists(st.integers(0, len(body)), max_size=8)))
    assert read(*(body[i:j] for i, j in zip([0, *cuts], [*cuts, len(body)], strict=True))) == expected


def test_a_large_event_in_small_pieces_is_not_copied_again_and_again() -> None:
    reader = EventReader()
    piece = b"x" * 50
    assert reader.feed(b"event: a\ndata: ") == []
    for _ in range(200_000):
        assert reader.feed(piece) == []
    [event] = reader.feed(b"\n\n")
    assert len(event[1]) == 10_000_000


def test_what_is_written_can_be_read() -> None:
    assert encode_event("a", b'{"x":1}') == b'event: a\ndata: {"x":1}\n\n'
    assert read(encode_event("a", b'{"x":1}')) == [(b"a", b'{"x":1}')]
