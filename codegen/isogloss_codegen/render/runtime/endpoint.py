"""One operation of a served API: from the request to the service's method and back."""

from __future__ import annotations

import inspect
import logging
from collections.abc import AsyncIterator, Awaitable, Callable, Iterable, Mapping
from functools import cached_property
from typing import TYPE_CHECKING, Any, cast

from pydantic import BaseModel, TypeAdapter

from .disconnect import StopWhenGone
from .event_response import EventResponse
from .operation import EventStream, Operation
from .request import (
    BodyReader,
    ClientGoneError,
    ParameterReader,
    Receive,
    RequestContext,
    Scope,
    Send,
    find_credential,
    read_body,
)
from .response import JSON, ServiceError

if TYPE_CHECKING:
    from .asgi import Application

Authenticate = Callable[[str], bool | Awaitable[bool]]

logger = logging.getLogger(f"{__name__.partition('.')[0]}.server")

_EVENTS = b"text/event-stream; charset=utf-8"


class Reply:
    """The response to one request. `headers` are sent besides those that every response has."""

    def __init__(self, send: Send, request_id: str, *, head: bool = False) -> None:
        self.request_id = request_id
        self.headers: dict[str, str] = {}
        self.send_message = send
        self._head = head

    def start(self, status: int, media_type: bytes | None, length: int | None = None) -> dict[str, Any]:
        """The ASGI message that starts the response."""
        headers = [(b"request-id", self.request_id.encode())]
        if media_type is not None:
            headers.append((b"content-type", media_type))
        if length is not None:
            headers.append((b"content-length", b"%d" % length))
        for name, value in self.headers.items():
            headers.append((name.lower().encode("latin-1"), value.encode("latin-1")))
        return {"type": "http.response.start", "status": status, "headers": headers}

    async def send(self, status: int, body: bytes, media_type: bytes | None) -> None:
        """Sends the whole response.

        Raises:
            ClientGoneError: the connection is closed.
        """
        try:
            await self.send_message(self.start(status, media_type, len(body)))
            await self.send_message({"type": "http.response.body", "body": b"" if self._head else body})
        except OSError as error:
            raise ClientGoneError from error


class Endpoint:
    """Answers the requests for one operation with a method of the service."""

    def __init__(self, app: Application, operation: Operation, method: Callable[..., Any]) -> None:
        self._app = app
        self._operation = operation
        self._method = method

    # Models are built when they are first needed, which takes a while.

    @cached_property
    def _body(self) -> BodyReader:
        operation, app = self._operation, self._app
        model = app.model(cast("str", operation.body))
        return BodyReader(model, required=operation.body_required, unknown_fields=app.unknown_fields)

    @cached_property
    def _parameters(self) -> ParameterReader:
        model = self._app.model(cast("str", self._operation.parameters_model))
        return ParameterReader(model, self._operation.parameters)

    @cached_property
    def _response(self) -> TypeAdapter[Any] | None:
        """Writes a response that is no object of the API, such as a list; None where it is, or where there is none."""
        model = None if self._operation.response is None else self._app.model(self._operation.response)
        return None if model is None or isinstance(model, type) else TypeAdapter(model)

    async def answer(self, scope: Scope, receive: Receive, reply: Reply, path: Mapping[str, str]) -> None:
        """Answers one request.

        Raises:
            ServiceError: the request is refused, by this or by the service.
            ClientGoneError: there is nobody to answer any more.
            Exception: whatever the service raised before the response began.
        """
        headers = _by_name(scope["headers"])
        context = RequestContext(reply.request_id, self._operation, scope, response_headers=reply.headers)
        if self._operation.authenticated:
            context.credential = find_credential(headers, self._app.api.security)
            await self._authenticate(context.credential)
        arguments: list[Any] = []
        stream = self._operation.stream
        if self._operation.body is not None:
            data = await read_body(receive, headers, self._app.max_body)
            body = self._body.read(data, headers)
            if stream is not None and stream.switch is not None and getattr(body, stream.switch) is not True:
                stream = None
            arguments.append(body)
        if self._operation.parameters:
            arguments.append(self._parameters.read(scope, headers, path))
        async with StopWhenGone(receive):
            result = self._method(*arguments, context)
            if inspect.isawaitable(result):
                result = await result
            if stream is not None:
                await self._send_events(stream, self._events(result), reply)
                return
        await reply.send(self._operation.status, *self._encoded(result))

    async def _authenticate(self, credential: str) -> None:
        if self._app.authenticate is None:
            return
        good = self._app.authenticate(credential)
        if inspect.isawaitable(good):
            good = await good
        if not good:
            raise ServiceError(401, "the credential is not valid")

    def _encoded(self, result: Any) -> tuple[bytes, bytes | None]:
        if isinstance(result, BaseModel):
            return result.__pydantic_serializer__.to_json(result), JSON
        if self._operation.response is None and result is None:
            return b"", None
        if self._response is None:
            raise self._wrong(result)
        return self._response.dump_json(result), JSON

    def _events(self, result: Any) -> AsyncIterator[BaseModel]:
        if hasattr(result, "__aiter__"):
            return cast("AsyncIterator[BaseModel]", result)
        if not isinstance(result, BaseModel) or self._app.expand is None:
            raise self._wrong(result)
        return _each(self._app.expand(result))

    def _wrong(self, result: Any) -> TypeError:
        wanted = f"returned {type(result).__name__}, which is not what the request asked for"
        return TypeError(f"the service's {self._operation.function} {wanted}")

    async def _send_events(self, stream: EventStream, events: AsyncIterator[BaseModel], reply: Reply) -> None:
        app = self._app
        reply.headers.setdefault("cache-control", "no-cache")
        start = reply.start(self._operation.status, _EVENTS)
        response = EventResponse(stream, reply.send_message, start, ping_interval=app.ping_interval, sleep=app.sleep)
        try:
            await response.send_all(events)
        except Exception as error:
            if not response.started or isinstance(error, ClientGoneError):
                raise
            if not isinstance(error, ServiceError):
                logger.exception("the stream of request %s failed", reply.request_id)
                error = ServiceError(500, "internal server error")
            name = stream.events.get(stream.error or "")
            model = None if name is None else app.model(name)
            await response.end_with_error(app.errors.encode(error, reply.request_id, model=model))


async def _each(events: Iterable[BaseModel]) -> AsyncIterator[BaseModel]:
    for event in events:
        yield event


def _by_name(pairs: Iterable[tuple[bytes, bytes]]) -> dict[bytes, bytes]:
    """Headers by name; the values of one that was sent several times are joined, as HTTP has it."""
    pairs = list(pairs)
    headers = dict(pairs)
    if len(headers) < len(pairs):
        headers = {name: b", ".join(value for other, value in pairs if other == name) for name in headers}
    return headers
