"""Methods of messages."""

from __future__ import annotations

from typing import Any, cast

from .._runtime.base import ResponseModel


class _OfType(ResponseModel):
    """An object that may hold the value of a Python type. Only type checkers see the difference."""

    @classmethod
    def __class_getitem__(cls, kind: Any) -> Any:
        return cls


class MessageBase(_OfType):
    """Base of messages that a server sends."""

    @property
    def text(self) -> str:
        """The text blocks, joined; other blocks, which may come first, are left out."""
        blocks = cast("list[Any]", self.__dict__["content"])
        return "".join(block.text for block in blocks if block.type == "text")

    @property
    def parsed_output(self) -> Any:
        """The first text as a value of the type that was asked for; None if there is no such value."""
        blocks = cast("list[Any]", self.__dict__["content"])
        values = (block.parsed_output for block in blocks if block.type == "text")
        return next((value for value in values if value is not None), None)

    def as_param(self) -> dict[str, object]:
        """The message as a turn of the next request: its role, and its content as it was received."""
        return {"role": self.__dict__["role"], "content": [*self.__dict__["content"]]}

    to_param = as_param


class TextBlockBase(_OfType):
    """Base of blocks of text that a server sends."""

    @property
    def parsed_output(self) -> Any:
        """The text as a value of the type that was asked for; None if no type was. It is not part of the API."""
        return self.__dict__.get("_parsed_output")

    @parsed_output.setter
    def parsed_output(self, value: Any) -> None:
        vars(self)["_parsed_output"] = value
