"""Decides if and when a failed attempt is repeated."""

from __future__ import annotations

import logging
import random
import time
from collections.abc import Mapping
from datetime import UTC
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import httpx2

    from .errors import APIError

LONGEST_WAIT = 60.0
"""Maximum seconds to wait. If a server asks for more, there is no further attempt."""

_log = logging.getLogger(__name__.partition(".")[0])
_STATUSES = frozenset({408, 409, 429})
_FIRST_DELAY = 0.5
_LONGEST_DELAY = 8.0
_JITTER = 0.25


def should_retry(status: int, headers: Mapping[str, str]) -> bool:
    """True if the request should be sent again.

    The header `x-should-retry` decides, unless the server asks to wait longer than `LONGEST_WAIT`.
    """
    if (requested_delay(headers) or 0) > LONGEST_WAIT:
        return False
    verdict = headers.get("x-should-retry")
    if verdict in ("true", "false"):
        return verdict == "true"
    return status in _STATUSES or status >= 500


def is_spent(request: httpx2.Request) -> bool:
    """True if the body of a request came from an iterator, which cannot be read again."""
    return getattr(request.stream, "is_spent", False) is True


def retry_delay(attempt: int, headers: Mapping[str, str] | None = None) -> float:
    """Seconds to wait after the failed `attempt` (from 0): as the server asks, else growing exponentially.

    A server that asks for no wait gets the growing one as well: others ask it at the same time.
    """
    requested = requested_delay(headers or {})
    if requested:
        return requested
    delay = min(_FIRST_DELAY * 2.0 ** min(attempt, 10), _LONGEST_DELAY)
    return delay * (1 - _JITTER * random.random())


def requested_delay(headers: Mapping[str, str]) -> float | None:
    """The seconds in `retry-after-ms` or `retry-after`; None if there is neither."""
    milliseconds = _number(headers.get("retry-after-ms"))
    if milliseconds is not None:
        return milliseconds / 1000
    value = headers.get("retry-after")
    seconds = _number(value)
    if seconds is not None or value is None:
        return seconds
    from email.utils import parsedate_to_datetime  # slow to import, and seldom needed

    try:
        moment = parsedate_to_datetime(value)
        if moment.tzinfo is None:
            moment = moment.replace(tzinfo=UTC)
        return max(0.0, moment.timestamp() - time.time())
    except (ValueError, OverflowError):
        return None


def _number(text: str | None) -> float | None:
    try:
        number = float(text or "")
    except ValueError:
        return None
    return number if number >= 0 else None


def log_wait(request: httpx2.Request, failure: APIError, delay: float, attempt: int, attempts: float) -> None:
    """Logs that a client will wait, and why."""
    reason = getattr(failure, "status_code", None) or type(failure).__name__
    values = (request.method, request.url.path[:200], reason, delay, attempt, attempts)
    _log.info("%s %s failed (%s): waiting %.2f s before retry %s of %s", *values)


def sleep(seconds: float) -> None:
    """Waits between two attempts."""
    time.sleep(seconds)


async def async_sleep(seconds: float) -> None:
    """Waits between two attempts."""
    import asyncio  # slow to import, and not needed by blocking clients

    await asyncio.sleep(seconds)
