"""The whole space of edits: every keyword of a schema, and what can be done to it."""

from __future__ import annotations

from typing import Any

Edit = tuple[Any, Any]

EDITS = ("add", "remove", "tighten", "loosen", "alter")

NUMBER, STRING, ARRAY, OBJECT = ({"type": name} for name in ("number", "string", "array", "object"))
PERSON = {"type": "object", "properties": {"a": STRING, "b": STRING}}
CAT, DOG, COW = (
    {"type": "object", "required": ["kind"], "properties": {"kind": {"const": kind}}} for kind in ("cat", "dog", "cow")
)


NO_EFFECT: tuple[tuple[str, Any, Any], ...] = (
    ("title", "One", "Two"),
    ("description", "One.", "Two."),
    ("$comment", "one", "two"),
    ("example", "a", "b"),
    ("examples", ["a"], ["b"]),
    ("externalDocs", {"url": "a"}, {"url": "b"}),
    ("$anchor", "one", "two"),
    ("$dynamicAnchor", "one", "two"),
    ("$defs", {"A": {}}, {"A": STRING}),
    ("$id", "a.json", "b.json"),
    ("$schema", "a", "b"),
    ("$vocabulary", {"a": True}, {"b": True}),
    ("xml", {"name": "a"}, {"name": "b"}),
    ("discriminator", {"propertyName": "a"}, {"propertyName": "b"}),
)
"""Keywords that are not about what is accepted, each with two values."""


def both(without: Any, with_it: Any) -> dict[str, Edit]:
    """Adding something, and removing it."""
    return {"add": (without, with_it), "remove": (with_it, without)}


def step(strict: Any, loose: Any) -> dict[str, Edit]:
    """Making something stricter, and looser."""
    return {"tighten": (loose, strict), "loosen": (strict, loose)}


def of(kind: dict[str, Any], keyword: str, strict: Any, loose: Any | None = None) -> dict[str, Edit]:
    """All of that for a keyword beside a type."""
    edits = both(kind, {**kind, keyword: strict})
    return edits | (step({**kind, keyword: strict}, {**kind, keyword: loose}) if loose is not None else {})


def altered(kind: dict[str, Any], keyword: str, before: Any, after: Any) -> dict[str, Edit]:
    return {"alter": ({**kind, keyword: before}, {**kind, keyword: after})}


def prop(schema: dict[str, Any]) -> dict[str, Any]:
    return {"type": "object", "properties": {"a": {**STRING, **schema}}}


def open_list(*values: str) -> dict[str, Any]:
    return {"type": "string", "enum": list(values), "x-open": True}


def open_union(*members: dict[str, Any]) -> dict[str, Any]:
    tags = [member["properties"]["kind"]["const"] for member in members]
    return {"oneOf": list(members), "discriminator": {"propertyName": "kind", "mapping": dict.fromkeys(tags, "X")}}


SPACE: dict[str, dict[str, Edit]] = {
    "type": both({}, STRING) | step(STRING, {"type": ["string", "integer"]}) | {"alter": (STRING, {"type": "integer"})},
    "type (integer)": step({"type": "integer"}, NUMBER),
    "type (null)": both(STRING, {"type": ["string", "null"]}),
    "enum": of(STRING, "enum", ["a"], ["a", "b"]) | altered(STRING, "enum", ["a"], ["b"]),
    "enum (x-open)": step(open_list("a"), open_list("a", "b"))
    | {
        "add": ({"type": "string", "enum": ["a"]}, open_list("a")),
        "remove": (open_list("a"), {**STRING, "enum": ["a"]}),
    },
    "x-extensible-enum": step({**STRING, "x-extensible-enum": ["a"]}, {**STRING, "x-extensible-enum": ["a", "b"]})
    | both(STRING, {**STRING, "x-extensible-enum": ["a"]}),
    "const": of(STRING, "const", "a") | altered(STRING, "const", "a", "b"),
    "minimum": of(NUMBER, "minimum", 2, 1),
    "maximum": of(NUMBER, "maximum", 1, 2),
    "exclusiveMinimum": of(NUMBER, "exclusiveMinimum", 2, 1),
    "exclusiveMaximum": of(NUMBER, "exclusiveMaximum", 1, 2),
    "multipleOf": of(NUMBER, "multipleOf", 4, 2) | altered(NUMBER, "multipleOf", 2, 3),
    "minLength": of(STRING, "minLength", 2, 1),
    "maxLength": of(STRING, "maxLength", 1, 2),
    "pattern": of(STRING, "pattern", "^a") | altered(STRING, "pattern", "^a", "^b"),
    "format": of(STRING, "format", "uri") | altered(STRING, "format", "uri", "date-time"),
    "format (width)": step({"type": "integer", "format": "int32"}, {"type": "integer", "format": "int64"}),
    "contentMediaType": of(STRING, "contentMediaType", "text/csv")
    | altered(STRING, "contentMediaType", "text/csv", "text/html"),
    "contentEncoding": of(STRING, "contentEncoding", "base64") | altered(STRING, "contentEncoding", "base64", "base16"),
    "contentSchema": of(STRING, "contentSchema", OBJECT, {}) | altered(STRING, "contentSchema", OBJECT, ARRAY),
    "minItems": of(ARRAY, "minItems", 2, 1),
    "maxItems": of(ARRAY, "maxItems", 1, 2),
    "uniqueItems": of(ARRAY, "uniqueItems", strict=True),
    "items": of(ARRAY, "items", STRING, {"type": ["string", "null"]}) | altered(ARRAY, "items", STRING, NUMBER),
    "prefixItems": of(ARRAY, "prefixItems", [STRING], [{"type": ["string", "null"]}])
    | altered(ARRAY, "prefixItems", [STRING], [NUMBER]),
    "contains": of(ARRAY, "contains", STRING, {"type": ["string", "null"]})
    | altered(ARRAY, "contains", STRING, NUMBER),
    "minContains": {"alter": ({**ARRAY, "contains": STRING}, {**ARRAY, "contains": STRING, "minContains": 2})},
    "maxContains": {"alter": ({**ARRAY, "contains": STRING}, {**ARRAY, "contains": STRING, "maxContains": 2})},
    "unevaluatedItems": of(ARRAY, "unevaluatedItems", STRING, {"type": ["string", "null"]}),
    "unevaluatedItems (by value)": of(
        {**ARRAY, "contains": NUMBER}, "unevaluatedItems", STRING, {"type": ["string", "null"]}
    ),
    "properties": both(OBJECT, {**OBJECT, "properties": {"a": STRING}})
    | step(prop({"type": "string"}), prop({"type": ["string", "null"]}))
    | {"alter": (prop({}), prop({"type": "number"}))},
    "properties (closed)": both(
        {"type": "object", "additionalProperties": False},
        {"type": "object", "additionalProperties": False, "properties": {"a": STRING}},
    ),
    "required": both(PERSON, {**PERSON, "required": ["a"]})
    | step({**PERSON, "required": ["a", "b"]}, {**PERSON, "required": ["a"]})
    | altered(PERSON, "required", ["a"], ["b"]),
    "required (with its property)": both(OBJECT, {**prop({}), "required": ["a"]}),
    "additionalProperties": of(OBJECT, "additionalProperties", STRING, {"type": ["string", "null"]})
    | altered(OBJECT, "additionalProperties", STRING, NUMBER),
    "additionalProperties (false)": of(OBJECT, "additionalProperties", strict=False),
    "patternProperties": of(OBJECT, "patternProperties", {"^x": STRING}, {"^x": {}})
    | altered(OBJECT, "patternProperties", {"^x": STRING}, {"^y": STRING}),
    "propertyNames": of(OBJECT, "propertyNames", {"maxLength": 1}, {"maxLength": 2})
    | altered(OBJECT, "propertyNames", {"enum": ["a"]}, {"enum": ["b"]}),
    "minProperties": of(OBJECT, "minProperties", 2, 1),
    "maxProperties": of(OBJECT, "maxProperties", 1, 2),
    "dependentRequired": of(PERSON, "dependentRequired", {"a": ["b", "c"]}, {"a": ["b"]})
    | altered(PERSON, "dependentRequired", {"a": ["b"]}, {"b": ["a"]}),
    "dependentSchemas": of(PERSON, "dependentSchemas", {"a": {"required": ["b"]}}, {"a": {}})
    | altered(PERSON, "dependentSchemas", {"a": {"required": ["b"]}}, {"b": {"required": ["a"]}}),
    "unevaluatedProperties": of(OBJECT, "unevaluatedProperties", STRING, {"type": ["string", "null"]}),
    "unevaluatedProperties (by value)": of(
        {**OBJECT, "anyOf": [PERSON, DOG]}, "unevaluatedProperties", STRING, {"type": ["string", "null"]}
    ),
    "allOf": both(NUMBER, {"allOf": [NUMBER, {"minimum": 1}]})
    | step({"allOf": [NUMBER, {"minimum": 2}]}, {"allOf": [NUMBER, {"minimum": 1}]})
    | {"alter": ({"allOf": [NUMBER, {"minimum": 1}]}, {"allOf": [NUMBER, {"maximum": 1}]})},
    "anyOf": both({}, {"anyOf": [CAT, DOG]})
    | step({"anyOf": [CAT]}, {"anyOf": [CAT, DOG]})
    | {"alter": ({"anyOf": [CAT, DOG]}, {"anyOf": [CAT, COW]})},
    "oneOf": both({}, {"oneOf": [CAT, DOG]})
    | step({"oneOf": [CAT]}, {"oneOf": [CAT, DOG]})
    | {"alter": ({"oneOf": [CAT, DOG]}, {"oneOf": [CAT, COW]})},
    "oneOf (x-open)": step({**open_union(CAT), "x-open": True}, {**open_union(CAT, DOG), "x-open": True})
    | both(open_union(CAT), {**open_union(CAT), "x-open": True}),
    "oneOf (overlapping)": both(
        {"anyOf": [{"required": ["a"]}, {"required": ["b"]}], "type": "object"},
        {"oneOf": [{"required": ["a"]}, {"required": ["b"]}], "type": "object"},
    )
    | {
        "alter": (
            {"oneOf": [{"required": ["a"]}, {"required": ["b"]}], "type": "object"},
            {"oneOf": [{"required": ["a"]}, {"required": ["c"]}], "type": "object"},
        )
    },
    "not": of(NUMBER, "not", {"minimum": 1}, {"minimum": 2}) | altered(NUMBER, "not", {"const": 1}, {"const": 2}),
    "if": both(NUMBER, {**NUMBER, "if": {"minimum": 1}, "then": {"maximum": 5}})
    | altered({**NUMBER, "then": {"maximum": 5}}, "if", {"minimum": 1}, {"minimum": 2}),
    "then": altered({**NUMBER, "if": {"minimum": 1}}, "then", {"maximum": 5}, {"maximum": 6}),
    "else": altered({**NUMBER, "if": {"minimum": 1}}, "else", {"minimum": -5}, {"minimum": -6}),
    "$dynamicRef": of({}, "$dynamicRef", "#node") | altered({}, "$dynamicRef", "#node", "#leaf"),
    "$ref": both({}, {"$ref": "#/components/schemas/Text"})
    | {"alter": ({"$ref": "#/components/schemas/Text"}, {"$ref": "#/components/schemas/Count"})},
    "$ref (elsewhere)": both({}, {"$ref": "https://example.com/a.json"})
    | {"alter": ({"$ref": "https://example.com/a.json"}, {"$ref": "https://example.com/b.json"})},
    "readOnly": both(prop({}), prop({"readOnly": True})),
    "writeOnly": both(prop({}), prop({"writeOnly": True})),
    "default": both(prop({}), prop({"default": "a"})) | {"alter": (prop({"default": "a"}), prop({"default": "b"}))},
    "deprecated": both(prop({}), prop({"deprecated": True})),
    "x-tier": both(prop({}), prop({"x-tier": "declared"})),
    **{
        word: both(prop({}), prop({word: before})) | {"alter": (prop({word: before}), prop({word: after}))}
        for word, before, after in NO_EFFECT
    },
    "nullable": both(STRING, {**STRING, "nullable": True}),
}
"""By keyword and edit: a schema of A, and what B has in its place."""

_BOUND = "a bound moves up or down, and does nothing else"
_PEOPLE = "for people, or for tools that read schemas: not a value more or less is accepted"
_WHOLE = "is there or not"
_LISTED = "said with one value: it is another, or there is none"

NO_SUCH_EDIT: dict[tuple[str, ...], dict[str, str]] = {
    (
        *("minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum", "minLength", "maxLength", "minItems"),
        *("maxItems", "minProperties", "maxProperties"),
    ): {"alter": _BOUND},
    (
        "const",
        "pattern",
        "format",
        "contentMediaType",
        "contentEncoding",
        "$dynamicRef",
        "$ref",
        "$ref (elsewhere)",
        "default",
    ): {"tighten": _LISTED, "loosen": _LISTED},
    (
        "uniqueItems",
        "readOnly",
        "writeOnly",
        "deprecated",
        "x-tier",
        "nullable",
        "type (null)",
        "properties (closed)",
        "additionalProperties (false)",
        "required (with its property)",
    ): dict.fromkeys(("tighten", "loosen", "alter"), _WHOLE),
    ("minContains", "maxContains", "then", "else"): dict.fromkeys(
        ("add", "remove", "tighten", "loosen"), "part of a condition that is compared as a whole"
    ),
    ("if", "oneOf (overlapping)"): dict.fromkeys(
        ("tighten", "loosen"), "what a stricter condition means is not decided: one edit stands for all"
    ),
    ("type (integer)", "format (width)"): dict.fromkeys(
        ("add", "remove", "alter"), "only the step between two is told apart"
    ),
    ("enum (x-open)", "x-extensible-enum", "oneOf (x-open)"): {"alter": "a value less and another more: two edits"},
    (
        *("unevaluatedItems", "unevaluatedItems (by value)"),
        *("unevaluatedProperties", "unevaluatedProperties (by value)"),
    ): {"alter": "as tightened and loosened at once"},
    (
        "title",
        "description",
        "$comment",
        "example",
        "examples",
        "externalDocs",
        "$anchor",
        "$dynamicAnchor",
        "$defs",
        "$id",
        "$schema",
        "$vocabulary",
        "xml",
        "discriminator",
    ): {"tighten": _PEOPLE, "loosen": _PEOPLE},
}
"""By keywords: edits that there are not, and why."""

_SIDE = "a property that does not travel in this direction anyway"

WAIVED: dict[tuple[str, str, str], str] = {
    **{
        (word, edit, direction): _PEOPLE
        for word in (
            *("title", "description", "$comment", "example", "examples", "externalDocs", "$anchor", "$dynamicAnchor"),
            *("$defs", "$id", "$schema", "$vocabulary", "xml", "discriminator"),
        )
        for edit in ("add", "remove", "alter")
        for direction in ("request", "response")
    },
    **{("readOnly", edit, "response"): _SIDE for edit in ("add", "remove")},
    **{("writeOnly", edit, "request"): _SIDE for edit in ("add", "remove")},
    **{("x-tier", edit, "request"): "what an answer promises is no matter of requests" for edit in ("add", "remove")},
    **{
        ("x-extensible-enum", edit, direction): "values are listed for information: none is refused, with or without"
        for edit in ("add", "remove")
        for direction in ("request", "response")
    },
}
"""Edits that no rule claims, and why: (keyword, edit, direction)."""
