"""Results of many tries: how many were equal, and the others by kind."""

from __future__ import annotations

from collections import defaultdict
from typing import Any, cast


class _Nothing:
    def __repr__(self) -> str:
        return "nothing"


_NOTHING = _Nothing()


class Outcome:
    """Counts tries. Of each kind that is not equal, the first cases are kept."""

    def __init__(self) -> None:
        self.equal = 0
        self._others: dict[str, list[str]] = defaultdict(list)

    def other(self, kind: str, case: str) -> None:
        """Notes a try that did not come out equal."""
        self._others[kind].append(case)

    @property
    def as_json(self) -> dict[str, Any]:
        """The counts, and three cases of each kind."""
        others = {kind: {"count": len(cases), "cases": cases[:3]} for kind, cases in self._others.items()}
        return {"equal": self.equal, "others": others}


def plain(value: Any) -> Any:
    """A value as JSON has it: numbers equal by value, models as objects, files as their bytes."""
    if hasattr(value, "model_dump"):
        return plain(value.model_dump(mode="json", by_alias=True, exclude_unset=True))
    if type(value).__name__ == "UploadedFile":
        return value.content
    if isinstance(value, dict):
        items = cast("dict[Any, Any]", value)
        if items.keys() == {"content", "name", "media_type"}:
            content = items["content"]
            return content.encode() if isinstance(content, str) else content
        return {key: plain(each) for key, each in items.items()}
    if isinstance(value, list | tuple):
        return [plain(each) for each in cast("list[Any]", value)]
    return int(value) if isinstance(value, float) and value.is_integer() else value


def differing(sent: Any, seen: Any) -> str:
    """The first parts that differ, as a text; empty if the values are equal."""
    sent, seen = plain(sent), plain(seen)
    if sent == seen:
        return ""
    if isinstance(sent, dict) and isinstance(seen, dict):
        wanted, found = cast("dict[Any, Any]", sent), cast("dict[Any, Any]", seen)
        names = [
            name for name in wanted.keys() | found.keys() if wanted.get(name, _NOTHING) != found.get(name, _NOTHING)
        ]
        # Of an empty list or object, a query or a form has nothing.
        names = [name for name in names if wanted.get(name) not in ([], {}) or name in found]
        return ", ".join(
            f"{name}: {wanted.get(name, _NOTHING)!r} became {found.get(name, _NOTHING)!r}" for name in sorted(names)[:3]
        )
    return "" if sent in ({}, None) and seen is None else f"{sent!r} became {seen!r}"
