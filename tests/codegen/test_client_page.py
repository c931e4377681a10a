"""Clients of foreign APIs: names that collide, bodies of every kind, streams without a switch."""

from __future__ import annotations

import inspect
import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import httpx2
import pytest

from .conftest import CASES


class Server:
    """Answers every request alike, and keeps the last."""

    def __init__(self, answer: httpx2.Response) -> None:
        self.answer = answer
        self.request = httpx2.Request("GET", "http://nothing")

    def __call__(self, request: httpx2.Request) -> httpx2.Response:
        self.request = request
        return self.answer


@pytest.fixture(scope="module")
def harbor(tmp_path_factory: pytest.TempPathFactory) -> Any:
    from isogloss_codegen.generate import generate
    from isogloss_codegen.render.write import write

    output = tmp_path_factory.mktemp("output")
    write(generate(CASES / "harbor" / "openapi.yaml", package="harbor").files, output, "harbor")
    sys.path.insert(0, str(output))
    import harbor  # pyright: ignore[reportMissingImports]

    yield harbor
    sys.path.remove(str(output))
    for name in [name for name in sys.modules if name.partition(".")[0] == "harbor"]:
        del sys.modules[name]


@pytest.fixture
def calling(harbor: Any) -> Callable[[httpx2.Response], tuple[Any, Server]]:
    """A client in front of a server with one answer."""

    def connect(answer: httpx2.Response) -> tuple[Any, Server]:
        server = Server(answer)
        return harbor.Client(http_client=httpx2.Client(transport=httpx2.MockTransport(server))), server

    return connect


Calling = Callable[[httpx2.Response], tuple[Any, Server]]


def test_path_parameters_headers_and_cookies(calling: Calling) -> None:
    client, server = calling(httpx2.Response(204))
    assert client.ships.crates.replace("a/b", 7, weight=1.5, x_reason="why", session="s", label=None) is None
    request = server.request
    assert request.method == "PUT"
    assert str(request.url) == "https://harbor.example/api/ships/a%2Fb/crates/7"
    assert (request.headers["x-reason"], request.headers["cookie"]) == ("why", "session=s")
    assert json.loads(request.content) == {"weight": 1.5, "label": None}


def test_names_that_collide(calling: Calling) -> None:
    client, server = calling(httpx2.Response(200, json={"name": "n"}))
    client.ships.rename("path", id="body", timeout_=3, ship_name="n", from_="f", extra_body_=True)
    assert server.request.url.path == "/api/ships/path"
    assert json.loads(server.request.content) == {
        "id": "body",
        "timeout": 3,
        "ship-name": "n",
        "from": "f",
        "extra_body": True,
    }


def test_a_body_that_is_optional_may_stay_away(calling: Calling) -> None:
    client, server = calling(httpx2.Response(200, json={"name": "n"}))
    client.ships.rename("path")
    assert server.request.content == b""
    assert "content-type" not in server.request.headers


def test_a_body_that_is_a_list(calling: Calling, harbor: Any) -> None:
    client, server = calling(httpx2.Response(200, json=1))
    assert client.ships.register(body=[{"weight": 1}, harbor.Crate(weight=2)]) == 1
    assert json.loads(server.request.content) == [{"weight": 1}, {"weight": 2}]
    with pytest.raises(harbor.RequestValidationError, match=r"\[0\]\.weight"):
        client.ships.register(body=[{}])


def test_pages_without_a_flag(calling: Calling) -> None:
    client, server = calling(httpx2.Response(200, json={"ships": [{"name": "a"}], "next": None, "body": "b"}))
    page = client.ships.list(flags=["x", "y"], page_token="t")
    assert [ship.name for ship in page] == ["a"]
    assert page.body.body == "b"
    assert sorted(server.request.url.params.multi_items()) == [("flags", "x,y"), ("page-token", "t")]


def test_an_operation_that_always_streams(calling: Calling) -> None:
    body = b'data: {"kind": "high"}\n\ndata: {"kind": "low"}\n\n'
    client, _ = calling(httpx2.Response(200, content=body, headers={"content-type": "text/event-stream"}))
    assert [event.kind for event in client.stream.page()] == ["high", "low"]


def test_an_event_that_the_document_does_not_name_is_kept(calling: Calling) -> None:
    body = b'event: spring\ndata: {"kind": "spring", "metres": 9}\n\nevent: low\ndata: {"kind": "low"}\n\n'
    client, _ = calling(httpx2.Response(200, content=body, headers={"content-type": "text/event-stream"}))
    spring, low = client.stream.page()
    assert spring.model_dump(exclude_unset=True) == {"kind": "spring", "metres": 9}
    assert type(low).__name__ == "Low"
    with pytest.raises(Exception, match="spring") as told:
        list(client.stream.ebb())
    assert type(told.value).__name__ == "APIResponseValidationError", "x-open: false says that no other event comes"


def test_an_operation_without_a_resource(calling: Calling) -> None:
    client, server = calling(httpx2.Response(200, json="now"))
    assert client.close_() == "now"
    assert server.request.url.path == "/api/close"
    assert client.with_raw_response.close_().json() == "now"
    client.close()


def test_an_api_without_credentials_takes_none(harbor: Any) -> None:
    with pytest.raises(ValueError, match="api_key"):
        harbor.Client(api_key="k")


def methods(resource: Any) -> dict[str, Any]:
    """The parameters of the methods of a class."""
    members: list[tuple[str, Any]] = inspect.getmembers(resource, inspect.isfunction)
    return {name: list(inspect.signature(member).parameters.values()) for name, member in members}


def test_both_clients_have_the_same_methods(harbor: Any) -> None:
    for name in ("Ships", "ShipsCrates", "StreamResource", "Client"):
        blocking, other = methods(getattr(harbor.client, name)), methods(getattr(harbor.client, f"Async{name}"))
        own = [method for method in blocking if method in vars(getattr(harbor.client, name))]
        assert own
        assert {method: blocking[method] for method in own} == {method: other[method] for method in own}


@pytest.mark.slow
def test_the_generated_client_type_checks(harbor: Any, tmp_path: Path) -> None:
    package = Path(harbor.__file__).parent
    (tmp_path / "pyrightconfig.json").write_text(
        json.dumps({"include": [str(package)], "typeCheckingMode": "strict", "pythonVersion": "3.11"})
    )
    command = [
        sys.executable,
        "-m",
        "pyright",
        "--pythonpath",
        sys.executable,
        "--outputjson",
        *(str(package / name) for name in ("client.py", "params.py", "models.py")),
    ]
    output = json.loads(subprocess.run(command, capture_output=True, text=True, check=False, cwd=tmp_path).stdout)
    assert output["generalDiagnostics"] == []
