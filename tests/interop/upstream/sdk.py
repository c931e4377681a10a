"""The SDK's side: its types, reached from what its operations take and return, those of betas as well."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from datetime import datetime
from os import PathLike
from types import UnionType
from typing import IO, Annotated, Any, Literal, Required, Union, get_args, get_origin, get_overloads

from anthropic import types
from anthropic.pagination import SyncPage
from anthropic.resources.messages import Messages
from anthropic.resources.models import Models
from anthropic.types import beta
from anthropic.types.beta.message_create_params import MessageCreateParams as BetaMessageCreateParams
from anthropic.types.message_create_params import MessageCreateParams
from anthropic.types.shared import ErrorResponse, ErrorType
from anthropic.types.shared.error_details import ErrorDetails
from pydantic import BaseModel
from typing_extensions import get_type_hints, is_typeddict

from .shape import BOOLEAN, PROMISED, REQUIRED, Fields, Traits, Types, lists, literal, maps, received, sent

_OPERATIONS: tuple[Any, ...] = (Messages.create, Messages.count_tokens, Models.list, Models.retrieve)
_TYPES: tuple[Any, ...] = (
    MessageCreateParams,
    types.MessageCountTokensParams,
    types.ModelListParams,
    types.Message,
    types.RawMessageStreamEvent,
    types.MessageTokensCount,
    SyncPage[types.ModelInfo],
    ErrorResponse,
    BetaMessageCreateParams,
    beta.MessageCountTokensParams,
    beta.ModelListParams,
    beta.BetaMessage,
    beta.BetaRawMessageStreamEvent,
    beta.BetaMessageTokensCount,
    SyncPage[beta.BetaModelInfo],
)
_SCALARS: dict[object, Traits] = {
    str: frozenset({"string"}),
    int: frozenset({"integer"}),
    float: frozenset({"number"}),
    bool: BOOLEAN,
    datetime: frozenset({"date-time"}),
    object: frozenset({"any"}),
    type(None): frozenset({"null"}),
}


def read(name_of: Callable[[str], str]) -> Types:
    """Reads every type of the SDK, with the names of `name_of`.

    Types that get the same name are one: those of betas say what else a type may hold.

    Raises TypeError for an annotation of a sort that is not known here.
    """
    reader = _Reader(name_of)
    for root in _TYPES:
        reader.kinds(root)
    # No response type has these: the SDK's exceptions take them from the error by themselves.
    error = reader.types[name_of("APIErrorObject")]
    error["type"] |= reader.kinds(ErrorType)
    error["details"] = received(reader.kinds_of_any(_error_details()), promised=False)
    # The values of a header that the non-beta operations have no argument for.
    reader.types[name_of("AnthropicBetaParam")] = {"values": reader.kinds(types.AnthropicBetaParam)}
    return reader.types


def _error_details() -> list[Any]:
    """The details of the errors that the docstrings of the operations name."""
    functions = [function for operation in _OPERATIONS for function in (get_overloads(operation) or [operation])]
    names = {name for function in functions for name in re.findall(r"(?m)^ +(\w+Error):$", function.__doc__ or "")}
    union, *_ = get_args(ErrorDetails)
    return [details for details in get_args(union) if details.__name__.removesuffix("Details") in names]


class _Reader:
    """Reads annotations and, once, each class that they mention."""

    def __init__(self, name_of: Callable[[str], str]) -> None:
        self.types: Types = {}
        self._name_of = name_of
        self._seen: set[object] = set()

    def kinds(self, hint: Any, *, in_request: bool = False) -> Traits:
        """The kinds of values that an annotation allows."""
        origin, arguments = get_origin(hint), get_args(hint)
        if origin in (Annotated, Required):
            return self.kinds(arguments[0], in_request=in_request)
        if origin in (Union, UnionType):
            return self.kinds_of_any(arguments, in_request=in_request)
        if origin is Literal:
            return frozenset(map(literal, arguments))
        if origin in (list, Iterable, Sequence):
            return lists(self.kinds(arguments[0], in_request=in_request))
        if origin is dict:
            return maps(self.kinds(arguments[1], in_request=in_request))
        # Comforts of the SDK: it encodes files itself, and takes what was received for its twin that is sent.
        if origin is IO or hint is PathLike or (in_request and _is_model(hint)):
            return frozenset()
        return _SCALARS[hint] if hint in _SCALARS else frozenset({self._class(hint)})

    def kinds_of_any(self, hints: Iterable[Any], *, in_request: bool = False) -> Traits:
        """The kinds of values that at least one of the annotations allows."""
        return frozenset[str]().union(*(self.kinds(hint, in_request=in_request) for hint in hints))

    def _class(self, hint: Any) -> str:
        """Reads a class, and returns its name."""
        if not (is_typeddict(hint) or _is_model(hint)):
            raise TypeError(f"an annotation of an unknown sort: {hint!r}")
        name = self._name_of(hint.__name__.replace("[Beta", "[").removeprefix("Beta"))
        if hint not in self._seen:
            self._seen.add(hint)
            fields = self._model(hint) if _is_model(hint) else self._typed_dict(hint)
            self.types[name] = _either(self.types[name], fields) if name in self.types else fields
        return name

    def _typed_dict(self, hint: Any) -> Fields:
        hints = get_type_hints(hint, include_extras=True).items()
        return {
            name: sent(self.kinds(field, in_request=True), required=get_origin(field) is Required)
            for name, field in hints
        }

    def _model(self, hint: Any) -> Fields:
        fields = hint.model_fields.items()
        return {field.alias or name: received(self.kinds(field.annotation), promised=True) for name, field in fields}


def _is_model(hint: object) -> bool:
    return isinstance(hint, type) and issubclass(hint, BaseModel)


def _either(one: Fields, other: Fields) -> Fields:
    """One type for two: all their fields and kinds, and only what both insist on."""
    nothing: Traits = frozenset()
    return {
        name: (first | second) - ((first ^ second) & {REQUIRED, PROMISED})
        for name in one | other
        for first, second in [(one.get(name, nothing), other.get(name, nothing))]
    }
