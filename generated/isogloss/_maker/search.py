# Copied by isogloss from schema/maker/search.py. Do not edit: change that, then generate.
"""Searches languages: whether a text is in one, whether none is, and which are the shortest."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator

from .budget import Budget, SpentError
from .characters import Ranges, some
from .language import NOTHING, Language

WORK = 40_000
"""The number of steps that a question about a language may take: about a tenth of a second."""


class _Derivatives:
    """The rests of languages behind a character, each computed once; the methods raise SpentError."""

    def __init__(self, budget: Budget) -> None:
        self._budget = budget
        self._known: dict[tuple[Language, Ranges], Language] = {}

    def of(self, language: Language, characters: Ranges) -> Language:
        """The rests of the texts of a language that begin with a character of one of its classes."""
        asked = (language, characters)
        found = self._known.get(asked)
        if found is None:
            self._budget.spend(language.size)
            found = self._known[asked] = language.behind(characters, self)
            self._budget.spend(found.size)
        return found

    def classes(self, language: Language) -> tuple[Ranges, ...]:
        """The classes of a language."""
        self._budget.spend(language.size)
        found = language.classes
        self._budget.spend(language.size * len(found) // 4)
        return found


def contains(language: Language, text: str) -> bool | None:
    """True if a text is in a language; None if that would be too much work."""
    state, left = language, _Derivatives(Budget(WORK))
    try:
        for character in text:
            point = ord(character)
            classes = left.classes(state)
            found = next((each for each in classes if any(low <= point <= high for low, high in each)), None)
            if found is None:
                return False
            state = left.of(state, found)
        return state.has_empty
    except (SpentError, RecursionError):
        return None


def is_empty(language: Language) -> bool | None:
    """True if no text is in a language; None if that would be too much work."""
    left = _Derivatives(Budget(WORK))
    waiting = [language]
    entered = {language}
    try:
        while waiting:
            state = waiting.pop()
            if state.has_empty:
                return False
            after = {left.of(state, characters) for characters in left.classes(state)} - entered
            waiting += after
            entered |= after
    except (SpentError, RecursionError):
        return None
    return True


def examples(language: Language, budget: Budget | None = None) -> Iterator[str]:
    """Texts that are in a language, the shortest first; ends where more would be too much work."""
    is_found = False
    # Where short texts are too many to look through, going straight ahead finds a long one.
    for is_straight in (False, True):
        for text in _examples(language, Budget(WORK, budget), is_straight=is_straight):
            is_found = True
            yield text
        if is_found:
            return


def _examples(language: Language, budget: Budget, *, is_straight: bool) -> Iterator[str]:
    left = _Derivatives(budget)
    waiting: deque[tuple[Language, str]] = deque([(language, "")])
    entered: dict[Language, int] = {language: 1}
    ways = 1 if is_straight else 4
    try:
        while waiting:
            state, text = waiting.pop() if is_straight else waiting.popleft()
            if state.has_empty:
                yield text
            for characters in left.classes(state):
                after = left.of(state, characters)
                if after == NOTHING or entered.get(after, 0) >= ways:
                    continue
                entered[after] = entered.get(after, 0) + 1
                most = 1 if is_straight else 12 if after.has_empty else 2
                waiting += [(after, text + each) for each in some(characters, most)]
    except (SpentError, RecursionError):
        return
