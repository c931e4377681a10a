"""A statement: what a provider makes of one subject, and what that comes to for one request."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any, Literal, NamedTuple

from ..document.values import as_list, as_map, one_or_more
from .conditions import Steps, asks_for, is_model, is_within, replacement

Status = Literal["full", "partial", "ignored", "rejected", "unsupported", "transformed", "conditional", "unknown"]

COVERING: frozenset[str] = frozenset({"ignored", "rejected", "unsupported"})
"""The statuses that count for everything inside as well."""


class Asking(NamedTuple):
    """The facts that conditions are about: the model of a request, its headers by lower-case name (None if not known),
    and its body. `opened` makes dictionaries and lists of a body's other objects."""

    model: str | None = None
    headers: Mapping[str, str] | None = None
    body: Any = None
    opened: Callable[[Any], Any] | None = None


class Statement(NamedTuple):
    """The support of a subject (a JSON pointer) by a provider.

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
        """True if this is a fact about the provider, of this subject or one around it."""
        return self.pointer != ""

    @property
    def is_checkable(self) -> bool:
        """True if a request shows whether the condition holds: it names models, headers or places, not only a note."""
        return not {"model", "header", "at"}.isdisjoint(as_map(self.when))

    @property
    def replaced(self) -> Mapping[str, str]:
        """Names of models, in which * stands for any characters, each with the model that answers instead."""
        return as_map(as_map(as_map(self.when).get("transformed")).get("model"))

    def status_for(self, asking: Asking, steps: Steps = ()) -> Status:
        """The status for a request, in the part of its body that `steps` lead to.

        It is `conditional` only if the request does not decide, or if nothing is said of the other case.
        """
        if self.status != "conditional":
            return self.status
        when = as_map(self.when)
        held = list(_held(when, asking, steps))
        if False in held:
            is_changed = asking.model is not None and replacement(asking.model, self.replaced) is not None
            return "transformed" if is_changed else self.otherwise or "conditional"
        return "full" if held and None not in held else "conditional"


def _held(when: Mapping[str, Any], asking: Asking, steps: Steps) -> Iterator[bool | None]:
    """Yields for each part of a condition whether it holds for a request; None if the request does not tell."""
    if names := as_list(when.get("model")):
        yield None if asking.model is None else is_model(asking.model, names)
    for header, value in as_map(when.get("header")).items():
        yield None if asking.headers is None else asks_for(asking.headers, header, one_or_more(value))
    if places := as_list(when.get("at")):
        opened = asking.opened or _as_it_is
        yield None if asking.body is None else any(is_within(at, steps, asking.body, opened) for at in places)


def _as_it_is(value: Any) -> Any:
    return value
