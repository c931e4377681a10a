"""Rules about the extensions of this project."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from ..keywords import X_WORDS
from ..shape import Node
from ..values import as_list, as_map, child
from ..wording import article, listed, nearest
from .context import Context, Unresolved
from .order import conversation_targets, order_targets
from .remark import Remark


def x_word_unknown(context: Context) -> Iterator[Remark]:
    """A field that begins with `x-` is not defined by this project, or not at this place."""
    for node in context.nodes:
        for word in node.value:
            if not word.startswith("x-") or node.kind == "Reference Object":
                continue
            pointer = child(node.pointer, word)
            if word not in X_WORDS:
                yield Remark(pointer, f"{word} is not defined by this project", nearest(word, X_WORDS), key=True)
            elif node.kind not in X_WORDS[word]:
                help = f"it belongs in {' or '.join(map(article, X_WORDS[word]))}"
                yield Remark(pointer, f"{word} has no meaning in {article(node.kind)}", help, key=True)


_STREAM_WORDS = ("switch", "tag", "ping", "error", "end", "events", "collector", "order")


def x_stream_target(context: Context) -> Iterator[Remark]:
    """`x-stream` names a property, a tag or a component that does not exist."""
    for node in context.all("Operation Object"):
        stream = node["x-stream"]
        if stream is None:
            continue
        at = child(node.pointer, "x-stream")
        if not isinstance(stream, dict):
            yield Remark(at, "x-stream must be a mapping")
            continue
        words = as_map(stream)
        yield from _unknown_entries(words, at, _STREAM_WORDS)
        if isinstance(switch := words.get("switch"), str):
            fields = _body_fields(context, node)
            if switch not in fields:
                yield Remark(child(at, "switch"), f'the request has no property "{switch}"', nearest(switch, fields))
        yield from _events(context, words, at)


def _events(context: Context, words: dict[str, Any], at: str) -> Iterator[Remark]:
    reference = words.get("events")
    target = (
        context.resolve(reference) if isinstance(reference, str) else Unresolved("`events` must refer to a component")
    )
    if isinstance(target, Unresolved):
        yield Remark(child(at, "events"), target.message, target.help)
        return
    discriminator = as_map(as_map(target.value).get("discriminator"))
    name, tags = discriminator.get("propertyName"), list(as_map(discriminator.get("mapping")))
    if name is None:
        yield Remark(child(at, "events"), f"{reference} is not a union with a discriminator")
        return
    if words.get("tag") != name:
        yield Remark(child(at, "tag"), f"the discriminator of the events is {name}", f"write tag: {name}")
    for role in ("ping", "error", "end"):
        if role in words and words[role] not in tags:
            message = f'"{words[role]}" is not the {name} of any event'
            yield Remark(child(at, role), message, nearest(str(words[role]), tags))
    if "order" in words:
        yield from order_targets(context, words["order"], as_map(discriminator.get("mapping")), child(at, "order"))


def x_conversation_target(context: Context) -> Iterator[Remark]:
    """`x-conversation` names a property or a role that no request has."""
    words = context.value.get("x-conversation")
    if words is not None:
        yield from conversation_targets(context, words, "/x-conversation")


def x_needs_target(context: Context) -> Iterator[Remark]:
    """`x-needs` names a property that the same object does not have."""
    for node in context.all("Schema Object"):
        if "x-needs" in node.value:
            beside = as_map(node.parent["properties"]) if node.parent and node.field == "properties" else {}
            others = [name for name in beside if name != node.key]
            if node["x-needs"] not in others:
                message = f'"{node["x-needs"]}" is not a property of the same object'
                yield Remark(child(node.pointer, "x-needs"), message, nearest(str(node["x-needs"]), others))


def x_pagination_target(context: Context) -> Iterator[Remark]:
    """`x-pagination` names a parameter or a response property that does not exist."""
    for node in context.all("Operation Object"):
        pagination = node["x-pagination"]
        if pagination is None:
            continue
        at = child(node.pointer, "x-pagination")
        if not isinstance(pagination, dict):
            yield Remark(at, "x-pagination must be a mapping")
            continue
        words = as_map(pagination)
        yield from _unknown_entries(words, at, ("items", "more", "forward", "backward"))
        fields, parameters = _page_fields(context, node), _parameters(context, node)
        named = [(child(at, word), words.get(word), fields, "the page") for word in ("items", "more")]
        for way in ("forward", "backward"):
            entry = as_map(words.get(way))
            named.append((child(child(at, way), "cursor"), entry.get("cursor"), fields, "the page"))
            named.append((child(child(at, way), "parameter"), entry.get("parameter"), parameters, "the operation"))
        for pointer, name, known, owner in named:
            if name is not None and name not in known:
                what = "parameter" if known is parameters else "field"
                yield Remark(pointer, f'{owner} has no {what} "{name}"', nearest(str(name), known))


def x_matrix_target(context: Context) -> Iterator[Remark]:
    """`x-matrix` does not describe a row of the support tables, or its pointer has no target."""
    groups = context.value.get("x-matrix")
    if groups is None:
        return
    if not isinstance(groups, list):
        yield Remark("/x-matrix", "x-matrix must be a list of groups")
    for index, group in enumerate(as_list(groups)):
        at = child("/x-matrix", index)
        words = as_map(group)
        yield from _unknown_entries(words, at, ("group", "id", "rows"))
        if not isinstance(words.get("group"), str) or not as_list(words.get("rows")):
            yield Remark(at, "a group of x-matrix needs a title, `group`, and a list of `rows`")
        for number, row in enumerate(as_list(words.get("rows"))):
            pointer = child(child(at, "rows"), number)
            if not isinstance(row, dict):
                yield from _row(context, row, pointer)
            for path, reference in as_map(row).items():
                yield from _row(context, reference, child(pointer, path))


_ROW_WORDS = ("endpoints", "rules", "interfaces")


def _row(context: Context, row: Any, pointer: str) -> Iterator[Remark]:
    if isinstance(row, str) and row.startswith("#/"):
        target = context.resolve(row)
        if isinstance(target, Unresolved):
            yield Remark(pointer, target.message, target.help)
    elif row not in _ROW_WORDS:
        help = (nearest(row, _ROW_WORDS) if isinstance(row, str) else None) or f"or one of {listed(_ROW_WORDS)}"
        yield Remark(pointer, "a row must be a pointer that begins with #/", help)


def _unknown_entries(words: dict[str, Any], at: str, known: tuple[str, ...]) -> Iterator[Remark]:
    for word in words:
        if word not in known:
            help = nearest(word, known) or f"allowed: {listed(known)}"
            yield Remark(child(at, word), f'"{word}" has no meaning here', help, key=True)


def _body_fields(context: Context, node: Node) -> list[str]:
    content = as_map(as_map(context.follow(node["requestBody"])).get("content"))
    return _fields(context, [as_map(media).get("schema") for media in content.values()])


def _page_fields(context: Context, node: Node) -> list[str]:
    answers = [response for status, response in as_map(node["responses"]).items() if status.startswith("2")]
    media = [item for answer in answers for item in as_map(as_map(context.follow(answer)).get("content")).values()]
    return _fields(context, [as_map(item).get("schema") for item in media])


def _fields(context: Context, schemas: list[Any]) -> list[str]:
    return [name for schema in schemas for name in as_map(as_map(context.follow(schema)).get("properties"))]


def _parameters(context: Context, node: Node) -> list[str]:
    entries = [*as_list(node["parameters"]), *as_list(node.parent["parameters"] if node.parent else None)]
    return [str(as_map(context.follow(entry)).get("name")) for entry in entries]
