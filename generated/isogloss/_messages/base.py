# Copied by isogloss from messages/_messages/base.py. Do not edit: change that, then generate.
"""Methods of messages."""

from __future__ import annotations

from typing import Any, cast

from .._runtime.base import ResponseModel


class MessageBase(ResponseModel):
    """Base of messages that a server sends."""

    @property
    def text(self) -> str:
        """The text blocks, joined; other blocks, which may come first, are left out."""
        blocks = cast("list[Any]", self.__dict__["content"])
        return "".join(block.text for block in blocks if block.type == "text")

    def as_param(self) -> dict[str, object]:
        """The message as a turn of the next request: its role, and its content as it was received."""
        return {"role": self.__dict__["role"], "content": self.__dict__["content"]}
