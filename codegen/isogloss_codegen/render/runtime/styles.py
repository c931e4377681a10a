"""Parameters that are more than one text: objects, lists with other separators, JSON. For clients and servers."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal, TypeAlias, cast
from urllib.parse import quote, unquote_plus

from pydantic import BaseModel

Shape: TypeAlias = "str | list[Shape] | dict[str, Shape] | tuple[Shape, ...]"
"""The JSON types of a value: the name of a type, `[shape]` of a list, shapes by property of an object (`*` for all
others), or a tuple of alternatives."""
Plain: TypeAlias = "str | int | float | bool | list[Plain] | dict[str, Plain] | None"
"""A value as JSON has it."""
Pairs: TypeAlias = "list[tuple[str, str]]"

_SEPARATORS = {"spaceDelimited": "%20", "pipeDelimited": "%7C"}
_WORD = re.compile(r"\[([^\[\]]*)\]")


@dataclass(frozen=True)
class Style:
    """A style of OpenAPI, `content` for JSON. Pairs of a query are encoded, and so are values of a path."""

    name: Literal["form", "simple", "label", "matrix", "deepObject", "spaceDelimited", "pipeDelimited", "content"]
    shape: Shape = "string"
    explode: bool = False

    def query(self, name: str, value: object) -> Pairs:
        """The pairs of a query or a form, with encoded names and values."""
        plain, key = as_json(value), quote(name, safe="")
        if self.name == "content":
            return [(key, quote(json.dumps(plain, ensure_ascii=False, separators=(",", ":")), safe=""))]
        if self.name == "deepObject":
            return [(quote(path, safe=""), quote(text, safe="")) for path, text in _deep(name, plain)]
        if isinstance(plain, dict) and self.explode:
            return [(quote(k, safe=""), quote(scalar_text(v), safe="")) for k, v in _entries(plain)]
        if isinstance(plain, list) and self.explode:
            return [(key, quote(scalar_text(item), safe="")) for item in plain]
        separator = _SEPARATORS.get(self.name, ",")
        return [(key, separator.join(quote(text, safe="") for text in _texts(plain)))]

    def text(self, name: str, value: object, *, encoded: bool = False) -> str:
        """The value of a header or cookie; `encoded` for a part of a path."""
        plain = as_json(value)

        def escape(text: str) -> str:
            return quote(text, safe="") if encoded else text

        if self.name == "content":
            return escape(json.dumps(plain, ensure_ascii=not encoded, separators=(",", ":")))
        if isinstance(plain, dict) and self.explode:
            texts = [f"{escape(k)}={escape(scalar_text(v))}" for k, v in _entries(plain)]
        else:
            texts = [escape(text) for text in _texts(plain)]
        if self.name == "label":
            return "." + ("." if self.explode else ",").join(texts)
        if self.name == "matrix":
            if isinstance(plain, dict) and self.explode:
                return "".join(f";{text}" for text in texts)
            if self.explode:
                return "".join(f";{escape(name)}={text}" for text in texts)
            return f";{escape(name)}={','.join(texts)}"
        return ",".join(texts)

    def read_query(self, name: str, query: str, known: frozenset[str]) -> Any:
        """The value in an encoded query string; None if it is absent. `known` are the names of other parameters."""
        raw = [pair.partition("=")[::2] for pair in query.split("&") if pair]
        pairs = [(unquote_plus(key), value) for key, value in raw]
        own = [value for key, value in pairs if key == name]
        if self.name == "deepObject":
            found = [(_WORD.findall(key), unquote_plus(v)) for key, v in pairs if key.startswith(f"{name}[")]
            if found or not own:
                return typed(_nested(found), self.shape) if found else None
            # A scalar, where the schema allows one instead of the object.
            return typed(unquote_plus(own[0]), tuple(shape for shape in self._shapes if isinstance(shape, str)))
        if self.explode and isinstance(self.shape, dict):
            names = self.shape
            entries = {k: unquote_plus(v) for k, v in pairs if k in names or ("*" in names and k not in known)}
            return typed(entries, self.shape) if entries else None
        if not own:
            return None
        if self.name == "content":
            return _json(unquote_plus(own[0]))
        if self.explode and self._is_list and (len(own) > 1 or isinstance(self.shape, list)):
            return typed([unquote_plus(value) for value in own], self.shape)
        if self.name in _SEPARATORS:
            mark = " " if self.name == "spaceDelimited" else "|"
            return typed(unquote_plus(own[0]).split(mark), self.shape)
        if isinstance(self.shape, list | dict):
            return typed([unquote_plus(part) for part in own[0].split(",")] if own[0] else [], self.shape)
        return typed(unquote_plus(own[0]), self.shape)

    def read_text(self, name: str, text: str) -> Any:
        """The value of a header, a cookie or a part of a path that is decoded."""
        if self.name == "content":
            return _json(text)
        separator = ","
        if self.name == "label":
            text, separator = text.removeprefix("."), "." if self.explode else ","
        elif self.name == "matrix":
            text, separator = text.removeprefix(";"), ";" if self.explode else ","
            text = ";".join(part.removeprefix(f"{name}=") for part in text.split(";"))
        if not isinstance(self.shape, list | dict):
            return typed(text, self.shape)
        parts = [part.strip() for part in text.split(separator)] if text else []
        if self.explode and isinstance(self.shape, dict):
            return typed({name: value for name, _, value in (part.partition("=") for part in parts)}, self.shape)
        return typed(parts, self.shape)

    @property
    def _shapes(self) -> tuple[Shape, ...]:
        return self.shape if isinstance(self.shape, tuple) else (self.shape,)

    @property
    def _is_list(self) -> bool:
        return any(isinstance(shape, list) for shape in self._shapes)


def as_json(value: object) -> Plain:
    """A value with dicts in place of models and other mappings, and lists in place of other sequences."""
    if isinstance(value, BaseModel):
        return value.model_dump(mode="json", by_alias=True)
    if isinstance(value, Mapping):
        return {str(key): as_json(item) for key, item in cast("Mapping[object, object]", value).items()}
    if isinstance(value, Sequence) and not isinstance(value, str | bytes):
        return [as_json(item) for item in cast("Sequence[object]", value)]
    return cast("Plain", value)


def typed(value: Any, shape: Shape) -> Any:
    """Texts as the values of a shape. A text that is not of that shape stays text, and the model refuses it."""
    if isinstance(shape, tuple):
        shapes = shape
        if isinstance(value, str) and "string" in shapes:
            shapes = tuple(each for each in shapes if isinstance(each, str))
        found = (typed(value, each) for each in shapes)
        return next((each for each in found if each is not value), value)
    if isinstance(shape, list):
        return [typed(item, shape[0]) for item in (cast("list[Any]", value) if isinstance(value, list) else [value])]
    if isinstance(shape, dict):
        if isinstance(value, list):
            listed = cast("list[Any]", value)
            value = dict(zip(listed[::2], listed[1::2], strict=False))
        if not isinstance(value, dict):
            return value
        rest = shape.get("*", "string")
        return {key: typed(item, shape.get(key, rest)) for key, item in cast("dict[str, Any]", value).items()}
    return scalar(shape, value) if isinstance(value, str) else value


_INTEGER = re.compile(r"-?[0-9]{1,20}")
_NUMBER = re.compile(r"-?[0-9]+(\.[0-9]+)?([eE][+-]?[0-9]+)?")


def scalar(kind: str, text: str) -> Any:
    """The value of a text; a text that is not of that kind stays text."""
    if kind == "integer" and _INTEGER.fullmatch(text):
        return int(text)
    if kind == "number" and _NUMBER.fullmatch(text):
        return float(text)
    return {"true": True, "false": False}.get(text, text) if kind == "boolean" else text


def _deep(name: str, value: Plain) -> Iterator[tuple[str, str]]:
    if isinstance(value, dict):
        for key, item in _entries(value):
            yield from _deep(f"{name}[{key}]", item)
    elif isinstance(value, list):
        for index, item in enumerate(value):
            yield from _deep(f"{name}[{index}]", item)
    else:
        yield name, scalar_text(value)


def _nested(found: list[tuple[list[str], str]]) -> Any:
    """The object that texts by path make; `a[0]` and `a[]` are lists."""
    tree: dict[str, Any] = {}
    for path, text in found:
        node = tree
        for step in path[:-1]:
            inner = node.setdefault(step, {})
            node = cast("dict[str, Any]", inner) if isinstance(inner, dict) else {}
        last = path[-1] if path else ""
        node[last or str(len(node))] = text
    return _listed(tree)


def _listed(node: Any) -> Any:
    if not isinstance(node, dict):
        return node
    tree = {key: _listed(item) for key, item in cast("dict[str, Any]", node).items()}
    return list(tree.values()) if tree and all(key.isdigit() for key in tree) else tree


def _entries(value: dict[str, Plain]) -> Iterator[tuple[str, Plain]]:
    """The properties of an object that are not null."""
    return ((key, item) for key, item in value.items() if item is not None)


def _texts(value: Plain) -> list[str]:
    if isinstance(value, dict):
        return [text for key, item in _entries(value) for text in (key, scalar_text(item))]
    return [scalar_text(item) for item in value] if isinstance(value, list) else [scalar_text(value)]


def scalar_text(value: Plain) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, dict | list):
        return json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    return "" if value is None else str(value)


def _json(text: str) -> Any:
    try:
        return json.loads(text)
    except (ValueError, RecursionError):
        return text
