"""One request of a probe, and all of them in order."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

from .observable import Effect

Kind = Literal[
    "control",
    "field",
    "member",
    "value",
    "range",
    "unknown-field",
    "effect",
    "stream",
    "header",
    "credential",
    "request",
    "conversation",
]


@dataclass(frozen=True)
class Experiment:
    """A request, and what it is to show.

    `subjects` are pointers of what it is about, from the outermost on; `path` and `shown` (a tag or a value) name that
    for people; `id` says as well in which members of unions that stands. It says something only where that of `parent`,
    its control, was taken. `expects` is the class of the status in the base language, 2 or 4. Where `signs` are given,
    they show whether it has an effect. `key` is whether a credential is sent and which (a scheme's name; `wrong:`
    before it for one that nobody has). What it refers to may be `invented`: a server that looks for it refuses it.
    """

    id: str
    kind: Kind
    path: str
    method: str
    url: str
    body: Any = None
    raw: str | None = None
    headers: Mapping[str, str] = field(default_factory=dict[str, str])
    subjects: tuple[str, ...] = ()
    shown: str = ""
    parent: str | None = None
    expects: int = 2
    effect: Effect | None = None
    key: str | None = ""
    without: tuple[str, ...] = ()
    operation: str = ""
    invented: bool = False


@dataclass(frozen=True)
class Plan:
    """All experiments in their order, and the most tokens that they can have generated."""

    experiments: tuple[Experiment, ...]
    tokens: int


def outermost_first(experiments: Iterable[Experiment]) -> list[Experiment]:
    """In the order in which they are sent: each after its control, and what is further out before what is in it."""
    depths: dict[str, int] = {}
    planned: list[Experiment] = []
    for each in experiments:
        depths[each.id] = depths.get(each.parent or "", 0) + 1
        planned.append(each)
    return sorted(planned, key=lambda each: depths[each.id])
