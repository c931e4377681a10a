"""Validates values against the schemas of a document: the only place that asks a JSON Schema validator about values.

A schema is copied with all that it refers to, in JSON Schema 2020-12: what OpenAPI says in words of its own
(`nullable`, `readOnly`, `x-open`) is said in those of JSON Schema, and of all formats only those stay that every
validator checks alike. What a validator cannot read is left out of the copy, so that one mistake costs no more than its
own keyword.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cached_property
from typing import Any, cast
from urllib.parse import quote, unquote

from ..document.values import NOTHING, as_map, child, value_at
from ..wire import Direction
from .errors import Fault, Steps, every, leaves
from .maker.keywords import ASSERTING, inner_schemas, with_inner
from .maker.openness import spelled_out
from .normalize import is_openapi_30, translated, with_null
from .read import Schema
from .references import hidden_properties, without_properties
from .telling import told_apart
from .wellformed import ill_formed, matches
from .windows import windows

CHECKED_FORMATS = ("date-time", "uri")
"""The formats that are checked; the others only describe."""

Node = dict[str, Any]

_ELSEWHERE = frozenset(("$defs", "definitions"))
"""Keywords that hold schemas for references, which are copied from where they are."""

_APPLYING = frozenset(("$ref", "allOf", "anyOf", "oneOf"))
_ADDRESS = "isogloss:///schema"
_DEFINITIONS = "#/$defs/"


class Validators:
    """The validators of a document's schemas, each made when it is first asked for.

    Args:
        document: An OpenAPI document.
        direction: Requests have no `readOnly` properties, responses no `writeOnly` ones; by default nothing is hidden.
        retrieve: Reads a file that a reference names, by its address as written. What it does not know, `{}`, accepts
            every value.
    """

    def __init__(
        self,
        document: Mapping[str, Any],
        direction: Direction | None = None,
        retrieve: Callable[[str], Any] = lambda _: {},
    ) -> None:
        self.document = document
        self._files: dict[str, Any] = {"": document}
        self._is_30 = is_openapi_30(document)
        self._direction: Direction | None = direction
        self._retrieve = retrieve
        self._validators: dict[str, Validator] = {}
        self._copies: Node = {}
        self._written_schemas: dict[Schema, Any] = {}
        self._asserting: dict[Schema, Node] = {}
        self.left_out: dict[str, None] = {}
        """The places of keywords that no copy so far has, because JSON Schema does not allow their values."""

    def at(self, pointer: str) -> Validator:
        """The validator of the schema at a JSON pointer."""
        if pointer not in self._validators:
            self._validators[pointer] = Validator(self, f"#{pointer}")
        return self._validators[pointer]

    def of(self, component: str) -> Validator:
        """The validator of a component, by its name."""
        return self.at(child("/components/schemas", component))

    def copies(self, place: str) -> Node:
        """The schema at a place, the address of its file with a JSON pointer, and all that it refers to, by place."""
        found: Node = {}
        waiting = [place]
        while waiting:
            current = waiting.pop()
            if current not in found:
                found[current] = self._copy(current)
                waiting += _references(found[current])
        return found

    def resolve(self, reference: str) -> Any:
        """The copy of the schema that a reference of another copy leads to."""
        return self._copy(_place(reference))

    def matches(self, pattern: str, text: str) -> bool:
        """True if a regular expression is found in a text."""
        return matches(pattern, text) is True

    def copy_of(self, schema: Schema) -> Any:
        """A copy of a schema."""
        if schema.never:
            return False
        if schema not in self._written_schemas:
            words = self._written(dict(schema.words), f"#{schema.pointer}", "")
            members = [self.copy_of(member) for member in schema.members]
            self._written_schemas[schema] = {"allOf": [words, {"anyOf": members}]} if members else words
        return self._written_schemas[schema]

    def asserting(self, schema: Schema) -> Node:
        """A copy of what a schema says by itself: without what it refers to and applies, which was followed already."""
        if schema not in self._asserting:
            words = self._written(dict(schema.words), f"#{schema.pointer}", "")
            self._asserting[schema] = {word: value for word, value in words.items() if word not in _APPLYING}
        return self._asserting[schema]

    def _copy(self, place: str) -> Any:
        if place not in self._copies:
            file, _, pointer = place.partition("#")
            if file not in self._files:
                self._files[file] = self._retrieve(file)
            self._copies[place] = self._written(value_at(self._files[file], pointer), place, file)
        return self._copies[place]

    def _written(self, node: Any, place: str, file: str) -> Any:
        if not isinstance(node, dict):
            return node if isinstance(node, bool) else True
        document = as_map(self._files[file])
        words = translated(cast("Node", node), is_30=self._is_30)
        wrong = set(ill_formed(words))
        self.left_out.update((f"{place}/{keyword}", None) for keyword in words if keyword in wrong & ASSERTING)
        refused = {*wrong, *(words.keys() & _ELSEWHERE)}
        words = {keyword: value for keyword, value in words.items() if keyword not in refused}
        words.pop("examples", None)  # a proof is as small as it can be
        if words.get("format") not in CHECKED_FORMATS:
            words.pop("format", None)
        if self._direction is not None:
            words = without_properties(words, hidden_properties(words, document, self._direction))
        if "$ref" in words:
            target = self._target(str(words["$ref"]), file)
            if target is None:
                del words["$ref"]
            else:
                words["$ref"] = _reference(target)
        return with_null(with_inner(words, lambda inner, steps: self._written(inner, place + steps, file)))

    def _target(self, reference: str, file: str) -> str | None:
        """The place that a reference in a file leads to; None where there is none."""
        address, _, fragment = reference.partition("#")
        pointer = unquote(fragment)
        if address:
            return f"{address}#{pointer}"
        is_there = (not pointer or pointer.startswith("/")) and value_at(self._files[file], pointer) is not NOTHING
        return f"{file}#{pointer}" if is_there else None


class Validator:
    """Validates values against one schema."""

    def __init__(self, validators: Validators, place: str) -> None:
        self._validators = validators
        self._place = place

    @cached_property
    def _copies(self) -> Node:
        return self._validators.copies(self._place)

    @cached_property
    def _plain(self) -> Any:
        return _compiled(self._place, {place: _spelled(schema) for place, schema in self._copies.items()})

    @cached_property
    def _telling(self) -> Any:
        copies = self._copies
        return _compiled(self._place, {place: told_apart(schema, copies) for place, schema in copies.items()})

    @cached_property
    def accepts(self) -> Callable[[Any], bool]:
        """A function that returns true if a value is valid.

        Raises:
            RecursionError: it is nested too deeply to be looked through.
        """
        is_valid = self._plain.is_valid

        def accepts(value: Any) -> bool:
            try:
                return is_valid(value)
            except UnicodeEncodeError:
                raise
            except ValueError as error:
                raise RecursionError(str(error)) from None

        return accepts

    def refusals(self, value: Any) -> list[tuple[Steps, str]]:
        """The refused places of a value, each with the keyword that refuses it. For a failed union, that is the place
        of the union.

        Raises:
            RecursionError: it is nested too deeply to be looked through.
        """
        return [(tuple(error.instance_path), str(error.schema_path[-1])) for error in _errors(self._plain, value)]

    def faults(self, value: Any) -> Iterator[Fault]:
        """All that is wrong with a value, in the order in which it is met, each once; of a union the likeliest only.

        Raises:
            RecursionError: it is nested too deeply to be looked through.
        """
        if self.accepts(value):
            return
        is_told = False
        for fault in self._told(value):
            is_told = True
            yield fault
        if not is_told:
            for error in _errors(self._plain, value):
                yield from (_named(fault, error) for fault in leaves([error]))

    def _told(self, value: Any) -> Iterator[Fault]:
        for part, at, first in windows(value):
            if first and self.accepts(part):
                continue
            seen: set[tuple[Steps, str, str | None]] = set()
            for error in _errors(self._telling, part):
                for fault in leaves([error]):
                    steps = fault.steps
                    key = (steps, fault.keyword, fault.name)
                    is_outside = first and (len(steps) <= len(at) or steps[: len(at)] != at)
                    # Of fields of which one is needed, one that has to be there anyway was named already.
                    if key in seen or is_outside or any((steps, "required", name) in seen for name in fault.needed):
                        continue
                    seen.add(key)
                    if first:
                        fault = fault._replace(steps=(*at, first + int(steps[len(at)]), *steps[len(at) + 1 :]))
                    yield _named(fault, error)

    def every_fault(self, value: Any) -> list[Fault]:
        """Every reason why a value is not valid, those of all members of a failed union as well."""
        return list(dict.fromkeys(every(_errors(self._plain, value))))


def _named(fault: Fault, error: Any) -> Fault:
    """A fault with the place of the schema that refuses it."""
    return fault._replace(schema=_author_place(error.schema_path))


def _compiled(place: str, definitions: Node) -> Any:
    import jsonschema_rs  # compiled code that most commands never need

    schema = {"$id": _ADDRESS, "$ref": _reference(place), "$defs": definitions}
    return jsonschema_rs.Draft202012Validator(schema, validate_formats=True)


def _errors(validator: Any, value: Any) -> Iterator[Any]:
    try:
        yield from validator.iter_errors(value)
    except UnicodeEncodeError:
        raise
    except ValueError as error:
        raise RecursionError(str(error)) from None


def _reference(place: str) -> str:
    return _DEFINITIONS + quote(place.replace("~", "~0").replace("/", "~1"))


def _place(reference: str) -> str:
    return unquote(reference.removeprefix(_DEFINITIONS)).replace("~1", "/").replace("~0", "~")


def _references(schema: Any) -> Iterable[str]:
    """The places that a copy refers to."""
    return (_place(inner["$ref"]) for inner in inner_schemas(schema) if "$ref" in inner)


def _spelled(schema: Any) -> Any:
    """A copy in which `x-open` is said in the keywords of JSON Schema."""
    if not isinstance(schema, dict):
        return schema
    return spelled_out(with_inner(cast("Node", schema), lambda inner, _: _spelled(inner)))


def _author_place(path: list[str | int]) -> str:
    """The JSON pointer of the schema that refused something, as far as it is where its author wrote it."""
    if len(path) < 2 or path[0] != "$defs":
        return ""
    steps = path[2:-1]
    inside = next((index for index, step in enumerate(steps) if step in ("allOf", "then", "if")), len(steps))
    place = str(path[1])
    for step in steps[:inside]:
        place = child(place, step)
    return place.removeprefix("#")
