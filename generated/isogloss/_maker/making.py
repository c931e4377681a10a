# Copied by isogloss from schema/maker/making.py. Do not edit: change that, then generate.
"""The parts of a value, as those who make a list or an object ask for them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any, Protocol

from .sub import Sub, Subs


class NoValueError(Exception):
    """No value was found that the schemas accept."""


class Making(Protocol):
    """Makes the values inside a list or an object."""

    def values(self, subs: Iterable[Sub]) -> Iterator[Any]:
        """Small values that all the schemas accept, the simplest first."""
        ...

    def value(self, subs: Iterable[Sub]) -> Any:
        """The first of them; raises NoValueError."""
        ...


class _Anywhere:
    def resolve(self, reference: str) -> Any:
        return True

    def matches(self, pattern: str, text: str) -> bool:
        return False


ANYTHING: tuple[Any, ...] = ("x", 1, True, None, [], {}, "y", 2, 3, 4)
"""Values where nothing is asked for."""

ANY_VALUE: Subs = (Sub({"enum": list(ANYTHING)}, _Anywhere()),)
"""A schema of those."""
