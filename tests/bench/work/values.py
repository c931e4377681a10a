"""Large JSON values: read, validated, written. Each returns what does it once."""

import json
from typing import Annotated, Literal

from ..payloads import large_message, large_request


def parse_isogloss():
    """A large answer as our typed value."""
    from isogloss import Message

    body = large_message()
    return lambda: Message.model_validate_json(body)


def parse_anthropic():
    """A large answer as the SDK makes it of a response: JSON values, put into its models."""
    from anthropic._models import construct_type
    from anthropic.types import Message

    body = large_message()
    return lambda: construct_type(value=json.loads(body), type_=Message)


def request_isogloss():
    """A large request, validated and written again."""
    from isogloss import CreateMessageRequest

    body = large_request()
    return lambda: CreateMessageRequest.model_validate_json(body).model_dump_json()


def request_msgspec():
    """A large request with the fastest library there is: the types of the parts that it has, and no rule but those."""
    import msgspec

    class Text(msgspec.Struct, tag="text", tag_field="type"):
        text: str

    class Use(msgspec.Struct, tag="tool_use", tag_field="type"):
        id: str
        name: str
        input: dict

    class Result(msgspec.Struct, tag="tool_result", tag_field="type"):
        tool_use_id: str
        content: str

    class Turn(msgspec.Struct):
        role: Literal["user", "assistant"]
        content: str | list[Text | Use | Result]

    class Request(msgspec.Struct):
        model: str
        max_tokens: Annotated[int, msgspec.Meta(ge=1)]
        messages: list[Turn]

    body = large_request()
    decoder, encoder = msgspec.json.Decoder(Request), msgspec.json.Encoder()
    return lambda: encoder.encode(decoder.decode(body))


def repeated(name, count):
    """One of the functions above, so many times."""
    once = globals()[name]()

    def run():
        for _ in range(int(count)):
            once()

    return run
