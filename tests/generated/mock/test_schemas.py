"""Values for JSON Schemas: valid by an independent validator, or refused by the keyword."""

from __future__ import annotations

from typing import Any

import jsonschema_rs
import pytest
from hypothesis import given, strategies as st

from isogloss._maker.formats import FORMATS
from isogloss._messages.mock_values import SchemaError, instance_of

TREE = {
    "type": "object",
    "properties": {"value": {"type": "integer"}, "children": {"type": "array", "items": {"$ref": "#"}}},
    "required": ["value", "children"],
}
LIST = {
    "$defs": {
        "node": {"properties": {"next": {"anyOf": [{"$ref": "#/$defs/node"}, {"type": "null"}]}}, "required": ["next"]}
    },
    "$ref": "#/$defs/node",
}

GOOD: list[tuple[Any, Any]] = [
    ({}, "mock"),
    ({"type": "object"}, {}),
    ({"type": "object", "properties": {"a": {"type": "boolean"}}}, {"a": True}),
    ({"type": "object", "properties": {"a": {}, "b": {"type": "null"}}, "required": ["b"]}, {"b": None}),
    ({"type": "object", "required": ["x"], "additionalProperties": {"type": "integer"}}, {"x": 1}),
    ({"type": ["null", "string"]}, "mock"),
    ({"enum": [3, 4]}, 3),
    ({"enum": ["a", 4], "type": "integer"}, 4),
    ({"const": {"a": [1]}}, {"a": [1]}),
    ({"type": "string", "minLength": 6}, "mockmo"),
    ({"type": "string", "maxLength": 2}, "mo"),
    ({"type": "string", "examples": [5, "Berlin"]}, "Berlin"),
    ({"type": "string", "default": "x", "minLength": 2}, "mock"),
    ({"type": "integer", "minimum": 7}, 7),
    ({"type": "integer", "maximum": -7}, -7),
    ({"type": "integer", "exclusiveMinimum": 1, "exclusiveMaximum": 3}, 2),
    ({"type": "integer", "minimum": 10, "multipleOf": 4}, 12),
    ({"type": "integer", "format": "int64"}, 1),
    ({"type": "array"}, ["mock"]),
    ({"type": "array", "items": {"type": "integer"}, "minItems": 2}, [1, 1]),
    ({"type": "array", "maxItems": 0}, []),
    ({"type": "array", "prefixItems": [{"const": 1}, {"const": 2}], "items": False}, [1, 2]),
    ({"oneOf": [{"type": "number"}, {"type": "integer"}, {"type": "string"}]}, "mock"),
    ({"anyOf": [{"type": "string", "maxLength": 2}], "minLength": 1}, "mo"),
    ({"allOf": [{"minimum": 2}, {"maximum": 5}, {"minimum": 4}], "type": "integer"}, 4),
    (TREE, {"value": 1, "children": []}),
    (LIST, {"next": None}),
]


@pytest.mark.parametrize(("schema", "value"), GOOD)
def test_a_value_is_made_that_is_valid(schema: Any, value: Any) -> None:
    made = instance_of(schema)
    assert made == value
    assert type(made) is type(value)
    jsonschema_rs.Draft202012Validator(schema).validate(made)


def test_numbers_lie_between_their_bounds() -> None:
    for low, high in ((0, 1), (0.1, 0.2), (-0.5, -0.4), (3, 3)):
        assert low <= instance_of({"type": "number", "minimum": low, "maximum": high}) <= high


@pytest.mark.parametrize("name", FORMATS)
def test_every_format_has_a_value(name: str) -> None:
    schema = {"type": "string", "format": name}
    jsonschema_rs.Draft202012Validator(schema, validate_formats=True).validate(instance_of(schema))


BAD: list[tuple[Any, str, str]] = [
    ({"pattern": "a"}, ".pattern", "keyword `pattern`"),
    ({"properties": {"a": {"items": {"not": {}}}}}, ".properties.a.items.not", "keyword `not`"),
    ({"anyOf": [{}, {"if": {}}]}, ".anyOf[1].if", "keyword `if`"),
    ({"format": "iri"}, ".format", '"iri"'),
    ({"type": "strin"}, ".type", "is not what `type` takes"),
    ({"type": 5}, ".type", "is not what `type` takes"),
    ({"minimum": "1"}, ".minimum", "is not what `minimum` takes"),
    ({"properties": {"a": 5}}, ".properties.a", "is no JSON Schema"),
    ({"$ref": "https://example.com/x"}, ".$ref", "leads nowhere"),
    ({"$ref": "#/$defs/a/b"}, ".$ref", "leads nowhere"),
    ({"type": "string", "minLength": 3, "maxLength": 2}, "", "found no value"),
    (
        {"type": "object", "properties": {"a": {"enum": [1], "type": "null"}}, "required": ["a"]},
        ".properties.a",
        "found no",
    ),
    ({"$ref": "#"}, "", "contains itself without end"),
    ({"properties": {"a": {"$ref": "#"}}, "required": ["a"]}, ".properties.a", "contains itself without end"),
    ({"type": "array", "minItems": 100_000}, "", "found no value"),
    ({"type": "integer", "minimum": 10**400}, "", "too large"),
    (
        {"$defs": {str(i): {"$ref": f"#/$defs/{i + 1}"} for i in range(2000)} | {"2000": {}}, "$ref": "#/$defs/0"},
        "",
        "too deep",
    ),
]


@pytest.mark.parametrize(("schema", "path", "message"), BAD, ids=[str(case[0])[:40] for case in BAD])
def test_a_schema_that_is_not_understood_is_refused(schema: Any, path: str, message: str) -> None:
    with pytest.raises(SchemaError, match=message.replace("`", ".")) as caught:
        instance_of(schema)
    assert caught.value.path == path


def _schemas(inner: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    names = st.sampled_from("abc")
    return st.one_of(
        st.fixed_dictionaries(
            {"type": st.just("object")},
            optional={
                "properties": st.dictionaries(names, inner, max_size=3),
                "required": st.lists(names, max_size=2, unique=True),
                "additionalProperties": st.booleans() | inner,
            },
        ),
        st.fixed_dictionaries(
            {"type": st.just("array")},
            optional={
                "items": inner,
                "minItems": st.integers(0, 2),
                "maxItems": st.integers(0, 3),
                "prefixItems": st.lists(inner, min_size=1, max_size=2),
            },
        ),
        st.fixed_dictionaries({"anyOf": st.lists(inner, min_size=1, max_size=3)}),
        st.fixed_dictionaries({"oneOf": st.lists(inner, min_size=1, max_size=3)}),
        st.fixed_dictionaries({"allOf": st.lists(inner, min_size=1, max_size=3)}),
    )


_LEAVES = st.one_of(
    st.booleans(),
    st.fixed_dictionaries(
        {},
        optional={
            "type": st.sampled_from(["string", "integer", "number", "boolean", "null"]),
            "minimum": st.integers(-5, 5) | st.floats(-5, 5),
            "maximum": st.integers(-5, 5),
            "exclusiveMinimum": st.integers(-5, 5),
            "exclusiveMaximum": st.integers(-5, 5),
            "multipleOf": st.sampled_from([1, 2, 3, 0.5]),
            "minLength": st.integers(0, 9),
            "maxLength": st.integers(0, 9),
        },
    ),
    st.fixed_dictionaries(
        {"enum": st.lists(st.none() | st.booleans() | st.integers(0, 1) | st.text(max_size=2), min_size=1)}
    ),
)


@given(st.recursive(_LEAVES, _schemas, max_leaves=6))
def test_whatever_is_made_is_valid(schema: Any) -> None:
    try:
        made = instance_of(schema)
    except SchemaError:
        return
    jsonschema_rs.Draft202012Validator(schema).validate(made)
