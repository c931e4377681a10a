# Copied by isogloss from messages/_messages/__init__.py. Do not edit: change that, then generate.
"""The parts that only the Messages API has. The package exports the names that are imported here."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from .. import lib as lib, tools as tools, types as types
    from .output import transform_schema as transform_schema
    from .sdk import (
        DEFAULT_CONNECTION_LIMITS as DEFAULT_CONNECTION_LIMITS,
        DEFAULT_MAX_RETRIES as DEFAULT_MAX_RETRIES,
        DEFAULT_TIMEOUT as DEFAULT_TIMEOUT,
        AnthropicError as AnthropicError,
        BaseModel as BaseModel,
        DefaultAioHttpClient as DefaultAioHttpClient,
        DefaultAsyncHttpxClient as DefaultAsyncHttpxClient,
        DefaultHttpxClient as DefaultHttpxClient,
        NoneType as NoneType,
        Timeout as Timeout,
        not_given as not_given,
    )
    from .tools import ToolError as ToolError, beta_async_tool as beta_async_tool, beta_tool as beta_tool
