"""Changes of a call before it is sent."""

from __future__ import annotations

import base64
import os
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import replace
from typing import Any, cast

from pydantic import BaseModel

from .._runtime.call import Call
from .._runtime.errors import RequestValidationError
from .._runtime.options import DEFAULT_TIMEOUT, Omit, TimeoutOption, omit

# A server writes about this many tokens in an hour. Connections without a byte for ten minutes break off.
_TOKENS_PER_SECOND = 128_000 / 3600
_OUTPUT_TYPE = "output_format"


def prepared(call: Call, timeout: TimeoutOption) -> tuple[Call, Any]:
    """The call with files as base64 and the Python type of its output as a JSON Schema; and that type, or `omit`.

    Raises:
        RequestValidationError: an answer without a stream would take longer than the timeout.
    """
    given: Any = call.body
    if not isinstance(given, Mapping):
        return call, omit
    fields = cast("Mapping[str, Any]", given)
    body = {name: value for name, value in fields.items() if not isinstance(value, Omit)}
    kind = body.pop(_OUTPUT_TYPE, omit)
    if not isinstance(kind, Omit) and kind is not None:
        from .output import with_output_type

        body["output_config"] = with_output_type(body.get("output_config", omit), kind)
    if not call.streaming and isinstance(call.options.timeout, Omit) and _is_default(timeout):
        _check_length(body.get("max_tokens"))
    return replace(call, body=_plain(body)), kind


def _is_default(timeout: TimeoutOption) -> bool:
    return getattr(timeout, "read", timeout) == DEFAULT_TIMEOUT


def _check_length(tokens: object) -> None:
    if isinstance(tokens, int) and tokens / _TOKENS_PER_SECOND > DEFAULT_TIMEOUT:
        raise RequestValidationError(
            f"max_tokens is {tokens}: the answer may take longer than 10 minutes, and connections without a byte "
            "for so long break off. Use `stream`, or give the call a `timeout`."
        )


def _plain(body: dict[str, Any]) -> dict[str, Any]:
    """`body` without files, and with the definitions of tools that are functions."""
    if isinstance(tools := body.get("tools"), list | tuple):
        given = cast("list[Any]", tools)
        body["tools"] = [tool if isinstance(tool, Mapping | BaseModel) else tool.to_dict() for tool in given]
    if isinstance(messages := body.get("messages"), list | tuple):
        with suppress(RecursionError):  # the request says so when it is made
            body["messages"] = _encoded(messages)
    return body


def _encoded(value: Any) -> Any:
    """`value` with the contents of files, as base64, in place of paths and open files. What has none is not copied."""
    if isinstance(value, list | tuple):
        items = cast("list[Any]", value)
        made = [_encoded(item) for item in items]
        return items if all(a is b for a, b in zip(made, items, strict=True)) else made
    if not isinstance(value, dict):
        return value
    fields = cast("dict[str, Any]", value)
    changed = {name: new for name in ("content", "source") if (old := fields.get(name)) is not (new := _encoded(old))}
    if fields.get("type") == "base64" and not isinstance(data := fields.get("data"), str):
        changed["data"] = _base64(data)
    return fields | changed if changed else fields


def _base64(data: Any) -> Any:
    if isinstance(data, os.PathLike):
        with open(cast("os.PathLike[str]", data), "rb") as file:
            data = file.read()
    elif hasattr(data, "read"):
        data = data.read()
    return base64.b64encode(data).decode() if isinstance(data, bytes) else data
