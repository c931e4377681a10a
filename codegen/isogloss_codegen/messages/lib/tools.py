"""Tools and tool runners, by the names of the official SDK."""

from __future__ import annotations

from .. import tools
from .._messages.async_runner import AsyncToolRunner as BetaAsyncToolRunner
from .._messages.runner import ToolRunner as BetaToolRunner
from ..tools import *  # noqa: F403

__all__ = ["BetaAsyncToolRunner", "BetaToolRunner"]
__all__ += tools.__all__
