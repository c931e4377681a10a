# Copied by isogloss from render/runtime/retry.py. Do not edit: change that file, then run `isogloss generate`.
"""Which failed attempts are made again, and after what pause."""

from __future__ import annotations

import logging
import random
import time
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import httpx2

    from .errors import APIError

LONGEST_WAIT = 60.0
"""Seconds; a server that asks for more gets no further attempt."""

_log = logging.getLogger(__name__.partition(".")[0])
_STATUSES = frozenset({408, 409, 429})
_FIRST_DELAY = 0.5
_LONGEST_DELAY = 8.0
_JITTER = 0.25


def should_retry(status: int, headers: Mapping[str, str]) -> bool:
    """Whether an error response is worth another attempt: `x-should-retry` has the last word, unless the server asks to
    wait for longer than `LONGEST_WAIT`."""
    if (requested_delay(headers) or 0) > LONGEST_WAIT:
        return False
    verdict = headers.get("x-should-retry")
    if verdict in ("true", "false"):
        return verdict == "true"
    return status in _STATUSES or status >= 500


def retry_delay(attempt: int, headers: Mapping[str, str] | None = None) -> float:
    """Seconds to wait after the failed `attempt` (counted from 0): what the server asks for, else exponential."""
    requested = requested_delay(headers or {})
    if requested is not None:
        return requested
    delay = min(_FIRST_DELAY * 2.0 ** min(attempt, 10), _LONGEST_DELAY)
    return delay * (1 - _JITTER * random.random())


def requested_delay(headers: Mapping[str, str]) -> float | None:
    """The seconds that a server asks to wait, by `retry-after-ms` or `retry-after`; None where it does not say."""
    milliseconds = _number(headers.get("retry-after-ms"))
    if milliseconds is not None:
        return milliseconds / 1000
    value = headers.get("retry-after")
    seconds = _number(value)
    if seconds is not None or value is None:
        return seconds
    from email.utils import parsedate_to_datetime  # slow to load, and seldom needed

    try:
        moment = parsedate_to_datetime(value)
        if moment.tzinfo is None:
            moment = moment.replace(tzinfo=UTC)
        return max(0.0, (moment - datetime.now(UTC)).total_seconds())
    except (ValueError, OverflowError):
        return None


def _number(text: str | None) -> float | None:
    try:
        number = float(text or "")
    except ValueError:
        return None
    return number if number >= 0 else None


def log_wait(request: httpx2.Request, failure: APIError, delay: float, attempt: int, attempts: float) -> None:
    """Says, before it happens, that a client waits, and why."""
    reason = getattr(failure, "status_code", None) or type(failure).__name__
    values = (request.method, request.url.path[:200], reason, delay, attempt, attempts)
    _log.info("%s %s failed (%s): waiting %.2f s before retry %s of %s", *values)


def sleep(seconds: float) -> None:
    """Waits between two attempts."""
    time.sleep(seconds)


async def async_sleep(seconds: float) -> None:
    """Waits between two attempts."""
    import asyncio  # slow to load, and not needed by those who only block

    await asyncio.sleep(seconds)
