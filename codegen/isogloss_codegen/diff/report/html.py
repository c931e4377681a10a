"""A report as one page that needs nothing else: it reads and opens without scripts, and filters with one."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterator, Mapping
from importlib.resources import files
from typing import Any

from ...document.values import as_list, as_map
from ...findings.finding import Finding, Location
from ...findings.levels import LEVELS, SIGNS, WORDS, Level
from ...findings.report import relative
from ...findings.words import number, origins
from ...markup import Markup, h, join, link, prose
from ...page import page
from ..rank import Entry
from .view import SHOWN, Group, View, arrange
from .words import EFFECT_WORDS, WHOLE, by_effect, example_of, not_sent, place, place_of, ranked_by, shown, sides, title

_KINDS = {"docs": "Documents", "code": "Source code", "spec": "Specification", "issue": "Report", "probe": "Test"}


def render(views: list[View]) -> str:
    """The page as HTML, with all findings; of several reports, one after the other."""
    ids = _Ids()
    body = join(
        h("a", "Skip to the findings", class_="skip", href="#findings"),
        h("header", *(_head(view) for view in views), _form(views)),
        h("main", *(_report(view, ids, has_title=len(views) > 1) for view in views), id="findings"),
    )
    folder = files("isogloss_codegen.diff.report").joinpath("page")
    return page(folder, origin="Written by `isogloss diff`.", title=title(views[0].report), body=body)


class _Ids:
    """Names of findings for links that last: what they are about, and a number only where that is not enough."""

    def __init__(self) -> None:
        self._used: Counter[str] = Counter()

    def of(self, change: Finding) -> str:
        words = (change.rule, change.operation, place(change))
        slug = "--".join(re.sub(r"[^A-Za-z0-9._]+", "-", word).strip("-.") for word in words if word)
        self._used[slug] += 1
        return slug if self._used[slug] == 1 else f"{slug}--{self._used[slug]}"


def _head(view: View) -> Markup:
    a, b = sides(view.report)
    return join(
        h("h1", f"{view.report.b.name}: existing clients of ", h("strong", a), " (old) with ", h("strong", b), " (new)")
        if view.report.is_update
        else h("h1", "A client of ", h("strong", a), " (A) that talks to ", h("strong", b), " (B)"),
        h("p", view.conclusion, class_="conclusion"),
        h("ul", *_notes(view), class_="notes"),
    )


def _notes(view: View) -> Iterator[Markup]:
    for note in view.report.notes:
        yield h("li", prose(note))
    if view.not_sent:
        yield h("li", not_sent(view.not_sent))
    for change, ignore in view.ignored:
        yield h("li", "Ignored: ", h("code", place_of(change)), f" ({ignore.reason})")
    if view.requests is not None:
        yield h("li", ranked_by(view.requests, view.report))


def _form(views: list[View]) -> Markup:
    counts: Counter[Level] = Counter()
    for view in views:
        counts.update(view.summary)
    chips = [
        h(
            "label",
            h("input", type="checkbox", name="level", value=level),
            h("span", _sign(level), f"{WORDS[level]} ", h("b", str(counts[level]))),
            class_=f"chip {level}",
        )
        for level in LEVELS
        if counts[level]
    ]
    search = join(
        h("label", "Find", for_="q"),
        h("input", type="search", id="q", name="q", placeholder="a field, a rule, a source …", autocomplete="off"),
        h("button", "Clear", type="reset"),
        h("output", aria_live="polite"),
    )
    return h(
        "form",
        h("div", search, class_="search"),
        h("fieldset", h("legend", "Levels"), *chips),
        hidden=True,
        role="search",
    )


def _report(view: View, ids: _Ids, *, has_title: bool) -> Markup:
    everything = arrange(view.report, view.entries, show=LEVELS)
    groups = [_group(view, group, ids) for group in everything.groups]
    empty = h("p", "No differences.") if not groups else ""
    return join(h("h2", title(view.report)) if has_title else "", *groups, empty)


def _group(view: View, group: Group, ids: _Ids) -> Markup:
    parts: list[Markup] = []
    for section in group.sections:
        head = join(_sign(section.level), f"{WORDS[section.level]} ", h("b", str(len(section.entries))))
        entries = [_entry(view, entry, ids) for entry in section.entries]
        is_open = section.level in SHOWN
        parts.append(h("details", h("summary", head), *entries, class_=section.level, open=is_open))
    return h("section", h("h3", h("code", group.operation) if group.operation else WHOLE), *parts)


def _entry(view: View, entry: Entry, ids: _Ids) -> Markup:
    change = entry.change
    id, where = ids.of(change), place(change)
    share = ""
    if view.requests is not None and entry.sent:
        share = h("span", f"{entry.sent} of {number(view.requests.total, 'request')}", class_="share")
    return h(
        "article",
        h(
            "h4",
            h("a", h("code", where) if where else "All of it", href=f"#{id}"),
            h("span", WORDS[change.level], class_="hidden"),
            share,
            h("code", change.rule, class_="rule"),
        ),
        h("p", prose(change.message)),
        _lines(change),
        _example(view, change),
        _evidence(change),
        *(h("p", h("strong", EFFECT_WORDS[effect]), f": {', '.join(ids)}") for effect, ids in by_effect(entry)),
        *(_conflict(conflict, view.report.b.name) for conflict in change.conflicts),
        _also(change),
        id=id,
        data_level=change.level,
    )


def _lines(change: Finding) -> Markup:
    """The lines of the authors of both sides, as a diff."""
    if not change.locations:
        return Markup("")
    return h("div", *(_line(location) for location in change.locations), class_="lines")


def _line(location: Location) -> Markup:
    sign, word, style = ("-", "before: ", "gone") if location.side == "a" else ("+", "after: ", "come")
    at = h("span", f"{relative(location.file)}:{location.line}", class_="at")
    text = location.source.strip()
    spoken = h("span", word, class_="hidden")
    return h("code", h("span", f"{sign} ", aria_hidden="true"), spoken, at, f"  {text}" if text else "", class_=style)


def _example(view: View, change: Finding) -> Markup:
    if change.witness is None:
        return Markup("")
    text = json.dumps(change.witness.value, indent=2, ensure_ascii=False)
    words = f"{example_of(change, view.report)}, at "
    return h("details", h("summary", words, h("code", change.witness.path or "the whole body")), h("pre", text))


def _evidence(change: Finding) -> Markup:
    if not change.evidence:
        return Markup("")
    items: list[Markup] = []
    for item in change.evidence:
        words = {key: str(value) for key, value in item.items()}
        place = ", ".join(filter(None, (words.get("title") or words.get("source"), words.get("where"))))
        source = link(words.get("url", ""), place)
        kind = _KINDS.get(words.get("kind", ""), words.get("kind", ""))
        cite = h("cite", f"{kind}: ", source, ", read ", h("time", words.get("retrieved", "")))
        items.append(h("li", prose(words.get("says", "")), cite))
    return h("details", h("summary", number(len(items), "source")), h("ul", *items, class_="sources"))


def _also(change: Finding) -> Markup:
    if not change.used_by:
        return Markup("")
    items = [h("li", h("code", where)) for where in change.used_by]
    return h("details", h("summary", f"The same at {number(len(items), 'other place')}"), h("ul", *items))


def _conflict(words: Mapping[str, Any], name: str) -> Markup:
    """The contradiction between sources, and the answer that is taken."""
    claims: list[Markup] = []
    for claim in map(as_map, as_list(words.get("claims"))):
        said = "; ".join(filter(None, (shown(claim.get("status") or claim.get("value")), claim.get("note"))))
        claims.append(h("li", h("strong", prose(said)), h("cite", "; ".join(origins(as_list(claim.get("evidence")))))))
    taken = h(
        "p", "Taken here: ", h("strong", prose(shown(words.get("taken")))), ". ", prose(str(words.get("why", "")))
    )
    title = h("summary", f"Sources of {name} disagree about this", class_="disputed")
    return h("details", title, h("ul", *claims, class_="sources"), taken)


def _sign(level: str) -> Markup:
    return h("span", SIGNS[level], class_="sign", aria_hidden="true")
