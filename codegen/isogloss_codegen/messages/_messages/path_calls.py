"""Calls of any path of the server, also of those that the API's description does not have."""

from __future__ import annotations

import os
from collections.abc import AsyncIterable, Callable, Iterable, Mapping
from dataclasses import dataclass
from types import ModuleType
from typing import IO, Any, Literal, TypeAlias, TypedDict, cast

import httpx2

from .._runtime.answer import read_as
from .._runtime.call import Call
from .._runtime.operation import Api, Operation
from .._runtime.options import HeadersOption, RequestOptions, TimeoutOption, omit
from .._runtime.upload import Upload

Method = Literal["GET", "POST", "PUT", "PATCH", "DELETE"]
Content: TypeAlias = bytes | os.PathLike[str] | IO[bytes] | Iterable[bytes] | AsyncIterable[bytes]
"""A body that is not JSON: bytes, the path of a file, an open file, or an iterator."""


class PathOptions(TypedDict, total=False):
    """Options of a request: its headers, query parameters, more fields of the body, timeout and retries."""

    headers: HeadersOption
    params: Mapping[str, object]
    extra_json: Mapping[str, object]
    timeout: TimeoutOption
    max_retries: int


def path_call(
    method: Method, path: str, kind: Any, options: PathOptions, body: object = None, content: Content | None = None
) -> Call:
    """The call of a path whose answer is read as `kind`.

    Raises:
        TypeError: an option is unknown, or `body` is bytes.
        ValueError: `path` is a whole URL; the credential is for this server only.
    """
    if unknown := options.keys() - PathOptions.__annotations__.keys():
        raise TypeError(f"This client has no option {', '.join(sorted(unknown))} for a single request")
    if isinstance(body, bytes | bytearray):
        raise TypeError("Passing raw bytes as `body` is not supported, pass them as `content` instead")
    if not path.startswith("/"):
        raise ValueError(f"{path!r} must be a path that begins with a slash: it is added to base_url")
    sent = omit if body is None and content is None else content if content is not None else body
    media, answers = cast("Any", None if content is None else _AsItIs()), cast("Any", _CastTo(kind))
    operation = Operation(path, "send", method, path, authenticated=True, media=media, answers=answers)
    given = RequestOptions(
        options.get("headers"), options.get("params"), options.get("extra_json"), options.get("timeout", omit)
    )
    return Call(operation, body=sent, options=given)


@dataclass(frozen=True)
class _Written:
    content: bytes | Upload
    media_type: str = "application/octet-stream"
    parts: None = None


class _AsItIs:
    """Bytes as a body, whole or in pieces."""

    def write(self, body: object, encode: Callable[[object], bytes]) -> _Written:
        return _Written(bytes(body) if isinstance(body, bytes | bytearray) else Upload(body))


@dataclass(frozen=True)
class _CastTo:
    """The answer of a path: a value of the type `kind`."""

    kind: Any
    accept: str = "application/json"
    streams: bool = False

    def is_stream(self, response: httpx2.Response) -> bool:
        return False

    def read(self, response: httpx2.Response, operation: Operation, models: ModuleType, api: Api) -> Any:
        return read_as(response, self.kind)
