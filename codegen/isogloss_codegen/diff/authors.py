"""Finds the author of a place in a document (the base or the overlay), and the sources."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any, Literal

from ..document.load import Document
from ..document.overlay.targets import pointer_of, select
from ..document.resolve import Dialect
from ..document.values import NOTHING, as_list, as_map, child, value_at
from ..findings.finding import Location

# Statements of support have an evidence of their own, and change nothing in the document.
_SAID = ("x-support", "x-support-values", "description")
_LONGEST = 1000


@dataclass(frozen=True)
class Writing:
    """A place that an action of an overlay wrote: the `pointer` in the overlay, and the `evidence`."""

    pointer: str
    evidence: tuple[Mapping[str, Any], ...]


class Authors:
    """The authors of one dialect. Nothing is looked up until asked for."""

    def __init__(self, dialect: Dialect, side: Literal["a", "b"]) -> None:
        self.dialect = dialect
        self.side: Literal["a", "b"] = side

    def location(self, pointer: str, subject: str = "") -> Location:
        """The author's line for a pointer; `subject` is the aspect that matters ("lower-bound")."""
        writing = self.writing(pointer, subject)
        if writing is not None:
            return self.in_overlay(writing.pointer)
        document, inner = self.dialect.source.origin(pointer)
        words = subject.replace("-", "")
        keyword = next((key for key in as_map(value_at(document.value, inner)) if _matches(key, words)), None)
        return self._location(document, inner if keyword is None else child(inner, keyword))

    def in_overlay(self, pointer: str) -> Location:
        """A place in the overlay."""
        overlay = self.dialect.overlay
        assert overlay is not None, "only overlays make statements"
        return self._location(*overlay.origin(pointer))

    def writing(self, pointer: str, subject: str = "") -> Writing | None:
        """The writing of the overlay at a pointer, below it or around it; None if the base wrote all of it."""
        exact = self._written.get(pointer)
        if exact is not None:
            return exact
        if subject.startswith("required") and (listed := self._in_required(pointer)) is not None:
            return listed
        # What describes the value itself, be it one of several forms; not what is in it.
        below = [
            key for key in self._written if key.startswith(f"{pointer}/") and "/properties/" not in key[len(pointer) :]
        ]
        words = subject.replace("-", "")
        named = [key for key in below if _matches(key.rpartition("/")[2], words)]
        if named:
            # What was written instead says more than what was taken away.
            return self._written[max(named, key=lambda key: not self._written[key].pointer.endswith("/target"))]
        while pointer := pointer.rpartition("/")[0]:
            if pointer in self._added:
                return self._added[pointer]
        return None

    def removal(self, pointer: str) -> Writing | None:
        """The action of the overlay that removed the value at a pointer of the document that it extends."""
        found = self._written.get(pointer)
        return found if found is not None and found.pointer.endswith("/target") else None

    def _in_required(self, pointer: str) -> Writing | None:
        """The writing of the list of required properties beside a property."""
        prefix = f"{pointer.rpartition('/properties/')[0]}/required"
        found = (self._written[key] for key in self._written if key == prefix or key.startswith(f"{prefix}/"))
        return next(found, None)

    @cached_property
    def _written(self) -> dict[str, Writing]:
        """The values that actions wrote or removed, by pointer."""
        overlay = self.dialect.overlay
        if overlay is None:
            return {}
        found: dict[str, Writing] = {}
        for index, action in enumerate(as_list(overlay.value.get("actions"))):
            words, at = as_map(action), child("/actions", index)
            evidence = tuple(as_list(words.get("x-evidence")))
            is_removal, update = words.get("remove") is True, words.get("update")
            leaves = [] if is_removal else list(_leaves(update, f"{at}/update"))
            if isinstance(update, dict) and not is_removal and not leaves:
                continue  # It only makes statements: as most do, and finding their targets takes a while.
            # What was removed is only in the base.
            document = self.dialect.source.value if is_removal else self.dialect.support.document
            for location in select(overlay, f"{at}/target", str(words.get("target", "")), document).locations:
                pointer = pointer_of(location)
                if is_removal:
                    found[pointer] = Writing(f"{at}/target", evidence)
                elif not isinstance(update, dict):
                    found[pointer] = Writing(f"{at}/{'copy' if 'copy' in words else 'update'}", evidence)
                for below, written in leaves:
                    found[pointer + below] = Writing(written, evidence)
        return found

    @cached_property
    def _added(self) -> dict[str, Writing]:
        """The writings of the overlay that are not in the base."""
        base = self.dialect.source.value
        return {pointer: found for pointer, found in self._written.items() if value_at(base, pointer) is NOTHING}

    def _location(self, document: Document, pointer: str) -> Location:
        at = document.location(pointer, key=True)
        # A document may well be one line of many megabytes.
        return replace(at, side=self.side, source=document.line(at.line, column=at.column, most=_LONGEST))


def _leaves(value: Any, pointer: str) -> Iterator[tuple[str, str]]:
    """The values that an update writes: the pointer below the target, and the pointer in the overlay."""
    for key, inner in as_map(value).items():
        if key in _SAID:
            continue
        below, at = child("", key), child(pointer, key)
        yield below, at
        for deeper, inner_at in _leaves(inner, at):
            yield below + deeper, inner_at


# Which keywords a finding of a subject is about, without hyphens and in any case.
_KEYWORDS = {
    "lowerbound": ("minimum", "exclusiveMinimum"),
    "upperbound": ("maximum", "exclusiveMaximum"),
    "enumvalue": ("enum", "const"),
    "unionmember": ("oneOf", "anyOf"),
    "null": ("type", "anyOf", "oneOf", "nullable"),
    "property": ("properties",),
    "requiredproperty": ("required", "properties"),
}


def _matches(keyword: str, words: str) -> bool:
    known = _KEYWORDS.get(words)
    return keyword in known if known is not None else keyword.lower() == words
