# Copied by isogloss from messages/_messages/turns.py. Do not edit: change that, then generate.
"""The turns of a conversation in which tools run: what is sent, and if it goes on. Nothing here waits."""

from __future__ import annotations

import warnings
from collections.abc import Callable, Iterable, Mapping
from typing import Any, cast

from .outside import Outside
from .tools import RunnableTool


class Turns(Outside):
    """The request of the next turn, the last message, and the tools by name."""

    last_message: Any = None

    def __init__(self, arguments: Mapping[str, Any], max_iterations: int | None) -> None:
        given = list(cast("Iterable[Any]", arguments.get("tools") or ()))
        self.tools: dict[str, RunnableTool] = {tool.name: tool for tool in given if not isinstance(tool, Mapping)}
        self._arguments = {**arguments, "messages": list(arguments["messages"])}
        self._max_iterations = max_iterations
        self._count = 0
        self._done = False
        self._changed = False
        self._response: dict[str, Any] | None = None
        self._reading: Callable[[], Any] | None = None

    def set_messages_params(self, params: Mapping[str, Any] | Callable[[dict[str, Any]], Mapping[str, Any]]) -> None:
        """Changes the arguments of the next request.

        Args:
            params: The new arguments, or a function that makes them of those of now.
        """
        found = params(dict(self._arguments)) if callable(params) else params
        self._arguments = dict(found)
        self._response = None

    def append_messages(self, *messages: Any) -> None:
        """Adds turns to the conversation. The message of now and its tool results are then not added."""
        turns = (message.as_param() if hasattr(message, "as_param") else message for message in messages)
        self._arguments["messages"] = [*self._arguments["messages"], *turns]
        self._changed = True
        self._response = None

    def request(self) -> dict[str, Any]:
        """The arguments of the next request."""
        given = cast("list[Any]", self._arguments.get("tools") or [])
        return self._arguments | {"tools": [tool if isinstance(tool, Mapping) else tool.to_dict() for tool in given]}

    def may_go_on(self) -> bool:
        """True if there is another turn."""
        return not self._done and (self._max_iterations is None or self._count < self._max_iterations)

    def begin_turn(self) -> None:
        """Forgets what belongs to the turn before."""
        self._changed = False
        self._response = None

    def wants_tools(self) -> bool:
        """True if the last message stopped to have tools run."""
        return self.last_message.stop_reason == "tool_use"

    def calls(self) -> list[Any]:
        """The tool calls of the last message that belong to this program."""
        message = self.last_message
        return [block for block in message.content if block.type == "tool_use"] if message is not None else []

    def end_turn(self, results: dict[str, Any] | None) -> None:
        """Adds the last message and the results of its tools, and decides if the conversation goes on."""
        self._count += 1
        paused = self.last_message.stop_reason in ("pause_turn", "compaction")
        self._done = results is None and not paused and not (self._changed and self.wants_tools())
        if not self._changed:
            turns = [self.last_message.as_param(), *([results] if results is not None else [])]
            self._arguments["messages"] = [*self._arguments["messages"], *turns]


def mended(content: Any) -> Any:
    """The result of a tool without halves of surrogate pairs, which JSON in UTF-8 cannot have."""
    if isinstance(content, str):
        return content.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    if isinstance(content, list):
        return [mended(item) for item in cast("list[Any]", content)]
    if isinstance(content, dict):
        return {name: mended(value) for name, value in cast("dict[str, Any]", content).items()}
    return content


def unknown_tool(call: Any, tools: Mapping[str, RunnableTool]) -> dict[str, Any]:
    """The result of a call of a tool that nobody has, with a warning."""
    known = ", ".join(tools) or "none"
    advice = "give the runner a function as a tool, or answer the call and use `append_messages()`"
    warnings.warn(f"Tool '{call.name}' not found in tool runner (it has: {known}): {advice}", stacklevel=4)
    content = f"Error: Tool '{call.name}' not found"
    return {"type": "tool_result", "tool_use_id": call.id, "content": content, "is_error": True}
