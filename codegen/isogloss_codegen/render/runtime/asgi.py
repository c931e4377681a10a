"""The ASGI application around a service: plain ASGI 3, for any server, or mounted in any framework."""

from __future__ import annotations

import asyncio
import logging
import os
from collections.abc import Callable, Iterable, Mapping
from contextlib import suppress
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from .endpoint import Authenticate, Endpoint
from .event_response import Sleep
from .operation import Api
from .pages import Page, pages
from .reply import Reply, is_header_value
from .request import ClientGoneError, Receive, Scope, Send, UnknownFields
from .response import ErrorBodies, ServiceError
from .routing import Router

logger = logging.getLogger(f"{__name__.partition('.')[0]}.server")


def random_request_id() -> str:
    """A unique id for a request."""
    return f"req_{os.urandom(12).hex()}"


def find_model(package: str, provider: str | None) -> Callable[[str], Any]:
    """A function that finds a model of `package` by name, in the dialect of `provider` if that has its own.

    Raises:
        ValueError: the package has no such provider.
    """
    homes = [import_module(f"{package}.models")]
    if provider is not None:
        name = f"{package}.providers.{provider.replace('-', '_')}"
        if find_spec(name) is None:
            raise ValueError(f"there is no provider {provider!r}")
        homes.insert(0, import_module(f"{name}.models"))

    def find(name: str) -> Any:
        return next(getattr(home, name) for home in homes if hasattr(home, name))

    return find


class Application:
    """Serves an API with the methods of a service: one per operation, named like `Operation.function`.

    Args:
        api: The API.
        service: Its methods take the body, the parameters and a `RequestContext`, if the operation has them, and return
            the response object, or an iterator of events if a stream was requested.
        model: Finds a model by name.
        document: The file for `/openapi.json`.
        docs: Also serve `/docs`, a page that shows the document.
        expand: Makes the events of a stream from a whole response.
        unknown_fields: Policy for unknown fields of a body: refuse or drop them.
        authenticate: Returns the identity of a credential, which is `RequestContext.identity`; None or False if it is
            not valid. By default every credential is.
        key_required: If False, requests without a credential are answered; `authenticate` gets an empty one.
        header_defaults: Values of required headers that a request may leave out, by the names of the headers.
        max_body: Maximum size of a body in bytes.
        body_timeout: Maximum seconds until a body is complete; None for no limit.
        ping_interval: Seconds without an event after which a stream sends a ping; None for no pings.
        sleep: Waits for a number of seconds.
        new_request_id: Makes the id of a request.

    Raises:
        ValueError: `header_defaults` names no header of the API.
        ModuleNotFoundError: `docs` needs a package that is not installed.
    """

    def __init__(
        self,
        api: Api,
        service: object,
        *,
        model: Callable[[str], Any],
        document: Path,
        docs: bool = False,
        expand: Callable[[Any], Iterable[Any]] | None = None,
        unknown_fields: UnknownFields = "reject",
        authenticate: Authenticate | None = None,
        key_required: bool = True,
        header_defaults: Mapping[str, str] | None = None,
        max_body: int = 32 * 1024 * 1024,
        body_timeout: float | None = 120.0,
        ping_interval: float | None = 15.0,
        sleep: Sleep = asyncio.sleep,
        new_request_id: Callable[[], str] = random_request_id,
    ) -> None:
        self.api = api
        self.model = model
        self.expand = expand
        self.unknown_fields: UnknownFields = unknown_fields
        self.authenticate = authenticate
        self.key_required = key_required
        self.header_defaults = _known_headers(api, header_defaults or {})
        self.max_body = max_body
        self.body_timeout = body_timeout
        self.ping_interval = ping_interval
        self.sleep = sleep
        self.errors = ErrorBodies(api, None if api.error_response is None else model(api.error_response))
        self.new_request_id = new_request_id
        self._router: Router[Endpoint | Page] = Router()
        for operation in api.operations:
            endpoint = Endpoint(self, operation, getattr(service, operation.function))
            answers = "application/json" if operation.answers is None else operation.answers.accept
            self._router.add(operation.method, operation.path, endpoint, answers)
        # An operation of the document comes before a page of the same path.
        for path, page in pages(document, docs=docs):
            self._router.add("GET", path, page)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answers one request, or follows the lifespan of the server."""
        if scope["type"] == "lifespan":
            await _live(receive, send)
            return
        if scope["type"] != "http":
            raise ValueError(f"this application serves HTTP, not {scope['type']}")
        reply = Reply(send, self._request_id(), head=scope["method"] == "HEAD")
        try:
            target, path = self._router.find(scope)
            if isinstance(target, Page):
                if target.policy is not None:
                    reply.headers["content-security-policy"] = target.policy
                await reply.send(200, target.content, target.media_type)
            else:
                await target.answer(scope, receive, reply, path)
        except ClientGoneError:
            return
        except ServiceError as error:
            await self.refuse(reply, error)
        except NotImplementedError:
            logger.exception("request %s: the operation is not implemented", reply.request_id)
            await self.refuse(reply, ServiceError(501, "this operation is not implemented"))
        except Exception as error:
            logger.exception("request %s failed: %s", reply.request_id, error)
            reply.drop_bad_headers()
            await self.refuse(reply, ServiceError(500, "internal server error"))

    async def refuse(self, reply: Reply, error: ServiceError) -> None:
        """Answers with an error in the format of the API. A response that has begun stays incomplete."""
        if reply.started:
            return
        reply.headers |= error.headers
        error, body = self.errors.written(error, reply.request_id)
        with suppress(ClientGoneError):
            try:
                await reply.send(error.status, body, self.errors.media_type)
            except (TypeError, ValueError) as reason:
                logger.exception("request %s failed: %s", reply.request_id, reason)
                reply.drop_bad_headers()
                await self.refuse(reply, ServiceError(500, "internal server error"))

    def _request_id(self) -> str:
        if self.new_request_id is random_request_id:
            return random_request_id()  # it needs no check
        try:
            made = self.new_request_id()
            if not made or not is_header_value(made):
                raise ValueError(f"new_request_id returned {made!r}, which is not a valid header value")
        except Exception:
            logger.exception("a request has a random id instead")
            return random_request_id()
        return made


def _known_headers(api: Api, defaults: Mapping[str, str]) -> dict[str, str]:
    """Header values by lower-case name."""
    known = {
        parameter.name.lower(): parameter.name
        for operation in api.operations
        for parameter in operation.parameters
        if parameter.location == "header"
    }
    for name in defaults:
        if name.lower() not in known:
            raise ValueError(f"header_defaults: the API has no header {name!r}, only {', '.join(sorted(known))}")
    return {name.lower(): value for name, value in defaults.items()}


async def _live(receive: Receive, send: Send) -> None:
    while True:
        message = await receive()
        await send({"type": f"{message['type']}.complete"})
        if message["type"] == "lifespan.shutdown":
            return
