# Copied by isogloss from messages/_messages/mock_request.py. Do not edit: change that, then generate.
"""What the mock reads from a request: the last turn of the user, its size, its identity."""

from __future__ import annotations

import base64
import hashlib
import hmac
import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any, cast

from .._runtime.response import ServiceError
from ..models import (
    AssistantMessageParam,
    ContentBlockParam,
    CountTokensRequest,
    CreateMessageRequest,
    TextBlockParam,
    ThinkingBlockParam,
    ToolResultBlockParam,
    UserMessageParam,
)

ANY_TEXT_SIGNATURE = "bW9jay1zaWduYXR1cmU="
"""A signature that the mock takes for any reasoning, for requests that were written down beforehand."""


@dataclass(frozen=True)
class Turn:
    """The last turn of the user: its last text (None if it has none), and the results of tools in it."""

    text: str | None
    results: tuple[ToolResultBlockParam, ...]


def last_turn(body: CreateMessageRequest) -> Turn:
    """The user's messages since the model last spoke, as one turn; a prefilled answer does not count."""
    blocks: list[ContentBlockParam] = []
    for message in reversed(body.messages):
        if isinstance(message, UserMessageParam):
            blocks[:0] = _blocks(message.content)
        elif isinstance(message, AssistantMessageParam) and blocks:
            break
    texts = [block.text for block in blocks if isinstance(block, TextBlockParam)]
    results = tuple(block for block in blocks if isinstance(block, ToolResultBlockParam))
    return Turn(texts[-1] if texts else None, results)


def text_of(result: ToolResultBlockParam) -> str:
    """The text that a tool came to."""
    content = result.content
    if isinstance(content, str):
        return content
    blocks = content if isinstance(content, list) else []
    return " ".join(block.text for block in blocks if isinstance(block, TextBlockParam))


def count_words(text: str) -> int:
    """The mock's tokens are words."""
    return len(text.split())


def count_input(body: CreateMessageRequest | CountTokensRequest) -> int:
    """The words of all texts in the system prompt, the messages and the tools."""
    parts = body.model_dump(mode="json", include={"system", "messages", "tools"})
    return sum(count_words(text) for text in _texts(parts))


class Identity:
    """Makes the ids and signatures of the answer to one request; equal requests and seeds make equal ones."""

    def __init__(self, body: CreateMessageRequest, seed: str) -> None:
        # A streamed answer is the same as a whole one.
        content = body.model_dump(mode="json", exclude={"stream"})
        digest = hashlib.sha256(f"{seed}\0{json.dumps(content, sort_keys=True)}".encode()).hexdigest()
        self.message = f"msg_{digest[:24]}"
        self.tool_use = f"toolu_{digest[24:48]}"
        self._nonce = digest[48:].encode()
        self._seed = seed

    def sign(self, thinking: str) -> str:
        """A signature that `check_signatures` takes for this text alone."""
        return base64.b64encode(self._nonce + _proof(self._nonce, thinking, self._seed)).decode()


def check_signatures(body: CreateMessageRequest | CountTokensRequest, seed: str) -> None:
    """Makes sure that reasoning comes back as it was sent.

    Raises:
        ServiceError: 400, with the place of a signature that does not belong to its text.
    """
    for number, message in enumerate(body.messages):
        if not isinstance(message, AssistantMessageParam):
            continue
        for index, block in enumerate(_blocks(message.content)):
            if isinstance(block, ThinkingBlockParam) and not _is_signed(block, seed):
                where = f"messages[{number}].content[{index}].signature"
                raise ServiceError(400, f"{where}: does not belong to this thinking, which has to come back unchanged")


def _is_signed(block: ThinkingBlockParam, seed: str) -> bool:
    if block.signature == ANY_TEXT_SIGNATURE:
        return True
    try:
        raw = base64.b64decode(block.signature, validate=True)
    except ValueError:
        return False
    return hmac.compare_digest(raw[16:], _proof(raw[:16], block.thinking, seed))


def _proof(nonce: bytes, text: str, seed: str) -> bytes:
    return hmac.digest(seed.encode(), nonce + text.encode(errors="surrogatepass"), "sha256")


def _blocks(content: str | list[ContentBlockParam]) -> list[ContentBlockParam]:
    return [TextBlockParam(text=content)] if isinstance(content, str) else content


def _texts(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict | list):
        parts: Iterable[Any] = (
            cast("dict[str, Any]", value).values() if isinstance(value, dict) else cast("list[Any]", value)
        )
        for part in parts:
            yield from _texts(part)
