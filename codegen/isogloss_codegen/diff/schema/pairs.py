"""The comparison as a graph: a pair of conjunctions, its own differences, and the pairs inside of it."""

from __future__ import annotations

import json
from dataclasses import dataclass, field, replace
from typing import Any, Literal

from ...schema.leaves import Conjunction
from ...schema.merging import may_share
from ...schema.parts import Leaning, Part
from ...wire import Tier
from ..model import Effect, Mode

Want = Literal["value", "any", "size", "without", "with", "repeated", "of", "fail"]

BELOW: dict[Mode, tuple[Mode, Mode]] = {
    "json": ("json", "json"),
    "text": ("text", "text"),
    "query": ("text", "text"),
    "form": ("field", "part"),
    # An object in a field of a form is JSON.
    "field": ("json", "part"),
    "part": ("json", "part"),
}
"""The modes of the properties and of the items of a value."""

_UNCERTAIN = frozenset(("not", "if", "one-of", "any-of", "dynamic-reference", "reference", "dependent-schema"))
"""Conditions that may take away the very values that a difference is about."""


@dataclass(frozen=True, eq=False)
class Hint:
    """A way to a value that shows a difference.

    `any`: one that the part accepts. `value`: this one. `size`: a text, list or object of so many. `without` and
    `with`: an object that lacks or has the property. `repeated`: a list with two equal items. `of`: one that one of
    some conjunctions accepts. `fail`: one of a conjunction that fails keywords of some schemas; the value is both of A
    and B, both schemas of A and B, and the keywords. `part_a` and `part_b` are the parts that are compared, None on
    the side that has none.
    """

    want: Want
    part_a: Part | None = None
    part_b: Part | None = None
    value: Any = None


@dataclass(frozen=True, eq=False)
class Doubt:
    """A reason why a difference of two parts may be no difference of the whole.

    `sender` is the part whose values are sent. `rivals` are other parts that may accept what its counterpart refuses.
    """

    sender: Part
    rivals: tuple[Part, ...] = ()

    def holds(self, name: str | None = None) -> bool:
        """Tells whether the doubt remains, for the property `name` where the difference is in one."""
        spoken = (each for each in self.sender.conditions if each.subject in _UNCERTAIN)
        if any(name is None or _may_speak_of(dict(each.schema.words), name) for each in spoken):
            return True
        return any(may_share(self.sender, rival) for rival in self.rivals)


def _may_speak_of(words: dict[str, Any], name: str) -> bool:
    said = {word: value for word, value in words.items() if word not in ("properties", "required")}
    text = json.dumps(said, default=str)
    return json.dumps(name) in text or '"$ref"' in text


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
    is_sure: bool = True
    doubt: Doubt | None = None

    def unsure(self) -> Difference:
        """The same where only an example shows that it has an effect."""
        return replace(self, is_sure=False)

    @property
    def is_certain(self) -> bool:
        """Tells whether the effect is one of the whole pair, without an example."""
        return self.is_sure and (self.doubt is None or not self.doubt.holds(self.below.removeprefix(".") or None))


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
    doubt: Doubt | None = None

    @property
    def is_certain(self) -> bool:
        """Tells whether an effect below is one of the whole pair."""
        return self.doubt is None or not self.doubt.holds(self.name)


@dataclass(frozen=True, eq=False)
class Hinge:
    """A difference that is one only if one of the `pairs` has some; its effect follows by the leaning of each."""

    difference: Difference
    pairs: tuple[tuple[Pair, Leaning], ...]


@dataclass(eq=False)
class Pair:
    """Two conjunctions that are compared, A's and B's; `at_a` and `at_b` are the places where authors wrote them."""

    a: Conjunction
    b: Conjunction
    at_a: str | None
    at_b: str | None
    mode: Mode = "json"
    differences: list[Difference] = field(default_factory=list[Difference])
    steps: list[Step] = field(default_factory=list[Step])
    hinges: list[Hinge] = field(default_factory=list[Hinge])

    def doubted(self, doubt: Doubt, differences: int, steps: int) -> None:
        """Adds a doubt to all differences and steps, except the first ones."""
        self.differences[differences:] = [replace(each, doubt=doubt) for each in self.differences[differences:]]
        self.steps[steps:] = [replace(each, doubt=doubt) for each in self.steps[steps:]]
