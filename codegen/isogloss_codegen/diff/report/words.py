"""Phrases that the forms of a report share."""

from __future__ import annotations

import json
import os
import re
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ...document.values import as_list, as_map
from ..model import Change, Location, Report, Witness
from ..providers import EFFECTS, Effect

if TYPE_CHECKING:
    from ..entry import Entry, Requests


def title(report: Report) -> str:
    """What a report is about."""
    a, b = sides(report)
    return f"A client of {a} that talks to {b}"


def sides(report: Report) -> tuple[str, str]:
    """The two for people: "Cellar 2026-01"; with their names where that is the same."""
    a, b = (f"{side.name} {side.version}".strip() for side in (report.a, report.b))
    one, other = names(report)
    return (f"{a} ({one})", f"{b} ({other})") if a == b else (a, b)


def place(change: Change) -> str:
    """Where in an operation a finding is: a path, of a union or enum with the member or value. Empty: all of it."""
    what = change.before or change.after
    is_one_of_several = re.search(r"-(union-member|member|enum-value)-", change.rule) and len(what) < 40
    path = change.path or ("body" if is_one_of_several else "")
    if change.direction == "response" and path and not path.startswith(("response.", "stream.")):
        path = f"{path} (response)"
    return f"{path}: {what}" if is_one_of_several else path


def place_of(change: Change) -> str:
    """Where a finding is when it is not listed below its operation."""
    return place(change) or change.operation or "the whole API"


def ranked_by(requests: Requests, report: Report) -> str:
    """Whose requests order the findings."""
    verb = "sends" if requests.total == 1 else "send"
    text = f"Ordered by what {number(requests.total, 'request')} {requests.source} {verb}."
    if not requests.others:
        return text
    others = f"{number(requests.others, 'other')} {'is' if requests.others == 1 else 'are'}"
    return f"{text} {others} for operations that {report.a.name} does not have."


def file_of(location: Location) -> str:
    """The file of a location as it is shown: relative where it lies below the working directory."""
    if location.file.startswith("git:"):
        return location.file
    path = Path(os.path.normpath(Path.cwd() / location.file))
    return (
        path.relative_to(Path.cwd()).as_posix() if path.is_relative_to(Path.cwd()) else os.path.normpath(location.file)
    )


def example(witness: Witness) -> str:
    """A witness as JSON in one line, with what is long in it cut; whole, it stands in the JSON and on the page."""
    text = json.dumps(witness.value, ensure_ascii=False)
    return re.sub(r'"((?:[^"\\]|\\.){60})(?:[^"\\]|\\.)+"', r'"\1..."', text)


def example_of(change: Change, report: Report) -> str:
    """What a witness shows: who takes or sends it, and who does not take it."""
    a, b = report.a.name, report.b.name
    if a == b:
        a, b = names(report)
    if change.direction == "request":
        return f"{a} takes, {b} refuses"
    return f"{b} may send, {a} never did"


def names(report: Report) -> tuple[str, str]:
    """What the two are called in a sentence: by their ids; if those are the same, with the versions, else by paths."""
    a, b = report.a, report.b
    if a.id == b.id and a.version != b.version:
        return f"{a.id}@{a.version}", f"{b.id}@{b.version}"
    return (a.path, b.path) if a.id == b.id and a.path != b.path else (a.id, b.id)


def origins(evidence: Iterable[Mapping[str, Any]]) -> list[str]:
    """On whose word, each source once: "some-page, Parameters, row top_k (2026-11-20)"."""
    return list(dict.fromkeys(origin(item) for item in evidence))


def cited(evidence: Sequence[Mapping[str, Any]]) -> list[str]:
    """On whose word, in a line: all of it, and what may be left out where there is less room."""
    if not evidence:
        return []
    first, *others = origins(evidence)
    also = f" and {number(len(others), 'other')}" if others else ""
    source, day = (str(evidence[0].get(word, "")) for word in ("source", "retrieved"))
    return [f"{first}{also}", first, f"{source} ({day})", source]


def origin(item: Mapping[str, Any]) -> str:
    """One source, the place in it, and the day it was read."""
    where = f", {item['where']}" if item.get("where") else ""
    return f"{item.get('source', '')}{where} ({item.get('retrieved', '')})"


def by_effect(entry: Entry) -> list[tuple[Effect, list[str]]]:
    """The providers by what they make of a finding, worst first."""
    return [(effect, ids) for effect in EFFECTS if (ids := [p.id for p in entry.providers if p.effect == effect])]


def disputed(conflict: Mapping[str, Any], report: Report) -> str:
    """What the sources of B say differently, and what is taken for right, in a sentence."""
    claims = (as_map(claim) for claim in as_list(conflict.get("claims")))
    said = dict.fromkeys(shown(claim.get("status") or claim.get("value")) for claim in claims)
    return f"Sources of {report.b.name} disagree: {' or '.join(said)}; taken here: {shown(conflict.get('taken'))}."


EFFECT_WORDS: dict[Effect, str] = {
    "refuses": "Refused by",
    "ignores": "Ignored by",
    "accepts": "Taken by",
    "unknown": "Not stated for",
}
"""What stands before the providers that make the same of a finding."""


def shown(value: Any) -> str:
    """A value for people: plain text as it is, a list with commas, anything else as JSON."""
    if isinstance(value, list):
        return ", ".join(map(shown, as_list(value)))
    return value if isinstance(value, str) else "" if value is None else json.dumps(value, ensure_ascii=False)


def number(count: int, word: str) -> str:
    """ "1 finding", "2 findings"."""
    return f"{count} {word}" if count == 1 else f"{count} {word}s"


def few(names: Sequence[str], most: int) -> str:
    """The first of several names, and how many others there are."""
    listed = list(dict.fromkeys(names))
    if len(listed) > most:
        return f"{', '.join(listed[:most])} and {len(listed) - most} more"
    return ", ".join(listed)
