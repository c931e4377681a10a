"""Holds an overlay against the JSON Schema of what may stand in one: the specification's words and this project's."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from functools import cache
from typing import Any

import jsonschema_rs

from ...findings.finding import Finding
from ...schema.errors import Fault, leaves
from ..keywords import X_WORDS
from ..load import Document
from ..places import packaged_spec
from ..values import as_list, as_map, child, value_at
from ..wording import nearest
from .extends import is_provider

_CHANGES = ("update", "copy", "remove")
_SOURCE = "add at least one: {source: ..., where: ..., says: ...}"


def check_words(overlay: Document) -> Iterator[Finding]:
    """Finds faults of an overlay by itself, without its base."""
    for said in dict.fromkeys(leaves(_validator().iter_errors(overlay.value))):
        yield _problem(overlay, said)
    if is_provider(overlay):
        for index, action in enumerate(as_list(overlay.value.get("actions"))):
            pointer = child(child("/actions", index), "update")
            yield from _unknown_words(overlay, pointer, as_map(action).get("update"))
    if str(overlay.value.get("overlay")).startswith("1.0."):
        for index, action in enumerate(as_list(overlay.value.get("actions"))):
            if "copy" in as_map(action):
                message = "version 1.0 of the Overlay specification has no `copy`"
                pointer = child(child("/actions", index), "copy")
                yield overlay.problem("overlay-invalid", pointer, message, key=True, help="write overlay: 1.1.0")


def _problem(overlay: Document, said: Fault) -> Finding:
    rule, message, help, key = "overlay-invalid", said.message, said.help, False
    if said.needed and set(said.needed) <= set(_CHANGES):
        message, help = "this action changes nothing", "it needs one of update, copy and remove"
    elif said.keyword == "required":
        holder = as_map(value_at(overlay.value, said.pointer))
        if said.name in ("evidence", "x-evidence"):
            rule, message, help = "evidence-missing", f'"{said.name}" is missing', _SOURCE
        elif said.location.startswith(f"{_schema()['$id']}#/$defs/source/"):
            rule, message = "evidence-missing", f'this evidence has no "{said.name}"'
        elif said.location.startswith(f"{_schema()['$id']}#/$defs/document/"):
            rule, message = "evidence-missing", f'this source has no "{said.name}"'
            help = "add the day on which you read it, as in 2026-11-20" if said.name == "retrieved" else "add its name"
        elif said.name == "note":
            rule, message = "note-missing", f'"{holder.get("status")}" has no note'
            help = "describe the difference in a `note`"
        elif said.name == "when":
            message, help = '"conditional" has no condition', "add `when`, with `model`, `header` or `note`"
    elif said.keyword == "minItems" and said.pointer.endswith("evidence"):
        rule, message, help = "evidence-missing", "there is no evidence", _SOURCE
    elif said.keyword == "const" and "#/$defs/statement/" in said.location:
        help = "`otherwise` is the status where the condition does not hold"
    elif said.keyword == "pattern":
        message, help = _unlike_pattern(said, value_at(overlay.value, said.pointer))
    elif said.location.endswith("#/$defs/unknownFields/else/enum"):
        help = "add the evidence: {policy: ..., evidence: [...]}"
    elif said.name is not None:
        key, help = True, nearest(said.name, _names(said.location))
        if said.name.startswith("x-"):
            rule, message = "x-word-unknown", f"{said.name} is not defined by this project, or not at this place"
    return overlay.problem(rule, said.pointer, message, key=key, help=help)


def _unlike_pattern(said: Fault, value: Any) -> tuple[str, str | None]:
    """The words for an expected text, if its pattern would tell the author nothing."""
    name = said.location.partition("#/$defs/")[2].partition("/")[0]
    what, help = {
        "date": ("date", "as in 2026-11-20"),
        "version": ("date", "as in 2026-11-20 or 2026-11"),
        "release": ("release of the Overlay specification", "write overlay: 1.1.0"),
        "lines": ("range of lines", "as in 120-131"),
        "place": ("place in a body", "as in `orders[].note` or `orders[kind=gift]`"),
        "variable": ("name of an environment variable", "as in API_KEY"),
    }.get(name, ("", None))
    return (f'"{value}" is no {what}', help) if what else (said.message, said.help)


def _unknown_words(overlay: Document, pointer: str, value: Any) -> Iterator[Finding]:
    """Words in what an update adds that are none of this project's."""
    for name, inner in as_map(value).items():
        at = child(pointer, name)
        if name.startswith("x-") and name not in X_WORDS:
            message = f"{name} is not defined by this project"
            yield overlay.problem("x-word-unknown", at, message, key=True, help=nearest(name, X_WORDS))
        else:
            yield from _unknown_words(overlay, at, inner)
    for index, inner in enumerate(as_list(value)):
        yield from _unknown_words(overlay, child(pointer, index), inner)


def _names(location: str) -> Mapping[str, Any]:
    """The names that may stand where a keyword of the schema has met one that may not."""
    pointer = location.partition("#")[2].rpartition("/")[0]
    return as_map(as_map(value_at(_schema(), pointer)).get("properties"))


@cache
def _validator() -> jsonschema_rs.Validator:
    return jsonschema_rs.Draft202012Validator(_schema(), offline=True)


@cache
def _schema() -> dict[str, Any]:
    return json.loads((packaged_spec() / "overlay.schema.json").read_text(encoding="utf-8"))
