# Copied by isogloss from render/runtime/retry.py. Do not edit: change that, then generate.
"""Which failed attempts are made again, and after what pause."""

from __future__ import annotations

import random
import time
from collections.abc import Mapping
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

_STATUSES = frozenset({408, 409, 429})
_FIRST_DELAY = 0.5
_LONGEST_DELAY = 8.0
_JITTER = 0.25
# What `retry-after` may ask for is not capped, except where timers overflow.
_LONGEST_REQUESTED_DELAY = 4_294_967.0


def should_retry(status: int, headers: Mapping[str, str]) -> bool:
    """Whether an error response is worth another attempt; `x-should-retry` has the last word."""
    verdict = headers.get("x-should-retry")
    if verdict in ("true", "false"):
        return verdict == "true"
    return status in _STATUSES or status >= 500


def retry_delay(attempt: int, headers: Mapping[str, str] | None = None) -> float:
    """Seconds to wait after the failed `attempt` (counted from 0): what the server asks for, else exponential."""
    requested = _requested_delay(headers or {})
    if requested is not None:
        return min(requested, _LONGEST_REQUESTED_DELAY)
    delay = min(_FIRST_DELAY * 2.0 ** min(attempt, 10), _LONGEST_DELAY)
    return delay * (1 - _JITTER * random.random())


def _requested_delay(headers: Mapping[str, str]) -> float | None:
    milliseconds = _number(headers.get("retry-after-ms"))
    if milliseconds is not None:
        return milliseconds / 1000
    value = headers.get("retry-after")
    seconds = _number(value)
    if seconds is not None or value is None:
        return seconds
    try:
        moment = parsedate_to_datetime(value)
    except ValueError:
        return None
    if moment.tzinfo is None:
        moment = moment.replace(tzinfo=UTC)
    return max(0.0, (moment - datetime.now(UTC)).total_seconds())


def _number(text: str | None) -> float | None:
    try:
        number = float(text or "")
    except ValueError:
        return None
    return number if number >= 0 else None


def sleep(seconds: float) -> None:
    """Waits between two attempts."""
    time.sleep(seconds)


async def async_sleep(seconds: float) -> None:
    """Waits between two attempts."""
    import asyncio  # slow to load, and not needed by those who only block

    await asyncio.sleep(seconds)
