"""The rows of the matrix: the subjects that `x-matrix` of the base lists, with the names that users know."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from ..document.values import as_list, as_map, child, value_at
from .model import slug

METHODS = ("get", "put", "post", "delete", "options", "head", "patch", "trace")
WORDS = ("endpoints", "rules", "interfaces")
"""Other kinds of rows: endpoints that only overlays name, their `x-rules`, and their other APIs."""


@dataclass(frozen=True)
class Entry:
    """Something of the base that can be supported or not.

    `pointer` leads to it. `name` is the path that a user would write. `value` is set where it is one value of the
    list at `pointer`.
    """

    pointer: str
    name: str
    about: str
    value: str | None = None


@dataclass(frozen=True)
class Plan:
    """A group of rows, in the base's words: its entries, and the words of WORDS that add to them."""

    id: str
    title: str
    entries: tuple[Entry, ...]
    words: tuple[str, ...]


def plans(base: Mapping[str, Any]) -> list[Plan]:
    """The groups that the base lists, or a plain selection where it lists none."""
    listed = as_list(base.get("x-matrix")) or _usual(base)
    return [_plan(base, as_map(entry)) for entry in listed]


def _plan(base: Mapping[str, Any], entry: Mapping[str, Any]) -> Plan:
    entries: list[Entry] = []
    words: list[str] = []
    for item in as_list(entry["rows"]):
        if item in WORDS:
            words.append(item)
        elif isinstance(item, str):
            entries += entries_at(base, item.removeprefix("#"), "")
        else:
            for path, reference in as_map(item).items():
                entries += entries_at(base, str(reference).removeprefix("#"), path)
    title = str(entry["group"])
    return Plan(str(entry.get("id", slug(title.lower()))), title, tuple(entries), tuple(words))


def _usual(base: Mapping[str, Any]) -> list[dict[str, Any]]:
    """The rows of an API without `x-matrix`: endpoints, credentials, and the fields of requests and responses."""
    components = as_map(base.get("components"))
    schemas = as_map(components.get("schemas"))
    objects = [f"#/components/schemas/{name}/properties" for name, schema in schemas.items() if "properties" in schema]
    sections = [f"#/components/{name}" for name in ("securitySchemes", "parameters") if name in components]
    fields = [{reference.split("/")[3]: reference} for reference in objects]
    return [
        {"group": "Endpoints", "rows": ["#/paths", "endpoints"]},
        {"group": "Headers and credentials", "rows": sections},
        {"group": "Fields", "rows": fields},
        {"group": "Behaviour", "rows": ["rules"]},
        {"group": "Other interfaces", "rows": ["interfaces"]},
    ]


def entries_at(base: Mapping[str, Any], pointer: str, path: str) -> Iterator[Entry]:
    """The subjects of a pointer: each entry of a collection, or the one subject that it leads to.

    `path` is where a user finds the collection: it goes before the names of its entries.
    """
    holder, _, last = pointer.rpartition("/")
    value: Any = value_at(base, pointer)
    prefix = f"{path}." if path else ""
    tagged = f"{path}: " if path else ""
    if pointer == "/paths":
        for route, item in as_map(value).items():
            for method, operation in as_map(item).items():
                if method in METHODS:
                    about = str(operation.get("summary", ""))
                    at = child(child(pointer, route), method)
                    yield Entry(at, f"{prefix}{method.upper()} {route}", about)
    elif last == "properties":
        for name, schema in as_map(value).items():
            yield Entry(child(pointer, name), f"{prefix}{name}", description(base, schema))
    elif last in ("oneOf", "anyOf"):
        tags = tags_of(as_map(value_at(base, holder)))
        for index, member in enumerate(as_list(value)):
            name = tags.get(member.get("$ref")) or member.get("type", "")
            if name != "null":
                yield Entry(child(pointer, index), f"{tagged}{name}", description(base, member))
    elif last == "enum":
        for item in as_list(value):
            yield Entry(holder, f"{tagged}{item}", "", value=str(item))
    elif holder == "/components":
        for name in as_map(value):
            yield _component(base, child(pointer, name), prefix)
    else:
        yield _component(base, pointer, prefix)


def description(base: Mapping[str, Any], schema: Any) -> str:
    """The description of a schema, or else that of the schema that it refers to."""
    schema = as_map(schema)
    if "description" in schema or "$ref" not in schema:
        return str(schema.get("description", ""))
    return str(as_map(value_at(base, str(schema["$ref"]).removeprefix("#"))).get("description", ""))


def _component(base: Mapping[str, Any], pointer: str, prefix: str) -> Entry:
    """A component by the name that it has on the wire."""
    section, name = pointer.split("/")[2:4] if pointer.startswith("/components/") else ("", pointer)
    value = as_map(value_at(base, pointer))
    about = str(value.get("description", ""))
    if section == "parameters":
        kind = "" if value.get("in") == "header" else f"{value.get('in')} "
        name = f"{kind}{value.get('name', name)}"
    elif section == "securitySchemes":
        name = credential(value, name)
    elif section == "headers":
        name = _uses(base, "headers", f"#{pointer}") or name
    elif section == "responses":
        status = _uses(base, "responses", f"#{pointer}")
        kinds = ", ".join(map(str, as_list(value.get("x-error-types"))))
        name = " ".join(filter(None, (status or name, kinds)))
    return Entry(pointer, f"{prefix}{name}", about)


def credential(scheme: Mapping[str, Any], name: str) -> str:
    """A security scheme as its header: `x-api-key`, `Authorization: Bearer`."""
    if scheme.get("type") == "apiKey":
        return str(scheme.get("name", name))
    return f"Authorization: {str(scheme.get('scheme')).capitalize()}" if scheme.get("type") == "http" else name


def _uses(node: Any, section: str, reference: str) -> str:
    """The key under which a mapping called `section` refers to a component, anywhere in the document."""
    for key, value in as_map(node).items():
        if key == section:
            for name, item in as_map(value).items():
                if as_map(item).get("$ref") == reference:
                    return name
        if found := _uses(value, section, reference):
            return found
    return ""


def tags_of(union: Mapping[str, Any]) -> dict[str, str]:
    """The names of a union's members by their references: their tags, or the names of their components."""
    members = [*as_list(union.get("oneOf")), *as_list(union.get("anyOf"))]
    names = {member["$ref"]: member["$ref"].rpartition("/")[2] for member in members if "$ref" in member}
    mapping = as_map(as_map(union.get("discriminator")).get("mapping"))
    for tag, reference in reversed(mapping.items()):
        names[reference] = tag
    return names
