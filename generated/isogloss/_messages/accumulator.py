# Copied by isogloss from messages/_messages/accumulator.py. Do not edit: change that, then generate.
"""The message that the events of a stream add up to."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from pydantic_core import from_json

from .output import read_block

if TYPE_CHECKING:
    from .. import models

# Deltas whose text is appended to a field of the block, by tag: where the text is, and where it goes.
_PIECES = {
    "text_delta": ("text", "text"),
    "thinking_delta": ("thinking", "thinking"),
    "input_json_delta": ("partial_json", "input"),
}
# Deltas that bring fields of the block as a whole.
_WHOLE = {"signature_delta": ("signature",), "compaction_delta": ("content", "encrypted_content")}


class MessageAccumulator:
    """Adds events up, in time that is linear in their size: pieces are joined when somebody looks, or at a block's end.

    Deltas of unknown kind change nothing; blocks of unknown kind are kept as they started. Events in an order in which
    something would get lost are refused: a tool must not run without its arguments.
    """

    def __init__(self) -> None:
        self._message: models.Message | None = None
        self._blocks: dict[int, _Block] = {}
        self.output_type: Any = None
        """The Python type that the text of a complete block is read as, in its `parsed_output`."""

    @property
    def snapshot(self) -> models.Message | None:
        """The message so far; None before its start. Arguments of a tool call are as complete as can be read."""
        for block in self._blocks.values():
            block.join()
        return self._message

    def block(self, index: int) -> Any:
        """The content block at `index` so far; None where none has started."""
        found = self._blocks.get(index)
        if found is None:
            return None
        found.join()
        return found.value

    def add(self, event: Any, /) -> None:
        """Takes one event, and leaves it as it is.

        Raises:
            ValueError: the event cannot come where it stands, or the pieces of a tool's arguments are no JSON.
        """
        kind = event.type
        # Nearly all events are deltas, and nearly all of these go on where the one before was.
        if kind == "content_block_delta":
            block = self._blocks.get(event.index)
            if block is None or block.is_complete:
                block = self._block_of(event)
            delta = event.delta
            if delta.type == block.kind:
                block.append(getattr(delta, block.source))
            else:
                block.add(delta)
            return
        match kind:
            case "message_start":
                self._start(event)
            case "content_block_start":
                self._open(event)
            case "content_block_stop":
                self._complete(event)
            case "message_delta":
                self._change(event)
            case "message_stop":
                self._started(event)
            case _:
                pass

    def _started(self, event: Any) -> models.Message:
        if self._message is None:
            raise ValueError(f"{event.type} comes before message_start")
        return self._message

    def _block_of(self, event: Any) -> _Block:
        block = self._blocks.get(event.index)
        if block is None or block.is_complete:
            self._started(event)
            state = "has not started" if block is None else "has ended"
            raise ValueError(f"{event.type} is for block {event.index}, which {state}")
        return block

    def _start(self, event: models.MessageStartEvent) -> None:
        if self._message is not None:
            raise ValueError("message_start comes a second time")
        message = event.message
        self._message = message.model_copy(update={"content": [], "usage": message.usage.model_copy()})
        for index, block in enumerate(message.content):
            self._begin(self._message, index, block)

    def _open(self, event: models.ContentBlockStartEvent) -> None:
        message, block = self._started(event), self._blocks.get(event.index)
        if block is not None and block.is_open:
            raise ValueError(f"block {event.index} starts a second time, before it has ended")
        if event.content_block.type == "fallback":  # the model that writes what follows
            message.model = event.content_block.to.model
        self._begin(message, event.index, event.content_block).is_open = True

    def _begin(self, message: models.Message, index: int, block: models.ContentBlock) -> _Block:
        value = block.model_copy()
        self._blocks[index] = _Block(index, value)
        message.content.append(value)
        return self._blocks[index]

    def _complete(self, event: models.ContentBlockStopEvent) -> None:
        block = self._block_of(event)
        block.complete()
        if self.output_type:
            read_block(block.value, self.output_type)

    def _change(self, event: models.MessageDeltaEvent) -> None:
        message = self._started(event)
        for name in event.delta.model_fields_set:
            value = getattr(event.delta, name)
            if value is not None or name != "container":
                setattr(message, name, value)
        for name in ("context_management", "input_transformations"):
            if (value := getattr(event, name)) is not None:
                setattr(message, name, value)
        if event.usage is not None:
            # Totals, which replace those sent before; null says nothing.
            for name in event.usage.model_fields_set:
                value = getattr(event.usage, name)
                if value is not None:
                    setattr(message.usage, name, value)


class _Block:
    """A content block that grows."""

    def __init__(self, index: int, value: Any) -> None:
        self.index = index
        self.value = value
        self.is_open = False
        self.is_complete = False
        self._pieces: dict[str, list[str]] = {}
        self.kind: str | None = None
        """The kind of the last delta with text; None if all text is joined."""
        self.source = ""
        """The field of such a delta with the text."""
        self.append = list[str]().append
        """Adds the text of another such delta."""

    def add(self, delta: Any) -> None:
        """Adds a delta of another kind than the last one."""
        kind = delta.type
        if kind in _PIECES:
            source, target = _PIECES[kind]
            pieces = self._pieces.get(target)
            if pieces is None:
                pieces = self._pieces[target] = [] if target == "input" else [getattr(self.value, target, None) or ""]
            pieces.append(getattr(delta, source))
            self.kind, self.source, self.append = kind, source, pieces.append
        elif kind in _WHOLE:
            for name in _WHOLE[kind]:
                setattr(self.value, name, getattr(delta, name))
        elif kind == "citations_delta":
            self.value.citations = [*(self.value.citations or ()), delta.citation]

    def complete(self) -> None:
        """Ends the block."""
        self.join(complete=True)
        self.is_open, self.is_complete = False, True

    def join(self, *, complete: bool = False) -> None:
        """Puts what has come into the block."""
        if self.kind is None:
            return
        self.kind = None
        for target, pieces in self._pieces.items():
            pieces[:] = ["".join(pieces)]
            if target != "input":
                setattr(self.value, target, pieces[0])
            elif pieces[0]:
                self._read_input(pieces[0], complete=complete)

    def _read_input(self, text: str, *, complete: bool) -> None:
        try:
            # The last piece is missing while the block grows, and for good where `max_tokens` cut it off.
            self.value.input = from_json(text, allow_partial="trailing-strings")
        except ValueError as error:
            if complete:
                raise ValueError(f"content[{self.index}].input: the pieces are no JSON: {error}") from error
