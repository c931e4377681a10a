"""Findings in files as text: the headline, the author's line with a caret, and the advice."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from ..display import cells, visible
from .finding import Finding
from .report import Paint, plain, relative
from .words import number

_WINDOW = 100


def render(findings: Sequence[Finding], *, files: int, paint: Paint = plain) -> str:
    """The findings in a number of files, and a last line with their counts."""
    return "\n".join([*(_block(finding, paint) for finding in findings), f"{_summary(findings, files)}\n"])


def _block(finding: Finding, paint: Paint) -> str:
    at = finding.at
    mark = paint(f"{finding.level}[{finding.rule}]", finding.level)
    lines = [f"{visible(relative(at.file))}:{at.line}:{at.column}: {mark} {visible(finding.message)}"]
    if at.source.strip():
        text, before, width = _frame(finding)
        lines.append(f"{at.line:>5} | {text}")
        lines.append(f"{'':>5} | {' ' * before}{paint('^' * width, finding.level)}")
    if finding.help is not None:
        lines.append(f"{paint('help:', 'name')} {visible(finding.help)}")
    return "\n".join(lines) + "\n"


def _frame(finding: Finding) -> tuple[str, int, int]:
    """The part of the author's line around the place, and the widths in cells before the caret and of the caret."""
    source, start = finding.at.source, finding.at.column - 1
    end = start + finding.at.width
    left = 0 if len(source) <= _WINDOW else max(0, start - _WINDOW // 2)
    right = min(len(source), left + _WINDOW)
    ahead = "..." if left else ""
    behind = "..." if right < len(source) else ""
    text = f"{ahead}{visible(source[left:right])}{behind}"
    before = len(ahead) + cells(source[left:start])
    return text, before, max(1, cells(source[start : min(end, right)]))


def _summary(findings: Sequence[Finding], files: int) -> str:
    where = number(files, "file")
    listed = [_counted(findings, level) for level in ("error", "warning")]
    return f"{' and '.join(filter(None, listed))} in {where}." if any(listed) else f"No problems in {where}."


def _counted(findings: Sequence[Finding], level: str) -> str:
    """The number of findings of a level, and those of each rule if there are several: most first."""
    rules = Counter(finding.rule for finding in findings if finding.level == level)
    each = ", ".join(f"{rule} {count}" for rule, count in rules.most_common())
    total = number(rules.total(), level) if rules else ""
    return f"{total} ({each})" if len(rules) > 1 else total
