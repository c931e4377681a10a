"""From two dialects to a report: facts of all kinds, each cause once, judged, proven and traced to their authors."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache, cached_property, partial
from typing import TYPE_CHECKING, Any

from ..build.wire import read_dialect
from ..document.overlay.facts import known_rules
from ..document.resolve import Dialect
from ..findings.finding import Evidence, Finding, Location
from ..findings.levels import LEVELS
from .api import compare_apis
from .authors import Authors, Writing
from .found import Found, message_of
from .judge import UNDECIDED, judge
from .model import Fact, Report, Side, is_update
from .schema import SchemaComparer
from .support import find_support, unread
from .support.causes import explain, without_repeated
from .support.conflicts import add_conflicts

if TYPE_CHECKING:
    from .witness import Prover

_LEFT_OUT = "JSON Schema does not allow the value of these keywords, so examples are not checked by them:"
_NAMED = 3
"""The largest number of them that are named."""


def compare(a: Dialect, b: Dialect) -> Report:
    """Compares `a` and `b` for a client written for `a` that talks to `b`; the findings are worst first.

    Raises LoadError for references to files that cannot be read. What refers to nothing is not compared: there is a
    finding at each such place.
    """
    return Comparing(a, b).report()


class Comparing:
    """The comparison of two dialects: `found` are its facts, of which each has its own cause.

    Raises LoadError for references to files that cannot be read.
    """

    def __init__(self, a: Dialect, b: Dialect) -> None:
        self.a = a
        self.b = b
        api_a, api_b = read_dialect(a), read_dialect(b)
        gathering, matching = compare_apis(api_a, api_b)
        comparer = SchemaComparer(a.document, b.document, unread=unread(b), is_whole=api_a.is_whole and api_b.is_whole)
        for place in gathering.places:
            comparer.add(place)
        shown = [Found(fact) for fact in (*gathering.facts, *comparer.facts())]
        explain(shown, a, b)
        stated, met = find_support(a, b, api_b, matching, self._rules(), shown)
        self.found = [*shown, *without_repeated(stated, shown)]
        self.found += add_conflicts(self.found, a, b, met)
        self._sides = _side(a), _side(b)
        self._is_update = is_update(*self._sides)
        self._notes = tuple(dict.fromkeys(gathering.notes))
        self._authors = Authors(a, "a"), Authors(b, "b")

    @cached_property
    def _prover(self) -> Prover:
        # Many comparisons have nothing to prove.
        from .witness import Prover

        return Prover(self.a.document, self.b.document, model=next(iter(self.a.models), None))

    def report(self) -> Report:
        """The facts with judgement, proof and places."""
        changes = [self.change(entry) for entry in self.found]
        changes.sort(key=lambda change: (LEVELS.index(change.level), change.operation, change.path))
        return Report(*self._sides, tuple(changes), (*self._notes, *self._left_out()))

    def _left_out(self) -> tuple[str, ...]:
        """A remark about the keywords that no proof could use, if there were any proofs."""
        left_out = self._prover.left_out(self._is_update) if "_prover" in vars(self) else []
        if not left_out:
            return ()
        more = f" and {len(left_out) - _NAMED} more" if len(left_out) > _NAMED else ""
        return (f"{_LEFT_OUT} {', '.join(left_out[:_NAMED])}{more}.",)

    def change(self, entry: Found) -> Finding:
        """A fact as it is reported."""
        fact = entry.fact
        level = entry.level or judge(fact)
        message, witness = message_of(entry, is_update=self._is_update), None
        if level == "breaking" and not fact.is_structural:
            shown = self._prover.shown(fact)
            fact, witness = shown.fact, shown.witness
            message = " ".join(filter(None, (message, shown.note)))
            level = level if shown.is_known else UNDECIDED
        evidence, is_of_a = self._evidence(entry)
        return Finding(
            fact.rule,
            level,
            message,
            fact.path,
            fact.pointer,
            fact.direction,
            evidence,
            subject=fact.subject,
            edit=fact.edit,
            effect=fact.effect,
            operation=fact.operation,
            before=fact.before,
            after=fact.after,
            witness=witness,
            used_by=fact.used_by,
            conflicts=fact.conflicts,
            is_of_a=is_of_a,
            locate=cache(partial(self._locations, entry)),
        )

    def _evidence(self, entry: Found) -> tuple[Evidence, bool]:
        """The sources of a fact, and whether they are about A; of a schema, those of the action that changed it."""
        if (removal := self._removal(entry.fact)) is not None:
            return (*removal.evidence, *(item for item in entry.evidence if item not in removal.evidence)), False
        if entry.evidence:
            return entry.evidence, False
        for authors, pointer in zip(reversed(self._authors), (entry.fact.pointer_b, entry.fact.pointer_a), strict=True):
            writing = authors.writing(pointer, entry.fact.subject) if pointer is not None else None
            if writing is not None and writing.evidence:
                return writing.evidence, authors.side == "a"
        return (), False

    def _locations(self, entry: Found) -> tuple[Location, ...]:
        fact = entry.fact
        ours, theirs = self._authors
        places: list[Location] = []
        if fact.pointer_a is not None:
            places.append(ours.location(fact.pointer_a, fact.subject))
        if (removal := self._removal(fact)) is not None:
            places.append(theirs.in_overlay(removal.pointer))
        elif entry.said_at:
            places.append(theirs.in_overlay(entry.said_at))
        elif fact.statement is not None and fact.statement.is_stated:
            places.append(theirs.in_overlay(fact.statement.pointer))
        elif fact.pointer_b is not None:
            places.append(theirs.location(fact.pointer_b, fact.subject))
        return tuple(places)

    def _removal(self, fact: Fact) -> Writing | None:
        """The action that removed in B something that is only in A."""
        is_gone = fact.pointer_b is None and fact.pointer_a is not None
        return self._authors[1].removal(str(fact.pointer_a)) if is_gone else None

    def _rules(self) -> Mapping[str, Any]:
        """The descriptions of the rules, if any rule is named."""
        return known_rules(self.b.source) if self.a.rules or self.b.rules else {}


def _side(dialect: Dialect) -> Side:
    return Side(dialect.id, dialect.version, dialect.title, (dialect.overlay or dialect.source).path)
