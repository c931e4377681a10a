"""The turns of a conversation in which tools run: what is sent, and if it goes on. Nothing here waits."""

from __future__ import annotations

import logging
import warnings
from collections.abc import Callable, Iterable, Mapping
from typing import TYPE_CHECKING, Any, TypeGuard, cast

from .compaction import check_compaction, compaction_request, refuse_own_compaction
from .early_calls import EarlyCalls
from .outside import Outside
from .tool_changes import addition, changes, part, removal, removed
from .tools import RunnableTool

if TYPE_CHECKING:
    from .. import params

_log = logging.getLogger(__name__.partition(".")[0])
# Arguments that stay where new ones leave them out.
_KEPT = ("betas", "user_profile_id", "workspace_id")


class Turns(Outside):
    """The request of the next turn, the last message, the tools that run, and what is to change before that turn."""

    last_message: Any = None

    def __init__(self, arguments: Mapping[str, Any], max_iterations: int | None) -> None:
        refuse_own_compaction(arguments)
        self._arguments = {**arguments, "messages": list(arguments["messages"])}
        self._tools: dict[str, RunnableTool] = {tool.name: tool for tool in _tools(arguments) if _runs(tool)}
        self._changes: list[dict[str, Any]] = []
        # How to summarise before the next turn, how it is being done now, and the message before that.
        self._compaction: Any = None
        self._compacting: Any = None
        self._before: Any = None
        self._max_iterations = max_iterations
        self._count = 0
        self._done = False
        self._changed = False
        self._response: dict[str, Any] | None = None
        self._reading: Callable[[], Any] | None = None
        self._early: EarlyCalls | None = None

    @property
    def tools(self) -> dict[str, RunnableTool]:
        """The tools that run when the model calls them, by name."""
        gone = removed([*changes(self._arguments["messages"]), *self._changes])
        return {name: tool for name, tool in self._tools.items() if name not in gone}

    def set_messages_params(self, params: Mapping[str, Any] | Callable[[dict[str, Any]], Mapping[str, Any]]) -> None:
        """Changes the arguments of the next request. Functions among new `tools` run; those left out no longer do.

        Args:
            params: The new arguments, or a function that makes them of those of now.

        Raises:
            ValueError: `compaction` is among them, or they change messages of which a summary is being made.
        """
        old = self._arguments
        found = dict(params(dict(old)) if callable(params) else params)
        found = {name: old[name] for name in _KEPT if name in old} | found
        refuse_own_compaction(found)
        if self._compacting is not None and list(found["messages"]) != old["messages"]:
            raise ValueError(_FIXED)
        if self._compaction is not None:
            check_compaction(found)
        if "tools" in found:
            before, after = _tools(old), _tools(found)
            gone = {part(tool, "name") for tool in before} - {part(tool, "name") for tool in after}
            added = {tool.name: tool for tool in after if _runs(tool) and tool not in before}
            self._tools = {name: tool for name, tool in self._tools.items() if name not in gone} | added
        self._arguments = {**found, "messages": list(found["messages"])}
        self._response = None

    def append_messages(self, *messages: Any) -> None:
        """Adds turns to the conversation. The message of now and its tool results are then not added.

        Raises:
            ValueError: a summary of the messages is being made.
        """
        if self._compacting is not None:
            raise ValueError(_FIXED)
        turns = (message.as_param() if hasattr(message, "as_param") else message for message in messages)
        self._arguments["messages"] = [*self._arguments["messages"], *turns]
        self._changed = True
        self._response = None

    def add_tools(self, *tools: RunnableTool | params.ToolParam) -> None:
        """Gives the model more tools, and leaves `tools` as they are, so that the prompt cache stays of use.

        Functions run from now on, also for a call in the message of now. The next request has the definitions in a
        message of the role `system`: the API asks for the beta `inline-tools-2026-09-15`.

        Args:
            *tools: Functions as tools; or tools of the API, which are only sent. One with the name of a function
                stands for it: the function no longer runs.
        """
        for tool in tools:
            if _runs(tool):
                self._tools[tool.name] = tool
            else:
                self._tools.pop(part(tool, "name"), None)
            self._changes.append(addition(cast("Any", tool)))

    def remove_tools(self, *tools: RunnableTool | str) -> None:
        """Takes tools away from the model, and leaves `tools` as they are, so that the prompt cache stays of use.

        They no longer run from now on; the next request says so (beta `inline-tools-2026-09-15`).

        Args:
            *tools: The tools, or their names.
        """
        for tool in tools:
            name = tool if isinstance(tool, str) else tool.name
            self._tools.pop(name, None)
            self._changes.append(removal(name))

    def compact_before_next_turn(self, compaction: params.CompactionConfigParam | None = None) -> None:
        """Has the model summarise the conversation before its next turn, and goes on with the summary.

        The answer with the summary is yielded like other messages, with the `stop_reason` "compaction". A call while
        one is being made changes nothing. The API asks for the beta `compact-2026-09-04`.

        Args:
            compaction: How to summarise; `{"type": "summarize"}` by default.

        Raises:
            ValueError: `context_management` asks for summaries too.
        """
        if self._compacting is not None:
            return
        check_compaction(self._arguments)
        self._compaction = {"type": "summarize"} if compaction is None else compaction

    def defer_tool_call(self, tool_use: Any) -> None:
        """Has a call of the message of now wait until the message is complete and you are done with it.

        It is of use with `run_tools_eagerly`, up to the event after the one that completes the call.

        Args:
            tool_use: The block of the call, or its id.
        """
        if self._early is not None:
            self._early.hold(tool_use)

    @property
    def deferred_tool_calls(self) -> list[Any]:
        """The complete calls of the message of now that `defer_tool_call` has wait, in their order."""
        return [] if self._early is None else self._early.held

    def request(self) -> dict[str, Any]:
        """The arguments of the next request."""
        arguments = self._arguments
        if self._compacting is not None:
            arguments = compaction_request(arguments, self._compacting)
        return arguments | {"tools": [tool.to_dict() if _runs(tool) else tool for tool in _tools(arguments)]}

    def begin_turn(self) -> bool:
        """Makes the next request ready; False if there is none.

        Raises:
            ValueError: a summary is to be made, and `context_management` asks for one too.
        """
        self._changed, self._response, self._early = False, None, None
        stopped = None if self.last_message is None else self.last_message.stop_reason
        another = not self._done and (self._max_iterations is None or self._count < self._max_iterations)
        if another and self._changes and stopped != "pause_turn":  # a turn that goes on has to stay the last
            self._arguments["messages"] = [*self._arguments["messages"], {"role": "system", "content": self._changes}]
            self._changes = []
        if self._compaction is not None and (self._done or (another and stopped not in _UNFINISHED)):
            check_compaction(self._arguments)
            self._compacting, self._compaction, self._before = self._compaction, None, self.last_message
        return another or self._compacting is not None

    def wants_tools(self) -> bool:
        """True if the last message stopped to have tools run."""
        return self.last_message.stop_reason == "tool_use"

    def calls(self) -> list[Any]:
        """The tool calls of the last message that belong to this program."""
        message = self.last_message
        return [block for block in message.content if block.type == "tool_use"] if message is not None else []

    def end_turn(self, results: dict[str, Any] | None) -> None:
        """Adds the last message and the results of its tools, and decides if the conversation goes on."""
        message = self.last_message
        if self._compacting is not None:
            self._compacting = None
            self._shorten(message)
            return
        self._count += 1
        paused = message.stop_reason in _UNFINISHED
        self._done = results is None and not paused and not (self._changed and self.wants_tools())
        if not self._changed:
            turns = [message.as_param(), *([results] if results is not None else [])]
            self._arguments["messages"] = [*self._arguments["messages"], *turns]
            if self._done and self._compaction is not None and self.calls():
                _log.warning("The pending compaction was skipped: the last turn has tool calls without results")
                self._compaction = None

    def _shorten(self, message: Any) -> None:
        """Puts the summary in the place of the messages."""
        if not any(block.type == "compaction" and block.content for block in message.content):
            _log.warning("Compaction produced no summary: the conversation stays as it is")
            self.last_message = self._before
            return
        self._tools = self.tools  # the messages that took tools away are gone
        self._arguments["messages"] = [message.as_param()]


_UNFINISHED = ("pause_turn", "compaction")
"""The reasons to stop after which the model goes on with the same turn."""
_FIXED = (
    "Message params can't be changed while the conversation is being compacted, because the summary replaces them: "
    "change them at the next message"
)


def _tools(arguments: Mapping[str, Any]) -> list[Any]:
    return list(cast("Iterable[Any]", arguments.get("tools") or ()))


def _runs(tool: Any) -> TypeGuard[RunnableTool]:
    return not isinstance(tool, Mapping)


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
