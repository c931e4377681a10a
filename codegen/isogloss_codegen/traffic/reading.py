"""The one reader of traffic: bodies, logs, HAR files, streams and captures, told apart by their content."""

from __future__ import annotations

import io
import json
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain
from typing import IO, Any, Literal, NamedTuple, cast

from ..limits import MAX_JSON, MB
from .capture import Head, split_head
from .entries import exchange_of, is_har, is_of_page, logged
from .exchange import Exchange, Kind, Request, Response
from .frames import MEDIA_TYPE
from .text import DECODER, media_type, parsed, refuse_halves, value_of

CHUNK = 64 * 1024
EMPTY = "is empty"
TOO_LARGE = f"is larger than {MAX_JSON // MB} MB: too large to be checked"
LOGS = (".jsonl", ".ndjson")
_PART = 1 * MB
Form = Literal["values", "lines", "list", "har"]
_STREAM = re.compile(rb"(?:\xef\xbb\xbf)?(?:\s*\n)?(?:event|data|id|retry)?:")
_GAP, _GAP_IN_LIST = re.compile(r"[ \t\r\n]*"), re.compile(r"[ \t\r\n,]*")
_GZIP = b"\x1f\x8b"


@dataclass(frozen=True)
class Unreadable:
    """Something that cannot be read. `line` and `column` count from 1; `source` is the line, where it is text."""

    line: int
    message: str
    column: int = 1
    source: str = ""


class Item(NamedTuple):
    """Something that was sent. `line` is where it begins in its file, `form` what it is part of there: `values` one
    after the other, `lines` with a value each, one `list`, or a `har` file.

    `body` is a JSON value, whose `kind` is not known unless it was told, and the `exchange` what it records, if it
    does; of a HAR file it is the entry as a log has it. Else there are the head and the pieces of a `capture`.
    """

    line: int
    kind: Kind | None = None
    body: Any = None
    exchange: Exchange | None = None
    capture: tuple[Head, Iterator[bytes]] | None = None
    form: Form = "values"

    def exchanged(self, kind_of: Callable[[Any], Kind]) -> Exchange | None:
        """The exchange of an item; `kind_of` tells the kind of a single body. None for a capture of a stream."""
        if self.exchange is not None or self.capture is not None:
            return self.exchange
        is_request = (self.kind or kind_of(self.body)) == "request"
        return Exchange(Request(self.body)) if is_request else Exchange(response=Response(self.body))


def read_items(file: IO[bytes], name: str, kind: Kind | None = None) -> Iterator[Item | Unreadable]:
    """The items of a file, one after the other. Of a log, only one line is in memory."""
    file = file if hasattr(file, "peek") else io.BufferedReader(cast(Any, file))
    start = cast(bytes, cast(Any, file).peek(512))
    if kind is None and name.endswith(".sse"):
        kind = "stream"
    if _is_capture(start, kind):
        yield from _capture(file, kind)
    elif name.endswith(LOGS):
        yield from _log(_lines(file), kind)
    else:
        lines = _lines(file)
        first, rest = _first_text(lines), _first_text(lines)
        if rest and _is_json(first):
            yield from _log(chain(io.BytesIO(first), io.BytesIO(rest), lines), kind)
        else:
            text = first + rest
            text += file.read(max(0, MAX_JSON + 1 - len(text)))
            if len(text) > MAX_JSON:
                yield Unreadable(1, TOO_LARGE)
            else:
                yield from _whole(text, kind)


def parts_of_log(file: IO[bytes], kind: Kind | None = None) -> Iterator[tuple[int, tuple[int, int] | None]]:
    """The bytes from which to which some lines of a log are, not all empty, with the number of the first of them; no
    bytes if the file is no log, but a capture.
    """
    if _is_capture(cast(Any, file).peek(512), kind):
        yield 1, None
        return
    first, line, start, is_empty = 1, 1, 0, True
    while piece := file.read(_PART):
        while piece:
            line += piece.count(b"\n")
            is_empty = is_empty and piece.isspace()
            piece = b"" if piece.endswith(b"\n") else file.readline(CHUNK)
        if not is_empty:
            yield first, (start, file.tell())
            first, start, is_empty = line, file.tell(), True
    if start == 0:
        yield first, (0, file.tell())


class Section(io.RawIOBase):
    """The bytes of a file from one place to another."""

    def __init__(self, file: IO[bytes], start: int, end: int) -> None:
        self._file = file
        self._left = end - start
        file.seek(start)

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        data = self._file.read(min(len(buffer), self._left))
        self._left -= len(data)
        buffer[: len(data)] = data
        return len(data)


def _is_capture(start: bytes, kind: Kind | None) -> bool:
    """True if a file that begins so is read as a stream, or as an answer with its head."""
    is_capture = start.startswith(b"HTTP/") or (kind is None and _STREAM.match(start) is not None)
    return kind == "stream" or (kind != "request" and is_capture)


def _capture(file: IO[bytes], kind: Kind | None) -> Iterator[Item | Unreadable]:
    head, body = split_head(iter(lambda: _some(file), b""))
    first = next(body, b"")
    if first.startswith(_GZIP):
        yield Unreadable(1 + head.lines, "is packed with gzip: capture it with `curl --compressed`, or unpack it first")
        return
    body = chain([first], body)
    is_answer = (head.status or 200) < 400  # where an error stands, clients read no events
    is_events = _STREAM.match(first) or media_type(head.headers, MEDIA_TYPE) == MEDIA_TYPE
    if not head.size or kind == "stream" or (kind is None and is_answer and is_events):
        yield Item(1, "stream", capture=(head, body))
        return
    text = _joined(body)
    if len(text) > MAX_JSON:
        yield Unreadable(1 + head.lines, TOO_LARGE)
    else:  # what should be JSON and is none is a finding about the answer
        yield Item(1, exchange=Exchange(response=Response(value_of(text), head.status, head.headers)))


def _log(lines: Iterable[bytes], kind: Kind | None) -> Iterator[Item | Unreadable]:
    is_empty = True
    for number, line in enumerate(lines, 1):
        if line.strip():
            is_empty = False
            if len(line) > MAX_JSON:
                yield Unreadable(number, TOO_LARGE)
                continue
            try:
                value = parsed(line.rstrip(b"\r\n"))
            except (ValueError, RecursionError) as error:
                yield _unreadable(error, line, number)
            else:
                yield _item(value, number, kind, "lines")
    if is_empty:
        yield Unreadable(1, EMPTY)


def _whole(text: bytes, kind: Kind | None) -> Iterator[Item | Unreadable]:
    """The items of a file that is not one value a line: several values, an array, or a HAR file."""
    try:
        decoded = text.decode(json.detect_encoding(text)).removeprefix("\ufeff")
        values = list(_values(decoded))
        for _, value in values:
            refuse_halves(value, decoded)
        if not values:
            yield Unreadable(1, EMPTY)
        only = values[0][1] if len(values) == 1 else None
        if is_har(only):
            listed = _values(decoded, _place(decoded, ("log", "entries")) + 1, is_list=True)
            yield from (_item(logged(value), line, kind, "har") for line, value in listed if not is_of_page(value))
        elif isinstance(only, list) and only and (kind != "response" or exchange_of(cast("list[Any]", only)[0])):
            listed = _values(decoded, decoded.index("[") + 1, is_list=True)
            yield from (_item(value, line, kind, "list") for line, value in listed)
        else:
            yield from (_item(value, line, kind, "values") for line, value in values)
    except (ValueError, RecursionError) as error:
        yield _unreadable(error, text, 1)


def _values(text: str, end: int = 0, *, is_list: bool = False) -> Iterator[tuple[int, Any]]:
    """The JSON values from a place in a text on, each with the line in which it begins; or those up to the end of a
    list in which that place is.
    """
    gap = _GAP_IN_LIST if is_list else _GAP
    line = 1 + text.count("\n", 0, end)
    while True:
        start = _behind(gap, text, end)
        line += text.count("\n", end, start)
        if start == len(text) or (is_list and text[start] == "]"):
            return
        value, end = DECODER.raw_decode(text, start)
        yield line, value
        line += text.count("\n", start, end)


def _place(text: str, names: Sequence[str]) -> int:
    """The offset of the value that some names lead to in a text that is a JSON object."""
    at = _behind(_GAP, text, 0)
    for name in names:
        key, at = None, at + 1
        while key != name:
            if key is not None:
                _, at = DECODER.raw_decode(text, at)
            key, at = DECODER.raw_decode(text, _behind(_GAP_IN_LIST, text, at))
            at = _behind(_GAP, text, text.index(":", at) + 1)
    return at


def _behind(gap: re.Pattern[str], text: str, at: int) -> int:
    return cast(re.Match[str], gap.match(text, at)).end()


def _item(value: Any, line: int, kind: Kind | None, form: Form) -> Item | Unreadable:
    try:
        return Item(line, kind, value, exchange_of(value), form=form)
    except (ValueError, RecursionError) as error:
        return _unreadable(error, b"", line)


def _unreadable(error: Exception, text: bytes, line: int) -> Unreadable:
    if isinstance(error, RecursionError):
        return Unreadable(line, "is nested too deeply")
    if isinstance(error, json.JSONDecodeError):
        source = error.doc[error.pos - error.colno + 1 :].partition("\n")[0]
        message = f"is not valid JSON: {error.msg.lower()}{_instead(text)}"
        return Unreadable(line + error.lineno - 1, message, error.colno, source)
    if not isinstance(error, UnicodeDecodeError):
        return Unreadable(line, f"cannot be read: {str(error).partition(';')[0]}")
    packed = ": it is packed with gzip, unpack it first" if text.startswith(_GZIP) else ""
    return Unreadable(line, f"is not UTF-8{packed}")


def _instead(text: bytes) -> str:
    """A guess at the kind of a text that is not JSON, as the end of a message."""
    if re.search(rb"^[*<>] ", text[:CHUNK], re.MULTILINE):
        return "; of `curl -v` only what `curl -i` prints can be read"
    return ""


def _some(file: IO[bytes]) -> bytes:
    """The next bytes of a file, as soon as there are any."""
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


def _joined(pieces: Iterable[bytes]) -> bytes:
    """Pieces put together, until they are too large."""
    text = bytearray()
    for piece in pieces:
        text += piece
        if len(text) > MAX_JSON:
            break
    return bytes(text)
