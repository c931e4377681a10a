"""Reads what is to be checked: bodies, logs of exchanges, streams and captures, told apart by their content."""

from __future__ import annotations

import io
import json
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import chain
from typing import IO, Any, cast
from urllib.parse import urlsplit

from ..document.values import as_list, as_map
from ..limits import MAX_JSON, MB
from .capture import Head, split_head
from .exchange import Exchange, Kind, Request, Response
from .frames import MEDIA_TYPE
from .text import parsed, refuse_halves

CHUNK = 64 * 1024
TOO_LARGE = f"is larger than {MAX_JSON // MB} MB: too large to be checked"
_STREAM = re.compile(rb"(?:\xef\xbb\xbf)?(?:\s*\n)?(?:event|data|id|retry)?:")
_GAP, _GAP_IN_LIST = re.compile(r"[ \t\r\n]*"), re.compile(r"[ \t\r\n,]*")
_GZIP = b"\x1f\x8b"
LOGS = (".jsonl", ".ndjson")


@dataclass(frozen=True)
class Unreadable:
    """Something that is no JSON, or no file; `line` counts from 1."""

    line: int
    message: str


@dataclass(frozen=True)
class Item:
    """Something to check. `line` is where it begins in its file. `body` is a JSON value, whose `kind` is not known
    unless it was told, and the `exchange` what it records, if it does; else there are the head and the pieces of a
    `capture`. It `is_listed` where the file is one JSON array.
    """

    line: int
    kind: Kind | None = None
    body: Any = None
    exchange: Exchange | None = None
    capture: tuple[Head, Iterator[bytes]] | None = None
    is_listed: bool = False


def read_items(file: IO[bytes], name: str, kind: Kind | None = None) -> Iterator[Item | Unreadable]:
    """What a file has to check, one after the other; of a log no more than one line is kept."""
    file = file if hasattr(file, "peek") else io.BufferedReader(cast(Any, file))
    start = cast(bytes, cast(Any, file).peek(512))
    is_capture = name.endswith(".sse") or start.startswith(b"HTTP/") or (kind is None and _STREAM.match(start))
    if kind == "stream" or (kind != "request" and is_capture):
        yield from _capture(file, kind)
    elif name.endswith(LOGS):
        yield from _log(_lines(file), kind)
    else:
        lines = _lines(file)
        first, rest = _first_text(lines), _first_text(lines)
        if rest and _is_json(first):
            yield from _log(chain(_split(first), _split(rest), lines), kind)
        else:
            text = first + rest
            text += file.read(max(0, MAX_JSON + 1 - len(text)))
            if len(text) > MAX_JSON:
                yield Unreadable(1, TOO_LARGE)
            else:
                yield from _whole(text, kind)


def _capture(file: IO[bytes], kind: Kind | None) -> Iterator[Item | Unreadable]:
    head, body = split_head(iter(lambda: _some(file), b""))
    first = next(body, b"")
    if first.startswith(_GZIP):
        yield Unreadable(1 + head.lines, "is packed with gzip: capture it with `curl --compressed`, or unpack it first")
        return
    body = chain([first], body)
    is_answer = (head.status or 200) < 400  # where an error stands, clients read no events
    is_stream = kind == "stream" or (kind is None and is_answer and (_STREAM.match(first) or _is_stream(head)))
    if head.size and not is_stream:
        text = _joined(body)
        if len(text) > MAX_JSON:
            yield Unreadable(1 + head.lines, TOO_LARGE)
            return
        try:
            value: Any = parsed(text)
        except (ValueError, RecursionError):
            value = None  # what should be JSON and is none is a finding about the answer
        yield Item(1, exchange=Exchange(response=Response(value, head.status, head.headers)))
    else:
        yield Item(1, "stream", capture=(head, body))


def _is_stream(head: Head) -> bool:
    media = head.headers.get("content-type", MEDIA_TYPE).partition(";")[0].strip().lower()
    return media == MEDIA_TYPE


def _log(lines: Iterable[bytes], kind: Kind | None) -> Iterator[Item | Unreadable]:
    is_empty = True
    for number, line in enumerate(lines, 1):
        if line.strip():
            is_empty = False
            if len(line) > MAX_JSON:
                yield Unreadable(number, TOO_LARGE)
                continue
            try:
                item = _item(parsed(line), number, kind)
            except (ValueError, RecursionError) as error:
                yield _unreadable(error, line, number)
            else:
                yield item
    if is_empty:
        yield Unreadable(1, "is empty")


def _whole(text: bytes, kind: Kind | None) -> Iterator[Item | Unreadable]:
    """What is in a file that is no log: a value, several of them one after the other, or an array of them."""
    try:
        decoded = text.decode(json.detect_encoding(text)).removeprefix("\ufeff")
        values = list(_values(decoded))
        for _, value in values:
            refuse_halves(value, decoded)
        if not values:
            yield Unreadable(1, "is empty")
        only = values[0][1] if len(values) == 1 else None
        if isinstance(only, list) and only and (kind != "response" or exchange_of(cast("list[Any]", only)[0])):
            listed = _values(decoded, decoded.index("[") + 1, is_list=True)
            yield from (_item(value, line, kind, is_listed=True) for line, value in listed)
        else:
            yield from (_item(value, line, kind) for line, value in values)
    except (ValueError, RecursionError) as error:
        yield _unreadable(error, text, 1)


def _values(text: str, end: int = 0, *, is_list: bool = False) -> Iterator[tuple[int, Any]]:
    """The JSON values from a place in a text on, each with the line in which it begins; or those up to the end of a
    list in which that place is.
    """
    decoder, gap = json.JSONDecoder(), _GAP_IN_LIST if is_list else _GAP
    line = 1 + text.count("\n", 0, end)
    while True:
        start = cast(re.Match[str], gap.match(text, end)).end()
        line += text.count("\n", end, start)
        if start == len(text) or (is_list and text[start] == "]"):
            return
        value, end = decoder.raw_decode(text, start)
        yield line, value
        line += text.count("\n", start, end)


def _item(value: Any, line: int, kind: Kind | None, *, is_listed: bool = False) -> Item:
    return Item(line, kind, value, exchange_of(value), is_listed=is_listed)


def _unreadable(error: Exception, text: bytes, line: int) -> Unreadable:
    if isinstance(error, RecursionError):
        return Unreadable(line, "is nested too deeply")
    if isinstance(error, json.JSONDecodeError):
        return Unreadable(line, f"is no JSON: {error.msg.lower()}, line {error.lineno + line - 1}{_instead(text)}")
    if not isinstance(error, UnicodeDecodeError):
        return Unreadable(line, f"cannot be read: {str(error).partition(';')[0]}")
    packed = ": it is packed with gzip, unpack it first" if text.startswith(_GZIP) else ""
    return Unreadable(line, f"is not UTF-8{packed}")


def _instead(text: bytes) -> str:
    """What a text that is no JSON might be."""
    if re.search(rb"^[*<>] ", text[:CHUNK], re.MULTILINE):
        return "; of `curl -v` only what `curl -i` prints can be read"
    return ""


def exchange_of(value: Any) -> Exchange | None:
    """A recorded exchange: `{request, response}`, or a request by itself as `{method, path, headers, body}`.

    Raises:
        ValueError: the URL is none.
    """
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
    if isinstance(url, str):
        urlsplit(url)  # what is none is found while it is read
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
        entry.get("broken") is True,
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


def _lines(file: IO[bytes]) -> Iterator[bytes]:
    """The lines of a file; of one that is too large no more than shows that it is."""
    while line := file.readline(MAX_JSON + 1):
        yield line
        if len(line) > MAX_JSON:
            while line and not line.endswith(b"\n"):
                line = file.readline(CHUNK)


def _first_text(lines: Iterable[bytes]) -> bytes:
    """The lines up to the next that is not empty, that included; nothing at the end of the file."""
    text = bytearray()
    for line in lines:
        text += line
        if line.strip() or len(text) > MAX_JSON:
            break
    return bytes(text)


def _split(text: bytes) -> Iterator[bytes]:
    yield from io.BytesIO(text)


def _joined(pieces: Iterable[bytes]) -> bytes:
    """Pieces put together, until they are too large."""
    text = bytearray()
    for piece in pieces:
        text += piece
        if len(text) > MAX_JSON:
            break
    return bytes(text)
