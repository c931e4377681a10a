# Copied by isogloss from render/runtime/call.py. Do not edit: change that, then generate.
"""Turns the arguments of a call into an HTTP request: validates them, then sends them as the caller gave them."""

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
from .wire_forms import Upload

_OPTIONS = {"extra_headers": "headers", "extra_query": "query", "extra_body": "body", "timeout": "timeout"}

_JSON = "application/json"

building = threading.RLock()
"""Held by a thread that builds what all threads share."""

if hasattr(os, "register_at_fork"):
    # A forked process must not find a model half built by a thread of its parent.
    os.register_at_fork(before=building.acquire, after_in_parent=building.release, after_in_child=building.release)


@runtime_checkable
class SentAs(Protocol):
    """A response object that has another form in requests."""

    def as_param(self) -> object:
        """The object to send instead."""
        ...


@dataclass(frozen=True)
class Call:
    """A call of an operation: its body, and its parameters by Python name. Arguments that are `omit` are not given."""

    operation: Operation
    body: object = omit
    parameters: Mapping[str, object] = field(default_factory=dict[str, object])
    options: RequestOptions = field(default_factory=RequestOptions)

    @classmethod
    def from_arguments(cls, operation: Operation, given: Mapping[str, object], **named: object) -> Call:
        """The call that the keyword arguments of a method come to: options, parameters, and fields of the body.

        Raises:
            TypeError: an argument has no place, because the operation has no body.
        """
        arguments = {**named, **given}
        options: dict[str, Any] = {_OPTIONS[name]: arguments.pop(name) for name in _OPTIONS if name in arguments}
        names = {parameter.keyword or parameter.argument: parameter.argument for parameter in operation.parameters}
        parameters = {names[name]: value for name, value in arguments.items() if name in names}
        fields = {operation.fields.get(name, name): value for name, value in arguments.items() if name not in names}
        if operation.body is None and fields:
            raise TypeError(f"{operation.id}() got an unexpected keyword argument {next(iter(fields))!r}")
        body = omit if operation.body is None else fields.get("", fields)
        return cls(operation, body, parameters, RequestOptions(**options))

    @property
    def streaming(self) -> bool:
        """True if the answer is a stream of events."""
        stream = self.operation.stream
        if stream is None or stream.switch is None:
            return stream is not None
        body: Any = self.body
        return isinstance(body, Mapping) and cast("Mapping[str, object]", body).get(stream.switch) is True

    def with_parameters(self, **parameters: object) -> Call:
        """The same call with other parameters; those that are `omit` are removed."""
        return replace(self, parameters={**self.parameters, **parameters})


@dataclass(frozen=True)
class WireRequest:
    """A request without the client's own parts: its path, query pairs, headers with lower-case names, and body.

    `default_headers` are headers of the API that the caller did not give. `styled` is a part of the query that is
    already encoded. A form with files has `parts` in place of `content`.
    """

    method: str
    path: str
    query: Sequence[tuple[str, str]]
    styled: str
    headers: Mapping[str, str]
    default_headers: Mapping[str, str]
    content: bytes | Upload | None
    media_type: str | None = None
    parts: Sequence[tuple[str, Any]] | None = None


@cache
def adapter_of(models: ModuleType, name: str) -> TypeAdapter[Any]:
    """The validator of the model `name`, a class or a union; built on first use."""
    model = getattr(models, name)
    with building:
        adapter: TypeAdapter[Any] = TypeAdapter(model)
        adapter.rebuild()
        return adapter


def prepare(call: Call, models: ModuleType) -> WireRequest:
    """Validates and encodes a call.

    Raises:
        RequestValidationError: the body or a parameter is not valid.
    """
    operation = call.operation
    given = {name: value for name, value in call.parameters.items() if not isinstance(value, Omit)}
    if operation.parameters_model is not None:
        complete = {**operation.client_defaults, **given}
        _validate(complete, operation.parameters_model, operation, models)
    path, fixed = operation.target
    query: list[tuple[str, str]] = []
    headers: dict[str, str] = {}
    default_headers: dict[str, str] = {}
    cookies: list[str] = []
    extra = call.options.query or {}
    styled = [part for name, part in fixed if name not in extra]
    for parameter in operation.parameters:
        value = given.get(parameter.argument)
        if value is None:
            if parameter.client_default and parameter.argument not in given:
                default_headers[parameter.name.lower()] = parameter.client_default
            continue
        style = parameter.style
        match parameter.location:
            case "path" if style is not None:
                text = style.text(parameter.name, value, encoded=True)
                path = path.replace(f"{{{parameter.name}}}", _checked_segment(parameter, text))
            case "query" if style is not None:
                if parameter.name not in extra:
                    styled += [f"{name}={text}" for name, text in style.query(parameter.name, value)]
            case "header" if style is not None:
                headers[parameter.name.lower()] = style.text(parameter.name, value)
            case "cookie" if style is not None:
                cookies.append(f"{parameter.name}={style.text(parameter.name, value)}")
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
    if extra:
        query = [pair for pair in query if pair[0] not in extra]
        query.extend((name, text) for name, value in extra.items() for text in _extra_texts(value))
    content, media_type, parts = _content(call, models)
    return WireRequest(
        *(operation.method, path, query, "&".join(styled), headers, default_headers, content, media_type, parts)
    )


def _content(
    call: Call, models: ModuleType
) -> tuple[bytes | Upload | None, str | None, Sequence[tuple[str, Any]] | None]:
    """The body, its media type, and the parts of a form with files."""
    operation, extra = call.operation, call.options.body
    body = sendable(call.body)
    if body == {} and not operation.body_required and not extra:
        return None, None, None
    if isinstance(body, Omit) and extra is None:
        return None, None, None
    if operation.body is not None:
        _validate(body, operation.body, operation, models)
    if extra is not None:
        body = {**cast("Mapping[str, object]", body), **extra} if isinstance(body, Mapping) else extra
    if operation.media is None:
        return encode(body), _JSON, None
    try:
        written = operation.media.write(body, encode)
    except TypeError as error:
        raise RequestValidationError(f"The request to {operation.method} {operation.path}: {error}") from None
    return written.content, written.media_type, written.parts


def sendable(body: object) -> object:
    """`body` without the fields that are `omit`, and with response objects in their request form."""
    if not isinstance(body, Mapping):
        return body
    fields = cast("Mapping[str, object]", body)
    return {name: _as_sent(value) for name, value in fields.items() if not isinstance(value, Omit)}


def encode(body: object) -> bytes:
    """`body` as JSON, with model instances in it.

    Raises:
        RequestValidationError: JSON cannot express a value.
    """
    try:
        content = to_json(body, by_alias=True, fallback=_plain)
    except ValueError as error:
        raise RequestValidationError(f"The request cannot be written as JSON: {error}") from error
    if b"NaN" in content or b"Infinity" in content:
        # Most likely in a string; JSON has no such numbers.
        json.loads(content, parse_constant=_refuse_constant)
    return content


def _refuse_constant(name: str) -> NoReturn:
    raise RequestValidationError(f"The request cannot be written as JSON: {name} is not a JSON number")


def _as_sent(value: object) -> object:
    if isinstance(value, BaseModel):
        return value.as_param() if isinstance(value, SentAs) else value
    if isinstance(value, list | tuple):
        items = cast("Sequence[object]", value)
        if any(isinstance(item, BaseModel) for item in items):  # a file may be a tuple
            return [_as_sent(item) if isinstance(item, BaseModel) else item for item in items]
    return cast("object", value)


def _validate(value: object, name: str, operation: Operation, models: ModuleType) -> None:
    adapter = adapter_of(models, name)
    try:
        adapter.validator.validate_python(value)
    except ValidationError:
        # Callers may give any sequences and mappings; models accept only lists and dicts.
        try:
            adapter.validate_python(_plain(value))
        except ValidationError as error:
            problems = describe(error, adapter)
            lines = "".join(f"\n  {problem}" for problem in problems)
            message = f"The request to {operation.method} {operation.path} is not valid:{lines}"
            raise RequestValidationError(message, problems) from None


def _plain(value: object) -> object:
    """`value` with lists and dicts in place of other sequences and mappings."""
    if isinstance(value, str | bytes | BaseModel):
        return value
    if isinstance(value, Mapping):
        return {key: _plain(item) for key, item in cast("Mapping[Any, object]", value).items()}
    if isinstance(value, Sequence):
        return [_plain(item) for item in cast("Sequence[object]", value)]
    return value


def _path_segment(parameter: Parameter, value: object) -> str:
    return quote(_checked_segment(parameter, _text(value)), safe="")


def _checked_segment(parameter: Parameter, text: str) -> str:
    if not text:
        raise RequestValidationError(f"Expected a non-empty value for `{parameter.argument}` but received ''")
    if text in (".", ".."):
        raise RequestValidationError(f"`{parameter.argument}` is {text!r}, which would change the path")
    return text


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
