# Copied by isogloss from render/runtime/errors.py. Do not edit: change that, then generate.
"""Errors between a client and a server."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, ClassVar

from .retry import requested_delay

if TYPE_CHECKING:
    import httpx2

    from .dialect import SupportFinding
    from .validation import Problem


class APIError(Exception):
    """Base class of all errors that a client raises.

    `message` is for people. `partial` is the message of a stream before the error; None for others.
    """

    partial: Any = None

    def __init__(self, message: str) -> None:
        # A server may send halves of surrogate pairs, which cannot be printed.
        self.message = message.encode(errors="backslashreplace").decode()
        super().__init__(self.message)

    def __reduce__(self) -> tuple[Any, ...]:
        # Without `__init__`, because each class has other arguments.
        return Exception.__new__, (type(self), *self.args), self.__dict__


class MissingCredentialError(APIError):
    """The API requires a credential, and the client has none."""


class RequestValidationError(APIError, ValueError):
    """The request is not valid; nothing was sent. `problems` are the places and reasons."""

    def __init__(self, message: str, problems: Sequence[Problem] = ()) -> None:
        super().__init__(message)
        self.problems = tuple(problems)


class ProviderSupportError(RequestValidationError):
    """The provider does not support a part of the request; nothing was sent.

    `findings` are the parts, with their sources.
    """

    def __init__(self, message: str, findings: Sequence[SupportFinding], problems: Sequence[Problem] = ()) -> None:
        super().__init__(message, problems)
        self.findings = tuple(findings)


class ProviderSupportWarning(UserWarning):
    """The provider ignores, changes, or may refuse a part of the request, which is sent all the same."""


class APIConnectionError(APIError):
    """The client could not reach the server, or the connection broke before the answer."""


class APITimeoutError(APIConnectionError):
    """The server took longer than the timeout."""


class StreamInterruptedError(APIConnectionError):
    """A stream ended before its last event. `partial` is the message so far, None if nothing had arrived."""


class AnswerTooLargeError(APIError):
    """An answer is larger than the client keeps in memory.

    `limit` is the name of the limit, a field of `AnswerLimits`; `size` is its number of bytes.
    """

    def __init__(self, limit: str, size: int) -> None:
        what = _LIMITED.get(limit, limit)
        advice = f"to raise the limit, give the client answer_limits=AnswerLimits({limit}=...)"
        super().__init__(f"{what} is larger than {size} bytes: {advice}")
        self.limit = limit
        self.size = size


_LIMITED = {
    "body": "The body of the answer",
    "event": "An event of the stream",
    "stream": "The stream, which is collected into one value,",
}


class APIResponseValidationError(APIError):
    """An answer is not as the API describes it.

    `problems` are the places and reasons, `path` is the first place, `body` the answer as received.
    """

    def __init__(
        self, message: str, *, response: httpx2.Response, body: bytes, problems: Sequence[Problem] = ()
    ) -> None:
        super().__init__(message)
        self.response = _without_secrets(response)
        self.status_code = response.status_code
        self.request_id = request_id_of(response)
        self.body = body
        self.problems = tuple(problems)
        self.path = problems[0].path if problems else ""


class APIStatusError(APIError):
    """The server answered with an error.

    `status_code` is the HTTP status; for an error event of a stream, the status of its type. `type` and `error_code`
    are the names of the error, `request_id` is for the support of the server, `body` is the JSON of the answer, or its
    text if it is not JSON. `retry_after` is the number of seconds that the server asks to wait, or None; above 60 the
    client raises at once. `request` is the request with its credentials hidden.
    """

    default_status: ClassVar[int | None] = None

    def __init__(
        self,
        message: str,
        *,
        response: httpx2.Response,
        body: object = None,
        status_code: int | None = None,
        type: str | None = None,
        error_code: str | None = None,
        request_id: str | None = None,
    ) -> None:
        super().__init__(message)
        self.response = _without_secrets(response)
        self.request = response.request
        self.status_code = response.status_code if status_code is None else status_code
        self.body = body
        self.type = type
        self.error_code = error_code
        self.request_id = request_id or request_id_of(response)
        self.retry_after = requested_delay(response.headers)


class BadRequestError(APIStatusError):
    """400: the request is not valid."""

    default_status = 400


class AuthenticationError(APIStatusError):
    """401: the credential is missing or wrong."""

    default_status = 401


class PaymentRequiredError(APIStatusError):
    """402: the account cannot pay for the request."""

    default_status = 402


class PermissionDeniedError(APIStatusError):
    """403: the credential does not allow the request."""

    default_status = 403


class NotFoundError(APIStatusError):
    """404: there is no such path or object."""

    default_status = 404


class RequestTimeoutError(APIStatusError):
    """408: the server waited too long for the request."""

    default_status = 408


class ConflictError(APIStatusError):
    """409: the request conflicts with the state of an object."""

    default_status = 409


class PreconditionFailedError(APIStatusError):
    """412: a condition of the request is not met."""

    default_status = 412


class ContentTooLargeError(APIStatusError):
    """413: the request is too large."""

    default_status = 413


class UnprocessableEntityError(APIStatusError):
    """422: the request is well-formed, but not valid."""

    default_status = 422


class RateLimitError(APIStatusError):
    """429: too many requests, or too large ones, in a short time."""

    default_status = 429


class RequestHeaderFieldsTooLargeError(APIStatusError):
    """431: the request's headers are too large."""

    default_status = 431


class ClientClosedRequestError(APIStatusError):
    """499: the client disconnected before the answer."""

    default_status = 499


class InternalServerError(APIStatusError):
    """500 and above: the server failed."""

    default_status = 500


class HTTPNotImplementedError(InternalServerError):
    """501: the server does not support the operation."""

    default_status = 501


class ServiceUnavailableError(InternalServerError):
    """503: the server is temporarily unavailable."""

    default_status = 503


class GatewayTimeoutError(InternalServerError):
    """504: another server behind the server took too long."""

    default_status = 504


class OverloadedError(InternalServerError):
    """529: the service has more requests than it can serve."""

    default_status = 529


RequestTooLargeError = ContentTooLargeError
DeadlineExceededError = GatewayTimeoutError

_CLASSES: dict[int, type[APIStatusError]] = {
    error.default_status: error
    for base in (APIStatusError, InternalServerError)
    for error in (base, *base.__subclasses__())
    if error.default_status is not None
}


def status_error_class(status: int) -> type[APIStatusError]:
    """The error class of an HTTP status."""
    return _CLASSES.get(status, InternalServerError if status >= 500 else APIStatusError)


def _without_secrets(response: httpx2.Response) -> httpx2.Response:
    """`response` with a request without credentials: errors are logged, pickled and sent to other services."""
    from .secrets import without_secrets

    response.request = without_secrets(response.request)
    return response


def request_id_of(response: httpx2.Response) -> str | None:
    """The id that the server gave a request, or None."""
    headers = response.headers
    return headers.get("request-id") or headers.get("x-request-id")
