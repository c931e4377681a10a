"""Carries out the actions of an overlay as the specification says, and complains where nothing or too much happens."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, NamedTuple

from ...findings.finding import Finding
from ..load import Document
from ..source import MAX_DEPTH
from ..support import AT
from ..values import as_list, as_map, child, copied
from .targets import Location, pointer_of, select

Node = dict[str, Any]

MAX_ADDED = 100_000
"""The number of values that an overlay may add to a document: repeated copies of everything into everything make
billions."""


class Applied(NamedTuple):
    """A document with the actions of an overlay carried out, as far as there were no problems."""

    document: Node
    problems: list[Finding]


def apply_overlay(overlay: Document, base: Node, *, actions: int | None = None) -> Applied:
    """Carries out the actions of an overlay in order, or only that many of them; `base` stays as it is.

    Statements of support (`x-support`, `x-support-values`) take the evidence of their action with them.
    """
    document = copied(base)
    problems: list[Finding] = []
    added = 0
    for index, action in enumerate(as_list(overlay.value.get("actions"))[:actions]):
        run = _Action(overlay, child("/actions", index), as_map(action), document, MAX_ADDED - added)
        problems += run.carry_out()
        added += run.added
        if any(problem.rule == "document-limits" for problem in problems):
            break
    return Applied(document, problems)


class _Action:
    """One action: `pointer` is its place in the overlay, `document` is what it changes, by `limit` values at most."""

    def __init__(self, overlay: Document, pointer: str, action: Node, document: Node, limit: int) -> None:
        self.overlay = overlay
        self.pointer = pointer
        self.action = action
        self.document = document
        self.limit = limit
        self.added = 0

    def carry_out(self) -> Iterator[Finding]:
        target = self.action.get("target")
        if not isinstance(target, str):
            return  # The form of the overlay is the business of others.
        selected = select(self.overlay, f"{self.pointer}/target", target, self.document)
        if selected.problem:
            yield selected.problem
        elif self.action.get("remove") is True:
            yield from self._remove(selected.locations)
        elif "update" in self.action:
            # A tuple: of what is copied to many places, this is the larger part, and nothing changes it.
            evidence = tuple(as_list(self.action.get("x-evidence")))
            addition = _with_evidence(self.action["update"], evidence, f"{self.pointer}/update")
            yield from self._add(selected.locations, addition, "update")
        elif isinstance(self.action.get("copy"), str):
            yield from self._copy(selected.locations)

    def _remove(self, locations: list[Location]) -> Iterator[Finding]:
        # From the end, so that places in a list stay valid while its items go.
        for location in sorted(locations, reverse=True):
            if not location:
                yield self._problem("update-mismatch", "/target", "the document itself cannot be removed")
                continue
            holder = _at(self.document, location[:-1])
            del holder[location[-1]]

    def _copy(self, locations: list[Location]) -> Iterator[Finding]:
        path = self.action["copy"]
        source = select(self.overlay, f"{self.pointer}/copy", path, self.document)
        if source.problem:
            yield source.problem
        elif len(source.locations) > 1:
            places = " and ".join(pointer_of(location) for location in source.locations[:2])
            message = f"`copy` must select one value; this selects {len(source.locations)}: {places}"
            yield self._problem("copy-ambiguous", "/copy", message)
        else:
            yield from self._add(locations, copied(_at(self.document, source.locations[0])), "copy")

    def _add(self, locations: list[Location], addition: Any, field: str) -> Iterator[Finding]:
        kinds = {_kind(_at(self.document, location)) for location in locations}
        if len(kinds) > 1:
            message = f"the target selects {' and '.join(sorted(kinds))}, and one {field} cannot fit them all"
            yield self._problem("update-mismatch", "/target", message)
            return
        size, depth = _size(addition)
        self.added = size * len(locations)
        if self.added > self.limit or depth + max(map(len, locations)) > MAX_DEPTH:
            yield self._problem(
                "document-limits", f"/{field}", "this makes the document too large, or nests it too deep"
            )
            return
        for location in locations:
            current = _at(self.document, location)
            # Each place gets a copy of its own: later actions may change one and not the other.
            fresh = copied(addition)
            at = f"/{field}"
            if isinstance(current, list):
                yield from self._extend(as_list(current), as_list(fresh) if isinstance(fresh, list) else [fresh], at)
            elif isinstance(current, dict) and isinstance(fresh, dict):
                yield from self._merge(as_map(current), as_map(fresh), at)
            elif _kind(current) == _kind(fresh) and location:
                holder = _at(self.document, location[:-1])
                holder[location[-1]] = fresh
            else:
                message = f"the target is {_kind(current)}, the update is {_kind(fresh)}"
                yield self._problem("update-mismatch", at, message)

    def _merge(self, target: Node, addition: Node, at: str) -> Iterator[Finding]:
        for key, value in addition.items():
            here = child(at, key) if at.startswith("/update") else at
            if key not in target:
                target[key] = value
                continue
            current = target[key]
            if key == "x-support":
                yield from self._state(target, key, value, here)
            elif key == "x-support-values":
                for name, statement in as_map(value).items():
                    yield from self._state(as_map(current), name, statement, child(here, name))
            elif isinstance(current, dict) and isinstance(value, dict):
                yield from self._merge(as_map(current), as_map(value), here)
            elif isinstance(current, list) and isinstance(value, list):
                yield from self._extend(as_list(current), as_list(value), here)
            elif _kind(current) == _kind(value):
                target[key] = value
            else:
                message = f'"{key}" is {_kind(current)} in the target and {_kind(value)} in the update'
                yield self._problem("update-mismatch", here, message, "remove it with an earlier action")

    def _state(self, holder: Node, key: str, statement: Node, at: str) -> Iterator[Finding]:
        """Notes a statement. An inherited one gives way to one of the overlay; two of one file are an error."""
        known = as_map(holder.get(key))
        is_inherited = AT in known and self.overlay.origin(known[AT])[0] is not self.overlay.origin(self.pointer)[0]
        if known and not is_inherited:
            help = "state it once; put contradictions of the sources into x-conflicts"
            yield self._problem("support-twice", at, "an earlier action has already stated its support", help)
        else:
            holder[key] = statement

    def _extend(self, target: list[Any], items: list[Any], at: str) -> Iterator[Finding]:
        repeated = [index for index, item in enumerate(items) if any(_same(item, other) for other in target)]
        for index in repeated:
            here = child(at, index) if at.startswith("/update") else at
            help = "an update adds to a list: to replace the list, remove it with an earlier action"
            yield self._problem("item-repeated", here, "the list already has this item", help)
        target += [item for index, item in enumerate(items) if index not in repeated]

    def _problem(self, rule: str, at: str, message: str, help: str | None = None) -> Finding:
        return self.overlay.problem(rule, self.pointer + at, message, help=help)


def _with_evidence(addition: Any, evidence: tuple[Any, ...], pointer: str) -> Any:
    """A copy of what an action adds, in which statements of support know their evidence and where they stand."""
    if isinstance(addition, list):
        return [_with_evidence(item, evidence, child(pointer, index)) for index, item in enumerate(as_list(addition))]
    if not isinstance(addition, dict):
        return addition
    result: Node = {}
    for key, value in as_map(addition).items():
        at = child(pointer, key)
        if key == "x-support" and isinstance(value, dict):
            result[key] = {**as_map(value), "evidence": evidence, AT: at}
        elif key == "x-support-values" and isinstance(value, dict):
            result[key] = {
                name: {**as_map(item), "evidence": evidence, AT: child(at, name)}
                for name, item in as_map(value).items()
            }
        else:
            result[key] = _with_evidence(value, evidence, at)
    return result


def _at(document: Any, location: Location) -> Any:
    for step in location:
        document = document[step]
    return document


def _size(value: Any) -> tuple[int, int]:
    """The number of values inside a value, and the depth of its nesting."""
    inner = [_size(item) for item in (*as_map(value).values(), *as_list(value))]
    return 1 + sum(size for size, _ in inner), 1 + max((depth for _, depth in inner), default=0)


def _kind(value: Any) -> str:
    return "a mapping" if isinstance(value, dict) else "a list" if isinstance(value, list) else "a plain value"


def _same(one: Any, other: Any) -> bool:
    """Equal as JSON: 1 is not true."""
    return type(one) is type(other) and one == other
