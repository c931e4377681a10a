"""The rule about discriminators: each tag of a union must lead to the right member."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from ..shape import Node
from ..values import as_list, as_map, child
from ..wording import listed, nearest
from .context import Context, Unresolved
from .remark import Remark


def discriminator_mapping(context: Context) -> Iterator[Remark]:
    """A discriminator does not tell the members of its union apart."""
    for node in context.all("Discriminator Object"):
        union = node.parent
        name = node["propertyName"]
        if union is not None and isinstance(name, str):
            members = list(_members(context, union, name))
            yield from _alike(node, name, members)
            if isinstance(node["mapping"], dict) and members:
                yield from _entries(context, node, name, members)
                yield from _gaps(context, node, members)
            yield from _default(union, members)


@dataclass(frozen=True, eq=False)
class _Member:
    """A union member: the pointer of its description, if it has the property, and its tags (None: any string)."""

    pointer: str
    reference: str
    has_property: bool
    tags: list[str] | None

    @property
    def name(self) -> str:
        return self.pointer.rpartition("/")[2]


def _members(context: Context, union: Node, name: str) -> Iterator[_Member]:
    for field in ("oneOf", "anyOf"):
        for index, member in enumerate(as_list(union[field])):
            reference = as_map(member).get("$ref")
            target = context.resolve(reference) if isinstance(reference, str) else None
            if isinstance(target, Unresolved) or as_map(member).get("type") == "null":
                continue
            pointer = target.pointer if target else child(child(union.pointer, field), index)
            yield _Member(pointer, reference or "", *_tags(context, target.value if target else member, name))


def _tags(context: Context, schema: Any, name: str, depth: int = 8) -> tuple[bool, list[str] | None]:
    """True if a schema has the property `name`; and the property's possible values, None if they are not listed."""
    if not depth:
        return True, None
    schema = as_map(context.follow(schema))
    own = as_map(schema.get("properties")).get(name)
    if own is not None:
        own = as_map(context.follow(own))
        values = [own["const"]] if "const" in own else as_list(own.get("enum"))
        return True, [value for value in values if isinstance(value, str)] or None
    for part in as_list(schema.get("allOf")):
        has_property, tags = _tags(context, part, name, depth - 1)
        if has_property:
            return True, tags
    inner = [
        _tags(context, member, name, depth - 1) for field in ("oneOf", "anyOf") for member in as_list(schema.get(field))
    ]
    tags = [tag for _, member_tags in inner for tag in member_tags or []]
    all_listed = all(member_tags is not None for _, member_tags in inner)
    return bool(inner) and all(has for has, _ in inner), tags if inner and all_listed else None


def _alike(node: Node, name: str, members: list[_Member]) -> Iterator[Remark]:
    """Members without the property, or with a tag of another member."""
    at = child(node.pointer, "propertyName")
    without = [member.name for member in members if not member.has_property]
    if without:
        yield Remark(at, f'{listed(without)} {"has" if len(without) == 1 else "have"} no property "{name}"')
    owners: dict[str, _Member] = {}
    for member in members:
        for tag in member.tags or []:
            owner = owners.setdefault(tag, member)
            if owner is not member:
                yield Remark(at, f'{listed((owner.name, member.name))} both have the {name} "{tag}"')


def _entries(context: Context, node: Node, name: str, members: list[_Member]) -> Iterator[Remark]:
    """Mapping entries whose target is missing, not a member of the union, or a member with another tag."""
    by_pointer = {member.pointer: member for member in members}
    for tag, reference, target in _mapping(context, node):
        at = child(child(node.pointer, "mapping"), tag)
        if isinstance(target, Unresolved):
            yield Remark(at, target.message, target.help)
            continue
        member = by_pointer.get(target)
        if member is None:
            help = nearest(reference, [member.reference for member in members])
            yield Remark(at, f"{reference} is not a member of the union", help)
        elif member.tags is not None and tag not in member.tags:
            help = f'write "{member.tags[0]}"' if len(member.tags) == 1 else nearest(tag, member.tags)
            message = f'the {name} of {member.name} is {listed(member.tags, "or")}, not "{tag}"'
            yield Remark(at, message, help, key=True)


def _gaps(context: Context, node: Node, members: list[_Member]) -> Iterator[Remark]:
    """Members, or tags of members, that the mapping lacks. A misspelt tag is not a gap."""
    at = child(node.pointer, "mapping")
    entries = list(_mapping(context, node))
    for member in members:
        tags = [tag for tag, _, target in entries if target == member.pointer]
        missing = [tag for tag in member.tags or [] if tag not in as_map(node["mapping"])]
        if member.reference and not tags:
            help = f"add {missing[0]}: '{member.reference}'" if missing else None
            yield Remark(at, f"the mapping has no entry for {member.name}", help, key=True)
        elif missing and all(tag in (member.tags or []) for tag in tags):
            yield Remark(at, f"the mapping has no entry that maps {listed(missing)} to {member.name}", key=True)


def _default(union: Node, members: list[_Member]) -> Iterator[Remark]:
    tags = [tag for member in members for tag in member.tags or []]
    default = union["x-default-tag"]
    if default is not None and default not in tags:
        help = nearest(str(default), tags)
        yield Remark(child(union.pointer, "x-default-tag"), f'no member has the tag "{default}"', help)


def _mapping(context: Context, node: Node) -> Iterator[tuple[str, str, str | Unresolved]]:
    """The entries of a mapping: the tag, the reference or bare name as written, and its target."""
    for tag, reference in as_map(node["mapping"]).items():
        if isinstance(reference, str):
            is_name = reference in context.components("schemas")
            target = context.resolve(f"#/components/schemas/{reference}" if is_name else reference)
            yield tag, reference, target if isinstance(target, Unresolved) else target.pointer
