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
    """A request that tests one thing.

    `subjects` are the pointers of the tested parts, the outermost first; `path` and `shown` (a tag or a value) are
    their names for people; `id` also has the union members around them. The request is sent only if `parent`, its
    control, was accepted. `expects` is the class of the status in the base, 2 or 4. `effect` has the signs of a visible
    effect. `key` selects the credential (the name of a scheme, or `wrong:` and that name for a wrong key; None sends
    none). `invented`: the request refers to something that does not exist, so a server may refuse it for that.
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
    """The experiments in the order of sending: each after its control, outer parts before inner ones."""
    depths: dict[str, int] = {}
    planned: list[Experiment] = []
    for each in experiments:
        depths[each.id] = depths.get(each.parent or "", 0) + 1
        planned.append(each)
    return sorted(planned, key=lambda each: depths[each.id])
