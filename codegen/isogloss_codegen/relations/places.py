"""Places in a body: `messages[role=user].content[-1]`, and what is there."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from typing import Any, cast

Steps = tuple[str | int, ...]
Step = tuple[str, tuple[str, ...]]

_STEP = re.compile(r"([^\[\].]+)((?:\[[^\]]*\])*)(?:\.|$)")


def write(steps: Steps) -> str:
    """Steps as a path: `messages[0].content`."""
    return "".join(f"[{step}]" if isinstance(step, int) else f".{step}" for step in steps).removeprefix(".")


@cache
def parsed(place: str) -> tuple[Step, ...]:
    """The steps of a place, each a name with what stands in brackets behind it: nothing for each item of a list, `-1`
    for the last one, `!-1` for all others, `field=value|value` for what has one of these values.

    Raises:
        ValueError: it is no place.
    """
    steps: list[Step] = []
    at = 0
    while at < len(place):
        found = _STEP.match(place, at)
        if found is None:
            raise ValueError(f"{place} is no place")
        brackets = tuple(re.findall(r"\[([^\]]*)\]", found[2]))
        if not all(bracket in ("", "-1", "!-1") or "=" in bracket for bracket in brackets):
            raise ValueError(f"{place} is no place")
        steps.append((found[1], brackets))
        at = found.end()
    return tuple(steps)


def select(body: Any, place: str) -> Iterator[tuple[Steps, Any]]:
    """The values at a place in a body, in its order, each with the steps to it."""
    return follow(body, parsed(place), ())


def follow(value: Any, steps: Sequence[Step], before: Steps) -> Iterator[tuple[Steps, Any]]:
    """Follows parsed steps from a value, which is itself `before` them."""
    if not steps:
        yield before, value
        return
    (name, brackets), *rest = steps
    if isinstance(value, Mapping) and name in value:
        for found, inner in within([((*before, name), cast("Any", value[name]))], brackets):
            yield from follow(inner, rest, found)


def within(found: list[tuple[Steps, Any]], brackets: Sequence[str]) -> list[tuple[Steps, Any]]:
    """Applies brackets to values: opens lists, and keeps what the brackets mean."""
    for bracket in brackets:
        kept: list[tuple[Steps, Any]] = []
        for steps, value in found:
            if isinstance(value, list):
                items = as_list(value)
                kept += [
                    ((*steps, index), item)
                    for index, item in enumerate(items)
                    if is_meant(bracket, item, index, len(items))
                ]
            elif "=" in bracket and is_meant(bracket, value, 0, 1):
                kept.append((steps, value))
        found = kept
    return found


def is_meant(bracket: str, item: Any, index: int, count: int) -> bool:
    """Returns whether brackets of a place mean an item, which is at an index of a list of some length."""
    key, equal, wanted = bracket.partition("=")
    if equal:
        return _has(item, key, wanted)
    return {"-1": index == count - 1, "!-1": index < count - 1}.get(key, True)


def _has(value: Any, key: str, wanted: str) -> bool:
    said = cast("Mapping[str, Any]", value).get(key) if isinstance(value, Mapping) else None
    return (str(said).lower() if isinstance(said, bool) else said) in wanted.split("|")


def holders(body: Any, place: str) -> Iterator[tuple[Steps, Mapping[str, Any], str]]:
    """The objects that have, or could have, the last field of a place: the steps to each, the object and the name."""
    *steps, (name, _) = parsed(place)
    for found, value in follow(body, steps, ()):
        if isinstance(value, Mapping):
            yield found, cast("Mapping[str, Any]", value), name


def as_list(value: Any) -> list[Any]:
    """A list as it is; an empty one for anything else."""
    return cast("list[Any]", value) if isinstance(value, list) else []


def shown(text: Any) -> str:
    """A value in a message: quoted, and not longer than a line."""
    return json.dumps(text if len(str(text)) <= 40 else f"{str(text)[:40]}...", ensure_ascii=False)
