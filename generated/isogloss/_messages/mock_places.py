# Copied by isogloss from messages/_messages/mock_places.py. Do not edit: change that, then generate.
"""Where something stands in JSON, as documents write it: `messages[].content[].citations`."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, cast


def places(value: Any, path: str, written: str = "") -> Iterator[tuple[dict[str, Any], str, str]]:
    """Every object that a path leads to the last field of, that field, and the place as a user writes it.

    The field itself may be absent.
    """
    step, _, rest = path.partition(".")
    name = step.removesuffix("[]")
    if not isinstance(value, dict):
        return
    holder = cast("dict[str, Any]", value)
    where = f"{written}.{name}" if written else name
    if not rest and name == step:
        yield holder, name, where
    elif name != step and isinstance(holder.get(name), list):
        for index, item in enumerate(holder[name]):
            yield from places(item, rest, f"{where}[{index}]")
    elif name == step:
        yield from places(holder.get(name), rest, where)
