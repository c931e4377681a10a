# Copied by isogloss from support/statement.py. Do not edit: change that file, then run `isogloss generate`.
"""A statement: what a provider makes of one subject, and what that comes to for one request."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from fnmatch import fnmatchcase
from typing import Any, Literal, NamedTuple

from ..document.values import as_list, as_map, one_or_more

Status = Literal["full", "partial", "ignored", "rejected", "unsupported", "transformed", "conditional", "unknown"]

COVERING: frozenset[str] = frozenset({"ignored", "rejected", "unsupported"})
"""The statuses that count for everything inside as well."""

_DATE = re.compile(r"-\d{4}-\d{2}-\d{2}$")


class Asking(NamedTuple):
    """What conditions are about: the model of a request and its headers by lower-case name. None is not known."""

    model: str | None = None
    headers: Mapping[str, str] | None = None


class Statement(NamedTuple):
    """What a provider makes of a subject, a JSON pointer.

    `note`, `when` (the condition of `conditional`), `otherwise` (the status where that does not hold), `recommended` (a
    value), `outside` (what happens out of range) and `is_promised` (whether a part of an answer is always there) are as
    its overlay gives them, `evidence` has the sources, `pointer` is where the overlay says it. A statement about
    something around the subject, that counts for it as well, is `inherited_from` that. Where nothing is said the status
    is the provider's default, and `pointer` is empty.
    """

    subject: str
    status: Status
    note: str = ""
    when: Mapping[str, Any] | None = None
    otherwise: Status | None = None
    recommended: Any = None
    outside: str | None = None
    is_promised: bool = True
    evidence: tuple[Mapping[str, Any], ...] = ()
    pointer: str = ""
    inherited_from: str | None = None

    @property
    def is_stated(self) -> bool:
        """Whether this is a fact about the provider, of this subject or one around it."""
        return self.pointer != ""

    @property
    def is_checkable(self) -> bool:
        """Whether a request shows if the condition holds: it names models or headers. A note beside them explains."""
        return not {"model", "header"}.isdisjoint(as_map(self.when))

    def status_for(self, asking: Asking) -> Status:
        """The status for a request: `conditional` only where nothing decides, or nothing is said of the other case."""
        if self.status != "conditional":
            return self.status
        held = list(self._held(asking))
        if False in held:
            return self.otherwise or "conditional"
        return "full" if held and None not in held else "conditional"

    def _held(self, asking: Asking) -> Iterator[bool | None]:
        when = as_map(self.when)
        if names := as_list(when.get("model")):
            yield None if asking.model is None else is_listed(asking.model, names)
        for header, value in as_map(when.get("header")).items():
            yield None if asking.headers is None else _asks_for(asking.headers, header, one_or_more(value))


def is_listed(model: str, names: Iterable[str]) -> bool:
    """Whether a model is one of those that are named; a `*` stands for any characters."""
    return any(fnmatchcase(model, str(name)) for name in names)


def _asks_for(headers: Mapping[str, str], name: str, values: list[Any]) -> bool | None:
    """Whether a header has one of some values; None where it has one with another date, which may do as well."""
    named = {item.strip() for item in headers.get(name.lower(), "").split(",")}
    if named & set(values):
        return True
    undated = {_DATE.sub("", value) for value in values if _DATE.search(value)}
    return None if undated & {_DATE.sub("", item) for item in named} else False
