"""The schemas of a document by their pointers, in the words of JSON Schema 2020-12 whatever the document's version."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, cast

from ..document.values import NOTHING, as_list, value_at
from ..wire import Direction
from .normalize import is_openapi_30, translated, with_null
from .references import hidden_properties, pointer_of, without_properties

Words = Mapping[str, Any]
_NULL: dict[str, Any] = {"type": "null"}


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
        if keyword not in self.words:
            return ()
        return tuple(self.child(keyword, index) for index in range(len(as_list(self.words[keyword]))))

    @property
    def reference(self) -> Schema | None:
        """The schema that `$ref` leads to; None if there is none."""
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
        self._is_30 = is_openapi_30(document)
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
        try:
            return None if pointer is None else self.at(pointer)
        except KeyError:
            return None

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
        words = translated(cast("dict[str, Any]", node), is_30=self._is_30)
        hidden = hidden_properties(words, self.document, self.direction)
        schema = self._shown(without_properties(words, hidden), pointer)
        schema.hidden = hidden
        return schema

    def _shown(self, words: dict[str, Any], pointer: str) -> Schema:
        if words.get("x-open") is True and "enum" in words and "type" not in words:
            return self._open_list(pointer, words)
        if words.get("nullable") is not True:
            return Schema(self, pointer, words)
        if isinstance(words.get("type"), str):
            return Schema(self, pointer, with_null(words))
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


def escape(step: str) -> str:
    """One step of a JSON pointer."""
    return step.replace("~", "~0").replace("/", "~1")


def unescape(step: str) -> str:
    """The name that a step of a JSON pointer stands for."""
    return step.replace("~1", "/").replace("~0", "~")


def distinct(schemas: Iterable[Schema]) -> tuple[Schema, ...]:
    """Schemas in their order, each once."""
    return tuple(dict.fromkeys(schemas))


def strings(value: Any) -> Iterator[str]:
    """The texts in a list."""
    return (item for item in cast("Sequence[Any]", as_list(value)) if isinstance(item, str))
