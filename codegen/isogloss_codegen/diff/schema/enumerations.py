"""Differences between the values that are listed, and between being listed and being free."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from ...schema.parts import Part
from ...schema.wording import listed, named
from .pairs import Difference, Hint
from .ranges import written

Values = Mapping[str, Any]


def compare_listed(a: Sequence[Part], b: Sequence[Part]) -> Iterator[Difference]:
    """Differences between the parts of one simple type, some of which are lists."""
    list_a, list_b = _listing(a), _listing(b)
    is_free_a, is_free_b = (any(not part.is_list for part in parts) for parts in (a, b))
    if is_free_b and not is_free_a and list_a is not None:
        yield from _changed(_values(list_a), {}, a, b)
        yield _freed(list_a, _free(b), _values(list_a))
    else:
        yield from _changed(_values(list_a), _values(list_b), a, b)
        if is_free_a and not is_free_b and list_b is not None:
            yield _bound_to_list(_free(a), list_b, _values(list_b))


def compare_known(a: Part, b: Part) -> Iterator[Difference]:
    """Differences between the values that open lists name."""
    if a.known is None or b.known is None:
        return
    yield from _changed(a.known, b.known, (a,), (b,), is_known_open=True)


def compare_constants(a: Part, b: Part) -> Iterator[Difference]:
    """Differences between the values that two parts leave."""
    if a.values is not None and b.values is not None:
        yield from _changed(a.values, b.values, (a,), (b,))
    elif b.values is not None:
        yield from _changed({}, b.values, (a,), (b,))
        yield _bound_to_list(a, b, b.values)
    elif a.values is not None:
        yield from _changed(a.values, {}, (a,), (b,))
        yield _freed(a, b, a.values)


def _changed(
    of_a: Values, of_b: Values, a: Sequence[Part], b: Sequence[Part], *, is_known_open: bool = False
) -> Iterator[Difference]:
    where = (_pointer(a), _pointer(b))
    for name, value in of_a.items():
        if name not in of_b and (is_known_open or not _takes(b, value)):
            hints = (Hint("value", a[0], b[0], value),)
            texts = (named(value), "")
            yield Difference(
                "enum-value",
                "removed",
                "none" if is_known_open else "narrows",
                *where,
                *texts,
                is_open=is_known_open,
                hints=hints,
            )
    for name, value in of_b.items():
        if name not in of_a and (is_known_open or not _takes(a, value)):
            hints = (Hint("value", a[0], b[0], value),)
            texts = ("", named(value))
            yield Difference(
                "enum-value",
                "added",
                "none" if is_known_open else "widens",
                *where,
                *texts,
                is_open=is_known_open,
                hints=hints,
            )


def _bound_to_list(a: Part, b: Part, values: Values) -> Difference:
    edit = "closed" if a.known is not None else "added"
    where = (_pointer((a,)), _pointer((b,)))
    texts = (_any(a), listed(list(values.values())))
    return Difference("enum", edit, "narrows", *where, *texts, hints=(Hint("any", a, b),))


def _freed(a: Part, b: Part, values: Values) -> Difference:
    edit = "opened" if b.known is not None else "removed"
    where = (_pointer((a,)), _pointer((b,)))
    texts = (listed(list(values.values())), _any(b))
    return Difference("enum", edit, "widens", *where, *texts, hints=(Hint("any", a, b),))


def _any(part: Part) -> str:
    return f"any, such as {listed(list(part.known.values()))}" if part.known else "any"


def _listing(parts: Sequence[Part]) -> Part | None:
    return next((part for part in parts if part.is_list), None)


def _free(parts: Sequence[Part]) -> Part:
    return next(part for part in parts if not part.is_list)


def _values(part: Part | None) -> Values:
    return {} if part is None or part.values is None else part.values


def _takes(parts: Sequence[Part], value: Any) -> bool:
    return any(part.takes(value) for part in parts)


def _pointer(parts: Sequence[Part]) -> str | None:
    listing = [part for part in parts if part.values is not None or part.known is not None]
    return written([*listing, *parts][0], "enum", "const", "x-extensible-enum")
