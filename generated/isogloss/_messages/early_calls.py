# Copied by isogloss from messages/_messages/early_calls.py. Do not edit: change that, then generate.
"""The tool calls of a message that run while it is streamed."""

from __future__ import annotations

from typing import Any

from .tool_changes import part


class EarlyCalls:
    """The tool calls of one message, their results so far, and the call that is due.

    A call is due when the model has moved on from it: the next block starts, or the message stops to have tools run.
    The end of its own block is not enough, because a message that is cut off ends its last block too.
    """

    def __init__(self) -> None:
        self.results: dict[str, dict[str, Any]] = {}
        self.due: Any = None
        self._complete: list[Any] = []
        self._held: set[str] = set()
        self._last: Any = None
        self._fallen_back = False

    @property
    def held(self) -> list[Any]:
        """The complete calls that wait for the end of the message, in their order."""
        return [call for call in self._complete if call.id in self._held and call.id not in self.results]

    def hold(self, call: Any) -> None:
        """Has a call, or the call with an id, wait for the end of the message."""
        self._held.add(call if isinstance(call, str) else call.id)

    def may_run(self, call: Any) -> bool:
        """True if a call does not have to wait. A member of a toolset does: no function runs for it."""
        return call.id not in self._held and part(call, "toolset_name") is None

    def follow(self, event: Any, block: Any) -> None:
        """Finds the call that is due after an event; `block` is the block that it completes."""
        self.due = None
        match event.type:
            case "content_block_stop" if block.type == "tool_use":
                self._complete.append(block)
                self._last = None if self._fallen_back else block
            case "content_block_start" if event.content_block.type == "fallback":
                # A refusal may have cut off the call before it: what is left waits for the end.
                self._fallen_back, self._last = True, None
            case "content_block_start":
                self.due, self._last = self._last, None
            case "message_delta" if event.delta.stop_reason == "tool_use":
                self.due, self._last = self._last, None
            case _:
                pass
