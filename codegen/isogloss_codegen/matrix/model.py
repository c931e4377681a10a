"""The support matrix as plain values, for all renderers."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import NamedTuple


class Word(NamedTuple):
    """The sign and the word that show a status (never a color alone). `means` explains it to a reader."""

    sign: str
    text: str
    means: str


STATUSES: dict[str, Word] = {
    "full": Word("●", "Yes", "works as described"),
    "partial": Word("◐", "Partial", "works within the limits that the note names"),
    "conditional": Word("◇", "Depends", "works under the named condition"),
    "transformed": Word("⇄", "Changed", "accepted, with another effect"),
    "ignored": Word("○", "Ignored", "accepted without an error, and without effect"),
    "unsupported": Word("⊘", "No", "not supported; no source says whether it is refused or ignored"),
    "rejected": Word("✕", "Refused", "the request fails"),
    "unknown": Word("?", "Not stated", "no source says anything; this is not a no"),
}
"""Every status, from the best to "not stated"."""


@dataclass(frozen=True)
class Source:
    """A source: `source` is the id of a document and `title` its name, `where` a place in it, `says` its content there
    in our own words, `lines` the lines of the file at `path`, `retrieved` the day on which it was read."""

    kind: str
    source: str
    where: str
    says: str
    retrieved: str
    title: str = ""
    url: str = ""
    repository: str = ""
    path: str = ""
    lines: str = ""
    commit: str = ""


@dataclass(frozen=True)
class Claim:
    """One side of a conflict: a `status`, or a `value` where it is about no status."""

    status: str | None
    value: str
    note: str
    sources: tuple[Source, ...]


@dataclass(frozen=True)
class Conflict:
    """A disagreement of a provider's sources. `taken` is the status or value that counts."""

    about: str
    claims: tuple[Claim, ...]
    taken: str
    why: str


@dataclass(frozen=True)
class Value:
    """The support of one value of a row that stands for a list of them."""

    value: str
    status: str
    note: str = ""
    when: str = ""


@dataclass(frozen=True)
class Cell:
    """The support of a row's subject by one provider.

    `value` is what a rule is about, `limits` the range where it is not that of the base, `when` the condition,
    `advice` what the documents recommend. `inherited` names the row or component that it was said of, if not of this.
    """

    status: str = "unknown"
    value: str = ""
    limits: str = ""
    note: str = ""
    when: str = ""
    advice: str = ""
    inherited: str = ""
    values: tuple[Value, ...] = ()
    sources: tuple[Source, ...] = ()
    conflicts: tuple[Conflict, ...] = ()

    @property
    def is_stated(self) -> bool:
        """True if the cell says anything. A cell that is not stated says nothing, which is not a no."""
        return self != Cell()

    @property
    def has_note(self) -> bool:
        """True if there are words that are too long for the cell itself."""
        return bool(self.note or self.when or self.advice or self.values)

    @property
    def has_more(self) -> bool:
        """True if the cell has more than a status and its sources."""
        return bool(self.has_note or self.value or self.limits or self.conflicts)

    @property
    def retrieved(self) -> str:
        """The day on which the newest of its sources was read; "" without one."""
        return max((source.retrieved for source in self.sources), default="")


@dataclass(frozen=True)
class Row:
    """A subject: `id` is unique in the matrix and stays the same; `pointer` leads to it in the base, if it is there.

    `name` is the path that a user writes, or a sentence about what happens at the path `at`.
    """

    id: str
    name: str
    about: str
    limits: str = ""
    pointer: str = ""
    at: str = ""
    cells: Mapping[str, Cell] = field(default_factory=dict[str, Cell])
    """By the key of the column; one that is missing states nothing."""

    def cell(self, column: Column) -> Cell:
        return self.cells.get(column.key, Cell())

    @property
    def is_stated(self) -> bool:
        """True if any provider has a statement about the row."""
        return bool(self.cells)

    @property
    def is_aside(self) -> bool:
        """True if there is nothing to compare: at most one provider has a statement, and it is a plain yes."""
        providers = {key.partition("@")[0] for key in self.cells}
        is_plain = all(cell.status == "full" and not cell.has_more for cell in self.cells.values())
        return not self.at and is_plain and len(providers) < 2


@dataclass(frozen=True)
class Group:
    """Rows that are read together."""

    id: str
    title: str
    rows: tuple[Row, ...]


@dataclass(frozen=True)
class Fact:
    """Something about a provider as a whole: its address, its models."""

    name: str
    value: str
    note: str = ""
    sources: tuple[Source, ...] = ()


@dataclass(frozen=True)
class Column:
    """A provider in one version; `is_newest` among the versions that are known."""

    id: str
    version: str
    title: str
    description: str
    is_newest: bool = True
    facts: tuple[Fact, ...] = ()
    conflicts: tuple[Conflict, ...] = ()

    @property
    def key(self) -> str:
        return f"{self.id}@{self.version}"

    @property
    def anchor(self) -> str:
        """The anchor of the column in links: the newest version has its bare name."""
        return self.id if self.is_newest else self.key


@dataclass(frozen=True)
class Matrix:
    """The whole table; `title` and `version` are those of the base."""

    title: str
    version: str
    columns: tuple[Column, ...]
    groups: tuple[Group, ...]


def anchor(row: Row, column: Column) -> str:
    """The id of a cell, for links that last: `request.top_k--some-provider`."""
    return f"{row.id}--{column.anchor}"


def slug(text: str) -> str:
    """A text as an id: letters, digits, `.`, `_` and `-`."""
    return re.sub(r"-?\.-?", ".", re.sub(r"[^A-Za-z0-9._]+", "-", text)).strip("-.") or "row"
