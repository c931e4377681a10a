# Copied by isogloss from schema/maker/lists.py. Do not edit: change that, then generate.
"""Makes lists that the schemas of a case accept."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import islice
from typing import Any

from .cases import Case
from .kinds import key
from .making import ANYTHING, Making, NoValueError
from .sub import Subs

_LONGEST = 2000


def lists(case: Case, inside: Making, given: Mapping[int, Any], least: int = 0) -> Iterator[list[Any]]:
    """Lists with the `given` items as they are, and of at least as many as asked for."""
    words = list(case.words())
    least = max([least, *(position + 1 for position in given), *(int(each.get("minItems", 0)) for each in words)])
    most = min((int(each["maxItems"]) for each in words if "maxItems" in each), default=_LONGEST)
    # A list with something in it is what one really sends.
    for size in dict.fromkeys((max(least, 1), least, least + 1)):
        if size <= min(most, _LONGEST):
            try:
                yield _list_of(case, size, given, inside)
            except NoValueError:
                continue
    if case.refused and not given and most > 0:
        first = items(case, 0)
        for made in islice(inside.values(first) if first else ANYTHING, 1, 6):
            try:
                yield _list_of(case, max(least, 1), {0: made}, inside)
            except NoValueError:
                return


def items(case: Case, index: int) -> Subs:
    """The schemas of an item."""
    found = [
        sub.inner(said[index] if index < len(said := sub.words.get("prefixItems", ())) else sub.words["items"])
        for sub in case.plain
        if index < len(sub.words.get("prefixItems", ())) or "items" in sub.words
    ]
    if not found:
        found = [sub.inner(sub.words["unevaluatedItems"]) for sub in case.plain if "unevaluatedItems" in sub.words]
    return tuple(found)


def _list_of(case: Case, size: int, given: Mapping[int, Any], inside: Making) -> list[Any]:
    is_varied = any(words.get("uniqueItems") is True for words in case.words())
    contained = [sub for sub in case.plain if "contains" in sub.words]
    wanted = [
        sub.inner(sub.words["contains"]) for sub in contained for _ in range(int(sub.words.get("minContains", 1)))
    ]
    others = [sub.inner({"not": sub.words["contains"]}) for sub in contained if "maxContains" in sub.words]
    size = max(size, len(wanted) + len(given))
    if size > _LONGEST:
        raise NoValueError
    result: list[Any] = []
    seen: set[str] = set()
    for index in range(size):
        if index in given:
            result.append(given[index])
            continue
        asked = (*items(case, index), *([wanted.pop(0)] if wanted else others))
        for made in inside.values(asked) if asked else ANYTHING:
            if not is_varied or key(made) not in seen:
                result.append(made)
                seen.add(key(made))
                break
        else:
            raise NoValueError
    return result
