"""Joins the differences of documents with the statements of overlays: one cause is one finding."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from ...document.resolve import Dialect
from ...document.values import as_map
from ...findings.levels import Level
from ...support.statement import Statement
from ...support.table import Support
from ..found import Found
from ..model import Fact
from .walk import members

_UNDESCRIBED = ("request-property-removed", "request-required-property-removed")
# What the promise of a comparison ("no finding that breaks or may break: all that A takes, B takes") means here. The
# document of a provider stays closed whatever it does with fields that it does not know: typed clients and `check` find
# misspelt names by that, and what is rejected is refused by that. So a provider that ignores such fields takes what
# its document does once they are let pass; that is no break, and nothing that may break: it has no effect.
_POLICIES: dict[str, tuple[Level, str]] = {
    "reject": ("breaking", "Undescribed properties are refused."),
    "ignore": ("silent", "Undescribed properties are ignored."),
    "unknown": ("warning", "The sources do not say whether undescribed properties are refused or ignored."),
}
_THINGS = ("operation", "parameter", "property", "required-property", "union-member", "event", "header", "status")
_NARROW = ("narrows", "both", "undecided")


def explain(found: Sequence[Found], a: Dialect, b: Dialect) -> None:
    """Adds to facts from the documents the statements that caused them: refusals of B, and promises of A."""
    for entry in found:
        fact = entry.fact
        if fact.statement is not None:
            continue
        statement = _of_removed(fact, b.support) if fact.pointer_a is not None and b.support.is_stated else None
        if statement is None and fact.edit == "added" and fact.subject in _THINGS:
            statement = _stated(b.support, fact.pointer_b)
        if statement is None:
            if fact.rule in _UNDESCRIBED and b.words:
                _explain_undescribed(entry, b)
            continue
        note = f"{statement.note.rstrip('.')}." if statement.note else ""
        entry.fact = replace(entry.fact, statement=statement, detail=" ".join(filter(None, (fact.detail, note))))
        entry.add_evidence(statement.evidence)
        if not statement.is_stated:
            entry.add_evidence(as_map(b.words.get("unknown_fields")).get("evidence"))


def _explain_undescribed(entry: Found, b: Dialect) -> None:
    """A field of A that B does not describe: the document of a provider refuses all such, which it may not do."""
    words = as_map(b.words.get("unknown_fields"))
    level, does = _POLICIES.get(str(words.get("policy", "unknown")), _POLICIES["unknown"])
    entry.add_evidence(words.get("evidence"))
    entry.said_at = "/info/x-provider/unknown_fields"
    if level != "breaking":
        entry.level = level
        detail = f"{b.title} does not describe it. {does}"
        entry.fact = replace(entry.fact, edit="undescribed", detail=detail)


def without_repeated(support: Sequence[Found], schemas: Sequence[Found]) -> list[Found]:
    """The facts about support that no schema shows; the others join the facts of the schemas."""
    shown = {
        (entry.fact.direction, entry.fact.pointer_b, entry.fact.path): entry
        for entry in schemas
        if entry.fact.effect in _NARROW
    }
    described = {(entry.fact.direction, entry.fact.pointer_b) for entry in schemas if entry.fact.pointer_b}
    kept: list[Found] = []
    for entry in support:
        if entry.fact.edit == "not-stated" and (entry.fact.direction, entry.fact.pointer_b) in described:
            # Whoever says what may be sent there has said something of it.
            continue
        other = shown.get((entry.fact.direction, entry.fact.pointer_b, entry.fact.path))
        if other is None or entry.fact.edit not in ("partial", "conditional", "transformed", "gained"):
            kept.append(entry)
            continue
        if entry.fact.edit == "gained":
            continue
        other.add_evidence(entry.evidence)
        if other.fact.statement is None:
            detail = " ".join(filter(None, (other.fact.detail, entry.fact.detail)))
            other.fact = replace(other.fact, statement=entry.fact.statement, detail=detail)
    return kept


def _of_removed(fact: Fact, support: Support) -> Statement | None:
    """The statement that made something leave B's document."""
    pointer = str(fact.pointer_a)
    if fact.subject == "enum-value":
        for owner in dict.fromkeys(filter(None, (pointer, fact.pointer_b))):
            said = _value(support, owner, fact.before)
            if said is not None:
                return said
        return None
    if fact.edit != "removed":
        return None
    if fact.subject == "event":
        return _event(fact, support)
    if fact.subject == "union-member":
        return _member(fact, support)
    # What is refused only because nothing is said of it has the default.
    if pointer in support.statements or pointer in support.refused_by_default:
        said = support.of(pointer)
        return said if said.status == "rejected" else None
    return None


def _member(fact: Fact, support: Support) -> Statement | None:
    """Members are stated where they are used, or on what they refer to; of a union with one left, nothing is left."""
    component = str(fact.pointer_a)
    said = support.of_member(fact.pointer_b or "", component.removeprefix("/components/schemas/"))
    uses = (support.of(p) for p, subject in support.subjects.items() if component in (subject.component, p))
    return next((statement for statement in (said, *uses) if statement.status == "rejected"), None)


def _value(support: Support, owner: str, shown: str) -> Statement | None:
    for subject, values in support.values.items():
        if owner == subject or owner.startswith(f"{subject}/") or subject.startswith(f"{owner}/"):
            said = values.get(shown.strip('"'))
            if said is not None and said.status == "rejected":
                return said
    return None


def _event(fact: Fact, support: Support) -> Statement | None:
    """Events are stated on the union of them that an operation names."""
    for item in as_map(support.document.get("paths")).values():
        for operation in as_map(item).values():
            union = str(as_map(as_map(operation).get("x-stream")).get("events", ""))[1:]
            pointer = dict(members(support.document, union)).get(fact.before) if union else None
            if pointer is not None and support.of(pointer).status == "rejected":
                return support.of(pointer)
    return None


def _stated(support: Support, pointer: str | None) -> Statement | None:
    if pointer is None or pointer not in support.statements:
        return None
    return support.of(pointer)
