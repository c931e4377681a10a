"""Checks the answers of a server under development: an ASGI application around it."""

from __future__ import annotations

import logging
from collections.abc import Awaitable, Callable, MutableMapping
from contextlib import suppress
from typing import Any

from ..findings.finding import Finding
from ..findings.levels import marked
from ..limits import MAX_CHECKED
from ..redaction.redactor import Redactor
from ..redaction.secrets import Found, of_headers, of_json, of_query
from ..traffic.exchange import Request, Response
from ..traffic.frames import MEDIA_TYPE
from ..traffic.text import media_type, unpacked, value_of
from .checker import Checker
from .judgement import Judgement
from .streams import StreamChecker

Message = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]
Application = Callable[[MutableMapping[str, Any], Receive, Send], Awaitable[None]]
Report = Callable[[str, Finding], None]

logger = logging.getLogger(__name__)

_LOGGED = {"breaking": logging.ERROR, "silent": logging.WARNING, "warning": logging.WARNING}


def log(where: str, finding: Finding) -> None:
    """Logs a finding; `where` is the method and path of the request."""
    at = f" (event {finding.event})" if finding.event else ""
    text = f"{where}: {marked(finding.level, finding.rule)} {finding.path}: {finding.message}{at}"
    logger.log(_LOGGED.get(finding.level, logging.DEBUG), text)


class ConformanceMiddleware:
    """Passes everything on as it is, and reports what is wrong with the answers, without the secrets of the request.

    Args:
        app: The application that is checked.
        checker: By which dialect; by default that of the base document.
        report: Is told the request and each finding; by default they are logged.
        requests: Whether what clients send is checked as well.
    """

    def __init__(
        self, app: Application, checker: Checker | None = None, *, report: Report = log, requests: bool = False
    ) -> None:
        self.app = app
        self.checker = checker or Checker.of("base")
        self._report = report
        self._requests = requests

    async def __call__(self, scope: MutableMapping[str, Any], receive: Receive, send: Send) -> None:
        """Answers one request."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        watch = _Watch(self.checker, scope, self._report, requests=self._requests)
        await self.app(scope, watch.received(receive), watch.sent(send))
        with suppress(RecursionError):  # what is nested too deeply passes unchecked
            watch.done()


class _Watch:
    """The request and the answer of one exchange, as they pass by."""

    def __init__(self, checker: Checker, scope: MutableMapping[str, Any], report: Report, *, requests: bool) -> None:
        self._checker = checker
        self._where = f"{scope['method']} {scope['path']}"
        self._report = report
        self._asked = bytearray()
        self._answered = bytearray()
        self._status = 0
        self._headers: dict[str, str] = {}
        self._stream: StreamChecker | None = None
        query = bytes(scope.get("query_string", b"")).decode("latin-1")
        url = f"{scope['path']}?{query}" if query else str(scope["path"])
        headers = {name.decode("latin-1").lower(): value.decode("latin-1") for name, value in scope["headers"]}
        self._request = Request(None, scope["method"], url, headers)
        self._checks_requests = requests
        self._is_client_gone = False
        self._is_whole = False
        self._secrets = Found()
        of_headers(scope["headers"], self._secrets)
        of_query(query, self._secrets)

    def received(self, receive: Receive) -> Receive:
        """`receive`, listened to."""

        async def listen() -> Message:
            message = await receive()
            if message["type"] == "http.disconnect":
                self._is_client_gone = True
            elif self._checks_requests and len(self._asked) <= MAX_CHECKED:
                self._asked += message.get("body", b"")
            return message

        return listen

    def sent(self, send: Send) -> Send:
        """`send`, listened to."""

        async def listen(message: Message) -> None:
            if message["type"] == "http.response.start":
                self._status = message["status"]
                self._headers = {
                    name.decode("latin-1").lower(): value.decode("latin-1") for name, value in message["headers"]
                }
                if self._is_stream() and self._headers.get("content-encoding", "identity") == "identity":
                    self._stream = self._checker.stream_checker()
            await send(message)
            if message["type"] == "http.response.body":
                self._is_whole = not message.get("more_body", False)
                self._take(message.get("body", b""))

        return listen

    def done(self) -> None:
        """Checks the parts that can be checked only when they are complete."""
        if self._checks_requests and self._asked and len(self._asked) <= MAX_CHECKED:
            asked = value_of(self._asked)
            of_json(asked, self._secrets)
            request = Request(asked, self._request.method, self._request.url, self._request.headers)
            self._tell(self._checker.requests.check(request))
        if self._is_client_gone and not self._is_whole:
            return  # the application need not go on
        if self._stream is not None:
            self._tell(Judgement("stream", tuple(self._stream.end())))
        elif self._answered and len(self._answered) <= MAX_CHECKED:
            body = unpacked(self._answered, self._headers.get("content-encoding", ""))
            if body is not None and not self._is_stream():
                response = Response(value_of(body), self._status, self._headers)
                self._tell(self._checker.responses.check(response, self._request))

    def _is_stream(self) -> bool:
        return media_type(self._headers) == MEDIA_TYPE and self._status < 400

    def _take(self, body: bytes) -> None:
        if self._stream is not None:
            self._tell(Judgement("stream", tuple(self._stream.feed(body))))
        elif len(self._answered) <= MAX_CHECKED:
            self._answered += body

    def _tell(self, judgement: Judgement) -> None:
        if judgement.findings:
            redactor = Redactor(self._secrets)
            for finding in judgement.findings:
                message, path = redactor.message(finding.message), redactor.text(finding.path)
                self._report(redactor.text(self._where), finding._replace(message=message, path=path))
