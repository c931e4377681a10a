"""Which alternative of A is which of B: by tag, then by component name, then by content, then the nearest."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from .forms import Part, conjunction, finite


@dataclass(frozen=True)
class Matching:
    """Parts that belong together, and those that only one side has."""

    pairs: tuple[tuple[Part, Part], ...]
    only_a: tuple[Part, ...]
    only_b: tuple[Part, ...]


def match(a: Sequence[Part], b: Sequence[Part]) -> Matching:
    """Matches the parts of one JSON type; single ones always belong together."""
    if len(a) == len(b) == 1 and (a[0].other is None) == (b[0].other is None):
        return Matching(((a[0], b[0]),), (), ())
    left, right = list(a), list(b)
    pairs: list[tuple[Part, Part]] = []

    def take(is_same: Callable[[Part, Part], bool]) -> None:
        for part in list(left):
            found = next((other for other in right if is_same(part, other)), None)
            if found is not None:
                pairs.append((part, found))
                left.remove(part)
                right.remove(found)

    take(lambda one, two: one.other is not None and two.other is not None)
    tags = _Tags([part for part in (*a, *b) if part.other is None], a, b)
    take(lambda one, two: bool(tags.of(one) & tags.of(two)))
    take(lambda one, two: bool(_component(one)) and _component(one) == _component(two) and not tags.differ(one, two))
    take(lambda one, two: not tags.differ(one, two) and nearness(one, two) == 1)
    scores = [
        (nearness(one, two), -index, -place, one, two)
        for index, one in enumerate(left)
        for place, two in enumerate(right)
        if not tags.differ(one, two) and one.other is None and two.other is None
    ]
    for score, _, _, one, two in sorted(scores, key=lambda entry: entry[:3], reverse=True):
        if score > 0 and one in left and two in right:
            pairs.append((one, two))
            left.remove(one)
            right.remove(two)
    return Matching(tuple(pairs), tuple(left), tuple(right))


class _Tags:
    """The tags of object parts: values of a property that tells them apart, or what their discriminators say."""

    def __init__(self, parts: Sequence[Part], a: Sequence[Part], b: Sequence[Part]) -> None:
        self._values: dict[Part, frozenset[str]] = {}
        if not parts or parts[0].kind != "object":
            return
        of_part = {part: _constants(part) for part in parts}
        for name in of_part[parts[0]]:
            if all(name in constants for constants in of_part.values()):
                values = {part: constants[name] for part, constants in of_part.items()}
                if all(_are_distinct([values[part] for part in side if part in values]) for side in (a, b)):
                    self._values = values
                    return
        if all(part.member is not None and part.member.tags for part in parts):
            self._values = {part: part.member.tags for part in parts if part.member is not None}

    def of(self, part: Part) -> frozenset[str]:
        return self._values.get(part, frozenset())

    def differ(self, a: Part, b: Part) -> bool:
        """Whether two parts have tags, and none in common."""
        return bool(self.of(a)) and bool(self.of(b)) and not self.of(a) & self.of(b)


def tag_of(part: Part) -> str:
    """What people may call a part by: its constant, its component, or nothing."""
    if part.kind == "object":
        for values in _constants(part).values():
            if len(values) == 1:
                return next(iter(values)).strip('"')
    return _component(part)


def nearness(a: Part, b: Part) -> float:
    """How much two parts of one type look alike, from 0 to 1; 1 if nothing tells them apart at a glance."""
    if a.kind == "number":
        return 1 if a.numbers == b.numbers else 0.5
    if a.kind == "string":
        return 1 if a.strings == b.strings else 0.5
    if a.kind == "array":
        return 1 if a.arrays.sizes == b.arrays.sizes and _kinds(a) == _kinds(b) else 0.5
    if a.kind != "object":
        return 1
    names_a, names_b = {*a.objects.names}, {*b.objects.names}
    if names_a == names_b:
        return 1 if a.objects.required == b.objects.required else 0.9
    return len(names_a & names_b) / len(names_a | names_b)


def _kinds(part: Part) -> tuple[str, ...]:
    return tuple(str(schema.words.get("type")) for schema in conjunction(part.arrays.rest))


def _component(part: Part) -> str:
    return part.member.component if part.member else ""


def _constants(part: Part) -> dict[str, frozenset[str]]:
    """The properties with few values that an object has to have."""
    found: dict[str, frozenset[str]] = {}
    for name in part.objects.names:
        if name in part.objects.required:
            values = finite(conjunction(part.objects.at(name)))
            if values:
                found[name] = frozenset(values)
    return found


def _are_distinct(sets: Sequence[frozenset[str]]) -> bool:
    return sum(map(len, sets)) == len(frozenset[str]().union(*sets))
