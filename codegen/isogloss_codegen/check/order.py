"""The order of a stream as a state machine: opened, filled, closed, one part after the other, and an end."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterator, Mapping
from typing import Any, NamedTuple

from ..document.values import as_list, as_map, as_text
from ..findings.levels import Level
from ..ir import EventStream
from ..ir.order import StreamOrder
from ..limits import MAX_PIECES, MAX_TOTALS


def against_reason(order: StreamOrder, kinds: Collection[str], reason: Any) -> str | None:
    """A message if the reason why an answer ended contradicts the tags of its parts (`kinds`); None if it fits."""
    calls = order.calls
    if calls is None or not isinstance(reason, str) or reason in order.cut or calls.also & set(kinds):
        return None
    if calls.part in kinds and reason != calls.reason:
        return f"there is a {calls.part}, and the {order.reason} is {reason}: clients do not act on it"
    if calls.part not in kinds and reason == calls.reason:
        return f"the {order.reason} is {reason}, and there is no {calls.part}: clients have nothing to act on"
    return None


class Disorder(NamedTuple):
    """A rule that an event breaks, and where in the event."""

    rule: str
    level: Level
    message: str
    path: str = ""


class OrderChecker:
    """Follows one stream, event by event.

    `known_blocks` are the tags of the blocks that are described: of others nobody knows what adds to them.
    After a finding it goes on with what was most likely meant, so that one mistake is not reported again and again.
    """

    def __init__(self, stream: EventStream, known_blocks: Collection[str] = ()) -> None:
        self._stream = stream
        self._known = known_blocks
        self._order = stream.order
        self._state: _Answer | None = None
        self._is_first = True
        self._ended_by: str | None = None
        self._is_told = False

    @property
    def is_over(self) -> bool:
        """True if the last event of a regular stream has come, or an error."""
        return self._ended_by is not None

    def take(self, tag: str, data: Mapping[str, Any], *, is_sound: bool) -> Iterator[Disorder]:
        """Finds events in the wrong order. `is_sound` is false for an event that does not match its schema."""
        stream, order = self._stream, self._order
        if self._ended_by is not None:
            if not self._is_told:
                rule = "stream-after-error" if self._ended_by == stream.error else "stream-after-end"
                yield Disorder(rule, "warning", f"{_shown(tag)} comes after {self._ended_by}, the end of the stream")
            self._is_told = True
            return
        if tag == stream.ping:
            return
        if tag == stream.error:
            self._ended_by = tag
            error = as_map(data.get("error"))
            said = " ".join(str(error[name]) for name in ("type", "message") if isinstance(error.get(name), str))
            yield Disorder("stream-error", "info", f"the stream ends with an error: {said[:120]}", "error")
            return
        if order is not None:
            if self._is_first and tag != order.start:
                yield Disorder("stream-start-missing", "breaking", f"{_shown(tag)} comes before {order.start}")
            self._is_first = False
            if self._state is None:
                self._state = _Answer(order, stream.tag, self._known)
                begun = False
            else:
                begun = True
            if tag == order.start and begun:
                yield Disorder("stream-start-twice", "breaking", f"there is a second {order.start}")
            else:
                yield from self._state.take(tag, data, is_sound=is_sound)
        if tag == stream.end:
            self._ended_by = tag
            if self._state is not None:
                yield from self._state.finish(tag)


def _shown(tag: str) -> str:
    return tag or "an event without a type"


class _Answer:
    """The state of one answer while its events arrive."""

    def __init__(self, order: StreamOrder, tag: str, known: Collection[str]) -> None:
        self._order = order
        self._known = known
        self._tag = tag
        self._next: int | None = 0
        self._part: _Part | None = None
        self._changed = False
        self._reason: Any = None
        self._incomplete: Disorder | None = None
        self._totals: dict[str, int] = {}
        self._kinds: set[str] = set()
        self._steps = {
            order.start: self._start,
            order.open: self._open,
            order.add: self._add,
            order.close: self._close,
            order.change: self._change,
        }

    def take(self, tag: str, data: Mapping[str, Any], *, is_sound: bool) -> Iterator[Disorder]:
        step = self._steps.get(tag)
        if step is not None:
            yield from step(data, is_sound)

    def finish(self, end: str) -> Iterator[Disorder]:
        """Finds parts of the answer that are missing when the last event comes."""
        order = self._order
        if self._part is not None:
            message = f"block {self._part.index} is still open at {end}: {order.close} never came"
            yield Disorder("stream-block-unclosed", "breaking", message)
        if not self._changed:
            message = f"{end} comes without {order.change}: neither {order.reason} nor {order.totals} is known"
            yield Disorder("stream-change-missing", "breaking", message)
        elif self._reason is None:
            yield Disorder("stream-reason-missing", "warning", f"the message ends without a {order.reason}")
        elif (message := against_reason(order, self._kinds, self._reason)) is not None:
            yield Disorder("stream-reason", "warning", message)
        if self._incomplete is not None and self._reason not in order.cut:
            yield self._incomplete

    def _start(self, data: Mapping[str, Any], is_sound: bool) -> Iterator[Disorder]:
        order, answer = self._order, as_map(data.get(self._order.answer))
        if as_list(answer.get(order.parts)):
            self._next = len(as_list(answer[order.parts]))
            message = "the message already has blocks: clients show them twice, or lose them"
            yield Disorder("stream-start-filled", "warning", message, f"{order.answer}.{order.parts}")
        if answer.get(order.reason) is not None:
            message = f"the message already has a {order.reason}"
            yield Disorder("stream-start-filled", "warning", message, f"{order.answer}.{order.reason}")
        yield from self._count(answer.get(order.totals), f"{order.answer}.{order.totals}")

    def _open(self, data: Mapping[str, Any], is_sound: bool) -> Iterator[Disorder]:
        order, index = self._order, data.get(self._order.index)
        if self._part is not None:
            message = f"block {self._part.index} is still open: {order.close} has not come"
            yield Disorder("stream-block-unclosed", "breaking", message)
        if self._reason is not None:
            yield Disorder("stream-block-after-reason", "breaking", f"a block begins after the {order.reason}")
        if self._next is not None and isinstance(index, int) and index != self._next:
            message = f"the block has the {order.index} {index}, the next one is {self._next}"
            yield Disorder("stream-block-index", "breaking", message, order.index)
        self._next = index + 1 if isinstance(index, int) else None
        part = as_map(data.get(order.part))
        kind = as_text(part.get(self._tag))
        self._part = _Part(index, kind if is_sound else None)
        if kind in self._known:
            self._kinds.add(str(kind))
        for addition in order.additions.values():
            if addition.is_json and kind in addition.to and part.get(addition.field):
                message = f"{kind} begins with its {addition.field}: clients build it from deltas, and read {{}}"
                yield Disorder("stream-input-at-start", "breaking", message, f"{order.part}.{addition.field}")

    def _add(self, data: Mapping[str, Any], is_sound: bool) -> Iterator[Disorder]:
        order = self._order
        delta = as_map(data.get(order.delta))
        part = self._part
        if part is None or part.index != data.get(order.index):
            yield self._not_open(data)
            return
        addition = order.additions.get(str(delta.get(self._tag)))
        if addition is None or part.kind is None:
            return
        if part.kind not in addition.to and part.kind in self._known:
            kinds = " or ".join(sorted(addition.to))
            message = f"a {delta[self._tag]} belongs to a {kinds} block, and this is a {part.kind} block"
            yield Disorder("stream-delta-kind", "breaking", message, order.delta)
        elif addition.is_json and is_sound:
            for name, value in delta.items():
                if name != self._tag and isinstance(value, str) and len(part.pieces) <= MAX_PIECES:
                    part.pieces += value.encode(errors="surrogatepass")

    def _close(self, data: Mapping[str, Any], is_sound: bool) -> Iterator[Disorder]:
        part = self._part
        if part is None or part.index != data.get(self._order.index):
            yield self._not_open(data)
            return
        self._part = None
        if len(part.pieces) <= MAX_PIECES:
            text = part.pieces.decode(errors="surrogatepass")
            if text.strip():
                yield from self._json(part, text)

    def _json(self, part: _Part, text: str) -> Iterator[Disorder]:
        """Checks that the joined pieces are JSON. If they are not, the end of the answer decides whether it may be cut
        off."""
        try:
            value: Any = json.loads(text)
        except (ValueError, RecursionError) as error:
            message = f"the pieces of block {part.index} are not valid JSON ({error}): {text[:60]}"
            self._incomplete = Disorder("stream-input-invalid", "breaking", message)
            return
        if not isinstance(value, dict):
            message = f"the pieces of block {part.index} are not a JSON object: {text[:60]}"
            yield Disorder("stream-input-invalid", "breaking", message)

    def _change(self, data: Mapping[str, Any], is_sound: bool) -> Iterator[Disorder]:
        order = self._order
        if self._part is not None:
            message = f"block {self._part.index} is still open: {order.close} has not come"
            yield Disorder("stream-block-unclosed", "breaking", message)
            self._part = None
        self._changed = True
        reason = as_map(data.get(order.changes)).get(order.reason)
        self._reason = reason if isinstance(reason, str) else self._reason
        if data.get(order.totals) is None:
            message = f"there is no {order.totals}: clients fail where they read the totals"
            yield Disorder("stream-usage-missing", "breaking", message, order.totals)
        yield from self._count(data.get(order.totals), order.totals)

    def _count(self, totals: Any, path: str) -> Iterator[Disorder]:
        for name, value in as_map(totals).items():
            if not isinstance(value, int) or isinstance(value, bool):
                continue
            if value < 0 or value < self._totals.get(name, 0):
                message = f"{name} falls from {self._totals.get(name, 0)} to {value}: a total replaces the one before"
                yield Disorder("stream-usage-falls", "warning", message, f"{path}.{name}")
            if value > 0 and self._totals.get(name) == 0 and name in self._order.known:
                message = f"{name} is 0 at the start and {value} at the end: clients that read it at the start count 0"
                yield Disorder("stream-usage-late", "warning", message, f"{path}.{name}")
            if name in self._totals or len(self._totals) < MAX_TOTALS:
                self._totals[name] = value

    def _not_open(self, data: Mapping[str, Any]) -> Disorder:
        index = data.get(self._order.index)
        open_one = "no block is" if self._part is None else f"block {self._part.index} is"
        message = f"block {index} is not open; {open_one}"
        return Disorder("stream-block-not-open", "breaking", message, self._order.index)


class _Part:
    """An open part. `kind` is None for a part that is not described."""

    def __init__(self, index: Any, kind: str | None) -> None:
        self.index = index
        self.kind = kind
        self.pieces = bytearray()  # texts would take up to fifty times as much
