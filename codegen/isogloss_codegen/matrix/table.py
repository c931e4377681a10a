"""The table of the dialects: one row per subject, one column per provider, in each cell the statement."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

import jsonpath_rfc9535 as jsonpath

from ..document.overlay.targets import pointer_of
from ..document.resolve import Dialect
from ..document.support import operation_at
from ..document.values import NOTHING, as_list, as_map, value_at
from ..support.statement import Statement
from .behaviour import key_of, rule_rows, stated_cell
from .facts import advice, condition, conflict, facts, limits, sources
from .model import Cell, Column, Conflict, Group, Matrix, Row, Value, slug
from .nested import Place, places
from .rows import Entry, Plan, plans


def tabulate(base: Mapping[str, Any], dialects: Sequence[Dialect], rules: Mapping[str, Any] | None = None) -> Matrix:
    """The matrix of some dialects of a base; `rules` says what the ids of `x-rules` mean.

    Its rows are those that `x-matrix` lists. What lies deeper has a row of its own, below the listed one that leads
    there, if one provider says anything but yes about it, if several say something, or if sources contradict.
    """
    return _Table(base, dialects, rules or {}).matrix()


def of_one(base: Mapping[str, Any], dialects: Sequence[Dialect], pointer: str, name: str) -> Matrix:
    """The matrix of some dialects with one row: the part of the base at a JSON pointer."""
    table = _Table(base, dialects, {})
    return table.matrix_of(Entry(pointer, name, ""))


class _Table:
    def __init__(self, base: Mapping[str, Any], dialects: Sequence[Dialect], rules: Mapping[str, Any]) -> None:
        self.base = dict(base)
        self.dialects = dialects
        self.rules = rules
        self.plans = plans(base)
        self.places = self._places()
        self.listed = {entry.pointer for plan in self.plans for entry in plan.entries}
        self.conflicts: dict[str, dict[str, list[Conflict]]] = defaultdict(lambda: defaultdict(list))
        newest = {dialect.id: dialect.version for dialect in sorted(dialects, key=lambda d: d.version)}
        self.columns = {key_of(dialect): self._column(dialect, newest[dialect.id]) for dialect in dialects}
        self.deeper = self._deeper()

    def matrix(self) -> Matrix:
        info = as_map(self.base.get("info"))
        groups = [self._group(index, plan) for index, plan in enumerate(self.plans)]
        columns = tuple(self.columns.values())
        return Matrix(str(info.get("title")), str(info.get("version")), columns, tuple(g for g in groups if g.rows))

    def matrix_of(self, entry: Entry) -> Matrix:
        """The matrix with one row."""
        plan = Plan("support", "Support", (entry,), ())
        info = as_map(self.base.get("info"))
        group = Group(plan.id, plan.title, (self._row(plan, entry),))
        return Matrix(str(info.get("title")), str(info.get("version")), tuple(self.columns.values()), (group,))

    def _places(self) -> dict[str, Place]:
        """The place of each subject: in the base, or in the document of a provider that adds to the base."""
        found = places(self.base, self.plans)
        for dialect in self.dialects:
            if not dialect.support.statements.keys() <= found.keys():
                found = {**places(dialect.support.document, self.plans), **found}
        return found

    def _column(self, dialect: Dialect, newest: str) -> Column:
        apart: list[Conflict] = []
        for words in dialect.conflicts:
            subject = str(words["subject"])
            pointer = self._row_of(dialect, subject)
            if pointer is None:
                apart.append(conflict(words, _about(subject)))
            else:
                self.conflicts[pointer][key_of(dialect)].append(conflict(words, self.places[pointer].entry.name))
        return Column(
            dialect.id,
            dialect.version,
            dialect.title,
            dialect.description,
            dialect.version == newest,
            tuple(facts(dialect.words, self.base)),
            tuple(apart),
        )

    def _row_of(self, dialect: Dialect, subject: str) -> str | None:
        """The pointer of the row that the subject of a conflict belongs to."""
        if not subject.startswith("$"):
            return None
        for node in jsonpath.find(subject, dialect.support.document):
            pointer = pointer_of(tuple(node.location))
            if pointer in self.places:
                return self._passed(pointer)
        return None

    def _passed(self, pointer: str) -> str:
        """The subject in whose place users meet a component: the field or the member of a union that refers to it."""
        place = self.places[pointer]
        while place.is_component and place.around is not None:
            pointer, place = place.around, self.places[place.around]
        return pointer

    def _deeper(self) -> dict[tuple[int, int], list[Entry]]:
        """The rows that `x-matrix` does not list but statements need, by the group and row that they lie below."""
        providers: dict[str, set[str]] = defaultdict(set)
        notable = set(self.conflicts)
        for dialect in self.dialects:
            for pointer, statement in dialect.support.statements.items():
                if pointer in self.places:
                    subject = self._passed(pointer)
                    providers[subject].add(dialect.id)
                    if statement.status != "full":
                        notable.add(subject)
        deeper: dict[tuple[int, int], list[Entry]] = defaultdict(list)
        for pointer, place in self.places.items():
            is_tag = "const" in as_map(value_at(self.base, pointer))
            if pointer not in self.listed and (pointer in notable or (len(providers[pointer]) > 1 and not is_tag)):
                deeper[place.group, place.row].append(place.entry)
        return deeper

    def _group(self, index: int, plan: Plan) -> Group:
        rows: list[Row] = []
        for position, entry in enumerate(plan.entries):
            rows += [self._row(plan, listed) for listed in (entry, *self.deeper.get((index, position), ()))]
        if "endpoints" in plan.words:
            rows += self._endpoints(plan, "endpoint")
        if "rules" in plan.words:
            rows += rule_rows(plan.id, self.dialects, self.rules)
        if "interfaces" in plan.words:
            rows += self._endpoints(plan, "interface")
        return Group(plan.id, plan.title, _distinct(rows))

    def _row(self, plan: Plan, entry: Entry) -> Row:
        cells = {key_of(dialect): self._cell(dialect, entry) for dialect in self.dialects}
        schema = value_at(self.base, entry.pointer)
        own = limits(_schema(schema)) if entry.value is None else ""
        pointer = "" if schema is NOTHING else entry.pointer
        return Row(f"{plan.id}.{slug(entry.name)}", entry.name, entry.about, own, pointer, cells=_stated(cells))

    def _cell(self, dialect: Dialect, entry: Entry) -> Cell:
        statement = self._statement(dialect, entry)
        # What counts for a field that nothing mentions does not count for an endpoint: either answers or does not.
        if not statement.is_stated and (statement.inherited_from or entry.pointer).startswith("/paths/"):
            statement = Statement(entry.pointer, "unknown")
        found = self.conflicts.get(entry.pointer, {}).get(key_of(dialect), [])
        cell = Cell(
            statement.status,
            note=statement.note,
            when=condition(statement.when, statement.otherwise),
            advice=advice(statement.recommended, statement.outside, is_promised=statement.is_promised),
            sources=sources(statement.evidence),
            conflicts=tuple(found) if entry.value is None else (),
        )
        if statement.inherited_from is not None and statement.is_stated:
            name = self._name(statement.inherited_from)
            cell = replace(cell, inherited="" if name == entry.name else name)
        elif not statement.is_stated and statement.status != "unknown":
            cell = replace(cell, inherited="all that its sources do not mention")
        if entry.value is not None:
            return cell
        return replace(cell, limits=self._limits(dialect, entry.pointer), values=self._values(dialect, entry.pointer))

    def _statement(self, dialect: Dialect, entry: Entry) -> Statement:
        """The statement that counts for an entry. A field without one gets that of the schema that describes it."""
        support = dialect.support
        if entry.value is not None:
            return support.of_value(entry.pointer, entry.value)
        union, _, _ = entry.pointer.rpartition("/")[0].rpartition("/")
        reference = as_map(value_at(self.base, entry.pointer)).get("$ref", "")
        is_member = "/oneOf/" in entry.pointer or "/anyOf/" in entry.pointer
        if is_member and reference:
            return support.of_member(union, reference.rpartition("/")[2])
        statement = support.of(entry.pointer)
        described = None if statement.is_stated else support.of_description(entry.pointer)
        return described or statement

    def _name(self, pointer: str) -> str:
        return self.places[pointer].entry.name if pointer in self.places else pointer.rpartition("/")[2]

    def _limits(self, dialect: Dialect, pointer: str) -> str:
        """The range of a value, and whether it is required, if they differ from the base."""
        here, there = value_at(dialect.document, pointer), value_at(self.base, pointer)
        if not isinstance(here, dict) or not isinstance(there, dict):
            return ""
        ours, theirs = limits(_schema(here)), limits(_schema(there))
        parts = [] if ours == theirs else [ours or "no limits"]
        if _is_required(dialect.document, pointer) != _is_required(self.base, pointer):
            parts.append("required" if _is_required(dialect.document, pointer) else "may be left out")
        return ", ".join(parts)

    def _values(self, dialect: Dialect, pointer: str) -> tuple[Value, ...]:
        """The statements about single values, unless these have rows of their own."""
        subject = dialect.support.subjects.get(pointer)
        owners = [owner for owner in (pointer, *(subject.holds if subject else ())) if owner in dialect.support.values]
        return tuple(
            Value(value, statement.status, statement.note, condition(statement.when, statement.otherwise))
            for owner in owners
            if not any(entry.value is not None and entry.pointer == owner for p in self.plans for entry in p.entries)
            for value, statement in dialect.support.values[owner].items()
        )

    def _endpoints(self, plan: Plan, kind: str) -> list[Row]:
        """Endpoints that overlays name and the base does not describe."""
        cells: dict[str, dict[str, Cell]] = defaultdict(dict)
        for dialect in self.dialects:
            for words in map(as_map, as_list(dialect.words.get("endpoints"))):
                name = f"{words['method']} {words['path']}"
                is_known = operation_at(self.base, words["method"], words["path"]) is not None
                if words.get("kind", "endpoint") == kind and not (kind == "endpoint" and is_known):
                    cells[name][key_of(dialect)] = stated_cell(words)
        return [Row(f"{plan.id}.{slug(name)}", name, "", cells=found) for name, found in sorted(cells.items())]


def _stated(cells: Mapping[str, Cell]) -> dict[str, Cell]:
    return {key: cell for key, cell in cells.items() if cell.is_stated}


def _schema(value: Any) -> Mapping[str, Any]:
    """The schema of a parameter or header, or else the value itself."""
    node = as_map(value)
    return as_map(node["schema"]) if isinstance(node.get("schema"), dict) else node


def _is_required(document: Mapping[str, Any], pointer: str) -> bool:
    holder, _, name = pointer.rpartition("/")
    if pointer.startswith("/components/parameters/"):
        return as_map(value_at(document, pointer)).get("required") is True
    return name in as_list(as_map(value_at(document, holder.removesuffix("/properties"))).get("required"))


def _about(subject: str) -> str:
    """The subject of a conflict that has no row: the last words of its path."""
    return subject.removeprefix("provider.").rpartition(".")[2].replace("_", " ")


def _distinct(rows: Sequence[Row]) -> tuple[Row, ...]:
    """The rows with ids that no two of them share."""
    seen: dict[str, int] = defaultdict(int)
    result: list[Row] = []
    for row in rows:
        seen[row.id] += 1
        result.append(row if seen[row.id] == 1 else replace(row, id=f"{row.id}-{seen[row.id]}"))
    return tuple(result)
