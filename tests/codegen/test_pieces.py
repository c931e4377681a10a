"""Bodies in pieces: streams of JSON values and of events, and uploads that nobody holds in memory."""

from __future__ import annotations

import asyncio
import importlib
import io
import json
import subprocess
import sys
import threading
from collections.abc import AsyncIterator, Callable, Iterator
from functools import partial
from pathlib import Path
from typing import Any

import httpx2
import pytest
import requests
import uvicorn

from isogloss_codegen.generate import generate
from isogloss_codegen.render.write import write

from .conftest import CASES

MIB = 1024 * 1024


@pytest.fixture(scope="module")
def workshop(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Any]:
    folder = tmp_path_factory.mktemp("pieces")
    write(generate(CASES / "workshop" / "openapi.yaml", package="workshop_in_pieces").files, folder, "pieces")
    sys.path.insert(0, str(folder))
    yield importlib.import_module("workshop_in_pieces")
    sys.path.remove(str(folder))
    for name in [name for name in sys.modules if name.partition(".")[0] == "workshop_in_pieces"]:
        del sys.modules[name]


@pytest.fixture(scope="module")
def url(workshop: Any) -> Iterator[str]:
    """The address of a server of the package, behind a real HTTP server."""
    part = importlib.import_module
    server, models = part("workshop_in_pieces.server"), part("workshop_in_pieces.models")

    class Service(server.Service):
        async def lines_list(self, context: Any) -> AsyncIterator[Any]:
            return each(models.Thing(id=str(number)) for number in range(3))

        async def lines_count(self, body: Any, context: Any) -> Any:
            return await self.lines_list(context) if body and body.stream else models.Thing(id="whole")

        async def lines_list_sequences(self, context: Any) -> AsyncIterator[Any]:
            return await self.lines_list(context)

        async def lines_read_logs(self, context: Any) -> AsyncIterator[Any]:
            async def values() -> AsyncIterator[Any]:
                yield {"a": "ü\n"}
                yield 1
                raise RuntimeError("the disk is gone")

            return values()

        async def lines_write_logs(self, body: Any, context: Any) -> bytes:
            return b"nothing" if body is None else await body.read()

        async def uploads_replace(self, body: Any, parameters: Any, context: Any) -> None:
            pieces = [len(piece) async for piece in body]
            context.response_headers |= {"x-size": str(sum(pieces)), "x-pieces": str(len(pieces) > 1)}

        async def chats_create(self, body: Any, context: Any) -> Any:
            return each(
                [server.TextEvent("said", "one\ntwo"), server.TextEvent(None, "[DONE]"), b"event: new\ndata: 1\n\n"]
            )

    app = server.create_app(Service(), key_required=False, max_body=4 * MIB)
    running = uvicorn.Server(uvicorn.Config(app, port=0, log_level="critical"))
    thread = threading.Thread(target=running.run)
    thread.start()
    while not running.started:
        thread.join(0.01)
    yield f"http://127.0.0.1:{running.servers[0].sockets[0].getsockname()[1]}"
    running.should_exit = True
    thread.join()


async def each(items: Any) -> AsyncIterator[Any]:
    for item in items:
        yield item


SIDES = [(name, transport) for name in ("Client", "AsyncClient") for transport in (None, "fast")]


class Caller:
    """Makes calls with clients of one kind; the items of a stream come as a list."""

    def __init__(self, make_client: Callable[[], Any], *, is_async: bool) -> None:
        self.make_client = make_client
        self.is_async = is_async

    def __call__(self, make: Callable[[Any], Any]) -> Any:
        if self.is_async:
            return asyncio.run(self._asked(make))
        with self.make_client() as client:
            answer = make(client)
            return list(answer) if hasattr(answer, "__next__") else answer

    async def _asked(self, make: Callable[[Any], Any]) -> Any:
        async with self.make_client() as client:
            answer = await make(client)
            return [item async for item in answer] if hasattr(answer, "__aiter__") else answer


@pytest.fixture(params=SIDES, ids=lambda side: f"{side[0]}-{side[1]}")
def call(request: pytest.FixtureRequest, workshop: Any, url: str) -> Caller:
    kind, transport = request.param
    given = {"base_url": url, "auth_token": "t", "transport": transport, "max_retries": 0}
    return Caller(lambda: getattr(workshop, kind)(**given), is_async=kind == "AsyncClient")


def test_streams_of_values_are_models(call: Caller, workshop: Any) -> None:
    makes: list[Callable[[Any], Any]] = [
        lambda client: client.lines.list(),
        lambda client: client.lines.count(stream=True),
        lambda client: client.lines.list_sequences(),
    ]
    for make in makes:
        assert [(type(thing).__name__, thing.id) for thing in call(make)] == [("Thing", name) for name in "012"]
    assert call(lambda client: client.lines.count()).id == "whole"


def test_events_that_nothing_describes_go_through(call: Caller) -> None:
    found = call(lambda client: client.chats.create(text="a", stream=True))
    assert [(event.name, event.data) for event in found] == [("said", "one\ntwo"), (None, "[DONE]"), ("new", "1")]


def test_a_stream_that_breaks_off_says_so(call: Caller, workshop: Any) -> None:
    with pytest.raises(workshop.StreamInterruptedError):
        call(lambda client: client.lines.read_logs())


def upload(source: Any, client: Any) -> Any:
    return client.with_raw_response.uploads.replace("a", body=source)


def test_uploads_are_sent_in_pieces(call: Caller, tmp_path: Path) -> None:
    path = tmp_path / "large.bin"
    path.write_bytes(b"x" * MIB)

    async def later() -> AsyncIterator[bytes]:
        yield b"abc"
        yield b"def"

    with path.open("rb") as file:
        file.seek(MIB - 5)
        sources: list[tuple[Any, int]] = [(b"abc", 3), (path, MIB), (file, 5), (io.BytesIO(b"a"), 1)]
        sources += [(iter([b"ab", b"c"]), 3), *([(later(), 6)] if call.is_async else [])]
        for source, size in sources:
            answer = call(partial(upload, source))
            assert answer.headers["x-size"] == str(size)
            assert answer.headers["x-pieces"] == str(size == MIB) or source is not path


def test_a_body_may_be_left_out_or_too_large(call: Caller, workshop: Any) -> None:
    assert call(lambda client: client.lines.write_logs()) == b"nothing"
    assert call(lambda client: client.lines.write_logs(body=iter([b"a", b"b"]))) == b"ab"
    with pytest.raises(workshop.APIError) as raised:
        call(lambda client: client.uploads.replace("a", body=iter([b"x" * MIB] * 5)))
    assert getattr(raised.value, "status_code", 413) == 413  # or the connection is closed while the client sends


@pytest.mark.parametrize(
    ("source", "message"),
    [
        ("text", "must be bytes, a path, a file that is open for bytes or an iterator of bytes, not str"),
        (io.StringIO("a"), "not a file that is open for text"),
        (5, "not int"),
    ],
)
def test_what_is_no_body_is_refused_before_the_call(source: Any, message: str, workshop: Any) -> None:
    client = workshop.Client(base_url="http://127.0.0.1:9", auth_token="t")
    with pytest.raises(workshop.RequestValidationError, match=message):
        client.uploads.replace("a", body=source)


def test_only_what_can_be_read_again_is_sent_again(workshop: Any, tmp_path: Path) -> None:
    seen: list[bytes] = []

    class Answering(httpx2.BaseTransport):
        def handle_request(self, request: httpx2.Request) -> httpx2.Response:
            assert isinstance(request.stream, httpx2.SyncByteStream)
            seen.append(b"".join(request.stream))
            return httpx2.Response(503 if len(seen) == 1 else 204, headers={"retry-after-ms": "1"})

    http = httpx2.Client(transport=Answering())
    client = workshop.Client(base_url="http://a.example", auth_token="t", http_client=http)
    path = tmp_path / "a"
    path.write_bytes(b"abc")
    client.uploads.replace("a", body=path)
    assert seen == [b"abc", b"abc"]
    seen.clear()
    with pytest.raises(workshop.InternalServerError):
        client.uploads.replace("a", body=iter([b"abc"]))
    assert seen == [b"abc"]


def decoded(workshop: Any, data: bytes, size: int, *, media: str = "application/x-ndjson", limit: int = 1000) -> Any:
    """The values of a stream that arrives in pieces of one size."""
    pieces = [data[start : start + size] for start in range(0, len(data), size)]
    http = httpx2.Client(
        transport=httpx2.MockTransport(
            lambda _: httpx2.Response(200, content=iter(pieces), headers={"content-type": media})
        )
    )
    limits = workshop.AnswerLimits(event=limit)
    client = workshop.Client(base_url="http://a.example", http_client=http, answer_limits=limits)
    return client.lines.list_sequences() if media.endswith("seq") else client.lines.read_logs()


@pytest.mark.parametrize("size", [1, 2, 7, 1000])
def test_pieces_may_be_of_any_size(size: int, workshop: Any) -> None:
    assert list(decoded(workshop, b'{"a": 1}\r\n\n[1,\t2]\n"\xc3\xbc"\n3', size)) == [{"a": 1}, [1, 2], "ü", 3]
    # Some servers call it JSON.
    assert list(decoded(workshop, b'{"a": 1}\n2\n', size, media="application/json")) == [{"a": 1}, 2]
    sequence = b'\x1e{"id": "a"}\n\x1e{\n "id":\n "b"\n}\n\x1e{"id": "c"}'
    found = decoded(workshop, sequence, size, media="application/json-seq")
    assert [thing.id for thing in found] == ["a", "b", "c"]


def test_a_value_is_there_as_soon_as_it_is_complete(workshop: Any) -> None:
    def pieces() -> Iterator[bytes]:
        yield b'\x1e{"id": "a"}\n'
        pytest.fail("the stream was read ahead")

    http = httpx2.Client(
        transport=httpx2.MockTransport(
            lambda _: httpx2.Response(200, content=pieces(), headers={"content-type": "application/json-seq"})
        )
    )
    client = workshop.Client(base_url="http://a.example", http_client=http)
    assert next(client.lines.list_sequences()).id == "a"


@pytest.mark.parametrize(
    ("data", "media", "error", "message"),
    [
        (b'{"a": 1}\n{"a', "application/x-ndjson", "StreamInterruptedError", "broke off within a value"),
        (b"nonsense\n", "application/x-ndjson", "APIResponseValidationError", "is not JSON: 'nonsense'"),
        (b'\x1e{"id": 5}\n', "application/json-seq", "APIResponseValidationError", "id: must be a string"),
        (b'"' + b"a" * 2000, "application/x-ndjson", "AnswerTooLargeError", "1000"),
        (b"<html>", "text/html", "APIResponseValidationError", "Expected a stream, .* text/html"),
    ],
)
def test_what_is_no_stream(data: bytes, media: str, error: str, message: str, workshop: Any) -> None:
    with pytest.raises(getattr(workshop, error), match=message):
        list(decoded(workshop, data, 50, media=media))


def test_foreign_clients(url: str, tmp_path: Path) -> None:
    path = tmp_path / "large.bin"
    path.write_bytes(b"x" * 2 * MIB)
    with requests.get(f"{url}/lines", stream=True, timeout=10) as answer:
        assert answer.headers["content-type"] == "application/jsonl"
        assert [json.loads(line) for line in answer.iter_lines()] == [{"id": name} for name in "012"]
    kind = {"content-type": "application/octet-stream"}
    with path.open("rb") as file:
        assert requests.put(f"{url}/uploads/a", data=file, headers=kind, timeout=10).headers["x-size"] == str(2 * MIB)
    curl = ["curl", "-sS", "-m", "10"]
    read = subprocess.run([*curl, "-N", f"{url}/sequences"], capture_output=True, check=True).stdout
    assert read == b'\x1e{"id":"0"}\n\x1e{"id":"1"}\n\x1e{"id":"2"}\n'
    sent = [*curl, "-T", "-", "-H", "content-type: application/octet-stream", "-D", "-", f"{url}/uploads/a"]
    said = subprocess.run(sent, input=path.read_bytes(), capture_output=True, check=True).stdout
    assert f"x-size: {2 * MIB}".encode() in said
    broken = subprocess.run([*curl, f"{url}/logs"], capture_output=True)
    assert (broken.stdout, broken.returncode) == ('{"a":"ü\\n"}\n1\n'.encode(), 18)  # 18: the answer is incomplete
