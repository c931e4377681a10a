"""Reads a request on the server: its credential and body."""

from __future__ import annotations

import json
import math
from collections.abc import Awaitable, Callable, Iterator, Mapping, MutableMapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, Literal, cast

from pydantic import TypeAdapter, ValidationError

from .operation import Operation, SecurityScheme
from .response import JSON, ServiceError
from .validation import Problem, describe, drop_unknown_fields, write_path
from .wire_forms import Media

Scope = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[MutableMapping[str, Any]]]
Send = Callable[[MutableMapping[str, Any]], Awaitable[None]]
UnknownFields = Literal["reject", "ignore"]

_SHOWN_PROBLEMS = 5


class ClientGoneError(Exception):
    """The client closed the connection before the answer."""


@dataclass
class RequestContext:
    """A request without its body and parameters.

    `credential` is the API key or token that the client sent, `identity` what `authenticate` returned for it. `headers`
    are by lower-case name. A service may add headers to the response in `response_headers`.
    """

    request_id: str
    operation: Operation
    scope: Scope = field(repr=False)
    credential: str | None = field(default=None, repr=False)
    identity: Any = field(default=None, repr=False)
    response_headers: dict[str, str] = field(default_factory=dict[str, str])

    @cached_property
    def headers(self) -> Mapping[str, str]:
        return {name.decode("latin-1"): value.decode("latin-1") for name, value in self.scope["headers"]}


def find_credential(
    headers: Mapping[bytes, bytes], schemes: tuple[SecurityScheme, ...], *, required: bool = True
) -> str | None:
    """The credential of a request, from the first header that has one; None if there is none.

    Raises:
        ServiceError: 401, there is none, and one is required.
    """
    for scheme in schemes:
        header = headers.get(scheme.header_key)
        if header is None:
            continue
        value = header.decode("latin-1").strip()
        if value[: len(scheme.prefix)].lower() == scheme.prefix.lower():
            credential = value[len(scheme.prefix) :].strip()
            if credential:
                return credential
    if not required:
        return None
    wanted = " or ".join(f"`{scheme.header}: {scheme.prefix}...`" for scheme in schemes)
    raise ServiceError(401, f"no credential: send {wanted}")


async def read_body(receive: Receive, headers: Mapping[bytes, bytes], limit: int) -> bytes:
    """The whole body, of at most `limit` bytes.

    Raises:
        ServiceError: 413, it is longer, or its content-length is.
        ClientGoneError: the client disconnected before it was complete.
    """
    length = headers.get(b"content-length", b"")
    announced = int(length) if length.isdigit() else None
    if announced is not None and announced > limit:
        raise _too_large(limit)
    chunks: list[bytes] = []
    size = 0
    while True:
        message = await receive()
        if message["type"] == "http.disconnect":
            raise ClientGoneError
        chunk: bytes = message.get("body", b"")
        size += len(chunk)
        if size > limit:
            raise _too_large(limit)
        # Some servers tell the end in one more message, which takes a turn of the event loop.
        if size == announced or not message.get("more_body", False):
            return b"".join([*chunks, chunk]) if chunks else chunk
        chunks.append(chunk)


def _too_large(limit: int) -> ServiceError:
    return ServiceError(413, f"the body is larger than {limit} bytes")


class BodyReader:
    """Makes the model of an operation's body."""

    def __init__(
        self, model: Any, *, required: bool, unknown_fields: UnknownFields, media: Media | None = None
    ) -> None:
        self._adapter: TypeAdapter[Any] = TypeAdapter(Any if model is None else model)
        self._media = media
        self._required = required
        self._unknown_fields = unknown_fields

    def read(self, body: bytes, headers: Mapping[bytes, bytes]) -> Any:
        """The validated body; None if an optional one is absent.

        Raises:
            ServiceError: 415 for another media type or encoding, 400 with the places of invalid values.
        """
        if not body and not self._required:
            return None
        if self._media is not None and self._media.read is not None:
            return self._validated(self._media.read(body, check_kind(self._media, headers)))
        _check_media_type(headers)
        try:
            value = self._adapter.validator.validate_json(body)
        except ValidationError as error:
            value = self._read_again(body, error)
        if b"NaN" in body or b"Infinity" in body:
            problems = list(not_in_json(json.loads(body, parse_constant=_Constant)))
            if problems:
                raise invalid(problems)
        return value

    def _validated(self, value: Any) -> Any:
        try:
            return self._adapter.validate_python(value)
        except ValidationError as error:
            raise invalid(describe(error, self._adapter, whole="body")) from error

    def _read_again(self, body: bytes, error: ValidationError) -> Any:
        if self._unknown_fields == "ignore":
            known = drop_unknown_fields(error, self._adapter, body)
            try:
                return self._adapter.validate_json(known)
            except ValidationError as remaining:
                error = remaining
        raise invalid(describe(error, self._adapter, whole="body")) from error


def invalid(problems: list[Problem]) -> ServiceError:
    """A 400 with the first few problems and their places."""
    shown = "; ".join(str(problem) for problem in problems[:_SHOWN_PROBLEMS])
    more = len(problems) - _SHOWN_PROBLEMS
    return ServiceError(400, f"{shown}; and {more} more" if more > 0 else shown)


def check_kind(media: Media, headers: Mapping[bytes, bytes]) -> str:
    """The content-type of a request.

    Raises:
        ServiceError: 415, it is not that of the operation.
    """
    content_type = headers.get(b"content-type", b"").decode("latin-1")
    kind, wanted = content_type.partition(";")[0].strip().lower(), media.media_type.partition(";")[0].strip().lower()
    is_any = wanted == "application/octet-stream" or (wanted.startswith("text/") and kind.startswith("text/"))
    if kind != wanted and not is_any:
        raise ServiceError(415, f"the body must be {wanted}; its content-type is {kind or 'missing'}")
    return content_type


def _check_media_type(headers: Mapping[bytes, bytes]) -> None:
    content_type = headers.get(b"content-type", b"")
    if content_type == JSON and b"content-encoding" not in headers:
        return
    media_type, *options = content_type.decode("latin-1").lower().split(";")
    kind = media_type.strip()
    if kind != "application/json" and not kind.endswith("+json"):
        raise ServiceError(415, f"the body must be application/json; its content-type is {kind or 'missing'}")
    for option in options:
        name, _, value = option.strip().partition("=")
        if name == "charset" and value.strip('"') not in ("utf-8", "utf8"):
            raise ServiceError(415, f"the body must be UTF-8, not {value}")
    encoding = headers.get(b"content-encoding", b"identity").decode("latin-1").lower()
    if encoding != "identity":
        message = f"the content encoding {encoding} is not supported"
        raise ServiceError(415, message, headers={"accept-encoding": "identity"})


class _Constant(str):
    """NaN, Infinity or -Infinity."""


def not_in_json(value: Any, *path: str | int) -> Iterator[Problem]:
    """The places of NaN, Infinity and numbers such as `1e999`, which is read as infinite.

    They are not JSON, but a model that accepts any value would accept them.
    """
    if isinstance(value, _Constant):
        yield Problem(write_path(path), f"{value} is not a JSON value")
    elif isinstance(value, float) and not math.isfinite(value):
        yield Problem(write_path(path), "is a number that is too large")
    elif isinstance(value, dict):
        for name, item in cast("dict[str, Any]", value).items():
            yield from not_in_json(item, *path, name)
    elif isinstance(value, list):
        for index, item in enumerate(cast("list[Any]", value)):
            yield from not_in_json(item, *path, index)
