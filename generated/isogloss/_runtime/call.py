# Copied by isogloss from render/runtime/call.py. Do not edit: change that, then generate.
"""From the arguments of a call to what goes over the wire: validated first, then sent as the caller gave it."""

from __future__ import annotations

import json
import os
import threading
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cache
from types import ModuleType
from typing import Any, NoReturn, Protocol, cast, runtime_checkable
from urllib.parse import quote

from pydantic import BaseModel, TypeAdapter, ValidationError
from pydantic_core import to_json

from .errors import RequestValidationError
from .operation import Operation, Parameter
from .options import Omit, RequestOptions, omit
from .validation import describe

building = threading.RLock()
"""Held by whoever builds what all threads share."""

if hasattr(os, "register_at_fork"):
    # A forked process never finds half of what a thread was building that it does not have.
    os.register_at_fork(before=building.acquire, after_in_parent=building.release, after_in_child=building.release)


@runtime_checkable
class SentAs(Protocol):
    """An object of a response that has another form in a request."""

    def as_param(self) -> object:
        """What is sent in its place."""
        ...


@dataclass(frozen=True)
class Call:
    """One call of an operation: its body, and the parameters by their Python names. What is `omit` is not given."""

    operation: Operation
    body: object = omit
    parameters: Mapping[str, object] = field(default_factory=dict[str, object])
    options: RequestOptions = field(default_factory=RequestOptions)

    @property
    def streaming(self) -> bool:
        """Whether the answer comes as events."""
        stream = self.operation.stream
        if stream is None or stream.switch is None:
            return stream is not None
        body: Any = self.body
        return isinstance(body, Mapping) and cast("Mapping[str, object]", body).get(stream.switch) is True

    def with_others(self, others: Mapping[str, object]) -> Call:
        """The same call with arguments that the method does not declare: parameters by name, fields of the body."""
        names = {parameter.argument for parameter in self.operation.parameters}
        fields = {name: value for name, value in others.items() if name not in names}
        body = {**cast("Mapping[str, object]", self.body), **fields} if fields else self.body
        parameters = {name: value for name, value in others.items() if name in names}
        return replace(self, body=body, parameters={**self.parameters, **parameters})

    def with_parameters(self, **parameters: object) -> Call:
        """The same call with other parameters; those that are `omit` are taken away."""
        return replace(self, parameters={**self.parameters, **parameters})


@dataclass(frozen=True)
class WireRequest:
    """A request without what the client adds: its path, query pairs, headers with lower-case names, and body.

    `default_headers` are those that the caller did not give and the API wants.
    """

    method: str
    path: str
    query: Sequence[tuple[str, str]]
    headers: Mapping[str, str]
    default_headers: Mapping[str, str]
    content: bytes | None


@cache
def adapter_of(models: ModuleType, name: str) -> TypeAdapter[Any]:
    """What validates the model called `name`, be it a class or a union; built when it is first asked for."""
    model = getattr(models, name)
    with building:
        adapter: TypeAdapter[Any] = TypeAdapter(model)
        adapter.rebuild()
        return adapter


def prepare(call: Call, models: ModuleType) -> WireRequest:
    """Validates a call and encodes it.

    Raises:
        RequestValidationError: the API does not take such a body or such parameters.
    """
    operation = call.operation
    given = {name: value for name, value in call.parameters.items() if not isinstance(value, Omit)}
    defaults = {p: p.client_default for p in operation.parameters if p.client_default and p.argument not in given}
    if operation.parameters_model is not None:
        complete = {**{p.argument: value for p, value in defaults.items()}, **given}
        _validate(complete, operation.parameters_model, operation, models)
    path = operation.path
    query: list[tuple[str, str]] = []
    headers: dict[str, str] = {}
    cookies: list[str] = []
    for parameter in operation.parameters:
        value = given.get(parameter.argument)
        if value is None:
            continue
        match parameter.location:
            case "path":
                path = path.replace(f"{{{parameter.name}}}", _path_segment(parameter, value))
            case "query":
                query.extend((parameter.name, text) for text in _query_texts(parameter, value))
            case "header":
                headers[parameter.name.lower()] = _text(value)
            case "cookie":
                cookies.append(f"{parameter.name}={_text(value)}")
    if cookies:
        headers["cookie"] = "; ".join(cookies)
    extra = call.options.query or {}
    query = [pair for pair in query if pair[0] not in extra]
    query.extend((name, text) for name, value in extra.items() for text in _extra_texts(value))
    default_headers = {p.name.lower(): value for p, value in defaults.items()}
    return WireRequest(operation.method, path, query, headers, default_headers, _content(call, models))


def _content(call: Call, models: ModuleType) -> bytes | None:
    operation, extra = call.operation, call.options.body
    body = sendable(call.body)
    if body == {} and not operation.body_required and not extra:
        return None
    if isinstance(body, Omit) and extra is None:
        return None
    if operation.body is not None:
        _validate(body, operation.body, operation, models)
    if extra is not None:
        body = {**cast("Mapping[str, object]", body), **extra} if isinstance(body, Mapping) else extra
    return encode(body)


def sendable(body: object) -> object:
    """`body` without the fields that are `omit`, and with what came in a response in the form that it is sent in."""
    if not isinstance(body, Mapping):
        return body
    fields = cast("Mapping[str, object]", body)
    return {name: _as_sent(value) for name, value in fields.items() if not isinstance(value, Omit)}


def encode(body: object) -> bytes:
    """`body` as JSON, with model instances inside written as they are.

    Raises:
        RequestValidationError: it holds a value that JSON cannot express.
    """
    try:
        content = to_json(body, by_alias=True, fallback=_plain)
    except ValueError as error:
        raise RequestValidationError(f"The request cannot be written as JSON: {error}") from error
    if b"NaN" in content or b"Infinity" in content:
        # Most likely in a text; JSON has no such numbers.
        json.loads(content, parse_constant=_refuse_constant)
    return content


def _refuse_constant(name: str) -> NoReturn:
    raise RequestValidationError(f"The request cannot be written as JSON: {name} is no JSON number")


def _as_sent(value: object) -> object:
    if isinstance(value, BaseModel):
        return value.as_param() if isinstance(value, SentAs) else value
    if isinstance(value, list | tuple):
        return [_as_sent(item) if isinstance(item, BaseModel) else item for item in cast("Sequence[object]", value)]
    return value


def _validate(value: object, name: str, operation: Operation, models: ModuleType) -> None:
    adapter = adapter_of(models, name)
    try:
        adapter.validate_python(value)
    except ValidationError:
        # Sequences and mappings of any kind are fine for callers; the models know lists and dicts.
        try:
            adapter.validate_python(_plain(value))
        except ValidationError as error:
            problems = describe(error, adapter)
            lines = "".join(f"\n  {problem}" for problem in problems)
            message = f"The request is not one that {operation.method} {operation.path} takes:{lines}"
            raise RequestValidationError(message, problems) from None


def _plain(value: object) -> object:
    """`value` with its sequences as lists and its mappings as dicts."""
    if isinstance(value, str | bytes | BaseModel):
        return value
    if isinstance(value, Mapping):
        return {key: _plain(item) for key, item in cast("Mapping[Any, object]", value).items()}
    if isinstance(value, Sequence):
        return [_plain(item) for item in cast("Sequence[object]", value)]
    return value


def _path_segment(parameter: Parameter, value: object) -> str:
    text = _text(value)
    if text in ("", ".", ".."):
        raise RequestValidationError(f"`{parameter.argument}` is {text!r}, which would make another path of this one")
    return quote(text, safe="")


def _query_texts(parameter: Parameter, value: object) -> Iterator[str]:
    if parameter.explode and isinstance(value, list | tuple):
        yield from (_text(item) for item in cast("Sequence[object]", value))
    else:
        yield _text(value)


def _extra_texts(value: object) -> Iterator[str]:
    if isinstance(value, list | tuple):
        yield from (_text(item) for item in cast("Sequence[object]", value))
    elif value is not None and not isinstance(value, Omit):
        yield _text(value)


def _text(value: object) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, Sequence) and not isinstance(value, str):
        return ",".join(_text(item) for item in cast("Sequence[object]", value))
    return str(value)
