"""Requests and responses, single or recorded together."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Literal, NamedTuple
from urllib.parse import parse_qsl, urlsplit

from ..document.values import as_map

Kind = Literal["request", "response", "stream"]


class Request(NamedTuple):
    """A request: its JSON `body`, and what else is known of it. Names of `headers` are in lower case.

    `url` may be a path only. What is None is not known, which is not the same as not there. `size` is of the body, in
    bytes.
    """

    body: Any
    method: str | None = None
    url: str | None = None
    headers: Mapping[str, str] | None = None
    size: int | None = None

    @property
    def path(self) -> str | None:
        """The path that was called."""
        return None if self.url is None else urlsplit(self.url).path

    @property
    def host(self) -> str | None:
        """The host that was called."""
        return None if self.url is None else urlsplit(self.url).hostname

    @property
    def query(self) -> list[tuple[str, str]]:
        """The query, in its order."""
        return parse_qsl(urlsplit(self.url or "").query, keep_blank_values=True)

    @property
    def model(self) -> str | None:
        """The model that is asked for."""
        model = as_map(self.body).get("model")
        return model if isinstance(model, str) else None

    def with_model(self, model: str) -> Request:
        """The same request to another model."""
        fields = as_map(self.body)
        return self._replace(body={**fields, "model": model}) if fields else self


@dataclass(frozen=True)
class Response:
    """An answer: its JSON `body`, or the bytes of a `stream`, and what else is known of it. One that `is_broken` was
    not sent to its end.
    """

    body: Any = None
    status: int | None = None
    headers: Mapping[str, str] = field(default_factory=dict[str, str])
    stream: bytes | None = None
    is_broken: bool = False


class Exchange(NamedTuple):
    """A request and what was answered, None where only one of them is known. `cut` names the bodies that are not
    whole."""

    request: Request | None = None
    response: Response | None = None
    cut: tuple[str, ...] = ()
