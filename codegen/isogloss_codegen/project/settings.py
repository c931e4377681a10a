"""`[tool.isogloss]` of a pyproject.toml: the levels of rules, the findings that are ignored, and the house style."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from ..document.load import LoadError
from ..document.values import as_list, as_map
from ..document.wording import listed, nearest
from ..findings.finding import NOWHERE, Finding, Location, in_order
from ..findings.levels import LEVELS, SEVERITIES, Level, Severity
from .toml_places import Places

_FILE = "pyproject.toml"
_TABLE = ("tool", "isogloss")
_SETTINGS = ("levels", "ignores", "house")
_WORDS = ("rule", "path", "operation", "provider", "reason")
_OF_COMPARISONS = ("operation", "provider")
"""The words of an ignore that mean nothing for the rules about documents."""

Known = Mapping[str, Collection[str]]
"""The rules that exist, each with the levels that it can be set to."""


@dataclass(frozen=True)
class Ignore:
    """Findings that are left out: those of `rule` at `path` or below, of `operation`, with `provider` as the target.

    An empty text stands for any. `provider` is an id or `id@version`. `at` is the place in the settings.
    """

    rule: str
    reason: str
    path: str = ""
    operation: str = ""
    provider: str = ""
    at: Location = NOWHERE

    def is_about(self, provider: str, version: str) -> bool:
        """Tells whether it counts where `provider` in `version` is the target."""
        return self.provider in ("", provider, f"{provider}@{version}")

    def matches(self, rule: str, operation: str, path: str) -> bool:
        """Tells whether a finding is left out, given that the target is the right one."""
        is_below = path == self.path or path.startswith((f"{self.path}.", f"{self.path}["))
        return rule == self.rule and self.operation in ("", operation) and (not self.path or is_below)

    def covers(self, problem: Finding) -> bool:
        """Tells whether a problem of a document is left out."""
        is_below = f"{problem.pointer}/".startswith(f"{self.path.rstrip('/')}/")
        return problem.rule == self.rule and (not self.path or is_below)

    def unused(self, message: str = "this ignores no finding of {}") -> Finding:
        """The finding that this matches none any more; {} in the `message` stands for the rule."""
        help = "remove it; --show shows findings of other levels"
        return Finding("ignore-unused", "warning", message.format(self.rule), help=help, at=self.at)


@dataclass(frozen=True)
class Settings:
    """The levels of rules by id, and the findings that are left out.

    With `house`, `validate` holds foreign documents against the house style.
    """

    levels: Mapping[str, Level] = field(default_factory=dict[str, Level])
    ignores: tuple[Ignore, ...] = ()
    severities: Mapping[str, Severity] = field(default_factory=dict[str, Severity])
    house: bool = False

    def about(self, rules: Collection[str]) -> Settings:
        """The part that is about some rules, by their ids."""
        levels: dict[str, Level] = {rule: level for rule, level in self.levels.items() if rule in rules}
        severities: dict[str, Severity] = {rule: each for rule, each in self.severities.items() if rule in rules}
        ignores = tuple(ignore for ignore in self.ignores if ignore.rule in rules)
        return Settings(levels, ignores, severities, self.house)

    def applied(self, problems: Sequence[Finding]) -> list[Finding]:
        """The problems of documents with the severities of the settings, without those that are ignored.

        The `path` of an ignore is a JSON pointer in the document, or its beginning.
        """
        left: list[Finding] = []
        used: set[int] = set()
        for problem in problems:
            matching = [each for each in self.ignores if each.covers(problem)]
            used.update(map(id, matching))
            if not matching:
                left.append(problem._replace(level=self.severities.get(problem.rule, problem.level)))
        return [*left, *(each.unused() for each in self.ignores if id(each) not in used)]


def find_settings(folder: Path, known: Known) -> Settings:
    """The settings of the nearest pyproject.toml in `folder` or above that has some; none are empty settings.

    Raises LoadError, with all problems.
    """
    for parent in (folder, *folder.parents):
        path = parent / _FILE
        text = path.read_text(encoding="utf-8", errors="replace") if path.is_file() else ""
        if "isogloss" in text:
            shown = _FILE if parent == folder else str(path)
            settings = read_settings(text, shown, known)
            if settings is not None:
                return settings
    return Settings()


def read_settings(text: str, file: str, known: Known) -> Settings | None:
    """The settings in the text of a pyproject.toml, None if it has none; raises LoadError like find_settings."""
    try:
        value = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise LoadError([_syntax(text, file, str(error))]) from None
    tool = as_map(value.get("tool"))
    if "isogloss" not in tool:
        return None
    reader = _Reader(file, Places(text, file), known)
    settings = reader.read(tool["isogloss"])
    if reader.problems:
        raise LoadError(in_order(reader.problems))
    return settings


def _syntax(text: str, file: str, message: str) -> Finding:
    """The parser says where in words: "(at line 3, column 7)", or "(at end of document)"."""
    what, _, where = message.rpartition(" (at ")
    numbers = [int(number) for number in re.findall(r"\d+", where)]
    lines = text.splitlines() or [""]
    line, column = numbers if len(numbers) == 2 else (len(lines), len(lines[-1]) + 1)
    source = lines[line - 1] if line <= len(lines) else ""
    at = Location(file, line, column, source=source)
    return Finding("settings-syntax", "error", f"{what[:1].lower()}{what[1:]}", at=at)


class _Reader:
    """Reads `[tool.isogloss]` and collects its faults."""

    def __init__(self, file: str, places: Places, known: Known) -> None:
        self.file = file
        self.places = places
        self.known = known
        self.problems: list[Finding] = []

    def read(self, value: Any) -> Settings:
        place = self.places.at(*_TABLE)
        if not isinstance(value, dict):
            self._report("settings-type", place, "[tool.isogloss] must be a table")
        words = as_map(value)
        for key in words.keys() - set(_SETTINGS):
            at = self.places.at(*_TABLE, key)
            help = nearest(key, _SETTINGS) or f"the settings are {listed(_SETTINGS)}"
            self._report("settings-unknown", at, f"there is no setting `{key}`", help)
        house = words.get("house", False)
        if not isinstance(house, bool):
            self._report("settings-type", self.places.at(*_TABLE, "house"), "`house` must be true or false")
        levels = list(self._levels(words.get("levels", {})))
        return Settings(
            {rule: level for rule, level in levels if level in LEVELS},
            tuple(self._ignores(words.get("ignores", []))),
            {rule: level for rule, level in levels if level in SEVERITIES},
            house is True,
        )

    def _levels(self, value: Any) -> Iterator[tuple[str, Any]]:
        if not isinstance(value, dict):
            at = self.places.at(*_TABLE, "levels")
            self._report("settings-type", at, "`levels` must be a table: a level for each rule")
        for rule, level in as_map(value).items():
            at = self.places.at(*_TABLE, "levels", rule)
            self._check_rule(rule, at)
            permitted = self.known.get(rule, ())
            if not isinstance(level, str):
                what = listed(permitted or LEVELS, "or")
                self._report("settings-type", at, f"the level of a rule must be a string: {what}")
            elif level in permitted:
                yield rule, level
            elif permitted:
                message = f"`{level}` is not a level of `{rule}`: write {listed(permitted, 'or')}"
                self._report("settings-unknown", at, message, nearest(level, permitted))
            elif rule in self.known:
                self._report("settings-unknown", at, f"the level of `{rule}` cannot be set")

    def _ignores(self, value: Any) -> Iterator[Ignore]:
        if not isinstance(value, list):
            at = self.places.at(*_TABLE, "ignores")
            self._report("settings-type", at, "`ignores` must be a list of tables")
        for index, item in enumerate(as_list(value)):
            place = self.places.at(*_TABLE, "ignores", index)
            if not isinstance(item, dict):
                self._report("settings-type", place, "an ignore must be a table with rule, reason, and the place")
                continue
            ignore = self._ignore(as_map(item), index, place)
            if ignore is not None:
                yield ignore

    def _ignore(self, words: Mapping[str, Any], index: int, place: Location) -> Ignore | None:
        before = len(self.problems)
        for key, value in words.items():
            at = self.places.at(*_TABLE, "ignores", index, key)
            if key not in _WORDS:
                help = nearest(key, _WORDS) or f"an ignore has {listed(_WORDS)}"
                self._report("settings-unknown", at, f"an ignore has no `{key}`", help)
            elif not isinstance(value, str):
                self._report("settings-type", at, f"`{key}` must be a string")
            elif key == "rule":
                self._check_rule(value, at)
            elif key in _OF_COMPARISONS and self._is_of_documents(words.get("rule")):
                help = "write the place as `path`, a JSON pointer in the document"
                self._report("settings-unknown", at, f"a rule about documents takes no `{key}`", help)
        if "rule" not in words:
            self._report("settings-type", place, "an ignore needs a `rule`")
        if not str(words.get("reason", "")).strip():
            help = 'add reason = "..."'
            self._report("ignore-reason", place, "an ignore needs a `reason`", help)
        if len(self.problems) > before:
            return None
        return Ignore(**words, at=place)

    def _is_of_documents(self, rule: Any) -> bool:
        return isinstance(rule, str) and set(self.known.get(rule, ())) == set(SEVERITIES)

    def _check_rule(self, rule: str, at: Location) -> None:
        if rule not in self.known:
            help = nearest(rule, self.known) or "`isogloss rules` lists them"
            self._report("settings-unknown", at, f"there is no rule `{rule}`", help)

    def _report(self, rule: str, at: Location, message: str, help: str | None = None) -> None:
        self.problems.append(Finding(rule, "error", message, help=help, at=at))
