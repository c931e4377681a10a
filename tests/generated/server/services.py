"""Services that the tests of the server serve."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import Any

from isogloss import Message, TextBlock, Usage
from isogloss.server import MessagesService


class Answering(MessagesService):
    """Creates messages with a function."""

    def __init__(self, create: Callable[..., Awaitable[Any]]) -> None:
        self._create = create

    async def messages_create(self, body: Any, parameters: Any, context: Any) -> Any:
        return await self._create(body, parameters, context)


async def hello(body: Any, parameters: Any, context: Any) -> Message:
    return Message(
        id="msg_1",
        model=body.model,
        content=[TextBlock(text="hello")],
        stop_reason="end_turn",
        usage=Usage(input_tokens=1, output_tokens=1),
    )
