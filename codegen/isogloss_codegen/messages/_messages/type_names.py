"""Finds the types of this package by the names of the official SDK."""

from __future__ import annotations

import re
from typing import Any

from .. import models, params

# Names of the SDK without Parsed, Beta and Raw, and ours; the first that matches counts.
_RENAMED = (
    (r"ToolParam", "CustomToolParam"),
    (r"(MessageCountTokens)?ToolParam|ToolUnionParam", "ToolParam"),
    (r"MessageCreateParams\w*", "CreateMessageRequest"),
    (r"MessageCountTokensParams", "CountTokensRequest"),
    (r"MessageStreamEvent", "StreamEvent"),
    (r"ModelParam", "Model"),
    (r"AnthropicBetaParam", "BetaFeature"),
    (r"Container(Params|UploadParams)", "ContainerParam"),
    (r"SkillParams", "ContainerSkillParam"),
    (r"Thread(\w+)Params", r"Thread\1Param"),
    (r"Citations(WebSearch|Search)ResultLocation", r"Citation\1ResultLocation"),
    (r"CitationConfig", "CitationsConfig"),
    (r"ToolSearchTool(Bm25|Regex)_?(\d+Param)", r"ToolSearch\1Tool\2"),
    (r"WebSearchToolRequestError(Object)?Param", "WebSearchToolResultErrorParam"),
    (r"(\w+ToolResult)ErrorObject", r"\1Error"),
    (r"(\w+ToolResult)BlockParamContentParam", r"\1BlockContentParam"),
    (r"Request((Document|MCP|Tool)\w+)", r"\1"),
    (r"(Browser|Computer)\w+ConfigParam", "ToolsetMemberConfigParam"),
    (r"(Response)?(Browser|Computer|Toolset)\w*ToolUseBlock|ResponseToolUseBlockUnion", "ToolUseBlock"),
    (r"MessageContentParam", "MessageParam"),
    (r"\w+ErrorDetails", "ErrorDetails"),
    (r"(?!\w+ToolResultError$)\w+Error(Object)?", "ErrorObject"),
)


def place(name: str) -> tuple[Any, str] | None:
    """The module and the name in it of the type `name`; None if there is no such type."""
    plain = re.sub(r"^(Parsed)?(Beta)?(Raw)?", "", name)
    ours = next((re.sub(old, new, plain) for old, new in _RENAMED if re.fullmatch(old, plain)), plain)
    homes = (params, models) if re.search("Params?$", plain) else (models, params)
    found = (home for home in homes if not ours.startswith("_") and getattr(home, ours, None) is not None)
    home = next(found, None)
    return None if home is None else (home, ours)


def find(name: str, module: str) -> Any:
    """The type `name`.

    Raises:
        AttributeError: there is no such type.
    """
    found = place(name)
    if found is None:
        why = "the spec describes no such type; unknown parts of answers are `UnknownVariant`"
        raise AttributeError(f"module {module!r} has no attribute {name!r}: {why}", name=name)
    return getattr(*found)
