"""Makes of a request one that the provider does take: without what it refuses or ignores, if that can be left out."""

from __future__ import annotations

import json
import re
from typing import Any, NamedTuple, cast

from .finding import Finding
from .requests import RequestRules
from .traffic import Request

_DROPPED = (
    "request-refused",
    "request-ignored",
    "request-unsupported",
    "request-field-unknown",
    "request-out-of-range",
)
_ROUNDS = 8
_STEP = re.compile(r"([^.\[\]]+)|\[(\d+)\]")


class Fixed(NamedTuple):
    """A request's `body` without what was `dropped`, and what the provider makes of the rest."""

    body: Any
    dropped: tuple[Finding, ...]
    left: tuple[Finding, ...]


def fix(rules: RequestRules, request: Request) -> Fixed:
    """The request without the parts that the provider refuses, ignores or does not support.

    What nobody mentions stays, and so does what a request is nothing without: `left` says so.
    """
    body = json.loads(json.dumps(request.body))
    dropped: list[Finding] = []
    for _ in range(_ROUNDS):
        findings = rules.check(Request(body, request.method, request.url, request.headers)).findings
        places = [(steps, found) for found in findings if (steps := _droppable(found, rules)) is not None]
        if not places:
            break
        # From the last to the first, so that the indices before stay what they are.
        places.sort(key=lambda place: [(step, "") if isinstance(step, int) else (0, step) for step in place[0]])
        before = len(dropped)
        for steps, found in reversed(places):
            if _remove(body, steps):
                dropped.append(found)
        if len(dropped) == before:
            break
    left = rules.check(Request(body, request.method, request.url, request.headers)).findings
    return Fixed(body, tuple(dropped), left)


def _droppable(finding: Finding, rules: RequestRules) -> tuple[str | int, ...] | None:
    if finding.rule not in _DROPPED or finding.path.startswith(("header.", "query.", "url")):
        return None
    if finding.level == "unknown" or (finding.rule == "request-ignored" and not finding.evidence):
        return None  # nobody mentions it
    subject = rules.dialect.support.subjects.get(finding.pointer)
    if subject is not None and subject.is_inseparable:
        return None
    steps = tuple(int(index) if index else name for name, index in _STEP.findall(finding.path))
    conversation = rules.api.conversation
    is_turn = conversation is not None and len(steps) == 2 and steps[0] == conversation.turns
    return steps if steps and not is_turn else None


def _remove(body: Any, steps: tuple[str | int, ...]) -> bool:
    """Removes a place; a list that loses its last item goes as well, unless that would be the whole content."""
    holders: list[Any] = [body]
    for step in steps[:-1]:
        holder = holders[-1]
        if isinstance(holder, dict) and step in holder:
            holders.append(cast("dict[str, Any]", holder)[str(step)])
        elif isinstance(holder, list) and isinstance(step, int) and step < len(cast("list[Any]", holder)):
            holders.append(cast("list[Any]", holder)[step])
        else:
            return False
    holder, last = holders[-1], steps[-1]
    if isinstance(holder, list):
        items = cast("list[Any]", holder)
        if not isinstance(last, int) or last >= len(items) or (len(items) == 1 and len(holders) > 2):
            return False
        del items[last]
        return True
    if isinstance(holder, dict) and last in holder:
        del cast("dict[str, Any]", holder)[str(last)]
        return True
    return False
