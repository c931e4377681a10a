"""Fits a request to a provider, for people who send it with something else."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from difflib import get_close_matches
from importlib import import_module
from typing import Any, cast

from .call import Call, encode, sendable
from .dialect import Dialect, Statement, SupportFinding, stated
from .header_values import Headers
from .layers import layered
from .operation import Api, Operation
from .policy import CallSurvey, refusal, without
from .refused import without_refused
from .support.lookup import Steps
from .validation import write_path

_ROOT = __name__.partition("._runtime")[0]


def adapt(
    body: Mapping[str, object], to: str, *, operation: str | None = None
) -> tuple[dict[str, Any], list[SupportFinding]]:
    """`body` without what the provider called `to` ignores, refuses or does not support, and what that was.

    Args:
        body: The JSON of a request; model instances may stand in it. It is left as it is.
        to: The id of a provider, or `id@version`.
        operation: The id of the operation that the request is for; by default the first that takes a body.

    Raises:
        ValueError: there is no such provider or operation.
        RequestValidationError: the provider takes no such request, and it is nothing optional that it refuses.
    """
    package = f"{_ROOT}.providers.{provider_module(to)}"
    dialect: Dialect = import_module(f"{package}.dialect").DIALECT
    api: Api = import_module(f"{_ROOT}.operations").API
    call = Call(_operation(api, operation), body=json.loads(encode(sendable(body))))
    base = import_module(f"{_ROOT}.models")
    models = layered(f"{package}.models", base.__name__)
    survey = CallSurvey(call, dialect, Headers())
    dropped = [found for found in survey.findings if found.is_droppable]
    if survey.stuck:
        raise refusal(survey.stuck)
    if any(not found.steps or found in survey.of_operation for found in dropped):
        raise refusal(dropped)
    fitted = without(call.body, [found.steps for found in dropped], call.operation.needs)
    fitted_call, refused = without_refused(replace(call, body=fitted), models, base)
    dropped += [_finding(steps, dialect, survey.stated_at(steps)) for steps in refused]
    left = cast("dict[str, Any]", fitted_call.body)
    return left, [*dropped, *_needing(cast("dict[str, Any]", call.body), left, call.operation, dropped)]


def _needing(
    body: Mapping[str, Any], left: Mapping[str, Any], operation: Operation, dropped: Sequence[SupportFinding]
) -> Iterator[SupportFinding]:
    """The fields that went because what they need did, for the reason of that."""
    for name, needed in operation.needs.items():
        first = next((found for found in dropped if found.steps[0] == needed), None)
        if name in body and name not in left and first is not None and all(f.steps != (name,) for f in dropped):
            statement = first.statement._replace(note=f"it means nothing without `{needed}`")
            yield SupportFinding(name, "", first.provider, statement, steps=(name,))


def _finding(steps: Steps, dialect: Dialect, statement: Statement | None) -> SupportFinding:
    refused = (statement or stated("rejected"))._replace(status="rejected")
    return SupportFinding(write_path(steps), "", dialect.title, refused, steps=steps)


def provider_module(provider: str) -> str:
    """The name of the module of the provider that goes by an id, or `id@version`.

    Raises:
        ValueError: there is none.
    """
    known: Mapping[str, str] = import_module(f"{_ROOT}.providers").PROVIDERS
    if provider not in known:
        close = get_close_matches(provider, known, n=1)
        hint = f"did you mean {close[0]!r}?" if close else f"known: {', '.join(known)}"
        raise ValueError(f"There is no provider {provider!r}; {hint}")
    return known[provider]


def _operation(api: Api, id: str | None) -> Operation:
    found = next((o for o in api.operations if o.body is not None and id in (None, o.id)), None)
    if found is None:
        raise ValueError(f"No operation {id!r} takes a body")
    return found
