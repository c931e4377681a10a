"""All forms of traffic: `check`, `check --fix` and `diff --using` find the same requests in each."""

from __future__ import annotations

import base64
import io
import json
import tracemalloc
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from isogloss_codegen.cli import main
from isogloss_codegen.diff.usage import count_log
from isogloss_codegen.document.openapi import parse
from isogloss_codegen.traffic.reading import Item, Section, Unreadable, parts_of_log, read_items

LIBRARY = """\
openapi: 3.1.0
info: {title: Library, version: '%s'}
paths:
  /loans:
    post:
      operationId: loans.create
      requestBody:
        content: {application/json: {schema: {$ref: '#/components/schemas/LoanRequest'}}}
      responses:
        '200':
          description: Lent.
          content: {application/json: {schema: {$ref: '#/components/schemas/Loan'}}}
components:
  schemas:
    LoanRequest:
      type: object
      required: [title, days]
      properties: {title: {type: string}, days: {type: integer, maximum: %s}}
    Loan: {type: object, required: [due], properties: {due: {type: string}}}
"""
EMMA, SEA = {"title": "Emma", "days": 7}, {"title": "Sea", "days": 14}
URL, JSON = "https://library.example/loans", "application/json"
ASKED = {"method": "POST", "url": URL, "headers": {"content-type": JSON}}
ANSWERED = {"status": 200, "headers": {"content-type": JSON}, "body": {"due": "today"}}


def har_entry(body: Any, **more: Any) -> dict[str, Any]:
    """As the specification has it; each program adds something of its own."""
    pairs = [{"name": ":authority", "value": "library.example"}, {"name": "Content-Type", "value": JSON}]
    asked = {"method": "POST", "url": URL, "httpVersion": "h2", "headers": pairs, "queryString": [], "cookies": []}
    content = {"size": 16, "mimeType": JSON, "text": '{"due": "today"}'}
    answer = {"status": 200, "statusText": "", "headers": pairs, "content": content, "redirectURL": "", "bodySize": 16}
    posted = {"mimeType": JSON, "text": json.dumps(body)}
    return {"request": {**asked, "postData": posted, "bodySize": 30}, "response": answer, "time": 1, **more}


def har(*entries: Any) -> dict[str, Any]:
    creator = {"name": "a browser", "version": "1"}
    return {"log": {"version": "1.2", "creator": creator, "pages": [{"entries": [{}]}], "entries": [*entries]}}


def lines(*values: Any) -> str:
    return "".join(f"{json.dumps(value)}\n" for value in values)


PRETTY = json.dumps(EMMA, indent=2)
EXCHANGE = {"request": {**ASKED, "body": EMMA}, "response": ANSWERED}
FORMS: dict[str, tuple[str, str, list[tuple[int, str]]]] = {
    "one value": ("a.json", json.dumps(EMMA), [(1, "request")]),
    "pretty value": ("a.json", f"\n{PRETTY}\n", [(2, "request")]),
    "values": ("a.json", f"{PRETTY}\n\n{PRETTY}{json.dumps(SEA)}", [(1, "request"), (6, "request"), (9, "request")]),
    "list": ("a.json", json.dumps([EMMA, SEA]), [(1, "request"), (1, "request")]),
    "pretty list": (
        "a.json",
        json.dumps([EMMA, EXCHANGE], indent=1),
        [(2, "request"), (6, "request"), (6, "response")],
    ),
    "lines": ("a.jsonl", lines(EMMA, SEA), [(1, "request"), (2, "request")]),
    "lines by content": ("a.txt", f"\n{lines(EMMA)}\n{lines(SEA)}", [(2, "request"), (4, "request")]),
    "log": ("a.jsonl", lines(EXCHANGE, {**ASKED, "body": SEA}), [(1, "request"), (1, "response"), (2, "request")]),
    "bodies as texts": ("a.ndjson", lines({**ASKED, "body": json.dumps(EMMA)}), [(1, "request")]),
    "bare exchange": (
        "a.jsonl",
        lines({"request": EMMA, "response": {"due": "now"}}),
        [(1, "request"), (1, "response")],
    ),
    "har": ("a.har", json.dumps(har(har_entry(EMMA))), [(1, "request"), (1, "response")]),
    "pretty har": (
        "a.har",
        "\ufeff" + json.dumps(har(har_entry(EMMA), har_entry(SEA)), indent=2),
        [(16, "request"), (16, "response"), (62, "request"), (62, "response")],
    ),
    "har by content": ("a.json", json.dumps(har(har_entry(EMMA)), indent=2), [(16, "request"), (16, "response")]),
    "answer": ("a.json", '{"due": "today"}', [(1, "response")]),
    "curl -i": ("a.txt", 'HTTP/1.1 200 OK\r\ncontent-type: application/json\r\n\r\n{"due": "now"}', [(1, "response")]),
}


@pytest.fixture
def library(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (tmp_path / "a.yaml").write_text(LIBRARY % (1, 21), encoding="utf-8")
    (tmp_path / "b.yaml").write_text(LIBRARY % (2, 14), encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.mark.parametrize("form", FORMS)
def test_every_command_finds_the_same_in_every_form(form: str, library: Path) -> None:
    name, text, expected = FORMS[form]
    (library / name).write_text(text, encoding="utf-8")
    checked = CliRunner().invoke(main, ["check", name, "--provider", "a.yaml", "--format", "json"])
    report = json.loads(checked.stdout)
    assert [(each["line"], each["kind"]) for each in report["results"]] == expected
    assert (checked.exit_code, report["errors"]) == (0, [])

    asked = sum(kind == "request" for _, kind in expected)
    compared = CliRunner().invoke(main, ["diff", "a.yaml", "b.yaml", "--using", name, "--format", "json"])
    if asked:
        assert json.loads(compared.stdout)["requests"] == {"source": f"of {name}", "total": asked, "not_sent": 0}
    else:
        assert (compared.exit_code, "[log-empty]" in compared.stderr) == (3, True)

    fixed = CliRunner().invoke(main, ["check", name, "--provider", "a.yaml", "--fix"])
    assert fixed.exit_code == (0 if asked else 3)
    again = [item for item in read_items(io.BytesIO(fixed.stdout.encode()), name) if isinstance(item, Item)]
    assert len(again) == asked


def test_of_a_log_no_more_than_a_line_is_kept(library: Path) -> None:
    line = json.dumps({**EMMA, "title": "x" * 100_000}).encode() + b"\n"
    (library / "a.jsonl").write_bytes(line * 60)
    document = parse("a.yaml", LIBRARY % (1, 21)).value
    with (library / "a.jsonl").open("rb") as file:
        tracemalloc.start()
        try:
            usage = count_log(document, file, "a.jsonl")
            taken = tracemalloc.get_traced_memory()[1]
        finally:
            tracemalloc.stop()
    assert (usage.total, taken < 1_500_000) == (60, True)


def test_a_stream_is_no_request(library: Path) -> None:
    (library / "a.sse").write_text('event: a\ndata: {"title": "Emma"}\n\n')
    result = CliRunner().invoke(main, ["diff", "a.yaml", "b.yaml", "--using", "a.sse"])
    assert (result.exit_code, "[log-empty]" in result.stderr) == (3, True)


def read(*entries: Any) -> list[Item]:
    items = list(read_items(io.BytesIO(json.dumps(har(*entries)).encode()), "a.har"))
    assert all(isinstance(item, Item) for item in items)
    return [item for item in items if isinstance(item, Item)]


def only(entry: Any) -> Any:
    (item,) = read(entry)
    assert item.exchange is not None
    return item.exchange


def without(entry: dict[str, Any], *names: str) -> dict[str, Any]:
    return {name: value for name, value in entry.items() if name not in names}


def test_a_har_entry_is_read_as_a_log_has_it() -> None:
    exchange = only(har_entry(EMMA))
    assert (exchange.request.body, exchange.request.method, exchange.request.url) == (EMMA, "POST", URL)
    assert (exchange.request.headers, exchange.request.size) == ({"content-type": JSON}, 30)
    assert (exchange.response.body, exchange.response.status, exchange.cut) == ({"due": "today"}, 200, ())


@pytest.mark.parametrize("text", ["event: a\r\ndata: {}\r\n\r\n", "data: „\n\n"])
@pytest.mark.parametrize("is_packed", [True, False])
def test_a_stream_in_a_har_is_a_stream(text: str, is_packed: bool) -> None:
    entry = har_entry(EMMA)
    content = {"mimeType": "text/event-stream; charset=utf-8", "text": text, "encoding": ""}
    if is_packed:  # as Chromium and Charles write what is no plain text to them
        content |= {"text": base64.b64encode(text.encode()).decode(), "encoding": "base64"}
    entry["response"] |= {"content": content, "headers": [{"name": "Content-Encoding", "value": "gzip"}]}
    response = only(entry).response
    assert (response.stream, response.body) == (text.encode(), None)


def test_what_programs_leave_out_of_a_har_is_not_judged() -> None:
    entry = har_entry(EMMA)
    nothing = {**entry, "response": {**entry["response"], "content": {"size": 0, "mimeType": "text/event-stream"}}}
    assert only(nothing).cut == ("response",)
    for asked in (without(entry["request"], "postData"), {**entry["request"], "postData": {"text": None}}):
        assert only({**entry, "request": asked}).cut == ("request",)
    packed = {"mimeType": JSON, "text": "?!", "encoding": "base64"}
    assert only({**entry, "response": {**entry["response"], "content": packed}}).cut == ("response",)
    failed: dict[str, Any] = {**entry, "response": {"status": 0, "content": {}, "_error": "net::ERR_FAILED"}}
    assert (only(failed).response, only(failed).cut) == (None, ())
    got: dict[str, Any] = {**entry, "request": {"method": "GET", "url": URL, "headers": [], "bodySize": -1}}
    assert (only(got).request.body, only(got).cut) == (None, ())


def test_a_request_body_may_be_packed() -> None:
    entry = har_entry(EMMA)
    entry["request"]["postData"] = {"text": base64.b64encode(json.dumps(EMMA).encode()).decode(), "encoding": "base64"}
    assert only(entry).request.body == EMMA


def test_what_a_page_is_made_of_is_no_traffic_of_an_api() -> None:
    kinds = ("document", "script", "fetch", "xhr", "eventsource", "websocket", "preflight", "other")
    items = read(*(har_entry({"title": kind}, _resourceType=kind) for kind in kinds), har_entry(EMMA))
    titles = [item.exchange.request.body["title"] for item in items if item.exchange and item.exchange.request]
    assert titles == ["fetch", "xhr", "eventsource", "preflight", "other", "Emma"]


def test_a_har_is_not_written_back(library: Path) -> None:
    text = json.dumps(har(har_entry(EMMA)))
    (library / "a.har").write_text(text)
    result = CliRunner().invoke(main, ["check", "a.har", "--provider", "a.yaml", "--fix", "--write"])
    assert result.exit_code == 2
    assert "Error: --write cannot write a HAR file such as a.har: use --output\n" in result.stderr
    assert (library / "a.har").read_text() == text


def test_what_cannot_be_read_is_told_at_its_place() -> None:
    def problem(text: str) -> tuple[int, int, str, str]:
        (found,) = (each for each in read_items(io.BytesIO(text.encode()), "a.json") if isinstance(each, Unreadable))
        return found.line, found.column, found.message, found.source

    assert problem('{}\n{"a": oops}\n{}\n') == (2, 7, "is not valid JSON: expecting value", '{"a": oops}')
    assert problem('{\n "a": 1\n "b": 2\n}') == (3, 2, "is not valid JSON: expecting ',' delimiter", ' "b": 2')
    assert problem('{"log": {"entries": [\n{},\n{"request": }]}}')[:2] == (3, 13)
    assert problem('[\n{"method": "POST", "url": "https://[a"},\n{}]')[0] == 2
    assert problem('{\n"a": NaN}')[2] == "cannot be read: NaN is no number of JSON"


def test_one_bad_entry_does_not_hide_the_others() -> None:
    text = json.dumps([EMMA, {**ASKED, "url": "https://[a"}, SEA])
    items = list(read_items(io.BytesIO(text.encode()), "a.json"))
    assert [isinstance(item, Item) for item in items] == [True, False, True]


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        (b"", 1),
        (b"\n \n", 1),
        (b'{"a": 1}\n{"b": 2}', 1),
        (b"\n" * 1_100_000 + b'{"a": 1}\n', 1),
        (b'{"a": "%s"}\n\n{"b": 2}\n' % (b"x" * 1_100_000), 2),
        (b"".join(b'{"a": %d, "b": "%s"}\r\n' % (number, b"x" * 70_000) for number in range(40)), 3),
    ],
    ids=["nothing", "empty", "short", "late", "long", "several"],
)
def test_the_parts_of_a_log_are_whole_lines_and_together_the_log(text: bytes, parts: int) -> None:
    items: list[tuple[int, Any]] = []
    ends = [0]
    for first, span in parts_of_log(io.BufferedReader(io.BytesIO(text))):
        assert span is not None
        assert (span[0], first) == (ends[-1], 1 + text.count(b"\n", 0, span[0]))
        ends.append(span[1])
        part = io.BufferedReader(Section(io.BytesIO(text), *span))
        found = [each for each in read_items(part, "log.jsonl") if isinstance(each, Item)]
        assert found or not text.strip()
        items += [(first + each.line - 1, each.body) for each in found]
    lines = enumerate(text.splitlines(), 1)
    assert items == [(number, json.loads(line)) for number, line in lines if line.strip()]
    assert not text[ends[-1] :].strip()
    assert len(ends) == 1 + parts
