# Copied by isogloss from messages/_messages/mock_speech.py. Do not edit: change that, then generate.
"""The form of a provider's answers on the wire: the fields, events and errors that are sent."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from types import ModuleType
from typing import Any, cast

from .. import models as base_models
from .._runtime.behaviour import Behaviour, Rule
from .._runtime.dialect import COVERING, Dialect, stated
from .._runtime.support.lookup import Steps
from .._runtime.survey import Survey
from .mock_places import add_fields, places
from .mock_request import Json

Event = tuple[str, Json]

# Where the answer, or the rest of it, stands in an event.
_PARTS = {"message_start": "message", "message_delta": "delta", "content_block_start": "content_block"}


def _field_missing(rule: Rule, kind: str, value: Json) -> None:
    """In an answer, or its part in an event, where there is nothing in it; in an event that is named, always."""
    in_stream = rule.at.startswith("stream.")
    for holder, name, _ in places(value, _path(rule.at, kind)):
        if in_stream or holder.get(name, 0) is None:
            holder.pop(name, None)


def _null_missing(rule: Rule, kind: str, value: Json) -> None:
    _field_missing(rule, kind, value)


def _field_null(rule: Rule, kind: str, value: Json) -> None:
    for holder, name, _ in places(value, _path(rule.at, kind)) if kind == "response" else ():
        if holder.get(name) == []:
            holder[name] = None


VALUE_RULES: Mapping[str, Callable[[Rule, str, Json], None]] = {
    "field-missing": _field_missing,
    "null-missing": _null_missing,
    "field-null": _field_null,
}
"""Rules about fields, of a whole answer (kind `response`) or of an event (its name)."""


def _error_envelope(rule: Rule, kind: str, body: Json) -> Json:
    """The whole body in another form, or one field with another value."""
    path = rule.at.removeprefix(kind).removeprefix(".")
    if path:
        for holder, name, _ in places(body, path):
            holder[name] = rule.value
        return body
    if str(rule.value).startswith("{"):
        return json.loads(rule.value)
    return _ENVELOPES.get(str(rule.value), lambda body: body)(body)


def _openai(body: Json) -> Json:
    error = body["error"]
    return {"error": {"message": error["message"], "type": error["type"], "param": None, "code": None}}


def _error_alone(body: Json) -> Json:
    return body["error"]


_ENVELOPES: Mapping[str, Callable[[Json], Json]] = {"OpenAI": _openai, "the error alone": _error_alone}


ERROR_RULES: Mapping[str, Callable[[Rule, str, Json], Json]] = {"error-envelope": _error_envelope}
"""Rules about the body of an error of a status (kind `response.400`), or in a stream (`stream.error`)."""

ADDED = "field-added"
"""The rule about fields of the provider's own, in answers and in errors."""

EVENT_RULES = ("ping-none", "stream-sentinel", "stop-after-error")
"""Rules about which events come."""


@dataclass
class Speech:
    """The wording of one provider.

    Args:
        dialect: Its id and version.
        behaviour: Its rules, and which parts of answers it does not send.
        union: The union of all events, by name.
        models: The models of answers.
    """

    dialect: Dialect
    behaviour: Behaviour
    union: str = "StreamEvent"
    models: ModuleType = base_models
    _lacking: Dialect = field(init=False)

    def __post_init__(self) -> None:
        self._lacking = Dialect(
            self.dialect.id,
            self.dialect.version,
            self.dialect.title,
            statements={subject: stated(status) for subject, status in self.behaviour.answers.items()},
            default="full",
            changes=self.dialect.changes,
        )

    def whole(self, component: str, value: Json) -> Json:
        """An answer that is sent as a whole."""
        for steps in self._absent(component, value):
            _take_out(value, steps)
        self._fields("response", value)
        return value

    def error(self, status: int, body: Json) -> Json:
        """The body of an error."""
        return self._error(f"response.{status}", body)

    def events(self, name: str, data: Json) -> Iterator[Event]:
        """The events that the provider sends in place of an event."""
        if name == "error":
            data = self._error("stream.error", data)
        absent = list(self._absent(self.union, data))
        if any(len(steps) == 0 or steps == (_PARTS.get(name, "delta"),) for steps in absent):
            return
        for steps in absent:
            _take_out(data, steps)
        self._fields(name, data)
        yield name, data
        if name == "message_start" and self.behaviour.rule("ping-none") is None:
            ping: Json = {"type": "ping"}
            if not list(self._absent(self.union, ping)):
                yield "ping", ping

    def after_error(self, index: int | None) -> Iterator[Event]:
        """The events that follow an error which ends a stream. `index` is the open block, if any."""
        if self.behaviour.rule("stop-after-error") is not None:
            if index is not None:
                yield "content_block_stop", {"type": "content_block_stop", "index": index}
            yield "message_stop", {"type": "message_stop"}

    @property
    def sentinel(self) -> bytes:
        """The bytes that follow the last event."""
        rule = self.behaviour.rule("stream-sentinel")
        return b"" if rule is None else f"data: {rule.value}\n\n".encode()

    def _absent(self, component: str, value: Json) -> Iterable[Steps]:
        """The steps to the parts of a value that are not sent, from the last to the first."""
        survey = Survey(self._lacking)
        survey.body(component, value)
        found = [found for found in survey.findings if found.status in COVERING and "=" not in found.subject]
        return [finding.steps for finding in reversed(found)]

    def _fields(self, kind: str, value: Json) -> None:
        for id, effect in VALUE_RULES.items():
            for rule in self.behaviour.rules:
                if rule.id == id and rule.holds_for(""):
                    effect(rule, kind, value)

    def _error(self, kind: str, body: Json) -> Json:
        for id, effect in ERROR_RULES.items():
            for rule in self.behaviour.rules:
                if rule.id == id and rule.holds_for("") and _is_about(rule.at, kind):
                    body = effect(rule, kind, body)
        for rule in self.behaviour.rules:
            if rule.id == ADDED and rule.holds_for("") and rule.at.startswith("response.error"):
                add_fields(self.models, "ErrorResponse", body, rule.at.removeprefix("response."), rule.value)
        return body


def _is_about(at: str, kind: str) -> bool:
    return at == kind or at.startswith(f"{kind}.")


def _path(at: str, kind: str) -> str:
    """The path of a rule in a whole answer or an event; empty if it is not about that."""
    place, _, rest = at.partition(".")
    if place == "response":
        if kind == "response":
            return rest
        if kind == "message_delta" and rest.startswith("usage"):
            return rest
        return f"{_PARTS[kind]}.{rest}" if kind in ("message_start", "message_delta") else ""
    event, _, inner = rest.partition(".")
    return inner if event == kind else ""


def _take_out(value: Json, steps: Steps) -> None:
    """Takes out a field or an item of a list."""
    holder: Any = value
    for step in steps[:-1]:
        holder = holder[step]
    del cast("dict[str | int, Any]", holder)[steps[-1]]
