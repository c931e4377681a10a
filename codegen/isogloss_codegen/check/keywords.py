"""The rule of a value that is not valid, by the keyword of JSON Schema that refuses it."""

from __future__ import annotations

RANGES = (
    *("minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum", "multipleOf"),
    *("minLength", "maxLength", "minItems", "maxItems", "minProperties", "maxProperties"),
)
_RULES = {
    **dict.fromkeys(RANGES, "request-out-of-range"),
    **dict.fromkeys(("enum", "const", "oneOf", "anyOf", "pattern", "format"), "request-value"),
    "required": "request-field-missing",
    "additionalProperties": "request-field-unknown",
    "type": "request-type",
    "not": "request-exclusive",
}


def rule_of(keyword: str) -> str:
    """The id of the rule for a value that a keyword refuses."""
    return _RULES.get(keyword, "request-value")
