"""The page of `client.py`: resources and methods of both client classes, from one description."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Literal, cast

from ..ir import Api, Operation, Schema, pascal
from .arguments import Argument, Arguments, document, free, ordered
from .pages import operations_of, page
from .types import Names, response_type

Prefix = Literal["", "Async"]
PREFIXES: tuple[Prefix, ...] = ("", "Async")

# Names that attributes of the client, of resources and of pages, and classes of the page must leave alone.
_CLIENT = {
    "api",
    "api_key",
    "auth_token",
    "base_url",
    "base_api",
    "base_models_module",
    "close",
    "copy",
    "default_headers",
    "default_query",
    "dialect",
    "exchange",
    "is_closed",
    "max_retries",
    "models_module",
    "raw_client",
    "region",
    "send",
    "timeout",
    "unsupported",
    "with_options",
    "with_raw_response",
}
_RESOURCE = {"send", "with_raw_response"}
_PAGE = {"body", "get_next_page", "has_next_page", "iter_pages"}
_CLASSES = {
    "APIClient",
    "ProviderClient",
    "APIResponse",
    "Call",
    "Omit",
    "Page",
    "Pager",
    "RequestOptions",
    "Resource",
    "Stream",
}


_OTHERS = "What the provider does not take; the client's `unsupported` decides about it."


@dataclass(frozen=True)
class Signature:
    """One way to call a method: the arguments as written, and what comes back."""

    arguments: tuple[str, ...]
    result: str


@dataclass(frozen=True)
class Method:
    """A method of a resource; several signatures are overloads of the last one."""

    name: str
    define: str
    doc: str
    signatures: tuple[Signature, ...]
    call: str
    result: str
    raw: bool = True

    @property
    def overloads(self) -> tuple[Signature, ...]:
        return self.signatures if len(self.signatures) > 1 else ()


@dataclass(frozen=True)
class Resource:
    """A class of the page: its methods, and the resources below it by attribute."""

    name: str
    title: str
    methods: tuple[Method, ...]
    children: Mapping[str, str]
    is_client: bool


@dataclass(frozen=True)
class Page:
    """What a list returns: `fields` are those of the server's answer, with their types."""

    name: str
    item: str
    body: str
    fields: Mapping[str, str]


def client_page(api: Api) -> str:
    """The text of `client.py`."""
    sides = [Side(api, prefix, Names("params.")) for prefix in PREFIXES]
    return page("client.py.jinja", api=api, sides=sides, root=".", provider=None)


class Side:
    """One half of the page: the classes that block, or those that do not."""

    def __init__(self, api: Api, prefix: Prefix, names: Names, base: Api | None = None) -> None:
        self.api = api
        self._base = base
        self.prefix = prefix
        self.module = "async_" if prefix else ""
        self.imported: tuple[str, ...] = ()
        self._names = names
        self._arguments = Arguments(api, names)
        self._operations = operations_of(api)

    @property
    def wait(self) -> str:
        return "await " if self.prefix else ""

    @cached_property
    def client(self) -> Resource:
        """The client itself, as the resource that all others are below."""
        return self._resource((), f"{self.prefix}{self.api.names.client}", _CLIENT)

    @cached_property
    def resources(self) -> list[Resource]:
        """Every other resource, children first."""
        paths = {path[:depth] for path in self._operations for depth in range(1, len(path) + 1)}
        ordered = sorted(paths, key=lambda path: (-len(path), list(self._operations).index(self._first(path))))
        return [self._resource(path, self._class(path), _RESOURCE) for path in ordered]

    @cached_property
    def pages(self) -> list[Page]:
        """The class of each kind of page."""
        found: dict[str, Page] = {}
        for operation in self.api.operations:
            if operation.pagination is not None and operation.response is not None:
                schema = self.api.components[operation.response].schema
                fields = {
                    name: response_type(value, self._names, required=name in schema.get("required", ()))
                    for name, value in cast("Mapping[str, Schema]", schema.get("properties", {})).items()
                    if name.isidentifier() and name not in _PAGE
                }
                item, body = map(self._names.model, (operation.pagination.item, operation.response))
                found.setdefault(body, Page(self._page(operation), item, body, fields))
        return list(found.values())

    @cached_property
    def collectors(self) -> list[str]:
        """The classes that gather streams, from the package's own runtime."""
        names = (self._collector(operation) for operation in self.api.operations)
        return list(dict.fromkeys(name for name in names if name is not None))

    def _first(self, path: tuple[str, ...]) -> tuple[str, ...]:
        return next(full for full in self._operations if full[: len(path)] == path)

    def _class(self, path: tuple[str, ...]) -> str:
        name = pascal(*path)
        taken = {self.api.names.client, *self.api.names.aliases, *_CLASSES}
        return f"{self.prefix}{name}{'Resource' if name in taken else ''}"

    def _page(self, operation: Operation) -> str:
        return f"{self.prefix}{operation.response}Page"

    def _collector(self, operation: Operation) -> str | None:
        stream = operation.stream
        if stream is None or stream.collector is None or self.api.runtime is None:
            return None
        return f"{self.prefix}{stream.collector}"

    def _resource(self, path: tuple[str, ...], name: str, taken: Collection[str]) -> Resource:
        methods = [m for operation in self._operations.get(path, ()) for m in self._methods(operation, taken)]
        children = {
            free(other[len(path)], taken): self._class(other[: len(path) + 1])
            for other in self._operations
            if other[: len(path)] == path and len(other) > len(path)
        }
        return Resource(name, ".".join(path) or self.api.title, tuple(methods), children, is_client=not path)

    # ---- methods

    def _methods(self, operation: Operation, taken: Collection[str]) -> Iterator[Method]:
        path, body, parameters = self._arguments.of(operation)
        stream = operation.stream
        switch = next((a for a in body if stream is not None and a.target == stream.switch), None)
        others = self._others(operation, [*body, *parameters])
        call = _call(operation, body, [*path, *parameters], {}) + others
        collector = self._collector(operation)
        extras = f", collector={collector}.collector()" if collector is not None else ""
        define, send = f"{'async ' if self.prefix else ''}def", f"{self.wait}self.send({{}})"
        if operation.pagination is not None:
            extras = f", page={self._page(operation)}"
            if self.prefix:
                define, send = "def", "AsyncPager(self.send({}))"
        keywords = [*body, *parameters]
        signatures = tuple(
            Signature((*self._signature(path, keywords, switch, declared), *self._last(others)), result)
            for declared, result in self._results(operation, switch)
        )
        yield Method(
            name=free(operation.name, taken),
            define=define,
            doc=document(operation, [*path, *ordered(keywords)], others=_OTHERS if others else ""),
            signatures=signatures,
            call=send.format(call + extras),
            result=" | ".join(dict.fromkeys(part for s in signatures for part in s.result.split(" | "))),
        )
        if collector is not None and stream is not None:
            rest = [argument for argument in keywords if argument is not switch]
            fixed = {stream.switch: "True"} if stream.switch is not None else {}
            call = _call(operation, body, [*path, *parameters], fixed) + others
            note = "The answer as a stream, to use in a `with` block."
            yield Method(
                name=free("stream" if operation.name == "create" else f"stream_{operation.name}", taken),
                define="def",
                doc=document(operation, [*path, *ordered(rest)], note, _OTHERS if others else ""),
                signatures=(
                    Signature((*self._signature(path, rest, None, ""), *self._last(others)), self._manager(collector)),
                ),
                call=f"{self.prefix}StreamManager(self.send, {call}, {collector})",
                result=self._manager(collector),
                raw=False,
            )

    def _others(self, operation: Operation, arguments: list[Argument]) -> str:
        """What takes the arguments that the base's method has and this one has not."""
        before = next((o for o in self._base.operations if o.id == operation.id), None) if self._base else None
        if self._base is None or before is None:
            return ""
        _, body, parameters = Arguments(self._base, self._names).of(before)
        gone = {argument.target for argument in (*body, *parameters)} - {argument.target for argument in arguments}
        return ".with_others(others)" if gone else ""

    def _last(self, others: str) -> tuple[str, ...]:
        # No value has the type `Never`: a type checker refuses what the client's policy deals with at run time.
        return ("**others: Never",) if others else ()

    def _manager(self, collector: str) -> str:
        return f"{self.prefix}StreamManager[{collector}]"

    def _results(self, operation: Operation, switch: Argument | None) -> list[tuple[str, str]]:
        """What comes back, for each way in which the switch between whole answer and stream may be declared."""
        whole = self._names.model(operation.response) if operation.response is not None else "None"
        if operation.pagination is not None:
            name = self._page(operation)
            whole = f"AsyncPager[{name}, {self._names.model(operation.pagination.item)}]" if self.prefix else name
        if operation.stream is None:
            return [("", whole)]
        events = f"{self.prefix}Stream[{self._names.model(operation.stream.union)}]"
        if switch is None:
            return [("", events)]
        return [
            (f"{switch.name}: Literal[False] | Omit = omit", whole),
            (f"{switch.name}: Literal[True]", events),
            (f"{switch.name}: bool | Omit = omit", f"{whole} | {events}"),
        ]

    def _signature(
        self, path: list[Argument], keywords: list[Argument], switch: Argument | None, declared: str
    ) -> tuple[str, ...]:
        names = [
            declared if argument is switch else argument.declared
            for argument in ordered(keywords, first=switch if " = " not in declared else None)
        ]
        return (
            *(argument.declared for argument in path),
            "*",
            *names,
            "extra_headers: HeadersOption | None = None",
            "extra_query: Mapping[str, object] | None = None",
            "extra_body: Mapping[str, object] | None = None",
            "timeout: TimeoutOption | Omit = omit",
        )


def _call(operation: Operation, body: list[Argument], parameters: list[Argument], fixed: Mapping[str, str]) -> str:
    parts = [operation.function.upper()]
    if operation.body is not None and [argument.target for argument in body] == [""]:
        parts.append("body=body")
    elif operation.body is not None:
        entries = [f'"{a.target}": {fixed[a.target]}' if a.target in fixed else a.entry for a in body]
        parts.append(f"body={{{', '.join(entries)}}}")
    if parameters:
        parts.append(f"parameters={{{', '.join(argument.entry for argument in parameters)}}}")
    parts.append("options=RequestOptions(extra_headers, extra_query, extra_body, timeout)")
    return f"Call({', '.join(parts)})"
