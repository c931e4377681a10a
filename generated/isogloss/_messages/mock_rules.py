# Copied by isogloss from messages/_messages/mock_rules.py. Do not edit: change that, then generate.
"""The effect of the rules of overlays (`x-rules`) in the mock, in the order in which they act.

A rule acts on the request, on the answer before it is sent, or on the wire (`mock_speech`); a few are settings of the
application. `WITHOUT_EFFECT` says why the others are not seen.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Any, cast

from .._runtime.behaviour import Rule
from .._runtime.request import RequestContext
from .._runtime.response import ServiceError
from .mock_places import places
from .mock_request import ANY_TEXT_SIGNATURE, Json, blocks, turns

_REASONING = ("thinking", "redacted_thinking")
_SIZE = re.compile(r"(\d+) ?MB")


def _roles_alternate(rule: Rule, request: Json, context: RequestContext) -> None:
    roles = [turn["role"] for turn in turns(request)]
    for number, (role, before) in enumerate(zip(roles[1:], roles, strict=False), 1):
        if role == before:
            raise ServiceError(400, f"messages[{number}].role: two turns of {role} in a row; roles have to alternate")


def _first_role_user(rule: Rule, request: Json, context: RequestContext) -> None:
    if turns(request) and turns(request)[0]["role"] == "assistant":
        raise ServiceError(400, "messages[0].role: the first turn has to be the user's")


def _last_role_user(rule: Rule, request: Json, context: RequestContext) -> None:
    if turns(request) and turns(request)[-1]["role"] == "assistant":
        raise ServiceError(400, f"messages[{len(turns(request)) - 1}].role: the last turn has to be the user's")


def _replay_forbidden(rule: Rule, request: Json, context: RequestContext) -> None:
    for number, turn in enumerate(turns(request)):
        for index, block in enumerate(blocks(turn)):
            if block["type"] in _REASONING:
                raise ServiceError(400, f"messages[{number}].content[{index}]: thinking is not taken back")


def _replay_required(rule: Rule, request: Json, context: RequestContext) -> None:
    """A model that does not get its reasoning back reasons no more."""
    for turn in turns(request):
        if turn["role"] == "assistant" and not any(block["type"] in _REASONING for block in blocks(turn)):
            request.pop("thinking", None)


def _signature_ignored(rule: Rule, request: Json, context: RequestContext) -> None:
    for turn in turns(request):
        for block in blocks(turn):
            if block["type"] == "thinking":
                block["signature"] = ANY_TEXT_SIGNATURE


def _thinking_unrequested(rule: Rule, request: Json, context: RequestContext) -> None:
    request.setdefault("thinking", {"type": "adaptive"})


def _tools_model_dependent(rule: Rule, request: Json, context: RequestContext) -> None:
    """Models that are not named call no tools."""
    if not rule.holds_for(str(request.get("model"))):
        request.pop("tools", None)
        request.pop("tool_choice", None)


def _citations_in_user_text(rule: Rule, request: Json, context: RequestContext) -> None:
    for number, turn in enumerate(turns(request)):
        if turn["role"] == "user" and (path := _cited(turn["content"])) is not None:
            raise ServiceError(400, f"messages[{number}].content{path}.citations: not in a text of the user")


def _cited(content: Any) -> str | None:
    """The place of the first text with citations in some content or in that of its blocks."""
    for index, block in enumerate(cast("list[Json]", content) if isinstance(content, list) else []):
        if block["type"] == "text" and block.get("citations"):
            return f"[{index}]"
        if (inner := _cited(block.get("content"))) is not None:
            return f"[{index}].content{inner}"
    return None


def _number_below(rule: Rule, request: Json, context: RequestContext) -> None:
    limit = request.get(str(rule.value))
    for holder, name, where in places(request, rule.at):
        if limit is not None and holder.get(name) is not None and holder[name] >= limit:
            raise ServiceError(400, f"{where}: has to be less than {rule.value}")


def _default_applied(rule: Rule, request: Json, context: RequestContext) -> None:
    for holder, name, _ in places(request, rule.at):
        holder.setdefault(name, rule.value)


def _header_required(rule: Rule, request: Json, context: RequestContext) -> None:
    name = rule.at.removeprefix("header.").lower()
    if not context.headers.get(name):
        raise ServiceError(400, f"header.{name}: is required")


REQUEST_RULES: Mapping[str, Callable[[Rule, Json, RequestContext], None]] = {
    "header-required": _header_required,
    "roles-alternate": _roles_alternate,
    "first-role-user": _first_role_user,
    "last-role-user": _last_role_user,
    "replay-forbidden": _replay_forbidden,
    "citations-in-user-text": _citations_in_user_text,
    "number-below": _number_below,
    "tools-model-dependent": _tools_model_dependent,
    "default-applied": _default_applied,
    "thinking-unrequested": _thinking_unrequested,
    "replay-required": _replay_required,
    "signature-ignored": _signature_ignored,
}


def _stop_reason_replaced(rule: Rule, answer: Json) -> None:
    value = rule.value
    if isinstance(value, dict):
        answer["stop_reason"] = cast("Json", value).get(answer["stop_reason"], answer["stop_reason"])


def _stop_reason_unreachable(rule: Rule, answer: Json) -> None:
    if answer["stop_reason"] == rule.value:
        answer["stop_reason"] = "end_turn"


def _signature_missing(rule: Rule, answer: Json) -> None:
    for block in answer["content"]:
        if block["type"] == "thinking":
            block["signature"] = ""


def _empty_text_block(rule: Rule, answer: Json) -> None:
    if not answer["content"]:
        answer["content"] = [{"type": "text", "text": ""}]


ANSWER_RULES: Mapping[str, Callable[[Rule, Json], None]] = {
    "stop-reason-replaced": _stop_reason_replaced,
    "stop-reason-unreachable": _stop_reason_unreachable,
    "signature-missing": _signature_missing,
    "empty-text-block": _empty_text_block,
}


def largest_body(rule: Rule) -> int | None:
    """The bytes that a rule about the size of requests means."""
    found = _SIZE.fullmatch(str(rule.value))
    return int(found[1]) * 1024 * 1024 if found else None


SETTINGS = ("header-optional", "key-any", "request-size-limit", "tool-input-one-delta")
"""Rules that are settings of the application, or stand in the document that its models are made of."""

WITHOUT_EFFECT: Mapping[str, str] = {
    "roles-merged": "the mock takes turns of one role as one in any case",
    "signature-checked": "the mock checks signatures in any case",
    "interleaved-thinking": "the mock reasons again after the result of a tool in any case",
    "capabilities-listed": "the mock lists what its models can do in any case",
    "either-not-both": "what both fields together do is not said",
    "field-removed": "the field is not in the document, so that it is refused as any that is unknown",
    "stream-events-vary": "which events vary is not said",
    "models-of-others": "an answer does not show what made it",
    "client-named": "documents name a client; an answer does not depend on it",
    "url-version-prefix": "the mock answers below the path of the provider's address and without it",
}
