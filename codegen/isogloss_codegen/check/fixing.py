"""Changes a request so that the provider accepts it: without the parts that it refuses or ignores, if possible."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from typing import Any, NamedTuple, cast

from ..document.values import as_list, as_map
from ..findings.finding import Finding
from ..ir.order import Conversation
from ..traffic.exchange import Request
from .removing import Removed, find, remove
from .requests import RequestRules

_DROPPED = (
    "request-refused",
    "request-ignored",
    "request-unsupported",
    "request-field-unknown",
    "request-out-of-range",
)
_OF_VALUES = ("request-type", "request-value")
_MERGED = "request-roles-alternate"
_ROUNDS = 8


class Fixed(NamedTuple):
    """A request's `body` without the `dropped` parts; turns are `merged` if roles have to alternate.

    `stuck` could not be left out: a request would be none without it. `left` is what the provider makes of the body.
    """

    body: Any
    dropped: tuple[Finding, ...]
    merged: tuple[Finding, ...]
    stuck: tuple[Finding, ...]
    left: tuple[Finding, ...]


def fix(rules: RequestRules, request: Request) -> Fixed:
    """The request without the parts that the provider refuses, ignores or does not support.

    What nobody mentions stays, and so does what a request is nothing without. What means nothing without a part that
    goes, goes with it (`x-needs`). Turns are merged if nothing of them is lost.
    """
    body = json.loads(json.dumps(request.body))
    fixer = _Fixer(rules, replace(request, body=body, size=None))
    for _ in range(_ROUNDS):
        if not (fixer.drop() or fixer.merge()):
            break
    return Fixed(body, tuple(fixer.dropped), tuple(fixer.merged), tuple(fixer.stuck), fixer.findings)


class _Fixer:
    def __init__(self, rules: RequestRules, request: Request) -> None:
        self._rules = rules
        self._request = request
        self._place = rules.place(request)
        self.dropped: list[Finding] = []
        self.merged: list[Finding] = []
        self.stuck: list[Finding] = []
        self.findings = rules.check(request).findings

    def drop(self) -> bool:
        """Removes the parts that can be removed; true if there were any."""
        places = list(self._droppable())
        self.stuck = []
        before = len(self.dropped)
        # From the last to the first, so that the indices before stay what they are.
        places.sort(key=lambda found: [(step, "") if isinstance(step, int) else (0, step) for step in found.steps])
        for found in reversed(places):
            gone = remove(self._request.body, self._place, found.steps)
            self.dropped += _told(found, gone)
            if not gone and find(self._request.body, found.steps) is not None:
                self.stuck.append(found)
        return self._has_changed(len(self.dropped) > before)

    def merge(self) -> bool:
        """Merges turns where two of one role in a row are refused; whether there were any."""
        refused = next((found for found in self.findings if found.rule == _MERGED), None)
        conversation = self._rules.api.conversation
        if refused is None or conversation is None:
            return False
        indices = merge(self._request.body, conversation)
        self.merged += [refused._replace(path=f"{conversation.turns}[{index}]") for index in indices]
        return self._has_changed(bool(indices))

    def _has_changed(self, has: bool) -> bool:
        if has:
            self.findings = self._rules.check(self._request).findings
        return has

    def _droppable(self) -> Iterator[Finding]:
        elsewhere = None
        for found in self.findings:
            if not found.steps or self._is_turn(found.steps) or found.level == "unknown":
                continue
            subject = self._rules.dialect.support.subjects.get(found.pointer)
            if subject is not None and subject.is_inseparable:
                continue
            if found.rule in _DROPPED:
                # Of what is ignored as all that nobody mentions, nothing is known.
                if found.rule != "request-ignored" or found.evidence:
                    yield found
            elif found.rule in _OF_VALUES:
                if elsewhere is None:
                    elsewhere = set(self._rules.refused_everywhere(self._request))
                if found.steps not in elsewhere or find(self._request.body, found.steps) == [None]:
                    yield found

    def _is_turn(self, steps: tuple[str | int, ...]) -> bool:
        conversation = self._rules.api.conversation
        return conversation is not None and len(steps) == 2 and steps[0] == conversation.turns


def _told(found: Finding, gone: Removed) -> Iterator[Finding]:
    """A finding for each part that was removed because of a finding: the finding itself, or the part that needed the
    removed one."""
    for path, needed in gone:
        if needed is None:
            yield found
        else:
            message = f"it has no meaning without {needed}"
            yield found._replace(path=path, message=message, pointer="", evidence=(), subject=path)


def merge(body: Any, at: Conversation) -> list[int]:
    """Merges each turn in a body with the one before if both are of one role; the indices of those that are gone.

    Their content follows upon another, part by part. Turns that hold anything but role and content stay.
    """
    turns = as_list(as_map(body).get(at.turns))
    kept: list[Any] = []
    gone: list[int] = []
    for index, turn in enumerate(turns):
        parts = _joined(kept[-1], turn, at) if kept else None
        if parts is None:
            kept.append(turn)
        else:
            kept[-1] = {**kept[-1], at.content: parts}
            gone.append(index)
    turns[:] = kept
    return gone


def _joined(before: Any, turn: Any, at: Conversation) -> list[Any] | None:
    """The parts of two turns; None where they cannot be made one."""
    one, other = as_map(before), as_map(turn)
    if one.keys() != {at.role, at.content} or other.keys() != one.keys() or one[at.role] != other[at.role]:
        return None
    if one[at.role] not in (at.asks, at.answers):
        return None
    first, second = _parts(one[at.content], at), _parts(other[at.content], at)
    return None if first is None or second is None else [*first, *second]


def _parts(content: Any, at: Conversation) -> list[Any] | None:
    if isinstance(content, list):
        return cast("list[Any]", content)
    if isinstance(content, str) and at.text is not None:
        tag, field = at.text
        return [{"type": tag, field: content}] if content else []
    return None
