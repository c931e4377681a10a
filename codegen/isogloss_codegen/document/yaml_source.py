"""Reads YAML as OpenAPI means it: JSON values, string keys, bounded aliases and nesting.

PyYAML's own constructor follows YAML 1.1 (`no` is false, `2023-06-01` is a date, `1:30` is 90) and accepts duplicate
keys, so this module makes the values from the events of PyYAML's C parser.
"""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any, cast

import yaml

from .source import MAX_DEPTH, Duplicate, Reading, SourceError, Span, Spans
from .values import child

MAX_COPIES = 100_000
"""Maximum number of values that aliases repeat in one document. Without it, nine lines can make billions."""

_LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_TAG = "tag:yaml.org,2002:"
_WORDS: dict[str, Any] = {
    **dict.fromkeys(("", "~", "null", "Null", "NULL")),
    **dict.fromkeys(("true", "True", "TRUE"), True),
    **dict.fromkeys(("false", "False", "FALSE"), False),
}
_INTEGER = re.compile(r"[-+]?[0-9]+|0o[0-7]+|0x[0-9a-fA-F]+")
_FLOAT = re.compile(r"[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?")
_MERGE = "<<"
# The value of an anchor whose container has not ended yet.
_OPEN: Any = object()


@dataclass(slots=True)
class _Frame:
    """A mapping or a sequence that is being read; the other of the two is None.

    `event` is its beginning. `key` is the key whose value comes next, if any, and `key_event` its event.
    """

    mapping: dict[str, Any] | None
    sequence: list[Any] | None
    pointer: str
    event: Any
    key: str | None = None
    key_event: Any = None
    merged: list[Any] | None = None

    def pointer_of_next(self, pointer: str) -> str:
        """The pointer of the next value; `pointer` is that of this frame."""
        return child(pointer, len(self.sequence) if self.sequence is not None else self.key or "")


def read(text: str, *, track: bool = False, is_part: bool = False) -> Reading:
    """Reads one YAML document; with `track`, also the position of every value.

    With `is_part`, the text is a part of a document: an alias without an anchor is read as null. Raises SourceError
    (rules yaml-syntax and document-limits).
    """
    return _Reader(track, is_part).read(text)


class _Reader:
    def __init__(self, track: bool, is_part: bool) -> None:
        self.track = track
        self.is_part = is_part
        self.stack: list[_Frame] = []
        self.anchors: dict[str, Any] = {}
        self.copies = 0
        self.documents = 0
        self.root: Any = None
        self.duplicates: list[Duplicate] = []
        self.spans: dict[str, Spans] = {}

    def read(self, text: str) -> Reading:
        handlers: dict[Any, Callable[[Any], None]] = {
            yaml.ScalarEvent: self._scalar,
            yaml.MappingStartEvent: self._open_mapping,
            yaml.MappingEndEvent: self._close,
            yaml.SequenceStartEvent: self._open_sequence,
            yaml.SequenceEndEvent: self._close,
            yaml.AliasEvent: self._alias,
            yaml.DocumentStartEvent: self._begin,
        }
        events: Iterator[Any] = cast(Any, yaml).parse(text, Loader=_LOADER)
        try:
            for event in events:
                handler = handlers.get(event.__class__)
                if handler is not None:
                    handler(event)
        except yaml.YAMLError as error:
            raise _syntax_error(error, text) from None
        return Reading(self.root, self.duplicates, self.spans)

    def _begin(self, event: Any) -> None:
        self.documents += 1
        if self.documents > 1:
            raise SourceError("yaml-syntax", "a second document begins here", _span(event))

    def _scalar(self, event: Any) -> None:
        frame = self._awaits_key()
        if frame is None:
            self._put(_scalar(event), event)
        else:
            self._put_key(frame, _key(event), event)

    def _open_mapping(self, event: Any) -> None:
        self._open({}, None, event)

    def _open_sequence(self, event: Any) -> None:
        self._open(None, [], event)

    def _open(self, mapping: dict[str, Any] | None, sequence: list[Any] | None, event: Any) -> None:
        if event.tag not in (None, "!", _TAG + ("seq" if mapping is None else "map")):
            raise _unknown_tag(event)
        if self._awaits_key():
            raise SourceError("yaml-syntax", "a key must be a string", _span(event))
        if len(self.stack) >= MAX_DEPTH:
            raise SourceError("document-limits", f"this nests deeper than {MAX_DEPTH} levels", _span(event))
        if event.anchor:
            self.anchors[event.anchor] = _OPEN
        self.stack.append(_Frame(mapping, sequence, self._pointer_of_next() if self.track else "", event))

    def _close(self, _: Any) -> None:
        frame = self.stack.pop()
        if frame.mapping is None:
            self._put(frame.sequence, frame.event)
            return
        for mapping in frame.merged or ():
            for key, value in mapping.items():
                frame.mapping.setdefault(key, value)
        self._put(frame.mapping, frame.event)

    def _awaits_key(self) -> _Frame | None:
        """The innermost container if it is a mapping that expects a key, else None."""
        frame = self.stack[-1] if self.stack else None
        return frame if frame is not None and frame.sequence is None and frame.key is None else None

    def _put(self, value: Any, event: Any) -> None:
        """Adds a complete value to the innermost container, if there is one."""
        if event.anchor:
            self.anchors[event.anchor] = value
        frame = self.stack[-1] if self.stack else None
        if self.track:
            span = _span(event)
            key = _span(frame.key_event) if frame is not None and frame.key_event is not None else span
            self.spans[self._pointer_of_next()] = Spans(key, span)
        if frame is None:
            self.root = value
        elif frame.sequence is not None:
            frame.sequence.append(value)
        elif frame.mapping is not None and frame.key is not None:
            if frame.key == _MERGE:
                self._merge(frame, value, event)
            else:
                frame.mapping[frame.key] = value
            frame.key = None

    def _put_key(self, frame: _Frame, key: Any, event: Any) -> None:
        if type(key) is not str:
            raise SourceError("yaml-syntax", "a key must be a string", _span(event))
        if event.anchor:
            self.anchors[event.anchor] = key
        frame.key, frame.key_event = key, event
        if frame.mapping and key in frame.mapping:
            self.duplicates.append(Duplicate(self._pointer_of_key(), key, _span(event)))

    def _merge(self, frame: _Frame, value: Any, event: Any) -> None:
        mappings = cast(list[Any], value if type(value) is list else [value])
        if not all(type(mapping) is dict for mapping in mappings):
            raise SourceError("yaml-syntax", "`<<` needs a mapping, or a list of mappings", _span(event))
        frame.merged = [*(frame.merged or ()), *mappings]

    def _alias(self, event: Any) -> None:
        value = self._repeated(event)
        frame = self._awaits_key()
        if frame is None:
            self._put(value, event)
        else:
            self._put_key(frame, value, event)

    def _repeated(self, event: Any) -> Any:
        if event.anchor not in self.anchors:
            if self.is_part:
                return None
            raise SourceError("yaml-syntax", f"the anchor &{event.anchor} is not defined before this", _span(event))
        value = self.anchors[event.anchor]
        if value is _OPEN:
            raise SourceError("yaml-syntax", f"the alias *{event.anchor} is inside of its own anchor", _span(event))
        return self._copy(value, len(self.stack), event)

    def _copy(self, value: Any, depth: int, event: Any) -> Any:
        self.copies += 1
        if self.copies > MAX_COPIES:
            raise SourceError("document-limits", f"aliases repeat more than {MAX_COPIES} values", _span(event))
        if depth > MAX_DEPTH:
            raise SourceError("document-limits", f"this nests deeper than {MAX_DEPTH} levels", _span(event))
        if type(value) is dict:
            return {key: self._copy(item, depth + 1, event) for key, item in cast(dict[str, Any], value).items()}
        if type(value) is list:
            return [self._copy(item, depth + 1, event) for item in cast(list[Any], value)]
        return value

    def _pointer_of_next(self) -> str:
        return self.stack[-1].pointer_of_next(self.stack[-1].pointer) if self.stack else ""

    def _pointer_of_key(self) -> str:
        """The pointer of the key just read. Frames have their pointers only with `track`."""
        pointer = ""
        for frame in self.stack:
            pointer = frame.pointer_of_next(pointer)
        return pointer


def _scalar(event: Any) -> Any:
    if event.tag not in (None, "!"):
        return _tagged(event)
    return event.value if event.tag or event.style else _plain(event.value, event)


def _key(event: Any) -> Any:
    """The value of a key: its text, unless it has a tag."""
    return event.value if event.tag in (None, "!") else _tagged(event)


def _plain(text: str, event: Any) -> Any:
    if text in _WORDS:
        return _WORDS[text]
    if _INTEGER.fullmatch(text):
        try:
            return int(text, 0 if text[:2] in ("0o", "0x") else 10)
        except ValueError:
            raise SourceError("document-limits", "this number has too many digits", _span(event)) from None
    if _FLOAT.fullmatch(text):
        number = float(text)
        if math.isinf(number):
            raise SourceError("document-limits", f"{text} is larger than JSON readers allow", _span(event))
        return number
    return text


def _tagged(event: Any) -> Any:
    """The value of a scalar with an explicit tag: `!!str 1` is "1"."""
    name = str(event.tag).removeprefix(_TAG)
    if name == "str":
        return event.value
    value = _plain(event.value, event)
    expected: dict[str, type] = {"int": int, "float": float, "bool": bool, "null": type(None)}
    if name not in expected:
        raise _unknown_tag(event)
    if name == "float" and type(value) is int:
        return float(value)
    if type(value) is not expected[name]:
        raise SourceError("yaml-syntax", f"{event.value!r} is not a !!{name}", _span(event))
    return value


def _unknown_tag(event: Any) -> SourceError:
    tag = str(event.tag).replace(_TAG, "!!")
    return SourceError("yaml-syntax", f"the tag {tag} has no meaning in an OpenAPI document", _span(event))


def _span(event: Any) -> Span:
    """The position of a scalar or an alias; of a container, its first character."""
    start = event.start_mark.index
    return Span(start, start + 1 if isinstance(event, yaml.CollectionStartEvent) else event.end_mark.index)


def _syntax_error(error: yaml.YAMLError, text: str) -> SourceError:
    if isinstance(error, yaml.MarkedYAMLError):
        mark = error.problem_mark
        if error.context_mark and mark and not text[mark.index :].strip():
            # An error at the end of the text is reported where the open value began.
            mark = error.context_mark
        message = " ".join(part for part in (error.problem, error.context) if part)
        at = min(mark.index, len(text.rstrip()) - 1) if mark else 0
    else:
        message = str(getattr(error, "reason", error))
        at = int(getattr(error, "position", 0))
    help = _advice(message, text[at : at + 1])
    began = getattr(error, "context_mark", None)
    if help and began and text.count("\n", began.index, at):
        help += f"; this value began on line {began.line + 1}"
    return SourceError("yaml-syntax", message, Span(at, at + 1), help)


def _advice(message: str, character: str) -> str | None:
    if "cannot start any token" in message:
        return "indent with spaces" if character == "\t" else f"quote a value that begins with {character}"
    if "mapping values are not allowed" in message:
        return 'quote a value that contains ": ", or look at the indentation'
    if "did not find expected" in message:
        return "look for a bracket or a quote that is not closed, or for a line that is indented differently"
    return None
