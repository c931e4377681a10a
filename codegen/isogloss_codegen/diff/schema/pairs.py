"""The comparison as a graph: a pair of conjunctions, what differs right there, and the pairs that it leads on to."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, Literal

from ...schema.leaves import Conjunction
from ...schema.parts import Part
from ...wire import Tier
from ..model import Effect

Want = Literal["value", "any", "size", "without", "with", "repeated", "of"]


@dataclass(frozen=True, eq=False)
class Hint:
    """What a value that shows a difference looks like.

    `any`: what the part accepts. `value`: this one. `size`: a text, list or object of so many. `without` and `with`: an
    object that lacks or has the property. `repeated`: a list with two equal items. `of`: what one of some conjunctions
    accepts. `part_a` and `part_b` are what is compared, None on the side that has nothing of it.
    """

    want: Want
    part_a: Part | None = None
    part_b: Part | None = None
    value: Any = None


@dataclass(frozen=True, eq=False)
class Difference:
    """A difference at a pair, or with `below` at a property of it. The rest is as in `model.Fact`."""

    subject: str
    edit: str
    effect: Effect
    pointer_a: str | None
    pointer_b: str | None
    before: str = ""
    after: str = ""
    below: str = ""
    tier: Tier = "core"
    is_open: bool = False
    detail: str = ""
    hints: tuple[Hint, ...] = ()


@dataclass(frozen=True, eq=False)
class Step:
    """The way from a pair to what is within its values: `name` of a property, `index` of an item, 0 for any.

    `text` is how it shows in a path: `.name`, `[]`. `part_a` and `part_b` are the alternatives that it leads through.
    """

    text: str
    pair: Pair
    part_a: Part
    part_b: Part
    name: str | None = None
    index: int | None = None


@dataclass(frozen=True, eq=False)
class Hinge:
    """A difference that is one only if one of the `pairs` has some; how its effect follows is said by `leaning`."""

    difference: Difference
    pairs: tuple[Pair, ...]
    leaning: Literal["along", "against", "unknown"]


@dataclass(eq=False)
class Pair:
    """Two conjunctions that are compared, A's and B's; `at_a` and `at_b` are where their authors wrote them."""

    a: Conjunction
    b: Conjunction
    at_a: str | None
    at_b: str | None
    differences: list[Difference] = field(default_factory=list[Difference])
    steps: list[Step] = field(default_factory=list[Step])
    hinges: list[Hinge] = field(default_factory=list[Hinge])
