# Copied by isogloss from relations/turns.py. Do not edit: change that, then generate.
"""Relations between the turns of a conversation."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, cast

from .fields import Found
from .places import Step, Steps, as_list, follow, parsed, select, shown, within


def calls_answered(at: str, value: Any, body: Any) -> Found:
    """Each call has its answer at the beginning of the next turn of the other side; neighbouring turns of one side
    count as one."""
    calls, answers = parsed(at), parsed(str(value))
    (turns, (callers, *_)), (_, (answerers, *_)) = calls[0], answers[0]
    groups: list[tuple[str, list[tuple[Steps, Any]]]] = []
    for steps, turn in select(body, f"{turns}[]"):
        who = next((each for each in (callers, answerers) if within([((), turn)], [each])), None)
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
            named = [pair for steps, turn in found for pair in follow(turn, calls[1:], steps)]
            expected = {text: steps for steps, text in named if isinstance(text, str)}
    for text, steps in expected.items():
        yield steps[:-1], f"{shown(text)} has no answer: the turn after it must begin with one"


def _answered(expected: dict[str, Steps], turns: list[tuple[Steps, Any]], answers: Sequence[Step]) -> Found:
    (content, brackets), field = answers[1], answers[2][0]
    left, begun, seen = dict(expected), True, set[str]()
    for steps, turn in turns:
        for index, part in enumerate(as_list(turn.get(content)) or [None]):
            at = (*steps, content, index)
            if not within([((), part)], brackets):
                begun = False
                continue
            text = cast("Mapping[str, Any]", part).get(field)
            if text in seen:
                yield (*at, field), f"{shown(text)} is answered twice"
            elif text not in expected:
                yield (*at, field), f"{shown(text)} answers no call of the turn before"
            elif not begun:
                yield at, f"the answer to {shown(text)} must stand at the beginning of the turn"
            seen.add(str(text))
            left.pop(str(text), None)
    for text, steps in left.items():
        yield steps[:-1], f"{shown(text)} has no answer: the turn after it must begin with one"


def calls_begin_with(at: str, value: Any, body: Any) -> Found:
    """In a request with `with`, the turns that its last calls began with begin with `first`.

    Those are the turns of one side behind the last turn of the other that has more than `answers`, if they have calls
    or are the end of the conversation.
    """
    if not any(True for _ in select(body, value["with"])):
        return
    calls, firsts, answers = parsed(at), parsed(value["first"]), parsed(value["answers"])
    (turns, (callers, *_)), (content, called) = calls[0], calls[1]
    first: tuple[Steps, Any] | None = None
    ends = False
    for steps, turn in select(body, f"{turns}[]"):
        ends = bool(within([((), turn)], [callers]))
        if ends:
            first = first or (steps, turn)
        elif not _is_answer(turn, answers):
            first = None
    if first is None:
        return
    steps, turn = first
    parts = as_list(turn.get(content))
    has_calls = any(within([((), part)], called) for part in parts)
    if (ends or has_calls) and not (parts and within([((), parts[0])], firsts[1][1])):
        yield (*steps, content), f"with {value['with']}, it must begin with {value['first']}"


def _is_answer(turn: Any, answers: Sequence[Step]) -> bool:
    """Returns whether a turn has nothing but answers to calls, or is of neither side."""
    (_, (answerers, *_)), (content, brackets) = answers[0], answers[1]
    if not within([((), turn)], [answerers]):
        return True
    parts = as_list(turn.get(content))
    return bool(parts) and all(within([((), part)], brackets) for part in parts)
