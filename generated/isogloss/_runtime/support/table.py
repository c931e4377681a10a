# Copied by isogloss from support/table.py. Do not edit: change that, then generate.
"""The support table of a provider: what its overlay states of each subject, and what follows for all others."""

from __future__ import annotations

import heapq
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from ..document.values import as_list, as_map, child, value_at
from .statement import COVERING, Statement, Status
from .subjects import Subject, find_subjects

# Whoever refuses or ignores a thing refuses or ignores what is in it; where uses differ, the mildest counts.
_MILDEST_FIRST = ("full", "partial", "transformed", "conditional", "unknown", "ignored", "unsupported", "rejected")


@dataclass(frozen=True, eq=False)
class Support:
    """The support table of a provider.

    `document` is its document before anything is left out, into which all pointers lead. `statements` and `values`
    (by subject, then by value) are what the overlay says. `default` counts for what the body of a request may contain
    and nothing mentions; in a table that is about no provider it is `full`, and counts for everything.
    """

    document: dict[str, Any] = field(repr=False)
    statements: Mapping[str, Statement]
    values: Mapping[str, Mapping[str, Statement]]
    default: Status = "unknown"
    known: Mapping[str, Subject] = field(default_factory=dict[str, Subject], repr=False)

    @property
    def is_stated(self) -> bool:
        """True if there is any statement. A document that is about no provider has none."""
        return self.default != "full" or bool(self.statements) or bool(self.values)

    def of(self, subject: str) -> Statement:
        """The statement about a subject, or the one that counts for it: of what it stands in, or the default."""
        return self._all.get(subject) or Statement(subject, "unknown")

    def of_operation(self, pointer: str) -> Statement:
        """The statement about an operation. The default does not count: it is about what bodies have in them."""
        said = self.of(pointer)
        return said if said.is_stated or self.default == "full" else Statement(pointer, "unknown")

    def of_description(self, subject: str) -> Statement | None:
        """The statement about the component that describes a property, or the mildest about a member of its union."""
        found = self.subjects.get(subject)
        held = found.holds if found is not None and found.kind == "property" else []
        if len(held) != 1:
            return None
        members = (pointer for pointer in self.subjects[held[0]].holds if self.subjects[pointer].kind == "member")
        stated = [self.statements[pointer] for pointer in (*held, *members) if pointer in self.statements]
        said = min(stated, key=lambda statement: _MILDEST_FIRST.index(statement.status), default=None)
        said = self.statements.get(held[0], said)
        return None if said is None else _inherited(said, subject)

    def of_member(self, union: str, component: str) -> Statement:
        """The statement about the use of a component, by its name, in the union at a pointer."""
        target = child("/components/schemas", component)
        for keyword in ("oneOf", "anyOf"):
            for index, member in enumerate(as_list(as_map(value_at(self.document, union)).get(keyword))):
                if as_map(member).get("$ref") == f"#{target}":
                    return self.of(child(child(union, keyword), index))
        return Statement(union, "unknown")

    def of_value(self, subject: str, value: str) -> Statement:
        """The statement about a value of a subject: its own, or the one that counts for the subject if that covers."""
        owners = [subject, *(self.subjects[subject].holds if subject in self.subjects else ())]
        for owner in owners:
            if value in self.values.get(owner, {}):
                return self.values[owner][value]
        around = self.of(subject)
        if around.status in COVERING or not around.is_stated:
            return around._replace(inherited_from=around.inherited_from or around.subject)
        return Statement(subject, "unknown")

    def along(self, subjects: Sequence[str]) -> Statement:
        """The statement that counts at the end of a way through a body, given its subjects from the outermost on."""
        for subject in subjects[:-1]:
            around = self.of(subject)
            if around.is_stated and around.status in COVERING:
                return _inherited(around, subjects[-1])
        return self.of(subjects[-1])

    @cached_property
    def subjects(self) -> Mapping[str, Subject]:
        """All subjects of the document: those that are `known` already, or as they are found."""
        return self.known or find_subjects(self.document)

    @cached_property
    def refused_by_default(self) -> tuple[str, ...]:
        """The subjects that are refused because nothing is said of them, and could be left out."""
        if self.default != "rejected":
            return ()
        return tuple(
            pointer
            for pointer in self.not_stated
            if self.of(pointer).status == "rejected" and not self.subjects[pointer].is_inseparable
        )

    @cached_property
    def not_stated(self) -> tuple[str, ...]:
        """The subjects that nothing is said of, of each branch the shallowest."""
        return tuple(
            pointer
            for pointer, subject in self.subjects.items()
            if not (statement := self.of(pointer)).is_stated
            and statement.inherited_from is None
            and not self._is_passage(subject)
        )

    @cached_property
    def _all(self) -> dict[str, Statement]:
        known = dict(self.statements)
        for pointer, subject in self.subjects.items():
            everywhere = self.statements.get(subject.component or "")
            if pointer not in known and everywhere is not None:
                known[pointer] = _inherited(everywhere, pointer)
        # A plain part of something is as good as that; so is a component that is referred to, and so are the forms of a
        # value, such as text or a list.
        open_ones = [pointer for pointer, statement in known.items() if statement.status not in COVERING]
        self._hand_down(
            known, open_ones, lambda subject: subject.is_part or subject.kind == "component" or subject.is_form
        )
        covered = self._covered(known)
        for pointer, subject in self.subjects.items():
            if pointer not in known and pointer not in covered:
                known[pointer] = Statement(pointer, self.default if self._has_default(subject) else "unknown")
        covering = [pointer for pointer, statement in known.items() if self._covers(statement)]
        self._hand_down(known, covering, lambda subject: subject.pointer in covered)
        return known

    def _has_default(self, subject: Subject) -> bool:
        """True if the default counts for a subject. The default is about bodies: an exhaustive source about bodies need
        not list headers and queries."""
        return self.default == "full" or ("request" in subject.sides and subject.kind != "parameter")

    def _covers(self, statement: Statement) -> bool:
        """True if a statement counts for all that is in its subject: there are no other statements about that."""
        if statement.is_stated:
            return statement.status in COVERING
        subject = self.subjects.get(statement.subject)
        return subject is not None and not self._is_passage(subject)

    def _is_passage(self, subject: Subject) -> bool:
        """True if a subject only leads to others: statements are about those."""
        return subject.kind == "component" or subject.pointer in self._mentioned

    @cached_property
    def _mentioned(self) -> set[str]:
        """The subjects that have something in them, without a reference in between, that is stated."""
        found: set[str] = set()
        for pointer in (*self.statements, *(f"{owner}/" for owner in self.values)):
            while pointer := pointer.rpartition("/")[0]:
                found.add(pointer)
        for pointer, subject in self.subjects.items():
            is_entered = subject.kind == "operation" and any(component in found for component in subject.holds)
            if is_entered or (subject.kind == "property" and any(map(self._speaks_for_owner, subject.holds))):
                found.add(pointer)
        return found

    def _speaks_for_owner(self, pointer: str) -> bool:
        """True if statements about a component, or a member of its union, count for each property that holds it."""
        members = (held for held in self.subjects[pointer].holds if self.subjects[held].kind == "member")
        is_component = self.subjects[pointer].kind == "component"
        return is_component and (pointer in self.statements or any(held in self.statements for held in members))

    def _covered(self, known: Mapping[str, Statement]) -> set[str]:
        """The subjects of which every use is covered by something around it, be it by the default."""
        covered = {pointer for pointer, subject in self.subjects.items() if pointer not in known and subject.inside}
        waiting = list(covered)
        while waiting:
            pointer = waiting.pop()
            if pointer in covered and any(
                not self._covers(known[around])
                if around in known
                else around not in covered and self._is_passage(self.subjects[around])
                for around in self.subjects[pointer].inside
            ):
                covered.remove(pointer)
                waiting += self.subjects[pointer].holds
        return covered

    def _hand_down(self, known: dict[str, Statement], sources: Iterable[str], takes: Callable[[Subject], bool]) -> None:
        """Hands statements down to the subjects that take them, of several the mildest."""
        order = {pointer: index for index, pointer in enumerate(self.subjects)}
        heap = [(_MILDEST_FIRST.index(known[source].status), order[source]) for source in sources if source in order]
        heapq.heapify(heap)
        pointers = list(self.subjects)
        while heap:
            rank, index = heapq.heappop(heap)
            for pointer in self.subjects[pointers[index]].holds:
                if pointer not in known and takes(self.subjects[pointer]):
                    known[pointer] = _inherited(known[pointers[index]], pointer)
                    heapq.heappush(heap, (rank, order[pointer]))


def _inherited(statement: Statement, subject: str) -> Statement:
    return statement._replace(subject=subject, inherited_from=statement.inherited_from or statement.subject)
