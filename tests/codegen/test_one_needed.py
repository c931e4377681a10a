"""Properties of which an object has to have one: read from a schema, and kept right while properties are taken out."""

from __future__ import annotations

from typing import Any

import pytest

from isogloss_codegen.document.alternatives import one_needed
from isogloss_codegen.document.mending import drop_property


def _any_of(*names: str) -> list[dict[str, Any]]:
    return [{"required": [name]} for name in names]


@pytest.mark.parametrize(
    ("members", "names"),
    [
        (_any_of("a", "b"), ("a", "b")),
        ([*_any_of("a"), {"required": ["b", "c"]}], ()),
        ([*_any_of("a"), {"type": "null"}], ()),
        ([], ()),
    ],
)
def test_only_lists_of_single_properties_are_read(members: list[Any], names: tuple[str, ...]) -> None:
    assert one_needed({"anyOf": members}) == names


@pytest.mark.parametrize(
    ("needed", "left"),
    [
        (("a", "b", "c"), {"required": ["r"], "anyOf": _any_of("b", "c")}),
        (("a", "b"), {"required": ["r", "b"]}),
        (("a", "r"), {"required": ["r"]}),
        (("b", "c"), {"required": ["r"], "anyOf": _any_of("b", "c")}),
    ],
)
def test_what_is_left_is_still_needed(needed: tuple[str, ...], left: dict[str, Any]) -> None:
    schema: dict[str, Any] = {"properties": {"a": {}, "b": {}}, "required": ["r"], "anyOf": _any_of(*needed)}
    drop_property(schema, "a")
    assert schema == {"properties": {"b": {}}, **left}
