"""Checks a stream as a stream: each event by itself, and all of them as a conversation in the right order."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from typing import Any, cast

from ..document.values import as_map
from ..findings.finding import Evidence, Finding
from ..findings.levels import Level
from ..ir import EventStream, Operation
from ..limits import MAX_NAME
from ..schema.errors import Fault, dotted
from ..support.places import Places, is_needed
from ..traffic.capture import Head, split_head
from ..traffic.frames import MEDIA_TYPE, Frame, FrameReader
from ..traffic.text import HalfCharacterError, media_type, parsed
from .described import Described
from .judgement import Gathered, Judgement
from .order import OrderChecker
from .removing import find

_SHOWN = 200


class NoStreamError(Exception):
    """The document describes no stream; the message says whose."""


class StreamRules:
    """The rules for streams of one dialect. Made once, used for any number of streams."""

    def __init__(self, described: Described) -> None:
        self.dialect = described.dialect
        self._described = described

    @cached_property
    def operation(self) -> Operation | None:
        """The operation that answers with a stream; None where there is none."""
        operations = self._described.offered.operations
        return next((operation for operation in operations if operation.stream is not None), None)

    @cached_property
    def stream(self) -> EventStream:
        """The event stream of the operation that streams; raises NoStreamError if there is none."""
        if self.operation is None or self.operation.stream is None:
            raise NoStreamError(f"{self.dialect.title} describes no operation that answers with events")
        return self.operation.stream

    @cached_property
    def known_blocks(self) -> frozenset[str]:
        """The tags of the parts of an answer that are described."""
        order, schemas = self.stream.order, self._described.offered_document["components"]["schemas"]
        if order is None or order.open not in self.stream.events:
            return frozenset()
        opened = as_map(as_map(schemas[self.stream.events[order.open]]["properties"]).get(order.part))
        union = as_map(schemas.get(str(opened.get("$ref")).rpartition("/")[2]))
        return frozenset(as_map(as_map(union.get("discriminator")).get("mapping")))

    @cached_property
    def stated(self) -> Mapping[str, Mapping[str, Any]]:
        """The rules about streams that the overlay states, by id."""
        return {rule["rule"]: rule for rule in self.dialect.rules if str(rule.get("at", "")).startswith("stream")}

    def checker(self) -> StreamChecker:
        """A checker for one stream."""
        return StreamChecker(self)

    def check(self, chunks: Iterable[bytes]) -> Judgement:
        """Checks a whole capture, which may begin with the heads that `curl -i` prints."""
        head, body = split_head(chunks)
        return next(iter(check_together([self], head, body)))

    def head(self, head: Head) -> Iterator[Finding]:
        """Judges the status and the media type of an answer that should be a stream."""
        if head.status is not None and head.status >= 400:
            message = f"the status is {head.status}: clients raise an error, and read no event"
            yield Finding("stream-status", "breaking", message, "status", direction="response")
            return
        media = media_type(head.headers, MEDIA_TYPE)
        if media != MEDIA_TYPE:
            message = f"the header says {media}: clients do not read it as a stream"
            yield Finding("stream-media-type", "breaking", message, "header.content-type", direction="response")

    def known_for(self, fault: Fault, path: str) -> Evidence | None:
        """The source that says that the provider sends an event like this; None if there is none."""
        rule = {"required": "field-missing", "type": "field-null"}.get(fault.keyword)
        return None if rule is None else self._described.known_for(rule, path)

    def may_be_missing(self, tag: str, data: Any, fault: Fault) -> bool:
        """True if the fault is only a null in a place that may be empty."""
        if fault.keyword != "type" or find(data, fault.steps) != [None]:
            return False
        return not is_needed(self._places.component(self.stream.events[tag]), data, fault.steps)

    @cached_property
    def _places(self) -> Places:
        return Places(self._described.offered_document)

    def validator_of(self, tag: str) -> Any:
        """The validator of the events with a tag."""
        return self._described.validators.of(self.stream.events[tag])


def check_together(all_rules: Sequence[StreamRules], head: Head, body: Iterable[bytes]) -> list[Judgement]:
    """Checks one capture by several dialects; it is read once, and no more of it is kept than what is being filled."""
    checkers = [StreamChecker(rules, offset=head.size, line=1 + head.lines) for rules in all_rules]
    found = [Gathered(rules.head(head)) for rules in all_rules]
    for chunk in body:
        for checker, findings in zip(checkers, found, strict=True):
            findings.add(checker.feed(chunk))
    for checker, findings in zip(checkers, found, strict=True):
        findings.add(checker.end())
    return [findings.judgement("stream") for findings in found]


class StreamChecker:
    """Checks one stream, fed in pieces of any size; keeps no more of it than the block that is being filled."""

    def __init__(self, rules: StreamRules, *, offset: int = 0, line: int = 1) -> None:
        self._rules = rules
        self._stream = rules.stream
        self._reader = FrameReader(offset, line)
        self._order = OrderChecker(self._stream, rules.known_blocks)
        self._last: Frame | None = None
        self._begin = b""

    def feed(self, chunk: bytes) -> Iterator[Finding]:
        """Judges the events that `chunk` completes."""
        if len(self._begin) < _SHOWN:
            self._begin = (self._begin + chunk[:_SHOWN]).lstrip()
        for frame in self._reader.feed(chunk):
            yield from self._frame(frame)

    def end(self) -> Iterator[Finding]:
        """Judges the rest of the stream, when no more data comes."""
        for frame in self._reader.end():
            yield from self._frame(frame)
        cut = self._reader.unfinished
        offset, line = self._reader.position
        here = Frame(self._last.number if self._last else 0, offset, line, None, b"")
        if cut is not None:
            message = "the capture ends within an event: clients read an event only after an empty line"
            yield self._at(cut, "stream-cut-off", "breaking", message)
        if self._reader.is_silent and cut is None:
            begin = _excerpt(self._begin.decode(errors="replace"))
            instead = f"; the answer begins with {begin}" if begin and not begin.startswith(":") else ""
            yield self._at(here, "stream-empty", "breaking", f"there is no event{instead}")
        elif self._stream.end is not None and not self._order.is_over:
            end = self._stream.end
            message = f"{end} never came: clients wait for it, or report that the answer was cut off"
            yield self._at(here, "stream-end-missing", "breaking", message)

    def _frame(self, frame: Frame) -> Iterator[Finding]:
        self._last = frame
        name = frame.name.decode(errors="replace") if frame.name is not None else None
        if frame.data is None:
            yield self._at(frame, "stream-event-too-large", "warning", "the event is too large to be checked")
            return
        if not frame.data and name is not None and name == self._stream.ping:
            return
        try:
            data: Any = parsed(frame.data)
        except (ValueError, RecursionError) as error:
            yield self._not_json(frame, name, error)
            return
        tag: Any = as_map(data).get(self._stream.tag)
        known = tag[:MAX_NAME] if isinstance(tag, str) else None
        if name is None:
            message = f"there is no `event:` line before {_shown(known)}: clients skip events without a name"
            yield self._at(frame, "stream-event-unnamed", "breaking", message)
        elif known is not None and known != name:
            tag = self._stream.tag
            message = f"the event has the name {_excerpt(name)}, and its data the {tag} {_excerpt(known)}"
            yield self._at(frame, "stream-event-name", "breaking", message)
        effective = known or name or ""
        try:
            faults = list(self._shape(frame, effective, data))
        except RecursionError as error:
            yield self._not_json(frame, name, error)
            return
        yield from faults
        if effective and effective not in self._stream.events:
            message = f"the event {_shown(effective)} is not described; clients skip it"
            yield self._at(frame, "stream-event-unknown", "info", message)
        is_sound = isinstance(data, dict) and not any(fault.level == "breaking" for fault in faults)
        for problem in self._order.take(effective, as_map(data), is_sound=is_sound):
            level, evidence = self._mild(problem.rule, problem.level)
            path = ".".join(part for part in ("stream", effective, problem.path) if part)
            yield self._at(frame, problem.rule, level, problem.message, path, evidence=evidence)

    def _shape(self, frame: Frame, tag: str, data: Any) -> Iterator[Finding]:
        """Finds the places where an event does not match its schema."""
        if tag not in self._stream.events:
            if not isinstance(data, dict):
                yield self._at(frame, "stream-event-invalid", "breaking", "the data of an event must be an object")
            return
        validator = self._rules.validator_of(tag)
        if validator.accepts(data):
            return
        order = self._stream.order
        for fault in validator.faults(data):
            is_start = order is not None and tag == order.start and fault.name is not None
            rule = "stream-start-incomplete" if is_start and fault.keyword == "required" else "stream-event-invalid"
            steps = fault.at
            path = ".".join(part for part in (f"stream.{tag}", dotted(steps)) if part)
            level: Level = "warning" if self._rules.may_be_missing(tag, data, fault) else "breaking"
            known = self._rules.known_for(fault, path)
            level = level if known is None else "info"
            yield self._at(frame, rule, level, fault.sentence, path, fault.schema, known or ())

    def _not_json(self, frame: Frame, name: str | None, error: Exception) -> Finding:
        text = cast(bytes, frame.data).decode(errors="replace")
        if name is None and self._order.is_over:
            level, evidence = self._mild("stream-sentinel", "warning")
            message = f"{_excerpt(text)} after the end is not JSON; clients must skip it"
            return self._at(frame, "stream-sentinel", level, message, evidence=evidence)
        reason = "is not UTF-8" if isinstance(error, UnicodeDecodeError) else "is not valid JSON"
        if isinstance(error, RecursionError):
            reason = "is nested too deeply"
        elif isinstance(error, HalfCharacterError):
            reason = f"is split within a character ({error}; many parsers refuse it)"
        path = f"stream.{name}" if name else ""
        return self._at(frame, "stream-data-not-json", "breaking", f"the data {reason}: {_excerpt(text)}", path)

    def _mild(self, rule: str, level: Level) -> tuple[Level, Evidence]:
        """The level of a finding: one that the provider is known for is none of this stream's."""
        stated = self._rules.stated.get({"stream-after-error": "stop-after-error"}.get(rule, rule))
        if stated is None or stated.get("status") != "full":
            return level, ()
        return "info", tuple(stated.get("evidence", ()))

    def _at(
        self,
        frame: Frame,
        rule: str,
        level: Level,
        message: str,
        path: str = "",
        pointer: str = "",
        evidence: Evidence = (),
    ) -> Finding:
        return Finding(
            rule,
            level,
            message,
            path or "stream",
            pointer,
            "response",
            evidence,
            event=frame.number,
            offset=frame.offset,
            line=frame.line,
        )


def _shown(tag: str | None) -> str:
    return "it" if tag is None else f'"{_excerpt(tag)}"'


def _excerpt(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= 60 else f"{line[:57]}..."
