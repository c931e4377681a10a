"""Findings as JUnit XML, which CI servers show as tests: a suite for each checked thing, a case for each finding."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable
from xml.sax.saxutils import escape, quoteattr

from .report import Item, Suite, relative

# XML 1.0 cannot express these characters.
_FORBIDDEN = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def render(suites: Iterable[Suite], *, failing: Collection[str]) -> str:
    """The XML document. A finding of a `failing` level is a failed case; any other is a passed case with its text.

    A suite without findings has one passed case.
    """
    listed = list(suites)
    total = sum(max(1, len(suite.items)) for suite in listed)
    failed = sum(item.finding.level in failing for suite in listed for item in suite.items)
    lines = [
        '<?xml version="1.0" encoding="UTF-8"?>',
        f'<testsuites name="isogloss" tests="{total}" failures="{failed}">',
    ]
    for suite in listed:
        lines += _suite(suite, failing)
    return "\n".join([*lines, "</testsuites>\n"])


def _suite(suite: Suite, failing: Collection[str]) -> Iterable[str]:
    name = _attribute(suite.name)
    failures = sum(item.finding.level in failing for item in suite.items)
    yield f'  <testsuite name={name} tests="{max(1, len(suite.items))}" failures="{failures}">'
    if not suite.items:
        yield f'    <testcase classname={name} name="no findings"/>'
    for item in suite.items:
        yield f"    <testcase classname={name} name={_attribute(_case(item))}{_file(item)}>"
        if item.finding.level in failing:
            headline = _attribute(item.finding.message)
            yield f"      <failure type={_attribute(item.finding.rule)} message={headline}>{_text(item)}</failure>"
        else:
            yield f"      <system-out>{_text(item)}</system-out>"
        yield "    </testcase>"
    yield "  </testsuite>"


def _case(item: Item) -> str:
    place = " ".join(filter(None, (item.finding.operation, item.finding.path)))
    at = f"{item.at.line}:{item.at.column}" if item.at.file else ""
    return " ".join(filter(None, (f"{item.finding.level}[{item.finding.rule}]", place or at)))


def _file(item: Item) -> str:
    return f' file={_attribute(relative(item.at.file))} line="{item.at.line}"' if item.at.file else ""


def _text(item: Item) -> str:
    place = f"{relative(item.at.file)}:{item.at.line}:{item.at.column}\n" if item.at.file else ""
    return escape(_FORBIDDEN.sub("\ufffd", f"{place}{item.text}"))


def _attribute(text: str) -> str:
    return quoteattr(_FORBIDDEN.sub("\ufffd", text))
