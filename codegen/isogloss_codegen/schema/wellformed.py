"""Keywords whose value JSON Schema does not allow: validators refuse a whole document for one of them."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from functools import lru_cache
from typing import Any

from .maker.shapes import misshapen

_IDENTIFIERS = frozenset(
    (
        *("$schema", "$id", "$anchor", "$dynamicAnchor", "$dynamicRef", "$recursiveAnchor", "$recursiveRef"),
        "$vocabulary",
    )
)
"""Keywords that would give the copy of a schema another address, or lead out of it."""


def ill_formed(schema: Mapping[str, Any]) -> Iterator[str]:
    """The keywords of one schema that no validator can work with; schemas inside it are not looked into."""
    wrong = {*misshapen(schema), *(schema.keys() & _IDENTIFIERS)}
    if not is_pattern(schema.get("pattern", "")):
        wrong.add("pattern")
    if "patternProperties" not in wrong and not all(map(is_pattern, schema.get("patternProperties", ()))):
        wrong.add("patternProperties")
    return (keyword for keyword in schema if keyword in wrong)


def is_pattern(value: Any) -> bool:
    """True if the validator can read a regular expression; they follow ECMA-262."""
    return isinstance(value, str) and _compiled(value) is not None


def matches(pattern: str, text: str) -> bool | None:
    """True if a regular expression is found in a text; None if the validator cannot read it."""
    compiled = _compiled(pattern)
    return None if compiled is None else compiled(text)


@lru_cache(4096)
def _compiled(pattern: str) -> Callable[[str], bool] | None:
    import jsonschema_rs  # compiled code that most commands never need

    try:
        return jsonschema_rs.Draft202012Validator({"pattern": pattern}).is_valid
    except ValueError:
        return None
