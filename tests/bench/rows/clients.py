"""Rows 3 to 7: calls and streams on a loopback server, in processes that each have one client."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import NamedTuple

from .. import loopback, peers
from ..measure import Measured, compare
from ..payloads import EVENTS
from ..row import Goal, Rows, times
from ..worker import workers

_ROUNDS = 9
_CALLS = 300
_SDK = ("anthropic/sync", "anthropic/async", "anthropic/async-aiohttp")


class _Side(NamedTuple):
    """Our clients of one row: the bounds of the two transports, and the peer that they are measured beside."""

    subject: str
    kind: str
    peer: str
    default: float | None
    fast: float


def rows() -> Rows:
    """The calls, then the streams."""
    sync, asynchronous, aiohttp = _SDK
    calls = [
        (3, _Side("create, sync", "sync", sync, 2, 6)),
        (3, _Side("create, async", "async", asynchronous, 2, 5)),
        (4, _Side("create, async", "async", aiohttp, None, 3.5)),
    ]
    per_chunk = [
        (5, _Side("events, sync", "sync", sync, 2.5, 7)),
        (5, _Side("events, async", "async", aiohttp, 1.6, 5)),
    ]
    stream = f"{EVENTS:,} typed events of `create(stream=True)`"
    with loopback.running() as url:
        work = "`messages.create`, validated request, typed answer, one connection; per call"
        yield from _rows(calls, work, "calls", url, per=_CALLS)
        yield from _rows(
            per_chunk, f"{stream}, an event in each HTTP chunk; per event", "events", url, "events", per=EVENTS
        )
        side = _Side("events in 64 KB chunks", "sync", sync, 6.5, 7)
        yield from _rows([(6, side)], f"{stream}, HTTP chunks of 64 KB; per event", "events", url, "pieces", per=EVENTS)
        work = f"`stream()` to `get_final_message()`, {EVENTS:,} deltas of text; per delta"
        yield from _rows([(7, _Side("final message, text", "sync", sync, 5, 12))], work, "final_text", url, per=EVENTS)
        work = "`stream()` to `get_final_message()`, 1 MB of tool input; per stream"
        side = _Side("final message, 1 MB of tool input", "sync", sync, 12, 12)
        yield from _rows([(7, side)], work, "final_tool", url, rounds=2)


def _rows(
    sides: Sequence[tuple[int, _Side]], work: str, function: str, *arguments: str, per: float = 1, rounds: int = _ROUNDS
) -> Rows:
    """Measures all clients of some rows in turns."""
    kinds = dict.fromkeys(side.kind for _, side in sides)
    ours = [f"isogloss/{kind}{transport}" for kind in kinds for transport in ("", "-fast")]
    bounds = [f"httpx2/{kind}" for kind in kinds] if function != "final_tool" else []
    all_kinds = [*ours, *dict.fromkeys(side.peer for _, side in sides), *bounds]
    compared = _compare(function, all_kinds, *arguments, per=per, rounds=rounds)
    measured = dict(zip(all_kinds, compared, strict=True))
    for number, side in sides:
        for transport, name, bound in (("", "default", side.default), ("-fast", "fast", side.fast)):
            if bound is not None:
                subject, goal = measured[f"isogloss/{side.kind}{transport}"], Goal("at least", bound)
                row = times(number, f"{side.subject}, {name}", work, goal, subject, measured[side.peer])
                http = measured.get(f"httpx2/{side.kind}") if name == "default" else None
                yield row if http is None else replace(row, note=_bound(http, measured[side.peer]))


def _bound(http: Measured, theirs: Measured) -> str:
    """The cost of the library that the default transport is, and so the most that it could reach."""
    return f"httpx2 alone, without types: {http.median.cpu * 1e6:.3g} us, {http.ratio(theirs):.3g} x"


def _compare(function: str, kinds: Sequence[str], url: str, *arguments: str, per: float, rounds: int) -> list[Measured]:
    each = {_name(kind): (f"bench.work.clients:{function}", kind, url, *arguments) for kind in kinds}
    with workers(peers.PYTHON, peers.environment(), each) as cases:
        return compare(cases, rounds, per=per)


def _name(kind: str) -> str:
    library, transport = kind.split("/")
    if library in ("isogloss", "httpx2"):
        return kind
    on = {"sync": "", "async": " async", "async-aiohttp": " async on aiohttp"}[transport]
    return f"anthropic {peers.version('anthropic')}{on}"
