"""Equal documents in different clothes give no finding."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, given, settings, strategies as st

from . import disguises, schemas
from .comparing import facts
from .disguises import DISGUISES

# Schemas are large, and many are thrown away: that is no fault of what is tested.
SLOW = (HealthCheck.too_slow, HealthCheck.filter_too_much, HealthCheck.data_too_large)

few = settings(max_examples=150, suppress_health_check=SLOW)
many = settings(max_examples=1_000, suppress_health_check=SLOW)


def check(data: st.DataObject, components: dict[str, Any]) -> None:
    def choose(_: Any) -> Any:
        return data.draw(st.sampled_from([*DISGUISES, None]))

    other = {name: disguises.disguised(schema, choose) for name, schema in components.items()}
    if data.draw(st.booleans()):
        other = disguises.renamed(other, {"Left": "Port", "Right": "Starboard"})
    a, b = schemas.document(components), schemas.document(other)
    for direction in ("request", "response"):
        found = [(fact.rule, fact.path) for fact in facts(a, b, direction)]
        assert found == [], (components, other)


@few
@given(st.data(), schemas.documents())
def test_clothes_do_not_matter(data: st.DataObject, components: dict[str, Any]) -> None:
    check(data, components)


@pytest.mark.slow
@settings(many, phases=[Phase.generate])
@given(st.data(), schemas.documents())
def test_thousands_of_clothes(data: st.DataObject, components: dict[str, Any]) -> None:
    check(data, components)


TEXT = {"type": "string", "minLength": 1}
PET = {"type": "object", "required": ["name"], "properties": {"name": TEXT, "age": {"type": "integer", "minimum": 0}}}

ALIKE: dict[str, tuple[Any, Any]] = {
    "a reference followed": ({"$ref": "#/components/schemas/Pet"}, PET),
    "null in three spellings": ({"type": ["string", "null"]}, {"anyOf": [{"type": "string"}, {"type": "null"}]}),
    "null beside a reference": (
        {"anyOf": [{"$ref": "#/components/schemas/Pet"}, {"type": "null"}]},
        {"oneOf": [{"type": "null"}, {"allOf": [{"$ref": "#/components/schemas/Pet"}]}]},
    ),
    "bounds of integers": (
        {"type": "integer", "minimum": 1, "maximum": 9},
        {"type": "integer", "exclusiveMinimum": 0, "exclusiveMaximum": 10},
    ),
    "a list or its values": ({"enum": ["a", "b"]}, {"anyOf": [{"const": "b"}, {"const": "a"}]}),
    "an open list": (
        {"type": "string", "enum": ["a"], "x-open": True},
        {"anyOf": [{"enum": ["a"]}, {"type": "string"}]},
    ),
    "integers": ({"type": "integer"}, {"type": "number", "multipleOf": 1}),
    "an end of a list": ({"prefixItems": [TEXT], "items": False}, {"items": TEXT, "maxItems": 1}),
    "a property that cannot be": (
        {"type": "object", "additionalProperties": False},
        {"type": "object", "additionalProperties": {"not": {}, "enum": []}},
    ),
    "default null": ({"properties": {"a": {"default": None}}}, {"properties": {"a": {}}}),
}


@pytest.mark.parametrize("name", ALIKE)
def test_other_words_for_the_same(name: str) -> None:
    a, b = (schemas.document({"Root": root, "Pet": PET}) for root in ALIKE[name])
    assert [fact.rule for fact in facts(a, b)] == []
    assert [fact.rule for fact in facts(b, a, "response")] == []


def test_nullable_is_a_type_in_openapi_3_0() -> None:
    old = {"openapi": "3.0.3", "components": {"schemas": {"Root": {"type": "string", "nullable": True, "enum": ["a"]}}}}
    new = schemas.document({"Root": {"type": ["string", "null"], "enum": ["a", None]}})
    assert facts(old, new) == ()
    pets = {"Root": {"allOf": [{"$ref": "#/components/schemas/Pet"}], "nullable": True}, "Pet": PET}
    old = {"openapi": "3.0.3", "components": {"schemas": pets}}
    new = schemas.document({"Root": {"anyOf": [{"$ref": "#/components/schemas/Pet"}, {"type": "null"}]}, "Pet": PET})
    assert facts(old, new) == ()


def test_exclusive_bounds_are_flags_in_openapi_3_0() -> None:
    words = {"type": "number", "minimum": 0, "exclusiveMinimum": True, "maximum": 2, "exclusiveMaximum": False}
    old = {"openapi": "3.0.3", "components": {"schemas": {"Root": words}}}
    assert facts(old, schemas.document({"Root": {"type": "number", "exclusiveMinimum": 0, "maximum": 2}})) == ()
