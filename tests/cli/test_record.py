"""`isogloss record`: everything passes as it is and as it comes, and a log remains that `isogloss check` reads."""

from __future__ import annotations

import asyncio
import gzip
import json
import re
import signal
import socket
import stat
import subprocess
import sys
import threading
import zlib
from collections.abc import Callable, Generator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

import httpx2
import pytest
from click.testing import CliRunner

from isogloss.testing import FAULTS, mock_app, serving
from isogloss_codegen.check import Checker
from isogloss_codegen.check.run import Result, Run
from isogloss_codegen.cli import main
from isogloss_codegen.cli.record import recorded
from isogloss_codegen.record.exchange_log import ExchangeLog
from isogloss_codegen.record.proxy import ProxyApplication
from isogloss_codegen.record.recording import RecordingMiddleware

BODY: dict[str, Any] = {"model": "m", "max_tokens": 64, "messages": [{"role": "user", "content": "Hi."}]}
SECRETS = (
    "sk-very-secret-1",
    "bearer-secret-2",
    "cookie-secret-3",
    "other-secret-4",
    "query-secret-5",
    "body-secret-6",
)
HEADERS = {
    "x-api-key": SECRETS[0],
    "authorization": f"Bearer {SECRETS[1]}",
    "cookie": f"a=1; session={SECRETS[2]}",
    "x-vendor-token": SECRETS[3],
    "anthropic-version": "2023-06-01",
}


@contextmanager
def recording(upstream: str, out: Path, *, max_body: int = 8) -> Generator[httpx2.Client]:
    """A client of a server that is recorded; the log is complete when the block ends."""
    with (
        recorded(ProxyApplication(upstream), out, upstream=upstream, max_body=max_body) as app,
        serving(app) as url,
        httpx2.Client(base_url=url, timeout=30) as client,
    ):
        yield client


def entries(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def answering(*messages: dict[str, Any]) -> Callable[..., Any]:
    async def app(scope: Any, receive: Any, send: Any) -> None:
        if scope["type"] == "http":
            for message in messages:
                await send({"type": "http.response.body", "body": b"", **message})

    return app


def passed(app: Any, *messages: dict[str, Any]) -> list[Any]:
    """The messages that an application sends in answer to a request."""
    waiting, sent = iter(messages), list[Any]()

    async def receive() -> Any:
        return next(waiting)

    async def send(message: Any) -> None:
        sent.append(message)

    headers = [(b"content-length", b"20")] if messages[0].get("more_body") else []
    asyncio.run(app({"type": "http", "method": "POST", "path": "/v1/messages", "headers": headers}, receive, send))
    return sent


def test_answers_come_back_byte_for_byte(tmp_path: Path) -> None:
    streamed = {**BODY, "stream": True}
    with serving(mock_app(seed=1)) as upstream, httpx2.Client(base_url=upstream) as direct:
        expected = [direct.post("/v1/messages", json=body, headers=HEADERS) for body in (BODY, streamed)]
    with serving(mock_app(seed=1)) as upstream, recording(upstream, tmp_path / "log.jsonl") as client:
        got = [client.post("/v1/messages", json=body, headers=HEADERS) for body in (BODY, streamed)]
        head = client.head("/")
    assert (head.status_code, len(head.headers.get_list("date"))) == (200, 1)
    assert [answer.content for answer in got] == [answer.content for answer in expected]
    assert [answer.headers["request-id"] for answer in got] == [answer.headers["request-id"] for answer in expected]
    log = entries(tmp_path / "log.jsonl")
    assert [entry["request"]["body"] for entry in log[:2]] == [BODY, streamed]
    assert log[0]["response"]["body"] == expected[0].json()
    assert log[1]["response"]["stream"] == expected[1].text


def test_keys_and_cookies_are_passed_on_and_never_written(tmp_path: Path) -> None:
    seen: list[Any] = []

    async def app(scope: Any, receive: Any, send: Any) -> None:
        if scope["type"] == "http":
            seen.append((dict(scope["headers"]), scope["query_string"]))
            headers = [(b"content-type", b"application/json"), (b"set-cookie", b"id=cookie-secret-7; Path=/")]
            await send({"type": "http.response.start", "status": 401, "headers": headers})
            said = {"type": "error", "error": {"type": "authentication_error", "message": f"no key {SECRETS[0]}"}}
            await send({"type": "http.response.body", "body": json.dumps(said).encode()})

    body = {**BODY, "mcp_servers": [{"name": "x", "authorization_token": SECRETS[5]}], "max_tokens": 5}
    with serving(app) as upstream, recording(upstream, tmp_path / "log.jsonl") as client:
        assert (
            SECRETS[0] in client.post(f"/v1/messages?api_key={SECRETS[4]}&beta=true", json=body, headers=HEADERS).text
        )
    (headers, query) = seen[0]
    assert {name.encode(): value.encode() for name, value in HEADERS.items()}.items() <= headers.items()
    assert query == f"api_key={SECRETS[4]}&beta=true".encode()
    text = (tmp_path / "log.jsonl").read_text()
    assert [secret for secret in (*SECRETS, "cookie-secret-7") if secret in text] == []
    (entry,) = entries(tmp_path / "log.jsonl")
    assert entry["request"]["headers"]["anthropic-version"] == "2023-06-01"
    assert entry["request"]["headers"]["x-api-key"] == "(left out)"
    assert entry["request"]["url"].endswith("/v1/messages?api_key=%28left+out%29&beta=true")
    assert entry["request"]["body"]["max_tokens"] == 5
    assert stat.S_IMODE((tmp_path / "log.jsonl").stat().st_mode) == 0o600


def test_what_has_come_is_passed_on_before_more_comes(tmp_path: Path) -> None:
    arrived = threading.Event()

    async def app(scope: Any, receive: Any, send: Any) -> None:
        if scope["type"] == "http":
            headers = [(b"content-type", b"text/event-stream")]
            await send({"type": "http.response.start", "status": 200, "headers": headers})
            await send({"type": "http.response.body", "body": b"event: ping\ndata: {}\n\n", "more_body": True})
            in_time = await asyncio.to_thread(arrived.wait, 20)
            await send({"type": "http.response.body", "body": b"yes" if in_time else b"no"})

    with (
        serving(app) as upstream,
        recording(upstream, tmp_path / "log.jsonl") as client,
        client.stream("POST", "/v1/messages", json=BODY) as answer,
    ):
        chunks = answer.iter_raw()
        assert next(chunks) == b"event: ping\ndata: {}\n\n"
        arrived.set()
        assert b"".join(chunks) == b"yes"
    assert entries(tmp_path / "log.jsonl")[0]["response"]["stream"] == "event: ping\ndata: {}\n\nyes"


def test_large_bodies_are_cut_and_said_to_be(tmp_path: Path) -> None:
    large = {**BODY, "system": "x" * 1_500_000}
    with serving(mock_app()) as upstream, recording(upstream, tmp_path / "log.jsonl", max_body=1) as client:
        assert client.post("/v1/messages", json=large, headers=HEADERS).status_code == 200
    (entry,) = entries(tmp_path / "log.jsonl")
    assert (entry["cut"], entry["request"]["body"]) == (["request"], None)
    assert entry["request"]["size"] > 1_500_000
    result = CliRunner().invoke(main, ["check", str(tmp_path / "log.jsonl")])
    assert "Not checked: 1 of the bodies in the log (cut off, left out, or in an unknown encoding)." in result.stdout


def test_an_answer_that_breaks_off_breaks_off_for_the_client_too(tmp_path: Path) -> None:
    start = {"type": "http.response.start", "status": 200, "headers": [(b"content-type", b"text/event-stream")]}
    app = answering(start, {"body": b"event: ping\n", "more_body": True})
    with (
        serving(app) as upstream,
        recording(upstream, tmp_path / "log.jsonl") as client,
        pytest.raises(httpx2.RemoteProtocolError),
    ):
        client.get("/v1/models")
    response = entries(tmp_path / "log.jsonl")[0]["response"]
    assert (response["broken"], response["stream"]) == (True, "event: ping\n")


def test_packed_answers_are_unpacked_in_the_log_only(tmp_path: Path) -> None:
    packed = gzip.compress(b'{"input_tokens": 3}')
    headers = [(b"content-type", b"application/json"), (b"content-encoding", b"gzip")]
    app = answering({"type": "http.response.start", "status": 200, "headers": headers}, {"body": packed})
    with (
        serving(app) as upstream,
        recording(upstream, tmp_path / "log.jsonl") as client,
        client.stream("GET", "/v1/models") as answer,
    ):
        assert b"".join(answer.iter_raw()) == packed
    assert entries(tmp_path / "log.jsonl")[0]["response"]["body"] == {"input_tokens": 3}


def test_each_request_is_sent_as_it_came_and_nothing_of_another_with_it(tmp_path: Path) -> None:
    seen: list[Any] = []

    async def app(scope: Any, receive: Any, send: Any) -> None:
        if scope["type"] == "http":
            seen.append((scope["raw_path"] + b"?" + scope["query_string"], scope["headers"]))
            cookie = b"id=cookie-secret-7; Path=/; Max-Age=31536000; Domain=api.example"
            headers = [(b"set-cookie", cookie), (b"content-type", b"application/json")]
            await send({"type": "http.response.start", "status": 200, "headers": headers})
            await send({"type": "http.response.body", "body": b'{"created": 131536000, "key": "cookie-secret-7"}'})

    lines = ["GET /v1/../a?q=<%5b]> HTTP/1.1", "anthropic-beta: one", "anthropic-beta: two", "host: api.example"]
    with serving(app) as upstream, recording(f"{upstream}/b/", tmp_path / "log.jsonl") as client:
        for _ in range(2):
            with socket.create_connection((client.base_url.host, client.base_url.port or 0)) as connection:
                connection.sendall("\r\n".join([*lines, "connection: close", "", ""]).encode())
                while connection.recv(4096):
                    pass
    targets, headers = zip(*seen, strict=True)
    assert targets == (b"/b/v1/../a?q=<%5b]>",) * 2
    assert [[name for name, _ in each if name != b"host"] for each in headers] == [
        [b"anthropic-beta", b"anthropic-beta", b"accept-encoding"]
    ] * 2
    for entry in entries(tmp_path / "log.jsonl"):
        assert entry["request"]["headers"] == {
            "anthropic-beta": "one, two",
            "host": "(left out)",
            "connection": "(left out)",
        }
        assert entry["response"]["body"] == {"created": 131536000, "key": "(left out)"}


def test_any_number_of_streams_is_open_at_once(tmp_path: Path) -> None:
    number, open_ones = 120, list[asyncio.Event]()

    async def app(scope: Any, receive: Any, send: Any) -> None:
        if scope["type"] == "http":
            open_ones.append(mine := asyncio.Event())
            if len(open_ones) == number:
                for each in open_ones:
                    each.set()
            await mine.wait()
            await send({"type": "http.response.start", "status": 200, "headers": []})
            await send({"type": "http.response.body", "body": b"begun"})

    with serving(app) as upstream, recording(upstream, tmp_path / "log.jsonl") as client:
        address = (client.base_url.host, client.base_url.port or 0)
        connections = [socket.create_connection(address, timeout=20) for _ in range(number)]
        for connection in connections:
            connection.sendall(b"GET / HTTP/1.1\r\nhost: a\r\nconnection: close\r\n\r\n")
        for connection in connections:
            assert connection.recv(4096)
            connection.close()


def test_an_upstream_that_is_not_there_is_a_502(tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
    with recording(f"http://127.0.0.1:{port}", tmp_path / "log.jsonl") as client:
        answer = client.post("/v1/messages", json=BODY)
    assert (answer.status_code, answer.text) == (502, "isogloss record cannot reach the upstream server: ConnectError")
    (entry,) = entries(tmp_path / "log.jsonl")
    assert (entry["unreached"], "response" in entry) == ("ConnectError", False)


def test_a_client_that_goes_away_ends_the_request_upstream(tmp_path: Path) -> None:
    gone = threading.Event()

    async def app(scope: Any, receive: Any, send: Any) -> None:
        if scope["type"] == "http":
            await receive()
            headers = [(b"content-type", b"text/event-stream")]
            await send({"type": "http.response.start", "status": 200, "headers": headers})
            await send({"type": "http.response.body", "body": b": begun\n\n", "more_body": True})
            while (await receive())["type"] != "http.disconnect":
                pass
            gone.set()

    with serving(app) as upstream, recording(upstream, tmp_path / "log.jsonl") as client:
        with client.stream("POST", "/v1/messages", json=BODY) as answer:
            assert next(answer.iter_raw()) == b": begun\n\n"
        assert gone.wait(20)
    (entry,) = entries(tmp_path / "log.jsonl")
    assert (entry["response"]["broken"], entry["cut"]) == (True, ["response"])


PACKED: dict[str, tuple[bytes, Any, list[str] | None]] = {
    "deflate": (zlib.compress(b"{}", wbits=-15), {}, None),
    "x-gzip": (gzip.compress(b"{}"), {}, None),
    "br": (b"\x0b\x00\x80{}\x03", None, ["response"]),
    "gzip": (b"{}", None, ["response"]),
}


@pytest.mark.parametrize("encoding", PACKED)
def test_what_cannot_be_unpacked_is_not_taken_for_the_answer(encoding: str, tmp_path: Path) -> None:
    packed, body, cut = PACKED[encoding]
    headers = [(b"content-type", b"application/json"), (b"content-encoding", encoding.encode())]
    app = answering({"type": "http.response.start", "status": 200, "headers": headers}, {"body": packed})
    with closing(ExchangeLog(tmp_path / "log.jsonl")) as log:
        passed(RecordingMiddleware(app, log), {"type": "http.request", "body": b""})
    (entry,) = entries(tmp_path / "log.jsonl")
    assert (entry["response"]["body"], entry.get("cut")) == (body, cut)


def test_what_the_client_never_finished_is_not_taken_for_its_request(tmp_path: Path) -> None:
    async def app(scope: Any, receive: Any, send: Any) -> None:
        while (await receive())["type"] != "http.disconnect":
            pass

    begun = {"type": "http.request", "body": b'{"model": "m', "more_body": True}
    with closing(ExchangeLog(tmp_path / "log.jsonl")) as log:
        passed(RecordingMiddleware(app, log), begun, {"type": "http.disconnect"})
    assert entries(tmp_path / "log.jsonl")[0]["cut"] == ["request"]


def test_a_log_that_cannot_be_written_stops_nobody() -> None:
    told: list[OSError] = []
    with closing(ExchangeLog(Path("/dev/full"), failed=told.append)) as log:
        app = RecordingMiddleware(answering({"type": "http.response.start", "status": 200, "headers": []}, {}), log)
        assert [len(passed(app, {"type": "http.request", "body": b""})) for _ in range(2)] == [2, 2]
    assert ([error.strerror for error in told], log.written) == (["No space left on device"], 0)


# What each fault of the mock is found by.
FOUND = {
    "status-<code>": "response-error",
    "error-after-<n>": "stream-error",
    "cut-after-<n>": "stream-end-missing",
    "stall-after-<n>": "stream-end-missing",
    "no-message-stop": "stream-end-missing",
    "truncated-delta": "stream-data-not-json",
}


async def no_time(seconds: float) -> None:
    """Takes the place of waiting."""


def test_each_fault_of_the_mock_is_found_by_name(tmp_path: Path) -> None:
    assert FOUND.keys() == FAULTS.keys()
    out = tmp_path / "log.jsonl"
    with serving(mock_app(sleep=no_time)) as upstream, recording(upstream, out) as client:
        for fault in FAULTS:
            header = {**HEADERS, "x-mock-fault": re.sub("<.*>", "529" if "code" in fault else "3", fault)}
            try:
                client.post("/v1/messages", json={**BODY, "stream": not fault.startswith("status")}, headers=header)
            except httpx2.RemoteProtocolError:
                assert fault.startswith(("cut", "stall"))
    run = Run({"base": Checker.of("base")})
    answers = [
        each for each in run.results([str(out)]) if isinstance(each, Result) and each.judgement.kind != "request"
    ]
    found = [{finding.rule for finding in answer.judgement.findings} for answer in answers]
    assert [rule in rules for rule, rules in zip(FOUND.values(), found, strict=True)] == [True] * len(FOUND)


def test_whatever_the_mock_answers_is_right(tmp_path: Path) -> None:
    tool = {"name": "tide", "input_schema": {"type": "object", "properties": {"at": {"type": "string"}}}}
    bodies = [
        BODY,
        {**BODY, "stream": True},
        {**BODY, "stream": True, "max_tokens": 2048, "thinking": {"type": "enabled", "budget_tokens": 1024}},
        {**BODY, "stream": True, "tools": [tool], "tool_choice": {"type": "any"}},
        {**BODY, "stream": True, "max_tokens": 1},
        {**BODY, "max_tokens": -1},
    ]
    out = tmp_path / "log.jsonl"
    with serving(mock_app()) as upstream, recording(upstream, out) as client:
        for body in bodies:
            client.post("/v1/messages", json=body, headers=HEADERS)
        client.post("/v1/messages/count_tokens", json={"model": "m", "messages": BODY["messages"]}, headers=HEADERS)
        client.get("/v1/models?limit=2", headers=HEADERS)
        client.get("/v1/models/no-such-model", headers=HEADERS)
    run = Run({"base": Checker.of("base")})
    results = [each for each in run.results([str(out)]) if isinstance(each, Result)]
    assert [result.judgement.verdict for result in results if result.judgement.kind != "request"] == ["accepted"] * 9
    assert [result.line for result in results if result.judgement.verdict != "accepted"] == [6]


def test_the_command_says_where_it_listens_and_how_much_it_wrote(tmp_path: Path) -> None:
    out = tmp_path / "log.jsonl"
    with serving(mock_app()) as upstream:
        command = [sys.executable, "-m", "isogloss_codegen", "record", "--upstream", upstream, "--port", "0"]
        process = subprocess.Popen(
            [*command, "--out", str(out)], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
        )
        try:
            assert process.stdout is not None
            first, second = process.stdout.readline(), process.stdout.readline()
            url = first.split()[3].rstrip(",")
            assert first == f"isogloss record on {url}, forwarding to {upstream}\n"
            assert second == f"export ANTHROPIC_BASE_URL={url}\n"
            assert httpx2.get(f"{url}/v1/models", headers=HEADERS).status_code == 200
        finally:
            process.send_signal(signal.SIGINT)
            rest = process.communicate(timeout=30)[1]
    assert "1 exchange written to" in rest
    assert len(entries(out)) == 1


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP])
def test_however_it_is_ended_what_is_under_way_is_written(number: int, tmp_path: Path) -> None:
    async def app(scope: Any, receive: Any, send: Any) -> None:
        if scope["type"] == "http":
            headers = [(b"content-type", b"text/event-stream")]
            await send({"type": "http.response.start", "status": 200, "headers": headers})
            await send({"type": "http.response.body", "body": b"event: ping\ndata: {}\n\n", "more_body": True})
            while (await receive())["type"] != "http.disconnect":
                pass

    out = tmp_path / "log.jsonl"
    with serving(app) as upstream:
        command = [sys.executable, "-m", "isogloss_codegen", "record", "--upstream", upstream, "--port", "0"]
        process = subprocess.Popen(
            [*command, "--out", str(out)], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
        )
        try:
            assert process.stdout is not None
            url = process.stdout.readline().split()[3].rstrip(",")
            with httpx2.stream("POST", f"{url}/v1/messages", json=BODY, timeout=30) as answer:
                assert next(answer.iter_raw())
                process.send_signal(number)
                rest = process.communicate(timeout=30)[1]
        finally:
            process.kill()
    assert (process.returncode, rest) == (0, f"1 exchange written to {out}\n")
    assert entries(out)[0]["response"]["stream"] == "event: ping\ndata: {}\n\n"


def test_a_hang_up_that_is_ignored_stays_ignored(tmp_path: Path) -> None:
    before = signal.signal(signal.SIGHUP, signal.SIG_IGN)
    try:
        with recorded(answering(), tmp_path / "log.jsonl"):
            assert signal.getsignal(signal.SIGHUP) is signal.SIG_IGN
            assert signal.getsignal(signal.SIGTERM) is signal.default_int_handler
        assert signal.getsignal(signal.SIGTERM) is not signal.default_int_handler
    finally:
        signal.signal(signal.SIGHUP, before)


def test_a_last_line_without_an_end_is_not_written_on(tmp_path: Path) -> None:
    out = tmp_path / "log.jsonl"
    out.write_text('{"request": {"method": "GET", "url": "/v1/models"}}')
    for written in (2, 3):
        with closing(ExchangeLog(out)) as log:
            passed(RecordingMiddleware(answering(), log), {"type": "http.request", "body": b""})
        assert len(entries(out)) == written


def test_a_log_that_others_could_read_is_closed_to_them(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    out = tmp_path / "log.jsonl"
    closed = f"other users could read {out}; its permissions are now for its owner only\n"
    for mode, said in ((0o644, closed), (0o600, "")):
        out.touch()
        out.chmod(mode)
        with recorded(answering(), out):
            assert stat.S_IMODE(out.stat().st_mode) == 0o600
        assert capsys.readouterr().err == f"{said}0 exchanges written to {out}\n"


def test_user_password_and_query_of_the_upstream_are_used_and_not_shown(tmp_path: Path) -> None:
    seen: list[Any] = []

    async def app(scope: Any, receive: Any, send: Any) -> None:
        if scope["type"] == "http":
            seen.append((dict(scope["headers"])[b"authorization"], scope["path"], scope["query_string"]))
            await send({"type": "http.response.start", "status": 200, "headers": []})
            text = b"%s?%s for top-secret-1/" % (scope["path"].encode(), scope["query_string"])
            await send({"type": "http.response.body", "body": text})

    out = tmp_path / "log.jsonl"
    with serving(app) as url:
        upstream = url.replace("//", "//me:top-secret-1%2F@") + "/base/?tenant=top-secret-2&top-secret-3"
        with recording(upstream, out) as client:
            client.get("/v1/models?limit=2")
            client.get("/v1/models")
    assert [(path, query) for _, path, query in seen] == [
        ("/base/v1/models", b"tenant=top-secret-2&top-secret-3&limit=2"),
        ("/base/v1/models", b"tenant=top-secret-2&top-secret-3"),
    ]
    assert seen[0][0] == b"Basic bWU6dG9wLXNlY3JldC0xLw=="
    log = entries(out)
    assert [entry["request"]["url"] for entry in log] == [f"{url}/base/v1/models?limit=2", f"{url}/base/v1/models"]
    assert log[0]["response"]["text"] == "/base/v1/models?tenant=(left out)&(left out)&limit=2 for (left out)"


@pytest.mark.parametrize(
    "upstream",
    ["api.example", "http://u:top-secret@", "http://u:top#secret@a.example", "http://u:top-secret@a:99999", "ftp://a"],
)
def test_an_upstream_that_is_none_is_refused_and_not_shown(upstream: str, tmp_path: Path) -> None:
    result = CliRunner().invoke(main, ["record", "--upstream", upstream, "--out", str(tmp_path / "log.jsonl")])
    assert (result.exit_code, "secret" in result.output) == (2, False)
    assert result.stderr.splitlines()[-1] in (
        "Error: Invalid value for --upstream: this is not a URL; write https://host or https://host:port, with a port "
        "from 1 to 65535",
        "Error: Invalid value for --upstream: the URL has a #, which is never sent to a server; in a user, password "
        "or query, write %23",
    )
    assert not (tmp_path / "log.jsonl").exists()


LARGE = 3_000_000


@pytest.mark.parametrize("framing", ["content-length", "transfer-encoding"])
def test_a_large_request_is_passed_on_as_it_comes(framing: str, tmp_path: Path) -> None:
    begun = threading.Event()
    seen: list[Any] = []

    async def app(scope: Any, receive: Any, send: Any) -> None:
        if scope["type"] == "http":
            size, message = 0, {"more_body": True}
            while message["more_body"]:
                message = await receive()
                size += len(message["body"])
                begun.set()
            seen.append((size, dict(scope["headers"])[framing.encode()]))
            await send({"type": "http.response.start", "status": 200, "headers": []})
            await send({"type": "http.response.body", "body": b"done"})

    def body() -> Generator[bytes]:
        yield b"x" * (LARGE // 2)
        assert begun.wait(20)  # it has arrived before the rest is sent
        yield b"x" * (LARGE // 2)

    headers = {"content-length": str(LARGE)} if framing == "content-length" else {}
    out = tmp_path / "log.jsonl"
    with serving(app) as upstream, recording(upstream, out, max_body=1) as client:
        assert client.post("/v1/files", content=body(), headers=headers).text == "done"
    assert seen == [(LARGE, str(LARGE).encode() if headers else b"chunked")]
    (entry,) = entries(out)
    assert (entry["request"]["size"], entry["request"]["body"], entry["cut"]) == (LARGE, None, ["request"])


def test_a_request_that_breaks_off_breaks_off_for_the_server_too(tmp_path: Path) -> None:
    ended = threading.Event()
    seen: list[str] = []

    async def app(scope: Any, receive: Any, send: Any) -> None:
        if scope["type"] == "http":
            message = await receive()
            while message["type"] == "http.request":
                message = await receive()
            seen.append(message["type"])
            ended.set()

    with serving(app) as upstream, recording(upstream, tmp_path / "log.jsonl") as client:
        with socket.create_connection((client.base_url.host, client.base_url.port or 0)) as connection:
            connection.sendall(b'POST /v1/messages HTTP/1.1\r\nhost: a\r\ncontent-length: 100\r\n\r\n{"model":')
        assert ended.wait(20)
    assert seen == ["http.disconnect"]
    (entry,) = entries(tmp_path / "log.jsonl")
    assert (entry["cut"], "response" in entry) == (["request"], False)


def test_a_server_may_answer_before_it_has_read_a_request(tmp_path: Path) -> None:
    def answer(listener: socket.socket) -> None:
        connection, _ = listener.accept()
        with connection:
            connection.recv(1000)
            connection.sendall(b"HTTP/1.1 413 Too Large\r\ncontent-length: 4\r\nconnection: close\r\n\r\nlong")
            connection.shutdown(socket.SHUT_WR)
            while connection.recv(65536):
                pass

    with socket.create_server(("127.0.0.1", 0)) as listener:
        threading.Thread(target=answer, args=(listener,), daemon=True).start()
        url = f"http://127.0.0.1:{listener.getsockname()[1]}"
        with recording(url, tmp_path / "log.jsonl") as client:
            said = client.post("/v1/files", content=iter([b"x" * 100_000] * 20))
    assert (said.status_code, said.text) == (413, "long")
    assert entries(tmp_path / "log.jsonl")[0]["response"]["text"] == "long"


def test_the_mock_can_be_recorded_as_well(tmp_path: Path) -> None:
    out = tmp_path / "log.jsonl"
    command = [sys.executable, "-m", "isogloss_codegen", "serve", "--port", "0", "--record", str(out)]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    try:
        assert process.stdout is not None
        url = process.stdout.readline().split()[-1]
        for body in (BODY, {**BODY, "stream": True}):
            assert httpx2.post(f"{url}/v1/messages", json=body, headers=HEADERS).status_code == 200
    finally:
        process.send_signal(signal.SIGINT)
        rest = process.communicate(timeout=30)[1]
    assert "2 exchanges written to" in rest
    result = CliRunner().invoke(main, ["check", str(out)])
    assert result.stdout.endswith("2 of 2 requests are fine on the Messages API.\n")
    assert [secret for secret in SECRETS if secret in out.read_text()] == []


def test_wrong_usage_is_said_before_anything_listens(tmp_path: Path) -> None:
    def code(*arguments: str) -> int:
        return CliRunner().invoke(main, ["record", *arguments]).exit_code

    assert code("--upstream", "api.example", "--out", str(tmp_path / "log.jsonl")) == 2
    assert code("--upstream", "https://api.example", "--out", str(tmp_path / "missing" / "log.jsonl")) == 2
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = str(taken.getsockname()[1])
        assert code("--upstream", "https://api.example", "--out", str(tmp_path / "log.jsonl"), "--port", port) == 2


@pytest.mark.parametrize(
    "upstream", ["http://a:99999", "http://a:-1", "http://a:b", "http://a:0", "http://[::1", "a", ""]
)
def test_an_upstream_that_is_no_address_is_wrong_usage(upstream: str, tmp_path: Path) -> None:
    result = CliRunner().invoke(main, ["record", "--upstream", upstream, "--out", str(tmp_path / "log.jsonl")])
    assert result.exit_code == 2
    said = "this is not a URL; write https://host or https://host:port, with a port from 1 to 65535"
    assert result.stderr.endswith(f"\n\nError: Invalid value for --upstream: {said}\n")
    assert not (tmp_path / "log.jsonl").exists()
