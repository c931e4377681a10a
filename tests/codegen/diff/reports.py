"""A report with something of everything: a client of the attic's library that talks to the cellar's."""

from __future__ import annotations

import re
from typing import Any

from isogloss_codegen.diff.model import Report, Side
from isogloss_codegen.diff.rank import Entry, Requests
from isogloss_codegen.diff.report.view import View, arrange
from isogloss_codegen.findings.finding import Finding, Location, Witness
from isogloss_codegen.project.settings import Ignore

LINES = {
    ("library/openapi.yaml", 40): "            minimum: 0",
    ("library/openapi.yaml", 55): "            required: [title, shelf]",
    ("library/cellar.overlay.yaml", 12): "    update: {exclusiveMinimum: 0}",
    ("library/cellar.overlay.yaml", 30): "    update: {x-support: {status: ignored}}",
}
SIGN = {"kind": "docs", "source": "sign-at-the-door", "where": "rules, 3", "says": "a sign", "retrieved": "2026-10-01"}
LETTER = {
    "kind": "issue",
    "source": "letter",
    "where": "second page",
    "says": "nobody read my `remark`",
    "retrieved": "2026-10-02",
    "url": "https://library.example/letters/2",
}
CONFLICT = {
    "subject": "$.x",
    "claims": [{"status": "full", "evidence": [SIGN]}, {"value": ["small", "none"], "evidence": [LETTER]}],
    "taken": "none",
    "why": "The letter is younger.",
}


def change(rule: str, level: Any, path: str, message: str = "Accepted without effect.", **words: Any) -> Finding:
    """A finding of a comparison, by the id of its rule."""
    direction, subject, edit = re.fullmatch(r"([a-z]+)-(.+?)-((?:not-)?[a-z]+)", rule).groups()  # type: ignore[union-attr]
    values = {"operation": "POST /loans", "pointer": f"/x/{path}", "before": "full", "after": "ignored", **words}
    return Finding(rule, level, message, path, direction=direction, subject=subject, edit=edit, **values)  # type: ignore[arg-type]


def at(side: Any, line: int) -> Location:
    file = "library/openapi.yaml" if side == "a" else "library/cellar.overlay.yaml"
    return Location(file, line, 13, source=LINES.get((file, line), ""), side=side)


BOUND = change(
    "request-lower-bound-raised",
    "breaking",
    "days",
    "Minimum raised: >= 0 in A, > 0 in B.",
    before=">= 0",
    after="> 0",
    witness=Witness("request", {"title": "Emma", "days": 0}, "days"),
    locate=lambda: (at("a", 40), at("b", 12)),
)
SILENT = change(
    "request-property-ignored",
    "silent",
    "remark",
    evidence=(SIGN, LETTER),
    locate=lambda: (at("b", 30),),
    used_by=("PUT /loans remark",),
)
LOST = change(
    "response-property-removed",
    "breaking",
    "shelf.number",
    "Never comes, though a client may count on it. <b>Really</b>, see [here](javascript:alert) or ask @cellar.",
    before="required",
    after="",
    witness=Witness("response", {"shelf": {}}, "shelf"),
    locate=lambda: (at("a", 55),),
)
CHANGES = (
    BOUND,
    LOST,
    change("request-operation-removed", "breaking", "", "There is nothing like it.", operation="DELETE /loans/{id}"),
    SILENT,
    change("request-property-ignored", "silent", "genre", evidence=(SIGN,), locate=lambda: (at("b", 31),)),
    change(
        "request-union-member-unsupported",
        "warning",
        "items[]",
        "Not supported.",
        before="picture",
        conflicts=(CONFLICT,),
    ),
    change("request-security-changed", "warning", "", "Another header carries the key.", operation=""),
    change("request-property-not-stated", "unknown", "colour", "Not stated."),
    change("request-parameter-not-stated", "unknown", "header.x-desk", "Not stated."),
    change("request-enum-value-added", "info", "genre", "Takes this as well.", before="", after="crime"),
)
SENT = {"days": 61, "remark": 7, "items[]": 30, "colour": 2, "": None, "shelf.number": None}
REPORT = Report(
    Side("attic", "2026-01", "Attic"), Side("cellar", "2026-06", "Cellar"), CHANGES, ("Addresses were not compared.",)
)
NOTHING = Report(Side("attic", "1", "Attic"), Side("cellar", "2", "Cellar"), ())


def view(
    report: Report = REPORT, show: tuple[str, ...] = ("breaking", "silent", "warning"), *, is_own: bool = False
) -> View:
    called = {"items[]": "pictures"}
    entries = [Entry(change, SENT.get(change.path, 0), called.get(change.path)) for change in report.changes]
    ignored = [(change_, Ignore(change_.rule, "nobody asks for it")) for change_ in report.changes[-1:]]
    return arrange(
        report,
        entries,
        show=show,
        requests=Requests(500, "recorded at the desk", is_own=is_own, others=3),
        ignored=ignored,
    )
