# Copied by isogloss from messages/_messages/async_methods.py. Do not edit: change that, then generate.
"""Methods that clients of the Messages API have besides the operations."""

from __future__ import annotations

from collections.abc import Iterable
from functools import partial
from typing import TYPE_CHECKING, Any, Literal, Self, Unpack, cast, overload

from .._runtime.async_client import AsyncResource
from .._runtime.async_page import AsyncPage
from .._runtime.async_raw import AsyncAPIResponse
from .._runtime.call import Call
from .._runtime.events import Collector
from .._runtime.options import Omit, omit
from .accumulator import MessageAccumulator
from .async_paths import AsyncPaths
from .outside import Outside
from .requests import async_prepared

if TYPE_CHECKING:
    from .. import params
    from .._runtime.options import OutputT
    from ..client import MessagesCreateArguments
    from .async_runner import AsyncToolRunner
    from .async_stream import AsyncMessageStream
    from .parsed import ParsedMessage
    from .tools import RunnableTool


class AsyncMessagesMethods(Outside, AsyncResource):
    """Methods of `messages`."""

    async def send(
        self, call: Call, *, collector: Collector | None = None, page: type[AsyncPage[Any, Any]] | None = None
    ) -> Any:
        """Makes a call; its body may have files, and a Python type for the output."""
        call, kind = await async_prepared(call, self._client.timeout)
        if isinstance(collector, MessageAccumulator):
            collector.output_type = kind
        return await super().send(call, collector=collector, page=page)

    async def parse(
        self, *, output_format: type[OutputT] | Omit = omit, **given: Unpack[MessagesCreateArguments]
    ) -> ParsedMessage[OutputT]:
        """Creates a message whose text is a value of a Python type, in `parsed_output`.

        Args:
            output_format: The type, such as a Pydantic model. The server gets its JSON Schema.
            **given: The arguments of `create`.

        Raises:
            pydantic.ValidationError: the text is not such a value, for example because `max_tokens` cut it off.
        """
        from .output import read_output, with_output_type

        config = with_output_type(given.get("output_config", omit), output_format)
        answer: Any = await cast("Any", self).create(**{**given, "output_config": config})
        reading = partial(read_output, kind=output_format)
        if isinstance(answer, AsyncAPIResponse):
            return cast("Any", answer).then(reading)
        return reading(answer)

    @overload
    def tool_runner(
        self,
        *,
        tools: Iterable[RunnableTool | params.ToolParam],
        max_iterations: int | Omit = omit,
        stream: Literal[False] | Omit = omit,
        output_format: type[OutputT] | Omit = omit,
        **given: Any,
    ) -> AsyncToolRunner[ParsedMessage[OutputT]]: ...

    @overload
    def tool_runner(
        self,
        *,
        tools: Iterable[RunnableTool | params.ToolParam],
        stream: Literal[True],
        max_iterations: int | Omit = omit,
        run_tools_eagerly: bool = False,
        output_format: type[OutputT] | Omit = omit,
        **given: Any,
    ) -> AsyncToolRunner[AsyncMessageStream[OutputT]]: ...

    def tool_runner(
        self,
        *,
        tools: Iterable[RunnableTool | params.ToolParam],
        max_iterations: int | Omit = omit,
        stream: bool | Omit = omit,
        run_tools_eagerly: bool = False,
        output_format: Any = omit,
        **given: Any,
    ) -> Any:
        """Runs the tools that the model calls, until it calls none. The conversation is sent whole with each request.

        Args:
            tools: Functions as tools (`beta_tool`), which are run; and tools of the API, which are only sent.
            max_iterations: Maximum number of messages of the model.
            stream: Yield the stream of each message, not the message.
            run_tools_eagerly: Run each tool while the message is streamed, when the model has moved on from its call.
                `defer_tool_call` of the runner has a call wait.
            output_format: The Python type of the text, as in `parse`.
            **given: The arguments of `create`.
        """
        from .async_runner import AsyncToolRunner

        if given.pop("thread", False):
            raise TypeError("This tool runner keeps no thread on the server: leave `thread` out")
        if run_tools_eagerly and not stream:
            raise ValueError("`run_tools_eagerly=True` and `stream=False` are mutually exclusive: give `stream=True`")
        arguments = {**given, "tools": list(tools), "output_format": output_format}
        limit = None if isinstance(max_iterations, Omit) else max_iterations
        return AsyncToolRunner[Any](
            self, arguments, max_iterations=limit, stream=bool(stream), eagerly=run_tools_eagerly
        )


class AsyncClientMethods(AsyncPaths, Outside):
    """Methods of the client."""

    @property
    def beta(self) -> Self:
        """This client: its methods have the fields of betas as well, and `betas` names those of a call."""
        return self
