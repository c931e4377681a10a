"""Judges values twice: by the spec under an independent JSON Schema validator, and by the generated models.

Both name what they refuse by the path that a user would write: `messages[0].content[1].text`.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path
from typing import Any, cast

from jsonschema import Draft202012Validator, ValidationError
from pydantic import TypeAdapter, ValidationError as ModelError

from isogloss import models
from isogloss_codegen.document.load import read
from isogloss_codegen.document.values import as_map

Node = dict[str, Any]

SPEC = Path(__file__).parents[2] / "spec" / "openapi.yaml"
_REF = "#/components/schemas/"


@cache
def spec() -> Node:
    """The spec as its author wrote it."""
    return read(SPEC).value


@cache
def schemas() -> dict[str, Node]:
    """The schemas of the spec by name, in plain JSON Schema: what is open takes any other word or tag."""
    return _opened(spec()["components"]["schemas"])


def _opened(value: Any) -> Any:
    if isinstance(value, list):
        return [_opened(item) for item in cast("list[Any]", value)]
    if not isinstance(value, dict):
        return value
    node: Node = {key: _opened(item) for key, item in cast("Node", value).items()}
    if node.get("x-open") is True:
        node.pop("enum", None)
        if discriminator := node.get("discriminator"):
            tag, known = discriminator["propertyName"], list(discriminator["mapping"])
            unknown = {"type": "string", "not": {"enum": known}}
            node["oneOf"].append({"type": "object", "required": [tag], "properties": {tag: unknown}})
    return node


@cache
def _validator(ref: str) -> Draft202012Validator:
    return Draft202012Validator({"$ref": ref, "components": {"schemas": schemas()}})


def objects_in(value: Any) -> Iterator[Node]:
    """Every JSON object in a value, outermost first."""
    if isinstance(value, dict):
        node = cast("Node", value)
        yield node
        value = list(node.values())
    if isinstance(value, list):
        for item in cast("list[Any]", value):
            yield from objects_in(item)


def refusals(component: str, value: Any) -> set[tuple[str, str]]:
    """The faults that the schema of a component finds in a value: paths, each with the keyword that refuses it.

    Of the branches of a union those count that were meant. The path of `required` and `additionalProperties` leads
    to the field that is missing or unknown.
    """
    errors = cast("Iterable[ValidationError]", _validator(_REF + component).iter_errors(value))  # pyright: ignore[reportUnknownMemberType]
    return {leaf for error in errors for leaf in _leaves(error)}


def _leaves(error: ValidationError) -> Iterator[tuple[str, str]]:
    branch = _meant(error)
    if branch is not None:
        for inner in error.context or []:
            if inner.schema_path[0] == branch:
                yield from _leaves(inner)
        return
    path = list(error.absolute_path)
    keyword = str(error.validator)
    instance, schema = cast("Any", error.instance), cast("Node", error.schema)
    names: list[str | None] = [None]
    if keyword == "required":
        names = [name for name in schema["required"] if name not in instance]
    elif keyword == "additionalProperties":
        names = [name for name in instance if name not in schema["properties"]]
    for name in names:
        yield dotted(path if name is None else [*path, name]), keyword


def _meant(error: ValidationError) -> int | None:
    """The branch of a union that a value was meant for: that of its tag, or the only one for its type."""
    schema = cast("Node", error.schema)
    if "discriminator" in schema and error.validator == "oneOf":
        ref = _member(schema, error.instance)
        return schema["oneOf"].index({"$ref": ref}) if ref else None
    if error.validator not in ("oneOf", "anyOf"):
        return None
    inner = list(error.context or [])
    other_type = {item.schema_path[0] for item in inner if item.validator == "type" and not item.path}
    meant = {cast("int", item.schema_path[0]) for item in inner} - other_type
    return meant.pop() if len(meant) == 1 else None


def _member(union: Node, value: Any) -> str | None:
    """The reference to the member of a union that a value's tag names."""
    tag = value.get(union["discriminator"]["propertyName"]) if isinstance(value, dict) else None  # pyright: ignore[reportUnknownMemberType, reportUnknownVariableType]
    return union["discriminator"]["mapping"].get(tag or union.get("x-default-tag"))


def uses(component: str, value: Any) -> set[str]:
    """The components that a valid value is made of; members of unions also with their tag, words of enums as well.

    `ToolUseBlock`, `ToolUseBlock (tool_use)`, `StopReason (end_turn)`.
    """
    return set(_uses({"$ref": _REF + component}, value))


def _uses(schema: Node, value: Any) -> Iterator[str]:
    if "$ref" in schema:
        name = schema["$ref"].removeprefix(_REF)
        yield name
        if isinstance(value, str):
            yield f"{name} ({value})"
        yield from _uses(schemas()[name], value)
    elif "discriminator" in schema:
        if ref := _member(schema, value):
            yield f"{ref.removeprefix(_REF)} ({value.get(schema['discriminator']['propertyName'])})"
            yield from _uses({"$ref": ref}, value)
    else:
        for branch in [*schema.get("oneOf", []), *schema.get("anyOf", [])]:
            if "$ref" not in branch or _validator(branch["$ref"]).is_valid(value):  # pyright: ignore[reportUnknownMemberType]
                yield from _uses(branch, value)
        if isinstance(value, list):
            for item in cast("list[Any]", value):
                yield from _uses(schema.get("items", {}), item)
        elif isinstance(value, dict):
            others = as_map(schema.get("additionalProperties"))
            for name, item in cast("Node", value).items():
                yield from _uses(schema.get("properties", {}).get(name, others), item)


def model_refusals(component: str, value: Any) -> set[str]:
    """The paths at which the generated model of a component refuses a value that came as JSON."""
    try:
        _adapter(component).validate_json(json.dumps(value))
    except ModelError as error:
        return {dotted(_place(value, problem["loc"], problem["type"])) for problem in error.errors()}
    return set()


def through_models(component: str, value: Any) -> Any:
    """A value read into the generated model of a component and written again."""
    adapter = _adapter(component)
    return json.loads(adapter.dump_json(adapter.validate_json(json.dumps(value))))


@cache
def _adapter(component: str) -> TypeAdapter[Any]:
    return TypeAdapter(getattr(models, component))


def _place(value: Any, location: tuple[int | str, ...], kind: str) -> list[int | str]:
    """The location of a model's error without the names of classes and tags that it passed on its way."""
    place: list[int | str] = []
    last = location[-1] if location else ""
    for step in location:
        if step not in _steps(value):
            continue
        # A step that leads nowhere, while the last one goes on from here, is the tag of a union, such as `thinking`.
        if step is not last and not _steps(value[step]) and (kind == "missing" or last in _steps(value)):
            continue
        place.append(step)
        value = value[step]
    return [*place, last] if kind == "missing" else place


def _steps(value: Any) -> set[Any]:
    """The steps into a value: the keys of an object, the indices of a list."""
    if isinstance(value, list):
        return set(range(len(cast("list[Any]", value))))
    return set(cast("Node", value)) if isinstance(value, dict) else set()


def dotted(path: Iterable[int | str]) -> str:
    """A path as a user would write it: `messages[0].content`."""
    return "".join(f"[{step}]" if isinstance(step, int) else f".{step}" for step in path).removeprefix(".")
