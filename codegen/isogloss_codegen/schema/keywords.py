"""Which keywords of JSON Schema say something, and about values of which type."""

from __future__ import annotations

from .values import KINDS, Kind

OF_KIND: dict[Kind, frozenset[str]] = {
    "null": frozenset(),
    "boolean": frozenset(),
    "number": frozenset(
        ("minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum", "multipleOf", "format", "type"),
    ),
    "string": frozenset(
        ("minLength", "maxLength", "pattern", "format", "contentMediaType", "contentEncoding", "contentSchema"),
    ),
    "array": frozenset(
        ("items", "prefixItems", "minItems", "maxItems", "uniqueItems", "contains", "unevaluatedItems"),
    ),
    "object": frozenset(
        (
            *("properties", "patternProperties", "additionalProperties", "propertyNames", "required"),
            *("minProperties", "maxProperties", "dependentRequired", "dependentSchemas", "unevaluatedProperties"),
        ),
    ),
}

OF_ALL = frozenset(("enum", "const", "not", "if", "$dynamicRef", "x-extensible-enum"))
"""Keywords that speak of values of any type by themselves."""

ASSERTING = frozenset(("$ref", "allOf", "anyOf", "oneOf", "type", *OF_ALL)).union(*OF_KIND.values())
"""All keywords on which it depends what is accepted; the others are for people, or for programs that send."""

NAMES: dict[str, frozenset[Kind]] = {
    **{kind: frozenset((kind,)) for kind in KINDS},
    "integer": frozenset(("number",)),
}
"""What the words of `type` mean; an integer is a number that is a multiple of 1."""
