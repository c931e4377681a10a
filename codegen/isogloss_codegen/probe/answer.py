"""The answer to one request."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from functools import cached_property
from typing import Any

from ..document.values import as_map
from ..traffic.frames import MEDIA_TYPE, FrameReader
from ..traffic.text import media_type, value_of
from .observable import values_at

_SECONDS = re.compile(r"\d{1,9}")


@dataclass(frozen=True)
class Answer:
    """An answer. `content` is the part that was read; `fault` says why it is not complete. `is_endless`: there was
    more, or may have been, when the probe stopped reading."""

    status: int | None = None
    headers: Mapping[str, str] = field(default_factory=dict[str, str])
    content: bytes = b""
    fault: str = ""
    is_endless: bool = False

    @property
    def is_stream(self) -> bool:
        """True if the content is server-sent events."""
        return media_type(self.headers) == MEDIA_TYPE

    @property
    def is_success(self) -> bool:
        """True if the status is 2xx."""
        return self.status is not None and 200 <= self.status < 300

    @property
    def is_taken(self) -> bool:
        """True if the request was accepted: the answer is a success, complete and readable."""
        return self.is_success and not self.fault and (self.is_stream or self.body is not None)

    @property
    def is_later(self) -> bool:
        """True if the server only asks to send the request again later."""
        return self.status == 429 or (self.status in (503, 529) and "retry-after" in self.headers)

    @property
    def delay(self) -> float | None:
        """So many seconds a client is to wait; None where that is not said."""
        said = self.headers.get("retry-after", "").strip()
        if _SECONDS.fullmatch(said):
            return float(said)
        try:
            return max(0.0, (parsedate_to_datetime(said) - datetime.now(UTC)).total_seconds())
        except (ValueError, TypeError, OverflowError):
            return None

    @cached_property
    def body(self) -> Any:
        """The JSON of the answer; None where it is none."""
        return value_of(self.content, replaces_halves=True)

    def counts(self, at: str) -> list[int]:
        """The counts at a place in the answer, or in the events of a stream."""
        if not self.is_stream:
            holders = [self.body]
        else:
            reader = FrameReader()
            frames = (*reader.feed(self.content), *reader.end())
            events = [value_of(frame.data or b"", replaces_halves=True) for frame in frames]
            holders = [holder for event in events for holder in (event, *as_map(event).values())]
        found = [value for holder in holders for value in values_at(holder, at)]
        return [value for value in found if type(value) is int and value >= 0]
