"""The reports of `check`; each result is written as it comes."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from typing import IO, Any, Protocol

from ..display import visible
from ..findings import formats, github
from ..findings.finding import Finding, Location
from ..findings.levels import LEVELS, WORDS
from ..findings.report import Item, Paint, Suite, plain
from ..findings.rule import Rule
from ..findings.words import cited, number
from .run import ReadError, Result, Run
from .summary import VERDICTS, Tally

_SHOWN, _SHOWN_OF_RULE = 20, 5  # the latter in one stream


@dataclass(frozen=True)
class Options:
    """Settings of a report.

    `paint` gives texts of the text report their style, `shows_info` shows findings of the level info in it. `failing`
    are the levels that fail the command, `rules` gives the rows of the rules.
    """

    paint: Paint = plain
    shows_info: bool = False
    failing: Collection[str] = ()
    rules: Callable[[], Mapping[str, Rule]] = dict[str, Rule]


class Report(Protocol):
    """Takes results as they come."""

    def add(self, result: Result | ReadError) -> None:
        """Takes the next one."""
        ...

    def end(self) -> None:
        """Writes the rest when all have come."""
        ...


class TextReport:
    """For people: the first results in full, then the totals."""

    def __init__(self, out: IO[str], run: Run, options: Options) -> None:
        self._out = out
        self._run = run
        self._number = 0
        self._paint = options.paint
        self._shows_info = options.shows_info

    def add(self, result: Result | ReadError) -> None:
        """Takes the next one."""
        if isinstance(result, ReadError):
            mark = self._paint("error", "error")
            self._line(f"{visible(result.file)}:{result.line}: {mark}: {visible(result.message)}")
            return
        self._number += 1
        if self._number > _SHOWN:
            return
        judgement = result.judgement
        verdict = self._paint(judgement.verdict, judgement.verdict)
        self._line(f"{visible(result.file)}:{result.line}: {judgement.kind} {verdict} ({result.provider})")
        shown = [finding for finding in judgement.findings if self._shows_info or finding.level != "info"]
        alike: dict[tuple[str, str, str, int | None], list[Finding]] = {}
        for finding in sorted(shown, key=lambda finding: LEVELS.index(finding.level)):
            key = (finding.rule, finding.message, finding.subject, finding.event)
            alike.setdefault(key, []).append(finding)
        shown_of: Counter[str] = Counter()
        more = dict(judgement.more)
        for findings in alike.values():
            first = findings[0]
            shown_of[first.rule] += first.event is not None
            if shown_of[first.rule] <= _SHOWN_OF_RULE:
                self._finding(first, len(findings) - 1)
        for rule, count in shown_of.items():
            if count > _SHOWN_OF_RULE:
                kept = "all" if rule not in more else f"the first {count}"
                count += more.get(rule, 0)
                self._line(f"  ... and {count - _SHOWN_OF_RULE} more events [{rule}]; --format json lists {kept}.")
        for rule in more.keys() - shown_of.keys():
            self._line(f"  ... and {more[rule]} more [{rule}], which are only counted.")
        if rest := len(judgement.findings) - len(shown):
            self._line(f"  {number(rest, 'finding')} at the level info: {_ids(judgement.findings)} (--show info)")

    def end(self) -> None:
        """Writes the totals."""
        if self._number > _SHOWN:
            self._line(f"... and {self._number - _SHOWN} more; --format json lists all.")
        for tally in self._run.tallies.values():
            if self._number > _SHOWN and tally.table:
                self._line(f"\n{visible(tally.dialect.title)}:")
                for level, rule, subject, count in tally.table[:_SHOWN]:
                    word = self._paint(f"{WORDS[level]:<17}", level)
                    self._line(f"  {count:>8}  {word} {visible(subject)}  [{rule}]")
            if tally.sentence:
                self._line(f"\n{visible(tally.sentence)}.")
        if new := self._run.undescribed:
            self._line("\nNo document describes these parts of the requests:")
            for subject, count in new.items():
                self._line(f"  {count:>8}  {visible(subject)}")
        if ignored := self._run.adjuster.ignored:
            self._line(f"\n{number(ignored, 'finding')} ignored by the settings.")
        if self._run.cut:
            why = "cut off, left out, or in an unknown encoding"
            self._line(f"\nNot checked: {self._run.cut} of the bodies in the log ({why}).")
        if not any(tally.sentence for tally in self._run.tallies.values()) and (
            self._number or not self._run.has_errors
        ):
            for tally in self._run.tallies.values():
                self._line(f"\n{visible(tally.dialect.title)}: {_counts(tally)}.")

    def _finding(self, finding: Finding, others: int) -> None:
        mark = self._paint(f"{finding.level}[{finding.rule}]", finding.level)
        at = f" event {finding.event}, byte {finding.offset}, line {finding.line}:" if finding.event is not None else ""
        more = f" and {number(others, 'place')} like it" if others else ""
        path = f" {visible(finding.path)}{more}:" if finding.path else ""
        self._line(f"  {mark}{at}{path} {visible(finding.message)}")
        if finding.evidence:
            self._line(f"    {visible(cited(finding.evidence)[0])}")

    def _line(self, text: str) -> None:
        self._out.write(f"{text}\n")


class JsonReport:
    """For programs, as spec/check.schema.json describes it; written piece by piece, so that it may be of any length."""

    def __init__(self, out: IO[str], run: Run, options: Options) -> None:
        self._out = out
        self._run = run
        self._errors: list[ReadError] = []
        self._number = 0
        self._evidence: dict[tuple[int, ...], str] = {}
        out.write('{"schema_version": 1, "results": [')

    def add(self, result: Result | ReadError) -> None:
        """Takes the next one."""
        if isinstance(result, ReadError):
            self._errors.append(result)
            return
        entry: dict[str, Any] = {
            "file": result.file,
            "line": result.line,
            "kind": result.judgement.kind,
            "provider": result.provider,
            "verdict": result.judgement.verdict,
        }
        findings = ", ".join(map(self._finding, result.judgement.findings))
        if result.judgement.more:
            entry["more"] = dict(result.judgement.more)
        text = json.dumps(entry, ensure_ascii=False)[:-1]
        self._out.write(f'{"," if self._number else ""}\n  {text}, "findings": [{findings}]}}')
        self._number += 1

    def end(self) -> None:
        """Writes the totals."""
        tallies = self._run.tallies
        errors = [{"file": error.file, "line": error.line, "message": error.message} for error in self._errors]
        summary = {name: sum(tally.verdicts[name] for tally in tallies.values()) for name in VERDICTS}
        sentences = {name: tally.sentence for name, tally in tallies.items() if tally.sentence}
        counts = {"cut": self._run.cut, "ignored": self._run.adjuster.ignored}
        rest = {"errors": errors, "summary": summary, **counts, "sentences": sentences}
        rest["undescribed"] = self._run.undescribed
        self._out.write(f"\n], {json.dumps(rest, ensure_ascii=False)[1:]}\n")

    def _finding(self, finding: Finding) -> str:
        """A finding as JSON. Most of it is evidence, which is the same again and again."""
        known = tuple(map(id, finding.evidence))  # the sources live as long as the dialect
        if known not in self._evidence:
            self._evidence[known] = json.dumps([dict(source) for source in finding.evidence], ensure_ascii=False)
        text = json.dumps({**finding.as_json(), "evidence": []}, ensure_ascii=False)
        return text.replace('"evidence": []', f'"evidence": {self._evidence[known]}', 1)


class MarkdownReport:
    """For a pull request or a page: a table per provider."""

    def __init__(self, out: IO[str], run: Run, options: Options) -> None:
        self._out = out
        self._run = run
        self._errors: list[ReadError] = []

    def add(self, result: Result | ReadError) -> None:
        """Takes the next one."""
        if isinstance(result, ReadError):
            self._errors.append(result)

    def end(self) -> None:
        """Writes the totals."""
        for tally in self._run.tallies.values():
            self._out.write(f"## {_cell(tally.dialect.title)} {_cell(tally.dialect.version)}\n\n")
            self._out.write(f"{_cell(tally.sentence or _counts(tally))}.\n\n")
            if tally.table:
                self._out.write("| Level | Subject | Count | Rule |\n|---|---|--:|---|\n")
                for level, rule, subject, count in tally.table:
                    self._out.write(f"| {WORDS[level]} | {_cell(subject)} | {count} | `{rule}` |\n")
                self._out.write("\n")
        if new := self._run.undescribed:
            self._out.write("## What no document describes\n\n| what | requests |\n|---|--:|\n")
            self._out.writelines(f"| {_cell(subject)} | {count} |\n" for subject, count in new.items())
            self._out.write("\n")
        if ignored := self._run.adjuster.ignored:
            self._out.write(f"{number(ignored, 'finding')} ignored by the settings.\n\n")
        for error in self._errors:
            self._out.write(f"- {_cell(error.file)}, line {error.line}: {_cell(error.message)}\n")


class GithubReport:
    """Workflow commands, which GitHub shows beside the lines of a pull request."""

    def __init__(self, out: IO[str], run: Run, options: Options) -> None:
        self._out = out

    def add(self, result: Result | ReadError) -> None:
        """Takes the next one."""
        for item in _suite(result).items:
            if item.finding.level != "info":
                self._out.write(github.annotation(item))
        if isinstance(result, Result):
            for rule, count in result.judgement.more:
                at = Location(result.file, result.line)
                text = f"{result.provider}: {count} more, which are only counted"
                self._out.write(github.annotation(Item(Finding(rule, "info", text, at=at), text, at)))

    def end(self) -> None:
        """Writes nothing: there are no totals."""


class _ListReport:
    """Findings as a list, which is written when all have come."""

    style = ""

    def __init__(self, out: IO[str], run: Run, options: Options) -> None:
        self._out = out
        self._options = options
        self._suites: list[Suite] = []

    def add(self, result: Result | ReadError) -> None:
        """Takes the next one."""
        self._suites.append(_suite(result))

    def end(self) -> None:
        """Writes the list."""
        options = self._options
        self._out.write(formats.render(self._suites, self.style, failing=options.failing, rules=options.rules))


class SarifReport(_ListReport):
    """SARIF 2.1.0, for code hosts and editors."""

    style = "sarif"


class JunitReport(_ListReport):
    """JUnit XML, for CI servers."""

    style = "junit"


REPORTS: Mapping[str, Callable[[IO[str], Run, Options], Report]] = {
    "text": TextReport,
    "json": JsonReport,
    "markdown": MarkdownReport,
    "github": GithubReport,
    "sarif": SarifReport,
    "junit": JunitReport,
}


def _suite(result: Result | ReadError) -> Suite:
    """The findings about a request, a response or a stream by one provider, at its line of the file."""
    if isinstance(result, ReadError):
        at = Location(result.file, result.line)
        return Suite(result.file, [Item(Finding("unreadable", "error", result.message, at=at), result.message, at)])
    kind, provider = result.judgement.kind, result.provider
    items = [
        Item(
            finding, f"{provider}: {_at(finding)}{finding.message}", Location(result.file, finding.line or result.line)
        )
        for finding in result.judgement.findings
    ]
    return Suite(f"{result.file}:{result.line} {kind} ({provider})", items)


def _at(finding: Finding) -> str:
    return f"{finding.path}: " if finding.path else ""


def _counts(tally: Tally) -> str:
    counts = ", ".join(f"{tally.verdicts[name]} {name}" for name in VERDICTS if tally.verdicts[name])
    return counts or "nothing to check"


def _ids(findings: tuple[Finding, ...]) -> str:
    return ", ".join(dict.fromkeys(finding.rule for finding in findings if finding.level == "info"))


def _cell(text: str) -> str:
    return visible(text).replace("\\", "\\\\").replace("|", "\\|").replace("<", "&lt;")
