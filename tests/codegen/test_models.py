"""Schemas of any kind become classes and types that accept what the document accepts."""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Iterator
from typing import Any

import pytest
from pydantic import TypeAdapter, ValidationError

from isogloss_codegen.generate import generate
from isogloss_codegen.render.write import write

from .conftest import CASES


@pytest.fixture(scope="module")
def shelf(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Any]:
    output = tmp_path_factory.mktemp("output")
    write(generate(CASES / "shelf" / "openapi.yaml", package="shelf").files, output, "shelf")
    sys.path.insert(0, str(output))
    import shelf  # pyright: ignore[reportMissingImports]

    for module in ("models", "params", "client", "server"):
        __import__(f"shelf.{module}")
    yield shelf
    sys.path.remove(str(output))


@pytest.mark.parametrize(
    ("field", "value", "kind"),
    [
        ("cat", {"kind": "cat", "lives": 9}, "Cat"),
        ("cat", {"kind": "dog", "bark": "a"}, "Dog"),
        ("cat", {"kind": "hamster", "name": "a"}, "PetBase"),
        ("shape", {"kind": "circle"}, "Circle"),
        ("shape", {"kind": "square"}, "Square"),
        ("vehicle", {"version": "v2", "wheels": 3}, "V2"),
        ("vehicle", {"version": "v1"}, "V1"),
        ("shared", {"kind": "s", "b": "c"}, "S2"),
        ("optional", {"kind": "o2"}, "O2"),
        ("optional", {"a": "b"}, "O1"),
        ("surge", "25%", "str"),
        ("surge", 1, "int"),
        ("named", {"name": "a"}, "Named"),
        ("child", {"name": "abc", "age": 1}, "Child"),
        ("keyed", {"a": "x", "b": "y", "more": 1}, "Keyed"),
        ("counted", {"a": "x", "b": 1}, "Counted"),
        ("tags", ["a", "b"], "list"),
        ("step", 0.07, "float"),
        ("names", {"a": 1}, "dict"),
        ("ranged", {"x-a": "b"}, "dict"),
        ("pair", ["a", 1], "list"),
        ("some", [2, 1], "list"),
        ("other", "c", "str"),
        ("short", "longer", "str"),
        ("payment", {"number": "1"}, "Card"),
        ("payment", {"iban": "1"}, "BankAccount"),
        ("J", ["a", None, ["b"]], "list"),
        ("anything", {"a": [1]}, "dict"),
    ],
)
def test_a_value_becomes_what_the_document_says(shelf: Any, field: str, value: Any, kind: str) -> None:
    body = {field: value}
    read = shelf.Sent.model_validate_json(json.dumps(body))
    [attribute] = read.model_fields_set
    assert type(getattr(read, attribute)).__name__ == kind
    assert json.loads(read.model_dump_json()) == body
    assert json.loads(shelf.Sent.model_validate(body).model_dump_json()) == body
    again = shelf.Sent(**{attribute: getattr(read, attribute)})
    assert json.loads(again.model_dump_json()) == body


@pytest.mark.parametrize(
    ("field", "value", "message"),
    [
        ("vehicle", {"version": "v1", "wheels": "a"}, None),
        ("vehicle", {"version": "v2", "wheels": "a"}, "valid integer"),
        ("child", {"name": "abcd", "age": 1}, "at most 3 characters"),
        ("child", {"name": "abc"}, "Field required"),
        ("keyed", {"a": "x", "b": "y", "c": "z"}, "must be valid against"),
        ("keyed", {"a": "x", "c": "z"}, 'must be valid against {"dependentRequired"'),
        ("keyed", {"c": "x", "more": "a"}, "valid integer"),
        ("counted", {}, "must have at least 1 properties"),
        ("counted", {"a": "x", "b": 1, "c": 2}, "must have at most 2 properties"),
        ("tags", ["a", "a"], "must not contain equal items"),
        ("step", 0.075, "multiple of 0.01"),
        ("names", {"A": 1}, "should match pattern"),
        ("ranged", {"y": "b"}, "must be valid against"),
        ("pair", [1, "a"], "must be valid against"),
        ("pair", ["a", 1, 2], "must be valid against"),
        ("some", [2], 'must contain an item that is valid against {"const": 1}'),
        ("other", "a", 'must not be valid against {"enum": ["a", "b"]}'),
        ("short", "abc", "must be valid against"),
    ],
)
def test_keywords_are_enforced(shelf: Any, field: str, value: Any, message: str | None) -> None:
    if message is None:
        assert shelf.Sent.model_validate({field: value})
    else:
        with pytest.raises(ValidationError, match=re.escape(message)):
            shelf.Sent.model_validate_json(json.dumps({field: value}))


def test_names_that_meet_are_told_apart(shelf: Any) -> None:
    body = {"user-id": "a", "user_id": "b", "+1": 1, "-1": 2, "keywords": "c"}
    read = shelf.Sent.model_validate_json(json.dumps(body))
    assert json.loads(read.model_dump_json()) == body
    assert (read.user_id, read.user_id_, read.plus_1, read.minus_1, read.keywords) == ("b", "a", 1, 2, "c")


def test_what_a_side_does_not_send_is_not_demanded(shelf: Any) -> None:
    read = shelf.Read.model_validate_json('{"account":{"id":1},"group":null,"ref":{"name":"a","more":"b"}}')
    assert (read.account.secret, read.group, read.ref.more) == (None, None, "b")
    with pytest.raises(ValidationError, match="group"):
        shelf.Read.model_validate_json('{"account":{"id":1}}')
    assert shelf.Read.model_validate_json('{"account":{"id":1},"group":{"name":"a"}}').group.name == "a"


def test_unions_beside_properties_and_parts_that_meet(shelf: Any) -> None:
    both = TypeAdapter(shelf.Both)
    assert [type(both.validate_python({"id": "a", **value})).__name__ for value in ({"name": "b"}, {"age": 1})] == [
        "BothNamed",
        "BothAge",
    ]
    deep = shelf.Read.model_validate(
        {"account": {"id": 1}, "group": None, "deep": {"inner": {"a": "b", "b": "c"}}}
    ).deep
    assert (deep.inner.a, deep.inner.b) == ("b", "c")


def test_the_constructor_of_a_union_member_needs_no_dict(shelf: Any) -> None:
    made = shelf.Sent(cat=shelf.Dog(kind="dog", bark="a"), shape=shelf.Square(kind="square"))
    assert json.loads(made.model_dump_json()) == {"cat": {"kind": "dog", "bark": "a"}, "shape": {"kind": "square"}}


def test_webhooks_and_callbacks_are_models(shelf: Any) -> None:
    read = shelf.ThingAddedWebhook.model_validate_json('{"id":1,"later":2}')
    assert json.loads(read.model_dump_json()) == {"id": 1, "later": 2}
    assert shelf.AddThingOnDoneCallback.model_validate({"done": True}).done is True
