"""Holds the document that an overlay makes of another to the rules for documents, and says which action broke them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import cache, lru_cache

from ...findings.finding import Finding
from ..lint import check
from ..load import Document
from ..resolve import try_overlay
from ..values import as_list
from .targets import pointer_of, select

# What remains may well describe things that a provider does not use.
_LENIENT = ("unused-component",)

Key = tuple[str, str]


def check_result(overlay: Document, base: Document) -> Iterator[Finding]:
    """Finds faults of the document that an overlay makes of a base, except those that the base had before.

    Each problem stands at the action after which it is there.
    """
    before = _of_base(base)
    count = len(as_list(overlay.value.get("actions")))

    @cache
    def after(actions: int) -> dict[Key, Finding]:
        dialect, _ = try_overlay(overlay, base, actions=actions)
        return _problems(Document(base.path, "", dialect.document), before)

    for key, problem in after(count).items():
        # An author of an overlay can correct what it adds: what a foreign document may do is an error here.
        if problem.level == "error" or problem.rule != "example-invalid":
            actions = _first(lambda actions, key=key: key in after(actions), count)
            pointer = _cause(overlay, base, actions, problem.pointer)
            message = f"the result is invalid at {problem.pointer or 'the top'}: {problem.message}"
            yield overlay.problem(problem.rule, pointer, message, key=True, help=problem.help)


def _cause(overlay: Document, base: Document, actions: int, pointer: str) -> str:
    """The pointer in the last of some actions that made the value at a pointer of the result, or else the action's."""
    if not actions:
        return "/info"
    at = f"/actions/{actions - 1}"
    action = as_list(overlay.value["actions"])[actions - 1]
    document = try_overlay(overlay, base, actions=actions - 1)[0].support.document
    for location in select(overlay, f"{at}/target", action["target"], document).locations:
        target = pointer_of(location)
        if f"{pointer}/".startswith(f"{target}/"):
            return f"{at}/update{pointer[len(target) :]}"
    return at


def _first(holds: Callable[[int], bool], last: int) -> int:
    """The smallest number for which something holds, given that it holds for the last and from then on."""
    low, high = 0, last
    while low < high:
        middle = (low + high) // 2
        if holds(middle):
            high = middle
        else:
            low = middle + 1
    return low


@lru_cache(maxsize=1)
def _of_base(base: Document) -> frozenset[Key]:
    return frozenset(_problems(Document(base.path, "", base.value), frozenset()))


def _problems(document: Document, known: frozenset[Key]) -> dict[Key, Finding]:
    found = {(problem.rule, problem.message): problem for problem in check(document) if problem.rule not in _LENIENT}
    return {key: problem for key, problem in found.items() if key not in known}
