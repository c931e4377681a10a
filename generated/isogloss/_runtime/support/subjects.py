# Copied by isogloss from support/subjects.py. Do not edit: change that, then generate.
"""Finds the subjects of a document: operations, headers, properties, union members, and which contains which.

The key of a subject is the JSON pointer of its description. A property that refers to a component contains that
component, which contains properties: the way from an operation to a deep field goes through all of them.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from typing import Any, Literal, cast

from ..document.alternatives import one_needed
from ..document.values import NOTHING, as_list, as_map, child, value_at

Kind = Literal["operation", "parameter", "header", "response", "security", "component", "property", "member"]
Side = Literal["request", "response"]

METHODS = ("get", "put", "post", "delete", "options", "head", "patch", "trace", "query")
_NAMED: dict[str, Kind] = {"parameters": "parameter", "headers": "header", "responses": "response"}
_UNIONS = ("oneOf", "anyOf")
_INNER = ("items", "additionalProperties", "contentSchema")


@dataclass
class Subject:
    """A part of the API that a provider may support.

    `inside` and `holds` are the pointers of the subjects around it and in it. `is_inseparable`: the subject around it
    needs it (a required property or parameter, a tag). `component` is the pointer of the component that a union member
    refers to.
    """

    pointer: str
    kind: Kind
    is_inseparable: bool = False
    is_plain: bool = False
    component: str | None = None
    inside: list[str] = field(default_factory=list[str])
    holds: list[str] = field(default_factory=list[str])
    sides: set[Side] = field(default_factory=set[Side])

    @property
    def is_part(self) -> bool:
        """True if the subject is supported wherever the thing around it is."""
        return self.is_inseparable or self.is_plain

    @property
    def is_form(self) -> bool:
        """True if this is one form of a value, such as text or a list: a union member without a component."""
        return self.kind == "member" and self.component is None


def find_subjects(document: dict[str, Any]) -> dict[str, Subject]:
    """The subjects of an OpenAPI document by pointer, in the order of the document."""
    return _Finder(document).find()


class _Finder:
    def __init__(self, document: dict[str, Any]) -> None:
        self.document = document
        self.subjects: dict[str, Subject] = {}
        self.entries: dict[Side, list[str]] = defaultdict(list)
        self.is_there: dict[str, bool] = {}

    def find(self) -> dict[str, Subject]:
        for path, item in as_map(self.document.get("paths")).items():
            for method in METHODS:
                if isinstance(as_map(item).get(method), dict):
                    self._operation(child(child("/paths", path), method), as_map(item)[method], as_map(item))
        components = as_map(self.document.get("components"))
        for section, kind in _NAMED.items():
            for name in as_map(components.get(section)):
                self._described(child(f"/components/{section}", name), kind, None)
        for name in as_map(components.get("securitySchemes")):
            self._subject(child("/components/securitySchemes", name), "security", None)
        for name, schema in as_map(components.get("schemas")).items():
            pointer = child("/components/schemas", name)
            self._subject(pointer, "component", None)
            self._schema(schema, pointer, pointer)
        for side, entries in self.entries.items():
            self._mark(entries, side)
        return self.subjects

    def _operation(self, pointer: str, operation: dict[str, Any], item: dict[str, Any]) -> None:
        subject = self._subject(pointer, "operation", None)
        subject.sides |= {"request", "response"}
        above = pointer.rpartition("/")[0]
        for holder, at in ((operation, pointer), (item, above)):
            for index, entry in enumerate(as_list(holder.get("parameters"))):
                target = self._target(entry, child(child(at, "parameters"), index))
                self._described(target, "parameter", pointer)
                self.entries["request"].append(target)
        body = self._target(operation.get("requestBody"), f"{pointer}/requestBody")
        self._content(body, pointer, "request")
        for status, response in as_map(operation.get("responses")).items():
            at = child(f"{pointer}/responses", status)
            target = self._target(response, at)
            if target == at:
                self._response(at, pointer)
            else:
                self._described(target, "response", pointer)
                self.entries["response"].append(target)

    def _described(self, pointer: str, kind: Kind, owner: str | None) -> None:
        is_new = pointer not in self.subjects
        described = as_map(value_at(self.document, pointer))
        self._subject(pointer, kind, owner).is_inseparable = described.get("required") is True
        if is_new and kind == "response":
            self._response(pointer, pointer)
        elif is_new:
            self._schema(described.get("schema"), child(pointer, "schema"), pointer)

    def _response(self, pointer: str, owner: str) -> None:
        response = as_map(value_at(self.document, pointer))
        for name, header in as_map(response.get("headers")).items():
            target = self._target(header, child(child(pointer, "headers"), name))
            self._described(target, "header", owner)
            self.entries["response"].append(target)
        self._content(pointer, owner, "response")

    def _content(self, pointer: str, owner: str, side: Side) -> None:
        """Adds the subjects of a body. Those it holds directly are the entries of this side, request or response."""
        subject = self.subjects[owner]
        known = set(subject.holds)
        for media, entry in as_map(as_map(value_at(self.document, pointer)).get("content")).items():
            at = child(child(pointer, "content"), media)
            self._schema(as_map(entry).get("schema"), child(at, "schema"), owner)
            if items := as_map(entry).get("itemSchema"):
                # If an operation names the union of its events, the schema of its frames repeats that union.
                stream = as_map(as_map(value_at(self.document, owner)).get("x-stream"))
                union = {"$ref": stream["events"]} if "events" in stream else items
                self._schema(union, child(at, "itemSchema"), owner)
        self.entries[side] += [name for name in subject.holds if name not in known]

    def _schema(self, schema: Any, pointer: str, owner: str) -> None:
        """Adds the subjects in a schema that belongs to the subject `owner`."""
        if not isinstance(schema, dict):
            return
        node = as_map(cast(Any, schema))
        if (target := self._target(node, "")) and target.startswith("/components/schemas/"):
            self._subject(target, "component", owner)
        required = as_list(node.get("required"))
        for name, inner in as_map(node.get("properties")).items():
            at = child(f"{pointer}/properties", name)
            is_needed = name in required or "const" in as_map(inner)
            subject = self._subject(at, "property", owner)
            subject.is_inseparable, subject.is_plain = is_needed, as_map(inner).get("x-plain") is True
            self._schema(inner, at, at)
        for keyword in _UNIONS:
            if keyword not in node or one_needed(node):
                continue
            members = [item for item in as_list(node[keyword]) if as_map(item).get("type") != "null"]
            is_union = len(members) > 1 or "discriminator" in node
            for index, member in enumerate(as_list(node[keyword])):
                at = f"{pointer}/{keyword}/{index}"
                if is_union and member in members:
                    subject = self._subject(at, "member", owner)
                    subject.component = self._target(member, "") or None
                    described = value_at(self.document, subject.component) if subject.component else member
                    subject.is_plain = as_map(described).get("x-plain") is True
                    self._schema(member, at, at)
                else:
                    self._schema(member, at, owner)
        for index, part in enumerate(as_list(node.get("allOf"))):
            self._schema(part, f"{pointer}/allOf/{index}", owner)
        for keyword in _INNER:
            if keyword in node:
                self._schema(node[keyword], f"{pointer}/{keyword}", owner)

    def _subject(self, pointer: str, kind: Kind, owner: str | None) -> Subject:
        subject = self.subjects.get(pointer)
        if subject is None:
            subject = self.subjects[pointer] = Subject(pointer, kind)
        if owner is not None and owner not in subject.inside:
            subject.inside.append(owner)
            self.subjects[owner].holds.append(pointer)
        return subject

    def _target(self, entry: Any, otherwise: str) -> str:
        """The pointer of an entry's description: the target of its reference, else `otherwise`."""
        reference = as_map(entry).get("$ref")
        if not isinstance(reference, str) or not reference.startswith("#/"):
            return otherwise
        if reference not in self.is_there:
            self.is_there[reference] = value_at(self.document, reference[1:]) is not NOTHING
        return reference[1:] if self.is_there[reference] else otherwise

    def _mark(self, entries: list[str], side: Side) -> None:
        waiting = list(entries)
        while waiting:
            subject = self.subjects[waiting.pop()]
            if side not in subject.sides:
                subject.sides.add(side)
                waiting += subject.holds
