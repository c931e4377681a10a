# Copied by isogloss from messages/_messages/tools.py. Do not edit: change that, then generate.
"""Python functions as tools of a model."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Awaitable, Callable, Iterable, Mapping
from functools import cached_property
from inspect import isawaitable, iscoroutinefunction
from typing import TYPE_CHECKING, Any, Generic, Protocol, TypeAlias, TypeVar, cast, overload

from pydantic import BaseModel, TypeAdapter, ValidationError, validate_call

from .docstrings import read_docstring

if TYPE_CHECKING:
    from .. import params

ToolResult: TypeAlias = str | Iterable[Mapping[str, Any]] | None
"""The result of a tool: a text, or content blocks."""
F = TypeVar("F", bound=Callable[..., Any])
Schema: TypeAlias = Mapping[str, Any] | type[BaseModel]


class ToolError(Exception):
    """An error of a tool, which the model gets as the content of the tool's result.

    Args:
        content: A text, or content blocks.
    """

    def __init__(self, content: str | Iterable[Mapping[str, Any]]) -> None:
        self.content = content if isinstance(content, str) else list(content)
        blocks = [] if isinstance(self.content, str) else self.content
        parts = [str(block.get("text", f"[{block.get('type')}]")) for block in blocks]
        super().__init__(self.content if isinstance(self.content, str) else " ".join(parts))


class RunnableTool(Protocol):
    """A tool that a tool runner can run."""

    @property
    def name(self) -> str:
        """The name of the tool."""
        ...

    def to_dict(self) -> Any:
        """The tool in a request."""
        ...

    def call(self, input: object, /) -> Any:
        """The result of the tool, or an awaitable of it."""
        ...


async def async_value(result: Any) -> Any:
    """The result of a tool, which may be `async`."""
    return await result if isawaitable(result) else result


def value(result: Any) -> Any:
    """The result of a tool.

    Raises:
        RuntimeError: the tool is `async`.
    """
    if isawaitable(result):
        raise RuntimeError("An async tool needs the async client")
    return result


class BetaBuiltinFunctionTool(ABC):
    """A tool of the API that runs in your program: subclasses have its definition and its code."""

    @abstractmethod
    def to_dict(self) -> params.ToolParam:
        """The tool in a request."""

    @abstractmethod
    def call(self, input: object) -> ToolResult:
        """The result of the tool for the arguments that the model wrote."""

    @property
    def name(self) -> str:
        """The name of the tool.

        Raises:
            ValueError: the definition has none.
        """
        tool = cast("Mapping[str, Any]", self.to_dict())
        name = tool.get("mcp_server_name") or tool.get("name")
        if name is None:
            raise ValueError(f"Tool of type {tool.get('type')!r} does not have a name")
        return name


class BetaAsyncBuiltinFunctionTool(BetaBuiltinFunctionTool):
    """The same for `async` code."""

    @abstractmethod
    async def call(self, input: object) -> ToolResult:  # pyright: ignore[reportIncompatibleMethodOverride]
        """The result of the tool for the arguments that the model wrote."""


class FunctionTool(Generic[F]):
    """A function, and the definition of the tool that it is: from its signature and its docstring."""

    def __init__(
        self,
        func: F,
        *,
        name: str | None = None,
        description: str | None = None,
        input_schema: Schema | None = None,
        **properties: Any,
    ) -> None:
        self.func = func
        self.name = name or func.__name__
        self._told, self._arguments = read_docstring(func.__doc__)
        self.description = description or self._told
        self._given = input_schema
        self._properties = {key: value for key, value in properties.items() if value is not None}
        self._validated = validate_call(func)
        self.__doc__ = func.__doc__

    @property
    def __call__(self) -> F:
        return self.func

    @cached_property
    def input_schema(self) -> dict[str, Any]:
        """The JSON Schema of the arguments."""
        if isinstance(self._given, Mapping):
            return dict(self._given)
        if self._given is not None:
            return self._given.model_json_schema()
        schema = TypeAdapter(self._validated).json_schema()
        for name, told in self._arguments.items():
            if isinstance(found := schema.get("properties", {}).get(name), dict):
                cast("dict[str, Any]", found).setdefault("description", told)
        return schema

    def to_dict(self) -> params.CustomToolParam:
        """The tool in a request."""
        tool = {"name": self.name, "description": self.description, "input_schema": self.input_schema}
        return cast("params.CustomToolParam", tool | self._properties)

    def _run(self, input: object) -> Any:
        if not isinstance(input, dict):
            raise TypeError(f"Input must be a dictionary, got {type(input).__name__}")
        try:
            return self._validated(**cast("dict[str, Any]", input))
        except ValidationError as error:
            raise ValueError(f"Invalid arguments for function {self.name}: {error}") from error


class BetaFunctionTool(FunctionTool[F]):
    """A function as a tool."""

    def call(self, input: object) -> ToolResult:
        """Calls the function with arguments that were checked."""
        if iscoroutinefunction(self.func):
            raise RuntimeError("Cannot call a coroutine function synchronously. Use `@beta_async_tool` instead.")
        return self._run(input)


class BetaAsyncFunctionTool(FunctionTool[F]):
    """An `async` function as a tool."""

    async def call(self, input: object) -> ToolResult:
        """Calls the function with arguments that were checked."""
        if not iscoroutinefunction(self.func):
            raise RuntimeError("Cannot call a synchronous function asynchronously. Use `@beta_tool` instead.")
        return await cast("Awaitable[ToolResult]", self._run(input))


@overload
def beta_tool(func: F, **properties: Any) -> BetaFunctionTool[F]: ...


@overload
def beta_tool(func: None = None, **properties: Any) -> Callable[[F], BetaFunctionTool[F]]: ...


def beta_tool(func: F | None = None, **properties: Any) -> BetaFunctionTool[F] | Callable[[F], BetaFunctionTool[F]]:
    """Makes a function a tool; use it as a decorator, with arguments or without.

    Args:
        func: The function. Its signature becomes the JSON Schema of the arguments, its docstring the descriptions.
        **properties: `name`, `description` and `input_schema` (a JSON Schema or a Pydantic model), if they differ from
            those of the function, and other properties of the tool, such as `strict` or `cache_control`.
    """

    def made(func: F) -> BetaFunctionTool[F]:
        return BetaFunctionTool(func, **properties)

    return made if func is None else made(func)


@overload
def beta_async_tool(func: F, **properties: Any) -> BetaAsyncFunctionTool[F]: ...


@overload
def beta_async_tool(func: None = None, **properties: Any) -> Callable[[F], BetaAsyncFunctionTool[F]]: ...


def beta_async_tool(
    func: F | None = None, **properties: Any
) -> BetaAsyncFunctionTool[F] | Callable[[F], BetaAsyncFunctionTool[F]]:
    """Makes an `async` function a tool, like `beta_tool`."""

    def made(func: F) -> BetaAsyncFunctionTool[F]:
        return BetaAsyncFunctionTool(func, **properties)

    return made if func is None else made(func)
