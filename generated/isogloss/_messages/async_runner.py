# Copied by isogloss from messages/_messages/async_runner.py. Do not edit: change that, then generate.
"""Runs the tools that a model calls, until it calls none."""

from __future__ import annotations

import logging
from collections.abc import AsyncIterator, Callable, Iterable, Mapping
from typing import TYPE_CHECKING, Any, Generic, TypeVar, cast

from .early_calls import EarlyCalls
from .tool_changes import part
from .tools import RunnableTool, ToolError, async_value
from .turns import Turns, mended, unknown_tool

if TYPE_CHECKING:
    from .async_methods import AsyncMessagesMethods

_log = logging.getLogger(__name__.partition(".")[0])
Item = TypeVar("Item")


class AsyncToolRunner(Turns, Generic[Item]):
    """A conversation in which tools run: iterating yields each message of the model, or the stream of each message.

    After a message, the tools that it calls run, and their results are sent with the next request. The conversation
    ends with a message that calls no tool, or after `max_iterations` messages.
    """

    def __init__(
        self,
        messages: AsyncMessagesMethods,
        arguments: Mapping[str, Any],
        *,
        max_iterations: int | None,
        stream: bool,
        eagerly: bool = False,
    ) -> None:
        super().__init__(arguments, max_iterations)
        self._resource = messages
        self._stream = stream
        self._eagerly = eagerly
        self._items = self._run()

    def __aiter__(self) -> AsyncIterator[Item]:
        return self._items

    async def __anext__(self) -> Item:
        return await anext(self._items)

    async def until_done(self) -> Any:
        """Runs the conversation to its end, and returns the last message."""
        async for _ in self._items:
            pass
        return self.last_message

    async def generate_tool_call_response(self) -> dict[str, Any] | None:
        """The turn with the results of the tools that the last message calls; None if it calls none.

        The tools run once per message, however often it is asked for.
        """
        if self._response is None and (calls := await self._calls()):
            tools = self.tools
            self._response = {"role": "user", "content": [await self._result(call, tools) for call in calls]}
        return self._response

    async def _calls(self) -> list[Any]:
        if callable(self._reading):
            self.last_message = await cast("Any", self._reading)()
            self._reading = None
        return self.calls()

    async def _run(self) -> AsyncIterator[Item]:
        try:
            while self.begin_turn():
                if self._stream:
                    async with cast("Any", self._resource).stream(**self.request()) as stream:
                        if self._eagerly:
                            self._early = EarlyCalls()
                            stream.before_each(self._run_early)
                        self._reading: Callable[[], Any] | None = stream.get_final_message
                        yield cast("Item", stream)
                        self.last_message = await stream.get_final_message()
                        self._reading = None
                else:
                    self.last_message = await cast("Any", self._resource).parse(**self.request())
                    yield cast("Item", self.last_message)
                self.end_turn(await self.generate_tool_call_response() if self.wants_tools() else None)
        finally:
            self._compacting = None

    async def _run_early(self, event: Any, block: Any) -> None:
        """Runs the call that is due, and looks for the next one."""
        early = cast("EarlyCalls", self._early)
        call = early.due
        if call is not None and early.may_run(call) and call.name in (tools := self.tools):
            await self._result(call, tools)
        early.follow(event, block)

    async def _result(self, call: Any, tools: Mapping[str, RunnableTool]) -> dict[str, Any]:
        """The result of a call; where tools run early, it runs once only."""
        results = {} if self._early is None else self._early.results
        if call.id not in results:
            results[call.id] = await self._ran(call, tools)
        return results[call.id]

    async def _ran(self, call: Any, tools: Mapping[str, RunnableTool]) -> dict[str, Any]:
        tool = tools.get(call.name)
        if tool is None or part(call, "toolset_name") is not None:  # a member of a toolset, with the name of a function
            return unknown_tool(call, tools)
        try:
            content = await self._called(tool, call.input)
        except ToolError as error:
            return {"type": "tool_result", "tool_use_id": call.id, "content": mended(error.content), "is_error": True}
        except Exception as error:
            _log.exception("The tool %s failed", call.name)
            return {"type": "tool_result", "tool_use_id": call.id, "content": repr(error), "is_error": True}
        result = {"type": "tool_result", "tool_use_id": call.id}
        return result if content is None else result | {"content": mended(content)}

    @staticmethod
    async def _called(tool: RunnableTool, arguments: object) -> Any:
        content = await async_value(tool.call(arguments))
        if content is None or isinstance(content, str):
            return content
        return list(cast("Iterable[Any]", content))
