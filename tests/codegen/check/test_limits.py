"""`check` keeps a bounded part of any input, and counts the rest."""

from __future__ import annotations

import io
import json
import tracemalloc
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from jsonschema import Draft202012Validator

from isogloss_codegen import limits
from isogloss_codegen.check import Checker
from isogloss_codegen.check.judgement import Gathered
from isogloss_codegen.check.run import ReadError, Run
from isogloss_codegen.check.summary import Tally
from isogloss_codegen.cli import main
from isogloss_codegen.findings.finding import Finding
from isogloss_codegen.schema.windows import windows
from isogloss_codegen.traffic.frames import FrameReader
from isogloss_codegen.traffic.reading import Unreadable, read_items

ROOT = Path(__file__).parents[3]
BASE = Checker.of("base")
BODY: dict[str, Any] = {"model": "m", "max_tokens": 64, "messages": [{"role": "user", "content": "Hi."}]}


def peak(checked: Iterator[bytes]) -> int:
    """The most bytes that are taken at once while a stream is checked."""
    BASE.check_stream(b"event: ping\ndata: {}\n\n")
    tracemalloc.start()
    try:
        BASE.check_stream(checked)
        return tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()


def test_empty_lines_of_data_count(monkeypatch: pytest.MonkeyPatch) -> None:
    assert peak(b"data:\n" * 10_000 for _ in range(20)) < 2_500_000  # ten bytes a line; as pieces it took over sixty
    monkeypatch.setattr("isogloss_codegen.traffic.frames.MAX_EVENT", 100)
    frames = [frame.data for frame in FrameReader().feed(b"data:\n" * 100 + b"\n" + b"data:\n" * 101 + b"\n")]
    assert frames == [b"\n" * 99, None]


def test_of_many_findings_the_first_are_kept_and_the_others_counted() -> None:
    bad = b'event: ping\ndata: {"type": \n\n'
    judgement = BASE.check_stream(bad * 100 for _ in range(30))
    assert len(judgement.findings) == limits.MAX_FINDINGS + 1  # and the first of another rule
    assert dict(judgement.more) == {"stream-data-not-json": 2000}
    assert [finding.rule for finding in judgement.findings[-2:]] == ["stream-data-not-json", "stream-end-missing"]
    assert peak(bad * 100 for _ in range(60)) < 2_500_000


def test_the_worst_finding_is_kept_however_late_it_comes() -> None:
    gathered = Gathered(Finding("a", "info", str(number)) for number in range(5000))
    gathered.add([Finding("a", "breaking", "bad"), Finding("a", "breaking", "bad")])
    judgement = gathered.judgement("stream")
    assert (judgement.verdict, judgement.more) == ("rejected", (("a", 4001),))


def test_messages_and_names_have_an_end() -> None:
    long = "x" * 100_000
    stream = f'event: {long}\ndata: {{"type": "{long}"}}\n\nevent: content_block_stop\n'
    stream += f'data: {{"type": "content_block_stop", "index": "{long}"}}\n\n'
    findings = [*BASE.check_stream(stream.encode()).findings, *BASE.check_request({**BODY, long: 1}).findings]
    assert len(findings) > 4
    assert all(len(each.message) + len(each.path) + len(each.subject) < 7000 for each in findings)


def test_pieces_that_say_nothing_take_nothing() -> None:
    start = (ROOT / "spec/examples/streams/tool-use.sse").read_bytes().partition(b"event: content_block_delta")[0]
    delta = {"type": "content_block_delta", "index": 1, "delta": {"type": "input_json_delta", "partial_json": ""}}
    event = b"event: content_block_delta\ndata: %b\n\n" % json.dumps(delta).encode()
    BASE.check_stream(start + event)  # the validators of these events are made once
    assert peak(iter([start, *([event * 50] * 40)])) < 600_000


def test_the_report_says_how_many_more_there_are(tmp_path: Path) -> None:
    path = tmp_path / "bad.sse"
    path.write_bytes(b'event: ping\ndata: {"type": \n\n' * 1500)
    schema: Any = Draft202012Validator(json.loads((ROOT / "spec/check.schema.json").read_text(encoding="utf-8")))

    def said(style: str) -> str:
        return CliRunner().invoke(main, ["check", str(path), "--format", style]).stdout

    report = json.loads(said("json"))
    assert list(schema.iter_errors(report)) == []
    assert report["results"][0]["more"] == {"stream-data-not-json": 500}
    assert "... and 1495 more events [stream-data-not-json]; --format json lists the first 1000.\n" in said("text")
    assert "::notice title=stream-data-not-json" in said("github")
    assert "base: 500 more, which are only counted" in said("github")


def test_settings_that_ignore_a_rule_ignore_what_is_counted(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "bad.sse").write_bytes(b'event: ping\ndata: {"type": \n\n' * 1500)
    ignores = '[tool.isogloss]\nignores = [{rule = "stream-data-not-json", reason = "known"}]\n'
    (tmp_path / "pyproject.toml").write_text(ignores)
    monkeypatch.chdir(tmp_path)
    report = json.loads(CliRunner().invoke(main, ["check", "bad.sse", "--format", "json"]).stdout)
    assert ("more" in report["results"][0], report["ignored"]) == (False, 1500)


@pytest.mark.parametrize(
    ("name", "text", "lines"),
    [
        ("a.jsonl", b'{}\n"%b"\n{}\n' % (b"x" * 200), [1, 2, 3]),
        ("a.jsonl", b'"%b"\n\n5' % (b"x" * 99), [1, 3]),
        ("a.jsonl", b'"%b"' % (b"x" * 200_000), [1]),
        ("a.json", b'{"a": "%b"}' % (b"x" * 200), [1]),
        ("a.json", b"\n" * 300, [1]),
        ("a.json", b'{}\n"%b"\n{}' % (b"x" * 300), [1, 2, 3]),
        ("a.txt", b'HTTP/1.1 400 Bad\ncontent-type: application/json\n\n{"a": "%b"}' % (b"x" * 200), [4]),
    ],
)
def test_a_text_that_is_too_large_is_not_read(
    name: str, text: bytes, lines: list[int], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("isogloss_codegen.traffic.reading.MAX_JSON", 101)
    items = list(read_items(io.BytesIO(text), name))
    assert [item.line for item in items] == lines
    assert [item.message for item in items if isinstance(item, Unreadable)][:1] in (
        ["is larger than 128 MB: too large to be checked"],
        [] if len(text) < 110 else ["is empty"],
    )


def test_places_that_cannot_be_read_are_counted(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("isogloss_codegen.check.run.MAX_ERRORS", 3)
    (tmp_path / "a.jsonl").write_text("{}\n" + "{\n" * 9 + "{}\n")
    results = list(Run({"base": BASE}).results([str(tmp_path / "a.jsonl")]))
    errors = [each for each in results if isinstance(each, ReadError)]
    assert [error.line for error in errors] == [2, 3, 4, 10]
    assert errors[-1].message == "this place and 5 before it cannot be read either"


def test_different_causes_are_counted_up_to_a_number(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("isogloss_codegen.check.summary.MAX_CAUSES", 3)
    tally = Tally(BASE.dialect)
    for number in range(9):
        tally.add(BASE.check_request({**BODY, f"x{number % 8}": 1}))
    assert [(subject, count) for _, _, subject, count in tally.table] == [
        ("others", 5),
        ("x0", 2),
        ("x1", 1),
        ("x2", 1),
    ]


def test_long_lists_are_looked_through_in_parts(monkeypatch: pytest.MonkeyPatch) -> None:
    turn = {"role": "user", "content": "a"}
    turns = [*[turn] * 7, {"role": "user"}, turn, {}]
    body = {"model": 5, "max_tokens": 64, "messages": turns, "stop_sequences": [1] * 6}
    whole = BASE.check_request(body).findings
    monkeypatch.setattr("isogloss_codegen.schema.windows.MAX_ITEMS", 3)
    assert sorted(BASE.check_request(body).findings, key=str) == sorted(whole, key=str)
    paths = {"messages[7].content", "messages[9].role", "stop_sequences[5]", "model"}
    assert {finding.path for finding in whole} >= paths
    assert [window.first for window in windows(body)] == [0, 3, 3, 6, 9]


def test_a_value_without_long_lists_is_one_part() -> None:
    (window,) = windows(BODY)
    assert window.value is BODY
