"""Facts from statements about subjects: the parts that a client of A may send to B and get from it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from ...document.resolve import Dialect
from ...document.values import as_list, as_map, value_at
from ...support.statement import Statement
from ...support.table import Support
from ...wire import Media, Operation
from ..api.match import Matching
from ..api.responses import find_response
from ..found import Found
from ..model import Direction, Fact
from .levels import Verdict, judge_request, judge_response
from .walk import Meeting, Start, Walker, Way, members
from .wording import say, which_of

_COVERING = ("ignored", "unsupported", "rejected")
_LIMITED = ("partial", "transformed", "conditional")


class StatementComparer:
    """Compares the support of two dialects, subject by subject, as far as both have it.

    What is covered by something around it is not said again; the same statement met in several operations is one fact.
    `met` is where each subject of B was met first, by its pointer.
    """

    def __init__(self, a: Dialect, b: Dialect) -> None:
        self.a = a.support
        self.b = b.support
        self._unstated = frozenset(self.b.not_stated if self.b.is_stated else ())
        self._policy = as_map(b.words.get("unknown_fields"))
        self._found: dict[tuple[str, ...], Found] = {}
        self._used: dict[tuple[str, ...], dict[str, None]] = {}
        self._alternatives: dict[tuple[str, ...], dict[str, None]] = {}
        self.met: dict[str, Meeting] = {}

    def compare(self, matching: Matching) -> list[Found]:
        """The facts about operations that both have, with their levels."""
        if not (self.a.is_stated or self.b.is_stated):
            return []
        for ours, theirs in matching.both:
            met = Meeting("operation", "request", ours.label, "", ours.label, ours.pointer, theirs.pointer)
            way = self._meet(met, Way())
            if way is not None:
                self._compare_request(ours, theirs, way)
                self._compare_response(ours, theirs, way)
        for key, found in self._found.items():
            found.fact = replace(found.fact, used_by=tuple(self._used[key]))
            if names := self._alternatives.get(key):
                found.fact = replace(found.fact, before=", ".join(names), detail=which_of(list(names)))
        return list(self._found.values())

    def _compare_request(self, a: Operation, b: Operation, way: Way) -> None:
        for key, theirs in b.parameters.items():
            ours = a.parameters.get(key)
            if ours is not None:
                path = f"{ours.place}.{ours.name}"
                self._meet(Meeting("parameter", "request", a.label, path, ours.name, ours.pointer, theirs.pointer), way)
        if a.body is not None and b.body is not None:
            self._walk(_starts("request", a, "", a.body.content, b.body.content, way))

    def _compare_response(self, a: Operation, b: Operation, way: Way) -> None:
        starts: list[Start] = []
        for status, ours in a.responses.items():
            theirs = find_response(b, status)
            if theirs is None:
                continue
            is_main = status.startswith("2")
            at = f"response.{status}"
            met = Meeting("status", "response", a.label, at, status, ours.pointer, theirs.pointer)
            if not is_main and self._meet(met, way) is None:
                continue
            for name, header in theirs.headers.items():
                known = ours.headers.get(name)
                if known is not None:
                    places = known.pointer, header.pointer
                    met = Meeting("header", "response", a.label, f"{at}.header.{name}", name, *places, tier=known.tier)
                    self._meet(met, way)
            starts += _starts("response", a, "" if is_main else f"{at}.body", ours.content, theirs.content, way)
            for media in theirs.content.values():
                starts += self._events(a, b, media, way) if media.events else ()
        self._walk(starts)

    def _events(self, a: Operation, b: Operation, media: Media, way: Way) -> Iterator[Start]:
        """The events of a stream, which are stated on the union of them that the operation names."""
        known, theirs = (
            dict(members(support.document, union)) if (union := _union_of_events(support, operation)) else {}
            for support, operation in ((self.a, a), (self.b, b))
        )
        for name, pointer in theirs.items():
            if name in known and name in media.events:
                met = Meeting("event", "response", a.label, f"stream.{name}", name, known[name], pointer)
                met = met._replace(is_end=name == media.end, is_ignorable=name in media.ignorable)
                onwards = self._meet(met, way)
                if onwards is not None:
                    yield Start(met, onwards, met.a, met.b)

    def _walk(self, starts: Iterable[Start]) -> None:
        Walker(self.a, self.b, self._meet).walk(starts)

    def _meet(self, met: Meeting, way: Way) -> Way | None:
        """Notes the difference about a subject; None if the parts inside of it do not matter."""
        self.met.setdefault(met.b, met)
        ours, theirs = _of(self.a, met.a), _of(self.b, met.b)
        if met.kind == "operation":
            ours, theirs = _of_operation(ours), _of_operation(theirs)
        if self._is_passage(met, theirs):
            self._compare_values(met, way)
            return way
        judged = judge_request(ours, theirs) if met.direction == "request" else judge_response(ours, theirs, met)
        is_new = judged is not None and (judged.level != "unknown" or way.is_stated)
        if judged is not None and is_new and not self._is_told(met, ours, theirs, judged):
            self._note(met, theirs, judged, ours.status)
        if theirs.status in _COVERING or ours.status in _COVERING:
            return None
        if met.kind == "operation" and not theirs.is_stated:
            return None if theirs.status == "unknown" else way
        onwards = Way(way.is_stated and not (judged is not None and judged.level == "unknown"))
        self._compare_values(met, onwards)
        return onwards

    def _is_passage(self, met: Meeting, statement: Statement) -> bool:
        """True if a subject has no statement because the parts inside of it have."""
        is_said = statement.is_stated or statement.inherited_from is not None or met.b in self._unstated
        return not is_said and statement.status != "full"

    def _compare_values(self, met: Meeting, way: Way) -> None:
        """Compares the statements about single values of a subject; if the subject is not stated, they add nothing."""
        listed = dict.fromkeys((*self.a.values.get(met.a, ()), *self.b.values.get(met.b, ())))
        for value in listed:
            ours, theirs = self.a.of_value(met.a, value), self.b.of_value(met.b, value)
            if met.direction == "request":
                judged = judge_request(ours, theirs)
            else:
                judged = judge_response(ours, theirs, met._replace(kind="union-member"))
            if judged is not None and (judged.level != "unknown" or way.is_stated):
                self._note(met, theirs, judged, value, subject="enum-value")

    def _note(
        self, met: Meeting, statement: Statement, verdict: Verdict, before: str, *, subject: str | None = None
    ) -> None:
        subject = subject or met.kind
        if met.kind == "union-member" and subject == met.kind:
            before = met.name
        is_default = not statement.is_stated and statement.status == self.b.default
        if is_default:
            statement = statement._replace(evidence=tuple(as_list(self._policy.get("evidence"))))
        effects = as_map(value_at(self.b.document, met.b)).get("x-effects") if verdict.edit == "ignored" else None
        fact = Fact(
            subject,
            verdict.edit,
            met.direction,
            "none",
            met.operation,
            met.path,
            met.a,
            met.b,
            before,
            statement.status if verdict.edit != "not-promised" else "not promised",
            tier=met.tier,
            is_structural=True,
            detail=say(met.direction, verdict.edit, statement, as_list(effects)),
            statement=statement,
        )
        origin = statement.inherited_from or statement.subject
        union = _owner(met.b) if met.kind == "union-member" == subject and verdict.edit == "not-stated" else ""
        if union and self._is_about_none_of(union):
            # That is one silence, about the union.
            fact, origin = replace(fact, subject="union", pointer_a=_owner(met.a), pointer_b=union), union
            self._alternatives.setdefault((verdict.edit, met.direction, origin, ""), {})[met.name] = None
        value = before if subject == "enum-value" else met.operation if met.kind == "operation" else ""
        key = (verdict.edit, met.direction, origin, value)
        said_at = "/info/x-provider/default_status" if is_default and self.b.default in _COVERING else ""
        known = self._found.setdefault(key, Found(fact, verdict.level, statement.evidence, said_at)).fact
        used = self._used.setdefault(key, {})
        is_same = (met.operation, met.path) == (known.operation, known.path)
        # What only shares the fate of what it stands in is no other use of it.
        if not is_same and (statement.inherited_from is None or self._is_use(met, origin)):
            used[" ".join(filter(None, (met.operation, met.path)))] = None

    def _is_told(self, met: Meeting, a: Statement, b: Statement, verdict: Verdict) -> bool:
        """Tells whether a difference of a part of an operation is only that of the operation, and not its own."""
        around = self.b.subjects.get(b.inherited_from or "")
        is_shared = met.kind != "operation" and around is not None and around.kind == "operation"
        is_own = a.is_stated and a.inherited_from is None
        return is_shared and (verdict.edit in _LIMITED or (verdict.edit == "gained" and not is_own))

    def _is_about_none_of(self, union: str) -> bool:
        """True if no member of the union at a pointer has a statement."""
        return all(pointer in self._unstated for _, pointer in members(self.b.document, union))

    def _is_use(self, met: Meeting, component: str) -> bool:
        """Tells whether what is met is a component, or a member of a union that refers to it."""
        subject = self.b.subjects.get(met.b)
        return met.b == component or (subject is not None and subject.component == component)


def _owner(member: str) -> str:
    """The pointer of the union that a member stands in."""
    return member.rsplit("/", 2)[0]


def _starts(
    direction: Direction, a: Operation, path: str, ours: Mapping[str, Media], theirs: Mapping[str, Media], way: Way
) -> list[Start]:
    """The starts of the bodies that both have a schema for."""
    around = Meeting("property", direction, a.label, path, "", "", "")
    pairs = [(media.schema, theirs[type].schema) for type, media in ours.items() if type in theirs]
    return [Start(around, way, a_at, b_at) for a_at, b_at in pairs if a_at and b_at]


def _union_of_events(support: Support, operation: Operation) -> str:
    stream = as_map(as_map(value_at(support.document, operation.pointer)).get("x-stream"))
    return str(stream.get("events", "")).removeprefix("#")


def _of(support: Support, pointer: str) -> Statement:
    """The statement about a subject; a document by itself supports all that it describes."""
    return support.of(pointer) if support.is_stated else Statement(pointer, "full")


def _of_operation(statement: Statement) -> Statement:
    """An operation is there or not: what counts for bodies where nothing is said does not count for it."""
    is_default = not statement.is_stated and statement.status in _COVERING
    return Statement(statement.subject, "unknown") if is_default else statement
