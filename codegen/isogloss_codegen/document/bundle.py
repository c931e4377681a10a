"""Makes one document of several files: each part that another file has, or a place inside a component, gets a name.

Afterwards a `$ref` leads to a component of the same document, or nowhere. Extensions and examples are data: nothing in
them is followed.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from ..findings.finding import in_order
from .component_names import ComponentNames
from .files import Files, Place
from .load import Document, LoadError, Remade
from .shape import SHAPE, Holds, Node, nodes
from .source import MAX_DEPTH
from .values import as_list, as_map, child, value_at

MAX_REPEATED = 100_000
"""Maximum number of objects that are copied once more because several references lead to them."""

MAX_CHAIN = 32
"""Maximum number of references to paths and operations that lead to each other."""

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
_COMPONENT = re.compile(r"/components/([^/]+)/([^/]+)")


def bundle(document: Document) -> Document:
    """The document with the parts that it refers to in other files, and in places that have no name.

    A reference that cannot be followed stays, for a rule to report. Findings have the places in the files themselves.
    Raises LoadError for files with mistakes, and for references that repeat too much.
    """
    if all(_stays(node) for node in nodes(document.value)):
        return document
    return _Bundler(document).bundled()


def _stays(node: Node) -> bool:
    """True if bundling changes nothing at an object: it has no reference, or one to a component."""
    if node.kind == "Discriminator Object":
        return not any(_is_reference(target) and not _is_own(target) for target in as_map(node["mapping"]).values())
    if any("$ref" in as_map(node[field]) for field in _TEXTS):
        return False
    reference = node["$ref"]
    if not isinstance(reference, str):
        return True
    return (node.expects or node.kind) not in _INLINE and _is_own(reference) and not node.is_of_several


def _is_own(reference: str) -> bool:
    """True if a reference leads to a component of the same document."""
    return reference.startswith("#") and _COMPONENT.fullmatch(reference[1:]) is not None


def _is_reference(target: Any) -> bool:
    """True if an entry of a discriminator mapping is a reference, not the name of a component."""
    return isinstance(target, str) and ("#" in target or "/" in target or target.endswith((".yaml", ".yml", ".json")))


Around = tuple[tuple[str, str], ...]
"""The places that are being copied in the place of references, the outermost first."""


class _Bundler:
    def __init__(self, root: Document) -> None:
        self.root = root
        self.files = Files(root)
        self.origins: dict[str, tuple[Document, str]] = {"": (root, "")}
        # The components that are made: by the place of their value, the reference to them.
        self.made: dict[tuple[str, str], str] = {}
        self.waiting: list[tuple[str, str, Place]] = []
        # By the place of a schema, where it is copied to.
        self.copies: dict[tuple[str, str], str] = {}
        self.inlined: set[tuple[str, str]] = set()
        self.repeating = self.repeated = 0
        components = as_map(root.value.get("components"))
        self.names = ComponentNames(root, _SECTIONS.values())
        # By the pointer of a component of the root that is only a reference, its target.
        self.named: dict[str, Place] = {}
        for kind, section in _SECTIONS.items():
            for name, entry in as_map(components.get(section)).items():
                self._give_name(kind, child(f"/components/{section}", name), entry)

    def _give_name(self, kind: str, pointer: str, entry: Any) -> None:
        """Lets a component that is only a reference to a place without a name be the name of that place."""
        target = self._end(Place(self.root, pointer)) if _is_only_reference(entry) else None
        if target is not None and not self._is_component(target) and target.key not in self.made:
            self.made[target.key] = f"#{pointer}"
            self.named[pointer] = target

    def bundled(self) -> Document:
        start = Place(self.root, "")
        value = self._object("OpenAPI Object", self.root.value, start, "", ())
        while self.waiting:
            section, name, place = self.waiting.pop()
            pointer = child(f"/components/{section}", name)
            kind = next(kind for kind, each in _SECTIONS.items() if each == section)
            self.origins[pointer] = place
            found = self._object(kind, place.value, place, pointer, ())
            components = value["components"] = as_map(value.get("components"))
            components[section] = {**as_map(components.get(section)), name: found}
        for key, reference in self.made.items():
            self._refer(value, self.copies.get(key, ""), reference)
        document = Remade(self.root.path, self.root.text, value, self._origin)
        if self.files.problems:
            raise LoadError(in_order(self.files.problems), document if self.files.is_complete else None)
        return document

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

    def _object(self, kind: str, value: Any, place: Place, to: str, around: Around) -> Any:
        """A copy of an object at `to`. `around` are the places that are being copied in the place of references."""
        if not isinstance(value, dict):
            return value
        words = as_map(value)
        self._stay_small(place, to, around)
        if to in self.named and self.named[to] != place:
            self.origins[to] = self.named[to]
            return self._object(kind, self.named[to].value, self.named[to], to, around)
        reference = words.get("$ref")
        if isinstance(reference, str) and kind in (*_SECTIONS, *_INLINE):
            if kind in _INLINE:
                return self._inlined(Holds("one", kind), words, place, to, around)
            words = {**words, "$ref": self._reference(kind, reference, place)}
            if kind != "Schema Object":
                return words
        if kind == "Schema Object":
            self.copies.setdefault(place.key, to)
        shape = SHAPE.get(kind, {})
        if (any_name := shape.get("*")) is not None:
            named = {name: item for name, item in words.items() if not name.startswith("x-")}
            return {**words, **self._held(Holds("map", any_name.kind), named, place, to, around)}
        copy: dict[str, Any] = {}
        for field, item in words.items():
            if field == "discriminator" and kind == "Schema Object" and isinstance(item, dict):
                copy[field] = self._discriminator(as_map(item), place)
            elif (holds := shape.get(field)) is not None:
                copy[field] = self._held(holds, item, place.inner(field), child(to, field), around)
            else:
                copy[field] = self._text(item, place) if field in _TEXTS else item
        return self.names.with_tags(copy) if "discriminator" in copy else copy

    def _held(self, holds: Holds, value: Any, place: Place, to: str, around: Around) -> Any:
        """A copy of the content of a field: an object, or several, which may be elsewhere as a whole."""
        how, kind = holds
        if how == "one":
            return self._object(kind, value, place, to, around)
        if isinstance(as_map(value).get("$ref"), str):
            return self._inlined(holds, as_map(value), place, to, around)
        if how == "list" and isinstance(value, list):
            items = enumerate(as_list(value))
            return [self._object(kind, item, place.inner(i), child(to, i), around) for i, item in items]
        if how == "map" and isinstance(value, dict):
            entries = as_map(value).items()
            return {n: self._object(kind, entry, place.inner(n), child(to, n), around) for n, entry in entries}
        return value

    def _inlined(self, holds: Holds, words: Mapping[str, Any], place: Place, to: str, around: Around) -> Any:
        """The target of a reference with the fields beside it, which win; the reference itself if it has no target."""
        reference = str(words["$ref"])
        target = self.files.target(reference, place.document)
        if target is None or target.key in around:
            return {**words, "$ref": self.files.from_root(reference, place.document)}
        self.origins[to] = target
        is_again = target.key in self.inlined
        self.inlined.add(target.key)
        self.repeating += is_again
        inlined = self._held(holds, target.value, target, to, (*around, target.key))
        self.repeating -= is_again
        own = {field: item for field, item in words.items() if field != "$ref"}
        if not own or not isinstance(inlined, dict):
            return inlined
        for field in own:
            self.origins[child(to, field)] = place.inner(field)
        return {**as_map(inlined), **self._held(holds, own, place, to, around)}

    def _stay_small(self, place: Place, to: str, around: Around) -> None:
        """Raises LoadError where copies in the place of references get too many or too deep."""
        self.repeated += self.repeating > 0
        if self.repeated > MAX_REPEATED:
            message = f"references repeat more than {MAX_REPEATED} objects"
        elif len(around) > MAX_CHAIN:
            message = f"references lead on through more than {MAX_CHAIN} places"
        elif around and to.count("/") > MAX_DEPTH:
            message = f"with its references, this nests deeper than {MAX_DEPTH} levels"
        else:
            return
        raise LoadError([place.document.problem("document-limits", place.pointer, message)])

    def _reference(self, kind: str, reference: str, place: Place) -> str:
        """The reference to the component that a reference means; without a target, the same seen from the root."""
        target = self.files.target(reference, place.document)
        if target is None:
            return self.files.from_root(reference, place.document)
        target = self._end(target) or target
        if self._is_component(target):
            return f"#{target.pointer}"
        if target.key not in self.made:
            section = _SECTIONS[kind]
            name = self.names.new(section, target)
            self.made[target.key] = f"#{child(f'/components/{section}', name)}"
            self.waiting.append((section, name, target))
        return self.made[target.key]

    def _is_component(self, place: Place) -> bool:
        """True if a place is a component of the root."""
        return place.document is self.root and _COMPONENT.fullmatch(place.pointer) is not None

    def _end(self, place: Place) -> Place | None:
        """The end of a chain of places that only refer to the next; None if it ends nowhere.

        It ends at a component of the root: that has a name.
        """
        start, seen = place, set[tuple[str, str]]()
        while _is_only_reference(place.value) and (place is start or not self._is_component(place)):
            seen.add(place.key)
            found = self.files.target(str(place.value["$ref"]), place.document)
            if found is None or found.key in seen:
                return None
            place = found
        return place

    def _discriminator(self, words: Mapping[str, Any], place: Place) -> dict[str, Any]:
        mapping = {
            tag: self._reference("Schema Object", target, place) if _is_reference(target) else target
            for tag, target in as_map(words.get("mapping")).items()
        }
        return {**words, "mapping": mapping} if mapping else dict(words)

    def _text(self, value: Any, place: Place) -> Any:
        """A text, also one that another file has."""
        reference = as_map(value).get("$ref")
        found = self.files.text(reference, place.document) if isinstance(reference, str) else None
        return value if found is None else found


def _is_only_reference(value: Any) -> bool:
    return list(as_map(value)) == ["$ref"] and isinstance(value["$ref"], str)
