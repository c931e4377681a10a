"""Request bodies that are not `application/json`, for clients and servers."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, cast

from .files import content_of

if TYPE_CHECKING:
    from .files import Content

Encode = Callable[[object], bytes]


@dataclass(frozen=True)
class Written:
    """A body as the HTTP library takes it. That adds the media type of a form with `parts`."""

    content: bytes | None = None
    media_type: str | None = None
    parts: Sequence[tuple[str, Any]] | None = None


@dataclass(frozen=True)
class Json:
    """JSON with another media type than `application/json`."""

    media_type: str

    def write(self, body: object, encode: Encode) -> Written:
        """The body in a request; `encode` makes JSON."""
        return Written(encode(body), self.media_type)

    @property
    def read(self) -> None:
        """The server reads any JSON."""


@dataclass(frozen=True)
class Text:
    """A text in UTF-8."""

    media_type: str

    def write(self, body: object, encode: Encode) -> Written:
        """The body in a request.

        Raises:
            TypeError: it is not a text.
        """
        if not isinstance(body, str):
            raise TypeError(f"must be a text, not {type(body).__name__}")
        return Written(body.encode(), self.media_type)

    def read(self, data: bytes, content_type: str) -> str:
        """The body of a request."""
        return data.decode(errors="replace")


@dataclass(frozen=True)
class Binary:
    """Bytes."""

    media_type: str

    def write(self, body: object, encode: Encode) -> Written:
        """The body in a request.

        Raises:
            TypeError: it is not a file.
        """
        return Written(content_of(cast("Content", body)), self.media_type)

    def read(self, data: bytes, content_type: str) -> bytes:
        """The body of a request."""
        return data
