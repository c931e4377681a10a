# Copied by isogloss from render/runtime/http1.py. Do not edit: change that, then generate.
"""HTTP/1.1 as bytes: writes the head of a request, and reads an answer from pieces of any size."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

Fields = Sequence[tuple[bytes, bytes]]
"""The headers of an answer as received."""

LAST_CHUNK = b"0\r\n\r\n"
"""The end of a body in chunks."""

_STATUS = re.compile(rb"HTTP/1\.([01]) ([1-9][0-9][0-9])(?: ([^\r\n]*))?")
_NAME = re.compile(rb"[!#$%&'*+.^_`|~0-9A-Za-z-]+")
_FOLD = re.compile(rb"\r?\n[ \t]+")
_END = re.compile(rb"\r?\n\r?\n")
# A chunk with the line end of what is before it.
_CHUNK = re.compile(rb"\r?\n([0-9A-Fa-f]{1,16})[ \t]*(?:;[^\r\n]*)?\r?\n")
_LONGEST_HEAD = 1 << 17
_LONGEST_CHUNK_LINE = 4096
_WITH_BODY = frozenset({"PATCH", "POST", "PUT"})
_SWITCHED = 101


class MalformedError(Exception):
    """An answer is not HTTP/1.1."""


def write_head(method: str, path: str, host: str, headers: Mapping[str, str], length: int | None) -> bytes:
    """The head of a request, with the headers about its host and the length of its body, if there is none yet.

    Raises:
        ValueError: a header would begin a line of its own.
    """
    lines = [f"{name}: {value}" for name, value in headers.items()]
    if "host" not in headers:
        lines.insert(0, f"host: {host}")
    is_framed = "content-length" in headers or "transfer-encoding" in headers
    if not is_framed and (length is not None or method in _WITH_BODY):
        lines.append(f"content-length: {length or 0}")
    text = "\r\n".join([f"{method} {path} HTTP/1.1", *lines, "\r\n"])
    if text.count("\n") != len(lines) + 2 or text.count("\r") != len(lines) + 2:
        raise ValueError("a header has a line end")
    return text.encode("ascii")


def chunk(data: bytes) -> bytes:
    """A piece of a body whose length is not known before."""
    return b"%x\r\n%b\r\n" % (len(data), data)


class AnswerReader:
    """Reads one answer to a request with `method`.

    `status`, `reason` and `fields` are there once the head is read. `is_complete` says that the body is as well, and
    `keeps` that the connection can then be used for another request.
    """

    status: int
    reason: bytes
    fields: Fields

    def __init__(self, method: str) -> None:
        self.is_complete = False
        self.keeps = False
        self._method = method
        self._rest: bytes = b""
        # The bytes that are missing of the body, or of a chunk; None until the connection closes.
        self._left: int | None = 0
        self._chunked = False
        self._trailers = False

    def read_head(self, data: bytes) -> bool:
        """Takes a piece; True if the head is complete. Answers on the way to the last one are skipped.

        Raises:
            MalformedError: it is not the head of an answer.
        """
        looked = max(0, len(self._rest) - 3)
        data = self._rest + data
        while (end := _END.search(data, looked)) is not None:
            looked = 0
            self._read_lines(data[: end.start()])
            data = data[end.end() :]
            if self.status >= 200 or self.status == _SWITCHED:
                self._rest = data
                self._frame()
                return True
        if len(data) > _LONGEST_HEAD:
            raise MalformedError("the head of the answer is too long")
        self._rest = data
        return False

    def read_body(self, data: bytes = b"") -> bytes:
        """Takes a piece, and returns the part of the body that is known by now.

        Raises:
            MalformedError: it is not as the head says.
        """
        if self._rest:
            data, self._rest = self._rest + data, b""
        if self._chunked:
            return self._read_chunks(data)
        if self._left is None:
            return data
        body = data[: self._left]
        self._left -= len(body)
        if not self._left:
            self._finish(len(data) > len(body))
        return body

    def end(self) -> bool:
        """Takes the end of the connection; False if something is missing."""
        self.keeps = False
        self.is_complete = self.is_complete or self._left is None
        return self.is_complete

    def _read_lines(self, head: bytes) -> None:
        if b"\n " in head or b"\n\t" in head:
            head = _FOLD.sub(b" ", head)
        first, *lines = head.replace(b"\r\n", b"\n").split(b"\n")
        status = _STATUS.fullmatch(first)
        if status is None:
            raise MalformedError(f"illegal status line: {first[:100]!r}")
        fields: list[tuple[bytes, bytes]] = []
        for line in lines:
            name, colon, value = line.partition(b":")
            if not colon or _NAME.fullmatch(name) is None or b"\r" in value or b"\0" in value:
                raise MalformedError("illegal header line")
            fields.append((name, value.strip(b" \t")))
        self.status, self.reason, self.fields = int(status[2]), status[3] or b"", fields
        said = b",".join(self._values(b"connection")).lower()
        self.keeps = b"close" not in said if status[1] == b"1" else b"keep-alive" in said

    def _frame(self) -> None:
        """Finds out where the body ends."""
        codings, lengths = self._values(b"transfer-encoding"), self._values(b"content-length")
        if self._method == "HEAD" or self.status in (204, 304):
            self._finish(bool(self._rest))
        elif codings:
            if [coding.lower() for coding in codings] != [b"chunked"]:
                raise MalformedError("the transfer-encoding is not chunked")
            self._chunked = True
            self.keeps = self.keeps and not lengths
            self._rest = b"\r\n" + self._rest
        elif lengths:
            if len(set(lengths)) > 1 or not lengths[0].isdigit():
                raise MalformedError("the content-length is not a number")
            self._left = int(lengths[0])
            if not self._left:
                self._finish(bool(self._rest))
        else:
            self._left = None

    def _values(self, name: bytes) -> list[bytes]:
        return [value for field, value in self.fields if len(field) == len(name) and field.lower() == name]

    def _read_chunks(self, data: bytes) -> bytes:
        at, left, pieces = 0, self._left or 0, list[bytes]()
        while not self._trailers:
            if left:
                piece = data[at : at + left]
                pieces.append(piece)
                at += len(piece)
                left -= len(piece)
                if left:
                    break
            chunk = _CHUNK.match(data, at)
            if chunk is None:
                if len(data) - at > _LONGEST_CHUNK_LINE or data.find(b"\n", at + 2) >= 0:
                    raise MalformedError("a chunk has no size")
                break
            at, left = chunk.end(), int(chunk[1], 16)
            if not left:
                self._trailers = True
                at -= 1  # to the line end, which is that of the trailers if there are none
        self._left = left
        self._rest = data[at:]
        if self._trailers:
            end = _END.match(self._rest) or _END.search(self._rest)
            if end is not None:
                self._finish(len(self._rest) > end.end())
            elif len(self._rest) > _LONGEST_HEAD:
                raise MalformedError("the trailers of the answer are too long")
        return b"".join(pieces)

    def _finish(self, has_more: bool) -> None:
        # More than one answer: nobody can say what the rest belongs to.
        self.keeps = self.keeps and not has_more
        self._rest = b""
        self.is_complete = True
