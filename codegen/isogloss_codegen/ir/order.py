"""The order of the events of a stream and of the turns of a conversation."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True)
class Addition:
    """The effect of a delta: it extends the property `field` of parts with a tag in `to`; `is_json`: as JSON text."""

    field: str
    to: frozenset[str]
    is_json: bool = False


@dataclass(frozen=True)
class Calls:
    """The tag of the `part` that a client has to act on, and the `reason` that such an answer ends with. Nothing is
    said of answers with a part of a tag in `also`."""

    part: str
    reason: str
    also: frozenset[str] = frozenset()


@dataclass(frozen=True)
class StreamOrder:
    """The order of a stream's events, and their effects on the answer.

    Each role is the tag of an event. `start` has the first state of the answer in its field `answer`. `open` adds a
    `part` to the list `parts`, `add` extends it by a `delta`, and `close` completes it; each has the `index` of the
    part. `change` has other fields in `changes`, and new totals in `totals`. The field `reason` tells why the answer
    ended; the reasons in `cut` leave a part incomplete. `additions` are by the tag of the delta. The totals in `known`
    are known at the start. `calls` tells the part that a client has to act on.
    """

    start: str
    answer: str
    open: str
    part: str
    add: str
    delta: str
    close: str
    change: str
    changes: str
    parts: str
    index: str
    totals: str
    reason: str
    cut: frozenset[str]
    additions: Mapping[str, Addition]
    known: frozenset[str] = frozenset()
    calls: Calls | None = None


@dataclass(frozen=True)
class Conversation:
    """The conversation in a request: a list of `turns`, each with a `role` and `content` (text or parts).

    `asks` and `answers` are the roles of the two sides. `reasoning` maps the tags of parts with the model's thinking to
    the field with its signature. `text` is the tag of the part that is equal to plain text, and the field with the
    text.
    """

    turns: str
    role: str
    content: str
    asks: str
    answers: str
    reasoning: Mapping[str, str]
    text: tuple[str, str] | None = None
