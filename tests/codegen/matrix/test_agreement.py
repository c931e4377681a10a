"""The support matrix and `check` say the same: each row of the request side is used in a request to each provider.

The requests are those that `probe` sends to find out what a server takes: one for each place, small and valid.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

import pytest

from isogloss_codegen.check.described import Described
from isogloss_codegen.check.requests import RequestRules
from isogloss_codegen.document.providers import all_dialects, find_dialect, load_base, overlays
from isogloss_codegen.document.resolve import Dialect
from isogloss_codegen.matrix.behaviour import key_of
from isogloss_codegen.matrix.model import Row
from isogloss_codegen.matrix.table import tabulate
from isogloss_codegen.probe.experiment import Experiment
from isogloss_codegen.probe.observable import read_observable
from isogloss_codegen.probe.plan import Planner
from isogloss_codegen.support.statement import Asking
from isogloss_codegen.traffic.exchange import Request
from varied import varied

MODEL = "some-model"
SAID = {
    "request-refused": "rejected",
    "request-ignored": "ignored",
    "request-unsupported": "unsupported",
    "request-partial": "partial",
    "request-changed": "transformed",
    "request-depends": "conditional",
    "request-not-stated": "unknown",
}


@cache
def dialects() -> dict[str, Dialect]:
    return {key_of(dialect): dialect for dialect in all_dialects()}


@cache
def rows() -> dict[str, Row]:
    """The rows of the matrix by the pointers of what they are about."""
    matrix = tabulate(load_base().value, list(dialects().values()))
    return {row.pointer: row for group in matrix.groups for row in group.rows if row.pointer}


@cache
def experiments() -> list[Experiment]:
    """One request for each place of the base that can be sent something in."""
    base = Described(find_dialect("base"))
    plan = Planner(base, read_observable(), MODEL).plan()
    return [each for each in plan.experiments if each.kind in ("field", "member") and each.effect is None]


def differences(provider: str) -> Iterator[str]:
    """The rows of which `check` says something else than the matrix."""
    dialect = dialects()[provider]
    rules = RequestRules(Described(dialect))
    for experiment in experiments():
        pointer, headers = experiment.subjects[-1], dict(experiment.headers)
        if pointer not in rows():
            continue
        cell = rows()[pointer].cells.get(provider)
        shown = "unknown" if cell is None else cell.status
        said = dialect.support.of(pointer)
        if shown == "conditional" and said.status == shown:
            shown = said.status_for(Asking(MODEL, headers, experiment.body), steps_of(experiment.path))
        request = Request(experiment.body, experiment.method, experiment.url, headers)
        found = [(each.pointer, SAID[each.rule]) for each in rules.check(request).findings if each.rule in SAID]
        of_it = {status for at, status in found if at in (pointer, *described_by(dialect, pointer))}
        around = {held for at in experiment.subjects[:-1] for held in (at, *described_by(dialect, at))}
        is_told_around = any(at in around for at, _ in found)
        if (shown == "full" and of_it) or (shown != "full" and shown not in of_it and (of_it or not is_told_around)):
            yield f"{experiment.id}: {shown} in the matrix, {of_it or 'nothing'} by check"


def steps_of(path: str) -> tuple[str | int, ...]:
    """The steps to a place of an experiment, by the first item of each list."""
    return tuple(0 if step == "[]" else step for step in re.findall(r"\[\]|[^.\[\]]+", path))


def described_by(dialect: Dialect, pointer: str) -> list[str]:
    """The components that a subject refers to."""
    subject = dialect.support.subjects.get(pointer)
    return [] if subject is None else [*subject.holds, *([subject.component] if subject.component else [])]


@pytest.mark.parametrize("provider", varied(overlays()))
def test_check_says_what_the_matrix_says(provider: str) -> None:
    assert list(differences(provider)) == []


def test_many_rows_are_used() -> None:
    """A row that no request uses is held against nothing."""
    used = {experiment.subjects[-1] for experiment in experiments()} & rows().keys()
    assert len(used) > 120
