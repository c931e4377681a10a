"""The report of `check` for people."""

from __future__ import annotations

from collections import Counter
from typing import IO

from ..display import cells, visible
from ..findings.finding import Finding
from ..findings.levels import LEVELS, WORDS, marked
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
        self._pending: dict[str, Result] = {}  # about one request, response or stream, by provider
        self._paint = options.paint
        self._shows_info = options.shows_info
        self._is_ranked = len(run.tallies) > 1
        self._shows_details = options.shows_details
        self._details: list[str] = []
        self._undescribed: set[tuple[str, str, str]] = set()

    def add(self, result: Result | ReadError) -> None:
        """Takes the next one."""
        if isinstance(result, ReadError):
            self._flush()
            mark = self._paint("error", "error")
            self._line(f"{visible(result.file)}:{result.line}: {mark}: {visible(result.message)}")
            return
        pending = self._pending
        if pending and (result.provider in pending or _item(result) != _item(next(iter(pending.values())))):
            self._flush()
        self._pending[result.provider] = result
        if len(self._pending) == len(self._run.tallies):
            self._flush()

    def _flush(self) -> None:
        """Writes what all providers say about one request, response or stream: equal findings once."""
        results = list(self._pending.values())
        self._pending.clear()
        self._number += len(results) > 0
        if not results or self._number > _SHOWN or not self._shows_details:
            return
        first = results[0]
        head = f"{visible(first.file)}:{first.line}: {first.judgement.kind}"
        if len(self._run.tallies) == 1:
            level = first.judgement.level
            self._line(f"{head} ({first.provider}): {self._paint(WORDS[level], level)}")
        else:
            self._line(head)
        news = [(result, finding) for result in results for finding in self._news(result)]
        shown = [each for each in news if self._shows_info or each[1].level != "info"]
        alike: dict[tuple[str, str, str, int | None], list[tuple[Result, Finding]]] = {}
        for result, finding in sorted(shown, key=lambda each: LEVELS.index(each[1].level)):
            title = self._run.tallies[result.provider].dialect.title
            key = (finding.rule, finding.message.replace(title, ""), finding.subject, finding.event)
            alike.setdefault(key, []).append((result, finding))
        shown_of: Counter[str] = Counter()
        more = {rule: count for result in results for rule, count in result.judgement.more}
        for found in alike.values():
            rule = found[0][1].rule
            shown_of[rule] += found[0][1].event is not None
            if shown_of[rule] <= _SHOWN_OF_RULE:
                self._finding(found)
        for rule, count in shown_of.items():
            if count > _SHOWN_OF_RULE:
                kept = "all" if rule not in more else f"the first {count}"
                count += more.get(rule, 0)
                self._line(f"  ... and {count - _SHOWN_OF_RULE} more events [{rule}]; --format json lists {kept}.")
        for rule in more.keys() - shown_of.keys():
            self._line(f"  ... and {more[rule]} more [{rule}], which are only counted.")
        self._rest(results, news, shown)

    def _rest(
        self, results: list[Result], news: list[tuple[Result, Finding]], shown: list[tuple[Result, Finding]]
    ) -> None:
        """Writes the number of findings that are not shown."""
        if len(self._run.tallies) > 1:
            if fine := [result.provider for result in results if result.judgement.level == "info"]:
                self._line(f"  {self._paint(WORDS['info'], 'info')}: {', '.join(fine)}")
        elif rest := len(news) - len(shown):
            named = ", ".join(dict.fromkeys(finding.rule for _, finding in news if finding.level == "info"))
            self._line(f"  {WORDS['info']}: {number(rest, 'finding')}, {named} (--show info)")
        found = {each.subject for result in results for each in result.judgement.findings if each.is_undescribed}
        if again := found - {finding.subject for _, finding in news}:
            self._line(f"  {number(len(again), 'part')} that no document describes, as above")

    def _news(self, result: Result) -> list[Finding]:
        """The findings of a result, without undescribed parts that an earlier result of the provider has as well."""
        found = result.judgement.findings
        parts = [(result.provider, each.rule, each.subject) if each.is_undescribed else None for each in found]
        news = [each for each, part in zip(found, parts, strict=True) if part not in self._undescribed]
        self._undescribed.update(part for part in parts if part is not None)
        return news

    def end(self) -> None:
        """Writes the totals."""
        self._flush()
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
                self._line(f"\n{tally.counts} ({visible(tally.dialect.title)})")
        if len(self._run.tallies) > 1 and (
            names := [name for name, tally in self._run.tallies.items() if tally.unchecked]
        ):
            self._line(f"\nModel names are not checked for {', '.join(names)}: they list none, or only some.")
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
        # Headings of two words are in two lines.
        above, below = zip(*(name.rpartition(" ")[::2] for name in HEADINGS[:-1]), strict=True)
        rows = [
            (*above, ""),
            (*below, HEADINGS[-1]),
            *((rank.name, *map(str, rank.counts), rank.reasons) for rank in ranks),
        ]
        widths = [max(cells(visible(row[column])) for row in rows) for column in range(len(HEADINGS) - 1)]
        for name, *counts, reasons in rows:
            padded = (f"{count:>{width}}" for count, width in zip(counts, widths[1:], strict=True))
            self._out.write("  ".join([f"{visible(name):<{widths[0]}}", *padded, visible(reasons)]).rstrip() + "\n")
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
                self._line(f"\n{visible(tally.sentence if len(self._run.tallies) == 1 else tally.outcome)}.")

    def _finding(self, found: list[tuple[Result, Finding]]) -> None:
        """Writes a finding that some providers, or places, have alike."""
        (result, finding), *_ = found
        providers = dict.fromkeys(each.provider for each, _ in found)
        message, others = finding.message, sum(each is result for each, _ in found) - 1
        mark = self._paint(marked(finding.level, finding.rule), finding.level)
        if len(self._run.tallies) > 1:
            is_of_all = len(providers) == len(self._run.tallies)
            mark += f" ({'all providers' if is_of_all else ', '.join(providers)})"
        if len(providers) > 1:
            message = message.replace(self._run.tallies[result.provider].dialect.title, "each provider")
        at = f" event {finding.event}, byte {finding.offset}, line {finding.line}:" if finding.event is not None else ""
        more = f" and {number(others, 'place')} like it" if others else ""
        path = f" {visible(finding.path)}{more}:" if finding.path else ""
        self._line(f"  {mark}{at}{path} {visible(message)}")
        if finding.evidence and len(providers) == 1:
            self._line(f"    {visible(cited(finding.evidence)[0])}")

    def _line(self, text: str) -> None:
        """Writes a line; before the table of the providers is known, keeps it."""
        if self._is_ranked:
            self._details.append(f"{text}\n")
        else:
            self._out.write(f"{text}\n")


def _item(result: Result) -> tuple[str, int, str]:
    return result.file, result.line, result.judgement.kind
