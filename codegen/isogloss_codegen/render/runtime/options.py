"""Options of a single call."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, TypeAlias

from typing_extensions import TypeVar

from .checks import check_mapping
from .omit import Omit, omit

if TYPE_CHECKING:
    import httpx2

    from .fast_settings import FastTransport

OutputT = TypeVar("OutputT", default=None)
"""The Python type of an output; None if a call asks for none."""

DEFAULT_MAX_RETRIES = 2
DEFAULT_TIMEOUT = 600.0
"""Maximum seconds without a byte from the server."""
DEFAULT_CONNECT_TIMEOUT = 5.0
"""Maximum seconds to connect."""

_MIB = 1024 * 1024


@dataclass(frozen=True)
class AnswerLimits:
    """Maximum number of bytes of an answer in memory, counted after decompression.

    A larger answer raises `AnswerTooLargeError`. The objects made of an answer take several times its size.

    Args:
        body: Of an answer that is read as a whole, also of an error. 64 MiB by default.
        event: Of one event of a stream with its comments, and so of each line. 16 MiB by default.
        stream: Of all events of a stream that are collected into one value. 256 MiB by default.
    """

    body: int = 64 * _MIB
    event: int = 16 * _MIB
    stream: int = 256 * _MIB


NotGiven = Omit
NOT_GIVEN = omit

TimeoutOption: TypeAlias = "float | httpx2.Timeout | None"
"""Seconds, a timeout for each phase, or None for no limit."""
TransportOption: TypeAlias = "Literal['fast'] | FastTransport | None"
"""The transport: "fast", the same with settings, or None for httpx2."""
HeadersOption: TypeAlias = Mapping[str, str | Omit | None]
"""Headers by name; None or `omit` removes a header."""


@dataclass(frozen=True)
class RequestOptions:
    """Options of one call. `body` and `query` are sent with the arguments and replace them, without validation."""

    headers: HeadersOption | None = None
    query: Mapping[str, object] | None = None
    body: Mapping[str, object] | None = None
    timeout: TimeoutOption | Omit = omit

    def __post_init__(self) -> None:
        for name in ("headers", "query", "body"):
            check_mapping(getattr(self, name), f"extra_{name}")
