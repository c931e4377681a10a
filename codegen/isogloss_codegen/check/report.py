"""The reports of `check`; each result is written as it comes."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from typing import IO, Any

from ..display import visible
from ..findings import formats
from ..findings.finding import Finding, Location
from ..findings.levels import VERDICTS, WORDS
from ..findings.report import Item, Suite
from ..findings.words import number
from .options import Options, Report
from .ranking import HEADINGS, ranked
from .run import ReadError, Result, Run
from .text_report import TextReport


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
        summary = dict.fromkeys(VERDICTS.values(), 0)
        for level, verdict in VERDICTS.items():
            summary[verdict] += sum(tally.worst[level] for tally in tallies.values())
        sentences = {name: tally.sentence for name, tally in tallies.items() if tally.sentence}
        counts = {"cut": self._run.cut, "ignored": self._run.adjuster.ignored}
        rest: dict[str, Any] = {"errors": errors, "summary": summary, **counts, "sentences": sentences}
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
        if len(self._run.tallies) > 1:
            self._out.write(f"| {' | '.join(HEADINGS)} |\n|---|{'--:|' * (len(HEADINGS) - 2)}---|\n")
            for rank in ranked(self._run.tallies.items()):
                counts = " | ".join(map(str, rank.counts))
                self._out.write(f"| {_cell(rank.name)} | {counts} | {_cell(rank.reasons)} |\n")
            self._out.write("\n")
        for tally in self._run.tallies.values():
            self._out.write(f"## {_cell(tally.dialect.title)} {_cell(tally.dialect.version)}\n\n")
            self._out.write(f"{_cell(tally.sentence or tally.counts)}.\n\n")
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
                self._out.write(formats.annotation(item))
        if isinstance(result, Result):
            for rule, count in result.judgement.more:
                at = Location(result.file, result.line)
                text = f"{result.provider}: {count} more, which are only counted"
                self._out.write(formats.annotation(Item(Finding(rule, "info", text, at=at), text, at)))

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


def _cell(text: str) -> str:
    return visible(text).replace("\\", "\\\\").replace("|", "\\|").replace("<", "&lt;")
