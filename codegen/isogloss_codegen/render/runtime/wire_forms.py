"""Interfaces of the modules that only some packages have, which nothing but their `operations.py` imports."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from types import ModuleType
from typing import TYPE_CHECKING, Any, Protocol

if TYPE_CHECKING:
    import httpx2

    from .operation import Api, Operation
    from .options import AnswerLimits


class Style(Protocol):
    """The way to write a parameter that is more than `a=1&a=2`."""

    def query(self, name: str, value: object, /) -> Sequence[tuple[str, str]]:
        """The pairs of a query, with encoded names and values."""
        ...

    def text(self, name: str, value: object, /, *, encoded: bool = False) -> str:
        """The value of a header or cookie; `encoded` for a part of a path."""
        ...

    def read_query(self, name: str, query: str, known: frozenset[str], /) -> Any:
        """The value in an encoded query; None if it is absent. `known` are the names of other parameters."""
        ...

    def read_text(self, name: str, text: str, /) -> Any:
        """The value in a header, a cookie or a decoded part of a path."""
        ...


class Upload(Protocol):
    """A body of bytes that is sent in pieces."""

    def attach(self, request: httpx2.Request, /) -> None:
        """Makes this the body of a request."""
        ...


class Written(Protocol):
    """A request body as the HTTP library takes it. That adds the media type of a form with `parts`."""

    @property
    def content(self) -> bytes | Upload | None: ...

    @property
    def media_type(self) -> str | None: ...

    @property
    def parts(self) -> Sequence[tuple[str, Any]] | None: ...


class Media(Protocol):
    """The media type of a request body that is not `application/json`."""

    @property
    def media_type(self) -> str:
        """The media type, without the boundary of a form."""
        ...

    def write(self, body: object, encode: Callable[[object], bytes], /) -> Written:
        """The body in a request; `encode` makes JSON.

        Raises:
            TypeError: it cannot be sent.
        """
        ...

    @property
    def read(self) -> Callable[[bytes, str], Any] | None:
        """A function that reads the body of a request and its content-type; None for JSON."""
        ...

    @property
    def opens(self) -> Callable[..., Any] | None:
        """A function that hands on the body of a request while it arrives; None if it is read before."""
        ...


class Answer(Protocol):
    """An answer of success."""

    @property
    def code(self) -> int: ...

    @property
    def media(self) -> str: ...

    @property
    def format(self) -> str: ...

    @property
    def model(self) -> str | None: ...


class ItemWriter(Protocol):
    """Writes the items of a stream."""

    def write(self, item: Any, /) -> bytes:
        """The bytes of an item.

        Raises:
            TypeError, ValueError: it is no item of this stream, or cannot be written.
        """
        ...


class Answers(Protocol):
    """The answers of an operation that has more than one model or nothing."""

    @property
    def accept(self) -> str:
        """The header `accept` of a request."""
        ...

    @property
    def described(self) -> str:
        """The values that a service may return, for a message."""
        ...

    @property
    def streams(self) -> bool:
        """True if an answer may be a stream."""
        ...

    def is_stream(self, response: httpx2.Response, /) -> bool:
        """True if a response is a stream."""
        ...

    def decoder(self, response: httpx2.Response, models: ModuleType, limits: AnswerLimits, /) -> Any:
        """Makes events or values of the bytes of a stream."""
        ...

    def of_items(self, write_value: Callable[[Any, str | None], bytes], /) -> tuple[Answer, ItemWriter] | None:
        """The answer that a service means with an iterator, and what writes its items; None if there is none.

        `write_value` makes JSON of a value of the model with a name.
        """
        ...

    def read(self, response: httpx2.Response, operation: Operation, models: ModuleType, api: Api, /) -> Any:
        """The value of a response.

        Raises:
            APIResponseValidationError: it is not as the API describes it.
        """
        ...

    def of_result(self, result: object, /) -> Answer | None:
        """The answer that a service means with its result; None if there is no such answer."""
        ...


class Requirements(Protocol):
    """The credentials that an operation requires."""

    def find(self, headers: Mapping[bytes, bytes], query: bytes, /, *, required: bool = True) -> dict[str, str]:
        """The credentials of a request by the ids of their schemes.

        Raises:
            ServiceError: 401, they are missing.
        """
        ...
