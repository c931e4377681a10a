"""`isogloss show`: a part of the spec, its lines, and the support of each provider."""

from __future__ import annotations

import re
from typing import Any

import pytest

from commands import isogloss
from isogloss_codegen.document.lookup import UnknownPartError, part_at

PETS: dict[str, Any] = {
    "paths": {"/pets": {"get": {"operationId": "pets.list", "responses": {}}}},
    "components": {
        "schemas": {
            "Pet": {
                "properties": {
                    "owner": {"$ref": "#/components/schemas/Owner"},
                    "tags": {"items": {"properties": {"x": {}}}},
                }
            },
            "Owner": {"oneOf": [{"$ref": "#/components/schemas/Person"}, {"type": "null"}]},
            "Person": {"properties": {"name": {}, "boss": {"$ref": "#/components/schemas/Person"}}},
        },
        "parameters": {"Limit": {}},
    },
}


@pytest.mark.parametrize(
    ("name", "pointer"),
    [
        ("Pet", "/components/schemas/Pet"),
        ("Limit", "/components/parameters/Limit"),
        ("Pet.owner", "/components/schemas/Pet/properties/owner"),
        ("Pet.owner.boss.name", "/components/schemas/Person/properties/name"),
        ("Pet.tags.x", "/components/schemas/Pet/properties/tags/items/properties/x"),
        ("get /pets", "/paths/~1pets/get"),
        ("pets.list", "/paths/~1pets/get"),
        ("#/components/schemas/Pet", "/components/schemas/Pet"),
    ],
)
def test_a_name_leads_to_a_part(name: str, pointer: str) -> None:
    assert part_at(PETS, name) == pointer


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("name", "; did you mean `Person.name`?"),
        ("Limits", "; did you mean `Limit`?"),
        ("POST /pets", "; did you mean `GET /pets`?"),
        ("person", "; did you mean `Person`?"),
        ("Person.names", "; did you mean `Person.name`?"),
        ("pets[].owner", "; did you mean `Pet.owner` or `Owner`?"),
        ("Limit.nobody.knows", ""),
        ("#/components/schemas/Dog", ""),
    ],
)
def test_an_unknown_name_has_suggestions(name: str, said: str) -> None:
    with pytest.raises(UnknownPartError) as caught:
        part_at(PETS, name)
    assert str(caught.value) == f"no part of the document is called `{name}`{said}"


def test_the_lines_and_the_support_of_each_provider_are_shown() -> None:
    result = isogloss("show", "CreateMessageRequest.temperature")
    assert (result.returncode, result.stderr) == (0, "")
    place, *lines = result.stdout.splitlines()
    assert re.fullmatch(r"spec/openapi\.yaml:\d+", place)
    assert lines[:4] == ["  temperature:", "    type: number", "    minimum: 0", "    maximum: 1"]
    text = " ".join(result.stdout.split())
    assert "CreateMessageRequest.temperature (0 to 1)" in text
    assert "MiniMax ● Yes above 0, at most 1" in text
    assert "[minimax-compatibility, 2026-11-20]" in text


def test_a_long_part_is_cut() -> None:
    result = isogloss("show", "POST /v1/messages")
    assert result.stdout.splitlines()[1] == "  post:"
    assert result.stdout.splitlines()[13] == "  ..."


def test_an_unknown_part_is_wrong_usage() -> None:
    result = isogloss("show", "temperature")
    assert (result.returncode, result.stdout) == (2, "")
    assert "did you mean `CreateMessageRequest.temperature`?" in result.stderr
