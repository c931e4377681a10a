"""The table of visible effects (`observable.yaml` of the spec), as values."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from ..document.lint.observable import check_table
from ..document.load import LoadError, read
from ..document.places import spec_folder
from ..document.values import as_list, as_map


@dataclass(frozen=True)
class Sign:
    """Something that an answer may show: `at` a place, a value, or a text in which an expression is found."""

    at: str
    value: Any = None
    matches: str | None = None
    absent: bool = False

    def __str__(self) -> str:
        shown = f"{self.at} is {self.value}" if self.matches is None else f"{self.at} matches {self.matches}"
        return f"no {shown}" if self.absent else shown

    def is_in(self, body: Any, headers: Mapping[str, str]) -> bool:
        """True if an answer shows the sign."""
        name = self.at.removeprefix("header.")
        found = [headers.get(name)] if name != self.at else values_at(body, self.at)
        if self.matches is None:
            shown = self.value in found
        else:
            shown = any(isinstance(each, str) and re.search(self.matches, each) for each in found)
        return shown != self.absent


@dataclass(frozen=True)
class Effect:
    """A visible effect of a subject (`Component.property`, for a value with a `tag`). Two requests are sent, `without`
    and with it; one of the signs (`shows`) must be in the second answer and not in the first. The signs appear `only`
    where that rule holds, and not where the rule `unless` holds."""

    subject: str
    tag: str | None
    without: Mapping[str, Any]
    sent: Mapping[str, Any]
    shows: tuple[Sign, ...]
    only: str | None = None
    unless: str | None = None


@dataclass(frozen=True)
class Context:
    """The surroundings of a value at a place: items before and after it, and fields beside it. `within` is the tag of
    the item of the outermost list that contains it; the items are put around that item. In another item the value is
    not sent."""

    at: str
    tag: str | None
    within: str | None = None
    before: Sequence[Any] = ()
    after: Sequence[Any] = ()
    beside: Mapping[str, Any] | None = None


@dataclass(frozen=True)
class Observable:
    """The whole table."""

    operation: str
    control: Mapping[str, Any]
    unknown: str
    wrong_key: str
    features: str
    tokens: str
    spent: Mapping[str, str]
    values: Mapping[str, Any]
    hidden: Mapping[str, str]
    invented: frozenset[str]
    contexts: tuple[Context, ...]
    effects: tuple[Effect, ...]
    requests: tuple[Mapping[str, Any], ...]
    statements: tuple[Mapping[str, Any], ...]
    words: tuple[Mapping[str, Any], ...]
    rules: Mapping[str, Mapping[str, Any]]

    def word(self, name: str, value: str, *, is_local: bool = False) -> Mapping[str, Any]:
        """The entry about a word of a provider; `is_local`: it is about a server that one runs oneself."""
        for each in self.words:
            if each["word"] == name and each.get("is", value) == value and (is_local or "servers" not in each):
                return each
        return {}


def read_observable(path: Path | None = None) -> Observable:
    """The table of the spec, or the one at a path; raises LoadError."""
    document = read(path or spec_folder() / "observable.yaml")
    if problems := check_table(document):
        raise LoadError(problems)
    table = document.value
    return Observable(
        operation=table["control"]["operation"],
        control=as_map(table["control"]["body"]),
        unknown=table["unknown"],
        wrong_key=table["wrong_key"],
        features=table["features"],
        tokens=table["tokens"],
        spent=as_map(table["spent"]),
        values=as_map(table["values"]),
        hidden=as_map(table["hidden"]),
        invented=frozenset(table["invented"]),
        contexts=tuple(
            Context(
                each["at"],
                each.get("tag"),
                each.get("within"),
                as_list(each.get("before")),
                as_list(each.get("after")),
                as_map(each.get("beside")),
            )
            for each in as_list(table["contexts"])
        ),
        effects=tuple(
            Effect(
                each["subject"],
                each.get("tag"),
                as_map(each["without"]),
                as_map(each["with"]),
                tuple(sign_of(sign) for sign in as_list(each["shows"])),
                each.get("only"),
                each.get("unless"),
            )
            for each in as_list(table["effects"])
        ),
        requests=tuple(as_map(each) for each in as_list(table["requests"])),
        statements=tuple(as_map(each) for each in as_list(table["statements"])),
        words=tuple(as_map(each) for each in as_list(table["words"])),
        rules={id: as_map(entry) for id, entry in as_map(table["rules"]).items()},
    )


def sign_of(words: Mapping[str, Any]) -> Sign:
    """A sign as the table writes it."""
    return Sign(words["at"], words.get("is"), words.get("matches"), words.get("absent", False))


def values_at(value: Any, path: str) -> list[Any]:
    """The values at a path such as `content[].type`."""
    return _values(value, path.split("."))


def _values(value: Any, steps: list[str]) -> list[Any]:
    if not steps:
        return [value]
    name, *rest = steps
    inner = as_map(value).get(name.removesuffix("[]"))
    if not name.endswith("[]"):
        return [] if inner is None else _values(inner, rest)
    return [found for item in as_list(inner) for found in _values(item, rest)]
