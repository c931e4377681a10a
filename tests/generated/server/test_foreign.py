"""The server of an API that is nothing like the Messages API."""

from __future__ import annotations

import importlib
import sys
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
import yaml

from isogloss_codegen.generate import generate

from .driver import Answer, call, iterate

JSON = {"content-type": "application/json"}
PETS: dict[str, Any] = {
    "openapi": "3.1.0",
    "info": {"title": "Pets", "version": "1"},
    "paths": {
        "/pets": {
            "get": {
                "operationId": "listPets",
                "parameters": [
                    {"name": "max", "in": "query", "schema": {"type": "number", "maximum": 10}},
                    {
                        "name": "ids",
                        "in": "query",
                        "explode": False,
                        "schema": {"type": "array", "items": {"type": "integer"}},
                    },
                    {"name": "session", "in": "cookie", "schema": {"type": "string"}},
                ],
                "responses": {
                    "200": {
                        "description": "Pets.",
                        "content": {
                            "application/json": {
                                "schema": {"type": "array", "items": {"$ref": "#/components/schemas/Pet"}}
                            }
                        },
                    },
                    "default": {
                        "description": "Wrong.",
                        "content": {"application/json": {"schema": {"$ref": "#/components/schemas/Failure"}}},
                    },
                },
            },
            "post": {
                "operationId": "addPet",
                "requestBody": {
                    "content": {"application/json": {"schema": {"$ref": "#/components/schemas/NewPet"}}},
                },
                "responses": {"204": {"description": "Added."}},
            },
        },
        "/pets/{pet-id}/photos/{number}": {
            "get": {
                "operationId": "pets.photos.get",
                "parameters": [
                    {"name": "pet-id", "in": "path", "required": True, "schema": {"type": "string"}},
                    {"name": "number", "in": "path", "required": True, "schema": {"type": "integer"}},
                ],
                "responses": {
                    "200": {
                        "description": "A pet.",
                        "content": {"application/json": {"schema": {"$ref": "#/components/schemas/Pet"}}},
                    }
                },
            }
        },
        "/watch": {
            "get": {
                "operationId": "watch",
                "x-stream": {"tag": "kind", "events": "#/components/schemas/Sighting"},
                "responses": {
                    "200": {
                        "description": "Sightings.",
                        "content": {"text/event-stream": {"schema": {"$ref": "#/components/schemas/Sighting"}}},
                    }
                },
            }
        },
    },
    "components": {
        "schemas": {
            "Pet": {"type": "object", "required": ["name"], "properties": {"name": {"type": "string"}}},
            "NewPet": {
                "type": "object",
                "required": ["name"],
                "properties": {"name": {"type": "string"}},
                "additionalProperties": False,
            },
            "Failure": {
                "type": "object",
                "required": ["code", "message"],
                "properties": {"code": {"type": "integer"}, "message": {"type": "string"}},
            },
            "Seen": {
                "type": "object",
                "required": ["kind"],
                "properties": {"kind": {"type": "string", "const": "seen"}},
            },
            "Gone": {
                "type": "object",
                "required": ["kind"],
                "properties": {"kind": {"type": "string", "const": "gone"}},
            },
            "Sighting": {
                "oneOf": [{"$ref": "#/components/schemas/Seen"}, {"$ref": "#/components/schemas/Gone"}],
                "discriminator": {
                    "propertyName": "kind",
                    "mapping": {"seen": "#/components/schemas/Seen", "gone": "#/components/schemas/Gone"},
                },
            },
        }
    },
}


@pytest.fixture(scope="module")
def pets(tmp_path_factory: pytest.TempPathFactory) -> Iterator[ModuleType]:
    """The package `pets`, generated and imported."""
    folder = tmp_path_factory.mktemp("pets")
    spec = folder / "pets.yaml"
    spec.write_text(yaml.safe_dump(PETS, sort_keys=False))
    for name, text in generate(spec, package="foreign_pets").files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)
    sys.path.insert(0, str(folder))
    yield importlib.import_module("foreign_pets.server")
    sys.path.remove(str(folder))


class Pets:
    """A service that needs no base class."""

    def __init__(self, models: Any) -> None:
        self.models = models
        self.seen: list[Any] = []

    async def list_pets(self, parameters: Any, context: Any) -> Any:
        self.seen.append(parameters)
        return [self.models.Pet(name="Rex")]

    async def add_pet(self, body: Any, context: Any) -> None:
        self.seen.append(body)

    async def pets_photos_get(self, parameters: Any, context: Any) -> Any:
        return self.models.Pet(name=f"{parameters.pet_id} {parameters.number}")

    async def watch(self, context: Any) -> Any:
        async def sightings() -> Any:
            yield self.models.Seen()
            if context.headers.get("fail"):
                raise RuntimeError

        return sightings() if context.headers.get("fail") else iterate([self.models.Seen(), self.models.Gone()])


def ask(pets: ModuleType, method: str, path: str, **options: Any) -> tuple[Answer, list[Any]]:
    service = Pets(importlib.import_module("foreign_pets.models"))
    options.setdefault("headers", JSON)
    return call(pets.create_app(service), method, path, **options), service.seen


def test_a_list_is_a_response(pets: ModuleType) -> None:
    answer, seen = ask(pets, "GET", "/pets", query="max=2.5&ids=1,2", headers={"cookie": "a=b; session=s"})
    assert answer.json == [{"name": "Rex"}]
    assert (seen[0].max, seen[0].ids, seen[0].session) == (2.5, [1, 2], "s")


def test_a_failure_takes_the_form_that_the_api_gives_it(pets: ModuleType) -> None:
    answer, _ = ask(pets, "GET", "/pets", query="max=11&ids=1,x")
    assert answer.status == 400
    assert answer.json == {
        "code": 400,
        "message": "query.max: must be less than or equal to 10; query.ids[1]: must be an integer",
    }


def test_an_optional_body_may_be_left_out(pets: ModuleType) -> None:
    answer, seen = ask(pets, "POST", "/pets", headers={})
    assert (answer.status, answer.body, seen) == (204, b"", [None])
    answer, seen = ask(pets, "POST", "/pets", body={"name": "Rex"})
    assert (answer.status, seen[0].name) == (204, "Rex")
    assert "content-type" not in answer.headers
    assert ask(pets, "POST", "/pets", body={})[0].json["message"] == "name: is required"


def test_several_path_parameters(pets: ModuleType) -> None:
    assert ask(pets, "GET", "/pets/a%20b/photos/7")[0].json == {"name": "a b 7"}
    assert ask(pets, "GET", "/pets/a/photos/b")[0].json["message"] == "path.number: must be an integer"


def test_an_operation_may_always_stream(pets: ModuleType) -> None:
    answer, _ = ask(pets, "GET", "/watch")
    assert answer.events == [("seen", {"kind": "seen"}), ("gone", {"kind": "gone"})]


def test_a_stream_without_an_error_event_is_torn_off(pets: ModuleType) -> None:
    answer, _ = ask(pets, "GET", "/watch", headers={"fail": "1"})
    assert [name for name, _ in answer.events] == ["seen"]
    assert not answer.complete


def test_head_is_get_without_the_body(pets: ModuleType) -> None:
    answer, _ = ask(pets, "HEAD", "/pets")
    assert (answer.status, answer.body, answer.headers["content-length"]) == (200, b"", "16")


def test_an_api_without_an_error_format_sends_problems(tmp_path: Path) -> None:
    from isogloss._runtime.operation import Api
    from isogloss._runtime.response import ErrorBodies, ServiceError

    bodies = ErrorBodies(Api("x", ()), None)
    assert bodies.media_type == b"application/problem+json"
    assert bodies.encode(ServiceError(404, "no"), "req_1") == (
        b'{"title": "Not Found", "status": 404, "detail": "no", "request_id": "req_1"}'
    )
    assert b'"title": "status_529"' in bodies.encode(ServiceError(529, "no"), "req_1")
