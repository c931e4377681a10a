"""Turns the response of a server into typed values."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from types import ModuleType
from typing import TYPE_CHECKING, Any, Generic, ParamSpec, TypeVar, cast

from pydantic import ValidationError

from .call import adapter_of
from .failure import invalid_answer, media_type, split_character, stated_error, text_of, unexpected_body
from .operation import Api, Operation
from .validation import describe

if TYPE_CHECKING:
    import httpx2

P = ParamSpec("P")
T = TypeVar("T")


class APIResponse(Generic[T]):
    """The result of `with_raw_response`: an answer with its HTTP response.

    `http_response` is the response of the HTTP library, `retries_taken` the number of failed attempts before it.
    """

    def __init__(self, http_response: httpx2.Response, parsed: T, *, retries_taken: int) -> None:
        self.http_response = http_response
        self.retries_taken = retries_taken
        self._parsed = parsed

    def parse(self) -> T:
        """The value that the method returns without `with_raw_response`."""
        return self._parsed

    @property
    def status_code(self) -> int:
        """The HTTP status."""
        return self.http_response.status_code

    @property
    def headers(self) -> httpx2.Headers:
        """The headers; their names are not case-sensitive."""
        return self.http_response.headers

    @property
    def request_id(self) -> str | None:
        """The id that the server gave the request."""
        from .errors import request_id_of

        return request_id_of(self.http_response)

    @property
    def content(self) -> bytes:
        """The body as received; empty for a stream."""
        return self.http_response.content

    @property
    def text(self) -> str:
        """The body as text."""
        return text_of(self.http_response)

    def json(self) -> Any:
        """The body as JSON values."""
        return self.http_response.json()


def raw(method: Callable[P, T]) -> Callable[P, APIResponse[T]]:
    """Types a method whose client returns an `APIResponse`."""
    return cast("Callable[P, APIResponse[T]]", method)


def async_raw(method: Callable[P, Awaitable[T]]) -> Callable[P, Awaitable[APIResponse[T]]]:
    """Types a method whose client returns an `APIResponse`."""
    return cast("Callable[P, Awaitable[APIResponse[T]]]", method)


def read_answer(response: httpx2.Response, operation: Operation, models: ModuleType, api: Api) -> Any:
    """The typed value of a successful response that was read; None if the operation returns nothing.

    Raises:
        APIResponseValidationError: it is not as the API describes it.
    """
    if operation.answers is not None:
        return operation.answers.read(response, operation, models, api)
    if operation.response is None:
        return None
    return read_model(response, operation.response, operation, models, api)


def read_model(response: httpx2.Response, name: str, operation: Operation, models: ModuleType, api: Api) -> Any:
    """The body of a response as the model `name`.

    Raises:
        APIResponseValidationError: it is not as the API describes it.
    """
    if media_type(response) in ("text/event-stream", "text/html"):
        raise unexpected_body(response, "JSON")
    try:
        return adapter_of(models, name).validate_json(response.content)
    except ValidationError as error:
        if (stated := stated_error(response, api)) is not None:
            raise stated from None
        if error.errors(include_url=False, include_input=False)[0]["type"] == "json_invalid":
            advice = f" that cannot be read{split_character(response.content)}"
            raise unexpected_body(response, "JSON", advice) from error
        problems = describe(error, adapter_of(models, name))
        what = f"The answer to {operation.method} {operation.path}"
        raise invalid_answer(what, problems, response, response.content) from error


def check_stream(response: httpx2.Response, api: Api, switch: str | None) -> None:
    """Refuses an answer that is not a stream of events. An answer without a content-type passes.

    Raises:
        APIResponseValidationError: the server answered with one whole body, which was read.
        APIStatusError: that body is an error.
    """
    if is_whole_body(response):
        advice = f" (it probably ignores `{switch}: true`)" if switch is not None else ""
        raise stated_error(response, api) or unexpected_body(response, "a stream of events", advice)


def is_whole_body(response: httpx2.Response) -> bool:
    """True if the answer to a request for a stream is JSON or HTML, to be read as a whole."""
    kind = media_type(response)
    return kind.endswith("json") or kind == "text/html"
