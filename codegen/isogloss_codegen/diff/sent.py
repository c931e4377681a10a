"""Finds the places of a document that a recorded request uses: its operation, its parameters and parts of its body."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, Any, cast

from ..document.alternatives import one_needed
from ..document.values import NOTHING, as_list, as_map, child, json_type, value_at
from ..support.subjects import METHODS

if TYPE_CHECKING:
    from ..traffic.exchange import Request

_ONE = ("items", "additionalProperties", "contentSchema", "not", "if", "then", "else", "unevaluatedProperties")
_SOME = ("oneOf", "anyOf", "allOf", "prefixItems")
_NAMED = ("properties", "patternProperties", "$defs", "definitions", "dependentSchemas")


class SentPlaces:
    """The places that requests use, as JSON pointers into one document.

    A reference counts with what it refers to; a member of a union goes by what it refers to instead of its number,
    which is not the same in all documents, and a value of an enum by its JSON behind a `=`. Tags and items are as often
    sent as what they are in, and count as that.
    """

    def __init__(self, document: dict[str, Any]) -> None:
        self.document = document
        self._operations = [
            (method.upper(), _pattern(path), child(child("/paths", path), method))
            for path, item in as_map(document.get("paths")).items()
            for method in METHODS
            if method in as_map(item)
        ]

    def sent(self, request: Request) -> set[str]:
        """The places of a request; none where the document has no operation for it."""
        pointer = self._operation(request)
        if pointer is None:
            return set()
        found = {pointer}
        found.update(self._parameters(request, pointer))
        schema = self._body(pointer)
        if schema is not None and request.body is not None:
            _Visit(self.document, found).visit(schema, request.body)
        return found

    def place(self, pointer: str) -> str:
        """The place in the notation of `sent` for a pointer to it or into it."""
        if pointer.startswith("/paths/"):
            return self._place_of_operation(pointer)
        return canonical(self.document, pointer)

    def _place_of_operation(self, pointer: str) -> str:
        operation = "/".join(pointer.split("/")[:4])
        parts = pointer.split("/")
        if len(parts) > 5 and parts[4] == "parameters":
            entry = as_map(value_at(self.document, "/".join(parts[:6])))
            return str(entry["$ref"]).removeprefix("#") if "$ref" in entry else "/".join(parts[:6])
        found = re.match(r"(/paths/[^/]+/[^/]+/requestBody/content/[^/]+/schema)(/.*)?$", pointer)
        return canonical(self.document, pointer, found.end(1)) if found else operation

    def _operation(self, request: Request) -> str | None:
        """The operation that a request is for: by its method and the end of its path, or by the looks of its body."""
        if request.path:
            for method, pattern, pointer in self._operations:
                if (request.method or method).upper() == method and pattern.search(request.path):
                    return pointer
            return None
        likeness = {pointer: self._likeness(pointer, request.body) for _, _, pointer in self._operations}
        best = max(likeness, key=lambda pointer: likeness[pointer], default=None)
        return best if best is not None and likeness[best] > 0 else None

    def _likeness(self, pointer: str, body: Any) -> int:
        """The number of fields of a body that an operation knows, less the required ones that are missing."""
        schema = as_map(self._node(self._body(pointer) or ""))
        known = as_map(schema.get("properties")).keys()
        return len(as_map(body).keys() & known) - len(set(as_list(schema.get("required"))) - as_map(body).keys())

    def _node(self, pointer: str) -> Any:
        node = value_at(self.document, pointer) if pointer else None
        while isinstance(reference := as_map(node).get("$ref"), str) and reference.startswith("#/"):
            node = value_at(self.document, reference[1:])
        return node

    def _body(self, operation: str) -> str | None:
        """The schema of the JSON body of an operation."""
        at = f"{operation}/requestBody"
        reference = as_map(value_at(self.document, at)).get("$ref")
        at = reference[1:] if isinstance(reference, str) else at
        for media in as_map(as_map(value_at(self.document, at)).get("content")):
            if "json" in media:
                return f"{child(f'{at}/content', media)}/schema"
        return None

    def _parameters(self, request: Request, operation: str) -> Iterator[str]:
        """The described headers and query parameters that a request has."""
        headers, query = request.headers or {}, {name for name, _ in request.query}
        for holder in (operation, operation.rpartition("/")[0]):
            for index, entry in enumerate(as_list(as_map(value_at(self.document, holder)).get("parameters"))):
                reference = as_map(entry).get("$ref")
                at = reference[1:] if isinstance(reference, str) else f"{holder}/parameters/{index}"
                words = as_map(value_at(self.document, at))
                name = str(words.get("name", ""))
                if (words.get("in") == "header" and name.lower() in headers) or (
                    words.get("in") == "query" and name in query
                ):
                    yield at


class _Visit:
    """One walk along a schema and a value."""

    def __init__(self, document: Mapping[str, Any], found: set[str]) -> None:
        self.document = document
        self.found = found
        self.seen: set[tuple[str, int]] = set()

    def visit(self, pointer: str, value: Any) -> None:
        self._visit(pointer, value_at(self.document, pointer), value)

    def _visit(self, pointer: str, node: Any, value: Any, *, is_item: bool = False) -> None:
        schema = as_map(node)
        if not schema or (pointer, id(value)) in self.seen:
            return
        self.seen.add((pointer, id(value)))
        if not is_item and "const" not in schema:
            self.found.add(pointer)
        reference = schema.get("$ref")
        if isinstance(reference, str) and reference.startswith("#/"):
            self.visit(reference[1:], value)
        if isinstance(value, (str, bool)) and "enum" in schema:
            self.found.add(f"{pointer}={json.dumps(value)}")
        for index, part in enumerate(as_list(schema.get("allOf"))):
            self._visit(child(f"{pointer}/allOf", index), part, value)
        self._union(pointer, schema, value)
        if isinstance(value, dict):
            properties = as_map(schema.get("properties"))
            for name, item in cast("dict[str, Any]", value).items():
                if name in properties:
                    self._visit(child(f"{pointer}/properties", name), properties[name], item)
                else:
                    self._visit(f"{pointer}/additionalProperties", schema.get("additionalProperties"), item)
        for item in as_list(value):
            self._visit(f"{pointer}/items", schema.get("items"), item, is_item=True)

    def _union(self, pointer: str, schema: Mapping[str, Any], value: Any) -> None:
        discriminator = as_map(schema.get("discriminator"))
        tag = as_map(value).get(str(discriminator.get("propertyName")), schema.get("x-default-tag"))
        wanted = as_map(discriminator.get("mapping")).get(str(tag))
        for keyword in ("oneOf",) if one_needed(schema) else ("oneOf", "anyOf"):
            for member in as_list(schema.get(keyword)):
                reference = as_map(member).get("$ref")
                if reference == wanted if wanted else self._fits(member, value):
                    self._visit(_member(f"{pointer}/{keyword}", as_list(schema[keyword]), member), member, value)

    def _fits(self, node: Any, value: Any) -> bool:
        """True if a value may be meant for a member of a union, by its JSON type and its constant fields."""
        schema = as_map(node)
        reference = schema.get("$ref")
        if isinstance(reference, str) and reference.startswith("#/"):
            return self._fits(value_at(self.document, reference[1:]), value)
        inner = [*as_list(schema.get("oneOf")), *as_list(schema.get("anyOf"))]
        if inner and not any(self._fits(member, value) for member in inner):
            return False
        if "const" in schema and schema["const"] != value:
            return False
        if "enum" in schema and value not in as_list(schema["enum"]):
            return False
        kinds = [schema["type"]] if isinstance(schema.get("type"), str) else as_list(schema.get("type"))
        if kinds and json_type(value) not in kinds and not (json_type(value) == "integer" and "number" in kinds):
            return False
        if isinstance(value, dict) and not set(as_list(schema.get("required"))) <= as_map(value).keys():
            return False
        return all(
            self._fits(as_map(schema.get("properties")).get(name), item)
            for name, item in as_map(value).items()
            if {"const", "enum"} & as_map(as_map(schema.get("properties")).get(name)).keys()
        )


def canonical(document: Mapping[str, Any], pointer: str, start: int = 0) -> str:
    """A pointer to or into a schema in the notation of `sent`: members by reference, nothing below the schema.

    `start` is how many characters lead to the schema, for one that is not a component.
    """
    parts = pointer[start:].split("/")[1:]
    kept, parts = (pointer[:start], parts) if start else ("/" + "/".join(parts[:3]), parts[3:])
    node = value_at(document, kept)
    place = kept
    while parts:
        keyword = parts.pop(0)
        inner = as_map(node).get(keyword, NOTHING)
        if keyword in _SOME and parts:
            members, number = as_list(inner), parts.pop(0)
            if not number.isdecimal() or int(number) >= len(members):
                break
            node = members[int(number)]
            kept = _member(f"{kept}/{keyword}", members, node)
        elif keyword in _NAMED and parts:
            name = parts.pop(0)
            kept, node = f"{kept}/{keyword}/{name}", value_at(inner, f"/{name}")
        elif keyword in _ONE:
            kept, node = f"{kept}/{keyword}", inner
        else:
            break
        if keyword != "items" and "const" not in as_map(node):
            place = kept
    return place


def _member(pointer: str, members: Iterable[Any], member: Any) -> str:
    """The place of a union member: its reference, or else its number among the members without one."""
    reference = as_map(member).get("$ref")
    if isinstance(reference, str):
        return f"{pointer}/{reference}"
    others = [item for item in members if "$ref" not in as_map(item)]
    return child(pointer, next(index for index, item in enumerate(others) if item is member))


def _pattern(path: str) -> re.Pattern[str]:
    """Matches texts that end with a path, with any text for the names in braces."""
    parts = re.split(r"\{[^}]*\}", path)
    return re.compile("[^/]+".join(map(re.escape, parts)) + "/?$")
