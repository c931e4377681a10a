"""An operation of a served API: from the request to the service's method, and back."""

from __future__ import annotations

import inspect
import logging
from collections.abc import AsyncIterator, Awaitable, Callable, Iterable, Mapping
from functools import cached_property
from typing import TYPE_CHECKING, Any, cast

from pydantic import TypeAdapter

from .disconnect import StopWhenGone, StopWhenLate, guarded
from .event_response import EventResponse
from .operation import EventStream, Operation
from .parameter_reader import ParameterReader
from .reply import Reply
from .request import (
    BodyReader,
    ClientGoneError,
    Receive,
    RequestContext,
    Scope,
    check_kind,
    find_credential,
    read_body,
)
from .response import JSON, ServiceError
from .result import EventWriter, is_model, write_json, write_model

if TYPE_CHECKING:
    from .asgi import Application
    from .wire_forms import Answers, Media

Authenticate = Callable[[str, RequestContext], object | Awaitable[object]]
"""Takes the credential of a request and its context, and returns an identity, or None or False; may be a coroutine."""

logger = logging.getLogger(f"{__name__.partition('.')[0]}.server")

_EVENTS = b"text/event-stream; charset=utf-8"
_PLAIN = EventStream(union="", tag="", events={})
"""A stream without pings and errors of its own."""


class Endpoint:
    """Answers the requests for one operation with a method of the service."""

    def __init__(self, app: Application, operation: Operation, method: Callable[..., Any]) -> None:
        self._app = app
        self._operation = operation
        self._method = method
        self._writers: dict[str | None, TypeAdapter[Any] | None] = {}

    # Building a model takes a while, so it happens on first use.

    @cached_property
    def _body(self) -> BodyReader:
        operation, app = self._operation, self._app
        model = None if operation.body is None else app.model(operation.body)
        required, unknown_fields = operation.body_required, app.unknown_fields
        return BodyReader(model, required=required, unknown_fields=unknown_fields, media=operation.media)

    @cached_property
    def _parameters(self) -> ParameterReader:
        model = self._app.model(cast("str", self._operation.parameters_model))
        return ParameterReader(model, self._operation.parameters, self._app.header_defaults)

    def _writer_of(self, name: str | None) -> TypeAdapter[Any] | None:
        """Writes a response that is not an object of the API, such as a list; None if it is one, or there is none."""
        if name not in self._writers:
            model = None if name is None else self._app.model(name)
            self._writers[name] = None if model is None or isinstance(model, type) else TypeAdapter(model)
        return self._writers[name]

    @cached_property
    def _writer(self) -> EventWriter:
        return EventWriter(cast("EventStream", self._operation.stream))

    async def answer(self, scope: Scope, receive: Receive, reply: Reply, path: Mapping[str, str]) -> None:
        """Answers one request.

        Raises:
            ServiceError: this module or the service refuses the request.
            ClientGoneError: the client has disconnected.
            Exception: the service raised it before the response began.
        """
        operation, app = self._operation, self._app
        headers = _by_name(scope["headers"])
        context = RequestContext(reply.request_id, operation, scope, response_headers=reply.headers)
        if operation.authenticated or operation.security is not None:
            context.credential = credential = self._credential(scope, headers)
            # Without a credential, an operation that may be called with none is not asked about it.
            if app.authenticate is not None and (credential is not None or not app.key_required):
                await self._identify(app.authenticate, credential or "", context)
        arguments: list[Any] = []
        stream = operation.stream
        # A service that reads the body itself is the one that sees the client disconnect.
        reads_itself = (media := operation.media) is not None and media.opens is not None
        if media is not None and reads_itself:
            arguments.append(self._opened(media, scope, receive, headers))
        elif operation.body is not None or media is not None:
            data = await self._content(receive, headers)
            body = self._body.read(data, headers)
            if stream is not None and stream.switch is not None and getattr(body, stream.switch, None) is not True:
                stream = None
            arguments.append(body)
        if operation.parameters:
            arguments.append(self._parameters.read(scope, headers, path))
        arguments.append(context)
        work = self._result(arguments, stream, reply)
        encoded = await (work if reads_itself else guarded(work, StopWhenGone, receive))
        if encoded is not None:
            await reply.send(*encoded)

    async def _result(
        self, arguments: list[Any], stream: EventStream | None, reply: Reply
    ) -> tuple[int, bytes, bytes | None] | None:
        """The answer with what the service's method returns; None for events and items, which are sent as they come."""
        result = self._method(*arguments)
        if inspect.isawaitable(result):
            result = await result
        if stream is not None:
            await self._send_events(stream, self._events(result, stream), reply)
            return None
        if (answers := self._operation.answers) is not None and hasattr(result, "__aiter__"):
            await self._send_items(answers, result, reply)
            return None
        return self._encoded(result)

    def _credential(self, scope: Scope, headers: Mapping[bytes, bytes]) -> str | None:
        app, security = self._app, self._operation.security
        if security is None:
            return find_credential(headers, app.api.security, required=app.key_required)
        found = security.find(headers, scope.get("query_string", b""), required=app.key_required)
        return next(iter(found.values()), None)

    @staticmethod
    async def _identify(authenticate: Authenticate, credential: str, context: RequestContext) -> None:
        identity = authenticate(credential, context)
        if inspect.isawaitable(identity):
            identity = await identity
        if identity is None or identity is False:
            raise ServiceError(401, "the credential is not valid")
        context.identity = identity

    def _opened(self, media: Media, scope: Scope, receive: Receive, headers: Mapping[bytes, bytes]) -> Any:
        """The body, to be read by the service; None if an optional one is absent."""
        # A body without a length has this header since HTTP/1.1, and needs none since HTTP/2.
        is_chunked = b"transfer-encoding" in headers or not str(scope.get("http_version", "1.1")).startswith("1")
        is_absent = headers.get(b"content-length", b"" if is_chunked else b"0") == b"0"
        if is_absent and not self._operation.body_required:
            return None
        check_kind(media, headers)
        assert media.opens is not None
        return media.opens(receive, headers, limit=self._app.max_body, seconds=self._app.body_timeout)

    def _content(self, receive: Receive, headers: Mapping[bytes, bytes]) -> Awaitable[bytes]:
        reading = read_body(receive, headers, self._app.max_body)
        limit = self._app.body_timeout
        return reading if limit is None else guarded(reading, StopWhenLate, limit)

    def _encoded(self, result: Any) -> tuple[int, bytes, bytes | None]:
        """The status, the body and the media type of an answer."""
        answers = self._operation.answers
        if answers is None:
            return self._operation.status, *self._written(result, self._operation.response)
        answer = answers.of_result(result)
        if answer is None:
            raise self._wrong(result, answers.described)
        if isinstance(result, str | bytes) and answer.format != "json":
            content = result.encode() if isinstance(result, str) else result
            return answer.code, content, answer.media.encode()
        if answer.model is None and answer.media:
            return answer.code, write_json(result), answer.media.encode()
        content, kind = self._written(result, answer.model)
        return answer.code, content, answer.media.encode() if kind is not None else None

    def _written(self, result: Any, name: str | None) -> tuple[bytes, bytes | None]:
        if name is None and result is None:
            return b"", None
        writer = self._writer_of(name)
        if name is None or (writer is None and not is_model(result, name)):
            raise self._wrong(result, "None" if name is None else name)
        try:
            if writer is None:
                return write_model(result), JSON
            return writer.dump_json(result, warnings="error"), JSON
        except ValueError as error:
            raise ValueError(f"{self._name} returned a value that cannot be sent as {name}: {error}") from error

    def _events(self, result: Any, stream: EventStream) -> AsyncIterator[Any]:
        if hasattr(result, "__aiter__"):
            return cast("AsyncIterator[Any]", result)
        name = self._operation.response
        if self._app.expand is None or name is None or not is_model(result, name):
            either = f"an asynchronous iterator of {stream.union}"
            raise self._wrong(result, either if self._app.expand is None else f"{name} or {either}")
        return _each(self._app.expand(result))

    def _wrong(self, result: Any, wanted: str) -> TypeError:
        return TypeError(f"{self._name} returned {type(result).__name__}, not {wanted}")

    @property
    def _name(self) -> str:
        """The name of the method in error messages."""
        return getattr(self._method, "__qualname__", self._operation.function)

    async def _send_items(self, answers: Answers, items: AsyncIterator[Any], reply: Reply) -> None:
        """Sends a stream that is not one of events of the API. A stream of JSON values has no pings."""
        found = answers.of_items(
            lambda value, name: write_json(value) if name is None else self._written(value, name)[0]
        )
        if found is None:
            raise self._wrong(items, answers.described)
        answer, writer = found
        is_events = answer.format == "events"
        kind = _EVENTS if is_events else answer.media.encode()
        start = reply.start(answer.code, kind, defaults={"cache-control": "no-cache"})
        interval, sleep = self._app.ping_interval if is_events else None, self._app.sleep
        response = EventResponse(_PLAIN, reply.send_message, writer, start, ping_interval=interval, sleep=sleep)
        await self._send_all(response, _PLAIN, items, reply)

    async def _send_events(self, stream: EventStream, events: AsyncIterator[Any], reply: Reply) -> None:
        app = self._app
        start = reply.start(self._operation.status, _EVENTS, defaults={"cache-control": "no-cache"})
        interval, sleep = app.ping_interval, app.sleep
        response = EventResponse(stream, reply.send_message, self._writer, start, ping_interval=interval, sleep=sleep)
        await self._send_all(response, stream, events, reply)

    async def _send_all(
        self, response: EventResponse, stream: EventStream, events: AsyncIterator[Any], reply: Reply
    ) -> None:
        app = self._app
        try:
            await response.send_all(events)
        except Exception as error:
            if not response.started or isinstance(error, ClientGoneError):
                raise
            if not isinstance(error, ServiceError):
                logger.exception("the stream of request %s failed: %s", reply.request_id, error)
                error = ServiceError(500, "internal server error")
            name = stream.events.get(stream.error or "")
            model = None if name is None else app.model(name)
            _, data = app.errors.written(error, reply.request_id, model=model)
            await response.end_with_error(data)


async def _each(events: Iterable[Any]) -> AsyncIterator[Any]:
    for event in events:
        yield event


def _by_name(pairs: Iterable[tuple[bytes, bytes]]) -> dict[bytes, bytes]:
    """Headers by name. Repeated headers are joined, as HTTP allows."""
    pairs = pairs if isinstance(pairs, list) else list(pairs)
    headers = dict(pairs)
    if len(headers) < len(pairs):
        headers = {name: b", ".join(value for other, value in pairs if other == name) for name in headers}
    return headers
