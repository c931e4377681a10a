"""Reads JSON values of unknown type."""

from __future__ import annotations

import json
from typing import Any, cast

_JSON_TYPES = (
    (str, "string"),
    (bool, "boolean"),
    (int, "integer"),
    (float, "number"),
    (list, "array"),
    (dict, "object"),
)

NOTHING: Any = object()
"""Stands for a missing value. It equals no other value."""


# The next two are called hundreds of thousands of times: a `cast` would more than double their cost.
def as_map(value: Any) -> dict[str, Any]:
    """The value if it is a mapping, else an empty mapping: only one rule reports a wrong type."""
    return value if isinstance(value, dict) else {}  # pyright: ignore[reportUnknownVariableType]


def as_list(value: Any) -> list[Any]:
    """The value if it is a list, else an empty list."""
    return value if isinstance(value, list) else []  # pyright: ignore[reportUnknownVariableType]


def one_or_more(value: Any) -> list[Any]:
    """The items of a list, or a list of the value alone."""
    return value if isinstance(value, list) else [value]  # pyright: ignore[reportUnknownVariableType]


def as_text(value: Any) -> str | None:
    """The value if it is a string, else None."""
    return value if isinstance(value, str) else None


def copied(value: Any) -> Any:
    """A deep copy of a JSON value, several times faster than `copy.deepcopy`."""
    if isinstance(value, dict):
        return {key: copied(entry) for key, entry in as_map(cast(Any, value)).items()}
    if isinstance(value, list):
        return [copied(item) for item in cast("list[Any]", value)]
    return value


def value_at(value: Any, pointer: str) -> Any:
    """The value at a JSON pointer, or NOTHING if there is none."""
    for token in pointer.split("/")[1:]:
        name = token.replace("~1", "/").replace("~0", "~") if "~" in token else token
        if isinstance(value, list):
            items = as_list(cast(Any, value))
            value = items[int(name)] if name.isdecimal() and int(name) < len(items) else NOTHING
        else:
            value = as_map(value).get(name, NOTHING)
        if value is NOTHING:
            break
    return value


def child(pointer: str, key: str | int) -> str:
    """The JSON pointer of the value under `key` in the value at `pointer`."""
    return f"{pointer}/{str(key).replace('~', '~0').replace('/', '~1')}"


def half_character(value: Any, text: str) -> str | None:
    """An escape for half of a surrogate pair (`\\ud800`) in a value that was read from `text`; None without any.

    Half a pair can only be written as an escape: no file and no terminal accepts it.
    """
    if "\\" not in text or ("\\ud" not in text and "\\uD" not in text):  # nearly always
        return None
    try:
        json.dumps(value, ensure_ascii=False).encode()
    except UnicodeEncodeError as error:
        return f"\\u{ord(error.object[error.start]):04x}"
    return None


def json_type(value: Any) -> str:
    """The JSON type of a value: "object", "array", "string", "integer", "number", "boolean" or "null"."""
    return next((name for kind, name in _JSON_TYPES if isinstance(value, kind)), "null")
