"""Forms as request bodies, for clients and servers: `x-www-form-urlencoded`, and parts with files."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, cast
from urllib.parse import parse_qsl, unquote

from .bodies import Encode, Written
from .files import File, UploadedFile, part_of
from .styles import Shape, Style, as_json, scalar_text, typed

_NAME = re.compile(rb'[ ;]name="?([^";\r\n]*)"?', re.IGNORECASE)
_FILE_NAME = re.compile(rb'[ ;]filename="?([^";\r\n]*)"?', re.IGNORECASE)
_TYPE = re.compile(rb"content-type:[ \t]*([^\r\n]*)", re.IGNORECASE)
_BOUNDARY = re.compile(r'boundary="?([^";]+)"?', re.IGNORECASE)


@dataclass(frozen=True)
class Form:
    """`application/x-www-form-urlencoded`. Lists repeat their name, and objects are JSON, if `styles` says nothing."""

    shape: Shape
    styles: Mapping[str, Style] = field(default_factory=dict[str, Style])
    media_type: str = "application/x-www-form-urlencoded"
    opens = None

    def write(self, body: object, encode: Encode) -> Written:
        """The body in a request."""
        pairs = [pair for name, value in _fields(body) for pair in self._style(name, value).query(name, value)]
        return Written("&".join(f"{name}={text}" for name, text in pairs).encode(), self.media_type)

    def read(self, data: bytes, content_type: str) -> dict[str, Any]:
        """The fields of a request."""
        query = data.decode(errors="replace")
        shapes = self.shape if isinstance(self.shape, dict) else {}
        found: dict[str, Any] = {}
        for name, style in self.styles.items():
            value = style.read_query(name, query, frozenset(shapes) - {name})
            if value is not None:
                found[name] = value
        for name, text in parse_qsl(query, keep_blank_values=True):
            if name in self.styles or re.split(r"\[", name)[0] in self.styles:
                continue
            _add(found, name, _value(text, shapes.get(name, shapes.get("*", "string"))), shapes)
        return found

    def _style(self, name: str, value: object) -> Style:
        is_object = isinstance(as_json(value), Mapping)
        return self.styles.get(name) or Style("content" if is_object else "form", explode=True)


@dataclass(frozen=True)
class Multipart:
    """`multipart/form-data`. Objects are JSON. `types` are the media types of the parts that have a certain one."""

    shape: Shape
    types: Mapping[str, str] = field(default_factory=dict[str, str])
    media_type: str = "multipart/form-data"
    opens = None

    def write(self, body: object, encode: Encode) -> Written:
        """The body in a request.

        Raises:
            TypeError: a file has no bytes.
        """
        return Written(parts=[part for name, value in _fields(body) for part in self._parts(name, value)])

    def _parts(self, name: str, value: object) -> Iterator[tuple[str, Any]]:
        kind = self.types.get(name)
        shape = self.shape.get(name, "string") if isinstance(self.shape, dict) else "string"
        if isinstance(value, (list, tuple) if isinstance(shape, list) else list):
            for item in cast("list[object]", value):
                yield from self._parts(name, item)
        elif _is_file(value, shape):
            part = part_of(cast("File", value))
            yield name, (*part, kind) if kind is not None and len(part) == 2 else part
        else:
            plain = as_json(value)
            is_json = isinstance(plain, Mapping | list)
            text = json.dumps(plain, ensure_ascii=False, separators=(",", ":")) if is_json else scalar_text(plain)
            kind = kind or ("application/json" if is_json else None)
            yield name, (None, text, kind) if kind is not None else (None, text)

    def read(self, data: bytes, content_type: str) -> dict[str, Any]:
        """The fields of a request; files are `UploadedFile`s."""
        boundary = _BOUNDARY.search(content_type)
        shapes = self.shape if isinstance(self.shape, dict) else {}
        found: dict[str, Any] = {}
        mark = b"--" + (boundary[1].encode() if boundary is not None else b"")
        for part in (b"\r\n" + data).split(b"\r\n" + mark)[1:]:
            head, separator, content = part.partition(b"\r\n\r\n")
            name = _NAME.search(head)
            if not separator or name is None or part.startswith(b"--"):
                continue
            key, shape = _shown(name[1]), shapes.get(_shown(name[1]), shapes.get("*", "string"))
            file, kind = _FILE_NAME.search(head), _TYPE.search(head)
            if file is not None or _of_item(shape) == "file":
                media_type = None if kind is None else _shown(kind[1])
                value: Any = UploadedFile(content, None if file is None else _shown(file[1]), media_type)
            else:
                value = _value(content.decode(errors="replace"), shape)
            _add(found, key, value, shapes)
        return found


def _fields(body: object) -> Iterator[tuple[str, object]]:
    """The fields of a body that are not null."""
    entries = cast("Mapping[str, object]", body if isinstance(body, Mapping) else as_json(body)).items()
    return ((name, value) for name, value in entries if value is not None)


def _is_file(value: object, shape: Shape) -> bool:
    is_content = isinstance(value, bytes | bytearray | tuple) or hasattr(value, "read") or hasattr(value, "__fspath__")
    return is_content or _of_item(shape) == "file"


def _of_item(shape: Shape) -> Shape:
    return shape[0] if isinstance(shape, list) else shape


def _add(found: dict[str, Any], name: str, value: Any, shapes: Mapping[str, Shape]) -> None:
    """Adds a field; a repeated one becomes a list."""
    if isinstance(shapes.get(name), list):
        found.setdefault(name, []).append(value)
    elif name in found:
        before = found[name]
        found[name] = [*before, value] if isinstance(before, list) else [before, value]
    else:
        found[name] = value


def _value(text: str, shape: Shape) -> Any:
    inner = _of_item(shape)
    if isinstance(inner, dict | list):
        try:
            return json.loads(text)
        except (ValueError, RecursionError):
            return text
    return typed(text, inner)


def _shown(name: bytes) -> str:
    return unquote(name.decode(errors="replace"))
