"""Repairs the objects of a draft until the JSON Schema of OpenAPI accepts them."""

from __future__ import annotations

from ...schema.errors import Fault
from ...schema.maker.keywords import HOLDING_LISTS, HOLDING_MAPS, HOLDING_ONE
from ..keywords import JSON_SCHEMA, REQUIRED_FIELDS
from ..lint.structure import schema_violations, violations
from ..shape import Node
from ..values import NOTHING, as_map, child, copied, value_at
from ..wording import article
from .draft import Draft
from .leaving import remove

_ROUNDS = 10
"""The largest number of times that the draft is checked. What is removed may leave something incomplete around it."""

_OF_A_SCHEMA = ("type", "format", "items", "enum", "default", "minimum", "maximum", "pattern")
"""Keywords that Swagger 2 has on a parameter itself."""


def repair_structure(draft: Draft) -> None:
    """Reads what is not OpenAPI as it was meant, or removes it, and notes each place."""
    for _ in range(_ROUNDS):
        context = draft.context()
        found = [*violations(context), *schema_violations(context)]
        changes = [_repair(draft, node, fault) for node, fault in reversed(found)]
        if not any(changes):
            return


def _repair(draft: Draft, node: Node, fault: Fault) -> bool:
    """Repairs one place. False if it can stay as it is, for example because a newer release allows it."""
    if value_at(draft.value, fault.pointer) is NOTHING:
        return False
    rule = "schema-invalid" if node.kind == "Schema Object" else "openapi-invalid"
    if fault.keyword == "minProperties":
        return node.kind == "Responses Object" and _fill_in(draft, node, "default", rule)
    if fault.keyword == "required" and fault.name is not None:
        return _fill_in(draft, node, fault.name, rule)
    if fault.keyword == "propertyNames" or fault.keyword in ("unevaluatedProperties", "additionalProperties"):
        return _unknown(draft, node, fault, rule)
    value = value_at(draft.value, fault.pointer)
    if "must be a string" in fault.message and isinstance(value, (int, float)):
        draft.lose("read as meant", rule, fault.pointer, f'{value} is the text "{value}"')
        draft.put(fault.pointer, str(value))
        return True
    if isinstance(value, bool) and _is_schema(fault.pointer):
        return False  # OpenAPI 3.0 has no such schemas, but their meaning is plain
    # A parameter in a place that does not exist (`in: body`) is no parameter.
    at = node.pointer if fault.pointer == child(node.pointer, "in") else fault.pointer
    remove(draft, node, at, rule, fault.message)
    return True


def _is_schema(pointer: str) -> bool:
    """True if a keyword of a schema has a schema at a pointer."""
    *_, before, last = pointer.split("/")
    named = before in HOLDING_MAPS or (before in HOLDING_LISTS and last.isdecimal())
    return named or (last in HOLDING_ONE and before not in HOLDING_MAPS)


def _fill_in(draft: Draft, node: Node, name: str, rule: str) -> bool:
    """Adds a missing field. Without a value that says nothing, the object is removed."""
    what = f'{article(node.kind)} needs "{name}"'
    if node.kind in ("Parameter Object", "Header Object") and name == "schema":
        words = {keyword: node.value.pop(keyword) for keyword in _OF_A_SCHEMA if keyword in node.value}
        kind = "read as meant" if words else "left wider"
        draft.lose(kind, rule, node.pointer, what, key=True)
        draft.put(child(node.pointer, "schema"), words)
    elif (node.kind, name) in REQUIRED_FIELDS:
        draft.lose("read as meant", rule, node.pointer, what, key=True)
        draft.put(child(node.pointer, name), copied(REQUIRED_FIELDS[node.kind, name]))
    else:
        remove(draft, node, node.pointer, rule, what)
    return True


def _unknown(draft: Draft, node: Node, fault: Fault, rule: str) -> bool:
    """A field that the object does not have. A name that OpenAPI does not allow stays."""
    name = fault.name
    if name is None or (node.kind == "Schema Object" and name in JSON_SCHEMA):
        return False
    at, holder = fault.pointer, node.pointer
    if node.kind == "Responses Object" and name.upper() in ("1XX", "2XX", "3XX", "4XX", "5XX"):
        draft.lose("read as meant", rule, at, f'the range of status codes is "{name.upper()}"', key=True)
        draft.rename(at, name.upper())
        return True
    if node.kind == "Paths Object":
        draft.lose("read as meant", rule, at, f"the path is /{name}", key=True)
        draft.rename(at, f"/{name}")
        return True
    if node.kind in ("Parameter Object", "Header Object") and name in _OF_A_SCHEMA and "schema" not in node.value:
        return False  # the missing schema is made of it
    what = f'"{name}" is not a field of {article(node.expects or node.kind)}'
    draft.lose("dropped", rule, at, what, key=True)
    as_map(value_at(draft.value, holder)).pop(name, None)
    return True
