"""The parts of a comparison: facts (differences without a level), and the report of what was found.

SchemaComparer(document_a, document_b)          diff/schema: facts about values
    .add(Place(...))                            every place of the two APIs where a value travels
    .facts() -> tuple[Fact, ...]                each fact once, with all places that it shows at
judge(fact) -> level                            diff/judge
Prover(document_a, document_b).shown(fact)      diff/witness: the fact where a body shows it, and that body
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

from ..findings.finding import Direction, Effect, Finding, Part
from ..findings.levels import LEVELS, Level
from ..wire import Tier

Mode = Literal["json", "text", "query", "form", "field", "part"]
"""The ways in which values are written.

`json`: each type has its own form. `text`: all scalars are text. `query` and `field`: so they are, and one value is a
list of one. `form`: an object of such fields. `part`: an item of a list in a field.
"""


@dataclass(frozen=True)
class Place:
    """A place where values of a schema are sent in both APIs.

    `operation` is its label, `POST /pets`. `path` is the prefix of the dotted path within the value: empty for the body
    of a request and of the main response, `header.x-key`, `query.limit`, `response.404.body`, `stream.pet_born`.
    `pointer_a` and `pointer_b` are JSON pointers of the two schemas; references are followed. `mode` says how values
    are written.
    """

    operation: str
    path: str
    direction: Direction
    pointer_a: str
    pointer_b: str
    part: Part = "request"
    mode: Mode = "json"


@dataclass(frozen=True)
class Fact:
    """One difference, without a judgement.

    `subject` and `edit` name what was done to what ("lower-bound" "raised"), `before` and `after` are short texts for
    people. `path` is the dotted path of the operation, `pointer_a` and `pointer_b` lead to the author's words, None on
    the side where there are none. `tier` is how far a client may count on it, `is_open`: other values than those that
    are written down are expected anyway. `is_structural`: the difference shows without a witness. `used_by` are the
    other places ("POST /pets owner.name") of the same difference. `statement` and `conflicts` are those of an overlay.
    `detail` is a sentence for people. `probes` belong to the finder of witnesses.
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
class Side:
    """One of the two that were compared; `path` is that of its document, or of its overlay."""

    id: str
    version: str
    title: str
    path: str = ""

    @property
    def name(self) -> str:
        """The name for people: the title, or else the id."""
        return self.title or self.id


def is_update(a: Side, b: Side) -> bool:
    """Tells whether two sides are the old and the new version of one document; their titles may name the version."""
    old, new = (re.sub(r"(?i)\bv?\d[\w.-]*|\W+", "", side.title or side.id).casefold() for side in (a, b))
    paths = {re.sub(r"^git:[^:]*:", "", side.path) for side in (a, b)}
    return old == new or (len(paths) == 1 and "" not in paths)


@dataclass(frozen=True)
class Report:
    """The findings for a client of `a` that talks to `b`, worst first. `notes` are about the comparison itself."""

    a: Side
    b: Side
    changes: tuple[Finding, ...]
    notes: tuple[str, ...] = ()

    @property
    def is_update(self) -> bool:
        """Tells whether `a` and `b` are the old and the new version of one document."""
        return is_update(self.a, self.b)

    @property
    def summary(self) -> dict[Level, int]:
        """The number of findings of each level, worst first."""
        return {level: sum(change.level == level for change in self.changes) for level in LEVELS}
