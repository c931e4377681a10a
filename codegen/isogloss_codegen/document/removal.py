"""Removes from a document the parts that a provider rejects, and the parts that depend on them."""

from __future__ import annotations

from typing import Any, cast

from ..support.subjects import METHODS
from .mending import drop_property, mend_matrix, mend_operations, prune, reachable, set_members
from .values import as_list, as_map, child, value_at

Node = dict[str, Any]

_UNIONS = ("oneOf", "anyOf")
# The keys whose values may refer to a removed part.
_HOLDING = frozenset((*_UNIONS, "properties", "parameters", "headers", "responses", "security", "content"))
# What holds values of any kind, whose words mean nothing.
_FREE = ("example", "examples", "default", "enum", "const")


class Remover:
    """Removes subjects from a document, in place.

    First each subject is named by its pointer in the unchanged document, then `finish` removes them all. Union members,
    properties and parameters that refer to a removed component are removed too. `emptied` are the pointers of the
    schemas that have no value left: an author cannot mean that.
    """

    def __init__(self, document: Node) -> None:
        self.document = document
        self.emptied: list[str] = []
        self._reachable = reachable(document)
        self._components: set[str] = set()
        self._members: list[tuple[str, Any]] = []
        self._properties: list[tuple[Node, str]] = []
        self._operations: list[str] = []

    def reject(self, pointer: str) -> bool:
        """Marks a subject for removal; returns False if its pointer leads to nothing that can be left out."""
        holder, _, token = pointer.rpartition("/")
        above, _, field = holder.rpartition("/")
        if above == "/components":
            self._components.add(f"#{pointer}")
        elif field in _UNIONS:
            self._members.append((holder, value_at(self.document, pointer)))
        elif field == "properties":
            self._properties.append((as_map(value_at(self.document, above)), _unescaped(token)))
        elif above == "/paths" and token in METHODS:
            self._operations.append(pointer)
        else:
            return False
        return True

    def reject_value(self, pointer: str, value: str) -> None:
        """Removes a value from the enumeration of a subject. An open enumeration still accepts any other string."""
        schema = as_map(value_at(self.document, pointer))
        schema = as_map(schema.get("schema", schema))
        schema = as_map(schema.get("items", schema))
        if "$ref" in schema:
            # The enumeration is shared: only this use of it changes.
            shared = as_map(value_at(self.document, str(schema.pop("$ref"))[1:]))
            schema.update({**shared, **schema})
        values = [schema["const"]] if "const" in schema else as_list(schema.get("enum"))
        if value in values:
            schema.pop("const", None)
            schema["enum"] = [other for other in values if other != value]
            if not schema["enum"]:
                self.emptied.append(pointer)

    def finish(self) -> None:
        """Removes the marked subjects, all references to them, and the components that are no longer used."""
        for owner, name in self._properties:
            drop_property(owner, name)
        for union in dict.fromkeys(union for union, _ in self._members):
            owner, _, keyword = union.rpartition("/")
            gone = [item for other, item in self._members if other == union]
            schema = as_map(value_at(self.document, owner))
            self._keep(schema, keyword, [item for item in schema[keyword] if item not in gone], owner)
        for pointer in self._operations:
            path, _, method = pointer.rpartition("/")
            item = as_map(value_at(self.document, path))
            item.pop(method, None)
            if not any(other in item for other in METHODS):
                as_map(self.document["paths"]).pop(_unescaped(path.rpartition("/")[2]), None)
        self._components |= self._impossible("parameters") | self._impossible("headers")
        if self._components:
            self._clean(self.document, "")
        for reference in self._components:
            section, name = reference.split("/")[2:]
            as_map(as_map(self.document["components"]).get(section)).pop(_unescaped(name), None)
        mend_operations(self.document)
        prune(self.document, self._reachable)
        mend_matrix(self.document)

    def _keep(self, schema: Node, keyword: str, members: list[Any], pointer: str) -> None:
        if not [member for member in members if as_map(member).get("type") != "null"]:
            self.emptied.append(pointer)
        set_members(schema, keyword, members)

    def _impossible(self, section: str) -> set[str]:
        """References to the parameters, or headers, that have no possible value."""
        entries = as_map(as_map(self.document.get("components")).get(section))
        return {
            f"#{child(f'/components/{section}', name)}"
            for name, entry in entries.items()
            if self._is_impossible(as_map(entry).get("schema"))
        }

    def _is_impossible(self, schema: Any) -> bool:
        """True if no value can match a schema."""
        if not isinstance(schema, dict):
            return False
        node = as_map(cast(Any, schema))
        if node.get("$ref") in self._components:
            return True
        for keyword in _UNIONS:
            members = [member for member in as_list(node.get(keyword)) if as_map(member).get("type") != "null"]
            if members and all(map(self._is_impossible, members)):
                return True
        inner = [node.get("items"), node.get("contentSchema"), *as_list(node.get("allOf"))]
        inner += [as_map(node.get("properties")).get(name) for name in as_list(node.get("required"))]
        return any(map(self._is_impossible, inner))

    def _clean(self, node: Any, pointer: str) -> None:
        """Removes references to removed components, at every depth."""
        for index, item in enumerate(as_list(node)):
            if isinstance(item, (dict, list)):
                self._clean(item, child(pointer, index))
        mapping = as_map(node)
        if not _HOLDING.isdisjoint(mapping):
            self._clean_mapping(mapping, pointer)
        for key, value in mapping.items():
            if isinstance(value, (dict, list)) and key not in _FREE:
                at = child(pointer, key)
                if f"#{at}" not in self._components:
                    self._clean(value, at)

    def _clean_mapping(self, mapping: Node, pointer: str) -> None:
        """Removes references to removed components from a mapping, not from the values in it."""
        for keyword in _UNIONS:
            members = as_list(mapping.get(keyword))
            keep = [member for member in members if not self._is_impossible(member)]
            if len(keep) < len(members):
                self._keep(mapping, keyword, keep, pointer)
        for name, schema in list(as_map(mapping.get("properties")).items()):
            if self._is_impossible(schema):
                drop_property(mapping, name)
        if isinstance(mapping.get("parameters"), list):
            mapping["parameters"] = [entry for entry in mapping["parameters"] if not self._is_gone(entry)]
        for section in ("headers", "responses"):
            if pointer != "/components" and isinstance(mapping.get(section), dict):
                mapping[section] = {
                    name: entry for name, entry in as_map(mapping[section]).items() if not self._is_gone(entry)
                }
        if isinstance(mapping.get("security"), list):
            known = {name.rpartition("/")[2] for name in self._components if "/securitySchemes/" in name}
            mapping["security"] = [entry for entry in mapping["security"] if not known & as_map(entry).keys()]
        for media, entry in as_map(mapping.get("content")).items():
            if self._is_impossible(as_map(entry).get("schema")):
                self.emptied.append(child(child(pointer, "content"), media))

    def _is_gone(self, entry: Any) -> bool:
        node = as_map(entry)
        return node.get("$ref") in self._components or ("schema" in node and self._is_impossible(node["schema"]))


def _unescaped(token: str) -> str:
    return token.replace("~1", "/").replace("~0", "~")
