"""The report of `check` for people."""

from __future__ import annotations

from collections import Counter
from typing import IO

from ..display import visible
from ..findings.finding import Finding
from ..findings.levels import LEVELS, WORDS
from ..findings.words import cited, number
from .options import Options
from .ranking import HEADINGS, ranked
from .run import ReadError, Result, Run

_SHOWN, _SHOWN_OF_RULE = 20, 5  # the latter in one stream


class TextReport:
    """For people: a table of several providers, then the first results in full, and the totals."""

    def __init__(self, out: IO[str], run: Run, options: Options) -> None:
        self._out = out
        self._run = run
        self._number = 0
        self._paint = options.paint
        self._shows_info = options.shows_info
        self._is_ranked = len(run.tallies) > 1
        self._shows_details = options.shows_details
        self._details: list[str] = []
        self._undescribed: set[tuple[str, str, str]] = set()

    def add(self, result: Result | ReadError) -> None:
        """Takes the next one."""
        if isinstance(result, ReadError):
            mark = self._paint("error", "error")
            self._line(f"{visible(result.file)}:{result.line}: {mark}: {visible(result.message)}")
            return
        self._number += 1
        if self._number > _SHOWN or not self._shows_details:
            return
        judgement = result.judgement
        verdict = self._paint(judgement.verdict, judgement.verdict)
        self._line(f"{visible(result.file)}:{result.line}: {judgement.kind} {verdict} ({result.provider})")
        news = self._news(result)
        shown = [finding for finding in news if self._shows_info or finding.level != "info"]
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
        if rest := len(news) - len(shown):
            self._line(f"  {number(rest, 'finding')} at the level info: {_ids(judgement.findings)} (--show info)")
        if again := len(judgement.findings) - len(news):
            self._line(f"  {number(again, 'part')} that no document describes, as above")

    def _news(self, result: Result) -> list[Finding]:
        """The findings of a result, without undescribed parts that an earlier result of the provider has as well."""
        found = result.judgement.findings
        parts = [(result.provider, each.rule, each.subject) if each.is_undescribed else None for each in found]
        news = [each for each, part in zip(found, parts, strict=True) if part not in self._undescribed]
        self._undescribed.update(part for part in parts if part is not None)
        return news

    def end(self) -> None:
        """Writes the totals."""
        if self._is_ranked:
            self._ranking()
        if self._shows_details:
            self._totals()
        if new := self._run.undescribed:
            self._line("\nNo document describes these parts of the requests:")
            for subject, count in new.items():
                self._line(f"  {count:>8}  {visible(subject)}")
        if ignored := self._run.adjuster.ignored:
            self._line(f"\n{number(ignored, 'finding')} ignored by the settings.")
        if self._run.cut:
            why = "cut off, left out, or in an unknown encoding"
            self._line(f"\nNot checked: {self._run.cut} of the bodies in the log ({why}).")
        if self._shows_details and self._has_no_requests:
            for tally in self._run.tallies.values():
                self._line(f"\n{visible(tally.dialect.title)}: {tally.counts}.")
        if not self._shows_details:
            self._line("\n--show details lists the findings, --provider NAME those of one provider.")

    @property
    def _has_no_requests(self) -> bool:
        """True if something else was judged, or if there was nothing to judge and no error."""
        is_judged = self._number > 0 or not self._run.has_errors
        return is_judged and not any(tally.sentence for tally in self._run.tallies.values())

    def _ranking(self) -> None:
        """Writes the table of the providers, then the details that have waited for it."""
        ranks = ranked(self._run.tallies.items())
        width = max(len(HEADINGS[0]), *(len(rank.name) for rank in ranks))
        self._out.write("  ".join([f"{HEADINGS[0]:<{width}}", *HEADINGS[1:]]) + "\n")
        for rank in ranks:
            counts = (f"{count:>{len(name)}}" for count, name in zip(rank.counts, HEADINGS[1:], strict=False))
            cells = [f"{visible(rank.name):<{width}}", *counts, visible(rank.reasons)]
            self._out.write("  ".join(cells).rstrip() + "\n")
        if self._details:
            self._out.write("\n")
        self._out.writelines(self._details)
        self._is_ranked = False

    def _totals(self) -> None:
        """Writes what was found by provider."""
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

    def _finding(self, finding: Finding, others: int) -> None:
        mark = self._paint(f"{finding.level}[{finding.rule}]", finding.level)
        at = f" event {finding.event}, byte {finding.offset}, line {finding.line}:" if finding.event is not None else ""
        more = f" and {number(others, 'place')} like it" if others else ""
        path = f" {visible(finding.path)}{more}:" if finding.path else ""
        self._line(f"  {mark}{at}{path} {visible(finding.message)}")
        if finding.evidence:
            self._line(f"    {visible(cited(finding.evidence)[0])}")

    def _line(self, text: str) -> None:
        """Writes a line; before the table of the providers is known, keeps it."""
        if self._is_ranked:
            self._details.append(f"{text}\n")
        else:
            self._out.write(f"{text}\n")


def _ids(findings: tuple[Finding, ...]) -> str:
    return ", ".join(dict.fromkeys(finding.rule for finding in findings if finding.level == "info"))
