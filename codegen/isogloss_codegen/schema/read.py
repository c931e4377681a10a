"""The schemas of a document by their pointers, in the words of JSON Schema 2020-12 whatever the document's version."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, cast
from urllib.parse import unquote

from ..document.values import NOTHING, as_list, as_map, value_at
from ..wire import Direction
from .openness import folded

Words = Mapping[str, Any]
_NULL: dict[str, Any] = {"type": "null"}
_HIDDEN: dict[Direction, str] = {"request": "readOnly", "response": "writeOnly"}


class Schema:
    """A schema at its place. `words` are its keywords; `members` are alternatives besides, where no keyword says so.

    There is one object for each place and direction, so that schemas are compared by identity. `never`: the schema
    `false`. `hidden` are properties that go the other way only.
    """

    __slots__ = ("hidden", "members", "never", "pointer", "source", "words")

    def __init__(self, source: Source, pointer: str, words: Words, members: tuple[Schema, ...] = ()) -> None:
        self.source = source
        self.pointer = pointer
        self.words = words
        self.members = members
        self.never = False
        self.hidden: frozenset[str] = frozenset()

    def child(self, keyword: str, step: str | int | None = None) -> Schema:
        """The schema under a keyword, or at a step below it."""
        node = self.words[keyword]
        pointer = f"{self.pointer}/{keyword}"
        if step is not None:
            node = node[step]
            pointer = f"{pointer}/{escape(str(step))}"
        return self.source.schema(node, pointer)

    def children(self, keyword: str) -> tuple[Schema, ...]:
        """The schemas in the list under a keyword."""
        return tuple(self.child(keyword, index) for index in range(len(as_list(self.words.get(keyword)))))

    @property
    def reference(self) -> Schema | None:
        """What `$ref` leads to, None if nothing does."""
        return self.source.target(self.words["$ref"]) if isinstance(self.words.get("$ref"), str) else None

    @property
    def component(self) -> str:
        """The name of the component that this is, or an empty text."""
        head, _, name = self.pointer.rpartition("/")
        return unescape(name) if head == "/components/schemas" else ""

    def __repr__(self) -> str:
        return f"Schema({self.pointer})"


class Source:
    """A document read in a direction: requests have no `readOnly` properties, responses no `writeOnly` ones."""

    def __init__(self, document: Mapping[str, Any], direction: Direction) -> None:
        self.document = document
        self.direction: Direction = direction
        self._hidden = _HIDDEN[direction]
        self._is_30 = str(document.get("openapi", "")).startswith("3.0")
        self._schemas: dict[str, Schema] = {}

    def at(self, pointer: str) -> Schema:
        """The schema at a JSON pointer; raises KeyError if there is nothing."""
        schema = self._schemas.get(pointer)
        if schema is None:
            node = value_at(self.document, pointer)
            if node is NOTHING:
                raise KeyError(pointer)
            schema = self.schema(node, pointer)
        return schema

    def target(self, reference: str) -> Schema | None:
        """The schema that a local reference leads to, None if it leads nowhere."""
        pointer = pointer_of(reference)
        if pointer is None or value_at(self.document, pointer) is NOTHING:
            return None
        return self.at(pointer)

    def schema(self, node: Any, pointer: str) -> Schema:
        """The schema that `node` is, found at `pointer`."""
        schema = self._schemas.get(pointer)
        if schema is None:
            schema = self._schemas[pointer] = self._read(node, pointer)
        return schema

    def _read(self, node: Any, pointer: str) -> Schema:
        if not isinstance(node, dict):
            schema = Schema(self, pointer, {})
            schema.never = node is False
            return schema
        words = folded(cast("dict[str, Any]", node))
        if "$ref" in words and self._is_30:
            return Schema(self, pointer, {"$ref": words["$ref"]})
        words = _closed_bounds(words)
        hidden = frozenset(name for name, inner in as_map(words.get("properties")).items() if self._is_hidden(inner))
        schema = self._shown(_without(words, hidden), pointer)
        schema.hidden = hidden
        return schema

    def _shown(self, words: dict[str, Any], pointer: str) -> Schema:
        if words.get("x-open") is True and "enum" in words and "type" not in words:
            return self._open_list(pointer, words)
        if words.get("nullable") is not True:
            return Schema(self, pointer, words)
        if isinstance(words.get("type"), str):
            words = {**words, "type": [words["type"], "null"]}
            if "enum" in words and None not in words["enum"]:
                words["enum"] = [*words["enum"], None]
            return Schema(self, pointer, words)
        return Schema(self, pointer, {}, (Schema(self, pointer, words), Schema(self, pointer, _NULL)))

    def _open_list(self, pointer: str, words: dict[str, Any]) -> Schema:
        """A list that takes texts besides: its own may be values of any type."""
        texts = list(strings(words["enum"]))
        others = [value for value in as_list(words["enum"]) if not isinstance(value, str)]
        members = [Schema(self, pointer, {"type": "string", "enum": texts, "x-open": True})]
        if others:
            members.append(Schema(self, pointer, {"enum": others}))
        rest = {name: value for name, value in words.items() if name not in ("enum", "x-open")}
        return Schema(self, pointer, rest, tuple(members))

    def _is_hidden(self, node: Any) -> bool:
        if not isinstance(node, dict):
            return False
        words = cast("dict[str, Any]", node)
        if words.get(self._hidden) is True:
            return True
        pointer = pointer_of(words.get("$ref"))
        return pointer is not None and as_map(value_at(self.document, pointer)).get(self._hidden) is True


def _without(words: dict[str, Any], hidden: frozenset[str]) -> dict[str, Any]:
    """The words of an object without some of its properties."""
    if not hidden:
        return words
    left = {name: node for name, node in as_map(words["properties"]).items() if name not in hidden}
    required = [name for name in as_list(words.get("required")) if name not in hidden]
    return {**words, "properties": left, "required": required}


def pointer_of(reference: Any) -> str | None:
    """The JSON pointer that a reference within the document is, None for others."""
    if not isinstance(reference, str) or not (reference == "#" or reference.startswith("#/")):
        return None
    return unquote(reference[1:])


def escape(step: str) -> str:
    """One step of a JSON pointer."""
    return step.replace("~", "~0").replace("/", "~1")


def unescape(step: str) -> str:
    """What a step of a JSON pointer stands for."""
    return step.replace("~1", "/").replace("~0", "~")


def distinct(schemas: Iterable[Schema]) -> tuple[Schema, ...]:
    """Schemas in their order, each once."""
    return tuple(dict.fromkeys(schemas))


def strings(value: Any) -> Iterator[str]:
    """The texts in a list."""
    return (item for item in cast("Sequence[Any]", as_list(value)) if isinstance(item, str))


def _closed_bounds(words: dict[str, Any]) -> dict[str, Any]:
    """`exclusiveMinimum: true` of OpenAPI 3.0 as a number of its own."""
    for bound, exclusive in (("minimum", "exclusiveMinimum"), ("maximum", "exclusiveMaximum")):
        flag = words.get(exclusive)
        if isinstance(flag, bool):
            words = {name: value for name, value in words.items() if name != exclusive}
            if flag and bound in words:
                words[exclusive] = words.pop(bound)
    return words
