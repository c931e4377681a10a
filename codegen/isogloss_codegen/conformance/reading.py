"""Reads what is to be checked: bodies, logs of exchanges, streams and captures, told apart by their content."""

from __future__ import annotations

import io
import json
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import chain
from typing import IO, Any, cast

from ..document.values import as_list, as_map
from .capture import Head, split_head
from .finding import Kind
from .streams import MEDIA_TYPE
from .traffic import Exchange, Request, Response

CHUNK = 64 * 1024
_STREAM = re.compile(rb"(?:\xef\xbb\xbf)?(?:\s*\n)?(?:event|data|id|retry)?:")
_LOGS = (".jsonl", ".ndjson")


@dataclass(frozen=True)
class Unreadable:
    """Something that is no JSON, or no file; `line` counts from 1."""

    line: int
    message: str


@dataclass(frozen=True)
class Item:
    """Something to check. `line` is where it begins in its file. `body` is a JSON value by itself, whose `kind` is not
    known unless it was told; else there is an `exchange`, or the head and the pieces of a `capture`.
    """

    line: int
    kind: Kind | None = None
    body: Any = None
    exchange: Exchange | None = None
    capture: tuple[Head, Iterator[bytes]] | None = None


def read_items(file: IO[bytes], name: str, kind: Kind | None = None) -> Iterator[Item | Unreadable]:
    """What a file has to check, one after the other; of a log no more than one line is kept."""
    file = file if hasattr(file, "peek") else io.BufferedReader(cast(Any, file))
    start = cast(bytes, cast(Any, file).peek(512))
    is_capture = start.startswith(b"HTTP/")
    if kind == "stream" or name.endswith(".sse") or is_capture or (kind is None and _STREAM.match(start)):
        yield from _capture(file, kind)
    elif name.endswith(_LOGS):
        yield from _log(file, kind)
    else:
        first = _first_text(file)
        rest = _first_text(file)
        if rest and _is_json(first[-1]):
            yield from _log(chain(first, rest, file), kind)
        else:
            yield from _value(b"".join([*first, *rest, file.read()]), 1, kind)


def _capture(file: IO[bytes], kind: Kind | None) -> Iterator[Item | Unreadable]:
    head, body = split_head(iter(lambda: _some(file), b""))
    first = next(body, b"")
    body = chain([first], body)
    is_stream = kind == "stream" or (kind is None and (_STREAM.match(first) or _is_stream(head)))
    if head.size and not is_stream:
        text = b"".join(body)
        try:
            value: Any = json.loads(text)
        except ValueError:
            value = None  # what should be JSON and is none is a finding about the answer
        yield Item(1, exchange=Exchange(response=Response(value, head.status, head.headers)))
    else:
        yield Item(1, "stream", capture=(head, body))


def _is_stream(head: Head) -> bool:
    media = head.headers.get("content-type", MEDIA_TYPE).partition(";")[0].strip().lower()
    return media == MEDIA_TYPE and (head.status or 200) < 400


def _log(lines: Iterable[bytes], kind: Kind | None) -> Iterator[Item | Unreadable]:
    for number, line in enumerate(lines, 1):
        if line.strip():
            yield from _value(line, number, kind)


def _value(text: bytes, line: int, kind: Kind | None) -> Iterator[Item | Unreadable]:
    try:
        value: Any = json.loads(text)
    except RecursionError:
        yield Unreadable(line, "is nested too deeply")
    except UnicodeDecodeError:
        yield Unreadable(line, "is not UTF-8")
    except ValueError as error:
        place = f", line {error.lineno + line - 1}" if isinstance(error, json.JSONDecodeError) else ""
        yield Unreadable(
            line, f"is no JSON: {str(error).partition(':')[0].lower()}{place}" if text.strip() else "is empty"
        )
    else:
        exchange = exchange_of(value)
        yield Item(line, kind, value) if exchange is None else Item(line, kind, exchange=exchange)


def exchange_of(value: Any) -> Exchange | None:
    """A recorded exchange: `{request, response}`, or a request by itself as `{method, path, headers, body}`."""
    entry = as_map(value)
    asked, answered = entry.get("request"), entry.get("response")
    if isinstance(asked, dict) or isinstance(answered, dict):
        request = _request(as_map(asked)) if isinstance(asked, dict) else None
        response = _response(as_map(answered)) if isinstance(answered, dict) else None
        return Exchange(request, response, tuple(map(str, as_list(entry.get("cut")))))
    if isinstance(entry.get("method"), str) and ("path" in entry or "url" in entry):
        return Exchange(_request(entry))
    return None


def _request(entry: Mapping[str, Any]) -> Request:
    headers = _headers(entry) if "headers" in entry else None
    size = entry.get("size")
    url = entry.get("url") or entry.get("path")
    method = entry.get("method")
    return Request(
        entry.get("body"),
        method if isinstance(method, str) else None,
        url if isinstance(url, str) else None,
        headers,
        size if isinstance(size, int) else None,
    )


def _response(entry: Mapping[str, Any]) -> Response:
    status, stream = entry.get("status"), entry.get("stream")
    return Response(
        entry.get("body"),
        status if isinstance(status, int) else None,
        _headers(entry),
        stream.encode() if isinstance(stream, str) else None,
    )


def _headers(entry: Mapping[str, Any]) -> dict[str, str]:
    return {str(name).lower(): str(value) for name, value in as_map(entry.get("headers")).items()}


def _some(file: IO[bytes]) -> bytes:
    """What there is to read, as soon as there is any."""
    read1 = getattr(file, "read1", None)
    return cast(bytes, read1(CHUNK)) if read1 is not None else file.read(CHUNK)


def _is_json(line: bytes) -> bool:
    try:
        json.loads(line)
    except (ValueError, RecursionError):
        return False
    return True


def _first_text(file: IO[bytes]) -> list[bytes]:
    """The lines up to the next that is not empty, that included; none at the end of the file."""
    lines: list[bytes] = []
    while line := file.readline():
        lines.append(line)
        if line.strip():
            return lines
    return []
