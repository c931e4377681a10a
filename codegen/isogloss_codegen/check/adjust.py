"""Applies the settings of a project to judgements: other levels, and findings that the project accepts."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace

from ..document.resolve import Dialect
from ..findings.finding import Finding
from ..project.settings import Ignore, Settings
from .judgement import Judgement

_UNUSED = "this ignores no finding of {} in what was checked"


class Adjuster:
    """Gives findings the levels of the settings, and takes out those that are ignored; `ignored` counts these.

    Args:
        settings: What is about the rules of traffic.
        dialects: Those that are asked, under the names that judgements go by.
    """

    def __init__(self, settings: Settings, dialects: Mapping[str, Dialect]) -> None:
        self.ignored = 0
        self._settings = settings
        self._used: set[int] = set()
        self._ignores = {
            name: [ignore for ignore in settings.ignores if ignore.is_about(dialect.id, dialect.version)]
            for name, dialect in dialects.items()
        }

    def adjusted(self, name: str, judgement: Judgement) -> Judgement:
        """The judgement by the dialect called `name` as the settings want it."""
        if not (self._settings.levels or self._ignores[name]):
            return judgement
        kept: list[Finding] = []
        for finding in judgement.findings:
            ignore = self._ignore(name, finding)
            if ignore is None:
                level = self._settings.levels.get(finding.rule, finding.level)
                kept.append(finding if level == finding.level else finding._replace(level=level))
            else:
                self.ignored += 1
                self._used.add(id(ignore))
        left = {finding.rule for finding in kept}
        self.ignored += sum(count for rule, count in judgement.more if rule not in left)
        more = tuple(entry for entry in judgement.more if entry[0] in left)
        return replace(judgement, findings=tuple(kept), more=more)

    @property
    def unused(self) -> list[Finding]:
        """The ignores about dialects that were asked which matched nothing."""
        asked = {id(ignore): ignore for ignores in self._ignores.values() for ignore in ignores}
        return [ignore.unused(_UNUSED) for key, ignore in asked.items() if key not in self._used]

    def _ignore(self, name: str, finding: Finding) -> Ignore | None:
        path = re.sub(r"\[\d+\]", "[]", finding.path)
        return next((ignore for ignore in self._ignores[name] if ignore.matches(finding.rule, "", path)), None)
