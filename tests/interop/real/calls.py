"""Calls each operation of a package once, against the package's own server, and compares what the server sees."""

from __future__ import annotations

import inspect
from collections.abc import Callable
from functools import partial
from importlib import import_module
from typing import Any
from urllib.parse import quote, unquote

import httpx2

from isogloss_codegen.ir import Api, Operation
from isogloss_codegen.render.arguments import Arguments
from isogloss_codegen.render.types import Names
from isogloss_codegen.schema.maker.making import NoValueError

from .outcome import Outcome, differing
from .values import Values

_SEEN = 418
"""The status of all answers: the calls are about requests."""


async def call_all(package: str, api: Api) -> Outcome:
    """The outcome of one call of each operation."""
    server, root = import_module(f"{package}.server"), import_module(package)
    operations = import_module(f"{package}.operations").API.operations
    seen: dict[str, Any] = {}
    service = type("Seeing", (), {})()
    for each in operations:
        setattr(service, each.function, _method(each, server.ServiceError, seen))
    transport = httpx2.ASGITransport(server.create_app(service))
    schemes = getattr(root.AsyncClient, "schemes", None)
    credentials: dict[str, Any] = {each.kind: "key" for each in api.security[:1]}
    if schemes is not None:
        credentials = {
            "credentials": {name: ("u", "p") if each.kind == "basic" else "key" for name, each in schemes.items()}
        }
    outcome, values = Outcome(), Values(api)
    keywords = partial(_keywords, Arguments(api, Names(behind_module=True)))
    described = {(each.id, each.method, each.path): each for each in api.operations}
    async with httpx2.AsyncClient(transport=transport) as http:
        client = root.AsyncClient(base_url="http://server", http_client=http, max_retries=0, **credentials)
        for each in operations:
            seen.clear()
            operation = described[each.id, each.method, each.path]
            await _call(client, each, operation, keywords, values, seen, outcome)
    return outcome


def _method(operation: Any, refuse: Any, seen: dict[str, Any]) -> Any:
    async def method(*arguments: Any) -> None:
        given = list(arguments[:-1])
        has_body = operation.body is not None or operation.media is not None
        body = given.pop(0) if has_body else None
        # A body of bytes is read by the service.
        seen["body"] = await body.read() if operation.media is not None and operation.media.opens and body else body
        seen["parameters"] = given.pop(0) if given else None
        seen["operation"], seen["scope"] = operation, arguments[-1].scope
        raise refuse(_SEEN, "seen")

    return method


async def _call(
    client: Any,
    called: Any,
    operation: Operation,
    keywords: Callable[..., dict[str, Any]],
    values: Values,
    seen: dict[str, Any],
    outcome: Outcome,
) -> None:
    name = f"{called.method} {called.path}"
    try:
        parameters = {each.argument: values.parameter(each) for each in operation.parameters}
        body = values.body(operation)
    except NoValueError:
        outcome.other("no value found", name)
        return
    try:
        await _bound(client, operation)(**keywords(operation, parameters, body))
    except Exception as error:
        status = getattr(error, "status_code", None)
        if status != _SEEN:
            outcome.other(
                f"{type(error).__name__} {status or ''}".strip(), f"{name}: {' '.join(str(error).split())[:200]}"
            )
            return
    if not seen:
        outcome.other("nothing seen", name)
        return
    problems = {
        "another operation seen": "" if seen["operation"] is called else seen["operation"].path,
        "another method seen": "" if seen["scope"]["method"] == called.method else seen["scope"]["method"],
        "another path seen": _other_path(called, parameters, seen["scope"]),
        "parameters differ": differing(
            {name: each for name, each in parameters.items() if each is not None}, seen["parameters"]
        ),
        "body differs": differing(body, seen["body"]),
    }
    found = [(kind, text) for kind, text in problems.items() if text]
    for kind, text in found[:1]:
        outcome.other(kind, f"{name}: {text[:200]}")
    outcome.equal += not found


def _bound(client: Any, operation: Operation) -> Any:
    """The method of the client. A name that is taken there has an underscore more."""
    # A docstring breaks a long line between the method and the path.
    place = f"`{operation.method} {operation.path}`".split()
    held = client
    for step in operation.resource:
        resources = [getattr(held, name, None) for name in (step, f"{step}_")]
        held = next(each for each in resources if each is not None and not inspect.ismethod(each))
    methods = [getattr(held, name, None) for name in (operation.name, f"{operation.name}_", f"{operation.name}__")]
    return next(each for each in methods if all(part in (inspect.getdoc(each) or "").split() for part in place))


def _keywords(arguments: Arguments, operation: Operation, parameters: dict[str, Any], body: Any) -> dict[str, Any]:
    """The arguments of the method. What it has no argument for is not given: the comparison finds it."""
    path, in_body, others = arguments.of(operation)
    given = {str(each.name): parameters[each.target] for each in (*path, *others)}
    parts: dict[str, Any] = {**body, "": body} if isinstance(body, dict) else {"": body}
    return {**given, **{str(each.name): parts[each.target] for each in in_body if each.target in parts}}


def _other_path(called: Any, parameters: dict[str, Any], scope: Any) -> str:
    """The path that was seen, if it is not that of the document with the values in it. Lists are not looked at."""
    path = called.path.partition("?")[0].partition("#")[0]
    for each in called.parameters:
        if each.location == "path":
            if each.style is not None or not isinstance(parameters[each.argument], str | int):
                return ""
            text = parameters[each.argument]
            path = path.replace(
                f"{{{each.name}}}", quote(str(text).lower() if isinstance(text, bool) else str(text), "")
            )
    raw = scope["raw_path"].partition(b"?")[0].decode()
    return "" if _unquoted(raw) == _unquoted(path) else raw


def _unquoted(path: str) -> list[str]:
    """The segments of a path as they are read."""
    return [unquote(each) for each in path.split("/")]
