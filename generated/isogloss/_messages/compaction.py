# Copied by isogloss from messages/_messages/compaction.py. Do not edit: change that, then generate.
"""The request that asks for a summary of a conversation, in a conversation in which tools run."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, cast

from .._runtime.options import Omit
from .tool_changes import part

# A server refuses what is about a reply where it is asked for a summary.
_OF_REPLIES = ("context_management", "stop_sequences", "output_format")


def refuse_own_compaction(arguments: Mapping[str, Any]) -> None:
    """Refuses a summary with every request.

    Raises:
        ValueError: the arguments have `compaction`.
    """
    if given(arguments, "compaction") is not None:
        raise ValueError(
            "`compaction` of a tool runner would ask for a summary with every request: "
            "call `runner.compact_before_next_turn()` where you want one"
        )


def check_compaction(arguments: Mapping[str, Any]) -> None:
    """Checks that the conversation may be summarised.

    Raises:
        ValueError: `context_management` asks for summaries too, which the API refuses beside these.
    """
    edits = part(given(arguments, "context_management"), "edits") or ()
    if any(str(part(edit, "type")).startswith("compact_") for edit in edits):
        raise ValueError("`context_management` has a compaction edit: remove it before `compact_before_next_turn()`")


def compaction_request(arguments: Mapping[str, Any], compaction: Any) -> dict[str, Any]:
    """The arguments of a request for a summary: those of the conversation without what is about replies."""
    made = {name: value for name, value in arguments.items() if name not in _OF_REPLIES}
    if part(given(arguments, "tool_choice"), "type") in ("any", "tool"):
        del made["tool_choice"]
    fallbacks = given(arguments, "fallbacks")
    if isinstance(fallbacks, list | tuple):
        made["fallbacks"] = [_without_format(each) for each in cast("list[Any]", fallbacks)]
    return _without_format(made) | {"compaction": compaction}


def _without_format(owner: Any) -> Any:
    """`owner`, whose `output_config` has no format."""
    config = given(owner, "output_config")
    if not isinstance(config, Mapping):
        return owner
    rest = {name: value for name, value in cast("Mapping[str, Any]", config).items() if name != "format"}
    return {**owner, "output_config": rest}


def given(owner: Any, name: str) -> Any:
    """An argument, or a property of one; None if it is not given."""
    value = part(owner, name)
    return None if isinstance(value, Omit) else value
