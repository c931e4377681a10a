"""Holds the places of `x-rules` against the document: a rule at a place that is not there would be about nothing."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property
from typing import Any, NamedTuple

from ...relations import parsed
from ...support.subjects import METHODS
from ..support import operation_at
from ..values import as_list, as_map, value_at

WHOLE = ("url", "body", "response", "stream")
"""Places that are there in every document: the address, the size of a request, any answer, any stream."""

_PARTS = ("allOf", "oneOf", "anyOf")
Node = Mapping[str, Any]


class Astray(NamedTuple):
    """The step of a place that the document does not have, and the names that it has there."""

    step: str
    known: list[str]


class Places:
    """The places of a document, as `x-rules` write them.

    `orders[].note` is in the body of a request, `response.total` in that of an answer (`response.404.error` in one
    with that status), `stream.ping` an event. `header.name` and `query.name` are parameters or credentials, and
    `POST /path` is an operation.
    """

    def __init__(self, document: Node) -> None:
        self.document = document

    def astray(self, place: str) -> Astray | None:
        """The step of a place that the document does not have; None if the place exists."""
        method, _, path = place.partition(" ")
        if method.lower() in METHODS and path:
            found = operation_at(self.document, method, path)
            return None if found else Astray(place, [self._called(operation) for operation, _ in self._operations])
        if place in WHOLE:
            return None
        first, _, rest = place.partition(".")
        if first in ("header", "query"):
            names = self._parameters(first)
            return None if rest.lower() in map(str.lower, names) else Astray(rest, names)
        if first == "response":
            status, _, inner = rest.partition(".")
            if re.fullmatch(r"\d\d\d", status):
                if status not in self._statuses:
                    return Astray(status, sorted(self._statuses))
                return self._walk(self._answers(status), inner) if inner else None
            return self._walk(self._answers(None), rest)
        if first == "stream" and rest:
            event, _, inner = rest.partition(".")
            events = self._events()
            if event not in events:
                return Astray(event, sorted(events))
            return self._walk([events[event]], inner) if inner else None
        return self._walk(self._bodies(), place)

    def astray_in_body(self, place: str) -> Astray | None:
        """The step at which a place in a request body leaves the document."""
        return self._walk(self._bodies(), place)

    def _walk(self, schemas: Iterable[Any], path: str) -> Astray | None:
        """The step of a dotted path that none of some schemas has; None if one has them all."""
        reached = self._reached(schemas, path)
        return reached if isinstance(reached, Astray) else None

    def _reached(self, schemas: Iterable[Any], path: str) -> list[Any] | Astray:
        """The schemas that a dotted path leads to, or where it leads out of all of them.

        The values in brackets have to be described as well. An object that says `additionalProperties: true` has any
        property.
        """
        current = list(schemas)
        try:
            steps = parsed(path)
        except ValueError:
            return Astray(path, [])
        for name, brackets in steps:
            step = name + "".join(f"[{bracket}]" for bracket in brackets)
            forms = list(self._forms(current))
            properties = [as_map(schema.get("properties")) for schema in forms]
            if not any(name in each for each in properties):
                if any(schema.get("additionalProperties") is True for schema in forms):
                    return []
                return Astray(step, sorted({known for each in properties for known in each}))
            current = [each[name] for each in properties if name in each]
            for bracket in brackets:
                items = [schema["items"] for schema in self._forms(current) if "items" in schema]
                current = [*items, *(current if "=" in bracket else [])]
                if (wrong := self._no_value(current, bracket)) is not None:
                    return wrong
                if "=" in bracket:
                    current = [schema for schema in self._forms(current) if self._is_meant(schema, bracket)]
            if not current:
                return Astray(step, [name])
        return current

    def _no_value(self, schemas: Iterable[Any], bracket: str) -> Astray | None:
        """The property or value of a condition such as `kind=gift|map` that the schemas do not have."""
        name, _, wanted = bracket.partition("=")
        if not wanted:
            return None
        properties = [as_map(schema.get("properties")) for schema in self._forms(schemas)]
        if not any(name in each for each in properties):
            return Astray(name, sorted({known for each in properties for known in each}))
        values = {value for each in properties if name in each for value in self._values(each[name])}
        unknown = [value for value in wanted.split("|") if values and value not in values]
        return Astray(unknown[0], sorted(values)) if unknown else None

    def _is_meant(self, schema: Node, bracket: str) -> bool:
        """Returns whether values of a schema may meet a condition."""
        name, _, wanted = bracket.partition("=")
        properties = as_map(schema.get("properties"))
        values = self._values(properties.get(name))
        return name in properties and (not values or not values.isdisjoint(wanted.split("|")))

    def _values(self, schema: Any) -> set[str]:
        """The values that a schema lists, as conditions write them; none for one that lists none."""
        forms = self._forms([schema])
        values = {_text(value) for each in forms for value in (*as_list(each.get("enum")), each.get("const"))}
        return values - {_text(None)}

    def _forms(self, schemas: Iterable[Any]) -> Iterator[dict[str, Any]]:
        """The schemas, what they refer to and what they are composed of."""
        waiting, seen = list(schemas), set[int]()
        while waiting:
            schema = self._followed(waiting.pop(0))
            if id(schema) not in seen:
                seen.add(id(schema))
                yield schema
                waiting += [part for keyword in _PARTS for part in as_list(schema.get(keyword))]

    def _followed(self, node: Any) -> dict[str, Any]:
        for _ in range(32):
            reference = as_map(node).get("$ref")
            if not isinstance(reference, str):
                break
            node = value_at(self.document, reference.removeprefix("#"))
        return as_map(node)

    @cached_property
    def _operations(self) -> list[tuple[tuple[str, str], dict[str, Any]]]:
        paths = as_map(self.document.get("paths"))
        return [
            ((method, path), as_map(item)[method])
            for path, item in paths.items()
            for method in METHODS
            if method in as_map(item)
        ]

    @property
    def _statuses(self) -> set[str]:
        return {status for _, operation in self._operations for status in as_map(operation.get("responses"))}

    @staticmethod
    def _called(operation: tuple[str, str]) -> str:
        return f"{operation[0].upper()} {operation[1]}"

    def _bodies(self) -> Iterator[Any]:
        for _, operation in self._operations:
            yield from self._schemas(operation.get("requestBody"))

    def _answers(self, status: str | None) -> Iterator[Any]:
        for _, operation in self._operations:
            for name, response in as_map(operation.get("responses")).items():
                if status in (None, name):
                    yield from self._schemas(response)

    def _schemas(self, holder: Any) -> Iterator[Any]:
        for media in as_map(self._followed(holder).get("content")).values():
            if "schema" in as_map(media):
                yield as_map(media)["schema"]

    def _events(self) -> dict[str, Any]:
        """The schemas of the events, by their tags."""
        found: dict[str, Any] = {}
        for _, operation in self._operations:
            union = self._followed({"$ref": as_map(operation.get("x-stream")).get("events")})
            for tag, reference in as_map(as_map(union.get("discriminator")).get("mapping")).items():
                found[tag] = {"$ref": reference}
        return found

    def _parameters(self, where: str) -> list[str]:
        components = as_map(self.document.get("components"))
        entries = [entry for _, operation in self._operations for entry in as_list(operation.get("parameters"))]
        entries += [*as_map(components.get("parameters")).values(), *as_map(components.get("securitySchemes")).values()]
        described = list(map(self._followed, entries))
        names = [str(entry["name"]) for entry in described if entry.get("in") == where and "name" in entry]
        if where == "header" and any(entry.get("type") == "http" for entry in described):
            names.append("authorization")
        return list(dict.fromkeys(names))


def _text(value: Any) -> str:
    """A value as a condition writes it."""
    return str(value).lower() if isinstance(value, bool) else str(value)
