"""Phrases that the forms of a report share."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from ...document.values import as_list, as_map
from ...findings.finding import Finding, Witness
from ...findings.levels import STATUS_WORDS
from ...findings.words import number
from ..model import Report
from ..providers import EFFECTS, Effect

if TYPE_CHECKING:
    from ..rank import Entry, Requests

SEVERAL = ("union-member", "enum-value")
"""Subjects that one place has several of: a finding about one of them is named by its value as well."""

WHOLE = "All operations"
"""The heading of findings about no single operation."""


def title(report: Report) -> str:
    """The title of a report. It says which of the two is A, and which is B; or which is old, and which is new."""
    a, b = sides(report)
    if report.is_update:
        return f"{report.b.name}: existing clients of {a} (old) with {b} (new)"
    return f"A client of {a} (A) that talks to {b} (B)"


def sides(report: Report) -> tuple[str, str]:
    """The two for people: "Cellar 2026-01"; with their names where that is the same. Of one document, the versions."""
    a, b = ("" if report.is_update else side.name for side in (report.a, report.b))
    a, b = (f"{name} {side.version}".strip() for name, side in ((a, report.a), (b, report.b)))
    one, other = names(report)
    if report.is_update:
        return (a, b) if a != b and a and b else (one, other)
    return (f"{a} ({one})", f"{b} ({other})") if a == b else (a, b)


def place(change: Finding) -> str:
    """The place of a finding in an operation: a path, of a union or enum with the member or value; empty: all of it."""
    what = change.before or change.after
    is_one_of_several = change.subject in SEVERAL and len(what) < 40
    path = change.path or ("body" if is_one_of_several else "")
    if change.direction == "response" and path and not path.startswith(("response.", "stream.")):
        path = f"{path} (response)"
    return f"{path}: {what}" if is_one_of_several else path


def place_of(change: Finding) -> str:
    """The place of a finding that is not listed below its operation."""
    return place(change) or change.operation or "the whole API"


def ranked_by(requests: Requests, report: Report) -> str:
    """The requests that order the findings."""
    requested = f"{number(requests.total, 'request')} {requests.source}"
    text = f"Ordered by the number of requests that send each part, out of {requested}."
    if not requests.others:
        return text
    others = f"{number(requests.others, 'other request')} {'is' if requests.others == 1 else 'are'}"
    return f"{text} {others} for operations that {report.a.name} does not have."


def not_sent(count: int) -> str:
    """The number of findings that were left out because no request sends their subject."""
    return f"{number(count, 'finding')} left out: no request sends the subject."


def example(witness: Witness) -> str:
    """A witness as JSON in one line, with long strings cut; the JSON report and the page have it whole."""
    text = json.dumps(witness.value, ensure_ascii=False)
    return re.sub(r'"((?:[^"\\]|\\.){60})(?:[^"\\]|\\.)+"', r'"\1..."', text)


def example_of(change: Finding, report: Report) -> str:
    """The meaning of a witness: the side that accepts or sends it, and the one that does not accept it."""
    if report.is_update:
        return "Old accepts, new refuses" if change.direction == "request" else "New may send, old never did"
    a, b = report.a.name, report.b.name
    if a == b:
        a, b = names(report)
    if change.direction == "request":
        return f"{a} accepts, {b} refuses"
    return f"{b} may send, {a} never does"


def names(report: Report) -> tuple[str, str]:
    """The names of the two in a sentence: their ids; with versions, or else paths, where the ids are the same."""
    a, b = report.a, report.b
    if a.id == b.id and a.version != b.version:
        return f"{a.id}@{a.version}", f"{b.id}@{b.version}"
    return (a.path, b.path) if a.id == b.id and a.path != b.path else (a.id, b.id)


def by_effect(entry: Entry) -> list[tuple[Effect, list[str]]]:
    """The providers by their behaviour, worst first."""
    return [(effect, ids) for effect in EFFECTS if (ids := [p.id for p in entry.providers if p.effect == effect])]


def disputed(conflict: Mapping[str, Any], report: Report) -> str:
    """A sentence about the contradiction between the sources of B, and the answer that is taken."""
    claims = (as_map(claim) for claim in as_list(conflict.get("claims")))
    said = dict.fromkeys(_claimed(claim.get("status") or claim.get("value")) for claim in claims)
    return (
        f"Sources of {report.b.name} disagree: {', or '.join(said)}. isogloss takes: {_claimed(conflict.get('taken'))}."
    )


def _claimed(value: Any) -> str:
    return f"it {STATUS_WORDS[value]}" if isinstance(value, str) and value in STATUS_WORDS else shown(value)


EFFECT_WORDS: dict[Effect, str] = {
    "refuses": "Refused by",
    "ignores": "Ignored by",
    "accepts": "Accepted by",
    "unknown": "Not stated for",
}
"""The words before the providers that behave in the same way."""


def shown(value: Any) -> str:
    """A value for people: plain text as it is, a list with commas, anything else as JSON."""
    if isinstance(value, list):
        return ", ".join(map(shown, as_list(value)))
    return value if isinstance(value, str) else "" if value is None else json.dumps(value, ensure_ascii=False)
