"""Pairs the operations of B with those that a client of A calls."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass, field

from ...wire import Operation, WireApi

Prefixes = tuple[str, str]
Keys = Callable[[Operation], list[str]]


@dataclass
class Matching:
    """The operations of two APIs: `both` are pairs, `moved` those whose path has another beginning in B (from, to).

    The names of path parameters do not matter, nor the point where the base URL ends and the path begins.
    """

    both: list[tuple[Operation, Operation]] = field(default_factory=list[tuple[Operation, Operation]])
    moved: dict[str, Prefixes] = field(default_factory=dict[str, Prefixes])
    removed: list[Operation] = field(default_factory=list[Operation])
    added: list[Operation] = field(default_factory=list[Operation])


def match_operations(a: WireApi, b: WireApi) -> Matching:
    """Pairs the operations of two APIs."""
    result = Matching()
    left, right = list(a.operations.values()), list(b.operations.values())
    # Some documents have two paths that differ in nothing but the names of their parameters.
    left, right = _pair(left, right, result, _exact_paths, _exact_paths)
    left, right = _pair(left, right, result, _paths, _paths)
    left, right = _pair(left, right, result, _addresses, _addresses)
    # Another base URL makes up for another prefix, but not where a path has stayed.
    if not result.both:
        left, right = _pair_moved(left, right, result)
    result.removed, result.added = left, right
    order = {label: index for index, label in enumerate(a.operations)}
    result.both.sort(key=lambda pair: order[pair[0].label])
    return result


def _shape(path: str) -> str:
    return re.sub(r"\{[^}]*\}", "{}", path)


def _exact_paths(operation: Operation) -> list[str]:
    return [operation.path]


def _paths(operation: Operation) -> list[str]:
    return [_shape(operation.path)]


def _addresses(operation: Operation) -> list[str]:
    """The paths on the wire, with the paths of the servers."""
    return [_shape(server.path + operation.path) for server in operation.servers] or [_shape(operation.path)]


def _pair(
    left: list[Operation], right: list[Operation], result: Matching, keys_a: Keys, keys_b: Keys
) -> tuple[list[Operation], list[Operation]]:
    """Pairs operations that have a key in common; returns the rest of both sides."""
    known: dict[tuple[str, str], Operation] = {}
    for operation in right:
        for key in keys_b(operation):
            known.setdefault((operation.method, key), operation)
    taken: set[int] = set()
    rest: list[Operation] = []
    for operation in left:
        found = (known.get((operation.method, key)) for key in keys_a(operation))
        other = next((other for other in found if other is not None and id(other) not in taken), None)
        if other is None:
            rest.append(operation)
        else:
            taken.add(id(other))
            result.both.append((operation, other))
    return rest, [operation for operation in right if id(operation) not in taken]


def _pair_moved(
    left: list[Operation], right: list[Operation], result: Matching
) -> tuple[list[Operation], list[Operation]]:
    """Pairs operations whose paths have different prefixes, if the same holds for all operations with that prefix."""
    prefixes = _likeliest_prefixes(left, right)
    if prefixes is None:
        return left, right
    before, after = prefixes
    rest = _pair(left, right, result, _without(before), _without(after))
    result.moved = {a.label: prefixes for a, _ in result.both}
    return rest


def _likeliest_prefixes(left: list[Operation], right: list[Operation]) -> Prefixes | None:
    """The change of prefix that makes paths of B of the most operations of A; None where nothing fits."""
    by_end: dict[tuple[str, str], list[Operation]] = defaultdict(list)
    for operation in right:
        by_end[operation.method, _end(operation)].append(operation)
    counts: dict[Prefixes, int] = defaultdict(int)
    for operation in left:
        for other in by_end[operation.method, _end(operation)]:
            prefixes = _prefixes(operation.path, other.path)
            if prefixes is not None:
                counts[prefixes] += 1
    for before, after in sorted(counts, key=lambda key: (-counts[key], key)):
        if counts[before, after] == sum(_begins(operation.path, before) for operation in left):
            return before, after
    return None


def _prefixes(before: str, after: str) -> Prefixes | None:
    """The prefixes of two paths before their common end; None if they have a parameter, or the end is too short."""
    a, b = _shape(before).split("/"), _shape(after).split("/")
    same = 0
    while same < min(len(a), len(b)) - 1 and a[-1 - same] == b[-1 - same]:
        same += 1
    heads = a[: len(a) - same], b[: len(b) - same]
    is_named = all("{}" not in head and len(head) <= 3 for head in heads)
    has_tail = any(part not in ("", "{}") for part in a[len(a) - same :])
    return ("/".join(heads[0]), "/".join(heads[1])) if is_named and has_tail and same else None


def _end(operation: Operation) -> str:
    return _shape(operation.path).rpartition("/")[2]


def _begins(path: str, prefix: str) -> bool:
    return path.startswith(f"{prefix}/")


def _without(prefix: str) -> Keys:
    """The paths without their prefix, of those that have it."""
    return lambda operation: [_shape(operation.path.removeprefix(prefix))] if _begins(operation.path, prefix) else []
