"""Rules about examples and defaults: they satisfy the schema they stand beside."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property, lru_cache
from typing import Any, NamedTuple
from urllib.parse import quote

import jsonschema_rs

from ...schema.errors import Said, every, leaves
from ...schema.openness import spelled_out
from ..load import LoadError, beside
from ..source import child
from ..values import as_list, as_map, copied, value_at
from .context import Context, Target, Unresolved
from .finding import Finding
from .shape import nodes
from .structure import schema_invalid

_FOLDER = "isogloss:///"
_BASE = f"{_FOLDER}document"
# The formats that are asserted; the others describe.
_FORMATS = ("date-time", "uri")


class _Example(NamedTuple):
    """A value at a pointer, and the pointer of the schema that it exemplifies."""

    pointer: str
    value: Any
    schema: str


def example_invalid(context: Context) -> Iterator[Finding]:
    """An example is not what its schema describes."""
    examples = list(_examples(context))
    if examples:
        yield from _findings(context, examples)


def default_invalid(context: Context) -> Iterator[Finding]:
    """The default of a schema is not what the schema describes; elsewhere null is read as having none."""
    defaults = [
        _Example(child(node.pointer, "default"), node["default"], node.pointer)
        for node in context.all("Schema Object")
        if "default" in node.value and (node["default"] is not None or context.follows_house_style)
    ]
    if defaults:
        yield from _findings(context, defaults)


def _findings(context: Context, examples: list[_Example]) -> Iterator[Finding]:
    for example in examples:
        for said in validators(context).complaints(example.schema, example.value):
            yield Finding(example.pointer + said.pointer, said.message, said.help, key=said.name is not None)


def _examples(context: Context) -> Iterator[_Example]:
    for node in context.all("Media Type Object", "Parameter Object", "Header Object"):
        if not isinstance(node["schema"], dict):
            continue
        schema = child(node.pointer, "schema")
        if "example" in node.value:
            yield _Example(child(node.pointer, "example"), node["example"], schema)
        for name, entry in as_map(node["examples"]).items():
            pointer, example = child(child(node.pointer, "examples"), name), entry
            if "$ref" in as_map(entry):
                target = context.resolve(str(entry["$ref"]))
                if isinstance(target, Unresolved) or target.document is not context.document:
                    continue
                pointer, example = target.pointer, target.value
            for field in ("value", "dataValue"):
                if field in as_map(example):
                    yield _Example(child(pointer, field), example[field], schema)
    for node in context.all("Schema Object"):
        if "example" in node.value:
            yield _Example(child(node.pointer, "example"), node["example"], node.pointer)
        for index, value in enumerate(as_list(node["examples"])):
            yield _Example(child(child(node.pointer, "examples"), index), value, node.pointer)


@lru_cache(maxsize=1)
def validators(context: Context) -> Validators:
    """The validators of a document: made once for all of its examples."""
    return Validators(context)


class Validators:
    """Validates values against the schemas of a document, as far as these are sound.

    What is wrong with a schema itself is left out of it, so that the rest can still be held against a value.
    """

    def __init__(self, context: Context) -> None:
        self._context = context
        self._made: dict[str, jsonschema_rs.Validator | None] = {}

    def complaints(self, schema: str, value: Any) -> list[Said]:
        """Why a value is not what the schema at a pointer describes, the likeliest reasons only."""
        validator = self._validator(schema)
        return list(dict.fromkeys(leaves(validator.iter_errors(value)))) if validator else []

    def refusals(self, schema: str, value: Any) -> list[Said]:
        """Every reason why a value is not what the schema at a pointer describes."""
        validator = self._validator(schema)
        return list(dict.fromkeys(every(validator.iter_errors(value)))) if validator else []

    def _validator(self, schema: str) -> jsonschema_rs.Validator | None:
        if schema not in self._made:
            reference = {"$ref": f"{_BASE}#{quote(schema)}"}
            try:
                self._made[schema] = jsonschema_rs.Draft202012Validator(
                    reference, registry=self._registry, validate_formats=True
                )
            except (ValueError, jsonschema_rs.ReferencingError):
                # The fault of a schema in another file, which is none of this document's.
                self._made[schema] = None
        return self._made[schema]

    @cached_property
    def _registry(self) -> jsonschema_rs.Registry:
        resources = [(_BASE, sound(self._context))]
        return jsonschema_rs.Registry(resources, draft=jsonschema_rs.Draft202012, retriever=self._retrieve)

    def _retrieve(self, uri: str) -> Any:
        """Reads a file beside the document; what cannot be read takes any value, and is a finding of another rule."""
        try:
            return beside(self._context.document, uri.removeprefix(_FOLDER)).value
        except LoadError:
            return {}


def sound(context: Context) -> dict[str, Any]:
    """A copy of a document whose schemas can be validated with: of JSON Schema 2020-12, without what is wrong in them.

    What is open (`x-open`) takes other words, and objects with another tag.
    """
    copy = copied(context.value)
    for finding in schema_invalid(context):
        _remove(copy, finding.pointer, context.around(finding.pointer).pointer)
    for node in nodes(copy):
        if node.kind == "Schema Object":
            if isinstance(node["$ref"], str) and not isinstance(context.resolve(node["$ref"]), Target):
                del node.value["$ref"]
            if node["format"] not in _FORMATS:
                node.value.pop("format", None)
            if context.is_30:
                _translate(node.value)
            if node["x-open"] is True:
                spelled = spelled_out(node.value)
                node.value.clear()
                node.value.update(spelled)
    return copy


def _remove(document: dict[str, Any], pointer: str, schema: str) -> None:
    """Removes what is at a pointer inside a schema; of a list, the keyword that has it."""
    parent, _, name = pointer.rpartition("/")
    holder = value_at(document, parent)
    if not isinstance(holder, dict):
        holder, name = value_at(document, schema), pointer[len(schema) + 1 :].partition("/")[0]
    as_map(holder).pop(name.replace("~1", "/").replace("~0", "~"), None)


def _translate(schema: dict[str, Any]) -> None:
    """Makes a schema of OpenAPI 3.0 one of JSON Schema 2020-12."""
    if "$ref" in schema:
        for keyword in [keyword for keyword in schema if keyword != "$ref"]:
            del schema[keyword]
    for bound, exclusive in (("minimum", "exclusiveMinimum"), ("maximum", "exclusiveMaximum")):
        if schema.pop(exclusive, False) is True and bound in schema:
            schema[exclusive] = schema.pop(bound)
    if schema.pop("nullable", False) is True:
        inner = dict(schema)
        schema.clear()
        schema["anyOf"] = [inner, {"type": "null"}]
