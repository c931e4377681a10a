# Copied by isogloss from render/runtime/options.py. Do not edit: change that file, then run `isogloss generate`.
"""What can be said about a single call besides its arguments."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, TypeAlias

from .checks import check_mapping

if TYPE_CHECKING:
    import httpx2

DEFAULT_MAX_RETRIES = 2
DEFAULT_TIMEOUT = 600.0
"""Seconds without a byte from the server."""
DEFAULT_CONNECT_TIMEOUT = 5.0
"""Seconds until a connection stands."""

_MIB = 1024 * 1024


@dataclass(frozen=True)
class AnswerLimits:
    """How many bytes of an answer are kept in memory, counted after decompression.

    A larger answer raises `AnswerTooLargeError`. In memory, the objects made of an answer take several times its size.

    Args:
        body: Of an answer that is read as a whole, also of an error. 64 MiB by default.
        event: Of one event of a stream, with its comments, and so of each line. 16 MiB by default.
        stream: Of all events of a stream that are gathered into one value. 256 MiB by default.
    """

    body: int = 64 * _MIB
    event: int = 16 * _MIB
    stream: int = 256 * _MIB


class Omit:
    """The type of `omit`, which says that an argument is not given; None would be sent as null."""

    def __bool__(self) -> Literal[False]:
        return False

    def __repr__(self) -> str:
        return "omit"


omit = Omit()
NotGiven = Omit
NOT_GIVEN = omit

TimeoutOption: TypeAlias = "float | httpx2.Timeout | None"
"""Seconds, a timeout for each phase, or None to wait for ever."""
HeadersOption: TypeAlias = Mapping[str, str | None]
"""Headers by name; None takes one away that would be sent otherwise."""


@dataclass(frozen=True)
class RequestOptions:
    """Extras of one call. `body` and `query` are sent beside the arguments and go before them, without validation."""

    headers: HeadersOption | None = None
    query: Mapping[str, object] | None = None
    body: Mapping[str, object] | None = None
    timeout: TimeoutOption | Omit = omit

    def __post_init__(self) -> None:
        for name in ("headers", "query", "body"):
            check_mapping(getattr(self, name), f"extra_{name}")
