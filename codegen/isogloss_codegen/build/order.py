"""Reads `x-stream.order` and `x-conversation`."""

from __future__ import annotations

from ..ir.order import Addition, Calls, Conversation, StreamOrder
from .source import Node, mapping


def read_order(words: Node) -> StreamOrder | None:
    """The value of `x-stream.order`; None if it is absent."""
    if not words:
        return None
    calls = mapping(words, "calls")
    role = {name: mapping(words, name) for name in ("start", "open", "add", "close", "change")}
    return StreamOrder(
        start=role["start"]["event"],
        answer=role["start"]["field"],
        open=role["open"]["event"],
        part=role["open"]["field"],
        add=role["add"]["event"],
        delta=role["add"]["field"],
        close=role["close"]["event"],
        change=role["change"]["event"],
        changes=role["change"]["field"],
        parts=words["parts"],
        index=words["index"],
        totals=words["totals"],
        reason=words["reason"],
        cut=frozenset(words.get("cut", ())),
        known=frozenset(words.get("known", ())),
        calls=Calls(str(calls["part"]), str(calls["reason"]), frozenset(calls.get("also", ()))) if calls else None,
        additions={
            tag: Addition(addition["field"], frozenset(addition["to"]), addition.get("json") is True)
            for tag, addition in mapping(words, "additions").items()
        },
    )


def read_conversation(words: Node) -> Conversation | None:
    """The value of `x-conversation`; None if it is absent."""
    if not words:
        return None
    named = {name: str(words[name]) for name in ("turns", "role", "content", "asks", "answers")}
    text = next(iter(mapping(words, "text").items()), None)
    return Conversation(**named, reasoning=mapping(words, "reasoning"), text=text)
