"""Writes what the spec lacks as a patch to it: what to add, in the spec's own words, and where."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from itertools import groupby

from isogloss_codegen.document.load import Document

from .compare import Comparison, split
from .shape import PROMISED, REQUIRED, Traits

_SCALARS = {"string", "integer", "number"}
_LIST = "list of "


def patch(comparison: Comparison, document: Document) -> Iterator[str]:
    """The lines of a patch by the differences that nobody expects: `+` what the spec lacks, `-` what the SDK does."""
    types = comparison.types
    for name, group in groupby(comparison.unexpected, key=lambda each: split(each.what, types[each.lacks])[0]):
        yield f"@@ {name} {_place(name, document)} @@"
        for difference in group:
            _, field, trait = split(difference.what, types[difference.lacks])
            sign = "+" if difference.lacks == "spec" else "-"
            if trait:
                yield f"{sign} {field}: {_schema(frozenset({trait}))}"
                continue
            fields = types[difference.lacks][name]
            for each in [field] if field else fields:
                yield f"{sign} {each}: {_schema(fields[each])}"


def _place(name: str, document: Document) -> str:
    """The place of a type in the spec."""
    if name not in document.value["components"]["schemas"]:
        return "(new)"
    return f"{document.path}:{document.location(f'/components/schemas/{name}', key=True).line}"


def _schema(traits: Traits) -> str:
    """A schema in one line, as an author would write it."""
    marks = {REQUIRED: "required", PROMISED: "x-tier: declared"}
    comment = ", ".join(marks[trait] for trait in sorted(traits & marks.keys()))
    kinds = sorted(traits - marks.keys())
    text = _union(kinds) if kinds else ""
    return f"{text}  # {comment}".strip() if comment else text


def _union(kinds: Iterable[str]) -> str:
    """One schema for values of several kinds."""
    listed = set(kinds)
    if listed >= {"true", "false"}:
        listed = listed - {"true", "false"} | {"boolean"}
    types = sorted(listed & {*_SCALARS, "boolean"})
    values = sorted(kind for kind in listed - {"null"} if _is_literal(kind))
    items = sorted(kind.removeprefix(_LIST) for kind in listed if kind.startswith(_LIST))
    others = sorted(kind for kind in listed - {"null", *types, *values} if not kind.startswith(_LIST))
    null = listed & {"null"}
    if not (values or items or others):
        names = [*types, *("'null'" for _ in null)]
        return f"{{type: {names[0]}}}" if len(names) == 1 else f"{{type: [{', '.join(names)}]}}"
    if not (types or items or others):
        return f"{{enum: [{', '.join([*values, *null])}]}}"
    members = [_union(each) for each in (types, values) if each] + [_other(kind) for kind in others]
    members += [f"{{type: array, items: {_union(items)}}}"] if items else []
    members += ["{type: 'null'}" for _ in null]
    return members[0] if len(members) == 1 else f"{{anyOf: [{', '.join(members)}]}}"


def _is_literal(kind: str) -> bool:
    try:
        json.loads(kind)
    except ValueError:
        return False
    return True


def _other(kind: str) -> str:
    if kind.startswith("map of "):
        return f"{{type: object, additionalProperties: {_union([kind.removeprefix('map of ')])}}}"
    if kind == "any":
        return "{}"
    if kind == "date-time":
        return "{type: string, format: date-time}"
    return f"{{$ref: '#/components/schemas/{kind}'}}"
