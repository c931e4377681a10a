"""The support of a provider: what its overlay says of each subject, and what follows for all others."""

from __future__ import annotations

import heapq
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, Literal, NamedTuple, cast

from ..conditions import is_model
from .source import child
from .subjects import Subject, find_subjects
from .values import as_list, as_map, value_at

Status = Literal["full", "partial", "ignored", "rejected", "unsupported", "transformed", "conditional", "unknown"]

AT = "x-at"
"""Where in its overlay a statement stands: noted beside its status while the overlay is applied."""

_WORDS = ("x-support", "x-support-values")
# Whoever refuses or ignores a thing refuses or ignores what is in it; where uses differ, the mildest counts.
_COVERING = ("ignored", "unsupported", "rejected")
_MILDEST_FIRST = ("full", "partial", "transformed", "conditional", "unknown", *_COVERING)


class Statement(NamedTuple):
    """What a provider makes of a subject, a JSON pointer.

    `note`, `when` (the condition of `conditional`), `otherwise` (the status where that does not hold), `recommended` (a
    value), `outside` (what happens out of range) and `is_promised` (whether a part of an answer is always there) are as
    its overlay gives them, `evidence` is on whose word, `pointer` is where the overlay says it. A statement about
    something around the subject, that counts for it as well, is `inherited_from` that. Where nothing is said the status
    is the provider's default, and `pointer` is empty.
    """

    subject: str
    status: Status
    note: str = ""
    when: Mapping[str, Any] | None = None
    otherwise: Status | None = None
    recommended: Any = None
    outside: str | None = None
    is_promised: bool = True
    evidence: tuple[Mapping[str, Any], ...] = ()
    pointer: str = ""
    inherited_from: str | None = None

    @property
    def is_stated(self) -> bool:
        """Whether this is a fact about the provider, of this subject or one around it."""
        return self.pointer != ""

    def with_model(self, model: str) -> Status:
        """The status for a request that asks for a model: that of `conditional` follows from its name, if from that."""
        when = as_map(self.when) if self.status == "conditional" else {}
        names = as_list(when.get("model"))
        if not names or when.get("header") or when.get("at"):
            return self.status
        return "full" if is_model(model, names) else self.otherwise or "conditional"


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

    @property
    def is_stated(self) -> bool:
        """Whether this says anything; of a document that is about no provider nothing is said."""
        return self.default != "full" or bool(self.statements) or bool(self.values)

    def of(self, subject: str) -> Statement:
        """The statement about a subject, or the one that counts for it: of what it stands in, or the default."""
        return self._all.get(subject) or Statement(subject, "unknown")

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
        if around.status in _COVERING or not around.is_stated:
            return around._replace(inherited_from=around.inherited_from or around.subject)
        return Statement(subject, "unknown")

    def along(self, subjects: Sequence[str]) -> Statement:
        """The statement that counts at the end of a way through a body, given its subjects from the outermost on."""
        for subject in subjects[:-1]:
            around = self.of(subject)
            if around.is_stated and around.status in _COVERING:
                return _inherited(around, subjects[-1])
        return self.of(subjects[-1])

    @cached_property
    def subjects(self) -> Mapping[str, Subject]:
        """All subjects of the document."""
        return find_subjects(self.document)

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
        # A property without which its owner is nothing is as good as that; so is a component that is referred to, and
        # so are the forms of a value, such as text or a list.
        open_ones = [pointer for pointer, statement in known.items() if statement.status not in _COVERING]
        self._hand_down(
            known, open_ones, lambda subject: subject.is_inseparable or subject.kind == "component" or subject.is_form
        )
        covered = self._covered(known)
        for pointer, subject in self.subjects.items():
            if pointer not in known and pointer not in covered:
                known[pointer] = Statement(pointer, self.default if self._has_default(subject) else "unknown")
        covering = [pointer for pointer, statement in known.items() if self._covers(statement)]
        self._hand_down(known, covering, lambda subject: subject.pointer in covered)
        return known

    def _has_default(self, subject: Subject) -> bool:
        """Whether the default counts for a subject. It is about bodies; who reads headers and queries, a source that
        is exhaustive about those need not say."""
        return self.default == "full" or ("request" in subject.sides and subject.kind != "parameter")

    def _covers(self, statement: Statement) -> bool:
        """Whether a statement counts for all that is in its subject: nothing else is said of that."""
        if statement.is_stated:
            return statement.status in _COVERING
        subject = self.subjects.get(statement.subject)
        return subject is not None and not self._is_passage(subject)

    def _is_passage(self, subject: Subject) -> bool:
        """Whether a subject is only where others are found: what is said is said of them."""
        return subject.kind == "component" or subject.pointer in self._mentioned

    @cached_property
    def _mentioned(self) -> set[str]:
        """The subjects that have something in them, without a reference in between, that is stated."""
        found: set[str] = set()
        for pointer in (*self.statements, *(f"{owner}/" for owner in self.values)):
            while pointer := pointer.rpartition("/")[0]:
                found.add(pointer)
        for pointer, subject in self.subjects.items():
            entered = subject.holds if subject.kind == "operation" else [subject.component or ""]
            is_stated = subject.kind == "property" and any(map(self._is_stated_component, subject.holds))
            if is_stated or any(component in found for component in entered):
                found.add(pointer)
        return found

    def _is_stated_component(self, pointer: str) -> bool:
        """Whether something is stated of a component, and so of each property that holds it."""
        return pointer in self.statements and self.subjects[pointer].kind == "component"

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


def read_support(document: dict[str, Any], provider: Mapping[str, Any]) -> Support:
    """The support table in a document that the overlay of a provider is applied to; `provider` is its `x-provider`."""
    holders = list(_holders(document))
    statements = {
        pointer: _statement(pointer, words) for pointer, holder in holders if (words := as_map(holder.get("x-support")))
    }
    values = {
        pointer: {value: _statement(pointer, as_map(words)) for value, words in as_map(named).items()}
        for pointer, holder in holders
        if (named := holder.get("x-support-values"))
    }
    for index, endpoint in enumerate(as_list(provider.get("endpoints"))):
        pointer = operation_at(document, str(endpoint.get("method")), str(endpoint.get("path")))
        if pointer and pointer not in statements:
            statements[pointer] = _statement(pointer, {**endpoint, AT: f"/info/x-provider/endpoints/{index}"})
    return Support(document, statements, values, cast("Status", provider.get("default_status", "unknown")))


def operation_at(document: Mapping[str, Any], method: str, path: str) -> str | None:
    """The pointer of the operation that answers a method and path; what the names in braces are does not matter."""
    wanted = re.sub(r"\{[^}]*\}", "{}", path)
    for known, item in as_map(document.get("paths")).items():
        if re.sub(r"\{[^}]*\}", "{}", known) == wanted and method.lower() in as_map(item):
            return child(child("/paths", known), method.lower())
    return None


def without_support(node: Any) -> Any:
    """A copy of a document without the words of support."""
    if isinstance(node, list):
        return [without_support(item) for item in as_list(node)]
    if isinstance(node, dict):
        return {key: without_support(value) for key, value in as_map(node).items() if key not in _WORDS}
    return node


def _statement(subject: str, words: Mapping[str, Any]) -> Statement:
    evidence: Any = words.get("evidence")
    return Statement(
        subject,
        words["status"],
        note=words.get("note", ""),
        when=words.get("when"),
        otherwise=words.get("otherwise"),
        recommended=words.get("recommended"),
        outside=words.get("outside"),
        is_promised=words.get("promised", True),
        evidence=tuple(cast("list[Any]", evidence)) if isinstance(evidence, (list, tuple)) else (),
        pointer=words.get(AT, subject),
    )


def _inherited(statement: Statement, subject: str) -> Statement:
    return statement._replace(subject=subject, inherited_from=statement.inherited_from or statement.subject)


def _holders(document: dict[str, Any]) -> Iterator[tuple[str, dict[str, Any]]]:
    """The mappings of a document that have words of support, by pointer and in order."""
    waiting: list[tuple[str, Any]] = [("", document)]
    while waiting:
        pointer, node = waiting.pop()
        if isinstance(node, list):
            inner = list(enumerate(as_list(cast(Any, node))))
        else:
            if "x-support" in node or "x-support-values" in node:
                yield pointer, node
            inner = [entry for entry in node.items() if entry[0] not in _WORDS]
        waiting += [(child(pointer, key), value) for key, value in reversed(inner) if isinstance(value, (dict, list))]
