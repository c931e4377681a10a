# Copied by isogloss from render/runtime/result.py. Do not edit: change that, then generate.
"""Checks and writes the results and events of a service."""

from __future__ import annotations

import re
from functools import cache
from typing import Any, cast

from pydantic import BaseModel
from pydantic_core import to_json

from .base import UnknownVariantModel
from .operation import EventStream
from .sse import encode_event

_ONE_LINE = re.compile(r"[^\r\n]+")


def is_model(value: object, *names: str) -> bool:
    """True if `value` is an object of the API with one of these names. Dialects have their own classes."""
    return _is_named(type(value), names)


@cache
def _is_named(kind: type, names: tuple[str, ...]) -> bool:
    return issubclass(kind, BaseModel) and any(each.__name__ in names for each in kind.__mro__)


def write_model(value: BaseModel) -> bytes:
    """`value` as JSON.

    Raises:
        ValueError: a value in it is not valid for its model, or not JSON.
    """
    return value.__pydantic_serializer__.to_json(value, warnings="error")


def write_json(value: object) -> bytes:
    """A value that no model describes as JSON.

    Raises:
        ValueError: it is not JSON.
    """
    return to_json(value, by_alias=True)


class EventWriter:
    """Writes the events of an operation's streams."""

    def __init__(self, stream: EventStream) -> None:
        self._stream = stream
        self._kinds: set[type] = set()

    def write(self, event: Any) -> bytes:
        """The bytes of `event`.

        Raises:
            TypeError: it is not an event of this stream.
            ValueError: a value in it is not valid for its model, or not JSON.
        """
        stream = self._stream
        if type(event) not in self._kinds:
            if not is_model(event, *stream.events.values()) and not isinstance(event, UnknownVariantModel):
                raise TypeError(f"{type(event).__name__} is not an event of {stream.union}")
            self._kinds.add(cast("type", type(event)))
        name = getattr(event, stream.tag)
        data = write_model(event)
        if name not in stream.events and not (isinstance(name, str) and _ONE_LINE.fullmatch(name)):
            raise ValueError(f"the `{stream.tag}` of an event is its name, and must be text on one line")
        return encode_event(name, data)
