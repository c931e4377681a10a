# Copied by isogloss from render/runtime/result.py. Do not edit: change that file, then run `isogloss generate`.
"""What a service returns, and the events that it sends: held against what was asked for, and written."""

from __future__ import annotations

import re
from typing import Any, cast

from pydantic import BaseModel

from .base import UnknownVariantModel
from .operation import EventStream
from .sse import encode_event

_ONE_LINE = re.compile(r"[^\r\n]+")


def is_model(value: object, *names: str) -> bool:
    """Whether `value` is an object of the API with one of these names: dialects have classes of their own."""
    return isinstance(value, BaseModel) and any(kind.__name__ in names for kind in type(value).__mro__)


def write_model(value: BaseModel) -> bytes:
    """`value` as JSON.

    Raises:
        ValueError: something in it is not what its model says, or no JSON.
    """
    return value.__pydantic_serializer__.to_json(value, warnings="error")


class EventWriter:
    """Writes the events of a stream; one serves all responses of an operation."""

    def __init__(self, stream: EventStream) -> None:
        self._stream = stream
        self._kinds: set[type] = set()

    def write(self, event: Any) -> bytes:
        """`event` as it is sent.

        Raises:
            TypeError: it is no event of this stream.
            ValueError: something in it is not what its model says, or no JSON.
        """
        stream = self._stream
        if type(event) not in self._kinds:
            if not is_model(event, *stream.events.values()) and not isinstance(event, UnknownVariantModel):
                raise TypeError(f"{type(event).__name__} is no event of {stream.union}")
            self._kinds.add(cast("type", type(event)))
        name = getattr(event, stream.tag)
        data = write_model(event)
        if name not in stream.events and not (isinstance(name, str) and _ONE_LINE.fullmatch(name)):
            raise ValueError(f"the `{stream.tag}` of an event is its name, which has to be text on one line")
        return encode_event(name, data)
