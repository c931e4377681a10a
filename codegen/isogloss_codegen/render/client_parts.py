"""The parts of `client.py` that its template writes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from .source import Source
from .types import either

# Attributes that all clients, resources and pages have: names of the document must leave them alone.
RESOURCE_ATTRIBUTES = {"raw_client", "send", "with_raw_response", "with_streaming_response"}
CLIENT_ATTRIBUTES = {
    *RESOURCE_ATTRIBUTES,
    *("api", "api_key", "auth_token", "base_api", "base_models_module", "base_url", "close", "copy"),
    *("default_headers", "default_query", "dialect", "exchange", "is_closed", "max_retries", "models_module"),
    *("region", "timeout", "unsupported", "with_options"),
}
PAGE_ATTRIBUTES = {"body", "get_next_page", "has_next_page", "iter_pages"}


@dataclass(frozen=True)
class Signature:
    """One signature of a method: the arguments as written, and the types of the result."""

    arguments: tuple[Source, ...]
    results: tuple[Source, ...]

    @property
    def result(self) -> Source:
        return either(self.results)


@dataclass(frozen=True)
class Method:
    """A method of a resource. If it has several signatures, all but the last are overloads."""

    name: Source
    define: Source
    doc: str
    signatures: tuple[Signature, ...]
    call: Source
    raw: bool = True

    @property
    def overloads(self) -> tuple[Signature, ...]:
        return self.signatures if len(self.signatures) > 1 else ()

    @property
    def result(self) -> Source:
        return either(part for signature in self.signatures for part in signature.results)


@dataclass(frozen=True)
class Resource:
    """A class of the page: its methods, the resources below it by attribute, and the class with more methods."""

    name: Source
    path: tuple[str, ...]
    title: str
    methods: tuple[Method, ...]
    children: Mapping[Source, Source]
    inherited: Source | None = None
    inherited_calls: tuple[Source, ...] = ()

    @property
    def is_client(self) -> bool:
        return not self.path


@dataclass(frozen=True)
class Page:
    """The result of a list operation: `fields` are those of the response, with their types."""

    name: Source
    item: Source
    body: Source
    fields: Mapping[Source, Source]
