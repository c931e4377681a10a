"""Pairs the alternatives of A and B: by tag, then by component name, then by content, then the nearest."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from ...schema.flat import conjunction
from ...schema.merging import are_distinct
from ...schema.parts import Part


@dataclass(frozen=True)
class Counterparts:
    """Parts that belong together, and those that only one side has."""

    pairs: tuple[tuple[Part, Part], ...]
    only_a: tuple[Part, ...]
    only_b: tuple[Part, ...]


def match(a: Sequence[Part], b: Sequence[Part]) -> Counterparts:
    """Matches the parts of one JSON type; single ones always belong together."""
    if len(a) == len(b) == 1 and (a[0].other is None) == (b[0].other is None):
        return Counterparts(((a[0], b[0]),), (), ())
    tags = _Tags([part for part in (*a, *b) if part.other is None], a, b)
    scores = [
        (_score(tags, one, two), -index - place, one, two)
        for index, one in enumerate(a)
        for place, two in enumerate(b)
        if (one.other is None) == (two.other is None) and not tags.differ(one, two)
    ]
    left, right = dict.fromkeys(a), dict.fromkeys(b)
    pairs: list[tuple[Part, Part]] = []
    # Whether A is matched with B or B with A, the same belong together: ties are decided by both positions.
    for score, _, one, two in sorted(scores, key=lambda entry: entry[:2], reverse=True):
        if score > 0 and one in left and two in right:
            pairs.append((one, two))
            del left[one], right[two]
    return Counterparts(tuple(pairs), tuple(left), tuple(right))


def _score(tags: _Tags, a: Part, b: Part) -> float:
    if tags.of(a) & tags.of(b):
        return 4
    if _component(a) and _component(a) == _component(b):
        return 3
    near = nearness(a, b)
    return 2 if near == 1 else near


class _Tags:
    """The tags of object parts: values of a property that tells them apart, or what their discriminators say."""

    def __init__(self, parts: Sequence[Part], a: Sequence[Part], b: Sequence[Part]) -> None:
        self._values: dict[Part, frozenset[str]] = {}
        if not parts or parts[0].kind != "object":
            return
        of_part = {part: part.constants for part in parts}
        for name in of_part[parts[0]]:
            if all(name in constants for constants in of_part.values()):
                values = {part: constants[name] for part, constants in of_part.items()}
                if all(are_distinct([values[part] for part in side if part in values]) for side in (a, b)):
                    self._values = values
                    return
        if all(part.member is not None and part.member.tags for part in parts):
            self._values = {part: part.member.tags for part in parts if part.member is not None}

    def of(self, part: Part) -> frozenset[str]:
        return self._values.get(part, frozenset())

    def differ(self, a: Part, b: Part) -> bool:
        """Tells whether two parts have tags, and none in common."""
        return bool(self.of(a)) and bool(self.of(b)) and not self.of(a) & self.of(b)


def tag_of(part: Part) -> str:
    """The name of a part for people: its constant, its component, or nothing."""
    if part.kind == "object":
        for values in part.constants.values():
            if len(values) == 1:
                return next(iter(values)).strip('"')
    return _component(part)


def nearness(a: Part, b: Part) -> float:
    """The likeness of two parts of one type, from 0 to 1; 1 if nothing tells them apart at a glance."""
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
