"""Structured output: the JSON Schema of a Python type, as servers enforce it, and the value of a text."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, cast

from pydantic import BaseModel, TypeAdapter
from pydantic.errors import PydanticSchemaGenerationError

from .._runtime.errors import RequestValidationError
from .._runtime.options import Omit

OUTPUT_TYPE = "output_format"
"""The argument with the Python type of the output."""
_FORMATS = frozenset(
    ("date-time", "time", "date", "duration", "email", "hostname", "uri", "ipv4", "ipv6", "uuid")
)  # of strings


def transform_schema(json_schema: type[BaseModel] | Mapping[str, Any]) -> dict[str, Any]:
    """A JSON Schema with the keywords that servers enforce; the others become text of the description.

    Args:
        json_schema: A JSON Schema, or a Pydantic model.

    Raises:
        ValueError: the schema, or one inside it, says nothing about the type of its values.
    """
    given = dict(json_schema if isinstance(json_schema, Mapping) else json_schema.model_json_schema())
    made: dict[str, Any] = {}
    if "$defs" in given:
        made["$defs"] = {name: transform_schema(schema) for name, schema in given.pop("$defs").items()}
    if "$ref" in given:
        return made | {"$ref": given["$ref"]}
    kind = given.pop("type", None)
    members = {word: given.pop(word, None) for word in ("anyOf", "oneOf", "allOf")}
    for word in ("enum", "const"):
        if word in given and _is_literal(given[word], word):
            made[word] = list(given.pop(word)) if word == "enum" else given.pop(word)
            kind = None
    for word, found in members.items():
        if isinstance(found, list):
            made["allOf" if word == "allOf" else "anyOf"] = [
                transform_schema(each) for each in cast("list[Any]", found)
            ]
            break
    else:
        if kind is not None:
            made["type"] = kind
        elif not made.keys() & {"enum", "const"}:
            raise ValueError(f"A schema needs type, anyOf, oneOf, allOf, or enum or const with plain values: {given}")
    made |= {word: given.pop(word) for word in ("description", "title") if given.get(word) is not None}
    match kind:
        case "object":
            properties = given.pop("properties", {})
            made["properties"] = {name: transform_schema(schema) for name, schema in properties.items()}
            given.pop("additionalProperties", None)
            made["additionalProperties"] = False
            if given.get("required") is not None:
                made["required"] = list(given.pop("required"))
        case "array":
            if given.get("items") is not None:
                made["items"] = transform_schema(given.pop("items"))
            if given.get("minItems") in (0, 1):
                made["minItems"] = given.pop("minItems")
        case "string" if given.get("format") in _FORMATS:
            made["format"] = given.pop("format")
        case _:
            pass
    if given:
        rest = "{" + ", ".join(f"{word}: {value}" for word, value in given.items()) + "}"
        made["description"] = f"{made['description']}\n\n{rest}" if "description" in made else rest
    return made


def _is_literal(value: Any, word: str) -> bool:
    values = cast("list[Any]", value if word == "enum" and isinstance(value, list) else [value])
    return bool(values) and all(each is None or isinstance(each, str | int | float | bool) for each in values)


def refuse_schema(kind: Any) -> None:
    """Refuses a JSON Schema where a Python type belongs.

    Raises:
        TypeError: `kind` is a JSON Schema.
    """
    if isinstance(kind, Mapping):
        raise TypeError(f"`{OUTPUT_TYPE}` must be a type; give a JSON Schema as output_config={{'format': ...}}")


def with_output_type(config: Any, kind: Any) -> Any:
    """The `output_config` of a request for an output of the Python type `kind`.

    Raises:
        RequestValidationError: `config` has a format of its own.
        TypeError: `kind` is not a type with a JSON Schema.
    """
    if isinstance(kind, Omit) or kind is None:
        return config
    refuse_schema(kind)
    known = dict(cast("Mapping[str, Any]", config)) if isinstance(config, Mapping) else {}
    if known.get("format") is not None:
        raise RequestValidationError("Both output_format and output_config.format were provided: give only one of them")
    try:
        schema = TypeAdapter(kind).json_schema()
    except PydanticSchemaGenerationError as error:
        raise TypeError(f"`output_format` must be a type with a JSON Schema, and {kind!r} has none") from error
    return known | {"format": {"type": "json_schema", "schema": transform_schema(schema)}}


def read_output(message: Any, kind: Any) -> Any:
    """`message`, whose text blocks have their text as a value of the type `kind` in `parsed_output`.

    Raises:
        pydantic.ValidationError: a text is not such a value.
    """
    for block in message.content:
        read_block(block, kind)
    return message


def read_block(block: Any, kind: Any) -> None:
    """Reads the text of a block as a value of the type `kind`; does nothing for other blocks."""
    if block.type == "text" and not (isinstance(kind, Omit) or kind is None):
        block.parsed_output = TypeAdapter(kind).validate_json(block.text)
