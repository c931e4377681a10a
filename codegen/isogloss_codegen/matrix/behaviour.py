"""The rows of behaviour: rules that overlays name, and the treatment of unknown parts."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import Any

from ..document.resolve import Dialect
from ..document.values import as_list, as_map
from .facts import condition, shown, sources
from .model import Cell, Row, slug

_POLICIES = {"reject": "rejected", "ignore": "ignored"}


def rule_rows(group: str, dialects: Sequence[Dialect], described: Mapping[str, Any]) -> list[Row]:
    """One row per rule and place; where a provider names several values of one, a row per value."""
    entries = [(key_of(dialect), as_map(words)) for dialect in dialects for words in as_list(dialect.rules)]
    counts: dict[tuple[str, str, str], int] = defaultdict(int)
    for column, words in entries:
        counts[column, words["rule"], words["at"]] += 1
    by_value = {(rule, at) for (_, rule, at), count in counts.items() if count > 1}
    cells: dict[tuple[str, str, str], dict[str, Cell]] = defaultdict(dict)
    for column, words in entries:
        rule, at, value = words["rule"], words["at"], shown(words.get("value"))
        is_apart = (rule, at) in by_value
        key = (rule, at, value if is_apart else "")
        cells[key][column] = stated_cell(words, value="" if is_apart else value)
    order = [*described, *sorted({rule for rule, _, _ in cells} - set(described))]
    keys = sorted(cells, key=lambda key: (order.index(key[0]), key[1:]))
    rows = [_row(group, key, as_map(described.get(key[0])), cells[key]) for key in keys]
    return [*_unknown_fields(group, dialects), *rows]


def key_of(dialect: Dialect) -> str:
    """The key of a dialect's column: `id@version`."""
    return f"{dialect.id}@{dialect.version}"


def stated_cell(words: Mapping[str, Any], value: str = "") -> Cell:
    """A cell of a statement that is not about a subject of the base."""
    return Cell(
        str(words["status"]),
        value=value,
        note=str(words.get("note", "")),
        when=condition(words.get("when"), words.get("otherwise")),
        sources=sources(words.get("evidence")),
    )


def _row(group: str, key: tuple[str, str, str], words: Mapping[str, Any], cells: Mapping[str, Cell]) -> Row:
    rule, at, value = key
    title = str(words.get("title", rule))
    name = f"{title}: {value}" if value else title
    identity = slug("-".join(filter(None, (rule, at, value))))
    return Row(f"{group}.{identity}", name, str(words.get("explains", "")), at=at, cells=cells)


def _unknown_fields(group: str, dialects: Sequence[Dialect]) -> list[Row]:
    cells: dict[str, Cell] = {}
    for dialect in dialects:
        words = as_map(dialect.words.get("unknown_fields"))
        if words.get("policy") in _POLICIES:
            cell = stated_cell({**words, "status": _POLICIES[words["policy"]]})
            cells[key_of(dialect)] = cell
    about = "What happens to a field of a request that no document describes."
    return [Row(f"{group}.unknown-fields", "Unknown fields", about, at="request", cells=cells)] if cells else []
