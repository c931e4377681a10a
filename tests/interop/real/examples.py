"""Reads each example of a document into its model, and writes it again."""

from __future__ import annotations

from collections.abc import Iterator
from importlib import import_module
from typing import Any, NamedTuple

from pydantic import TypeAdapter

from isogloss_codegen.document.values import NOTHING, as_list, as_map, child, value_at
from isogloss_codegen.ir import Api
from isogloss_codegen.names import class_names
from isogloss_codegen.schema.validator import Validators
from isogloss_codegen.wire import Direction

from .outcome import Outcome, differing


class Example(NamedTuple):
    """An example, the pointer of its schema, its model, and the direction in which it is sent."""

    value: Any
    schema: str
    model: str
    direction: Direction


def examples_of(document: dict[str, Any], api: Api) -> Iterator[Example]:
    """The examples of components, and those of the JSON bodies and answers of operations."""
    schemas = as_map(as_map(document.get("components")).get("schemas"))
    for name, model in class_names(schemas).items():
        if (component := api.components.get(model)) is not None:
            direction: Direction = "response" if "response" in component.sides else "request"
            for each in _listed(document, schemas[name]):
                yield Example(each, child("/components/schemas", name), model, direction)
    for operation in api.operations:
        answer = f"{operation.pointer}/responses/{operation.response_status}"
        body = f"{operation.pointer}/requestBody"
        sides: tuple[tuple[str | None, str, Direction], ...] = (
            (operation.body if operation.media is None else None, body, "request"),
            (operation.response, answer, "response"),
        )
        for model, pointer, direction in sides:
            pointer = _followed(document, pointer)
            media = value_at(document, f"{pointer}/content/application~1json")
            if model is not None and "schema" in as_map(media):
                for each in _listed(document, media):
                    yield Example(each, f"{pointer}/content/application~1json/schema", model, direction)


def round_trips(package: str, document: dict[str, Any], api: Api) -> tuple[Outcome, int]:
    """The outcome of each example that is valid by JSON Schema, and the number of those that are not."""
    models = import_module(f"{package}.models")
    validators: dict[Direction, Validators] = {
        "request": Validators(document, "request"),
        "response": Validators(document, "response"),
    }
    outcome, invalid = Outcome(), 0
    for each in examples_of(document, api):
        validator = validators[each.direction].at(each.schema)
        # In JSON Schema, a format is only a remark.
        if not validator.accepts(each.value) and any(f.keyword != "format" for f in validator.every_fault(each.value)):
            invalid += 1
            continue
        try:
            adapter: TypeAdapter[Any] = TypeAdapter(getattr(models, each.model))
            written = adapter.dump_python(
                adapter.validate_python(each.value), mode="json", by_alias=True, exclude_unset=True
            )
        except Exception as error:
            outcome.other(type(error).__name__, f"{each.model}: {' '.join(str(error).split())[:200]}")
            continue
        if difference := differing(each.value, written):
            outcome.other("example differs", f"{each.model}: {difference[:200]}")
        else:
            outcome.equal += 1
    return outcome, invalid


def _listed(document: dict[str, Any], holder: Any) -> Iterator[Any]:
    words = as_map(holder)
    if "example" in words:
        yield words["example"]
    yield from as_list(words.get("examples"))
    for each in as_map(words.get("examples")).values():
        found = value_at(document, str(each["$ref"])[1:]) if "$ref" in as_map(each) else each
        if "value" in as_map(found):
            yield found["value"]


def _followed(document: dict[str, Any], pointer: str) -> str:
    found = value_at(document, pointer)
    reference = as_map(found).get("$ref") if found is not NOTHING else None
    return str(reference)[1:] if isinstance(reference, str) and reference.startswith("#") else pointer
