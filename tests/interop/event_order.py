"""Reads a stream of message events strictly, sharing no code with the readers and writers under test.

`message_start` comes first; blocks are opened, filled with deltas of their kind and closed, one after the other, in
the order of their indices; the pieces of a tool's arguments are one JSON object, unless `max_tokens` cut the answer
there; `message_delta` gives the stop reason and the usage; `message_stop` is last. `ping` may be anywhere. Events,
blocks and deltas that are not known are passed over.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any, NoReturn

DELTAS = {
    "text": {"text_delta", "citations_delta"},
    "thinking": {"thinking_delta", "signature_delta"},
    "tool_use": {"input_json_delta"},
    "server_tool_use": {"input_json_delta"},
}
_KNOWN = frozenset[str]().union(*DELTAS.values())


class DisorderError(AssertionError):
    """A stream is not what it has to be."""


def message_of(stream: bytes) -> dict[str, Any]:
    """The message that a stream adds up to.

    Raises:
        DisorderError: an event is malformed, missing or out of place.
    """
    reader = _Reader()
    for number, (name, data) in enumerate(events_of(stream), 1):
        try:
            reader.take(name, data)
        except (DisorderError, KeyError, TypeError) as error:
            raise DisorderError(f"event {number} ({name}): {error!r}") from error
    if not reader.over:
        raise DisorderError("the stream ends without message_stop")
    return reader.message


def events_of(stream: bytes) -> Iterator[tuple[str, dict[str, Any]]]:
    """The names and data of the events in a stream: one line for each, a blank line after, comments between.

    Raises:
        DisorderError: something else is in the stream.
    """
    *frames, rest = stream.decode().split("\n\n")
    if rest.strip("\n"):
        raise DisorderError(f"the stream breaks off in {rest[:80]!r}")
    for frame in frames:
        lines = [line for line in frame.strip("\n").split("\n") if line and not line.startswith(":")]
        if not lines:
            continue
        if [line.partition(": ")[0] for line in lines] != ["event", "data"]:
            raise DisorderError(f"not an event and its data: {frame[:80]!r}")
        name, text = (line.partition(": ")[2] for line in lines)
        try:
            data = json.loads(text, parse_constant=_no_json)
        except ValueError as error:
            raise DisorderError(f"the data of {name} is no JSON: {text[:80]!r}") from error
        if data["type"] != name:
            raise DisorderError(f"the event {name} has data of the type {data['type']}")
        yield name, data


def _no_json(constant: str) -> NoReturn:
    raise DisorderError(f"{constant} is not JSON")


class _Reader:
    def __init__(self) -> None:
        self.message: dict[str, Any] = {}
        self.over = False
        self._block: dict[str, Any] | None = None
        self._arguments = ""
        self._cut_off: str | None = None

    def take(self, name: str, data: dict[str, Any]) -> None:
        if self.over:
            raise DisorderError("comes after message_stop")
        if name == "error":
            raise DisorderError("the stream breaks off with an error")
        if name == "ping":
            return
        if (name == "message_start") == bool(self.message):
            raise DisorderError("message_start comes first, and once")
        step = getattr(self, f"_{name}", None)
        if step is not None:
            step(data)

    def _message_start(self, data: dict[str, Any]) -> None:
        self.message = dict(data["message"])
        if (self.message["content"], self.message["stop_reason"]) != ([], None):
            raise DisorderError("the message has content or a stop reason already")

    def _content_block_start(self, data: dict[str, Any]) -> None:
        self._between_blocks()
        if self.message["stop_reason"] is not None:
            raise DisorderError("a block begins after the stop reason")
        self._complete()
        if data["index"] != len(self.message["content"]):
            raise DisorderError(f"index {data['index']} instead of {len(self.message['content'])}")
        self._block, self._arguments = dict(data["content_block"]), ""
        if self._block.get("input"):
            raise DisorderError("a tool call begins with its arguments")
        self.message["content"].append(self._block)

    def _content_block_delta(self, data: dict[str, Any]) -> None:
        block, delta = self._open_block(data["index"]), data["delta"]
        kind: str = delta["type"]
        if kind in _KNOWN and kind not in DELTAS.get(block["type"], ()):
            raise DisorderError(f"{kind} in a block of the type {block['type']}")
        if kind == "text_delta":
            block["text"] += delta["text"]
        elif kind == "citations_delta":
            block["citations"] = [*(block["citations"] or []), delta["citation"]]
        elif kind == "thinking_delta":
            if block.get("signature"):
                raise DisorderError("reasoning after its signature")
            block["thinking"] += delta["thinking"]
        elif kind == "signature_delta":
            if block.get("signature"):
                raise DisorderError("a second signature")
            block["signature"] = delta["signature"]
        elif kind == "input_json_delta":
            self._arguments += delta["partial_json"]

    def _content_block_stop(self, data: dict[str, Any]) -> None:
        block = self._open_block(data["index"])
        if "input_json_delta" in DELTAS.get(block["type"], ()):
            try:
                block["input"] = json.loads(self._arguments or "{}", parse_constant=_no_json)
            except ValueError:
                self._cut_off = self._arguments
            if not isinstance(block["input"], dict):
                raise DisorderError(f"the arguments are no object: {self._arguments[:80]!r}")
        self._block = None

    def _message_delta(self, data: dict[str, Any]) -> None:
        self._between_blocks()
        if not isinstance(data["usage"]["output_tokens"], int):
            raise DisorderError("there is no number of output tokens")
        told = {name: value for name, value in data["usage"].items() if value is not None}
        self.message |= data["delta"] | {"usage": self.message["usage"] | told}

    def _message_stop(self, data: dict[str, Any]) -> None:
        self._between_blocks()
        if self.message["stop_reason"] is None:
            raise DisorderError("there was no stop reason")
        if self.message["stop_reason"] != "max_tokens":
            self._complete()
        self.over = True

    def _between_blocks(self) -> None:
        if self._block is not None:
            raise DisorderError("a block is still open")

    def _complete(self) -> None:
        if self._cut_off is not None:
            raise DisorderError(f"the arguments are no JSON: {self._cut_off[:80]!r}")

    def _open_block(self, index: int) -> dict[str, Any]:
        if self._block is None or index != len(self.message["content"]) - 1:
            raise DisorderError(f"block {index} is not open")
        return self._block
