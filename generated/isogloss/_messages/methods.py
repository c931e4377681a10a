# Made by isogloss from messages/_messages/async_methods.py, its async twin. Do not edit: change that, then generate.

"""Methods that clients of the Messages API have besides the operations."""

from __future__ import annotations

from collections.abc import Iterable
from functools import partial
from typing import TYPE_CHECKING, Any, Literal, Self, Unpack, cast, overload

from .._runtime.call import Call
from .._runtime.client import Resource
from .._runtime.events import Collector
from .._runtime.options import Omit, omit
from .._runtime.page import Page
from .._runtime.raw import APIResponse
from .accumulator import MessageAccumulator
from .outside import Outside
from .paths import Paths
from .requests import prepared

if TYPE_CHECKING:
    from .. import params
    from .._runtime.options import OutputT
    from ..client import MessagesCreateArguments
    from .parsed import ParsedMessage
    from .runner import ToolRunner
    from .stream import MessageStream
    from .tools import RunnableTool


class MessagesMethods(Outside, Resource):
    """Methods of `messages`."""

    def send(self, call: Call, *, collector: Collector | None = None, page: type[Page[Any, Any]] | None = None) -> Any:
        """Makes a call; its body may have files, and a Python type for the output."""
        call, kind = prepared(call, self._client.timeout)
        if isinstance(collector, MessageAccumulator):
            collector.output_type = kind
        return super().send(call, collector=collector, page=page)

    def parse(
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
        answer: Any = cast("Any", self).create(**{**given, "output_config": config})
        reading = partial(read_output, kind=output_format)
        if isinstance(answer, APIResponse):
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
    ) -> ToolRunner[ParsedMessage[OutputT]]: ...

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
    ) -> ToolRunner[MessageStream[OutputT]]: ...

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
        from .runner import ToolRunner

        if given.pop("thread", False):
            raise TypeError("This tool runner keeps no thread on the server: leave `thread` out")
        if run_tools_eagerly and not stream:
            raise ValueError("`run_tools_eagerly=True` and `stream=False` are mutually exclusive: give `stream=True`")
        arguments = {**given, "tools": list(tools), "output_format": output_format}
        limit = None if isinstance(max_iterations, Omit) else max_iterations
        return ToolRunner[Any](self, arguments, max_iterations=limit, stream=bool(stream), eagerly=run_tools_eagerly)


class ClientMethods(Paths, Outside):
    """Methods of the client."""

    @property
    def beta(self) -> Self:
        """This client: its methods have the fields of betas as well, and `betas` names those of a call."""
        return self
