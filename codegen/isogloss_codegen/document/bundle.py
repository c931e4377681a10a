"""Makes one document of several files: each part that another file has, or a place inside a component, gets a name.

Afterwards a `$ref` leads to a component of the same document, or nowhere. Extensions and examples are data: nothing in
them is followed.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Mapping
from pathlib import PurePath
from typing import Any, NamedTuple
from urllib.parse import unquote

from ..names import pascal
from .external import beside
from .lint.shape import SHAPE, Node, nodes
from .load import Document, LoadError, Remade
from .values import NOTHING, as_list, as_map, as_text, child, value_at

_SECTIONS = {
    "Schema Object": "schemas",
    "Response Object": "responses",
    "Parameter Object": "parameters",
    "Example Object": "examples",
    "Request Body Object": "requestBodies",
    "Header Object": "headers",
    "Security Scheme Object": "securitySchemes",
    "Link Object": "links",
    "Callback Object": "callbacks",
    "Media Type Object": "mediaTypes",
}
"""The objects that a component can be, each with its section."""

_INLINE = ("Path Item Object", "Operation Object", "Responses Object", "Paths Object", "Components Object")
"""Objects that are copied to the place of a reference."""

_TEXTS = ("description", "summary")
_ANCHORS = ("$anchor", "$dynamicAnchor", "$id")
_IN_NAMES = re.compile(r"[^A-Za-z0-9._-]+")
_COMPONENT = re.compile(r"/components/([^/]+)/([^/]+)")


def bundle(document: Document) -> Document:
    """The document with the parts that it refers to in other files, and in places that have no name.

    A reference that cannot be followed stays, for a rule to report. Findings have the places in the files themselves.
    """
    if all(_stays(node) for node in nodes(document.value)):
        return document
    return _Bundler(document).bundled()


class _Place(NamedTuple):
    """A value in a file."""

    document: Document
    pointer: str

    @property
    def key(self) -> tuple[str, str]:
        return self.document.path, self.pointer

    def inner(self, key: str | int) -> _Place:
        return _Place(self.document, child(self.pointer, key))


def _stays(node: Node) -> bool:
    """True if bundling changes nothing at an object: it has no reference, or one to a component."""
    if node.kind == "Discriminator Object":
        return not any(_is_reference(target) and not _is_own(target) for target in as_map(node["mapping"]).values())
    if any("$ref" in as_map(node[field]) for field in _TEXTS):
        return False
    reference = node["$ref"]
    if not isinstance(reference, str):
        return True
    expected = node.expects or node.kind
    return expected not in _INLINE and _is_own(reference)


def _is_own(reference: str) -> bool:
    """True if a reference leads to a component of the same document."""
    return reference.startswith("#") and _COMPONENT.fullmatch(reference[1:]) is not None


def _is_reference(target: Any) -> bool:
    """True if an entry of a discriminator mapping is a reference, not the name of a component."""
    return isinstance(target, str) and ("#" in target or "/" in target or target.endswith((".yaml", ".yml", ".json")))


class _Bundler:
    def __init__(self, root: Document) -> None:
        self.root = root
        # By the path from the folder of the root; and that path, by the one shown to people.
        self.files: dict[str, Document | None] = {PurePath(root.path).name: root}
        self.relative = {root.path: PurePath(root.path).name}
        self.origins: dict[str, tuple[Document, str]] = {"": (root, "")}
        # The components that are made: by the place of their value, the reference to them.
        self.made: dict[tuple[str, str], str] = {}
        self.waiting: list[tuple[str, str, _Place]] = []
        # By the place of a schema, where it is copied to.
        self.copies: dict[tuple[str, str], str] = {}
        self.anchors: dict[str, dict[str, str]] = {}
        components = as_map(root.value.get("components"))
        self.names = {section: set(as_map(components.get(section))) for section in _SECTIONS.values()}

    def bundled(self) -> Document:
        start = _Place(self.root, "")
        value = self._object("OpenAPI Object", self.root.value, start, "", ())
        while self.waiting:
            section, name, place = self.waiting.pop()
            pointer = child(f"/components/{section}", name)
            kind = next(kind for kind, each in _SECTIONS.items() if each == section)
            self.origins[pointer] = (place.document, place.pointer)
            found = self._object(kind, value_at(place.document.value, place.pointer), place, pointer, ())
            components = value["components"] = as_map(value.get("components"))
            components[section] = {**as_map(components.get(section)), name: found}
        for key, reference in self.made.items():
            self._refer(value, self.copies.get(key, ""), reference)
        return Remade(self.root.path, self.root.text, value, self._origin)

    def _origin(self, pointer: str) -> tuple[Document, str]:
        at = pointer
        while at not in self.origins:
            at = at.rpartition("/")[0]
        document, start = self.origins[at]
        return document, start + pointer[len(at) :]

    def _refer(self, value: Any, pointer: str, reference: str) -> None:
        """Lets the place that a component was made of refer to it, so that it is not described twice."""
        holder, name = value_at(value, pointer.rpartition("/")[0]), pointer.rpartition("/")[2]
        if not pointer or reference == f"#{pointer}":
            return
        if isinstance(holder, list):
            as_list(holder)[int(name)] = {"$ref": reference}
        elif isinstance(holder, dict):
            as_map(holder)[name.replace("~1", "/").replace("~0", "~")] = {"$ref": reference}

    def _object(self, kind: str, value: Any, place: _Place, to: str, around: tuple[Any, ...]) -> Any:
        """A copy of an object at `to`. `around` are the places that are being copied in the place of references."""
        if not isinstance(value, dict):
            return value
        words = as_map(value)
        reference = words.get("$ref")
        if isinstance(reference, str) and kind in (*_SECTIONS, *_INLINE):
            if kind in _INLINE:
                return self._inlined(kind, words, place, to, around)
            words = {**words, "$ref": self._reference(kind, reference, place)}
            if kind != "Schema Object":
                return words
        if kind == "Schema Object":
            self.copies.setdefault(place.key, to)
        shape = SHAPE.get(kind, {})
        if (any_name := shape.get("*")) is not None:
            return {
                name: item
                if name.startswith("x-")
                else self._object(any_name.kind, item, place.inner(name), child(to, name), around)
                for name, item in words.items()
            }
        copy: dict[str, Any] = {}
        for field, item in words.items():
            how, inner = shape.get(field, ("", ""))
            at, goal = place.inner(field), child(to, field)
            if how == "one" and kind == "Schema Object" and inner == "Discriminator Object":
                copy[field] = self._discriminator(as_map(item), place) if isinstance(item, dict) else item
            elif how == "one":
                copy[field] = self._object(inner, item, at, goal, around)
            elif how == "list" and isinstance(item, list):
                listed = enumerate(as_list(item))
                copy[field] = [self._object(inner, each, at.inner(i), child(goal, i), around) for i, each in listed]
            elif how == "map" and isinstance(item, dict):
                named = as_map(item).items()
                copy[field] = {n: self._object(inner, each, at.inner(n), child(goal, n), around) for n, each in named}
            else:
                copy[field] = self._text(item, place) if field in _TEXTS else item
        return copy

    def _inlined(self, kind: str, words: Mapping[str, Any], place: _Place, to: str, around: tuple[Any, ...]) -> Any:
        """The target of a reference with the fields beside it, which win; the reference itself if it has no target."""
        target = self._target(str(words["$ref"]), place)
        if target is None or target.key in around:
            return {**words, "$ref": self._from_root(str(words["$ref"]), place)}
        found = value_at(target.document.value, target.pointer)
        self.origins[to] = (target.document, target.pointer)
        inlined = self._object(kind, found, target, to, (*around, target.key))
        own = {field: item for field, item in words.items() if field != "$ref"}
        if not own or not isinstance(inlined, dict):
            return inlined
        for field in own:
            self.origins[child(to, field)] = (place.document, child(place.pointer, field))
        return {**as_map(inlined), **self._object(kind, own, place, to, around)}

    def _reference(self, kind: str, reference: str, place: _Place) -> str:
        """The reference to the component that a reference means; without a target, the same seen from the root."""
        target = self._target(reference, place)
        if target is None:
            return self._from_root(reference, place)
        own = _COMPONENT.fullmatch(target.pointer)
        if target.document is self.root and own is not None:
            return f"#{target.pointer}"
        if target.key not in self.made:
            section = _SECTIONS[kind]
            name = self._name(section, target)
            self.made[target.key] = f"#{child(f'/components/{section}', name)}"
            self.waiting.append((section, name, target))
        return self.made[target.key]

    def _discriminator(self, words: Mapping[str, Any], place: _Place) -> dict[str, Any]:
        mapping = {
            tag: self._reference("Schema Object", target, place) if _is_reference(target) else target
            for tag, target in as_map(words.get("mapping")).items()
        }
        return {**words, "mapping": mapping} if mapping else dict(words)

    def _text(self, value: Any, place: _Place) -> Any:
        """A text, also one that another file has."""
        reference = as_map(value).get("$ref")
        target = self._target(reference, place) if isinstance(reference, str) else None
        found = value_at(target.document.value, target.pointer) if target is not None else None
        return found if isinstance(found, str) else value

    def _target(self, reference: str, place: _Place) -> _Place | None:
        """The target of a reference; None if it has none."""
        uri, _, fragment = reference.partition("#")
        document = self._file(uri, place.document) if uri else place.document
        if document is None:
            return None
        pointer = unquote(fragment)
        if pointer and not pointer.startswith("/"):
            pointer = self._anchors(document).get(pointer, "/")
        return None if value_at(document.value, pointer) is NOTHING else _Place(document, pointer)

    def _anchors(self, document: Document) -> dict[str, str]:
        if document.path not in self.anchors:
            found = [node for node in nodes(document.value) if node.kind == "Schema Object"]
            named = {as_text(node[word]): node.pointer for node in found for word in _ANCHORS}
            self.anchors[document.path] = {name: pointer for name, pointer in named.items() if name is not None}
        return self.anchors[document.path]

    def _file(self, uri: str, home: Document) -> Document | None:
        """A file that `home` names; None if it cannot be read."""
        if home is self.root and uri in self._anchors(home):
            return None  # the `$id` of a schema
        relative = self._relative(uri, home)
        if relative not in self.files:
            try:
                found = beside(self.root, relative)
            except LoadError as error:
                found = error.document
            self.files[relative] = found
            if found is not None:
                self.relative.setdefault(found.path, relative)
        return self.files[relative]

    def _from_root(self, reference: str, place: _Place) -> str:
        """A reference of a file as the root would write it."""
        uri, mark, fragment = reference.partition("#")
        if place.document is self.root:
            return reference
        path = self._relative(uri, place.document) if uri else self.relative[place.document.path]
        return f"{path}{mark}{fragment}"

    def _relative(self, uri: str, home: Document) -> str:
        """The path of a file that `home` names, from the folder of the root; an address as it is."""
        if re.match(r"[A-Za-z][A-Za-z0-9+.-]+:|//", uri):
            return uri
        return posixpath.normpath(posixpath.join(posixpath.dirname(self.relative[home.path]), uri))

    def _name(self, section: str, target: _Place) -> str:
        """A free name for a component: of its own name, its file, or its place in a schema."""
        tokens = [token.replace("~1", "/").replace("~0", "~") for token in target.pointer.split("/")[1:]]
        if tokens[:1] == ["components"] and len(tokens) > 2:
            tokens = tokens[2:]
        elif not tokens:
            tokens = [PurePath(target.document.path).stem]
        elif target.document is not self.root:
            tokens = tokens[-1:]
        parts = [_part(tokens, index) for index in range(len(tokens))]
        name = tokens[0] if len(tokens) == 1 else pascal(*filter(None, parts))
        name = _IN_NAMES.sub("_", name).strip("_") or "Part"
        free, number = name, 1
        while free in self.names[section]:
            number += 1
            free = f"{name}{number}"
        self.names[section].add(free)
        return free


def _part(tokens: list[str], index: int) -> str:
    """A token of a pointer as a part of a name: `/properties/owner` is Owner, `/items` is Item, `/oneOf/0` Option1."""
    token, before = tokens[index], tokens[index - 1] if index else ""
    if before in ("allOf", "anyOf", "oneOf", "prefixItems") and token.isdecimal():
        return f"Option{int(token) + 1}"
    if before != "properties" and token in ("properties", "allOf", "anyOf", "oneOf", "prefixItems", "$defs"):
        return ""
    return "Item" if token == "items" and before != "properties" else token
