"""Operations with credentials, parameters, bodies and answers of each kind: the requests and answers on the wire."""

from __future__ import annotations

import asyncio
import importlib
import io
import json
import pickle
import subprocess
import sys
import traceback
from collections.abc import Awaitable, Callable, Iterator
from pathlib import Path
from typing import Any

import httpx2
import pytest

from isogloss_codegen.build.shapes import shape_of
from isogloss_codegen.generate import generate
from isogloss_codegen.render.write import write

from .conftest import CASES

BASE = "https://eu.example.org:8443/v1"


@pytest.fixture(scope="module")
def workshop(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Any]:
    folder = tmp_path_factory.mktemp("workshop")
    write(generate(CASES / "workshop" / "openapi.yaml", package="workshop").files, folder, "workshop")
    sys.path.insert(0, str(folder))
    yield importlib.import_module("workshop")
    sys.path.remove(str(folder))
    for name in [name for name in sys.modules if name.partition(".")[0] == "workshop"]:
        del sys.modules[name]


Seen = list[httpx2.Request]
Answering = Callable[[httpx2.Request], httpx2.Response]


def client(workshop: Any, answer: httpx2.Response | Answering, **given: Any) -> tuple[Any, Seen]:
    """A client whose requests are kept and answered."""
    seen: Seen = []

    def handle(request: httpx2.Request) -> httpx2.Response:
        request.read()
        seen.append(request)
        return answer(request) if callable(answer) else answer

    http = httpx2.Client(transport=httpx2.MockTransport(handle))
    return workshop.Client(http_client=http, **({"auth_token": "t"} | given)), seen


def inner_frames(error: BaseException) -> list[str]:
    """The frames of an error with their locals, but for that of the test."""
    stack = traceback.TracebackException.from_exception(error, capture_locals=True).stack
    return traceback.StackSummary.from_list(stack[1:]).format()


def test_each_style_of_parameters(workshop: Any) -> None:
    calling, seen = client(workshop, httpx2.Response(204))
    calling.search.run(
        kinds=["a", "b/c"],
        point={"x": 1, "y": 2},
        matrix=5,
        filter={"colour": "dark red", "tags": ["a", "b"]},
        colours=["a,b", "c"],
        sizes=[1, 2],
        words=["a b", "c"],
        paint={"colour": "red", "coats": 2},
        near={"a": 1.5},
        either=3,
        parts=[{"colour": "red"}, {"tags": ["a"]}],
        maybe=[1],
        x_tags=["a", "b"],
        x_size={"w": 1, "h": 2},
        seen=7,
        class_="c",
        matrix_="m",
    )
    url, headers = seen[0].url, seen[0].headers
    assert url.raw_path.decode() == (
        "/v1/search/.a.b%2Fc/x,1,y,2/;matrix=5"
        "?filter%5Bcolour%5D=dark%20red&filter%5Btags%5D%5B0%5D=a&filter%5Btags%5D%5B1%5D=b"
        "&colours=a%2Cb,c&sizes=1%7C2&words=a%20b%20c&colour=red&coats=2&near=%7B%22a%22%3A1.5%7D&either=3"
        "&parts=%5B%7B%22colour%22%3A%22red%22%7D%2C%7B%22tags%22%3A%5B%22a%22%5D%7D%5D"
        "&maybe=1&class=c&matrix=m"
    )
    assert (headers["x-tags"], headers["x-size"], headers["cookie"]) == ("a,b", "w=1,h=2", "seen=7")


def test_a_form_with_files(workshop: Any, tmp_path: Path) -> None:
    calling, seen = client(workshop, httpx2.Response(201, json={"id": "1"}))
    path = tmp_path / "b.txt"
    path.write_bytes(b"second")
    made = calling.uploads.upload_files(
        file=("a.png", b"first"), more=[path, io.BytesIO(b"third")], purpose="test", copies=2, about={"size": 1}
    )
    assert made.id == "1"
    body = seen[0].content
    assert seen[0].headers["content-type"].startswith("multipart/form-data; boundary=")
    assert b'name="file"; filename="a.png"\r\nContent-Type: image/png\r\n\r\nfirst\r\n' in body
    assert b'name="more"; filename="b.txt"\r\nContent-Type: text/plain\r\n\r\nsecond\r\n' in body
    assert b'name="more"; filename="upload"\r\nContent-Type: application/octet-stream\r\n\r\nthird\r\n' in body
    assert b'name="copies"\r\n\r\n2\r\n' in body
    assert b'name="about"\r\nContent-Type: application/json\r\n\r\n{"size":1}\r\n' in body
    with pytest.raises(workshop.RequestValidationError, match=r"copies: must be an integer"):
        calling.uploads.upload_files(file=b"", purpose="test", copies="two")
    with pytest.raises(workshop.RequestValidationError, match=r"a file must be bytes, a path or a file"):
        calling.uploads.upload_files(file=5, purpose="test")


def test_a_form_without_files(workshop: Any) -> None:
    calling, seen = client(workshop, httpx2.Response(202, json={"ready": False}))
    answer = calling.forms.submit(
        name="a&b", ages=[1, 2], urgent=True, address={"street": "c d", "number": 3}, extra={"size": 1}
    )
    assert answer == workshop.Promise(ready=False)
    assert seen[0].headers["content-type"] == "application/x-www-form-urlencoded"
    assert seen[0].content == (
        b"name=a%26b&ages=1&ages=2&urgent=true&address%5Bstreet%5D=c%20d&address%5Bnumber%5D=3&extra=%7B%22size%22%3A1%7D"
    )
    known, _ = client(workshop, httpx2.Response(200, json={"id": "1"}))
    assert known.forms.submit(name="a") == workshop.Thing(id="1")
    nothing, _ = client(workshop, httpx2.Response(204))
    assert nothing.forms.submit(name="a") is None


def test_bodies_and_answers_that_are_no_json_objects(workshop: Any, tmp_path: Path) -> None:
    calling, seen = client(workshop, httpx2.Response(204))
    calling.uploads.replace("a", body=b"\x00\xff")
    calling.uploads.replace("a", body=io.BytesIO(b"b"))
    assert [request.content for request in seen] == [b"\x00\xff", b"b"]
    assert seen[0].headers["content-type"] == "application/octet-stream"

    bytes_, seen = client(workshop, httpx2.Response(200, content=b"\x00\xff", headers={"content-type": "image/png"}))
    assert bytes_.uploads.get("a") == b"\x00\xff"
    assert seen[0].headers["accept"] == "application/octet-stream"
    with bytes_.uploads.stream_get("a") as download:
        assert download.write_to(tmp_path / "a") == 2
    assert (tmp_path / "a").read_bytes() == b"\x00\xff"

    patched, seen = client(workshop, httpx2.Response(200, json={"id": "1"}))
    assert patched.uploads.update("a", body=[{"op": "remove", "path": "/a"}]) == workshop.Thing(id="1")
    assert seen[0].headers["content-type"] == "application/json-patch+json"
    assert json.loads(seen[0].content) == [{"op": "remove", "path": "/a"}]

    text, seen = client(workshop, httpx2.Response(200, text="größer"), basic_auth=("a", "b"))
    assert text.add_note(body="groß") == "größer"
    assert (seen[0].headers["content-type"], seen[0].content) == ("text/plain", "groß".encode())
    with pytest.raises(workshop.RequestValidationError, match="must be a text, not int"):
        text.add_note(body=5)

    listed, seen = client(workshop, httpx2.Response(200, json=[{"id": "1"}]))
    assert [thing.id for thing in listed.list_notes()] == ["1"]
    assert (str(seen[0].url), "authorization" in seen[0].headers) == ("https://notes.example.org/notes", False)
    assert seen[0].headers["accept"] == "application/vnd.things+json"


def test_events_that_nothing_describes(workshop: Any) -> None:
    events = b'event: a\ndata: {"b": 1}\n\ndata: [DONE]\n\n'
    calling, seen = client(
        workshop, httpx2.Response(200, content=events, headers={"content-type": "text/event-stream"}), credentials={}
    )
    with calling.chats.create(text="a", stream=True) as stream:
        first, last = stream
    assert (first.name, first.json(), last.name, last.data) == ("a", {"b": 1}, None, "[DONE]")
    assert seen[0].headers["accept"] == "application/json, text/event-stream"
    whole, _ = client(workshop, httpx2.Response(200, json={"id": "1"}))
    assert whole.chats.create(text="a") == workshop.Thing(id="1")


def test_an_answer_that_is_an_object_or_null(workshop: Any) -> None:
    for text, first, second in ((b"null", None, None), (b'{"id": "1", "size": 2}', "1", 2)):
        answer = httpx2.Response(200, content=text, headers={"content-type": "application/json"})
        calling, _ = client(workshop, answer)
        assert getattr(calling.get_last(), "id", None) == first
        assert getattr(calling.put_last(), "size", None) == second


def test_servers(workshop: Any) -> None:
    assert str(workshop.Client().base_url) == f"{BASE}/"
    assert workshop.Client.server_url(region="us") == "https://us.example.org:8443/v1"
    moved, seen = client(workshop, httpx2.Response(200, json=[]), base_url="https://other.example.org")
    moved.list_notes()
    assert str(seen[0].url) == "https://other.example.org/notes"


def test_alternatives_of_credentials(workshop: Any) -> None:
    def sent(operation: str, **given: Any) -> httpx2.Request:
        calling, seen = client(workshop, httpx2.Response(204), **({"auth_token": None} | given))
        getattr(calling, operation)()
        return seen[0]

    assert sent("get_hidden", credentials={"query": "k 1"}).url.query == b"appid=k%201"
    assert sent("get_hidden", default_query={"appid": "own"}).url.query == b"appid=own"
    assert "authorization" not in sent("get_certified").headers
    with pytest.raises(workshop.MissingCredentialError) as missing:
        sent("get_hidden", auth_token="t")
    assert str(missing.value) == "No credential for the Workshop: give the client credentials={'query': ...}"

    calling, seen = client(workshop, httpx2.Response(204), auth_token=None, credentials={"id": "i", "secret": "s"})
    calling.forms.submit(name="a")
    assert (seen[0].headers["client-id"], seen[0].headers["client-secret"]) == ("i", "s")
    calling.with_options(auth_token="t").forms.submit(name="a")
    assert seen[1].headers["authorization"] == "Bearer t"
    half, _ = client(workshop, httpx2.Response(204), auth_token=None, credentials={"id": "i"})
    with pytest.raises(workshop.MissingCredentialError, match=r"auth_token=\.\.\. or credentials=\{'id': \.\.\.\} and"):
        half.forms.submit(name="a")
    own, seen = client(workshop, httpx2.Response(204), auth_token=None, default_headers={"Authorization": "Own x"})
    own.forms.submit(name="a")
    assert seen[0].headers["authorization"] == "Own x"
    session, seen = client(workshop, httpx2.Response(200, json={"id": "1"}), credentials={"cookie": "c"})
    session.chats.create(text="a")
    assert seen[0].headers["cookie"] == "session=c"


def test_a_token_that_changes(workshop: Any) -> None:
    tokens = iter("abc")
    calling, seen = client(workshop, httpx2.Response(204), auth_token=lambda: next(tokens))
    calling.forms.submit(name="a")
    calling.forms.submit(name="a")
    assert [request.headers["authorization"] for request in seen] == ["Bearer a", "Bearer b"]

    async def token() -> str:
        return "later"

    async def call() -> str:
        kept: Seen = []

        def handle(request: httpx2.Request) -> httpx2.Response:
            kept.append(request)
            return httpx2.Response(204)

        http = httpx2.AsyncClient(transport=httpx2.MockTransport(handle))
        await workshop.AsyncClient(auth_token=token, http_client=http).forms.submit(name="a")
        return str(kept[0].headers["authorization"])

    assert asyncio.run(call()) == "Bearer later"
    blocking, _ = client(workshop, httpx2.Response(204), auth_token=token)
    with pytest.raises(ValueError, match="an asynchronous function needs the asynchronous client"):
        blocking.forms.submit(name="a")


@pytest.mark.parametrize(
    ("given", "message"),
    [
        ({"api_key": "k3y"}, "the API has several keys: give credentials={'id': ..., 'secret': ..., 'query': ..., 'c"),
        ({"credentials": {"uzer": "k3y"}}, "the API has no credential 'uzer'; it has 'token', 'user', 'id', 'secret'"),
        ({"credentials": {"user": "k3y"}}, "the credential user must be a tuple of user and password"),
        ({"credentials": {"id": "k3y\n1"}}, "the credential id cannot be sent: character 4 of 5 is a control"),
        ({"credentials": {"id": 5}}, "the credential id must be a string or a function that returns one"),
    ],
)
def test_credentials_that_cannot_be_used(workshop: Any, given: dict[str, Any], message: str) -> None:
    with pytest.raises(ValueError, match=r"credential|keys") as refused:
        workshop.Client(**given)
    assert str(refused.value).startswith(message)
    assert "k3y" not in "".join(inner_frames(refused.value))


def test_credentials_are_not_shown(workshop: Any) -> None:
    given = {"id": "s3cret1", "secret": "s3cret2", "query": "s3cret3", "user": ("me", "s3cret4"), "cookie": "s3cret5"}
    calling, _ = client(workshop, httpx2.Response(500, json={}), credentials=given, auth_token=None, max_retries=0)
    shown = [str(calling.__dict__)]
    for call in (calling.get_hidden, lambda: calling.forms.submit(name="a"), lambda: calling.add_note(body="a")):
        with pytest.raises(workshop.InternalServerError) as failed:
            call()
        request = failed.value.request
        shown += [str(failed.value), repr(failed.value), str(request.url), repr(request.headers.multi_items())]
        shown += inner_frames(failed.value)
    assert "s3cret" not in "".join(shown)
    with pytest.raises(TypeError, match="cannot be pickled"):
        pickle.dumps(calling._credentials)


Use = Callable[[Any, list[Any]], Awaitable[None]]
"""Takes a client of a running service, and the list of what the service sees."""


def serve(workshop: Any, use: Use) -> None:
    """Uses a service that notes what it is sent, in process."""
    seen: list[Any] = []

    async def run() -> None:
        given = {"query": "q", "user": ("me", "pass word"), "id": "i", "secret": "s"}
        async with in_front_of(workshop, seen) as http:
            await use(workshop.AsyncClient(base_url="http://workshop", http_client=http, credentials=given), seen)

    asyncio.run(run())


def in_front_of(workshop: Any, seen: list[Any]) -> httpx2.AsyncClient:
    """A client of a service with a method for each kind of request."""
    server: Any = importlib.import_module("workshop.server")

    class Service(server.Service):  # type: ignore[misc]
        async def search_run(self, parameters: Any, context: Any) -> None:
            seen.append(parameters.model_dump(exclude_unset=True))

        async def uploads_upload_files(self, body: Any, context: Any) -> Any:
            seen.append(body)
            return workshop.Thing(id="1")

        async def forms_submit(self, body: Any, context: Any) -> Any:
            seen.append(body.model_dump(exclude_unset=True))
            return workshop.Promise(ready=True)

        async def uploads_get(self, parameters: Any, context: Any) -> bytes:
            return parameters.name.encode()

        async def uploads_replace(self, body: Any, parameters: Any, context: Any) -> None:
            seen.append(await body.read())

        async def uploads_update(self, body: Any, parameters: Any, context: Any) -> Any:
            seen.append([each.model_dump() for each in body])
            return workshop.Thing(id="2")

        async def add_note(self, body: str, context: Any) -> str:
            seen.append((body, context.credential))
            return body

        async def list_notes(self, context: Any) -> Any:
            return [workshop.Thing(id="3")]

        async def get_hidden(self, context: Any) -> None:
            seen.append(context.credential)

        async def get_thing(self, parameters: Any, context: Any) -> Any:
            return workshop.Thing(id=parameters.id)

        async def get_private_thing(self, parameters: Any, context: Any) -> Any:
            raise AssertionError("nothing in a request means this operation")

        async def get_beta_thing(self, parameters: Any, context: Any) -> Any:
            return workshop.Thing(id=f"{parameters.id} beta {parameters.size}")

        async def share_thing(self, parameters: Any, context: Any) -> None:
            seen.append(parameters.id)

        async def chats_create(self, body: Any, context: Any) -> Any:
            return workshop.Thing(id="4")

        async def chats_stream(self, body: Any, context: Any) -> Any:
            for word in body.text.split():
                yield server.TextEvent(None, word)

    return httpx2.AsyncClient(transport=httpx2.ASGITransport(server.create_app(Service())))


def test_the_server_reads_parameters_that_the_client_sends(workshop: Any) -> None:
    async def use(calling: Any, seen: list[Any]) -> None:
        parameters: dict[str, Any] = {
            "kinds": ["a", "b/c"],
            "point": {"x": 1, "y": 2},
            "matrix": 5,
            "colours": ["a,b", "c"],
            "filter": {"colour": "dark red", "size": 1, "tags": ["a", "b"]},
            "sizes": [1, 2],
            "words": ["a", "c"],
            "paint": {"colour": "red", "coats": 2},
            "near": {"a": 1.5},
            "parts": [{"colour": "red"}, {"tags": ["a"]}],
            "either": "x",
            "maybe": [1],
            "x_tags": ["a", "b"],
            "x_size": {"w": 1, "h": 2},
            "seen": 7,
            "class_": "c",
            "matrix_": "m",
        }
        for since in ({"gt": 2}, 1, "", "a b"):
            await calling.search.run(**parameters, since=since)
            assert seen.pop() == {**parameters, "since": since}
        await calling.search.run(**parameters)
        assert seen.pop() == parameters

    serve(workshop, use)


def test_the_server_reads_forms_and_files_that_the_client_sends(workshop: Any) -> None:
    async def use(calling: Any, seen: list[Any]) -> None:
        await calling.uploads.upload_files(
            file=("a.png", b"fi\r\n--rst"), more=[b"b"], purpose="test", copies=2, about={"size": 1}
        )
        body = seen.pop()
        assert (body.file.name, body.file.media_type, body.file.content) == ("a.png", "image/png", b"fi\r\n--rst")
        assert ([file.content for file in body.more], body.copies, body.about.size) == ([b"b"], 2, 1)
        address = {"street": "c d", "number": 3}
        sent: dict[str, Any] = {
            "name": "a&b",
            "ages": [1],
            "urgent": False,
            "address": address,
            "extra": {"size": 1},
        }
        for labels in ({"a": "1"}, ""):
            assert await calling.forms.submit(**sent, labels=labels) == workshop.Promise(ready=True)
            assert seen.pop() == {**sent, "labels": labels}

    serve(workshop, use)


def test_the_server_reads_bytes_texts_and_json_that_the_client_sends(workshop: Any) -> None:
    async def use(calling: Any, seen: list[Any]) -> None:
        assert await calling.uploads.get("a b") == b"a b"
        await calling.uploads.replace("a", body=b"\xff")
        assert seen.pop() == b"\xff"
        await calling.uploads.update("a", body=[{"op": "add"}])
        assert seen.pop() == [{"op": "add"}]
        assert await calling.add_note(body="ß") == "ß"
        assert seen.pop() == ("ß", "me:pass word")
        assert (await calling.list_notes())[0].id == "3"
        await calling.get_hidden()
        assert seen.pop() == "q"
        assert (await calling.chats.create(text="a")).id == "4"
        async with await calling.chats.stream(text="a b") as stream:
            assert [event.data async for event in stream] == ["a", "b"]

    serve(workshop, use)


def test_the_server_tells_paths_apart_that_differ_in_their_fragment(workshop: Any) -> None:
    async def use(calling: Any, seen: list[Any]) -> None:
        assert (await calling.get_thing("a")).id == "a"
        assert (await calling.get_private_thing("b")).id == "b"
        assert (await calling.get_beta_thing("a", size=1)).id == "a beta 1"
        await calling.share_thing("a")
        assert seen.pop() == "a"

    serve(workshop, use)


def test_the_server_refuses_a_missing_key_and_another_media_type(workshop: Any) -> None:
    async def run() -> None:
        async with in_front_of(workshop, []) as http:
            bare = await http.get("http://workshop/hidden")
            assert (bare.status_code, "send the query appid" in bare.text) == (401, True)
            wrong = await http.post("http://workshop/notes", content=b"1", auth=("a", "b"))
            assert (wrong.status_code, "must be text/plain" in wrong.text) == (415, True)

    asyncio.run(run())


def test_the_shape_of_a_value_four_objects_down_is_told() -> None:
    schemas: dict[str, Any] = {
        f"A{level}": {
            "anyOf": [
                {"type": "object", "properties": {"a": {"$ref": f"#/components/schemas/A{level + 1}"}}},
                {"type": "string", "enum": [""]},
            ]
        }
        for level in range(4)
    }
    shape: Any = shape_of({"$ref": "#/components/schemas/A0"}, {**schemas, "A4": {"type": "integer"}})
    for _ in range(4):
        shape = shape[0]["a"]
    assert shape == "integer"


def test_a_credential_that_two_schemes_ask_for_is_named_once(workshop: Any) -> None:
    schemes: Any = importlib.import_module("workshop._runtime.schemes")
    failure: Any = importlib.import_module("workshop._runtime.response").ServiceError
    known = {id: schemes.Scheme(id, "token", "header", "authorization") for id in ("oauth", "open")}
    with pytest.raises(failure, match=r"^no credential: send `authorization: Bearer ...`$"):
        schemes.Requirements(known, (("oauth",), ("open",))).find({}, b"")


def test_packages_type_check(workshop: Any, tmp_path: Path) -> None:
    """One with every kind of operation, and one that takes bytes and nothing else."""
    paths: dict[str, Any] = {
        "/bytes": {
            "post": {
                "operationId": "upload",
                "requestBody": {"content": {"application/octet-stream": {}}},
                "responses": {"204": {"description": "Done."}},
            }
        }
    }
    document = {"openapi": "3.1.0", "info": {"title": "T", "version": "1"}, "paths": paths}
    (tmp_path / "bytes.json").write_text(json.dumps(document))
    folder = Path(workshop.__file__).parents[1]
    write(generate(tmp_path / "bytes.json", package="uploads").files, folder, "uploads")
    settings = {"include": ["workshop", "uploads"], "typeCheckingMode": "strict", "pythonVersion": "3.11"}
    (folder / "pyrightconfig.json").write_text(json.dumps(settings))
    command = [sys.executable, "-m", "pyright", "--pythonpath", sys.executable, "--outputjson", "-p", str(folder)]
    output = json.loads(subprocess.run(command, capture_output=True, text=True, check=False).stdout)
    assert output["generalDiagnostics"] == []
    assert output["summary"]["filesAnalyzed"] > 150


def test_losses_and_docstrings(workshop: Any) -> None:
    losses = (Path(workshop.__file__).parent / "LOSSES.md").read_text()
    assert "the client does not know credentials of `http digest`" in losses
    assert "the server takes a request for it for GET /things/{id}: a fragment is not sent" in losses
    assert "POST /chats" not in losses, "the header accept tells them apart"
    doc: str = workshop.Client().uploads.get.__doc__
    assert "`GET /uploads/{name}`" in doc
