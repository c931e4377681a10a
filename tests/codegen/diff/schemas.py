"""Random schemas with every keyword that a comparison decides, or says it cannot; edits to them; values for them."""

from __future__ import annotations

import copy
from collections.abc import Callable, Iterator, Mapping
from typing import Any, cast

from hypothesis import strategies as st

from isogloss_codegen.document.values import as_list, as_map

Schema = dict[str, Any] | bool
Draw = Callable[[st.SearchStrategy[Any]], Any]

NAMES = ("a", "b", "c")
COMPONENTS = ("Left", "Right")
CONSTANTS: tuple[Any, ...] = (None, True, False, 0, 1, 2, 1.5, -1, "", "a", "ab", "b1", [], [1], {}, {"a": 1})
PATTERNS = ("^a", "b$", "^[a-z]+$", "1")

KEYWORDS: dict[str, st.SearchStrategy[Any]] = {
    "minimum": st.sampled_from([-1, 0, 0.5, 1, 2]),
    "maximum": st.sampled_from([0, 1, 1.5, 2, 3]),
    "exclusiveMinimum": st.sampled_from([-1, 0, 1, True, False]),
    "exclusiveMaximum": st.sampled_from([1, 2, 3, True, False]),
    "multipleOf": st.sampled_from([0.5, 1, 2, 3]),
    "minLength": st.integers(0, 3),
    "maxLength": st.integers(0, 3),
    "pattern": st.sampled_from(PATTERNS),
    "format": st.sampled_from(["date-time", "uri"]),
    "minItems": st.integers(0, 3),
    "maxItems": st.integers(0, 3),
    "uniqueItems": st.booleans(),
    "minContains": st.integers(0, 2),
    "maxContains": st.integers(1, 2),
    "minProperties": st.integers(0, 3),
    "maxProperties": st.integers(0, 3),
    "required": st.lists(st.sampled_from(NAMES), unique=True, max_size=2),
    "dependentRequired": st.dictionaries(
        st.sampled_from(NAMES), st.lists(st.sampled_from(NAMES), unique=True, max_size=2), max_size=1
    ),
    "enum": st.lists(st.sampled_from(CONSTANTS), min_size=1, max_size=4),
    "const": st.sampled_from(CONSTANTS),
    "type": st.sampled_from(["null", "boolean", "integer", "number", "string", "array", "object"])
    | st.lists(
        st.sampled_from(["null", "boolean", "integer", "string", "array", "object"]),
        unique=True,
        min_size=1,
        max_size=3,
    ),
    "$ref": st.sampled_from([f"#/components/schemas/{name}" for name in COMPONENTS]),
    "nullable": st.booleans(),
    "x-open": st.just(value=True),
    "x-extensible-enum": st.lists(st.sampled_from(["a", "ab", "b1"]), unique=True, max_size=2),
    "readOnly": st.booleans(),
    "writeOnly": st.booleans(),
    "default": st.sampled_from(CONSTANTS),
    "deprecated": st.booleans(),
}
"""Keywords without schemas in them, and their values."""

OF_ONE = ("not", "if", "then", "else", "items", "contains", "additionalProperties", "propertyNames")
OF_ONE_MORE = ("unevaluatedProperties", "unevaluatedItems", "contentSchema")
OF_SEVERAL = ("allOf", "anyOf", "oneOf", "prefixItems")
OF_NAMED = ("properties", "patternProperties", "dependentSchemas")
GROUPS: tuple[tuple[str, ...], ...] = (
    ("minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum", "multipleOf"),
    ("minLength", "maxLength", "pattern", "format"),
    ("minItems", "maxItems", "uniqueItems", "items", "prefixItems", "contains", "minContains", "unevaluatedItems"),
    (
        *("properties", "properties", "required", "additionalProperties", "patternProperties", "propertyNames"),
        *("dependentRequired", "dependentSchemas", "minProperties", "maxProperties", "unevaluatedProperties"),
    ),
    ("allOf", "anyOf", "oneOf", "not", "if", "enum", "const", "$ref"),
)
ALL = (
    *dict.fromkeys(keyword for group in GROUPS for keyword in group),
    *("nullable", "x-extensible-enum", "readOnly", "writeOnly"),
)
TYPES: tuple[str | None, ...] = ("number", "string", "array", "object", None)


@st.composite
def schemas(draw: Draw, depth: int = 2) -> Schema:
    """A schema, as deep as said."""
    if draw(st.integers(0, 15)) == 15:
        return draw(st.booleans())
    if draw(st.integers(0, 3)) == 3:
        return mixed(draw, depth)
    which: int = draw(st.integers(0, 4))
    kind, group = TYPES[which], GROUPS[which]
    result: dict[str, Any] = {}
    if kind is not None and draw(st.integers(0, 3)):
        result["type"] = draw(st.sampled_from([kind, kind, "integer" if kind == "number" else kind, [kind, "null"]]))
    if draw(st.integers(0, 15)) == 15:
        return tagged_union(draw, depth)
    for keyword in draw(st.lists(st.sampled_from(group), unique=True, min_size=1, max_size=3)):
        add(draw, result, keyword, depth)
    if draw(st.integers(0, 9)) == 9:
        add(draw, result, draw(st.sampled_from(["default", "deprecated", "readOnly", "writeOnly", "title"])), depth)
    return result


def mixed(draw: Draw, depth: int) -> Schema:
    """A schema of keywords that have nothing to do with each other, also such as say nothing about its type."""
    result: dict[str, Any] = {}
    if draw(st.booleans()):
        add(draw, result, "type", depth)
    for keyword in draw(st.lists(st.sampled_from(ALL), unique=True, min_size=1, max_size=4)):
        add(draw, result, keyword, depth)
    return whole(result)


def add(draw: Draw, schema: dict[str, Any], keyword: str, depth: int) -> None:
    """Adds a keyword with what it needs."""
    inner = schemas(depth - 1) if depth > 0 else st.sampled_from([{}, {"type": "string"}, {"minimum": 1}, False])
    if keyword == "title":
        schema["title"] = draw(st.sampled_from(["One", "Two"]))
    elif keyword in KEYWORDS:
        schema[keyword] = draw(KEYWORDS[keyword])
        if keyword == "enum" and draw(st.integers(0, 5)) == 5:
            schema.clear()
            schema.update({"type": "string", "enum": draw(st.sampled_from([["a"], ["a", "ab"]])), "x-open": True})
    elif keyword in (*OF_ONE, *OF_ONE_MORE):
        schema[keyword] = draw(inner)
        if keyword == "if":
            schema[draw(st.sampled_from(["then", "else"]))] = draw(inner)
    elif keyword in OF_SEVERAL:
        schema[keyword] = draw(st.lists(inner, min_size=1, max_size=3))
    elif keyword in OF_NAMED:
        names = st.sampled_from(PATTERNS if keyword == "patternProperties" else NAMES)
        schema[keyword] = draw(st.dictionaries(names, inner, max_size=2))


def tagged_union(draw: Draw, depth: int) -> Schema:
    """A union of objects that a tag tells apart, open or not."""
    tags = draw(st.lists(st.sampled_from(["one", "two", "three"]), unique=True, min_size=1, max_size=3))
    members: list[Any] = []
    for tag in tags:
        member: dict[str, Any] = {
            "type": "object",
            "required": ["tag"],
            "properties": {"tag": {"const": tag}, "a": draw(schemas(0))},
        }
        if draw(st.booleans()):
            member["additionalProperties"] = False
        members.append(member)
    union: dict[str, Any] = {"oneOf": members}
    if draw(st.booleans()):
        union["discriminator"] = {"propertyName": "tag", "mapping": dict.fromkeys(tags, "#/components/schemas/Left")}
        union["x-open"] = True
    return union


def below(schema: Any, path: tuple[str | int, ...] = ()) -> Iterator[tuple[str | int, ...]]:
    """The ways to all schemas within a schema, and to itself."""
    yield path
    node = as_map(schema)
    for keyword in (*OF_ONE, *OF_ONE_MORE):
        if keyword in node:
            yield from below(node[keyword], (*path, keyword))
    for keyword in OF_SEVERAL:
        for index, inner in enumerate(as_list(node.get(keyword))):
            yield from below(inner, (*path, keyword, index))
    for keyword in OF_NAMED:
        for name, inner in as_map(node.get(keyword)).items():
            yield from below(inner, (*path, keyword, name))


@st.composite
def edited(draw: Draw, root: Any) -> Any:
    """The schemas of a document with a change or three somewhere in them."""
    root = copy.deepcopy(root)
    for _ in range(draw(st.integers(1, 3))):
        name = draw(st.sampled_from([*sorted(root), "Root", "Root", "Root"]))
        path = (name, *draw(st.sampled_from(list(below(root[name])))))
        holder: Any = root
        for step in path[:-1]:
            holder = holder[step]
        holder[path[-1]] = draw(_changed(holder[path[-1]]))
    return root


@st.composite
def _changed(draw: Draw, schema: Any) -> Any:
    choice = draw(st.integers(0, 7))
    if not isinstance(schema, dict) or choice == 0:
        return draw(schemas(1))
    schema = dict(as_map(cast(Any, schema)))
    if choice == 1 and schema:
        del schema[draw(st.sampled_from(sorted(schema)))]
    elif choice == 2:
        return draw(
            st.sampled_from([{"anyOf": [schema, {"type": "null"}]}, {"allOf": [schema]}, {"oneOf": [schema, {}]}])
        )
    elif choice == 3 and any(keyword in schema for keyword in KEYWORDS):
        keyword = draw(st.sampled_from([keyword for keyword in KEYWORDS if keyword in schema]))
        schema[keyword] = draw(KEYWORDS[keyword])
    elif choice == 4 and any(keyword in schema for keyword in OF_SEVERAL):
        keyword = draw(st.sampled_from([keyword for keyword in OF_SEVERAL if keyword in schema]))
        members = list(schema[keyword])
        if draw(st.booleans()) and len(members) > 1:
            members.pop(draw(st.integers(0, len(members) - 1)))
        else:
            members.insert(draw(st.integers(0, len(members))), draw(schemas(0)))
        schema[keyword] = members
    else:
        add(draw, schema, draw(st.sampled_from(draw(st.sampled_from(GROUPS)))), 1)
    return whole(schema)


def whole(schema: dict[str, Any]) -> dict[str, Any]:
    """A schema without halves of keywords that mean nothing alone."""
    if schema.get("x-open") is True and "enum" not in schema and "discriminator" not in schema:
        schema = {name: value for name, value in schema.items() if name != "x-open"}
    if "discriminator" in schema and "oneOf" not in schema:
        schema = {name: value for name, value in schema.items() if name not in ("discriminator", "x-open")}
    return schema


@st.composite
def documents(draw: Draw) -> dict[str, Schema]:
    """The components of a document: `Root`, and two that it may refer to."""
    return {name: draw(schemas(2 if name == "Root" else 1)) for name in ("Root", *COMPONENTS)}


@st.composite
def pairs(draw: Draw) -> tuple[dict[str, Any], dict[str, Any]]:
    """Two documents, mostly much alike, and mostly of the same version of OpenAPI."""
    a = draw(documents())
    b = draw(edited(a)) if draw(st.integers(0, 7)) else draw(documents())
    version = draw(st.sampled_from(["3.1.0", "3.1.0", "3.0.3"]))
    other = draw(st.sampled_from([version, version, version, "3.1.0"]))
    return document(a, version), document(b, other)


NEIGHBOURS: tuple[Any, ...] = (
    {"description": None},
    *({"type": name} for name in ("any", "file", "int")),
    *({"oneOf": []}, {"type": "string", "pattern": "("}, {"minimum": "1"}, {"maxLength": -1}, {"maxLength": 1.5}),
    *({"items": None}, {"items": [{"type": "string"}]}, {"required": ["a", "a"]}, {"uniqueItems": "true"}),
    {"properties": {"a": None}},
)
"""Schemas that are not as JSON Schema has them."""

SIBLINGS: tuple[Any, ...] = (
    {"type": "string", "pattern": r"^(?=.*[A-Z])(?=.*\d)(?=.*[!@#]).{8,}$"},
    {"type": "string", "pattern": r"(?<=a)b\b"},
    {"type": "string", "pattern": r"^(a|b)\1(c|d)\2$"},
    {"allOf": [{"type": "string", "pattern": "^a.*z$"}, {"pattern": "[0-9]{3}"}]},
    {"type": "array", "contains": {"type": "integer"}, "minContains": 2},
    {"type": "object", "propertyNames": {"pattern": "^[a-z]_[0-9]$"}, "minProperties": 2},
    {"oneOf": [{"type": "object", "required": ["a"]}, {"type": "object", "required": ["b"]}]},
)
"""Schemas that it is hard to find a value for."""


@st.composite
def narrowed(draw: Draw) -> tuple[Any, Any]:
    """A schema of one type, and the same with one keyword more."""
    which: int = draw(st.integers(0, 3))
    group, kind = GROUPS[which], TYPES[which]
    before: dict[str, Any] = {"type": kind}
    for keyword in draw(st.lists(st.sampled_from([*group, "not", "if"]), unique=True, max_size=2)):
        add(draw, before, keyword, 0)
    after = dict(before)
    keyword = draw(st.sampled_from([name for name in (*group, "not", "if", "enum") if name not in before]))
    add(draw, after, keyword, 0)
    return before, after


def among(schema: Any, neighbour: Any, sibling: Any) -> dict[str, Any]:
    """A document in which a schema stands beside others, one of which is required as well."""
    properties = {"value": schema, "neighbour": neighbour, "sibling": sibling}
    return document({"Root": {"type": "object", "properties": properties, "required": ["value", "sibling"]}})


def document(components: Mapping[str, Any], version: str = "3.1.0") -> dict[str, Any]:
    return {"openapi": version, "components": {"schemas": dict(components)}}


def values() -> list[Any]:
    """Small values of all kinds, close to what the schemas speak of."""
    scalars: list[Any] = [
        *CONSTANTS[:12],
        3,
        4,
        0.5,
        -0.5,
        6,
        "abc",
        "xyz",
        "aaaa",
        "2026-01-31T12:00:00Z",
        "uri:a",
        "1",
    ]
    simple: list[Any] = [None, True, 1, 0.5, 3, "a", "abc", [], {}]
    lists: list[Any] = [[one] for one in simple] + [
        [1, 1],
        [1, 2],
        ["a", "b1"],
        [1, "a"],
        [1, 2, 3],
        ["a", "a", "a"],
        [[1]],
    ]
    objects: list[Any] = [{}]
    for one in simple:
        objects += [{name: one} for name in (*NAMES, "x1")]
    objects += [{"a": 1, "b": 1}, {"a": "a", "c": 1}, {"a": 1, "b": "ab", "c": 1.5}, {"a": 1, "b": 2, "c": 3, "d": 4}]
    objects += [{"tag": tag} for tag in ("one", "two", "three", "four", 1)]
    objects += [{"tag": tag, "a": one} for tag in ("one", "two", "four") for one in (1, "a", None)]
    nested: list[Any] = [{name: one} for name in NAMES for one in ({"a": 1}, {"b": "a"}, [1], {"a": {"a": 1}})] + [
        [{"a": 1}],
        [[]],
        [{}],
    ]
    return [*scalars, *lists, *objects, *nested]
