# Copied by isogloss from render/runtime/policy.py. Do not edit: change that, then generate.
"""The policy of a provider's client for the parts of a request that the provider does not accept as they are."""

from __future__ import annotations

import json
import sys
import warnings
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from functools import cached_property
from pathlib import Path
from typing import Any, cast

from .call import Call, encode, sendable
from .dialect import COVERING, Dialect, Policy, Statement, SupportFinding, origin_of
from .errors import ProviderSupportError, ProviderSupportWarning, RequestValidationError
from .header_values import Headers
from .operation import Parameter
from .options import Omit
from .support.lookup import Steps
from .survey import Survey, subject_of
from .validation import read_path

_PACKAGE = str(Path(__file__).parents[1])


class CallSurvey:
    """A dialect's statements about a call: its body, parameters and headers (those of the client too), and the
    operation.

    `headers` are those that the client sends with every call.
    """

    def __init__(self, call: Call, dialect: Dialect, headers: Headers) -> None:
        self._call = call
        operation = call.operation
        body = self._body = sendable(call.body)
        model = cast("Mapping[str, object]", body).get("model") if isinstance(body, Mapping) else None
        given = {**headers, **Headers(call.options.headers)}
        self._survey = survey = Survey(dialect, model, _sent(call, given))
        if survey.operation(operation):
            return  # what is in it does not count any more
        if operation.body is not None and not isinstance(body, Omit):
            survey.body(operation.body, cast("object", body))
        survey.parameters(operation, {subject_of(each): _given(each, call, given) for each in operation.parameters})
        survey.model()

    @property
    def findings(self) -> Sequence[SupportFinding]:
        """All that is said of the call."""
        return self._survey.findings

    @property
    def of_operation(self) -> Sequence[SupportFinding]:
        """The findings about the operation as a whole."""
        operation = self._call.operation
        return [found for found in self._worth_telling if found.steps == (f"{operation.method} {operation.path}",)]

    @property
    def stuck(self) -> Sequence[SupportFinding]:
        """The findings about refused parts without which no request is valid."""
        return [found for found in self.findings if found.status == "rejected" and found.has_to_be]

    @cached_property
    def _worth_telling(self) -> Sequence[SupportFinding]:
        return self._survey.worth_telling

    def stated_at(self, steps: Steps) -> Statement | None:
        """The statement about a place in the body, plain yes included; None if there is none."""
        component = self._call.operation.body
        return self._survey.stated_at(component, self._body, steps) if component is not None else None

    def settled(self, policy: Policy) -> Call:
        """The call as it is to be sent.

        Raises:
            ProviderSupportError: the policy does not let it be sent, or what would have to be dropped cannot be.
        """
        if policy == "send":
            return self._call
        if policy == "drop":
            if self.stuck:
                raise refusal(self.stuck)
            return self._without([found for found in self._worth_telling if found.is_droppable])
        refused = [
            found
            for found in self._worth_telling
            if found.status == "rejected" or (policy == "error" and found.is_certain)
        ]
        if refused:
            raise refusal(refused)
        return self._call

    def left(self, policy: Policy) -> list[SupportFinding]:
        """The findings about parts that are sent anyway, to warn about."""
        dropped = COVERING if policy == "drop" else frozenset[str]()
        return [found for found in self._worth_telling if found.status not in dropped]

    def _without(self, findings: Sequence[SupportFinding]) -> Call:
        if any(found in findings for found in self.of_operation):
            raise refusal(findings)
        call, headers = self._call, Headers(self._call.options.headers)
        parameters = dict(call.parameters)
        by_subject = {subject_of(parameter): parameter for parameter in call.operation.parameters}
        inside: list[Steps] = []
        for found in findings:
            parameter = by_subject.get(str(found.steps[0]))
            if parameter is None:
                inside.append(found.steps)
                continue
            kept = self._kept(parameter, [f.steps for f in findings if f.steps[0] == found.steps[0]], headers)
            parameters.pop(parameter.argument, None)
            if parameter.location == "header":
                headers[parameter.name.lower()] = kept
        options = replace(call.options, headers=headers) if headers else call.options
        call = replace(call, parameters=parameters, options=options)
        return replace(call, body=without(call.body, inside, call.operation.needs)) if inside else call

    def _kept(self, parameter: Parameter, dropped: Sequence[Steps], headers: Headers) -> str | None:
        """The rest of a header, as text."""
        value = headers.get(parameter.name.lower())
        values: Any = value.split(",") if value is not None else self._call.parameters.get(parameter.argument, ())
        if any(len(steps) == 1 for steps in dropped) or isinstance(values, str):
            return None
        indices = {steps[1] for steps in dropped}
        return ",".join(str(item).strip() for index, item in enumerate(values) if index not in indices) or None


def _sent(call: Call, given: Mapping[str, str | None]) -> dict[str, str]:
    """The headers of a call by lower-case name: those that are `given` as such, and those that are arguments."""
    sent = {name: value for name, value in given.items() if value is not None}
    for parameter in call.operation.parameters:
        value = call.parameters.get(parameter.argument)
        if parameter.location == "header" and value is not None and not isinstance(value, Omit):
            items = [value] if isinstance(value, str) else cast("Iterable[object]", value)
            sent.setdefault(parameter.name.lower(), ",".join(map(str, items)))
    return sent


def _given(parameter: Parameter, call: Call, headers: Mapping[str, str | None]) -> object:
    """The value of a parameter in a call; None without one."""
    value = headers.get(parameter.name.lower()) if parameter.location == "header" else None
    return call.parameters.get(parameter.argument) if value is None else value


def without(body: object, places: Iterable[Steps], needs: Mapping[str, str]) -> Any:
    """`body` as plain JSON, without the parts at `places`; an array that loses all its items goes as well, and a field
    that needs one that goes (`needs` has the name of that one), or that names an item of it that does."""
    plain = json.loads(encode(sendable(body)))
    before = {name: _items(value) for name, value in plain.items()}
    # From the last to the first, so that the indices before stay what they are.
    for place in sorted(places, key=_in_order, reverse=True):
        _remove(plain, place)
    while lost := [name for name in plain if name in needs and _is_lost(plain[name], needs[name], before, plain)]:
        del plain[lost[0]]
    return plain


def _is_lost(value: object, needed: str, before: Mapping[str, list[object]], left: Mapping[str, object]) -> bool:
    """True if a value needs a field that was dropped, or names an item of it that was dropped."""
    if needed not in left:
        return needed in before
    said, items = _texts(value), _items(left[needed])
    return any(said & _texts(item) for item in before[needed]) and not any(said & _texts(item) for item in items)


def _items(value: object) -> list[object]:
    return list(cast("list[object]", value)) if isinstance(value, list) else []


def _texts(value: object) -> set[tuple[str, str]]:
    entries = cast("dict[str, object]", value) if isinstance(value, dict) else {}
    return {(name, text) for name, text in entries.items() if isinstance(text, str)}


def refusal(findings: Sequence[SupportFinding]) -> ProviderSupportError:
    """The error that says why a request is not sent."""
    lines = "".join(f"\n  {found}" for found in findings)
    return ProviderSupportError(
        f"The request is not one for {findings[0].provider}; nothing was sent:{lines}", findings
    )


def sourced(error: RequestValidationError, survey: CallSurvey, provider: str) -> RequestValidationError:
    """`error`, with the source of what the provider refuses where its documents say so."""
    lines: list[str] = []
    for problem in error.problems:
        statement = survey.stated_at(read_path(problem.path))
        lines.append(str(problem) if statement is None else f"{problem} ({origin_of(statement)})")
    if not lines:
        return error
    head = error.message.partition("\n")[0].removesuffix(":")
    return RequestValidationError("\n  ".join([f"{head} at {provider}:", *lines]), error.problems)


def warn(findings: Iterable[SupportFinding]) -> None:
    """Warns of each finding, at the line outside this package that made the call."""
    frame = sys._getframe(1)  # pyright: ignore[reportPrivateUsage] (warnings has no other way to find a line)
    while frame.f_back is not None and frame.f_code.co_filename.startswith(_PACKAGE):
        frame = frame.f_back
    for found in findings:
        warnings.warn_explicit(
            _Text(found),
            ProviderSupportWarning,
            frame.f_code.co_filename,
            frame.f_lineno,
            frame.f_globals.get("__name__", "<unknown>"),
            frame.f_globals.setdefault("__warningregistry__", {}),
        )


class _Text(str):
    """The text of a warning, equal to any other about the same subject: where in a growing conversation a thing stands
    makes no new warning of it, and Python shows one per line of code."""

    subject: str

    def __new__(cls, finding: SupportFinding) -> _Text:
        text = super().__new__(cls, finding)
        text.subject = f"{finding.provider} {finding.subject}"
        return text

    def __eq__(self, other: object) -> bool:
        return self.subject == other.subject if isinstance(other, _Text) else str(self) == other

    def __hash__(self) -> int:
        return hash(self.subject)


def _in_order(steps: Steps) -> list[tuple[int, str]]:
    return [(step, "") if isinstance(step, int) else (0, step) for step in steps]


def _remove(plain: Any, place: Steps) -> None:
    *parents, last = place
    holders = [plain]
    for step in parents:
        holders.append(holders[-1][step])
    while True:
        del holders[-1][last]
        if holders[-1] != [] or not parents:
            return
        holders.pop()
        last = parents.pop()
