"""Chooses the places and names of operations in the client, as a person would."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field, replace
from itertools import takewhile
from typing import Any

from ..names import singular, snake

Name = tuple[tuple[str, ...], str]

# A dot before a digit is that of a version: `list_v2025.0` has no resource.
_DOTTED = re.compile(r"\w[./](?=[^\W\d])")
_VERSION = re.compile(r"v\d+(?:[._]?\w*)?|api|rest")
_NO_TAGS = ("", "default")
# A name that ends with one of these lost what they refer to.
_LINKING = frozenset(
    (
        *("a", "about", "all", "an", "and", "as", "at", "by", "for", "from", "in", "into", "of", "on", "or", "per"),
        *("the", "to", "under", "via", "with", "without"),
    )
)
_VERBS = frozenset(
    (
        *("add", "create", "delete", "fetch", "find", "get", "list", "patch", "post", "put", "query", "read"),
        *("remove", "replace", "retrieve", "search", "set", "update"),
    )
)
_OF_ITEMS = {"get": "get", "post": "update", "put": "replace", "patch": "update", "delete": "delete"}
_OF_LISTS = {"get": "list", "post": "create", "put": "replace", "patch": "update", "delete": "delete"}


@dataclass(frozen=True)
class Named:
    """An operation before it has a name: its method in lower case, its path, and its object in the document."""

    method: str
    path: str
    node: dict[str, Any]
    shared: str = field(default="", kw_only=True)
    """The words that begin all tags of the document."""

    @property
    def id(self) -> str:
        """The operationId; without the path and the method that FastAPI adds to the name of a function."""
        given = self.node.get("operationId")
        text = given.strip() if isinstance(given, str) else ""
        added = re.sub(r"\W", "_", self.path) + f"_{self.method}"
        return text.removesuffix(added) or text

    @property
    def tag(self) -> str:
        tag: Any = next(iter(self.node.get("tags") or ()), "")
        return snake(tag).removeprefix(self.shared) if isinstance(tag, str) and tag.lower() not in _NO_TAGS else ""


def choose_names(operations: Sequence[Named]) -> list[Name]:
    """The resources and the method name of each operation, all different.

    A name with dots or slashes is the author's own: `pets.list` and `pets/list` are `client.pets.list`. Other names
    are grouped by the first tag, without the words of the tag. If a name only repeats the method and path, or there is
    none, the path decides: `GET /pets/{id}/toys` is `client.pets.toys.list`.
    """
    tags = {operation.tag for operation in operations} - {""}
    operations = [replace(operation, shared=_shared_words(tags)) for operation in operations]
    grouped = len(tags) > 1
    paths = Counter(_place(operation.path) for operation in operations)
    found = [_name(operation, paths, grouped=grouped) for operation in operations]
    plain = [_plain(operation, grouped=grouped) for operation in operations]
    usual = [_usual(operation, name) for operation, name in zip(operations, found, strict=True)]
    for candidates in (usual, plain, [_of_path(operation) for operation in operations]):
        counted = Counter(map(_constant, found))
        found = [other if counted[_constant(name)] > 1 else name for name, other in zip(found, candidates, strict=True)]
    return _numbered(found)


def _name(operation: Named, paths: Counter[tuple[str, ...]], *, grouped: bool) -> Name:
    if _DOTTED.search(operation.id):
        *resource, name = [snake(part) for part in re.split(r"[./]+(?!\d)", operation.id.strip("./"))]
        return tuple(resource), name
    if not operation.id or _repeats_path(operation):
        return _conventional(operation, paths)
    name = snake(operation.id)
    if not grouped or not operation.tag:
        return (), name
    return (operation.tag,), _without(name, operation.tag)


def _plain(operation: Named, *, grouped: bool) -> Name:
    """The whole name that the author gave; of a name that the path decides, all words of the path."""
    if not operation.id or _DOTTED.search(operation.id) or _repeats_path(operation):
        return _of_path(operation)
    return ((operation.tag,) if grouped and operation.tag else ()), snake(operation.id)


def _usual(operation: Named, name: Name) -> Name:
    """A name that is only the HTTP method, in the usual words: `list` beside the `get` of an item."""
    if name[1] != operation.method or not name[0]:
        return name
    is_item = _is_parameter((_segments(operation.path) or [""])[-1])
    return name[0], (_OF_ITEMS if is_item else _OF_LISTS).get(name[1], name[1])


def _constant(name: Name) -> str:
    return "_".join((*name[0], name[1])).upper()


def _numbered(names: list[Name]) -> list[Name]:
    taken: set[str] = set()
    found: list[Name] = []
    for resource, name in names:
        number, own = 2, name
        while _constant((resource, own)) in taken:
            own, number = f"{name}_{number}", number + 1
        taken.add(_constant((resource, own)))
        found.append((resource, own))
    return found


# ---- names by tag


def _without(name: str, tag: str) -> str:
    """`name` without the words of the tag at its start, or behind its first word, which is a verb."""
    words, dropped = name.strip("_").split("_"), [singular(word) for word in tag.strip("_").split("_")]
    size = len(dropped)
    for start in (1, 0):
        if [singular(word) for word in words[start : start + size]] != dropped:
            continue
        rest = [*words[:start], *words[start + size :]]
        if start == 0 and rest and rest[0] not in _VERBS:
            continue  # the first word of `upload_files` is a verb
        if rest and rest[-1] not in _LINKING and not rest[0][:1].isdigit():
            return snake("_".join(rest))
    return name


def _shared_words(tags: Collection[str]) -> str:
    """The words that begin each of several tags: `api_` of `api_calls` and `api_queues`."""
    if len(tags) < 2:
        return ""
    words = [tag.split("_") for tag in tags]
    shared = list(takewhile(lambda column: len(set(column)) == 1, zip(*words, strict=False)))
    start = "".join(f"{column[0]}_" for column in shared)
    return "" if any(not tag.removeprefix(start)[:1].isalpha() or tag == start[:-1] for tag in tags) else start


# ---- names by path


def _segments(path: str) -> list[str]:
    return [part for part in path.strip("/").split("/") if part]


def _is_parameter(segment: str) -> bool:
    return "{" in segment


def _fixed(path: str) -> tuple[str, ...]:
    """The words of a path that are no parameters, without a version. A number belongs to the word before it."""
    parts = [re.sub(r"\.(json|xml)$", "", part) for part in _segments(path) if not _is_parameter(part)]
    kept: list[str] = []
    for index, part in enumerate(parts):
        if kept and part[:1].isdigit():
            kept[-1] += snake(part)
        elif index > 1 or not _VERSION.fullmatch(part.lower()):
            kept.append(snake(part))
    return tuple(kept) or tuple(map(snake, parts))


def _place(path: str) -> tuple[str, ...]:
    """The words of a path, and a mark if it is that of an item of a list."""
    is_item = _is_parameter((_segments(path) or [""])[-1])
    return (*_fixed(path), "{}") if is_item else _fixed(path)


def _letters(text: str) -> str:
    return re.sub(r"[^a-z0-9]+", "", text.lower())


def _repeats_path(operation: Named) -> bool:
    """True if a program made the name of the method and the path."""
    method, name, segments = operation.method, _letters(operation.id), _segments(operation.path)
    # The version is often left out.
    unversioned = segments[1:] if len(segments) > 1 and _VERSION.fullmatch(segments[0].lower()) else segments
    for path in ("/".join(segments), "/".join(unversioned)):
        anonymous = _letters(re.sub(r"\{[^{}]*\}", "id", path))
        told = [word + text for text in (_letters(path), anonymous) for word in (method, _OF_LISTS.get(method, method))]
        if len(segments) > 1 and (name in told or name == _letters(path) + method):
            return True
    return False


def _conventional(operation: Named, paths: Counter[tuple[str, ...]]) -> Name:
    words, segments = _fixed(operation.path), _segments(operation.path)
    if not words:
        return (), operation.method
    if _is_parameter(segments[-1]):
        return words, _OF_ITEMS.get(operation.method, operation.method)
    last = words[-1]
    is_only = paths[words] == 1 and not any(len(path) > len(words) and path[: len(words)] == words for path in paths)
    is_action = operation.method == "post" and len(segments) > 2 and _is_parameter(segments[-2])
    if is_only and len(words) > 1 and (is_action or last in _VERBS):
        return words[:-1], last
    if operation.method == "get" and singular(last) == last and (*words, "{}") not in paths:
        return words, "get"  # it is no list
    return words, _OF_LISTS.get(operation.method, operation.method)


def _of_path(operation: Named) -> Name:
    words = [re.sub(r"[{}]", "", part) for part in _segments(operation.path)]
    return (), snake("_".join([operation.method, *words]))
