"""The `TypedDict`s of `client.py`: keyword arguments of methods, which clients of providers narrow."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass

from ..ir import Api, Operation
from .arguments import OPTIONS, Argument, Arguments
from .client_classes import Classes
from .pages import TYPED_DICT, operations_of
from .source import Source, code, identifier
from .types import Names


@dataclass(frozen=True)
class KeywordArguments:
    """A `TypedDict`: the keyword arguments of an operation's methods, but for the switch between answer and stream."""

    name: Source
    doc: str
    base: Source
    fields: Mapping[Source, Source]


def base_keywords(api: Api, operation: Operation, apart: Collection[str]) -> list[KeywordArguments]:
    """The arguments that every provider takes, where there are others (`apart`), and all of them."""
    classes = Classes(api, operations_of(api))
    name, common = identifier(classes.arguments[operation.id]), identifier(classes.common[operation.id])
    arguments = keyword_arguments(api, operation, Names(behind_module=True))
    everything = f"Keyword arguments of the methods of `{operation.id}`."
    if not apart:
        return [KeywordArguments(name, everything, TYPED_DICT, _declared(arguments, OPTIONS))]
    shared = f"Keyword arguments of the methods of `{operation.id}` that every provider takes."
    kept = {key: argument for key, argument in arguments.items() if key not in apart}
    rest = {key: argument for key, argument in arguments.items() if key in apart}
    return [
        KeywordArguments(common, shared, TYPED_DICT, _declared(kept, OPTIONS)),
        KeywordArguments(name, everything, common, _declared(rest)),
    ]


@dataclass(frozen=True)
class Narrowing:
    """The arguments of an operation that a provider accepts.

    `before` are the arguments in the base, `after` those that the provider takes, `apart` those that not every provider
    takes as the base does. A provider that refuses what its documents do not mention `is_closed`: nothing comes to it
    from the base.
    """

    before: Mapping[str, Argument]
    after: Mapping[str, Argument]
    is_closed: bool

    @property
    def gone(self) -> list[str]:
        """The arguments that the provider does not take, or does not need although the base does."""
        return [
            name
            for name, argument in self.before.items()
            if name not in self.after or argument.required > self.after[name].required
        ]

    @property
    def differing(self) -> list[str]:
        """The arguments of the provider that the base does not have, or that have another type there."""
        return [name for name, a in self.after.items() if name not in self.before or not _alike(a, self.before[name])]

    @property
    def is_own(self) -> bool:
        """True if the provider's arguments differ from those of the base."""
        return bool(self.differing or self.gone or not self.before)

    def keywords(self, api: Api, operation: Operation, apart: Collection[str], title: str) -> KeywordArguments:
        """The `TypedDict` of the provider's own arguments."""
        classes = Classes(api, operations_of(api))
        name, common = identifier(classes.arguments[operation.id]), identifier(classes.common[operation.id])
        doc = f"Keyword arguments of the methods of `{operation.id}` that {title} takes."
        if self.is_closed or not self.before:
            return KeywordArguments(name, doc, TYPED_DICT, _declared(self.after, OPTIONS))
        if not self.gone:
            differing = {key: self.after[key] for key in self.differing}
            return KeywordArguments(name, doc, code("base_client.{}", name), _declared(differing))
        kept = {key: argument for key, argument in self.after.items() if key in apart or key in self.differing}
        return KeywordArguments(name, doc, code("base_client.{}", common), _declared(kept))


def keyword_arguments(api: Api, operation: Operation, names: Names) -> dict[str, Argument]:
    """The arguments of an operation by name, but for those of its path and the switch between answer and stream."""
    _, body, parameters = Arguments(api, names).of(operation)
    switch = operation.stream.switch if operation.stream is not None else None
    kept = [*(argument for argument in body if argument.target != switch), *parameters]
    return {argument.name: argument for argument in kept}


def _alike(argument: Argument, before: Argument) -> bool:
    own = re.search(r"\b(models|params)\.[A-Z]", argument.type)
    return own is None and argument.declared.replace("base_", "") == before.declared.replace("base_", "")


def _declared(
    arguments: Mapping[str, Argument], options: Mapping[str, tuple[Source, Source]] | None = None
) -> dict[Source, Source]:
    fields = {a.name: a.type if a.required else code("NotRequired[{} | Omit]", a.type) for a in arguments.values()}
    return fields | {identifier(name): code("NotRequired[{}]", kind) for name, (kind, _) in (options or {}).items()}
