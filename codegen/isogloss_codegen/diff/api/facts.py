"""Gathers the facts about two APIs, and the places of schemas that are still to be compared."""

from __future__ import annotations

from dataclasses import replace

from ...wire import Operation, Tier
from ..model import Direction, Effect, Fact, Mode, Part, Place


class Gathering:
    """The `facts` about two APIs, each once, and the `places` at which values travel in both.

    A difference of a part that many operations use is one fact, of the first of them. `notes` are about the comparison.
    """

    def __init__(self) -> None:
        self.places: list[Place] = []
        self.notes: list[str] = []
        self._facts: dict[tuple[str | None, ...], Fact] = {}
        self._used: dict[tuple[str | None, ...], dict[str, None]] = {}

    @property
    def facts(self) -> tuple[Fact, ...]:
        return tuple(replace(fact, used_by=tuple(self._used[key])) for key, fact in self._facts.items())

    def add(
        self,
        operation: Operation | None,
        subject: str,
        edit: str,
        effect: Effect,
        path: str,
        at: tuple[str | None, str | None],
        change: tuple[str, str],
        *,
        direction: Direction = "request",
        tier: Tier = "core",
        is_open: bool = False,
        detail: str = "",
    ) -> None:
        """Notes a fact about an operation of A, or about the whole API: its pointers and its texts in A and in B."""
        label = operation.label if operation else ""
        fact = Fact(
            subject,
            edit,
            direction,
            effect,
            label,
            path,
            *at,
            *change,
            tier=tier,
            is_open=is_open,
            is_structural=True,
            detail=detail,
        )
        # Operations that moved together are one fact; others are told apart by their places.
        is_shared = edit == "moved" and subject == "operation"
        place = "" if is_shared else at[0] if at[1] is None else at[1]
        key = (subject, edit, direction, path, place, *change)
        known = self._facts.setdefault(key, fact)
        used = self._used.setdefault(key, {})
        if label != known.operation:
            used[" ".join(filter(None, (label, path)))] = None

    def pair(
        self,
        operation: Operation,
        path: str,
        part: Part,
        schemas: tuple[str | None, str | None],
        at: tuple[str, str],
        direction: Direction,
        mode: Mode = "json",
    ) -> None:
        """Notes a place where values travel, with its `schemas`; a side without one accepts any value."""
        a, b = schemas
        if a is not None and b is not None:
            self.places.append(Place(operation.label, path, direction, a, b, part, mode))
        elif a != b:
            # Without a schema, no more is known about answers.
            without: Effect = "widens" if direction == "request" else "undecided"
            edit: tuple[str, Effect] = ("removed", without) if b is None else ("added", "narrows")
            change = ("described", "anything") if b is None else ("anything", "described")
            self.add(operation, "schema", edit[0], edit[1], path, at, change, direction=direction)
