"""Row 8: large values."""

from __future__ import annotations

from .. import peers
from ..measure import Measured, compare
from ..payloads import large_message, large_request
from ..row import STATED, Goal, Rows, times
from ..worker import workers

_COUNT = 30


def rows() -> Rows:
    """An answer beside the SDK, a request beside msgspec."""
    sdk, msgspec = f"anthropic {peers.version('anthropic')}", f"msgspec {peers.version('msgspec')}"
    ours, theirs = _compare({"isogloss": "parse_isogloss", sdk: "parse_anthropic"})
    work = f"an answer of {len(large_message()) // 1000} KB as a typed value (the SDK does not validate it)"
    yield times(8, "parse a large answer", work, Goal("at least", 4), ours, theirs)
    ours, theirs = _compare({"isogloss": "request_isogloss", msgspec: "request_msgspec"})
    work = f"a request of {len(large_request()) // 1000} KB validated and written (msgspec checks types only)"
    yield times(8, "validate and dump a large request", work, STATED, ours, theirs)


def _compare(functions: dict[str, str]) -> list[Measured]:
    each = {name: ("bench.work.values:repeated", function, str(_COUNT)) for name, function in functions.items()}
    with workers(peers.PYTHON, peers.environment(), each) as cases:
        return compare(cases, 9, per=_COUNT)
