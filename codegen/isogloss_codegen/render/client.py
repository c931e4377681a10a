"""The page of `client.py`: resources and methods of both client classes, from one description."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from functools import cached_property
from typing import cast

from ..ir import Api, Operation, Schema
from ..names import free
from .arguments import OPTIONS, Argument, Arguments, document, ordered
from .attributes import attributes
from .client_classes import PREFIXES, Classes, Prefix
from .client_parts import (
    CLIENT_ATTRIBUTES,
    PAGE_ATTRIBUTES,
    RESOURCE_ATTRIBUTES,
    Method,
    Page,
    Resource,
    Signature,
)
from .client_results import results_of
from .keyword_arguments import base_keywords
from .mixins import SUFFIX, mixins
from .pages import constant, operations_of, page
from .source import Source, code, identifier, joined, literal
from .types import Names, response_type

# Names that stand before the methods of a class, or in their annotations.
_SWITCH = "stream"
_WORDS = {"cached_property", "overload", "raw_view", "property", "bool", "float", "int", "object", "str"}


def client_page(api: Api, apart: Mapping[str, Collection[str]], *, secured: bool) -> Source:
    """The text of `client.py`.

    `apart` has the operations that clients of providers have methods of their own for, by id, each with the arguments
    that not every provider takes. A client of a `secured` package takes credentials of any kind.
    """
    sides = [Side(api, prefix, Names(behind_module=True)) for prefix in PREFIXES]
    keywords = [keywords for o in api.operations if o.id in apart for keywords in base_keywords(api, o, apart[o.id])]
    context = {"root": code("."), "provider": None, "secured": secured}
    return page("client.py.jinja", api=api, sides=sides, keywords=keywords, **context)


class Side:
    """One half of the page: the classes that block, or those that do not."""

    def __init__(self, api: Api, prefix: Prefix, names: Names) -> None:
        self.api = api
        self.is_async = bool(prefix)
        self.prefix = code(prefix)
        self.module = code("async_" if prefix else "")
        self._names = names
        self._arguments = Arguments(api, names)
        self._operations = operations_of(api)
        self._classes = Classes(api, self._operations)

    @property
    def base(self) -> Source:
        """The class that clients are made of."""
        return code("{}APIClient", self.prefix)

    @property
    def wait(self) -> Source:
        return code("await " if self.is_async else "")

    @property
    def downloads(self) -> bool:
        """True if some answers can be read in pieces."""
        return any(answer.format == "binary" for o in self.api.operations for answer in o.answers)

    @property
    def files(self) -> list[Source]:
        """The types of files in signatures."""
        text = " ".join(
            part for each in self.classes for m in each.methods for s in m.signatures for part in s.arguments
        )
        return [name for name in (code("Content"), code("File")) if re.search(rf"(?<![.\w]){name}\b", text)]

    @property
    def has_events(self) -> bool:
        """True if some answers are events without a description."""
        return any(answer.format == "events" for o in self.api.operations for answer in o.answers)

    @property
    def imported(self) -> Sequence[Source]:
        """The classes that the page has from elsewhere."""
        return ()

    @cached_property
    def own_resources(self) -> list[Resource]:
        """The resources that the page defines."""
        return self.resources

    @property
    def own_pages(self) -> list[Page]:
        """The pages that the page defines."""
        return self.pages

    @cached_property
    def client(self) -> Resource:
        """The client itself, as the resource that all others are below."""
        return self._resource((), self._prefixed(self.api.names.client), CLIENT_ATTRIBUTES)

    @cached_property
    def resources(self) -> list[Resource]:
        """Every other resource, children first."""
        paths = {path[:depth] for path in self._operations for depth in range(1, len(path) + 1)}
        ordered = sorted(paths, key=lambda path: (-len(path), list(self._operations).index(self._first(path))))
        return [self._resource(path, self._class(path), RESOURCE_ATTRIBUTES) for path in ordered]

    @property
    def classes(self) -> list[Resource]:
        """The classes of the page, in an order in which each stands before its uses."""
        return [*self.own_resources, self.client]

    @cached_property
    def pages(self) -> list[Page]:
        """The class of each kind of page."""
        found: dict[str, Page] = {}
        names = attributes(self.api)
        for operation in self.api.operations:
            if operation.pagination is not None and operation.response is not None:
                schema = self.api.components[operation.response].schema
                fields = {
                    identifier(names[name]): response_type(
                        value, self._names, required=name in schema.get("required", ())
                    )
                    for name, value in cast("Mapping[str, Schema]", schema.get("properties", {})).items()
                    if names[name] not in PAGE_ATTRIBUTES
                }
                item, body = map(self._names.model, (operation.pagination.item, operation.response))
                found.setdefault(body, Page(self._page(operation), item, body, fields))
        return list(found.values())

    @cached_property
    def inherited(self) -> list[Source]:
        """The classes of the runtime with more methods for those of the page."""
        return list(dict.fromkeys(resource.inherited for resource in self.classes if resource.inherited is not None))

    @cached_property
    def collectors(self) -> list[Source]:
        """The classes that gather streams, from the package's own runtime."""
        names = (self._collector(operation) for operation in self.api.operations)
        return list(dict.fromkeys(name for name in names if name is not None))

    def _first(self, path: tuple[str, ...]) -> tuple[str, ...]:
        return next(full for full in self._operations if full[: len(path)] == path)

    def _prefixed(self, name: str) -> Source:
        return code("{}{}", self.prefix, identifier(name))

    def _class(self, path: tuple[str, ...]) -> Source:
        return self._prefixed(self._classes.resources[path])

    def _page(self, operation: Operation) -> Source:
        return self._prefixed(self._classes.pages[str(operation.response)])

    def _page_of(self, operation: Operation) -> Source | None:
        return self._page(operation) if operation.pagination is not None else None

    def _collector(self, operation: Operation) -> Source | None:
        stream = operation.stream
        if stream is None or stream.collector is None or self.api.runtime is None:
            return None
        return self._prefixed(stream.collector)

    def _resource(self, path: tuple[str, ...], name: Source, reserved: Collection[str]) -> Resource:
        taken = {*reserved, *_WORDS}
        methods: list[Method] = []
        for operation in self._operations.get(path, ()):
            for method in self._methods(operation, taken):
                methods.append(method)
                taken.add(method.name)
        children: dict[Source, Source] = {}
        below = (other for other in self._operations if other[: len(path)] == path and len(other) > len(path))
        for step in dict.fromkeys(other[len(path)] for other in below):
            attribute = identifier(free(step, taken))
            children[attribute] = self._class((*path, step))
            taken.add(attribute)
        title = ".".join(path) or self.api.title
        plain = "Client" if not path else name.removeprefix(self.prefix)
        inherited = self._prefixed(f"{plain}{SUFFIX}") if plain in mixins(self.api.runtime) else None
        more = tuple(map(identifier, mixins(self.api.runtime).get(plain, ())))
        return Resource(name, path, title, tuple(methods), children, inherited, more)

    # ---- methods

    def _methods(self, operation: Operation, taken: Collection[str]) -> Iterator[Method]:
        path, body, parameters = self._arguments.of(operation)
        stream, switch = operation.stream, self._switch(operation, body)
        output_type = self._arguments.output_type(operation)
        keywords = [*body, *parameters, *(output_type if stream is None else [])]
        call = self._call(operation, path, keywords, {})
        collector = self._collector(operation)
        extras = code(", collector={}.collector()", collector) if collector is not None else code("")
        define, send = code("async def" if self.is_async else "def"), code("{}self.send({}{})", self.wait, call, extras)
        if operation.pagination is not None:
            send = code("{}self.send({}, page={})", self.wait, call, self._page(operation))
            if self.is_async:
                define, send = code("def"), code("AsyncPager(self.send({}, page={}))", call, self._page(operation))
        yield Method(
            name=identifier(free(operation.name, taken)),
            define=define,
            doc=self._document(operation, [*path, *keywords]),
            signatures=tuple(
                Signature(self._signature(operation, path, keywords, switch, declared), results)
                for declared, results in results_of(
                    operation, switch, self._names, self.prefix, self._page_of(operation)
                )
            ),
            call=send,
        )
        if any(answer.format == "binary" for answer in operation.answers):
            yield Method(
                name=identifier(free(f"stream_{operation.name}", taken)),
                define=code("def"),
                doc=self._document(operation, [*path, *keywords], "The answer in pieces, to use in a `with` block."),
                signatures=(
                    Signature(
                        self._signature(operation, path, keywords, None, None),
                        (code("{}DownloadManager", self.prefix),),
                    ),
                ),
                call=code(
                    "{}DownloadManager(self{}, {})", self.prefix, code("._client" if operation.resource else ""), call
                ),
                raw=False,
            )
        if collector is not None and stream is not None:
            rest = [*(argument for argument in keywords if argument is not switch), *output_type]
            fixed = {stream.switch: code("True")} if stream.switch is not None else {}
            call = self._call(operation, path, [*keywords, *output_type], fixed)
            kind = code("{}[OutputT]", collector) if output_type else collector
            result = code("{}StreamManager[{}]", self.prefix, kind)
            yield Method(
                name=identifier(free("stream" if operation.name == "create" else f"stream_{operation.name}", taken)),
                define=code("def"),
                doc=self._document(operation, [*path, *rest], "The answer as a stream, to use in a `with` block."),
                signatures=(Signature(self._signature(operation, path, rest, None, None), (result,)),),
                call=code("{}StreamManager(self.send, {}, {})", self.prefix, call, kind),
                raw=False,
            )

    def _switch(self, operation: Operation, arguments: list[Argument]) -> Argument | None:
        """The argument that decides between a whole answer and a stream."""
        stream = operation.stream
        if any(answer.format == "events" for answer in operation.answers):
            # The name that services with such operations agree on.
            return next((a for a in arguments if a.in_body and a.target == _SWITCH and "bool" in a.type), None)
        return next((a for a in arguments if stream is not None and a.in_body and a.target == stream.switch), None)

    def _document(self, operation: Operation, arguments: list[Argument], note: str = "") -> str:
        """The docstring of a method."""
        return document(operation, ordered(arguments), note)

    def _call(
        self, operation: Operation, path: list[Argument], keywords: list[Argument], fixed: Mapping[str, Source]
    ) -> Source:
        """The call that the arguments of a method come to; `fixed` are values by field of the body."""
        parts = [constant(operation)]
        body = [argument for argument in keywords if argument.in_body]
        parameters = [*path, *(argument for argument in keywords if not argument.in_body)]
        if [argument.target for argument in body] == [""]:
            parts.append(code("body={}", body[0].name))
        elif operation.body is not None:
            entries = [
                code("{}: {}", literal(a.target), fixed[a.target]) if a.target in fixed else a.entry for a in body
            ]
            parts.append(code("body={{{}}}", joined(", ", entries)))
        if parameters:
            parts.append(code("parameters={{{}}}", joined(", ", [argument.entry for argument in parameters])))
        parts.append(code("options=RequestOptions(extra_headers, extra_query, extra_body, timeout)"))
        return code("Call({})", joined(", ", parts))

    def _signature(
        self,
        operation: Operation,
        path: list[Argument],
        keywords: list[Argument],
        switch: Argument | None,
        declared: Source | None,
    ) -> tuple[Source, ...]:
        """The parameters of a method; `declared` is the declaration of `switch`."""
        first = switch if declared is not None and " = " not in declared else None
        names = [
            declared if argument is switch and declared is not None else argument.declared
            for argument in ordered(keywords, first=first)
        ]
        options = [code("{}: {} = {}", identifier(name), kind, default) for name, (kind, default) in OPTIONS.items()]
        return (*(argument.declared for argument in path), code("*"), *names, *options)
