"""Request bodies that are not `application/json`, for clients and servers."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from .upload import Upload
from .uploaded_body import UploadedBody

Encode = Callable[[object], bytes]


@dataclass(frozen=True)
class Written:
    """A body as the HTTP library takes it. That adds the media type of a form with `parts`."""

    content: bytes | Upload | None = None
    media_type: str | None = None
    parts: Sequence[tuple[str, Any]] | None = None


@dataclass(frozen=True)
class Json:
    """JSON with another media type than `application/json`."""

    media_type: str
    opens = None

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
    opens = None

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
    """Bytes. They are sent and received in pieces."""

    media_type: str
    opens = UploadedBody

    def write(self, body: object, encode: Encode) -> Written:
        """The body in a request.

        Raises:
            TypeError: it is not a file.
        """
        is_bytes = isinstance(body, bytes | bytearray)
        return Written(bytes(body) if is_bytes else Upload(body), self.media_type)

    @property
    def read(self) -> None:
        """The service reads the body."""
