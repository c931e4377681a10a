# Copied by isogloss from render/runtime/answer.py. Do not edit: change that, then generate.
"""Turns the response of a server into typed values."""

from __future__ import annotations

from types import ModuleType
from typing import TYPE_CHECKING, Any

from pydantic import TypeAdapter, ValidationError

from .base import ResponseModel
from .call import adapter_of
from .errors import request_id_of
from .failure import invalid_answer, media_type, split_character, stated_error, text_of, unexpected_body
from .operation import Api, Operation
from .validation import describe

if TYPE_CHECKING:
    import httpx2


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
        answer = adapter_of(models, name).validator.validate_json(response.content)
    except ValidationError as error:
        if (stated := stated_error(response, api)) is not None:
            raise stated from None
        if error.errors(include_url=False, include_input=False)[0]["type"] == "json_invalid":
            advice = f" that cannot be read{split_character(response.content)}"
            raise unexpected_body(response, "JSON", advice) from error
        problems = describe(error, adapter_of(models, name))
        what = f"The answer to {operation.method} {operation.path}"
        raise invalid_answer(what, problems, response, response.content) from error
    return _identified(answer, response)


def read_as(response: httpx2.Response, kind: Any) -> Any:
    """The value of a response that was read as the type `kind`: JSON, a text (`str`), `bytes`, or the response itself.

    Raises:
        APIResponseValidationError: the body is no such value.
    """
    import httpx2

    if kind is httpx2.Response:
        return response
    if kind is str:
        return text_of(response)
    if kind is bytes:
        return response.content
    if kind is type(None):
        return None
    if kind in (bool, int, float):
        return _scalar(response, kind)
    adapter: TypeAdapter[Any] = TypeAdapter(Any if kind is object else kind)
    try:
        return _identified(adapter.validate_json(response.content), response)
    except ValidationError as error:
        what = f"The answer to {response.request.method} {response.request.url.path}"
        raise invalid_answer(what, describe(error, adapter), response, response.content) from error


def _scalar(response: httpx2.Response, kind: Any) -> Any:
    adapter: TypeAdapter[Any] = TypeAdapter(kind)
    try:
        return adapter.validate_strings(text_of(response).strip())
    except ValidationError as error:
        raise unexpected_body(response, f"a value of the type {kind.__name__}") from error


def _identified(answer: Any, response: httpx2.Response) -> Any:
    if isinstance(answer, ResponseModel):
        vars(answer)["_request_id"] = request_id_of(response)
    return answer


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
    return (kind.endswith("json") and not kind.endswith("ndjson")) or kind == "text/html"
