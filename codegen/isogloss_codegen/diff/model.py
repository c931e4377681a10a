"""What a comparison is made of: facts (what is different), changes (what that means), and the report of them all.

SchemaComparer(document_a, document_b)          diff/schema: facts about values
    .add(Place(...))                            every place of the two APIs where a value travels
    .facts() -> tuple[Fact, ...]                each fact once, with all places that it shows at
Prover(document_a, document_b).shown(fact)      diff/witness: the fact where a body shows it, and that body
judge(fact, is_proven) -> (rule id, level)      diff/judge
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, Literal

from ..levels import LEVELS, Level
from ..wire import Direction, Tier

Effect = Literal["narrows", "widens", "both", "undecided", "none"]
"""What becomes of the set of accepted values from A to B: smaller, larger, some gone and some new, not to be said."""

Part = Literal["request", "response", "header", "query", "path", "cookie"]
"""The part of the traffic that a witness is: the body of a request or response, or the value of a parameter."""


@dataclass(frozen=True)
class Place:
    """Where values of a schema travel in both APIs.

    `operation` is its label, `POST /pets`. `path` is what stands before the dotted path within the value: empty for
    the body of a request and of the main response, `header.x-key`, `query.limit`, `response.404.body`,
    `stream.pet_born`. `pointer_a` and `pointer_b` are JSON pointers of the two schemas; references are followed.
    `is_text`: nothing tells a number from the text that it is written as.
    """

    operation: str
    path: str
    direction: Direction
    pointer_a: str
    pointer_b: str
    part: Part = "request"
    is_text: bool = False


@dataclass(frozen=True)
class Fact:
    """One difference, without a judgement.

    `subject` and `edit` name what was done to what ("lower-bound" "raised"), `before` and `after` are short texts for
    people. `path` is the dotted path of the operation, `pointer_a` and `pointer_b` lead to the author's words, None on
    the side where there are none. `tier` is how far a client may count on it, `is_open` says that other values than
    those that are written down are expected anyway. `is_structural`: the difference shows without a witness. `used_by`
    are the other places ("POST /pets owner.name") where the same difference shows. `statement` and `conflicts` are
    what an overlay says. `detail` is a sentence for what the texts cannot say. `probes` belong to the finder of
    witnesses.
    """

    subject: str
    edit: str
    direction: Direction
    effect: Effect
    operation: str
    path: str
    pointer_a: str | None
    pointer_b: str | None
    before: str = ""
    after: str = ""
    tier: Tier = "core"
    is_open: bool = False
    is_structural: bool = False
    detail: str = ""
    used_by: tuple[str, ...] = ()
    statement: Any = None
    conflicts: tuple[Mapping[str, Any], ...] = ()
    probes: tuple[Any, ...] = field(default=(), compare=False, repr=False)

    @property
    def rule(self) -> str:
        """The id of the rule that the fact falls under."""
        return f"{self.direction}-{self.subject}-{self.edit}"

    @property
    def pointer(self) -> str:
        """The JSON pointer in B's document, or in A's where B has nothing of it."""
        if self.subject == "union-member" and self.edit == "removed" and self.pointer_a is not None:
            return self.pointer_a
        return self.pointer_b if self.pointer_b is not None else self.pointer_a or ""


@dataclass(frozen=True)
class Witness:
    """A value that A's schema takes and B's refuses; of a response, that B's may send and A's refuses.

    `value` is the whole body, or of a parameter its value. `path` is where in it the difference is, with the numbers
    of items: `messages[0].content`.
    """

    part: Part
    value: Any
    path: str


@dataclass(frozen=True)
class Location:
    """Where an author wrote something; `side` says in whose document."""

    side: Literal["a", "b"]
    file: str
    line: int
    column: int


@dataclass(frozen=True)
class Change:
    """A fact with its judgement and its proof: an entry of `changes` in the JSON (`before` is `from`, `after` `to`).

    `evidence` is about what B has there; where `is_of_a` it is about what A has, and B's sources say nothing of it.
    `locate` looks up the `locations`, which takes its time: most changes are only counted.
    """

    rule: str
    level: Level
    direction: Direction
    operation: str
    path: str
    pointer: str
    before: str
    after: str
    message: str
    witness: Witness | None = None
    evidence: tuple[Mapping[str, Any], ...] = ()
    locate: Callable[[], tuple[Location, ...]] = field(default=tuple, compare=False, repr=False)
    used_by: tuple[str, ...] = ()
    conflicts: tuple[Mapping[str, Any], ...] = ()
    is_of_a: bool = False

    @cached_property
    def locations(self) -> tuple[Location, ...]:
        """Where the authors of both sides wrote what it is about, A's first."""
        return self.locate()


@dataclass(frozen=True)
class Side:
    """One of the two that were compared; `path` is that of its document, or of its overlay."""

    id: str
    version: str
    title: str
    path: str = ""

    @property
    def name(self) -> str:
        """What people call it: its title, where it has one."""
        return self.title or self.id


@dataclass(frozen=True)
class Report:
    """What a client written for `a` meets at `b`, worst first. `notes` are sentences about the comparison itself."""

    a: Side
    b: Side
    changes: tuple[Change, ...]
    notes: tuple[str, ...] = ()

    @property
    def summary(self) -> dict[Level, int]:
        """How many changes there are of each level, worst first."""
        return {level: sum(change.level == level for change in self.changes) for level in LEVELS}
