# Copied by isogloss from render/runtime/tagged.py. Do not edit: change that, then generate.
"""Unions whose members are told apart by a tag: open ones, those with a default, and those that take answers back."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Annotated, Any, Union, cast, get_args, get_origin

from pydantic import BaseModel, Discriminator, GetCoreSchemaHandler, InstanceOf, PlainSerializer, Tag
from pydantic_core import CoreSchema, core_schema

from .base import UnknownVariantModel, as_received

_UNKNOWN = "<unknown>"
_Received = Annotated[InstanceOf[UnknownVariantModel], PlainSerializer(as_received)]


class OpenUnion:
    """Marks `Annotated[A | B, Field(discriminator=...)] | Unknown` as an open union.

    A value with a known tag is validated by its own member; one with another string tag becomes the last member.
    `attribute` is the name of the tag in Python, if it differs.
    """

    def __init__(self, tag: str, attribute: str | None = None) -> None:
        self.tag = tag
        self.attribute = attribute or tag

    def __get_pydantic_core_schema__(self, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        known, unknown = get_args(source)
        return handler.generate_schema(_tagged_union(_members(known), self.tag, self.attribute, unknown=unknown))


class DefaultTag:
    """Marks a discriminated union whose tag may be absent or null; `default` is then the tag."""

    def __init__(self, tag: str, default: str, attribute: str | None = None) -> None:
        self.tag = tag
        self.attribute = attribute or tag
        self.default = default

    def __get_pydantic_core_schema__(self, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        return handler.generate_schema(_tagged_union(_members(source), self.tag, self.attribute, default=self.default))


class Replayable:
    """Marks a discriminated request union that also accepts response objects, including unknown members.

    So a client can send back unchanged what a newer server sent.
    """

    def __init__(self, tag: str, attribute: str | None = None) -> None:
        self.tag = tag
        self.attribute = attribute or tag

    def __get_pydantic_core_schema__(self, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        members = _members(source)
        union = handler.generate_schema(_tagged_union(members, self.tag, self.attribute, received=True))
        return _told_natively(cast("core_schema.TaggedUnionSchema", union), members, self.tag, self.attribute)


def _members(union: Any) -> Sequence[type[BaseModel]]:
    while get_origin(union) is Annotated:
        union = get_args(union)[0]
    return get_args(union) or (union,)


def _tags(member: type[BaseModel], attribute: str) -> list[str]:
    field = member.model_fields[attribute]
    literals = [value for value in _literal_values(field.annotation) if isinstance(value, str)]
    return literals or [str(field.default)]


def _literal_values(annotation: Any) -> list[Any]:
    values: list[Any] = []
    for argument in get_args(annotation):
        values.extend(_literal_values(argument) if get_args(argument) else [argument])
    return values


def _tagged_union(
    members: Sequence[type[BaseModel]],
    tag: str,
    attribute: str,
    *,
    default: str | None = None,
    unknown: Any = None,
    received: bool = False,
) -> Any:
    """A union with the discriminator `tag`, which means `default` if it is absent.

    Values with unknown tags become `unknown`; with `received`, only instances from a response are accepted.
    """
    label_of: dict[str, str] = {}
    choices: list[Any] = []
    for member in members:
        tags = _tags(member, attribute)
        label_of |= dict.fromkeys(tags, tags[0])
        choices.append(Annotated[member, Tag(tags[0])])
    if unknown is not None:
        choices.append(Annotated[unknown, Tag(_UNKNOWN)])
    if received:
        choices.append(Annotated[_Received, Tag(_UNKNOWN)])

    def label(value: Any) -> str | None:
        if received and isinstance(value, UnknownVariantModel):
            return _UNKNOWN
        found: Any = (
            cast("dict[str, Any]", value).get(tag) if isinstance(value, dict) else getattr(value, attribute, None)
        )
        if found is None:
            found = default
        # A sent tag must not equal the mark of received instances.
        if not isinstance(found, str) or (received and found == _UNKNOWN):
            return None
        return label_of.get(found, _UNKNOWN if unknown is not None else found)

    return Annotated[Union[tuple(choices)], Discriminator(label)]  # noqa: UP007 (the members are known at run time only)


def _told_natively(
    union: core_schema.TaggedUnionSchema, members: Sequence[type[BaseModel]], tag: str, attribute: str
) -> core_schema.JsonOrPythonSchema:
    """`union`, with a discriminator that pydantic evaluates natively for JSON, where there are no instances.

    A discriminator function would make a Python object of each whole value first.
    """
    choices: dict[Any, CoreSchema] = {}
    for member in members:
        tags = _tags(member, attribute)
        choices |= dict.fromkeys(tags, union["choices"][tags[0]])
    return core_schema.json_or_python_schema(core_schema.tagged_union_schema(choices, tag), union)
