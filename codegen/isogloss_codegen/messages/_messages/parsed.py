"""The types of messages whose text was read as a value of a Python type."""

from __future__ import annotations

from typing import TYPE_CHECKING, Generic

from ..models import Message, TextBlock

if TYPE_CHECKING:
    from .._runtime.options import OutputT

    class ParsedTextBlock(TextBlock, Generic[OutputT]):
        """A block of text with its value."""

        parsed_output: OutputT | None  # pyright: ignore[reportIncompatibleMethodOverride]

    class ParsedMessage(Message, Generic[OutputT]):
        """A message with the value of its first text."""

        @property
        def parsed_output(self) -> OutputT | None: ...

else:
    # At run time every message and every text can hold a value.
    ParsedTextBlock, ParsedMessage = TextBlock, Message
