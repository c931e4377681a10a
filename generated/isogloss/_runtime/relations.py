# Copied by isogloss from relations.py. Do not edit: change that, then generate.
"""Rules between the fields of a request, in general words: which parts of a body break one, and why.

The rules of a provider name a relation, the place `at` that it is about, and a `value`, as spec/README.md has them.
`isogloss check`, the stand-in server and the clients all ask this module; it is copied into every package.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cache
from typing import Any, cast

Steps = tuple[str | int, ...]
Found = Iterator[tuple[Steps, str]]
Step = tuple[str, tuple[str, ...]]

_STEP = re.compile(r"([^\[\].]+)((?:\[[^\]]*\])*)(?:\.|$)")
_ABSENT: Any = object()
_FIELDS = {"at-most": ("count", "of"), "value-fixed": ("values", "with"), "values-in-order": ("order", "of")}
_OF_A_TEXT = ("calls-answered", "text-pattern", "named-elsewhere", "not-together")


def broken(relation: str, at: str, value: Any, body: Any) -> Iterator[tuple[str, str]]:
    """The paths of what breaks a relation in a body, each with the reason; nothing for what is no relation."""
    for steps, message in RELATIONS[relation](at, value, body) if relation in RELATIONS else ():
        yield write(steps), message


def places_in(relation: str, value: Any) -> list[str]:
    """The places that the value of a relation names."""
    if isinstance(value, str):
        return [] if relation == "text-pattern" else [value]
    words: Mapping[str, Any] = cast("Mapping[str, Any]", value) if isinstance(value, Mapping) else {}
    return [*words.get("of", ()), *([words["with"]] if "with" in words else ())]


def fault_in(relation: str, at: str, value: Any) -> str | None:
    """A message if the `value` of a relation cannot be used; else None."""
    fields = _FIELDS.get(relation, ())
    words: Mapping[str, Any] = cast("Mapping[str, Any]", value) if isinstance(value, Mapping) else {}
    if not set(fields) <= words.keys():
        return f"the value of {relation} must be an object with {' and '.join(fields)}"
    text = value if isinstance(value, str) else ""
    if relation in _OF_A_TEXT and not text:
        return f"the value of {relation} must be a string"
    if relation == "text-pattern":
        try:
            re.compile(text)
        except re.error as error:
            return f"{text} is not a pattern: {error}"
    if relation == "calls-answered" and not all(map(_is_in_turns, (at, text))):
        return "calls-answered needs places such as `turns[role=user].parts[type=answer].id`"
    return None


def _is_in_turns(place: str) -> bool:
    try:
        steps = parsed(place)
    except ValueError:
        return False
    return len(steps) == 3 and all("=" in "".join(brackets) for _, brackets in steps[:2])


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
    return _select(body, parsed(place), ())


def _select(value: Any, steps: Sequence[Step], before: Steps) -> Iterator[tuple[Steps, Any]]:
    if not steps:
        yield before, value
        return
    (name, brackets), *rest = steps
    if isinstance(value, Mapping) and name in value:
        for found, inner in _within([((*before, name), cast("Any", value[name]))], brackets):
            yield from _select(inner, rest, found)


def _within(found: list[tuple[Steps, Any]], brackets: Sequence[str]) -> list[tuple[Steps, Any]]:
    for bracket in brackets:
        kept: list[tuple[Steps, Any]] = []
        for steps, value in found:
            if isinstance(value, list):
                items = _list(value)
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


def _holders(body: Any, place: str) -> Iterator[tuple[Steps, Mapping[str, Any], str]]:
    """The objects that have, or could have, the last field of a place: the steps to each, the object and the name."""
    *steps, (name, _) = parsed(place)
    for found, value in _select(body, steps, ()):
        if isinstance(value, Mapping):
            yield found, cast("Mapping[str, Any]", value), name


def _text_pattern(at: str, value: Any, body: Any) -> Found:
    for steps, text in select(body, at):
        if isinstance(text, str) and re.search(str(value), text) is None:
            yield steps, f"{_shown(text)} does not match {value}"


def _not_empty(at: str, value: Any, body: Any) -> Found:
    for steps, holder, name in _holders(body, at):
        if holder.get(name) in ("", [], None):
            yield (*steps, name), "it must not be empty"


def _at_most(at: str, value: Any, body: Any) -> Found:
    found = [steps for place in value["of"] for steps, inner in select(body, place) if inner is not None]
    if len(found) > value["count"]:
        yield found[value["count"]], f"{at} is set in {len(found)} places; at most {value['count']} are allowed"


def _values_unique(at: str, value: Any, body: Any) -> Found:
    seen: dict[str, Steps] = {}
    for steps, text in select(body, at):
        if isinstance(text, str) and seen.setdefault(text, steps) != steps:
            yield steps, f"{_shown(text)} is also at {write(seen[text])}; each must be different"


def _named_elsewhere(at: str, value: Any, body: Any) -> Found:
    named = [holder.get(name, _ABSENT) for _, holder, name in _holders(body, str(value))]
    if _ABSENT not in named:  # what has no name may stand for any
        for steps, text in select(body, at):
            if text not in named:
                yield steps, f"{_shown(text)} is not one of {value}"


def _not_together(at: str, value: Any, body: Any) -> Found:
    other = next((steps for steps, _ in select(body, str(value))), None)
    for steps, _ in select(body, at) if other is not None else ():
        yield steps, f"it excludes {value}"


def _not_in_this_place(at: str, value: Any, body: Any) -> Found:
    for steps, _ in select(body, at):
        yield steps, "it is not allowed in this place"


def _value_fixed(at: str, value: Any, body: Any) -> Found:
    if any(True for _ in select(body, value["with"])):
        for steps, inner in select(body, at):
            if inner not in value["values"]:
                yield steps, f"with {value['with']}, it must be {' or '.join(map(str, value['values']))}"


def _values_in_order(at: str, value: Any, body: Any) -> Found:
    order, name, last = cast("list[Any]", value["order"]), at.rpartition(".")[2], 0
    for place in value["of"]:
        for steps, inner in select(body, place):
            said = cast("Mapping[str, Any]", inner).get(name, order[-1]) if isinstance(inner, Mapping) else None
            if said in order:
                if order.index(said) < last:
                    yield (*steps, name), f"{said} comes after {order[last]}; the order is {', '.join(order)}"
                last = max(last, order.index(said))


def _calls_answered(at: str, value: Any, body: Any) -> Found:
    """Each call has its answer at the beginning of the next turn of the other side; neighbouring turns of one side
    count as one."""
    calls, answers = parsed(at), parsed(str(value))
    (turns, (callers, *_)), (_, (answerers, *_)) = calls[0], answers[0]
    groups: list[tuple[str, list[tuple[Steps, Any]]]] = []
    for steps, turn in select(body, f"{turns}[]"):
        who = next((each for each in (callers, answerers) if _within([((), turn)], [each])), None)
        if who is not None:
            if not groups or groups[-1][0] != who:
                groups.append((who, []))
            groups[-1][1].append((steps, turn))
    expected: dict[str, Steps] = {}
    for who, found in groups:
        if who == answerers:
            yield from _answered(expected, found, answers)
            expected = {}
        else:
            named = [pair for steps, turn in found for pair in _select(turn, calls[1:], steps)]
            expected = {text: steps for steps, text in named if isinstance(text, str)}
    for text, steps in expected.items():
        yield steps[:-1], f"{_shown(text)} has no answer: the turn after it must begin with one"


def _answered(expected: dict[str, Steps], turns: list[tuple[Steps, Any]], answers: Sequence[Step]) -> Found:
    (content, brackets), field = answers[1], answers[2][0]
    left, begun, seen = dict(expected), True, set[str]()
    for steps, turn in turns:
        for index, part in enumerate(_list(turn.get(content)) or [None]):
            at = (*steps, content, index)
            if not _within([((), part)], brackets):
                begun = False
                continue
            text = cast("Mapping[str, Any]", part).get(field)
            if text in seen:
                yield (*at, field), f"{_shown(text)} is answered twice"
            elif text not in expected:
                yield (*at, field), f"{_shown(text)} answers no call of the turn before"
            elif not begun:
                yield at, f"the answer to {_shown(text)} must stand at the beginning of the turn"
            seen.add(str(text))
            left.pop(str(text), None)
    for text, steps in left.items():
        yield steps[:-1], f"{_shown(text)} has no answer: the turn after it must begin with one"


def _list(value: Any) -> list[Any]:
    return cast("list[Any]", value) if isinstance(value, list) else []


def _shown(text: Any) -> str:
    return json.dumps(text if len(str(text)) <= 40 else f"{str(text)[:40]}...", ensure_ascii=False)


RELATIONS: Mapping[str, Callable[[str, Any, Any], Found]] = {
    "calls-answered": _calls_answered,
    "text-pattern": _text_pattern,
    "not-empty": _not_empty,
    "at-most": _at_most,
    "values-unique": _values_unique,
    "named-elsewhere": _named_elsewhere,
    "not-together": _not_together,
    "not-in-this-place": _not_in_this_place,
    "value-fixed": _value_fixed,
    "values-in-order": _values_in_order,
}
"""The relations by the ids of the rules that state them."""
