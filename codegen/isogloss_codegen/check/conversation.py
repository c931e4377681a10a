"""Checks rules about turns that no schema can express: the order of roles, and the parts that go back to the server."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import pairwise
from typing import Any

from ..document.values import as_list, as_map, as_text, json_type, value_at
from ..findings.finding import Finding
from ..findings.levels import Level
from ..ir.order import Conversation
from ..relations import RELATIONS, broken
from ..support.conditions import is_model
from ..traffic.exchange import Request

Words = Mapping[str, Any]
Turns = list[dict[str, Any]]


class ConversationRules:
    """The rules of one provider that a request can be checked by, by the ids in its overlay; if it `has_rules`, there
    are any.
    """

    def __init__(self, rules: Sequence[Words], title: str, conversation: Conversation | None) -> None:
        self._title = title
        self._conversation = conversation
        known = {**_OF_BODIES, **dict.fromkeys(RELATIONS, _related), **(_OF_TURNS if conversation is not None else {})}
        self._rules = [(rule, known[rule["rule"]]) for rule in rules if rule["rule"] in known and _counts(rule)]
        self.has_rules = bool(self._rules)

    def check(self, request: Request, *, is_own: bool) -> Iterator[Finding]:
        """Finds violations of the rules. `is_own`: the request was sent to this provider before."""
        body = request.body
        turns: Turns = []
        if self._conversation is not None:
            turns = [as_map(turn) for turn in as_list(as_map(body).get(self._conversation.turns))]
        model = as_map(body).get("model")
        for rule, held in self._rules:
            level = _level(rule, model)
            if level is None or (rule["rule"] == "signature-checked" and is_own):
                continue
            for path, message in held(rule, request, turns, self._conversation):
                note = f" ({str(rule['note']).rstrip('.')})" if rule.get("note") else ""
                yield Finding(
                    f"request-{str(rule['rule']).removeprefix('request-')}",
                    level,
                    f"{self._title}: {message}{note}",
                    path,
                    evidence=tuple(rule.get("evidence", ())),
                    subject=re.sub(r"\[\d+\]", "[]", path),
                )


Found = Iterator[tuple[str, str]]
Held = Callable[[Words, Request, Turns, Any], Found]


def _roles_alternate(rule: Words, request: Request, turns: Turns, at: Conversation) -> Found:
    for index, (before, turn) in enumerate(pairwise(turns), 1):
        if before.get(at.role) == turn.get(at.role) and turn.get(at.role) in (at.asks, at.answers):
            yield f"{at.turns}[{index}]", f"two consecutive {turn[at.role]} turns are refused; merge them"
            return


def _first_role_user(rule: Words, request: Request, turns: Turns, at: Conversation) -> Found:
    if turns and turns[0].get(at.role) == at.answers:
        yield f"{at.turns}[0]", f"the first turn must have the role {at.asks}"


def _last_role_user(rule: Words, request: Request, turns: Turns, at: Conversation) -> Found:
    if turns and turns[-1].get(at.role) == at.answers:
        yield (
            f"{at.turns}[{len(turns) - 1}]",
            f"the last turn must have the role {at.asks}; the model does not continue an answer",
        )


def _replay_required(rule: Words, request: Request, turns: Turns, at: Conversation) -> Found:
    for index, turn in enumerate(turns[:-1]):
        if turn.get(at.role) == at.answers and not any(True for _ in _reasoning(turn, at)):
            yield f"{at.turns}[{index}].{at.content}", "the thinking of this turn is missing; it must be sent back"
            return


def _replay_forbidden(rule: Words, request: Request, turns: Turns, at: Conversation) -> Found:
    for index, turn in enumerate(turns):
        for number, part in _reasoning(turn, at):
            yield f"{at.turns}[{index}].{at.content}[{number}]", f"{part['type']} must not be sent back"


def _signature_checked(rule: Words, request: Request, turns: Turns, at: Conversation) -> Found:
    for index, turn in enumerate(turns):
        for number, _ in _reasoning(turn, at):
            where = f"{at.turns}[{index}].{at.content}[{number}]"
            yield where, "accepted only with its own signature; thinking signed by another provider is refused"
            return


def _citations_in_user_text(rule: Words, request: Request, turns: Turns, at: Conversation) -> Found:
    field = str(rule.get("at", "")).rpartition(".")[2]
    for index, turn in enumerate(turns):
        if turn.get(at.role) == at.asks:
            for path in _filled(field, turn.get(at.content), f"{at.turns}[{index}].{at.content}"):
                yield path, f"the property {field} is not allowed in a turn with the role {at.asks}"


def _either_not_both(rule: Words, request: Request, turns: Turns, at: Any) -> Found:
    one, other = str(rule.get("at")), str(rule.get("value"))
    if one in as_map(request.body) and other in as_map(request.body):
        yield one, f"set {one} or {other}, not both"


def _number_below(rule: Words, request: Request, turns: Turns, at: Any) -> Found:
    one, other = str(rule.get("at")), str(rule.get("value"))
    number, limit = _number(request.body, one), _number(request.body, other)
    if number is not None and limit is not None and number >= limit:
        yield one, f"{number} must be less than {other}, which is {limit}"


def _related(rule: Words, request: Request, turns: Turns, at: Any) -> Found:
    return broken(rule["rule"], str(rule.get("at")), rule.get("value"), request.body)


def _number(body: Any, path: str) -> float | None:
    """The number at a path of fields; None where there is none."""
    value = value_at(body, "/" + path.replace(".", "/"))
    return value if json_type(value) in ("integer", "number") else None


def _request_size_limit(rule: Words, request: Request, turns: Turns, at: Any) -> Found:
    found = re.fullmatch(r"(\d+) (KB|MB)", str(rule.get("value")))
    if found is not None and request.size is not None:
        limit = int(found[1]) * {"KB": 1024, "MB": 1024 * 1024}[found[2]]
        if request.size > limit:
            yield "body", f"a body of {request.size} bytes is larger than {rule['value']}"


_OF_BODIES: dict[str, Held] = {
    "either-not-both": _either_not_both,
    "number-below": _number_below,
    "request-size-limit": _request_size_limit,
}
_OF_TURNS: dict[str, Held] = {
    "roles-alternate": _roles_alternate,
    "first-role-user": _first_role_user,
    "last-role-user": _last_role_user,
    "replay-required": _replay_required,
    "replay-forbidden": _replay_forbidden,
    "signature-checked": _signature_checked,
    "citations-in-user-text": _citations_in_user_text,
}

# These are advice, or about what cannot be told from a request alone.
_NEVER_SURE = ("either-not-both", "signature-checked", "replay-required")


def _level(rule: Words, model: Any) -> Level | None:
    """The level for a request to a model; None if the rule is stated for other models only."""
    names = as_list(as_map(rule.get("when")).get("model")) if rule.get("status") == "conditional" else []
    if names and isinstance(model, str) and not is_model(model, names):
        return None
    is_sure = rule.get("status") == "full" or (bool(names) and isinstance(model, str))
    return "breaking" if is_sure and rule["rule"] not in _NEVER_SURE else "warning"


def _counts(rule: Words) -> bool:
    return rule.get("status") in ("full", "partial", "conditional")


def _filled(field: str, parts: Any, path: str) -> Iterator[str]:
    """The paths of a field that is a list with anything in it, in parts of a turn and in the parts of these."""
    for number, part in enumerate(as_list(parts)):
        for name, inner in as_map(part).items():
            at = f"{path}[{number}].{name}"
            if name != field:
                yield from _filled(field, inner, at)
            elif as_list(inner):
                yield at


def _reasoning(turn: Mapping[str, Any], at: Conversation) -> Iterator[tuple[int, dict[str, Any]]]:
    for number, part in enumerate(as_list(turn.get(at.content))):
        if as_text(as_map(part).get("type")) in at.reasoning:
            yield number, as_map(part)
