# Copied by isogloss from schema/maker/pattern.py. Do not edit: change that, then generate.
"""Regular expressions of ECMA-262, read as the languages that they match."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache, lru_cache

from . import characters
from .characters import Ranges
from .cursor import TIMES, Cursor, UnreadableError
from .language import ANY_TEXT, EMPTY_TEXT, NOTHING, Characters, Language, conjunction, repeat, sequence, union

Rest = Callable[[int | None], Language]
"""The language of what stands behind a part of a pattern; it is told of which class the last character read so far is:
None where nothing was read. The classes are those that word boundaries and lookbehinds tell apart."""

_SOME_TEXT = repeat(Characters(characters.ALL), 1, None)


@lru_cache(1024)
def language_of(pattern: str) -> Language | None:
    """The texts in which a pattern is found; None if that cannot be told."""
    try:
        return _Reader(pattern, is_exact=True).read()
    except (UnreadableError, RecursionError):
        return None


@lru_cache(1024)
def wider_language_of(pattern: str) -> Language:
    """The same, with what cannot be taken apart left out, so that other texts may be in it as well."""
    try:
        return _Reader(pattern, is_exact=False).read()
    except (UnreadableError, RecursionError):
        return ANY_TEXT


class _Reader(Cursor):
    """Reads a pattern from left to right; each part is read as a function of what stands behind it."""

    def __init__(self, pattern: str, *, is_exact: bool) -> None:
        super().__init__(pattern)
        self._is_exact = is_exact
        self._looks = 0
        """The number of anchors and lookarounds read so far: their meaning depends on the text around them."""
        self._groups: list[_Part] = []
        self._classes: tuple[Ranges, ...] = (characters.ALL,)
        """Sets of characters, together all, that are told apart when they stand before something."""

    def read(self) -> Language:
        """The language of all texts that the pattern is found in."""
        part = self._alternatives()
        if self.at < len(self.pattern):
            raise UnreadableError
        # It may be found at the beginning, or behind something.
        return self._plain(ANY_TEXT)(part(lambda _: ANY_TEXT))(None)

    def _alternatives(self) -> _Part:
        parts = [self._sequence()]
        while self.take("|"):
            parts.append(self._sequence())
        if len(parts) == 1:
            return parts[0]

        def any_of(rest: Rest) -> Rest:
            read = [part(rest) for part in parts]
            return lambda before: union(each(before) for each in read)

        return any_of

    def _sequence(self) -> _Part:
        parts: list[_Part] = []
        while self.at < len(self.pattern) and self.pattern[self.at] not in "|)":
            parts.append(self._term())

        def whole(rest: Rest) -> Rest:
            for part in reversed(parts):
                rest = part(cache(rest))  # alternatives ask for it again and again
            return rest

        return whole

    def _term(self) -> _Part:
        looked = self._looks
        self._looks += 1
        if self.take("^"):
            return lambda rest: lambda before: rest(None) if before is None else NOTHING
        if self.take("$"):
            return lambda rest: lambda before: conjunction((rest(before), EMPTY_TEXT))
        if found := self.match(r"\\[bB]"):
            return self._boundary(is_wanted=found[-1] == "b")
        if found := self.match(r"\(\?<?[=!]"):
            look = self._lookbehind if "<" in found else self._lookahead
            return look(is_wanted=found[-1] == "=")
        self._looks = looked
        if self.take("("):
            is_kept = not self.pattern.startswith("?:", self.at)
            self._group_name()
            part = self._alternatives()
            self.expect(")")
            self._groups += [part] if is_kept else []
        elif found := self.match(r"\\[1-9]"):
            part = self._repeated_group(int(found[1]))
        elif self.pattern.startswith(r"\k", self.at):
            raise UnreadableError
        else:
            part = self._plain(Characters(self.one_of()))
        return self._repeated(part, looked)

    def _repeated_group(self, number: int) -> _Part:
        """A back reference. It is read as anything that the group could match."""
        if self._is_exact or number > len(self._groups):
            raise UnreadableError
        return self._groups[number - 1]

    def _optional(self, part: _Part) -> _Part:
        def optional(rest: Rest) -> Rest:
            read = part(rest)
            return lambda before: union((read(before), rest(before)))

        return optional

    def _boundary(self, *, is_wanted: bool) -> _Part:
        """A boundary: one of the characters before and behind belongs to a word and the other does not."""
        self._tell_apart(characters.WORD)
        word = sequence(Characters(characters.WORD), ANY_TEXT)

        def look(rest: Rest) -> Rest:
            def looked(before: int | None) -> Language:
                is_behind_word = before is not None and self._is_within(before, characters.WORD)
                return conjunction((rest(before), ~word if is_behind_word == is_wanted else word))

            return looked

        return look

    def _lookbehind(self, *, is_wanted: bool) -> _Part:
        """A lookbehind; only one of a single character can be read."""
        looked = self._looks
        seen = self._alternatives()(lambda _: EMPTY_TEXT)(None)
        self.expect(")")
        if self._looks > looked or not isinstance(seen, Characters):
            return self._left_out()
        self._tell_apart(seen.found)

        def look(rest: Rest) -> Rest:
            def looked(before: int | None) -> Language:
                is_there = before is not None and self._is_within(before, seen.found)
                return rest(before) if is_there == is_wanted else NOTHING

            return looked

        return look

    def _tell_apart(self, found: Ranges) -> None:
        others = characters.without(characters.ALL, found)
        self._classes = tuple(
            shared for one in self._classes for other in (found, others) if (shared := characters.both(one, other))
        )

    def _is_within(self, before: int, found: Ranges) -> bool:
        return bool(characters.both(self._classes[before], found))

    def _plain(self, inner: Language) -> _Part:
        """A part that looks at nothing around it."""

        def part(rest: Rest) -> Rest:
            def read(before: int | None) -> Language:
                pieces = [(before, EMPTY_TEXT)] if inner.has_empty else []
                pieces += [(index, self._ending(inner, last)) for index, last in enumerate(self._classes)]
                left = [rest(last) for last, _ in pieces]
                if all(each == left[0] for each in left):
                    return sequence(inner, left[0])
                return union(sequence(piece, behind) for (_, piece), behind in zip(pieces, left, strict=True))

            return read

        return part

    def _ending(self, inner: Language, last: Ranges) -> Language:
        """The texts of a language that end with one of some characters."""
        if len(self._classes) == 1:
            return conjunction((inner, _SOME_TEXT)) if inner.has_empty else inner
        return conjunction((inner, sequence(ANY_TEXT, Characters(last))))

    def _lookahead(self, *, is_wanted: bool) -> _Part:
        ahead = self._alternatives()
        self.expect(")")

        read = ahead(lambda _: ANY_TEXT)

        def look(rest: Rest) -> Rest:
            def looked(before: int | None) -> Language:
                seen = read(before)
                return conjunction((seen if is_wanted else ~seen, rest(before)))

            return looked

        return look

    def _left_out(self) -> _Part:
        if self._is_exact:
            raise UnreadableError
        return lambda rest: rest

    def _group_name(self) -> None:
        found = re.compile(r"\?:|\?<[^>=!]+>").match(self.pattern, self.at)
        if found is not None:
            self.at = found.end()
        elif self.pattern.startswith("?", self.at):
            raise UnreadableError

    def _repeated(self, part: _Part, looked: int) -> _Part:
        """A part as often as its quantifier says; `looked` is what `_looks` was before the part was read."""
        found = TIMES.match(self.pattern, self.at)
        if found is None:
            return part
        self.at = found.end()
        if found[2] is None:
            least, most = {"*": (0, None), "+": (1, None), "?": (0, 1)}[found[1][0]]
        else:
            least = int(found[2])
            most = least if found[3] is None else int(found[4]) if found[4] else None
        if self._looks > looked and (least, most) == (0, 1):
            return self._optional(part)
        if self._looks > looked and self._is_exact:
            raise UnreadableError  # what is repeated looks beyond itself, each time at something else
        return self._plain(repeat(part(lambda _: EMPTY_TEXT)(None), least, most))


_Part = Callable[[Rest], Rest]
