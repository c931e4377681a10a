"""Rules about what points somewhere else: references, discriminators, and the words that name fields and components."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from ..source import child
from .context import Context, Target, Unresolved, listed, nearest
from .rule import Finding
from .shape import Node, as_list, as_map


def ref_unresolved(context: Context) -> Iterator[Finding]:
    """A `$ref` points nowhere, or to something of another kind.

    It may point into the document, or into a file beside it; nothing is fetched from a network.
    """
    for node in context.nodes:
        if "$ref" not in node.value:
            continue
        pointer, reference = child(node.pointer, "$ref"), node["$ref"]
        if not isinstance(reference, str):
            yield Finding(pointer, "a reference has to be a string")
            continue
        target = context.resolve(reference)
        if isinstance(target, Unresolved):
            yield Finding(pointer, target.message, target.help)
        elif _is_circle(context, node):
            yield Finding(pointer, f"{reference} leads back to itself")
        elif target.document is context.document:
            expected, found = node.expects or node.kind, context.at.get(target.pointer)
            if found and (found.expects or found.kind) != expected:
                yield Finding(pointer, f"{reference} is a {found.expects or found.kind}, not a {expected}")


def _is_circle(context: Context, node: Node) -> bool:
    """Whether following references from here never reaches anything else."""
    seen: set[str] = set()
    value: Any = node.value
    while isinstance(reference := as_map(value).get("$ref"), str):
        target = context.resolve(reference)
        if isinstance(target, Unresolved):
            return False
        key = f"{target.document.path}#{target.pointer}"
        if key in seen:
            return True
        seen.add(key)
        # Since 3.1 a schema may say more beside its reference.
        if node.kind == "Schema Object" and len(as_map(value)) > 1 and not context.is_30:
            return False
        value = target.value
        if target.document is not context.document:
            return False
    return False


def discriminator_mapping(context: Context) -> Iterator[Finding]:
    """A discriminator does not tell the members of its union apart.

    Every member has the property, as a `const` (or an `enum`) that no other member has; the mapping lists each of
    these tags and leads to the member that has it.
    """
    for node in context.all("Discriminator Object"):
        union = node.parent
        name = node["propertyName"]
        if union is None or not isinstance(name, str):
            continue
        field = "oneOf" if "oneOf" in union.value else "anyOf"
        members = [member for member in as_list(union[field]) if as_map(member).get("type") != "null"]
        yield from _mapping(context, node, union, name, _tags_of_members(context, members, name))


class _Member:
    """A member of a union: the component it is, and the tags it has (None: any string)."""

    def __init__(self, index: int, pointer: str, tags: list[str] | None, has_property: bool) -> None:
        self.index, self.pointer, self.tags, self.has_property = index, pointer, tags, has_property

    @property
    def name(self) -> str:
        return self.pointer.rpartition("/")[2] or f"member {self.index}"


def _tags_of_members(context: Context, members: list[Any], name: str) -> list[_Member]:
    found: list[_Member] = []
    for index, member in enumerate(members):
        reference = as_map(member).get("$ref")
        target = context.resolve(reference) if isinstance(reference, str) else None
        if not isinstance(target, Unresolved):
            pointer = target.pointer if target else ""
            has_property, tags = _tags(context, target.value if target else member, name)
            found.append(_Member(index, pointer, tags, has_property))
    return found


def _tags(context: Context, schema: Any, name: str, depth: int = 8) -> tuple[bool, list[str] | None]:
    """Whether a schema has the property `name`, and the values it may take if they are listed."""
    schema = as_map(context.follow(schema))
    if not depth:
        return True, None
    own = as_map(schema.get("properties")).get(name)
    if own is not None:
        own = as_map(context.follow(own))
        values = [own["const"]] if "const" in own else as_list(own.get("enum")) or None
        return True, [value for value in values if isinstance(value, str)] if values else None
    for part in as_list(schema.get("allOf")):
        has_property, tags = _tags(context, part, name, depth - 1)
        if has_property:
            return True, tags
    members = [*as_list(schema.get("oneOf")), *as_list(schema.get("anyOf"))]
    if not members:
        return False, None
    results = [_tags(context, member, name, depth - 1) for member in members]
    tags = [tag for _, listed_tags in results for tag in listed_tags or []]
    return all(has for has, _ in results), tags if all(tags is not None for _, tags in results) else None


def _mapping(context: Context, node: Node, union: Node, name: str, members: list[_Member]) -> Iterator[Finding]:
    at_name = child(node.pointer, "propertyName")
    without = [member.name for member in members if not member.has_property]
    if without:
        yield Finding(at_name, f'{listed(without)} {"has" if len(without) == 1 else "have"} no property "{name}"')
    owners = {tag: member for member in members for tag in member.tags or []}
    for member in members:
        for tag in member.tags or []:
            if owners[tag] is not member:
                yield Finding(at_name, f'{listed((member.name, owners[tag].name))} both have the {name} "{tag}"')
    mapping = node["mapping"]
    if not isinstance(mapping, dict) or not members:
        return
    by_pointer = {member.pointer: member for member in members}
    named: set[str] = set()
    for tag, reference in as_map(mapping).items():
        if not isinstance(reference, str):
            continue
        at = child(child(node.pointer, "mapping"), tag)
        target = _mapped(context, reference)
        if isinstance(target, Unresolved):
            yield Finding(at, target.message, target.help)
            continue
        named.add(target.pointer)
        member = by_pointer.get(target.pointer)
        if member is None:
            yield Finding(at, f"{reference} is no member of the union", nearest(reference, _references(union)))
        elif member.tags is not None and tag not in member.tags:
            help = f'write "{member.tags[0]}"' if len(member.tags) == 1 else nearest(tag, member.tags)
            yield Finding(
                at, f'the {name} of {member.name} is {listed(member.tags, "or")}, not "{tag}"', help, key=True
            )
    at_mapping = child(node.pointer, "mapping")
    for member in members:
        missing = [tag for tag in member.tags or [] if tag not in as_map(mapping)]
        if missing and member.pointer in named:
            yield Finding(at_mapping, f"the mapping does not lead from {listed(missing)} to {member.name}", key=True)
        elif member.pointer and member.pointer not in named:
            help = f"add {missing[0]}: '#{member.pointer}'" if missing else None
            yield Finding(at_mapping, f"the mapping does not lead to {member.name}", help, key=True)


def _mapped(context: Context, reference: str) -> Target | Unresolved:
    """What an entry of a mapping means: a reference, or the bare name of a schema."""
    is_name = reference in context.components("schemas")
    return context.resolve(f"#/components/schemas/{reference}" if is_name else reference)


def _references(union: Node) -> list[str]:
    members = [*as_list(union["oneOf"]), *as_list(union["anyOf"])]
    return [as_map(member)["$ref"] for member in members if isinstance(as_map(member).get("$ref"), str)]
