"""Streams are read as streams: any bytes, cut anywhere, in little memory."""

from __future__ import annotations

import gc
import json
import tracemalloc
from collections.abc import Iterator
from pathlib import Path

import pytest

from isogloss_codegen.check import Checker, assert_clean
from isogloss_codegen.traffic.frames import Frame, FrameReader

SPEC = Path(__file__).parents[3] / "spec"
STREAMS = sorted([*SPEC.glob("examples/streams/*.sse"), *SPEC.glob("providers/examples/*/*.sse")])
TEXT = (SPEC / "examples/streams/text.sse").read_bytes()
BASE = Checker.of("base")


@pytest.mark.parametrize("path", STREAMS, ids=lambda path: path.stem)
def test_examples_of_the_spec_are_clean(path: Path) -> None:
    assert_clean(BASE.check_stream(path.read_bytes()))


@pytest.mark.parametrize("path", STREAMS, ids=lambda path: path.stem)
def test_it_does_not_matter_how_lines_end_and_where_the_bytes_are_cut(path: Path) -> None:
    spoilt = path.read_bytes().replace(b"event: message_stop\n", b"event: ping\n")
    expected = BASE.check_stream(spoilt)
    for ending in (b"\n", b"\r", b"\r\n"):
        for start in (b"", b"\xef\xbb\xbf"):
            stream = start + spoilt.replace(b"\n", ending)
            whole = BASE.check_stream(stream)
            assert [(f.rule, f.event, f.line) for f in whole.findings] == [
                (f.rule, f.event, f.line) for f in expected.findings
            ]
            for size in (1, 7):
                pieces = (stream[at : at + size] for at in range(0, len(stream), size))
                assert BASE.check_stream(pieces) == whole


def test_places_are_those_of_the_bytes() -> None:
    stream = b'\xef\xbb\xbf: note\r\n\r\nid: 7\r\nevent: ping\r\ndata: {"a":\rdata: 1}\n\nretry: 1\n\ndata:x\n\n'
    frames = list(FrameReader().feed(stream))
    assert frames == [Frame(1, 20, 4, b"ping", b'{"a":\n1}'), Frame(2, stream.index(b"data:x"), 10, None, b"x")]
    assert stream[frames[0].offset :].startswith(b"event: ping")
    assert stream[frames[1].offset :].startswith(b"data:x")
    assert stream[: frames[1].offset].replace(b"\r\n", b"\n").replace(b"\r", b"\n").count(b"\n") == 9


@pytest.mark.parametrize("end", [b"", b"\n", b"\r"])
def test_what_no_empty_line_ends_is_cut_off(end: bytes) -> None:
    reader = FrameReader()
    assert list(reader.feed(b"event: ping\ndata: {}" + end)) + list(reader.end()) == []
    assert reader.unfinished is not None


@pytest.mark.parametrize("body", [b"<html>502</html>", b"\x00\xff\n\x01", b": note", b"retry: 5\n"])
def test_what_has_no_event_is_not_cut_off(body: bytes) -> None:
    assert [finding.rule for finding in BASE.check_stream(body).findings] == ["stream-empty"]


def test_what_comes_after_the_end_is_told_once() -> None:
    assert [finding.rule for finding in BASE.check_stream(TEXT * 3).findings] == ["stream-after-end"]


def test_another_language_is_told_as_one() -> None:
    judgement = BASE.check_stream(b'data: {"object": "chunk"}\n\ndata: [DONE]\n\n')
    assert [(finding.rule, finding.path) for finding in judgement.findings] == [
        ("stream-event-unnamed", "stream"),
        ("stream-start-missing", "stream"),
        ("stream-data-not-json", "stream"),
        ("stream-end-missing", "stream"),
    ]


def test_null_for_what_may_be_missing_is_no_more_than_a_warning() -> None:
    stream = (SPEC / "examples/streams/tool-use.sse").read_text()
    levels: list[list[tuple[str, str]]] = []
    for old, new in (('"caller": {"type": "direct"}', '"caller": null'), ('"name": "get_tide"', '"name": null')):
        assert old in stream
        judgement = BASE.check_stream(stream.replace(old, new).encode())
        levels.append([(finding.level, finding.path.rpartition(".")[2]) for finding in judgement.findings])
    assert levels == [[("warning", "caller")], [("breaking", "name")]]


def test_a_cr_at_the_very_end_is_an_empty_line() -> None:
    reader = FrameReader()
    assert list(reader.feed(b"event: ping\rdata: {}\r\r")) == []
    assert [frame.name for frame in reader.end()] == [b"ping"]
    assert reader.unfinished is None


def test_a_long_stream_takes_no_more_memory_than_a_short_one() -> None:
    def stream(length: int) -> Iterator[bytes]:
        head, _, tail = TEXT.partition(b"event: content_block_delta")
        delta = {"type": "content_block_delta", "index": 0, "delta": {"type": "text_delta", "text": "word " * 50}}
        yield head
        for _ in range(length):
            yield b"event: content_block_delta\ndata: %b\n\n" % json.dumps(delta).encode()
        yield b"event: content_block_delta" + tail

    def memory(length: int) -> int:
        gc.collect()
        tracemalloc.start()
        try:
            assert_clean(BASE.check_stream(stream(length)))
            return tracemalloc.get_traced_memory()[1]
        finally:
            tracemalloc.stop()

    memory(10)  # what is compiled at the first use is not the stream's
    often = gc.get_threshold()
    gc.set_threshold(700)
    try:
        assert memory(600) < memory(60) + 100_000
    finally:
        gc.set_threshold(*often)


def test_an_event_that_is_too_large_is_not_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("isogloss_codegen.traffic.frames.MAX_EVENT", 1000)
    large = b'event: ping\ndata: {"type": "ping", "text": "%b"}\n\n' % (b"x" * 5000)
    for pieces in ([large], [large[at : at + 100] for at in range(0, len(large), 100)]):
        reader = FrameReader()
        frames = [frame for piece in pieces for frame in reader.feed(piece)]
        assert frames == [Frame(1, 0, 1, b"ping", None)]
        assert reader.position == (len(large), 4)
    end = TEXT.replace(b"event: message_delta", large + b"event: message_delta")
    assert [finding.rule for finding in BASE.check_stream(end).findings] == ["stream-event-too-large"]


HOSTILE = (b"[" * 100_000, b"\xff\xfe", b'"text"', b"null", b'{"type": "message_start", "message": "\\ud83e"}')


def test_hostile_data_end_in_findings() -> None:
    for data in (*HOSTILE, b'{"a": ' * 400 + b"1" + b"}" * 400, b"NaN", b'{"type": 5}', b'{"type": "message_start"}'):
        judgement = BASE.check_stream(b"event: message_start\ndata: " + data + b"\n\n")
        assert judgement.verdict == "rejected"
        assert {finding.rule for finding in judgement.findings} & {
            "stream-data-not-json",
            "stream-event-invalid",
            "stream-start-incomplete",
        }


def test_tags_and_reasons_of_another_type_end_in_findings() -> None:
    start = TEXT.replace(b'"type": "text"', b'"type": ["text"]').replace(b'"end_turn"', b'["end_turn"]')
    assert start != TEXT
    assert {finding.rule for finding in BASE.check_stream(start).findings} >= {"stream-event-invalid"}
