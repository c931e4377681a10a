"""Reads OpenAPI documents and overlays, JSON or YAML, from disk. No other module does."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from difflib import get_close_matches
from functools import cached_property, lru_cache
from pathlib import Path
from typing import Any, cast

from ..findings.finding import Finding, Location, in_order
from ..findings.levels import Severity
from . import json_source, revisions, yaml_places, yaml_source
from .source import Reading, SourceError, Span, Spans

MAX_BYTES = 32 * 1024 * 1024
"""The largest document that is read."""

_BRACKET = re.compile(r"\s*[{\[]")
_VERSIONS = re.compile(r"3\.[012]\.\d+(-.+)?")
# The beginning of a recorded stream, an HTTP response or a file of JSON lines. No OpenAPI document begins like this.
_TRAFFIC = re.compile(r"(:.*\n\s*)*(event|data): |HTTP/[\d.]+ \d|\{.*\}\s*\n\s*\{")


class LoadError(Exception):
    """A document that cannot be read. `problems` are the reasons.

    `document` is the part that could be read (a key occurs twice), or None.
    """

    def __init__(self, problems: list[Finding], document: Document | None = None) -> None:
        super().__init__("\n".join(map(str, problems)))
        self.problems = problems
        self.document = document


@dataclass(frozen=True, eq=False)
class Document:
    """A document as its author wrote it: the `path` shown to people, its `text` and its `value`."""

    path: str
    text: str
    value: dict[str, Any]

    def origin(self, pointer: str) -> tuple[Document, str]:
        """The file that has the value at a pointer, and the pointer there. A document may be made of several files."""
        return self, pointer

    def location(self, pointer: str, *, key: bool = False) -> Location:
        """The location of the value at a JSON pointer; with `key`, of that value's key.

        If the value is not in the text (it is missing, or repeated by an alias), the location of the value around it.
        """
        document, inner = self.origin(pointer)
        return document._location(inner, key)

    def _location(self, pointer: str, key: bool) -> Location:
        while (spans := self._place(pointer)) is None:
            if not pointer:
                return Location(self.path)
            pointer = pointer.rpartition("/")[0]
        return self.location_of(spans.key if key else spans.value)

    def location_of(self, span: Span) -> Location:
        """The location of a span of characters; if it covers several lines, of its part on the first line."""
        line = bisect_right(self._line_starts, span.start)
        start = self._line_starts[line - 1]
        end = min(span.end, self._end_of(line))
        return Location(self.path, line, span.start - start + 1, max(1, end - span.start))

    def line(self, number: int, *, column: int = 1, most: int | None = None) -> str:
        """A line of the text, counted from 1, without its line break.

        Of a line longer than `most`, only that many characters, from `column` on.
        """
        start = self._line_starts[number - 1]
        end = self._end_of(number)
        if most is not None and end - start > most:
            start, end = start + column - 1, min(end, start + column - 1 + most)
        return self.text[start:end]

    def _end_of(self, line: int) -> int:
        """The index at which a line ends, before its line break."""
        end = self._line_starts[line] - 1 if line < len(self._line_starts) else len(self.text)
        return end - 1 if self.text[end - 1 : end] == "\r" else end

    def problem(
        self,
        rule: str,
        pointer: str,
        message: str,
        *,
        level: Severity = "error",
        key: bool = False,
        help: str | None = None,
    ) -> Finding:
        """A finding about the value at a pointer; with `key`, about that value's key."""
        document, inner = self.origin(pointer)
        return document._problem(rule, level, message, inner, document._location(inner, key), help)

    def problem_at(self, rule: str, span: Span, message: str, *, pointer: str = "", help: str | None = None) -> Finding:
        """A finding about a span of characters."""
        return self._problem(rule, "error", message, pointer, self.location_of(span), help)

    def _problem(
        self, rule: str, level: Severity, message: str, pointer: str, at: Location, help: str | None
    ) -> Finding:
        at = replace(at, source=self.line(at.line))
        return Finding(rule, level, message, pointer=pointer, help=help, at=at)

    def _place(self, pointer: str) -> Spans | None:
        if "_spans" not in self.__dict__:
            try:
                return self._places.find(pointer)
            except ValueError:
                pass  # It only begins like JSON, or its YAML does not have the usual layout.
        return self._spans.get(pointer)

    @cached_property
    def _places(self) -> json_source.Places | yaml_places.Places:
        if _is_like_json(self.text, self.path):
            return json_source.Places(self.text)
        return yaml_places.Places(self.text, self.value)

    @cached_property
    def _spans(self) -> dict[str, Spans]:
        return _read_text(self.text, self.path, track=True).spans

    @cached_property
    def _line_starts(self) -> list[int]:
        return [0, *(match.end() for match in re.finditer("\n", self.text))]


@dataclass(frozen=True, eq=False)
class Remade(Document):
    """A document whose value was made of the values of files: `find` is its `origin`."""

    find: Callable[[str], tuple[Document, str]] = field(repr=False)

    def origin(self, pointer: str) -> tuple[Document, str]:
        return self.find(pointer)


def load(path: Path | str) -> Document:
    """Reads an OpenAPI document or an overlay from a file.

    Raises LoadError.
    """
    return parse(path, read_text(path))


def parse(path: Path | str, text: str) -> Document:
    """Reads an OpenAPI document or an overlay from a text; `path` is the name shown to people. Raises LoadError."""
    if _TRAFFIC.match(text.lstrip()):
        help = f"use `isogloss check {path}` for requests, responses and streams"
        raise LoadError([_not_openapi(Document(str(path), text, {}), "this is recorded traffic", help)])
    document = _parse(path, text)
    _refuse_other_kinds(document)
    return document


def shared(path: Path | str) -> Document:
    """Reads as `load` does, and gives a file of the same text only once; its value must not be changed."""
    return _shared(str(path), read_text(path))


_shared = lru_cache(maxsize=64)(parse)


def read(path: Path | str) -> Document:
    """Reads a JSON or YAML file that contains a mapping of any kind; raises LoadError."""
    return _parse(path, read_text(path))


def read_text(path: Path | str) -> str:
    """Reads a file of any kind as text, also a file of a git revision; raises LoadError."""
    shown = str(path)
    try:
        data = revisions.read(shown) if revisions.is_of_revision(shown) else _read_bytes(path)
    except ValueError:
        raise _unreadable(shown, "this is not a valid file name") from None
    except (OSError, revisions.RevisionError) as error:
        reason = (error.strerror or str(error)).lower() if isinstance(error, OSError) else str(error)
        raise _unreadable(shown, reason) from None
    if len(data) > MAX_BYTES:
        message = f"is larger than {MAX_BYTES // 1024 // 1024} MiB"
        raise LoadError([Finding("document-limits", "error", message, at=Location(shown))])
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        before = data[: error.start].decode("utf-8-sig", errors="replace")
        place = Location(shown, before.count("\n") + 1, len(before) - (before.rfind("\n") + 1) + 1)
        message = f"is not UTF-8: byte 0x{data[error.start]:02x} is not valid"
        raise LoadError([Finding("unreadable", "error", message, at=place)]) from None


def _unreadable(file: str, reason: str) -> LoadError:
    return LoadError([Finding("unreadable", "error", f"cannot be read: {reason}", at=Location(file))])


def _read_bytes(path: Path | str) -> bytes:
    with open(path, "rb") as file:
        return file.read(MAX_BYTES + 1)


def _parse(path: Path | str, text: str) -> Document:
    bare = Document(str(path), text, {})
    try:
        reading = _read_text(text, bare.path)
    except SourceError as error:
        raise LoadError([bare.problem_at(error.rule, error.span, error.message, help=error.help)]) from None
    value = reading.value
    if not isinstance(value, dict):
        what = "the document is empty" if text.strip() == "" else "the document is not a mapping of keys to values"
        raise LoadError([_not_openapi(bare, what)])
    document = Document(bare.path, text, cast(dict[str, Any], value))
    if reading.duplicates:
        raise LoadError(_twice(document, reading), document)
    return document


def _read_text(text: str, path: str, *, track: bool = False) -> Reading:
    """Reads a text as JSON if its name or first character says so, else as YAML; YAML may also begin with a bracket."""
    if _is_like_json(text, path):
        try:
            return json_source.read(text, track=track)
        except SourceError as error:
            if path.endswith(".json") or error.rule != "json-syntax":
                raise
    return yaml_source.read(text, track=track)


def _is_like_json(text: str, path: str) -> bool:
    return path.endswith(".json") or _BRACKET.match(text) is not None


def _twice(document: Document, reading: Reading) -> list[Finding]:
    return in_order(
        [
            document.problem_at(
                "duplicate-key",
                twice.span,
                f'the key "{twice.key}" occurs twice',
                pointer=twice.pointer,
                help="only the last value is used: rename or remove one of the keys",
            )
            for twice in reading.duplicates
        ]
    )


def _refuse_other_kinds(document: Document) -> None:
    value = document.value
    if "overlay" in value:
        return
    if "openapi" in value:
        version = value["openapi"]
        if not isinstance(version, str):
            problem = document.problem(
                "not-openapi", "/openapi", "the version must be a string", help=f"write openapi: '{version}.0'"
            )
        elif not _VERSIONS.fullmatch(version):
            message = f'OpenAPI "{version}" is not one of 3.0, 3.1 and 3.2'
            problem = document.problem("not-openapi", "/openapi", message, help="write the full version, as in 3.1.0")
        else:
            return
    elif "swagger" in value:
        help = "convert it to OpenAPI 3 first"
        problem = document.problem("not-openapi", "/swagger", "this is a Swagger 2 document", key=True, help=help)
    elif near := get_close_matches("openapi", value, 1, 0.7):
        message = f'"{near[0]}" is not a field of an OpenAPI document'
        help = 'did you mean "openapi"?'
        problem = document.problem("not-openapi", f"/{near[0]}", message, key=True, help=help)
    else:
        help = f"it needs `openapi: 3.2.0`; for requests, responses and streams use `isogloss check {document.path}`"
        problem = _not_openapi(document, "this is not an OpenAPI document", help)
    raise LoadError([problem])


def _not_openapi(document: Document, message: str, help: str | None = None) -> Finding:
    return document.problem_at("not-openapi", Span(0, 1), message, help=help)
