"""The structure of an OpenAPI document: the objects of the specification, and the fields that contain other objects."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Literal, NamedTuple, cast

from .values import as_list, as_map, child

METHODS = ("get", "put", "post", "delete", "options", "head", "patch", "trace", "query")


class Holds(NamedTuple):
    """The content of a field: one object of a kind, a list of them, or a map of names to them."""

    how: Literal["one", "list", "map"]
    kind: str


# Not frozen: a large document has a hundred thousand of them, and one would take three times as long to make.
@dataclass(eq=False, slots=True)
class Node:
    """An object of the specification in a document.

    `kind` is its name in the specification ("Schema Object"). A reference has the kind "Reference Object", and
    `expects` is the kind of its target. `field` is the field of the object around it (`parent`) that contains it; `key`
    is its name or index there, or again the field.
    """

    kind: str
    pointer: str
    value: dict[str, Any]
    parent: Node | None
    field: str
    key: str
    expects: str = ""

    def __getitem__(self, field: str) -> Any:
        return self.value.get(field)

    @property
    def is_of_several(self) -> bool:
        """True for a reference in the place of a list or a mapping of objects."""
        if self.parent is None or self.pointer.rpartition("/")[0] != self.parent.pointer:
            return False
        holds = SHAPE[self.parent.kind].get(self.field)
        return holds is not None and holds.how != "one"


def _one(kind: str) -> Holds:
    return Holds("one", kind)


def _list(kind: str) -> Holds:
    return Holds("list", kind)


def _map(kind: str) -> Holds:
    return Holds("map", kind)


_DOCS = {"externalDocs": _one("External Documentation Object")}
_EXAMPLES = {"examples": _map("Example Object")}
_OPERATIONS = dict.fromkeys(METHODS, _one("Operation Object"))
_SERVERS = {"servers": _list("Server Object")}
_SCHEMA = _one("Schema Object")
_FLOWS = ("implicit", "password", "clientCredentials", "authorizationCode", "deviceAuthorization")

# An object whose fields have names of the author's choice has one entry, "*"; extensions are not among them.
SHAPE: dict[str, dict[str, Holds]] = {
    "OpenAPI Object": {
        "info": _one("Info Object"),
        "paths": _one("Paths Object"),
        "webhooks": _map("Path Item Object"),
        "components": _one("Components Object"),
        "security": _list("Security Requirement Object"),
        "tags": _list("Tag Object"),
        **_SERVERS,
        **_DOCS,
    },
    "Info Object": {"contact": _one("Contact Object"), "license": _one("License Object")},
    "Contact Object": {},
    "License Object": {},
    "Server Object": {"variables": _map("Server Variable Object")},
    "Server Variable Object": {},
    "External Documentation Object": {},
    "Tag Object": _DOCS,
    "Security Requirement Object": {},
    "Components Object": {
        "schemas": _map("Schema Object"),
        "responses": _map("Response Object"),
        "parameters": _map("Parameter Object"),
        "examples": _map("Example Object"),
        "requestBodies": _map("Request Body Object"),
        "headers": _map("Header Object"),
        "securitySchemes": _map("Security Scheme Object"),
        "links": _map("Link Object"),
        "callbacks": _map("Callback Object"),
        "pathItems": _map("Path Item Object"),
        "mediaTypes": _map("Media Type Object"),
    },
    "Paths Object": {"*": _one("Path Item Object")},
    "Path Item Object": {
        **_OPERATIONS,
        "additionalOperations": _map("Operation Object"),
        "parameters": _list("Parameter Object"),
        **_SERVERS,
    },
    "Operation Object": {
        "parameters": _list("Parameter Object"),
        "requestBody": _one("Request Body Object"),
        "responses": _one("Responses Object"),
        "callbacks": _map("Callback Object"),
        "security": _list("Security Requirement Object"),
        **_SERVERS,
        **_DOCS,
    },
    "Parameter Object": {"schema": _SCHEMA, "content": _map("Media Type Object"), **_EXAMPLES},
    "Header Object": {"schema": _SCHEMA, "content": _map("Media Type Object"), **_EXAMPLES},
    "Request Body Object": {"content": _map("Media Type Object")},
    "Responses Object": {"*": _one("Response Object")},
    "Response Object": {
        "headers": _map("Header Object"),
        "content": _map("Media Type Object"),
        "links": _map("Link Object"),
    },
    "Media Type Object": {
        "schema": _SCHEMA,
        "itemSchema": _SCHEMA,
        "encoding": _map("Encoding Object"),
        "prefixEncoding": _list("Encoding Object"),
        "itemEncoding": _one("Encoding Object"),
        **_EXAMPLES,
    },
    "Encoding Object": {"headers": _map("Header Object"), "encoding": _map("Encoding Object")},
    "Callback Object": {"*": _one("Path Item Object")},
    "Link Object": {"server": _one("Server Object")},
    "Example Object": {},
    "Security Scheme Object": {"flows": _one("OAuth Flows Object")},
    "OAuth Flows Object": dict.fromkeys(_FLOWS, _one("OAuth Flow Object")),
    "OAuth Flow Object": {},
    "Schema Object": {
        **dict.fromkeys(
            ("items", "additionalProperties", "not", "if", "then", "else", "contains", "propertyNames"), _SCHEMA
        ),
        **dict.fromkeys(("unevaluatedItems", "unevaluatedProperties", "contentSchema"), _SCHEMA),
        **dict.fromkeys(("allOf", "anyOf", "oneOf", "prefixItems"), _list("Schema Object")),
        **dict.fromkeys(
            ("properties", "patternProperties", "dependentSchemas", "$defs", "definitions"), _map("Schema Object")
        ),
        "discriminator": _one("Discriminator Object"),
        "xml": _one("XML Object"),
        **_DOCS,
    },
    "Discriminator Object": {},
    "XML Object": {},
    "Reference Object": {},
}
# These objects have a `$ref` field and others beside it.
_NO_REFERENCES = ("Schema Object", "Path Item Object")


def nodes(document: dict[str, Any]) -> list[Node]:
    """The objects of a document, each before those in it. A value of the wrong type is left out."""
    found: list[Node] = []
    waiting = [Node("OpenAPI Object", "", document, None, "", "")]
    while waiting:
        node = waiting.pop()
        found.append(node)
        waiting.extend(reversed(_children(node)))
    return found


def _children(node: Node) -> list[Node]:
    shape = SHAPE[node.kind]
    if (any_name := shape.get("*")) is not None:
        return [
            _node(any_name.kind, child(node.pointer, name), as_map(item), node, "*", name)
            for name, item in node.value.items()
            if isinstance(item, dict) and not name.startswith("x-")
        ]
    children: list[Node] = []
    for field, value in node.value.items():
        if (holds := shape.get(field)) is None:
            continue
        how, kind = holds
        pointer = child(node.pointer, field)
        if how != "one" and isinstance(as_map(value).get("$ref"), str):
            # Not OpenAPI, but in use: the list or mapping as a whole is elsewhere.
            children.append(Node("Reference Object", pointer, as_map(value), node, field, field, expects=kind))
        if how == "one":
            named: list[tuple[str, Any]] = [(field, value)]
        elif how == "list":
            named = [(str(index), item) for index, item in enumerate(as_list(value))]
        else:
            named = list(as_map(value).items())
        for name, item in named:
            if isinstance(item, dict):
                at = pointer if how == "one" else child(pointer, name)
                children.append(_node(kind, at, cast(dict[str, Any], item), node, field, name))
    return children


def _node(kind: str, pointer: str, value: dict[str, Any], parent: Node, field: str, key: str) -> Node:
    if "$ref" in value and kind not in _NO_REFERENCES:
        return Node("Reference Object", pointer, value, parent, field, key, expects=kind)
    return Node(kind, pointer, value, parent, field, key)
