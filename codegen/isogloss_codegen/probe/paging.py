"""Follows lists from page to page: makes the additional requests and judges the pages."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from urllib.parse import parse_qsl, quote, urlsplit

from ..document.values import as_list, as_map
from ..findings.finding import Finding
from ..findings.levels import Level
from ..ir import Operation, Pagination
from .answer import Answer
from .experiment import Experiment

_NEXT = ", the next page"


def lists(
    experiments: Sequence[Experiment], operations: Mapping[str, Operation]
) -> Iterator[tuple[Experiment, Pagination]]:
    """The experiments that ask for a list, with how its pages lead on."""
    for each in experiments:
        operation = operations.get(each.operation)
        if each.kind == "request" and operation is not None and operation.pagination is not None:
            yield each, operation.pagination


def next_pages(
    experiments: Sequence[Experiment], answers: Mapping[str, Answer], operations: Mapping[str, Operation]
) -> Iterator[Experiment]:
    """Experiments that ask for the page after each that says that there is one."""
    for each, pages in lists(experiments, operations):
        body = as_map(answers[each.id].body) if each.id in answers else {}
        cursor = body.get(pages.forward.field)
        if urlsplit(each.url).query and isinstance(cursor, str) and body.get(pages.more or "") is True:
            further = f"{pages.forward.parameter}={quote(cursor, safe='')}"
            yield replace(
                each, id=f"{each.id}{_NEXT}", path=f"{each.path}&{further}", url=f"{each.url}&{further}", parent=each.id
            )


def page_findings(
    experiments: Sequence[Experiment], answers: Mapping[str, Answer], operations: Mapping[str, Operation]
) -> Iterator[tuple[str, Finding]]:
    """Finds faults of pages, with the experiment that shows each."""
    listed = {each.url: each for each, _ in lists(experiments, operations)}
    for each, pages in lists(experiments, operations):
        parts = urlsplit(each.url)
        if not parts.query or each.id.endswith(_NEXT):
            continue
        whole, page = (_taken(answers.get(named.id)) for named in (listed.get(parts.path, each), each))
        following = answers.get(f"{each.id}{_NEXT}")
        for level, path, message in _faults(whole, page, following, parts.query, pages):
            yield each.id, Finding("probe-pages", level, message, path, direction="response")


def _faults(
    whole: dict[str, object], page: dict[str, object], following: Answer | None, query: str, pages: Pagination
) -> Iterator[tuple[Level, str, str]]:
    everything, items = as_list(whole.get(pages.items)), as_list(page.get(pages.items))
    (name, value), *_ = parse_qsl(query)
    more, cursor, parameter = pages.more or "", pages.forward.field, pages.forward.parameter
    if value.isdecimal() and len(items) > int(value):
        yield "warning", f"query.{name}", f"{value} was requested, and {len(items)} came: it is ignored"
        return
    if not items:
        return
    if page.get(more) is not True:
        if len(everything) > len(items):
            what = f"not true after {len(items)} of {len(everything)}"
            yield "warning", more, f"{what}: clients that follow pages miss the rest"
        return
    if not isinstance(page.get(cursor), str):
        yield "breaking", cursor, "there are more entries, and no cursor leads to them: clients that follow pages stop"
    elif following is not None and not following.is_taken:
        status = following.status or following.fault
        yield "breaking", f"query.{parameter}", f"the next page is answered with {status}"
    elif following is not None:
        further = as_list(as_map(following.body).get(pages.items))
        if further[:1] == items[:1]:
            message = "the same page comes again: clients that follow pages never stop"
            yield "breaking", f"query.{parameter}", message
        elif len(everything) > len(items) and further[:1] != everything[len(items) : len(items) + 1]:
            yield "warning", f"query.{parameter}", "the next page does not begin where the first one ends"


def _taken(answer: Answer | None) -> dict[str, object]:
    return dict(as_map(answer.body)) if answer is not None and answer.is_taken else {}
