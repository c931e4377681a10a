"""Facts about two APIs apart from their schemas: operations, parameters, bodies, responses, events, credentials."""

from __future__ import annotations

from datetime import date

from ...wire import Operation, WireApi
from ..model import Effect
from .facts import Gathering
from .match import Matching, match_operations
from .requests import compare_requests
from .responses import compare_responses, compare_webhooks
from .security import compare_security

__all__ = ["Gathering", "compare_apis"]


def compare_apis(a: WireApi, b: WireApi) -> tuple[Gathering, Matching]:
    """Compares two APIs; returns the facts and the places of schemas to compare, and the matching of operations."""
    found = Gathering()
    matching = match_operations(a, b)
    _compare_servers(a, b, found)
    for operation in matching.removed:
        at, (effect, detail) = (operation.pointer, None), _end_of(operation)
        found.add(operation, "operation", "removed", effect, "", at, (operation.label, ""), detail=detail)
    for operation in matching.added:
        found.add(operation, "operation", "added", "widens", "", (None, operation.pointer), ("", operation.label))
    for ours, theirs in matching.both:
        at = ours.pointer, theirs.pointer
        if ours.label in matching.moved:
            before, after = (prefix or "/" for prefix in matching.moved[ours.label])
            found.add(ours, "operation", "moved", "undecided", "", at, (before, after))
        if theirs.deprecated and not ours.deprecated:
            detail = f"It may be removed after {theirs.sunset}." if theirs.sunset else ""
            found.add(ours, "operation", "deprecated", "none", "", at, ("", "deprecated"), detail=detail)
        if ours.gap or theirs.gap:
            found.add(ours, "operation", "unresolved", "undecided", "", at, (ours.gap, theirs.gap))
            continue
        compare_requests(ours, theirs, found)
        compare_responses(ours, theirs, found)
        compare_security(ours, theirs, found)
        compare_webhooks(ours.callbacks, theirs.callbacks, found)
    compare_webhooks(a.webhooks, b.webhooks, found)
    return found, matching


def _end_of(operation: Operation) -> tuple[Effect, str]:
    """The effect of the removal of an operation, and a sentence: an announced end is no break."""
    if not operation.deprecated:
        return "narrows", ""
    try:
        end = date.fromisoformat(operation.sunset[:10])
    except ValueError:
        return "narrows", "It was deprecated, without a date of its end."
    if end > date.today():
        return "narrows", f"Its announced end, {operation.sunset}, is still to come."
    return "none", f"It was deprecated, and its announced end was {operation.sunset}."


def _compare_servers(a: WireApi, b: WireApi, found: Gathering) -> None:
    """Compares the servers."""
    ours, theirs = ([server.url.rstrip("/") for server in api.servers] for api in (a, b))
    if theirs and set(ours) != set(theirs):
        at = (a.servers[0].pointer if ours else None), b.servers[0].pointer
        found.add(None, "server", "changed", "none", "", at, (", ".join(ours), ", ".join(theirs)))
