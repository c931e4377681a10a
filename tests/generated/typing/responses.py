"""Reading responses: tags narrow, absent fields are None, unknown blocks are honest."""

from typing import assert_type

from isogloss import ContentBlock, Message, StreamEvent, TextBlock, ToolUseBlock, UnknownVariant


def texts(message: Message) -> list[str]:
    return [block.text for block in message.content if block.type == "text"]


def describe(block: ContentBlock) -> str:
    if block.type == "text":
        assert_type(block, TextBlock)
        return block.text
    if block.type == "tool_use":
        assert_type(block, ToolUseBlock)
        return block.name
    if isinstance(block, UnknownVariant):
        return str(block.model_extra)
    return block.type


def read(event: StreamEvent) -> str | None:
    if event.type == "content_block_delta" and event.delta.type == "text_delta":
        return event.delta.text
    if event.type == "message_delta":
        return event.delta.stop_reason
    return None


def wrong(message: Message, event: StreamEvent) -> None:
    print(message.content[0].text)  # error
    print(message.stopreason)  # error
    print(event.delta)  # error
    print(message.stop_reason.upper())  # error
