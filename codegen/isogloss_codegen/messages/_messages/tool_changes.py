"""Tools that are added to a conversation, or taken out of it, without a change of the tools that it began with."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any, cast

from .tools import RunnableTool


def addition(tool: RunnableTool | Mapping[str, Any]) -> dict[str, Any]:
    """The block that tells the model of a new tool."""
    definition = dict(tool if isinstance(tool, Mapping) else tool.to_dict())
    return {"type": "tool_addition", "tool": {"type": "tool_definition", "definition": definition}}


def removal(name: str) -> dict[str, Any]:
    """The block that takes a tool away from the model."""
    return {"type": "tool_removal", "tool": {"type": "tool_reference", "name": name}}


def changes(messages: Iterable[Any]) -> Iterator[Any]:
    """The blocks with changes in a conversation: in its system messages, and in summaries of older turns."""
    for message in messages:
        content, role = part(message, "content"), part(message, "role")
        if content is None or isinstance(content, str):
            continue
        for block in content:
            if role == "system":
                yield block
            elif part(block, "type") == "compaction":
                yield from part(block, "tool_changes") or ()


def removed(blocks: Iterable[Any]) -> set[str]:
    """The names of the tools that changes take away, and do not give back."""
    names: set[str] = set()
    for block in blocks:
        tool = part(block, "tool")
        tool = part(tool, "definition") if part(tool, "type") == "tool_definition" else tool
        match part(block, "type"):
            case "tool_removal":
                names.add(part(tool, "name"))
            case "tool_addition":
                names.discard(part(tool, "name"))
            case _:
                pass
    return names


def part(value: Any, name: str) -> Any:
    """A property of a dict or of a model; None if it is absent."""
    return cast("Mapping[str, Any]", value).get(name) if isinstance(value, Mapping) else getattr(value, name, None)
