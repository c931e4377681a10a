"""The maker of values: what it makes is valid by validators that know nothing of it."""

from __future__ import annotations

from typing import Any, cast

import jsonschema_rs
from hypothesis import HealthCheck, given, settings
from jsonschema import Draft202012Validator

from isogloss._messages.mock_values import SchemaError, instance_of

from ..diff.schemas import schemas

PATTERNS = ("^[a-z]+$", "b$", r"\d{2}", r"^(?=.*[A-Z])(?=.*\d).{6,}$", r"\bab\b", "^(?!x)", "(?<=-)a")


def _adapted(schema: Any) -> Any:
    """A random schema of OpenAPI as one that stands alone, in JSON Schema."""
    if isinstance(schema, list):
        return [_adapted(each) for each in cast("list[Any]", schema)]
    if not isinstance(schema, dict):
        return schema
    result: dict[str, Any] = {}
    for keyword, value in cast("dict[str, Any]", schema).items():
        if keyword == "$ref":
            result[keyword] = value.replace("components/schemas", "$defs")
        elif keyword == "pattern":
            result[keyword] = PATTERNS[len(value) % len(PATTERNS)]
        elif keyword == "format":
            result[keyword] = "date" if value == "uri" else value  # the other validator does not check a uri
        elif keyword.startswith("exclusive") and isinstance(value, bool):
            continue
        elif not keyword.startswith("x-") and keyword not in ("nullable", "discriminator"):
            result[keyword] = value if keyword in ("enum", "const", "default") else _adapted(value)
    return result


@settings(max_examples=150, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
@given(schemas(3), schemas(1), schemas(1))
def test_what_is_made_is_valid(schema: Any, left: Any, right: Any) -> None:
    """By two validators that know nothing of the maker."""
    whole = {"allOf": [_adapted(schema)], "$defs": {"Left": _adapted(left), "Right": _adapted(right)}}
    try:
        made = instance_of(whole)
    except SchemaError:
        return
    jsonschema_rs.Draft202012Validator(whole, validate_formats=True).validate(made)
    other: Any = Draft202012Validator(whole, format_checker=Draft202012Validator.FORMAT_CHECKER)
    other.validate(made)
