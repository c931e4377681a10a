# Copied by isogloss from render/runtime/core_schemas.py. Do not edit: change that, then generate.
"""Changes the core schemas that pydantic makes of models, in place."""

from __future__ import annotations

from typing import Any, cast

from pydantic_core import CoreSchema, core_schema

_ERROR = "int_type"


def accept_integral_floats(schema: Any) -> None:
    """Makes every integer of a core schema accept `1.0`: JSON Schema calls it an integer, and `strict` refuses it."""
    if isinstance(schema, list):
        for item in cast("list[Any]", schema):
            accept_integral_floats(item)
    elif isinstance(schema, dict):
        node = cast("dict[str, Any]", schema)
        if node.get("custom_error_type") == _ERROR:
            return
        if node.get("type") == "function-before" and node["function"]["function"] is _integral:
            return
        if node.get("type") == "int":
            inner = cast("CoreSchema", dict(node))
            rounded = core_schema.no_info_before_validator_function(_integral, inner)
            node.clear()
            node.update(rounded if len(inner) > 1 else _first(inner, rounded))
            return
        for value in node.values():
            accept_integral_floats(value)


def stop_at_first_item(schema: Any) -> None:
    """Makes every array of a core schema report only its first wrong item.

    A few megabytes can hold millions of wrong items, and their errors would take gigabytes."""
    if isinstance(schema, list):
        for item in cast("list[Any]", schema):
            stop_at_first_item(item)
    elif isinstance(schema, dict):
        node = cast("dict[str, Any]", schema)
        if node.get("type") == "list":
            node["fail_fast"] = True
        for value in node.values():
            stop_at_first_item(value)


def _first(plain: CoreSchema, other: CoreSchema) -> CoreSchema:
    """`plain`, else `other`: nearly all values need no function. Only a type without bounds has one kind of error."""
    written = core_schema.simple_ser_schema("int")
    return core_schema.union_schema(
        [plain, other], custom_error_type=_ERROR, mode="left_to_right", serialization=written
    )


def _integral(value: Any) -> Any:
    return int(value) if isinstance(value, float) and value.is_integer() else value
