"""Values for JSON Schemas: valid by an independent validator, or refused by the keyword."""

from __future__ import annotations

import json
from typing import Any

import jsonschema_rs
import pytest

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

CHAIN = {"type": "object", "properties": {"next": {"anyOf": [{"$ref": "#"}, {"type": "null"}]}}, "required": ["next"]}
EXPRESSION = {
    "oneOf": [
        {
            "type": "object",
            "properties": {"op": {"const": name}, "left": {"$ref": "#"}, "right": {"$ref": "#"}},
            "required": ["op", "left", "right"],
        }
        for name in ("plus", "times")
    ]
    + [
        {
            "type": "object",
            "properties": {"op": {"const": "number"}, "of": {"type": "integer"}},
            "required": ["op", "of"],
        }
    ]
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
    ({"type": "string", "minLength": 6}, "xxxxxx"),
    ({"type": "string", "maxLength": 2}, "x"),
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
    ({"anyOf": [{"type": "string", "maxLength": 2}], "minLength": 1}, "x"),
    ({"type": "string", "pattern": "^[A-Z]{3}-[0-9]{4}$"}, "AAA-1111"),
    ({"type": "string", "pattern": r"^(?=.*[A-Z])(?=.*\d)(?=.*[^\w]).{8,}$"}, "-A1aaaaa"),
    ({"type": "string", "pattern": r"^(\w+)-\1$"}, "a-a"),
    ({"type": "string", "format": "date", "pattern": "^2027"}, "2027-10-01"),
    ({"type": "string", "format": "iri"}, "https://example.com/a"),
    ({"type": "string", "format": "of-my-own"}, "mock"),
    ({"type": "string", "not": {"enum": ["mock"]}}, "x"),
    ({"type": "array", "items": {"type": "integer"}, "uniqueItems": True, "minItems": 3}, [1, 2, 0]),
    ({"type": "array", "contains": {"const": 7}, "minContains": 2, "items": {"type": "integer"}}, [7, 7]),
    ({"type": "object", "patternProperties": {"^x-": {"type": "integer"}}, "minProperties": 1}, {"x-": 1}),
    ({"type": "object", "propertyNames": {"pattern": "^[a-z]{2}$"}, "minProperties": 1}, {"ab": "x"}),
    (
        {"type": "object", "properties": {"a": {}, "b": {}}, "oneOf": [{"required": ["a"]}, {"required": ["b"]}]},
        {"a": "mock"},
    ),
    (
        {"properties": {"a": {"const": 1}}, "required": ["a"], "if": {"required": ["a"]}, "then": {"required": ["b"]}},
        {"a": 1, "b": "x"},
    ),
    (
        {
            "type": "object",
            "properties": {"a": {}},
            "dependentRequired": {"a": ["c"]},
            "unevaluatedProperties": {"type": "integer"},
        },
        {"a": "mock", "c": 1},
    ),
    ({"$ref": "#thing", "$defs": {"t": {"$anchor": "thing", "type": "integer", "minimum": 4}}}, 4),
    (
        {"definitions": {"t": {"enum": [3]}}, "type": "object", "properties": {"a": {"$ref": "#/definitions/t"}}},
        {"a": 3},
    ),
    ({"allOf": [{"minimum": 2}, {"maximum": 5}, {"minimum": 4}], "type": "integer"}, 4),
    (TREE, {"value": 1, "children": []}),
    (LIST, {"next": "mock"}),
    (CHAIN, {"next": None}),
    (EXPRESSION, {"op": "number", "of": 1}),
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
    ({"type": "strin"}, ".type", "is not what `type` takes"),
    ({"type": 5}, ".type", "is not what `type` takes"),
    ({"minimum": "1"}, ".minimum", "is not what `minimum` takes"),
    ({"properties": {"a": 5}}, ".properties", "is not what `properties` takes"),
    ({"$defs": {"a": {"type": 5}}}, ".$defs.a.type", "is not what `type` takes"),
    ({"pattern": "("}, ".pattern", "is no regular expression"),
    ({"patternProperties": {"(": {}}}, ".patternProperties", "is no regular expression"),
    ({"not": {}}, ".not", "found no value"),
    ({"type": "string", "pattern": "^a", "maxLength": 0}, ".pattern", "found no value"),
    ({"type": "string", "format": "uuid", "maxLength": 3}, ".format", "found no value"),
    ({"$ref": "https://example.com/x"}, ".$ref", "leads nowhere"),
    ({"$ref": "#/$defs/a/b"}, ".$ref", "leads nowhere"),
    ({"type": "string", "minLength": 3, "maxLength": 2}, ".minLength", "found no value"),
    (
        {"type": "object", "properties": {"a": {"enum": [1], "type": "null"}}, "required": ["a"]},
        ".properties.a.enum",
        "found no",
    ),
    ({"$ref": "#"}, ".$ref", "found no value"),
    (
        {"type": "object", "properties": {"a": {"$ref": "#"}}, "required": ["a"]},
        ".properties.a.$ref",
        "found no value",
    ),
    ({"type": "array", "minItems": 100_000}, ".minItems", "found no value"),
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


def test_the_same_schema_has_the_same_value() -> None:
    schema = {"type": "string", "pattern": r"^(?=.*[A-Z])(?=.*\d)(?=.*[^\w]).{8,}$"}
    assert instance_of(schema) == instance_of(json.loads(json.dumps(schema)))
