"""The shape in which both sides say what a type is."""

from __future__ import annotations

import json
from typing import TypeAlias

Traits: TypeAlias = frozenset[str]
"""The facts about a field: every kind of value that it accepts, and REQUIRED or PROMISED.

A kind is the name of a type, a scalar's (`string`, `date-time`, `integer`, `number`), a literal as JSON has it
(`"auto"`, `true`, `null`), `any`, or `list of` or `map of` one of these. A union is the kinds of all its members: its
name, its nesting and its order do not matter.
"""

Fields: TypeAlias = dict[str, Traits]
Types: TypeAlias = dict[str, Fields]

REQUIRED = "required"
"""No request goes without the field."""

PROMISED = "promised"
"""Every response has the field, and not as null."""

BOOLEAN: Traits = frozenset({"true", "false"})


def literal(value: object) -> str:
    """The kind that has this value only."""
    return json.dumps(value)


def lists(items: Traits) -> Traits:
    """The kinds of a list, by those of its items."""
    return frozenset(f"list of {item}" for item in items)


def maps(values: Traits) -> Traits:
    """The kinds of a mapping from strings, by those of its values."""
    return frozenset(f"map of {value}" for value in values)


def sent(kinds: Traits, *, required: bool) -> Traits:
    """The traits of a field of a request."""
    return kinds | {REQUIRED} if required else kinds


def received(kinds: Traits, *, promised: bool) -> Traits:
    """The traits of a field of a response.

    What may be null is not promised: the SDK declares it like what may be missing.
    """
    return kinds | {PROMISED} if promised and "null" not in kinds else kinds - {"null"}
