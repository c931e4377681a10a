"""A provider's `client.py`: methods with the keyword arguments that the provider takes."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence
from functools import cached_property

from ..ir import Api, Operation
from ..ir.provider import Provider, Statement
from .arguments import Argument, described
from .client import Side
from .client_classes import PREFIXES, Prefix
from .client_parts import Page, Resource
from .keyword_arguments import Narrowing, keyword_arguments
from .pages import constant, page
from .source import Source, code, identifier, joined
from .types import Names

_BASE = Names(behind_module=True)
_DIFFERS = "{} differs from the base in these arguments:"
_DIFFERS_AND_IGNORES = (
    "{} ignores the arguments that its sources do not mention. It differs from the base in these arguments:"
)
_GONE = {"rejected": "{title} refuses it", "unsupported": "{title} does not support it"}


class ProviderClient:
    """The client of a provider, as far as it differs from the base's.

    Args:
        api: What a program should use of the provider, its own remarks in the descriptions.
        provider: The provider, with its statements.
        base: The API that it is a dialect of.
        names: How types are spelled in the provider's package.
        default: The status of what the provider's documents do not mention.
    """

    def __init__(self, api: Api, provider: Provider, base: Api, names: Names, *, default: str) -> None:
        self.provider = provider
        self._api, self._default = api, default
        self._before = {operation.id: keyword_arguments(base, operation, _BASE) for operation in base.operations}
        self._narrowings = {
            operation.id: Narrowing(
                self._before.get(operation.id, {}), keyword_arguments(api, operation, names), default in _GONE
            )
            for operation in api.operations
        }
        self._sides = [
            ProviderSide(self, api, prefix, names, ProviderSide(None, base, prefix, _BASE)) for prefix in PREFIXES
        ]

    @property
    def apart(self) -> dict[str, set[str]]:
        """The operations with methods of their own, by id, each with the arguments that the provider does not take."""
        paths = {resource.path for resource in self._sides[0].own_resources}
        found: dict[str, set[str]] = {}
        for operation in self._api.operations:
            if operation.id in self._before and operation.resource in paths:
                narrowing = self._narrowings[operation.id]
                found[operation.id] = set() if narrowing.is_closed else set(narrowing.gone)
        return found

    def page(self, apart: Mapping[str, Collection[str]], context: Mapping[str, object]) -> Source:
        """The text of `client.py`; `apart` is that of all providers together."""
        title = self.provider.title
        keywords = [
            self._narrowings[operation.id].keywords(self._api, operation, apart.get(operation.id, ()), title)
            for operation in self._api.operations
            if self._narrowings[operation.id].is_own
        ]
        narrows = any(n.differing and not n.is_closed for n in self._narrowings.values() if n.before)
        return page("client.py.jinja", sides=self._sides, keywords=keywords, narrows=narrows, secured=False, **context)

    def is_own(self, operation: Operation) -> bool:
        """True if the arguments of an operation differ from those of the base."""
        return self._narrowings[operation.id].is_own

    def remarks(self, operation: Operation) -> tuple[str, dict[str, str]]:
        """In which arguments of an operation the provider differs from the base, and how; with a line before that."""
        narrowing = self._narrowings[operation.id]
        said: dict[str, str] = {}
        for name, argument in narrowing.after.items():
            if text := self._remark(argument, narrowing.before.get(name), name in narrowing.differing):
                said[name] = text
        for name, argument in narrowing.before.items():
            if name not in narrowing.after:
                said[name] = self._why_gone(operation, argument)
        order = [*narrowing.before, *narrowing.after]
        ignores = self._default == "ignored" and operation.body is not None
        ordered = {name: said[name] for name in sorted(said, key=order.index)}
        return (_DIFFERS_AND_IGNORES if ignores else _DIFFERS).format(self.provider.title), _grouped(ordered)

    def _remark(self, argument: Argument, before: Argument | None, differs: bool) -> str:
        if before is None or argument.doc != before.doc:
            start = before.doc.rstrip(".") if before is not None else ""
            return argument.doc.removeprefix(f"{start}. ") if start else argument.doc
        if before.required and not argument.required:
            return "Not required."
        return f"{self.provider.title} takes other values than the base." if differs else ""

    def _why_gone(self, operation: Operation, argument: Argument) -> str:
        statements = self.provider.statements
        stated = statements.get(f"{operation.body}.{argument.target}") if argument.in_body else None
        return f"{_gone(stated).format(title=self.provider.title)}."


def _grouped(said: Mapping[str, str]) -> dict[str, str]:
    """Texts about names, with names of the same text joined: "it" becomes "them"."""
    names: dict[str, list[str]] = {}
    for name, text in said.items():
        names.setdefault(text, []).append(name)
    return {
        ", ".join(group): f"{text.removesuffix(' it.')} them." if len(group) > 1 and text.endswith(" it.") else text
        for text, group in names.items()
    }


def _gone(stated: Statement | None) -> str:
    if stated is None or stated.status not in _GONE:
        return "{title} does not take it"
    return _GONE[stated.status] + (f": {stated.note.rstrip('.')}" if stated.note else "")


class ProviderSide(Side):
    """One half of a provider's page; `client` is None for what a provider that differs in nothing would have."""

    def __init__(
        self, client: ProviderClient | None, api: Api, prefix: Prefix, names: Names, base: ProviderSide | None = None
    ) -> None:
        super().__init__(api, prefix, names)
        self._own = client
        self._base = base

    @cached_property
    def own_resources(self) -> list[Resource]:
        """The resources that are not the base's: those that differ, and all that have one of their own below them."""
        before = {resource.name: repr(resource) for resource in self._base.resources} if self._base is not None else {}
        own = {r.name for r in self.resources if _plain(r) != before.get(r.name) or _names_own(r)}
        while more := {r.name for r in self.resources if own & {*r.children.values()}} - own:
            own |= more
        return [resource for resource in self.resources if resource.name in own]

    @property
    def own_pages(self) -> list[Page]:
        """The pages that are not the base's."""
        return [p for p in self.pages if not (p.body.startswith("base_") and p.item.startswith("base_"))]

    @property
    def imported(self) -> Sequence[Source]:
        """The classes of the base that serve as they are."""
        same = [resource.name for resource in self.resources if resource not in self.own_resources]
        pages = [page.name for page in self.pages if page not in self.own_pages]
        return (*same, *(code("{}WithRawResponse", name) for name in same), *pages)

    def _document(self, operation: Operation, arguments: list[Argument], note: str = "") -> str:
        if self._own is None:
            return described(operation, note, "", {})
        if note:
            return f"{note} Takes the arguments of `{operation.name}`."
        return described(operation, note, *self._own.remarks(operation))

    def _call(
        self, operation: Operation, path: list[Argument], keywords: list[Argument], fixed: Mapping[str, Source]
    ) -> Source:
        switch = self._switch(operation, keywords)
        output_type = [argument for argument in keywords if argument.target == operation.output_type]
        named = [*path, *([switch] if switch is not None else []), *output_type]
        values = (code("{}={}", a.name, fixed.get(a.target, a.name) if a is switch else a.name) for a in named)
        return code("Call.from_arguments({})", joined(", ", [constant(operation), code("given"), *values]))

    def _signature(
        self,
        operation: Operation,
        path: list[Argument],
        keywords: list[Argument],
        switch: Argument | None,
        declared: Source | None,
    ) -> tuple[Source, ...]:
        is_own = self._own is not None and self._own.is_own(operation)
        name = identifier(self._classes.arguments[operation.id])
        given = code("**given: Unpack[{}]", name if is_own else code("base_client.{}", name))
        named = [argument.declared for argument in keywords if argument.target == operation.output_type]
        named = [declared, *named] if declared is not None else named
        named = [code("*"), *named] if named else []
        return (*(argument.declared for argument in path), *named, given)


def _plain(resource: Resource) -> str:
    return re.sub(r"\bbase_(models|params)\.", r"\1.", repr(resource))


def _names_own(resource: Resource) -> bool:
    return re.search(r"\b(models|params)\.[A-Z]", repr(resource)) is not None
