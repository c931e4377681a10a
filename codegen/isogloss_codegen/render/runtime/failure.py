"""Makes errors of answers: their class, and a message with the cause and the advice."""

from __future__ import annotations

import codecs
import json
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any, cast

from .errors import (
    APIConnectionError,
    APIResponseValidationError,
    APIStatusError,
    APITimeoutError,
    status_error_class,
)
from .operation import Api
from .retry import LONGEST_WAIT, requested_delay

if TYPE_CHECKING:
    import httpx2

    from .validation import Problem

_EXCERPT = 200
# Python codecs from bytes to text that are not character sets.
_NO_CHARSETS = frozenset({"idna", "punycode", "raw_unicode_escape", "undefined", "unicode_escape"})


def connection_error(request: httpx2.Request, error: Exception) -> APIConnectionError:
    """The error of a request without an answer."""
    import httpx2

    from .secrets import shown

    if isinstance(error, httpx2.UnsupportedProtocol | httpx2.LocalProtocolError):
        return APIConnectionError(f"Cannot send to {shown(request.url)}: {error}")
    if isinstance(error, httpx2.TimeoutException):
        return APITimeoutError(f"{request.url.host} took too long ({type(error).__name__})")
    if isinstance(error, httpx2.DecodingError):
        return APIConnectionError(f"Cannot decompress the answer of {request.url.host}: {error}")
    reason = str(error) if isinstance(error, httpx2.RequestError) else repr(error)
    return APIConnectionError(f"Cannot reach {request.url.netloc.decode()}: {reason}")


def status_error(response: httpx2.Response, api: Api, hint: str = "") -> APIStatusError:
    """The error of a response that was read and has no success status."""
    hint += _long_wait(response)
    body = _json(response.content)
    if body is None:
        reason = f"{response.status_code} {response.reason_phrase}".strip()
        message = f"{reason}: the answer is {_kind(response)}, not JSON: {excerpt(response.content)}"
        return status_error_class(response.status_code)(message + hint, response=response, body=text_of(response))
    return _described(body, response.content, response, api, response.status_code, hint)


def event_error(data: bytes, response: httpx2.Response, api: Api) -> APIStatusError:
    """The error of an error event. Its class follows from its type, not from the status of the response."""
    body = _json(data)
    status = api.error_types.get(_text(_error_of(body).get("type")) or "", response.status_code)
    return _described(body if body is not None else data.decode(errors="replace"), data, response, api, status)


def stated_error(response: httpx2.Response, api: Api) -> APIStatusError | None:
    """The error in the body of a response with a success status, if there is one."""
    if _mapping(_mapping(_json(response.content)).get("error")):
        return event_error(response.content, response, api)
    return None


def unexpected_body(response: httpx2.Response, expected: str, advice: str = "") -> APIResponseValidationError:
    """The error of an answer of the wrong kind."""
    shown = excerpt(response.content)
    message = f"Expected {expected}, but the server answered with {_kind(response)}{advice}: {shown}"
    return APIResponseValidationError(message, response=response, body=response.content)


def invalid_answer(
    what: str, problems: Sequence[Problem], response: httpx2.Response, body: bytes
) -> APIResponseValidationError:
    """The error of an answer in the right format with the wrong content."""
    lines = "".join(f"\n  {problem}" for problem in problems)
    return APIResponseValidationError(
        f"{what} is not as the API describes it:{lines}", response=response, body=body, problems=problems
    )


def excerpt(body: bytes) -> str:
    """The beginning of a body, on one line."""
    text = " ".join(body[: 4 * _EXCERPT].decode(errors="replace").split())
    return repr(text if len(text) <= _EXCERPT else f"{text[:_EXCERPT]}...") if text else "(nothing)"


def split_character(body: bytes) -> str:
    """A phrase for JSON that cannot be read because a character was cut in two; "" for other JSON."""
    try:
        json.dumps(_json(body), ensure_ascii=False).encode()
    except UnicodeEncodeError as error:
        half = f"\\u{ord(error.object[error.start]):04x}"
        return f": the data is split within a character ({half} is half a character)"
    except RecursionError:
        pass
    return ""


def media_type(response: httpx2.Response) -> str:
    """The media type of a response in lower case; "" if it has none."""
    return str(response.headers.get("content-type", "")).partition(";")[0].strip().lower()


def text_of(response: httpx2.Response) -> str:
    """The body as text; as UTF-8 if the server names no known character set."""
    charset = response.charset_encoding or "utf-8"
    try:
        if codecs.lookup(charset).name not in _NO_CHARSETS:
            return response.content.decode(charset, errors="replace")
    except (LookupError, ValueError):
        pass
    return response.content.decode(errors="replace")


def _long_wait(response: httpx2.Response) -> str:
    seconds = requested_delay(response.headers)
    if seconds is None or seconds <= LONGEST_WAIT:
        return ""
    return f" (the server asks to wait {seconds:,.0f} s; a client waits {LONGEST_WAIT:.0f} s at most)"


def _described(
    body: Any, source: bytes, response: httpx2.Response, api: Api, status: int, hint: str = ""
) -> APIStatusError:
    error = _error_of(body)
    error_type = _text(error.get("type"))
    words = _text(error.get("message")) or excerpt(source)
    message = ": ".join(part for part in (str(status), error_type, words) if part)
    return status_error_class(status)(
        message + hint,
        response=response,
        body=body,
        status_code=status,
        type=error_type,
        error_code=_text(_mapping(error.get("details")).get("error_code")),
        request_id=_text(_mapping(body).get("request_id")),
    )


def _error_of(body: object) -> Mapping[str, Any]:
    """The object that describes the error in an error body: its `error`, or the body itself."""
    whole = _mapping(body)
    inner = whole.get("error")
    if isinstance(inner, str):
        return {**whole, "message": inner}
    return _mapping(inner) or whole


def _mapping(value: object) -> Mapping[str, Any]:
    return cast("Mapping[str, Any]", value) if isinstance(value, Mapping) else {}


def _kind(response: httpx2.Response) -> str:
    return media_type(response) or "a body without a content type"


def _text(value: object) -> str | None:
    return value if isinstance(value, str) else None


def _json(body: bytes) -> Any:
    try:
        return json.loads(body)
    except (ValueError, RecursionError):
        return None
