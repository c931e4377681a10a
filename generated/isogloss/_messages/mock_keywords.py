# Copied by isogloss from messages/_messages/mock_keywords.py. Do not edit: change that file, then run `isogloss generate`.
"""The JSON Schemas that the mock understands: a stated subset of the keywords, and nothing else."""

from __future__ import annotations

import json
import math
from collections.abc import Callable, Mapping
from typing import Any, cast
from urllib.parse import unquote

FORMATS = {
    "date-time": "2026-01-01T00:00:00Z",
    "date": "2026-01-01",
    "time": "00:00:00Z",
    "duration": "PT1H",
    "email": "mock@example.com",
    "hostname": "example.com",
    "ipv4": "192.0.2.1",
    "ipv6": "2001:db8::1",
    "uri": "https://example.com/mock",
    "uuid": "00000000-0000-4000-8000-000000000000",
}
"""A value of each string format."""

_NUMBER_FORMATS = ("int32", "int64", "float", "double")

TYPES: dict[str, Callable[[Any], bool]] = {
    "string": lambda value: isinstance(value, str),
    "integer": lambda value: _is_number(value) and (isinstance(value, int) or value.is_integer()),
    "number": lambda value: _is_number(value),
    "boolean": lambda value: isinstance(value, bool),
    "null": lambda value: value is None,
    "array": lambda value: isinstance(value, list),
    "object": lambda value: isinstance(value, dict),
}
"""Whether a JSON value is of each type."""

_ANNOTATIONS = ("title", "description", "default", "examples", "example", "deprecated", "readOnly", "writeOnly")
_ABOUT_ITSELF = ("$schema", "$id", "$comment", "contentEncoding", "contentMediaType")
_NAMED = ("properties", "$defs", "definitions")
_LISTED = ("anyOf", "oneOf", "allOf", "prefixItems")
_SINGLE = ("items", "additionalProperties")

Schema = Mapping[str, Any]


class SchemaError(Exception):
    """A schema that the mock makes no value for. `path` says where in the schema (`.properties.x`), the text why."""

    def __init__(self, path: str, message: str) -> None:
        super().__init__(message)
        self.path = path


def check_keywords(schema: Any) -> None:
    """Makes sure that the mock understands all of `schema`.

    Raises:
        SchemaError: a keyword is outside the subset, or is not what JSON Schema says it is.
    """
    _check(schema, "", schema)


def resolve(reference: str, root: Any) -> Any:
    """The schema that a `$ref` means, or None; only references within the schema are followed."""
    node = root
    for step in reference.removeprefix("#").split("/")[1:]:
        name = unquote(step).replace("~1", "/").replace("~0", "~")
        if isinstance(node, dict):
            node = cast("dict[str, Any]", node).get(name)
        elif isinstance(node, list) and name.isdecimal() and int(name) < len(cast("list[Any]", node)):
            node = cast("list[Any]", node)[int(name)]
        else:
            return None
    return node if reference.startswith("#") else None


def _check(schema: Any, path: str, root: Any) -> None:
    if isinstance(schema, bool):
        return
    if not isinstance(schema, dict):
        raise SchemaError(path, "is no JSON Schema")
    for keyword, value in cast("dict[str, Any]", schema).items():
        here = f"{path}.{keyword}"
        if keyword in _ANNOTATIONS or keyword in _ABOUT_ITSELF or keyword.startswith("x-"):
            continue
        if keyword not in _SHAPES:
            raise SchemaError(
                here, f"the mock does not understand the keyword `{keyword}`; it understands {', '.join(_SHAPES)}"
            )
        if not _SHAPES[keyword](value):
            raise SchemaError(here, f"is not what `{keyword}` takes")
        if keyword == "format" and value not in FORMATS and value not in _NUMBER_FORMATS:
            raise SchemaError(
                here, f"the mock has no value of the `format` {json.dumps(value)}; it has {', '.join(FORMATS)}"
            )
        if keyword == "$ref" and resolve(value, root) is None:
            raise SchemaError(here, f"{json.dumps(value)} leads nowhere within the schema")
        if keyword in _NAMED:
            for name, part in cast("dict[str, Any]", value or {}).items():
                _check(part, f"{here}.{name}", root)
        elif keyword in _LISTED:
            for index, part in enumerate(cast("list[Any]", value)):
                _check(part, f"{here}[{index}]", root)
        elif keyword in _SINGLE:
            _check(value, here, root)


def _is_number(value: Any) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool) and abs(value) < math.inf


def _is_size(value: Any) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and value >= 0


def _is_texts(value: Any) -> bool:
    return isinstance(value, list) and all(isinstance(item, str) for item in cast("list[Any]", value))


def _is_type(value: Any) -> bool:
    names: list[Any] = cast("list[Any]", value) if isinstance(value, list) else [value]
    return bool(names) and all(isinstance(name, str) and name in TYPES for name in names)


_SHAPES: dict[str, Callable[[Any], bool]] = {
    "type": _is_type,
    "enum": lambda value: isinstance(value, list) and bool(cast("list[Any]", value)),
    "const": lambda value: True,
    "properties": lambda value: value is None or isinstance(value, dict),
    "required": lambda value: value is None or _is_texts(value),
    "additionalProperties": lambda value: isinstance(value, bool | dict),
    "items": lambda value: isinstance(value, bool | dict),
    "prefixItems": TYPES["array"],
    "minItems": _is_size,
    "maxItems": _is_size,
    "minLength": _is_size,
    "maxLength": _is_size,
    "minimum": _is_number,
    "maximum": _is_number,
    "exclusiveMinimum": _is_number,
    "exclusiveMaximum": _is_number,
    "multipleOf": lambda value: _is_number(value) and value > 0,
    "format": lambda value: isinstance(value, str),
    "anyOf": lambda value: isinstance(value, list) and bool(cast("list[Any]", value)),
    "oneOf": lambda value: isinstance(value, list) and bool(cast("list[Any]", value)),
    "allOf": lambda value: isinstance(value, list) and bool(cast("list[Any]", value)),
    "$ref": TYPES["string"],
    "$defs": TYPES["object"],
    "definitions": TYPES["object"],
}

KEYWORDS = tuple(_SHAPES)
"""The keywords that the mock understands, besides annotations and words that begin with `x-`."""
