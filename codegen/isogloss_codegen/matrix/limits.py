"""Words for the constraints of a schema."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Any, cast

_SIZES = (("Items", "item"), ("Length", "character"))


def limits(schema: Mapping[str, Any]) -> str:
    """The limits of a schema as a phrase ("above 0, at most 1"); "" if it has none."""
    return ", ".join(_parts(schema))


def _parts(schema: Mapping[str, Any]) -> Iterator[str]:
    if "const" in schema:
        yield f"always {_shown(schema['const'])}"
    elif "enum" in schema:
        yield f"one of {', '.join(map(_shown, cast('list[Any]', schema['enum'])))}"
    low, high = schema.get("minimum"), schema.get("maximum")
    above, below = schema.get("exclusiveMinimum"), schema.get("exclusiveMaximum")
    if low is not None and high is not None:
        yield f"{low} to {high}"
    elif low is not None:
        yield f"at least {low}"
    if above is not None:
        yield f"above {above}"
    if high is not None and low is None:
        yield f"at most {high}"
    if below is not None:
        yield f"below {below}"
    for suffix, noun in _SIZES:
        least, most = schema.get(f"min{suffix}"), schema.get(f"max{suffix}")
        if least is not None:
            yield f"at least {_counted(least, noun)}"
        if most is not None:
            yield f"at most {_counted(most, noun)}"
    if "multipleOf" in schema:
        yield f"in steps of {schema['multipleOf']}"
    if "pattern" in schema:
        yield f"matching {schema['pattern']}"


def _counted(number: int, noun: str) -> str:
    return f"{number:,} {noun}" if number == 1 else f"{number:,} {noun}s"


def _shown(value: Any) -> str:
    return value if isinstance(value, str) else json.dumps(value)
