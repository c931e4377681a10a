"""datamodel-code-generator writes the models; it sees marks in the places of texts."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from isogloss_codegen.generate import generate
from isogloss_codegen.render.parts import BaseModel, DataModel, TypeAliasTypeBackport
from isogloss_codegen.render.placeholders import Placeholders
from isogloss_codegen.render.source import SourceError, code

_FIELDS: Mapping[str, tuple[dict[str, Any], str]] = {
    "nothing": ({"type": "null"}, "nothing: Annotated[None, Nullable] = None"),
    "anything": ({}, "anything: Any = None"),
    "whole": ({"type": "integer", "minimum": 1.0, "exclusiveMaximum": 9}, "Annotated[int | None, Field(ge=1, lt=9)]"),
    "real": (
        {"type": "number", "minimum": 1, "multipleOf": 2},
        "Annotated[float | None, Field(ge=1.0, multiple_of=2.0)]",
    ),
    "few": (
        {"type": "array", "maxItems": 2, "items": {"type": "string", "minLength": 1}},
        "Annotated[list[Annotated[str, Field(min_length=1)]] | None, Field(max_length=2)]",
    ),
    "map": (
        {
            "type": "object",
            "minProperties": 1,
            "propertyNames": {"maxLength": 3},
            "additionalProperties": {"type": "integer"},
        },
        "Annotated[dict[Annotated[str, Field(max_length=3)], int] | None, Field(min_length=1)]",
    ),
    "either": (
        {
            "anyOf": [
                {"type": "string", "maxLength": 2},
                {"type": "array", "uniqueItems": True},
                {"type": "string", "maxLength": 2},
            ]
        },
        'Annotated[str, Field(max_length=2)] | Annotated[list[Any], Keywords({"uniqueItems": True})] | None',
    ),
    "seen": (
        {"type": ["string", "null"], "pattern": "(?=a)b\"'"},
        'Annotated[str | None, Field(pattern=re.compile("(?=a)b\\"\'")), Nullable]',
    ),
    "named-else": ({"enum": ["<<0>>", 1, True, None]}, 'Field(alias="named-else"), Nullable'),
}


def _document(properties: Mapping[str, Any], about: str = "") -> dict[str, Any]:
    body = {"required": True, "content": {"application/json": {"schema": {"$ref": "#/components/schemas/Sent"}}}}
    operation = {"operationId": "send", "requestBody": body, "responses": {"204": {"description": "sent"}}}
    schemas: dict[str, Any] = {
        "Sent": {
            "type": "object",
            "description": about,
            "properties": {**properties, "tree": {"$ref": "#/components/schemas/Tree"}},
        },
        "Tree": {"anyOf": [{"type": "string"}, {"type": "array", "items": {"$ref": "#/components/schemas/Tree"}}]},
    }
    return {
        "openapi": "3.1.0",
        "info": {"title": "a", "version": "1"},
        "paths": {"/a": {"post": operation}},
        "components": {"schemas": schemas},
    }


def _models(folder: Path, document: Mapping[str, Any]) -> str:
    spec = folder / "a.json"
    spec.write_text(json.dumps(document), encoding="utf-8")
    return generate(spec, package="a").files["a/models.py"]


@pytest.fixture(scope="module")
def models(tmp_path_factory: pytest.TempPathFactory) -> str:
    """The fields of one class, each in one line."""
    text = _models(tmp_path_factory.mktemp("a"), _document({name: schema for name, (schema, _) in _FIELDS.items()}))
    return " ".join(text.split()).replace("[ ", "[").replace("( ", "(").replace(", ]", "]").replace(" ]", "]")


@pytest.mark.parametrize("name", _FIELDS)
def test_a_schema_becomes_one_type(models: str, name: str) -> None:
    assert _FIELDS[name][1] in models


def test_a_type_in_itself_is_in_quotes(models: str) -> None:
    assert 'Tree = TypeAliasType("Tree", str | list["Tree"])' in models


def test_the_library_sees_no_text_of_a_document(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    seen: list[str] = []
    for kind in (BaseModel, TypeAliasTypeBackport):

        def render(model: DataModel, *, written: Any = kind.render) -> str:
            seen.append(written(model))
            return seen[-1]

        monkeypatch.setattr(kind, "render", render)
    told = {"description": "secret", "enum": ["secret"], "pattern": "secret", "type": "string"}
    properties = {"a-secret": told, "b": {"const": "secret"}, "c": {"type": "string", "pattern": "secret"}}
    assert _models(tmp_path, _document(properties, "secret")).count("secret") >= 5
    assert seen
    assert "secret" not in "".join(seen).replace("a_secret", "")


@pytest.mark.parametrize("text", ["a: <<0>>", "a = 'b c'", '"""<<0>>', "a: Literal['<<0>> ']"])
def test_a_text_in_another_place_is_refused(text: str) -> None:
    texts = Placeholders()
    assert texts.mark("x") == "<<0>>"
    with pytest.raises(SourceError):
        texts.restored(text)


def test_marks_become_source() -> None:
    texts = Placeholders()
    assert (texts.mark('"'), texts.mark('"'), texts.mark_source(code("f()"))) == ("<<0>>", "<<0>>", "<<1>>")
    assert texts.restored("class A:\n    \"\"\"<<0>>\"\"\"\n    a: 'B' = '<<0>>', '<<1>>'") == (
        'class A:\n    """\\""""\n    a: \'B\' = "\\"", f()'
    )
