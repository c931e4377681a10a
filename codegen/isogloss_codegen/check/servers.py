"""Judges the URL of a request by the base URLs of a provider and the endpoints that only its overlay names."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any
from urllib.parse import urlsplit

from ..document.resolve import Dialect
from ..document.values import as_list, as_map
from ..findings.finding import Finding
from ..support.lookup import Said
from ..support.statement import Statement
from ..traffic.exchange import Request
from .endpoints import pattern_of
from .stated import stated


class Servers:
    """The servers and the further endpoints of one provider."""

    def __init__(self, dialect: Dialect) -> None:
        self._title = dialect.title
        self._servers = [as_map(server) for server in as_list(dialect.words.get("servers"))]
        self._endpoints = [as_map(endpoint) for endpoint in as_list(dialect.words.get("endpoints"))]

    def are_called(self, request: Request) -> bool:
        """True if the recorded request was sent to a host of this provider."""
        return bool(self._of_host(request))

    def check(self, request: Request) -> Iterator[Finding]:
        """Finds a request to this provider whose path is not below one of its base URLs."""
        servers = self._of_host(request)
        bases = [urlsplit(str(server["url"])).path.rstrip("/") for server in servers]
        if servers and not any(f"{request.path}/".startswith(f"{base}/") for base in bases):
            message = f"{request.path} is not below {' or '.join(dict.fromkeys(bases))}, the path of {self._title}"
            yield Finding("request-url", "warning", message, "url", evidence=tuple(as_list(servers[0].get("evidence"))))

    def endpoint(self, request: Request) -> Finding | None:
        """A finding about an endpoint that the overlay names and the document does not have; None if the overlay does
        not name it."""
        method = (request.method or "").upper()
        for endpoint in self._endpoints:
            path = str(endpoint.get("path"))
            if endpoint.get("method") == method and re.fullmatch(f".*{pattern_of(path)}/?", request.path or ""):
                return self._stated(f"{method} {path}", endpoint)
        return None

    def _stated(self, name: str, endpoint: Mapping[str, Any]) -> Finding:
        evidence = tuple(as_list(endpoint.get("evidence")))
        status = endpoint["status"]
        if status == "full":
            message = f"{name} is an endpoint of {self._title} without a description: not checked"
            return Finding("request-endpoint", "unknown", message, "url", evidence=evidence, subject=name)
        statement = Statement("", status, note=str(endpoint.get("note", "")), evidence=evidence, pointer="/")
        return stated(self._title, Said((), statement, status), name, "url")

    def _of_host(self, request: Request) -> list[dict[str, Any]]:
        host = request.host
        return [each for each in self._servers if _is_of(str(each.get("url")), host)] if host is not None else []


def _is_of(url: str, host: str) -> bool:
    """True if a base URL has a host; each part in braces stands for a part of a name."""
    parts = re.split(r"\{\w+\}", urlsplit(url).hostname or "")
    return re.fullmatch("[a-z0-9-]+".join(map(re.escape, parts)), host) is not None
