"""What a service returns, and the events that it sends: held against what was asked for, and written."""

from __future__ import annotations

import re
from functools import lru_cache

from pydantic import BaseModel

from .base import UnknownVariantModel
from .operation import EventStream
from .sse import encode_event

_ONE_LINE = re.compile(r"[^\r\n]+")


def is_model(value: object, *names: str) -> bool:
    """Whether `value` is an object of the API with one of these names: dialects have classes of their own."""
    return isinstance(value, BaseModel) and not _names(type(value)).isdisjoint(names)


def write_model(value: BaseModel) -> bytes:
    """`value` as JSON.

    Raises:
        ValueError: something in it is not what its model says, or no JSON.
    """
    return value.__pydantic_serializer__.to_json(value, warnings="error")


def write_event(event: object, stream: EventStream) -> bytes:
    """`event` as it is sent.

    Raises:
        TypeError: it is no event of this stream.
        ValueError: something in it is not what its model says, or no JSON.
    """
    if not is_model(event, *stream.events.values()) and not isinstance(event, UnknownVariantModel):
        raise TypeError(f"{type(event).__name__} is no event of {stream.union}")
    assert isinstance(event, BaseModel)
    name = getattr(event, stream.tag)
    data = write_model(event)
    if not isinstance(name, str) or not _ONE_LINE.fullmatch(name):
        raise ValueError(f"the `{stream.tag}` of an event is its name, which has to be text on one line")
    return encode_event(name, data)


@lru_cache(maxsize=1024)
def _names(kind: type) -> frozenset[str]:
    return frozenset(each.__name__ for each in kind.__mro__)
