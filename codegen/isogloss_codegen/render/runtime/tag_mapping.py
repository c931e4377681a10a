"""Unions whose members have no constant tag: a mapping says which member each value of a property belongs to."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Any, Union, cast, get_args, get_origin

from pydantic import BaseModel, Discriminator, GetCoreSchemaHandler, Tag
from pydantic_core import CoreSchema

_ANY = "<any>"


class TagMapping:
    """Marks a union whose members are told apart by the property `tag`: `mapping` has the member of each value.

    A value with another tag becomes `other`; without that, it becomes the member that fits. `attribute` is the name of
    the tag in Python, if it differs.
    """

    def __init__(
        self, tag: str, mapping: Mapping[str, str], *, other: str | None = None, attribute: str | None = None
    ) -> None:
        self.tag = tag
        self.mapping = mapping
        self.other = other
        self.attribute = attribute or tag

    def __get_pydantic_core_schema__(self, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        members = _members(source)
        named = {member.__name__: member for member in members}
        choices: list[Any] = [Annotated[member, Tag(name)] for name, member in named.items()]
        choices.append(Annotated[Union[members], Tag(_ANY)])  # noqa: UP007 (the members are known at run time only)
        fallback = self.other or _ANY

        def label(value: Any) -> str:
            if isinstance(value, BaseModel):
                return next((each.__name__ for each in type(value).__mro__ if each.__name__ in named), fallback)
            found: Any = cast("dict[str, Any]", value).get(self.tag) if isinstance(value, dict) else None
            return self.mapping.get(found, fallback) if isinstance(found, str) else fallback

        return handler.generate_schema(
            Annotated[Union[tuple(choices)], Discriminator(label)]  # noqa: UP007 (likewise)
        )


def _members(union: Any) -> tuple[type[BaseModel], ...]:
    while get_origin(union) is Annotated:
        union = get_args(union)[0]
    return get_args(union) or (union,)
