"""Reads JSON. The positions of values are computed only when they are needed."""

from __future__ import annotations

import json
import re
from typing import Any, NoReturn

from .source import MAX_DEPTH, Duplicate, Reading, SourceError, Span, Spans
from .values import as_list, as_map, child, half_character

_NESTING = (dict, list)
_SPACE = re.compile(r"[ \t\r\n]*")
_TOKEN = re.compile(r'"(?:[^"\\]|\\.)*"|[\[\]{}:,]|[^\s\[\]{}:,"]+')


def read(text: str, *, track: bool = False) -> Reading:
    """Reads one JSON document; with `track`, also the position of every value.

    Raises SourceError (rules json-syntax and document-limits).
    """
    repeated = False

    def mapping(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
        nonlocal repeated
        made = dict(pairs)
        repeated = repeated or len(made) < len(pairs)
        return made

    try:
        value = json.loads(text, object_pairs_hook=mapping, parse_constant=_refuse)
    except json.JSONDecodeError as error:
        raise SourceError("json-syntax", _lowered(error.msg), Span(error.pos, error.pos + 1)) from None
    except RecursionError:
        raise _too_deep() from None
    except _NotANumberError as error:
        raise SourceError("json-syntax", f"{error} is not a JSON number", _span_of(str(error), text)) from None
    except ValueError:
        raise SourceError("document-limits", "a number has too many digits", Span(0, 1)) from None
    if not _is_shallow(value):
        raise _too_deep()
    half = half_character(value, text)
    if half is not None:
        at = text.lower().index(half)
        help = "write the whole character itself"
        raise SourceError("json-syntax", f"{half} is half a character", Span(at, at + len(half)), help)
    if not (track or repeated):
        return Reading(value, [], {})
    spans, duplicates = _locate(text)
    return Reading(value, duplicates, spans)


class _NotANumberError(Exception):
    """`NaN` or an infinity, which `json.loads` would accept."""


def _refuse(constant: str) -> NoReturn:
    raise _NotANumberError(constant)


def _too_deep() -> SourceError:
    return SourceError("document-limits", f"the document nests deeper than {MAX_DEPTH} levels", Span(0, 1))


def _lowered(message: str) -> str:
    return message[:1].lower() + message[1:]


def _span_of(word: str, text: str) -> Span:
    """The position of the first token that equals a word; strings count as one token."""
    match = next(match for match in _TOKEN.finditer(text) if match.group() == word)
    return Span(*match.span())


def _is_shallow(value: Any) -> bool:
    level: list[Any] = [value]
    for _ in range(MAX_DEPTH + 1):
        level = [item for node in level for item in (as_map(node).values() or as_list(node)) if type(item) in _NESTING]
        if not level:
            return True
    return False


class Places:
    """The positions of values in a JSON text. It reads only the parts that are asked for.

    Raises json.JSONDecodeError if the text is not JSON.
    """

    def __init__(self, text: str) -> None:
        self._text = text
        self._scan = json.JSONDecoder().raw_decode
        start = _SPACE.match(text, 0)
        self._found: dict[str, Spans] = {"": self._spans(start.end() if start else 0)}
        self._entered: set[str] = set()

    def find(self, pointer: str) -> Spans | None:
        """The position of the value at a JSON pointer; None if there is none."""
        if pointer not in self._found:
            around = pointer.rpartition("/")[0]
            found = self.find(around) if around not in self._entered else None
            if found is not None and self._text[found.value.start] in "{[":
                self._enter(around)
        return self._found.get(pointer)

    def _enter(self, pointer: str) -> None:
        """Records the positions of a container's items, without entering these."""
        self._entered.add(pointer)
        text, at = self._text, self._found[pointer].value.start
        is_mapping = text[at] == "{"
        index = 0
        at = self._after_space(at + 1)
        while text[at] not in "]}":
            key, name = None, index
            if is_mapping:
                name, end = self._scan(text, at)
                key = Span(at, end)
                at = self._after_space(self._after_space(end) + 1)
            self._found[child(pointer, name)] = self._spans(at, key)
            at = self._after_space(self._scan(text, at)[1])
            if text[at] == ",":
                at = self._after_space(at + 1)
            index += 1

    def _spans(self, start: int, key: Span | None = None) -> Spans:
        end = start + 1 if self._text[start] in "{[" else self._scan(self._text, start)[1]
        return Spans(key or Span(start, end), Span(start, end))

    def _after_space(self, at: int) -> int:
        found = _SPACE.match(self._text, at)
        return found.end() if found else at


def _locate(text: str) -> tuple[dict[str, Spans], list[Duplicate]]:
    """The positions of all values in a valid JSON text, and the keys that occur twice."""
    spans: dict[str, Spans] = {}
    duplicates: list[Duplicate] = []
    # One entry per open container: its pointer, and the next index (a list's) or None.
    stack: list[tuple[str, int | None]] = []
    key: tuple[str, Span] | None = None
    expects_key = False
    for match in _TOKEN.finditer(text):
        token, span = match.group(), Span(*match.span())
        if token in ("]", "}"):
            stack.pop()
        elif token == ",":
            expects_key = bool(stack) and stack[-1][1] is None
        elif token == ":":
            continue
        elif expects_key:
            key, expects_key = (json.loads(token), span), False
        else:
            pointer, place = "", span
            if key is not None:
                pointer, place, name = child(stack[-1][0], key[0]), key[1], key[0]
                if pointer in spans:
                    duplicates.append(Duplicate(pointer, name, place))
                key = None
            elif stack:
                parent, index = stack[-1]
                pointer, stack[-1] = child(parent, index or 0), (parent, (index or 0) + 1)
            spans[pointer] = Spans(place, span)
            if token in ("[", "{"):
                stack.append((pointer, 0 if token == "[" else None))
                expects_key = token == "{"
    return spans, duplicates
