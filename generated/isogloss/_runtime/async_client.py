# Copied by isogloss from render/runtime/async_client.py. Do not edit: change that, then generate.
"""The client's transport: sends a call, retries it, and reads the answer."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from types import TracebackType
from typing import TYPE_CHECKING, Any, Self

import httpx2

from . import retry
from .answer import check_stream, is_whole_body, read_answer
from .async_page import AsyncPage
from .async_pool import AsyncPool
from .async_raw import AsyncAPIResponse
from .async_reading import async_read
from .async_stream import AsyncStream
from .call import Call
from .core import ClientCore
from .errors import APIConnectionError, APIError
from .events import Collector, EventDecoder
from .failure import connection_error
from .options import DEFAULT_MAX_RETRIES, AnswerLimits, HeadersOption, Omit, TimeoutOption, TransportOption, omit
from .secrets import Access, hide_secrets, shown
from .urls import same_request

if TYPE_CHECKING:
    from .fast_settings import FastTransport

_LIBRARY_TIMEOUT = httpx2.Timeout(5.0)
_MOST_REDIRECTS = 20
# Another attempt would fail in the same way.
_FINAL = (httpx2.UnsupportedProtocol, httpx2.LocalProtocolError)


class AsyncAPIClient(ClientCore):
    """A connection pool, and the settings of all calls.

    Args:
        api_key: The credential, if it is a key; by default from the environment. Spaces around it are removed.
        auth_token: The credential, if it is a token; by default from the environment.
        base_url: The URL of the server; by default from the environment, else the API's own. A trailing slash or a
            version segment makes no difference. A user and password in it are sent as `authorization: Basic`.
        timeout: Maximum seconds without a byte, or a timeout for each phase; 10 minutes by default, None for no limit.
        max_retries: Maximum number of retries of a failed call.
        default_headers: Headers of every call; None removes a header.
        default_query: Query parameters of every call.
        http_client: The HTTP client to send with. The caller closes it, and makes a new one after a fork.
        transport: `"fast"` sends with less work than httpx2, which is the default. `FastTransport(...)` is the same
            with a proxy and TLS settings.
        answer_limits: Maximum number of bytes of an answer in memory. A larger answer raises `AnswerTooLargeError`.

    Raises:
        ValueError: both credentials are given, one of them cannot be sent in a header, there is no server URL, or a
            number is out of range; or `http_client` and `transport` are both given.
        TypeError: an object is of another HTTP library.
    """

    def __init__(
        self,
        *,
        api_key: str | None = None,
        auth_token: str | None = None,
        base_url: str | httpx2.URL | None = None,
        timeout: TimeoutOption | Omit = omit,
        max_retries: int = DEFAULT_MAX_RETRIES,
        default_headers: HeadersOption | None = None,
        default_query: Mapping[str, object] | None = None,
        http_client: httpx2.AsyncClient | FastTransport | None = None,
        transport: TransportOption = None,
        answer_limits: AnswerLimits | None = None,
    ) -> None:
        access = Access(api_key, auth_token, base_url)
        api_key = auth_token = base_url = None  # a traceback with locals must not show them
        pool = AsyncPool(http_client, transport)
        if isinstance(http_client, httpx2.AsyncClient) and isinstance(timeout, Omit):
            timeout = omit if http_client.timeout == _LIBRARY_TIMEOUT else http_client.timeout
        super().__init__(
            access,
            timeout=timeout,
            max_retries=max_retries,
            default_headers=default_headers,
            default_query=default_query,
            answer_limits=answer_limits,
        )
        self._pool, self._owns_pool = pool, pool.is_own

    def with_options(
        self,
        *,
        api_key: str | None = None,
        auth_token: str | None = None,
        base_url: str | httpx2.URL | None = None,
        timeout: TimeoutOption | Omit = omit,
        max_retries: int | None = None,
        default_headers: HeadersOption | None = None,
        set_default_headers: HeadersOption | None = None,
        default_query: Mapping[str, object] | None = None,
        set_default_query: Mapping[str, object] | None = None,
        http_client: httpx2.AsyncClient | FastTransport | None = None,
        answer_limits: AnswerLimits | None = None,
    ) -> Self:
        """A copy with changed settings, which shares the connections.

        Headers and query parameters are added to those of this client; with `set_`, they take the place of all of them.
        """
        access = Access(api_key, auth_token, base_url)
        api_key = auth_token = base_url = None
        clone = self._with(
            access,
            timeout=timeout,
            max_retries=max_retries,
            default_headers=default_headers,
            set_default_headers=set_default_headers,
            default_query=default_query,
            set_default_query=set_default_query,
            answer_limits=answer_limits,
        )
        clone._owns_pool = False
        if http_client is not None:
            clone._pool = AsyncPool(http_client)
            clone._owns_pool = clone._pool.is_own
        return clone

    copy = with_options

    def is_closed(self) -> bool:
        """True if the connections are closed for good."""
        return self._pool.http.is_closed

    async def close(self) -> None:
        """Closes the connections, unless they belong to a given HTTP client."""
        if self._owns_pool:
            await self._pool.http.aclose()

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self.close()

    def raw_client(self, *, unread: bool = False) -> Self:
        """A copy whose methods return an answer with its HTTP response; if `unread`, before the body is read."""
        clone = self._copy()
        clone._owns_pool = False
        clone._raw = True
        clone._unread = unread
        return clone

    async def send(
        self, call: Call, *, collector: Collector | None = None, page: type[AsyncPage[Any, Any]] | None = None
    ) -> Any:
        """Makes a call and returns its typed answer: a model, a page or a stream.

        Raises:
            APIError: one of its subclasses, if anything goes wrong.
        """
        if self._raw:
            return await self.exchange(call, collector=collector, page=page)
        response, _ = await self._sent(call)
        return await self._answer(call, response, collector, page)

    async def exchange(
        self, call: Call, *, collector: Collector | None = None, page: type[AsyncPage[Any, Any]] | None = None
    ) -> AsyncAPIResponse[Any]:
        """Makes a call and returns its HTTP response, which is parsed when somebody asks for the answer."""
        response, retries = await self._sent(call)
        answer = partial(self._answer, call, response, collector, page)
        return AsyncAPIResponse(response, answer, limits=self.answer_limits, retries_taken=retries)

    async def _sent(self, call: Call) -> tuple[httpx2.Response, int]:
        request = self._checked_request(call, self._pool.http)
        answers = call.operation.answers
        streaming = call.streaming or (answers is not None and answers.streams)
        return await self._respond(request, streaming=streaming)

    async def _answer(
        self, call: Call, response: httpx2.Response, collector: Collector | None, page: type[AsyncPage[Any, Any]] | None
    ) -> Any:
        answers = call.operation.answers
        if call.streaming and self._unread and is_whole_body(response):
            await async_read(response, self.answer_limits)
        if call.streaming:
            return self._stream(call, response, collector)
        if answers is not None and answers.is_stream(response):
            return AsyncStream[Any](response, answers.decoder(response, self._models, self.answer_limits))
        if not response.is_closed:
            await async_read(response, self.answer_limits)
        answer = read_answer(response, call.operation, self._models, self.api)
        return answer if page is None else page(answer, call, self)

    async def open(self, call: Call) -> httpx2.Response:
        """Makes a call, and returns its response before the body is read. The caller closes it."""
        return (await self._respond(self._checked_request(call, self._pool.http), streaming=True))[0]

    def _stream(self, call: Call, response: httpx2.Response, collector: Collector | None) -> AsyncStream[Any]:
        stream = call.operation.stream
        assert stream is not None
        check_stream(response, self.api, stream.switch)
        decoder = EventDecoder(stream, self._models, self.api, response, collector, self.answer_limits)
        return AsyncStream(response, decoder)

    async def _respond(self, request: httpx2.Request, *, streaming: bool) -> tuple[httpx2.Response, int]:
        """A successful response and the number of attempts before it. Its body is read unless it is a stream."""
        attempt = 0
        while True:
            await self._renew(request)
            try:
                response = await self._attempt(request, streaming=streaming)
            except Exception as error:
                # A transport of the user may raise anything.
                if isinstance(error, APIError) or self._pool.http.is_closed:
                    raise
                hide_secrets(error)
                failure = connection_error(request, error)
                if attempt == self.max_retries or isinstance(error, _FINAL) or retry.is_spent(request):
                    raise failure from error
                delay = retry.retry_delay(attempt)
            else:
                if response.is_success:
                    return response, attempt
                failure = self._status_error(response)
                is_last = attempt == self.max_retries or retry.is_spent(request)
                if is_last or not retry.should_retry(response.status_code, response.headers):
                    raise failure
                delay = retry.retry_delay(attempt, response.headers)
            attempt += 1
            retry.log_wait(request, failure, delay, attempt, self.max_retries)
            await retry.async_sleep(delay)

    async def _renew(self, request: httpx2.Request) -> None:
        """Puts credentials that may change into a request before each attempt. This client has none."""

    async def _attempt(self, request: httpx2.Request, *, streaming: bool) -> httpx2.Response:
        """One attempt. It follows redirects only on the same server, because no other server may get the credential."""
        for _ in range(_MOST_REDIRECTS):
            response = await self._pool.http.send(request, stream=True, follow_redirects=False)
            if not response.is_success or not (self._unread or (streaming and not is_whole_body(response))):
                await async_read(response, self.answer_limits)
            following = response.next_request
            if following is None:
                return response
            if not same_request(request, following):
                target = f"{following.method} {shown(following.url)}"
                raise APIConnectionError(f"{shown(request.url)} redirects to {target}: not followed")
            request = following
        raise APIConnectionError(f"{shown(request.url)} redirects too often")


class AsyncResource:
    """Operations that belong together, on one client."""

    def __init__(self, owner: AsyncAPIClient | AsyncResource) -> None:
        self._client: AsyncAPIClient = owner._client if isinstance(owner, AsyncResource) else owner

    def raw_client(self, *, unread: bool = False) -> Self:
        """A copy whose methods return an answer with its HTTP response; if `unread`, before the body is read."""
        return type(self)(self._client.raw_client(unread=unread))

    async def send(
        self, call: Call, *, collector: Collector | None = None, page: type[AsyncPage[Any, Any]] | None = None
    ) -> Any:
        """Makes a call of this resource."""
        return await self._client.send(call, collector=collector, page=page)
