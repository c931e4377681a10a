"""Shows the results of `isogloss check`: to people, to programs, to GitHub. Each is written as it comes."""

from __future__ import annotations

import json
from collections import Counter
from typing import IO, Any, Protocol

import click

from isogloss_codegen.conformance.finding import Evidence, Finding
from isogloss_codegen.conformance.run import ReadError, Result, Run
from isogloss_codegen.conformance.summary import VERDICTS
from isogloss_codegen.levels import LEVELS, WORDS

from .problems import visible

_COLORS = {"breaking": "red", "silent": "magenta", "warning": "yellow", "unknown": "blue", "info": "green"}
_COLORS_OF_VERDICTS = {"accepted": "green", "degraded": "magenta", "uncertain": "yellow", "rejected": "red"}
_SHOWN, _SHOWN_OF_RULE = 20, 5  # the latter in one stream


class Report(Protocol):
    """Takes results as they come."""

    def add(self, result: Result | ReadError) -> None:
        """Takes the next one."""
        ...

    def end(self) -> None:
        """Writes what can be said only when all have come."""
        ...


class TextReport:
    """For people: the first results whole, then what there was altogether."""

    def __init__(self, out: IO[str], run: Run, *, color: bool = False, shows_info: bool = False) -> None:
        self._out = out
        self._run = run
        self._number = 0
        self._color = color
        self._shows_info = shows_info

    def add(self, result: Result | ReadError) -> None:
        """Takes the next one."""
        if isinstance(result, ReadError):
            mark = click.style("error", fg="red", bold=True)
            self._line(f"{visible(result.file)}:{result.line}: {mark}: {visible(result.message)}")
            return
        self._number += 1
        if self._number > _SHOWN:
            return
        judgement = result.judgement
        verdict = click.style(judgement.verdict, fg=_COLORS_OF_VERDICTS[judgement.verdict], bold=True)
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
                self._line(f"  ... and {count - _SHOWN_OF_RULE} events more [{rule}]; --format json has {kept}.")
        for rule in more.keys() - shown_of.keys():
            self._line(f"  ... and {more[rule]} more [{rule}], which are counted only.")
        if rest := len(judgement.findings) - len(shown):
            self._line(f"  {_number(rest, 'finding')} at the level info: {_ids(judgement.findings)} (--show info)")

    def end(self) -> None:
        """Writes what there was altogether."""
        if self._number > _SHOWN:
            self._line(f"... and {self._number - _SHOWN} more; --format json has all.")
        for tally in self._run.tallies.values():
            if self._number > _SHOWN and tally.table:
                self._line(f"\n{visible(tally.dialect.title)}:")
                for level, rule, subject, count in tally.table[:_SHOWN]:
                    word = click.style(f"{WORDS[level]:<17}", fg=_COLORS[level])
                    self._line(f"  {count:>8}  {word} {visible(subject)}  [{rule}]")
            if tally.sentence:
                self._line(f"\n{visible(tally.sentence)}.")
        if new := self._run.undescribed:
            self._line("\nNo document describes what these requests send:")
            for subject, count in new.items():
                self._line(f"  {count:>8}  {visible(subject)}")
        if ignored := self._run.adjuster.ignored:
            self._line(f"\n{_number(ignored, 'finding')} ignored by the settings.")
        if self._run.cut:
            self._line(f"\n{self._run.cut} of the bodies in the log are not whole or cannot be unpacked: not checked.")
        if not any(tally.sentence for tally in self._run.tallies.values()):
            for tally in self._run.tallies.values():
                counts = ", ".join(f"{tally.verdicts[name]} {name}" for name in VERDICTS if tally.verdicts[name])
                self._line(f"\n{visible(tally.dialect.title)}: {counts or 'nothing to check'}.")

    def _finding(self, finding: Finding, others: int) -> None:
        mark = click.style(f"{finding.level}[{finding.rule}]", fg=_COLORS[finding.level], bold=True)
        at = f" event {finding.event}, byte {finding.offset}, line {finding.line}:" if finding.event is not None else ""
        more = f" and {_number(others, 'place')} like it" if others else ""
        path = f" {visible(finding.path)}{more}:" if finding.path else ""
        self._line(f"  {mark}{at}{path} {visible(finding.message)}")
        if finding.evidence:
            self._line(f"    {visible(source(finding.evidence))}")

    def _line(self, text: str) -> None:
        self._out.write((text if self._color else click.unstyle(text)) + "\n")


class JsonReport:
    """For programs, as spec/check.schema.json describes it; written piece by piece, so that it may be of any length."""

    def __init__(self, out: IO[str], run: Run, *, color: bool = False, shows_info: bool = False) -> None:
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
        """Writes what there was altogether."""
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

    def __init__(self, out: IO[str], run: Run, *, color: bool = False, shows_info: bool = False) -> None:
        self._out = out
        self._run = run
        self._errors: list[ReadError] = []

    def add(self, result: Result | ReadError) -> None:
        """Takes the next one."""
        if isinstance(result, ReadError):
            self._errors.append(result)

    def end(self) -> None:
        """Writes what there was altogether."""
        for tally in self._run.tallies.values():
            counts = ", ".join(f"{tally.verdicts[name]} {name}" for name in VERDICTS if tally.verdicts[name])
            self._out.write(f"## {_cell(tally.dialect.title)} {_cell(tally.dialect.version)}\n\n")
            self._out.write(f"{_cell(tally.sentence or counts or 'nothing to check')}.\n\n")
            if tally.table:
                self._out.write("| | what | how often | rule |\n|---|---|--:|---|\n")
                for level, rule, subject, count in tally.table:
                    self._out.write(f"| {WORDS[level]} | {_cell(subject)} | {count} | `{rule}` |\n")
                self._out.write("\n")
        if new := self._run.undescribed:
            self._out.write("## What no document describes\n\n| what | requests |\n|---|--:|\n")
            self._out.writelines(f"| {_cell(subject)} | {count} |\n" for subject, count in new.items())
            self._out.write("\n")
        if ignored := self._run.adjuster.ignored:
            self._out.write(f"{_number(ignored, 'finding')} ignored by the settings.\n\n")
        for error in self._errors:
            self._out.write(f"- {_cell(error.file)}, line {error.line}: {_cell(error.message)}\n")


class GithubReport:
    """Workflow commands, which GitHub shows beside the lines of a pull request."""

    def __init__(self, out: IO[str], run: Run, *, color: bool = False, shows_info: bool = False) -> None:
        self._out = out

    def add(self, result: Result | ReadError) -> None:
        """Takes the next one."""
        if isinstance(result, ReadError):
            self._annotate("error", "unreadable", result.file, result.line, result.message)
            return
        for finding in result.judgement.findings:
            if finding.level != "info":
                kind = {"breaking": "error", "unknown": "notice"}.get(finding.level, "warning")
                at = f"{finding.path}: " if finding.path else ""
                text = f"{result.provider}: {at}{finding.message}"
                self._annotate(kind, finding.rule, result.file, finding.line or result.line, text)
        for rule, count in result.judgement.more:
            text = f"{result.provider}: {count} more, which are counted only"
            self._annotate("notice", rule, result.file, result.line, text)

    def end(self) -> None:
        """There is nothing to be said altogether."""

    def _annotate(self, kind: str, title: str, file: str, line: int, text: str) -> None:
        self._out.write(f"::{kind} title={title},file={_escaped(file, ':,')},line={line}::{_escaped(text)}\n")


REPORTS = {"text": TextReport, "json": JsonReport, "markdown": MarkdownReport, "github": GithubReport}


def source(evidence: Evidence) -> str:
    """On whose word a finding is: the first source, and how many more there are."""
    first = evidence[0]
    more = f" and {len(evidence) - 1} more" if len(evidence) > 1 else ""
    return f"{first.get('source')}, {first.get('where')}; retrieved {first.get('retrieved')}{more}"


def _ids(findings: tuple[Finding, ...]) -> str:
    return ", ".join(dict.fromkeys(finding.rule for finding in findings if finding.level == "info"))


def _number(count: int, name: str) -> str:
    return f"{count} {name}" if count == 1 else f"{count} {name}s"


def _cell(text: str) -> str:
    return visible(text).replace("\\", "\\\\").replace("|", "\\|").replace("<", "&lt;")


def _escaped(text: str, also: str = "") -> str:
    for character in ("%", "\r", "\n", *also):
        text = text.replace(character, f"%{ord(character):02X}")
    return text
