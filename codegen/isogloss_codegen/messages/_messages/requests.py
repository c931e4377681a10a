"""Changes of a call before it is sent."""

from __future__ import annotations

import base64
import os
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from typing import Any, cast

from pydantic import BaseModel

from .._runtime.call import Call
from .._runtime.errors import RequestValidationError
from .._runtime.options import DEFAULT_TIMEOUT, Omit, TimeoutOption, omit
from .output import OUTPUT_TYPE, with_output_type

# A server writes about this many tokens in an hour. Connections without a byte for ten minutes break off.
_TOKENS_PER_SECOND = 128_000 / 3600


class _FileError(Exception):
    """There is a file to read."""


async def async_prepared(call: Call, timeout: TimeoutOption) -> tuple[Call, Any]:
    """The same as `prepared`; files are read in another thread, so that nothing else waits for them."""
    try:
        return prepared(call, timeout, reading=False)
    except _FileError:
        from anyio import to_thread

        return await to_thread.run_sync(prepared, call, timeout)


def prepared(call: Call, timeout: TimeoutOption, *, reading: bool = True) -> tuple[Call, Any]:
    """The call with files as base64 and the Python type of its output as a JSON Schema; and that type, or `omit`.

    Raises:
        RequestValidationError: an answer without a stream would take longer than the timeout.
    """
    given: Any = call.body
    if not isinstance(given, Mapping):
        return call, omit
    fields = cast("Mapping[str, Any]", given)
    body = {name: value for name, value in fields.items() if not isinstance(value, Omit)}
    kind = body.pop(OUTPUT_TYPE, omit)
    if not isinstance(kind, Omit) and kind is not None:
        body["output_config"] = with_output_type(body.get("output_config", omit), kind)
    if not call.streaming and isinstance(call.options.timeout, Omit) and _is_default(timeout):
        _check_length(body.get("max_tokens"))
    return replace(call, body=_plain(body, reading=reading)), kind


def _is_default(timeout: TimeoutOption) -> bool:
    return getattr(timeout, "read", timeout) == DEFAULT_TIMEOUT


def _check_length(tokens: object) -> None:
    if isinstance(tokens, int) and tokens / _TOKENS_PER_SECOND > DEFAULT_TIMEOUT:
        raise RequestValidationError(
            f"max_tokens is {tokens}: the answer may take longer than 10 minutes, and connections without a byte "
            "for so long break off. Use `stream`, or give the call a `timeout`."
        )


def _plain(body: dict[str, Any], *, reading: bool) -> dict[str, Any]:
    """`body` without files, and with the definitions of tools that are functions."""
    if isinstance(tools := body.get("tools"), list | tuple):
        given = cast("list[Any]", tools)
        body["tools"] = [tool if isinstance(tool, Mapping | BaseModel) else tool.to_dict() for tool in given]
    if isinstance(messages := body.get("messages"), list | tuple):
        with suppress(RecursionError):  # the request says so when it is made
            body["messages"] = _encoded(messages, _base64 if reading else _not_now)
    return body


def _encoded(value: Any, read: Callable[[Any], Any]) -> Any:
    """`value` with the contents of files, as base64, in place of paths and open files. What has none is not copied."""
    if isinstance(value, list | tuple):
        items = cast("list[Any]", value)
        made = [_encoded(item, read) for item in items]
        return items if all(a is b for a, b in zip(made, items, strict=True)) else made
    if not isinstance(value, dict):
        return value
    fields = cast("dict[str, Any]", value)
    inner = ((name, fields.get(name)) for name in ("content", "source"))
    changed = {name: new for name, old in inner if old is not (new := _encoded(old, read))}
    if fields.get("type") == "base64" and not isinstance(data := fields.get("data"), str):
        changed["data"] = read(data)
    return fields | changed if changed else fields


def _not_now(data: Any) -> Any:
    if isinstance(data, os.PathLike) or hasattr(data, "read"):
        raise _FileError
    return _base64(data)


def _base64(data: Any) -> Any:
    if isinstance(data, os.PathLike):
        data = Path(cast("os.PathLike[str]", data)).read_bytes()
    elif hasattr(data, "read"):
        data = data.read()
    return base64.b64encode(data).decode() if isinstance(data, bytes) else data
