"""The log that recorded exchanges are appended to: one per line, for its owner only, without secrets."""

from __future__ import annotations

import json
import os
import stat
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import IO, Any

from ..limits import MAX_RECORDED
from ..redaction.redactor import Redactor
from ..redaction.secrets import LEFT_OUT

# The values of these are written; of any other header only that it was there.
_PLAIN = frozenset(
    (
        *("accept", "content-type", "content-length", "content-encoding", "user-agent", "date", "server"),
        *("retry-after", "retry-after-ms", "allow", "cache-control", "request-id", "x-request-id", "x-should-retry"),
    )
)


class ExchangeLog:
    """A log of exchanges, written one by one. Only the owner may read the file.

    `was_open` says whether others could read the file before.

    Args:
        path: The file. A last line without an end is ended first.
        headers: The names of headers whose values are written besides those that any API has.
        max_body: The most bytes of a body that are written.
        secrets: What is left out wherever it is met, besides what is found in the exchanges.
        failed: Is told why nothing can be written any more, once; what goes by is passed on all the same.

    Raises:
        OSError: the file cannot be written, or cannot be closed to others.
    """

    def __init__(
        self,
        path: Path,
        *,
        headers: Iterable[str] = (),
        max_body: int = MAX_RECORDED,
        secrets: Iterable[str] = (),
        failed: Callable[[OSError], None] | None = None,
    ) -> None:
        self.max_body = max_body
        self.written = 0
        self.redactor = Redactor(secrets)
        self._failed = failed
        self._is_over = False
        self._plain = _PLAIN | {name.lower() for name in headers}
        descriptor = os.open(path, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600)
        try:
            self.was_open = _close_to_others(descriptor)
            _end_line(path, descriptor)
        except BaseException:
            os.close(descriptor)
            raise
        self._file: IO[bytes] = os.fdopen(descriptor, "ab", buffering=0)

    def close(self) -> None:
        """Closes the file."""
        self._file.close()

    def write(self, entry: Mapping[str, Any]) -> None:
        """Appends an exchange, with its secrets replaced."""
        text = json.dumps(entry, ensure_ascii=False)
        if not self.redactor.is_clean(text):
            text = json.dumps(self.redactor.value(entry, depth=2), ensure_ascii=False)
        if self._is_over:
            return
        try:
            line = memoryview(f"{text}\n".encode(errors="replace"))
            while line:
                line = line[self._file.write(line) :]
        except OSError as error:
            self._is_over = True
            if self._failed is None:
                raise
            self._failed(error)
        else:
            self.written += 1

    def headers(self, pairs: Iterable[tuple[bytes, bytes]]) -> dict[str, str]:
        """The headers for the log; several of one name are one list."""
        values: dict[str, str] = {}
        for name, value in ((name.decode("latin-1").lower(), value.decode("latin-1")) for name, value in pairs):
            if name in self._plain:
                values[name] = f"{values[name]}, {value}" if name in values else value
            else:
                values[name] = LEFT_OUT
        return values


def _close_to_others(descriptor: int) -> bool:
    """Takes a file from others than its owner; whether they could read or write it."""
    mode = os.fstat(descriptor).st_mode
    if not stat.S_ISREG(mode) or not mode & 0o077:
        return False
    os.fchmod(descriptor, mode & 0o700)
    return True


def _end_line(path: Path, descriptor: int) -> None:
    """Ends the last line of a file: the process that wrote it may have been killed."""
    status = os.fstat(descriptor)
    if stat.S_ISREG(status.st_mode) and status.st_size:
        with path.open("rb") as file:
            file.seek(-1, os.SEEK_END)
            if file.read(1) != b"\n":
                os.write(descriptor, b"\n")
