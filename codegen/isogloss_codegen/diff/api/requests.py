"""Compares requests: parameters and bodies."""

from __future__ import annotations

from collections.abc import Mapping

from ...findings.words import few
from ...wire import Body, Media, Operation, Parameter, Place
from ..model import Effect, Mode
from .facts import Gathering
from .texts import compare_texts, mode_of

_PLACES: tuple[Place, ...] = ("query", "header", "cookie", "querystring")


def compare_requests(a: Operation, b: Operation, found: Gathering) -> None:
    """The differences between the requests of two operations."""
    _compare_path(a, b, found)
    _compare_parameters(a, b, found)
    _compare_bodies(a, b, found)


def _compare_path(a: Operation, b: Operation, found: Gathering) -> None:
    """Compares the parameters of the path by their positions: their names are not on the wire."""
    ours, theirs = _in_path(a), _in_path(b)
    strays = [
        f"`{name}`"
        for operation, known in ((a, ours), (b, theirs))
        for place, name in operation.parameters
        if place == "path" and name not in known
    ]
    if strays:
        text = f"{few(strays, 3)} of {a.label}: not in the path template, so not compared."
        found.notes.append(f"Path parameter {text}")
    for (name, parameter), other in zip(reversed(ours.items()), reversed(theirs.values()), strict=False):
        path = f"path.{name}"
        if parameter is not None and other is not None:
            _compare_pair(a, parameter, other, path, found)
        elif other is not None and not other.text.is_any:
            found.pair(a, path, "path", (None, other.text.schema), (a.pointer, other.pointer), "request")
        elif parameter is not None and not parameter.text.is_any:
            found.pair(a, path, "path", (parameter.text.schema, None), (parameter.pointer, b.pointer), "request")


def _in_path(operation: Operation) -> dict[str, Parameter | None]:
    names = [part.partition("}")[0] for part in operation.path.split("{")[1:]]
    return {name: operation.parameters.get(("path", name)) for name in names}


def _compare_parameters(a: Operation, b: Operation, found: Gathering) -> None:
    for (place, name), ours in a.parameters.items():
        path = f"{place}.{name}"
        theirs = b.parameters.get((place, name))
        if place == "path":
            continue
        if theirs is not None:
            _compare_pair(a, ours, theirs, path, found)
        elif (elsewhere := _elsewhere(b, a, ours)) is not None:
            effect = "narrows" if elsewhere.required else "undecided"
            at, change = (ours.pointer, elsewhere.pointer), (f"in {place}", f"in {elsewhere.place}")
            found.add(a, "parameter", "moved", effect, path, at, change)
        else:
            # No document says whether a server refuses unknown parameters; most ignore them.
            found.add(a, "parameter", "removed", "undecided", path, (ours.pointer, None), (_need(ours), ""))
    for (place, name), theirs in b.parameters.items():
        if place == "path" or (place, name) in a.parameters or _elsewhere(a, b, theirs) is not None:
            continue
        subject: tuple[str, Effect] = ("required-parameter", "narrows") if theirs.required else ("parameter", "widens")
        found.add(a, subject[0], "added", subject[1], f"{place}.{name}", (None, theirs.pointer), ("", _need(theirs)))


def _elsewhere(operation: Operation, other: Operation, parameter: Parameter) -> Parameter | None:
    """The parameter of the same name that an operation has in a place where the other one has none of it."""
    for place in _PLACES:
        known = operation.parameters.get((place, parameter.name))
        if known is not None and (place, parameter.name) not in other.parameters:
            return known
    return None


def _compare_pair(a: Operation, ours: Parameter, theirs: Parameter, path: str, found: Gathering) -> None:
    at = ours.pointer, theirs.pointer
    if ours.required != theirs.required:
        edit: tuple[str, Effect] = ("required", "narrows") if theirs.required else ("optional", "widens")
        found.add(a, "parameter", edit[0], edit[1], path, at, (_need(ours), _need(theirs)))
    if theirs.deprecated and not ours.deprecated:
        found.add(a, "parameter", "deprecated", "none", path, at, ("", "deprecated"))
    if ours.may_be_empty and not theirs.may_be_empty:
        found.add(a, "parameter", "empty-refused", "undecided", path, at, ("", ""))
    if not _are_written_alike(ours, theirs):
        found.add(a, "parameter", "serialization-changed", "both", path, at, (_form(ours), _form(theirs)))
    part = ours.place if ours.place != "querystring" else "query"
    if ours.content is not None and theirs.content is not None:
        found.pair(a, path, part, (ours.content.schema, theirs.content.schema), at, "request")
    elif ours.content is None and theirs.content is None:
        mode: Mode = "query" if ours.style == theirs.style == "form" and ours.explode and theirs.explode else "text"
        compare_texts(a, (ours.text, theirs.text), path, part, at, found, "request", mode)


def _need(part: Parameter | Body) -> str:
    return "required" if part.required else "optional"


def _are_written_alike(ours: Parameter, theirs: Parameter) -> bool:
    """Tells whether a value that both have becomes the same text."""
    if ours.content is not None or theirs.content is not None:
        return _form(ours) == _form(theirs)
    have_parts = ours.text.has_parts and theirs.text.has_parts
    return ours.style == theirs.style and (ours.explode == theirs.explode or not have_parts)


def _form(parameter: Parameter) -> str:
    """The serialization of a parameter."""
    if parameter.content is not None:
        return parameter.content.type
    return f"style {parameter.style}{', exploded' if parameter.explode and parameter.text.has_parts else ''}"


def _compare_bodies(a: Operation, b: Operation, found: Gathering) -> None:
    ours, theirs = a.body, b.body
    if ours is None and theirs is not None:
        subject: tuple[str, Effect] = ("required-body", "narrows") if theirs.required else ("body", "widens")
        found.add(a, subject[0], "added", subject[1], "", (None, theirs.pointer), ("", ", ".join(theirs.content)))
    elif ours is not None and theirs is None:
        # Without a body it is another request; one that may be left out may be ignored as well.
        effect: Effect = "narrows" if ours.required else "undecided"
        found.add(a, "body", "removed", effect, "", (ours.pointer, None), (", ".join(ours.content), ""))
    elif ours is not None and theirs is not None:
        if ours.required != theirs.required:
            edit: tuple[str, Effect] = ("required", "narrows") if theirs.required else ("optional", "widens")
            at, change = (ours.pointer, theirs.pointer), (_need(ours), _need(theirs))
            found.add(a, "body", edit[0], edit[1], "", at, change)
        _compare_content(a, ours, theirs, found)


def _compare_content(a: Operation, ours: Body, theirs: Body, found: Gathering) -> None:
    main = next(iter(ours.content), "")
    for type, media in ours.content.items():
        path = "" if type == main else f"body({type})"
        other = find_media(theirs.content, type)
        if other is None:
            at, change = (media.pointer, theirs.pointer), (type, ", ".join(theirs.content))
            found.add(a, "media-type", "removed", "narrows", path, at, change)
        else:
            at = media.pointer, other.pointer
            found.pair(a, path, "request", (media.schema, other.schema), at, "request", mode_of(type))
            if media.item or other.item:
                found.pair(a, f"{path}[]", "request", (media.item, other.item), at, "request")
    for type, other in theirs.content.items():
        if find_media(ours.content, type) is None:
            found.add(a, "media-type", "added", "widens", f"body({type})", (None, other.pointer), ("", type))


def find_media(content: Mapping[str, Media], type: str) -> Media | None:
    """The body that counts for a media type: its own, or that of a range it falls under."""
    name = type.partition(";")[0]
    for known in (type, name, f"{name.partition('/')[0]}/*", "*/*"):
        if known in content:
            return content[known]
    return None
