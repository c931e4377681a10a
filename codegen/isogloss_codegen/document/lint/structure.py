"""Rules of the OpenAPI and JSON Schema specifications."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache, lru_cache
from typing import Any

import jsonschema_rs
from openapi_spec_validator import (
    OpenAPIV30SpecValidator,
    OpenAPIV31SpecValidator,
    OpenAPIV32SpecValidator,
    schemas as releases,
)
from referencing.exceptions import Unresolvable

from ...schema.errors import Fault, leaves, steps_to
from ...schema.wellformed import is_pattern
from ..external import beside
from ..keywords import JSON_SCHEMA, OPENAPI_30, REPLACED, REQUIRED_FIELDS, SCHEMA_OBJECT
from ..load import Document
from ..values import as_map, child, value_at
from ..wording import article, nearest
from .context import Context
from .remark import Remark
from .shape import Node

_SCHEMAS: Any = releases
_RELEASES: dict[str, tuple[Any, Any]] = {
    "3.0": (OpenAPIV30SpecValidator, _SCHEMAS.schema_v30),
    "3.1": (OpenAPIV31SpecValidator, _SCHEMAS.schema_v31),
    "3.2": (OpenAPIV32SpecValidator, _SCHEMAS.schema_v32),
}
_FORMS_OF_NAMES = {
    "Paths Object": "a path begins with /",
    "Responses Object": 'the key of a response is a status ("404"), a range of them ("4XX") or "default"',
}


def openapi_invalid(context: Context) -> Iterator[Remark]:
    """The document does not follow the OpenAPI specification."""
    for node, said in violations(context):
        if node.kind != "Schema Object":
            yield _finding(context, node, said)


def schema_invalid(context: Context) -> Iterator[Remark]:
    """A schema does not follow its specification: an unknown type, a bound that is not a number."""
    for node, said in violations(context):
        if node.kind == "Schema Object" and said.name is None:
            yield _finding(context, node, said)
        elif node.kind == "Schema Object" and said.keyword == "required":
            yield Remark(said.pointer, said.message, said.help, key=True)
    for node, said in schema_violations(context):
        yield _finding(context, node, said)
    for node in context.all("Schema Object"):
        if isinstance(node["pattern"], str) and not is_pattern(node["pattern"]):
            yield Remark(child(node.pointer, "pattern"), "this is not a regular expression")


def unknown_keyword(context: Context) -> Iterator[Remark]:
    """A schema has an unknown keyword, which validators skip silently."""
    known = OPENAPI_30 if context.is_30 else JSON_SCHEMA
    for node in context.all("Schema Object"):
        for keyword in node.value:
            if keyword in known or keyword.startswith("x-"):
                continue
            if context.is_30 and keyword in JSON_SCHEMA:
                help = "it needs OpenAPI 3.1 or later"
            else:
                help = REPLACED.get(keyword) or nearest(keyword, known)
            message = f'"{keyword}" is not a keyword of {article("Schema Object")}'
            yield Remark(child(node.pointer, keyword), message, help, key=True)


def refused_besides(context: Context) -> Iterator[Remark]:
    """Problems that only openapi-spec-validator finds; it does not name a place.

    It is asked if the rules find no error, so that a document that passes here also passes there. Schemas are left out:
    the rules use the same meta-schemas, and its time grows with the square of their number.
    """
    base, _ = _RELEASES[_release(context)]
    handlers = {"resolver_handlers": _Beside(context.document)}
    without_schemas = {**base.keyword_validators, "schema": _Passes, "default": _Passes}
    validator = type("Validator", (base,), {**handlers, "keyword_validators": without_schemas})(context.value)
    try:
        for error in validator.iter_errors():
            yield Remark("", str(error.message))
    except Unresolvable as error:
        yield Remark("", f"the reference {error.ref} in a referenced file cannot be resolved")
    except Exception:
        # It fails on some valid documents, for example on an extension among the paths.
        return


class _Passes:
    """Replaces a part of openapi-spec-validator that is not used."""

    def __init__(self, registry: Any) -> None:
        del registry

    def __call__(self, *values: Any) -> Iterator[Any]:
        return iter(())


class _Beside(dict[str, Any]):
    """Reads the files that references name, with any scheme: only files beside a document, nothing from a network."""

    def __init__(self, document: Document) -> None:
        super().__init__()
        self.document = document

    def __contains__(self, scheme: object) -> bool:
        return True

    def __getitem__(self, scheme: str) -> Any:
        return self._read

    def _read(self, uri: str) -> Any:
        return beside(self.document, uri).value


def _release(context: Context) -> str:
    return str(context.value["openapi"])[:3]


def violations(context: Context) -> list[tuple[Node, Fault]]:
    """The errors of the OpenAPI release's JSON Schema, each with the object that has it."""
    return [(_holder(context, said), said) for said in _said(context.document)]


def schema_violations(context: Context) -> Iterator[tuple[Node, Fault]]:
    """The errors of JSON Schema's own schema since OpenAPI 3.1, each with the object that has it."""
    for node in context.all("Schema Object"):
        if not context.is_30 and (node.parent is None or node.parent.kind != "Schema Object"):
            for said in dict.fromkeys(leaves(_schema_object().iter_errors(node.value))):
                place = said._replace(steps=(*steps_to(node.pointer), *said.steps))
                yield _holder(context, place), place


def _holder(context: Context, said: Fault) -> Node:
    """The object that has an error; for an unknown field, the object around it."""
    is_field = said.name is not None and said.keyword != "required"
    return context.around(said.pointer.rpartition("/")[0] if is_field else said.pointer)


@lru_cache(maxsize=1)
def _said(document: Document) -> tuple[Fault, ...]:
    errors = _validator(str(document.value["openapi"])[:3]).iter_errors(document.value)
    return tuple(dict.fromkeys(leaves(errors)))


@cache
def _validator(release: str) -> jsonschema_rs.Validator:
    return jsonschema_rs.validator_for(_schema(release), offline=True)


@cache
def _schema(release: str) -> dict[str, Any]:
    return dict(_RELEASES[release][1])


@cache
def _schema_object() -> jsonschema_rs.Validator:
    return jsonschema_rs.Draft202012Validator(SCHEMA_OBJECT, offline=True)


def _finding(context: Context, node: Node, said: Fault) -> Remark:
    return _remark(context, node, said)._replace(is_readable=_is_readable(context, node, said))


def _is_readable(context: Context, node: Node, said: Fault) -> bool:
    """True if it is plain what was meant: by a missing text, by null, by a number as text, by an old form."""
    if said.keyword == "minProperties":
        return True
    if said.name is not None:
        return said.keyword == "required" and (node.kind, said.name) in REQUIRED_FIELDS
    value, last = value_at(context.value, said.pointer), said.steps[-1] if said.steps else ""
    is_old_form = node.kind == "Schema Object" and last in ("type", "required", "exclusiveMinimum", "exclusiveMaximum")
    return value is None or is_old_form or ("must be a string" in said.message and isinstance(value, (int, float)))


def _remark(context: Context, node: Node, said: Fault) -> Remark:
    kind = node.expects or node.kind
    if said.name is None:
        is_type = context.is_30 and node.kind == "Schema Object" and said.pointer == child(node.pointer, "type")
        types = value_at(context.value, said.pointer) if is_type else None
        help = "a list of types needs OpenAPI 3.1 or later" if isinstance(types, list) else said.help
        return Remark(said.pointer, said.message, help)
    if said.keyword == "required":
        return Remark(said.pointer, f'{article(kind)} needs "{said.name}"', said.help, key=True)
    known = _fields(_release(context), said.location)
    help = nearest(said.name, known) or _FORMS_OF_NAMES.get(kind)
    return Remark(said.pointer, f'"{said.name}" is not a field of {article(kind)}', help, key=True)


@cache
def _fields(release: str, location: str) -> tuple[str, ...]:
    """The known fields of an object whose schema contains the keyword at `location`."""
    uri, _, fragment = location.partition("#")
    pointer = fragment.rpartition("/")[0]
    schema = SCHEMA_OBJECT if uri == SCHEMA_OBJECT["$id"] else _schema(release)

    def names(node: dict[str, Any], depth: int) -> Iterator[str]:
        yield from as_map(node.get("properties"))
        if depth:
            inner = [node.get(keyword) for keyword in ("then", "else")]
            inner += [*node.get("allOf", []), *node.get("oneOf", []), *as_map(node.get("dependentSchemas")).values()]
            if str(node.get("$ref", "")).startswith("#/"):
                inner.append(value_at(schema, node["$ref"][1:]))
            for part in inner:
                yield from names(as_map(part), depth - 1)

    return tuple(dict.fromkeys(names(as_map(value_at(schema, pointer)), 3)))
