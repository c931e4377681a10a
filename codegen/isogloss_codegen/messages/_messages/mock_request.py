"""Reads from a request the values that the mock needs: the last turn of the user, its size, its identity."""

from __future__ import annotations

import base64
import hashlib
import hmac
import json
import math
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any, cast

from .._runtime.response import ServiceError

Json = dict[str, Any]

ANY_TEXT_SIGNATURE = "bW9jay1zaWduYXR1cmU="
"""A signature that the mock takes for any reasoning, for requests that were written down beforehand."""


@dataclass(frozen=True)
class Turn:
    """The last turn of the user: its last text (None if it has none), and the results of tools in it."""

    text: str | None
    results: tuple[Json, ...]


def part(value: Json, name: str) -> Json:
    """The object in a field; an empty one where it is absent or null."""
    inner: Json | None = value.get(name)
    return inner or {}


def turns(body: Json) -> list[Json]:
    """The turns of a request; one that is missing something was left without it by a dialect that ignores it."""
    return body.get("messages", [])


def blocks(turn: Json) -> list[Json]:
    """The content of a turn; plain text is one block."""
    content = turn.get("content", [])
    return [{"type": "text", "text": content}] if isinstance(content, str) else content


def last_turn(body: Json) -> Turn:
    """The user's messages since the model last spoke, as one turn; a prefilled answer does not count."""
    found: list[Json] = []
    for turn in reversed(turns(body)):
        if turn["role"] == "user":
            found[:0] = blocks(turn)
        elif turn["role"] == "assistant" and found:
            break
    texts = [block["text"] for block in found if block["type"] == "text"]
    return Turn(texts[-1] if texts else None, tuple(block for block in found if block["type"] == "tool_result"))


def text_of(result: Json) -> str:
    """The text that a tool came to."""
    return " ".join(block["text"] for block in blocks(result) if block["type"] == "text")


def count_words(text: str) -> int:
    """The mock's tokens are words."""
    return len(text.split())


def count_input(body: Json) -> int:
    """The words of all texts in the system prompt, the messages and the tools."""
    parts = {name: body[name] for name in ("system", "messages", "tools") if name in body}
    return sum(count_words(text) for text in _texts(parts))


class Identities:
    """Makes identities that never repeat; equal requests in equal order, and equal seeds, get equal ones."""

    def __init__(self, seed: str) -> None:
        self._seed = seed
        self._had: Counter[bytes] = Counter()

    def of(self, body: Json) -> Identity:
        """The identity of the answer to a request."""
        # A streamed answer is the same as a whole one.
        content = {name: value for name, value in body.items() if name != "stream"}
        digest = hashlib.sha256(f"{self._seed}\0{json.dumps(content, sort_keys=True)}".encode()).digest()
        self._had[digest] += 1
        return Identity(hashlib.sha256(digest + str(self._had[digest]).encode()).hexdigest(), self._seed)


class Identity:
    """The ids and signatures of one answer."""

    def __init__(self, digest: str, seed: str) -> None:
        self.message = f"msg_{digest[:24]}"
        self.tool_use = f"toolu_{digest[24:48]}"
        self._nonce = digest[48:].encode()
        self._seed = seed

    def sign(self, thinking: str) -> str:
        """A signature that `check_signatures` takes for this text alone."""
        return base64.b64encode(self._nonce + _proof(self._nonce, thinking, self._seed)).decode()


def check_thinking(body: Json) -> None:
    """Makes sure that the budget of reasoning leaves room for an answer.

    Raises:
        ServiceError: 400, it does not.
    """
    config = part(body, "thinking")
    if config.get("budget_tokens", -1) >= body.get("max_tokens", math.inf):
        raise ServiceError(400, "thinking.budget_tokens: must be less than max_tokens")


def check_signatures(body: Json, seed: str) -> None:
    """Makes sure that reasoning comes back as it was sent.

    Raises:
        ServiceError: 400, with the place of a signature that does not belong to its text.
    """
    for number, turn in enumerate(turns(body)):
        for index, block in enumerate(blocks(turn) if turn["role"] == "assistant" else []):
            if block["type"] == "thinking" and not _is_signed(block, seed):
                where = f"messages[{number}].content[{index}].signature"
                raise ServiceError(400, f"{where}: does not belong to this thinking, which has to come back unchanged")


def _is_signed(block: Json, seed: str) -> bool:
    signature = block.get("signature", "")
    if signature == ANY_TEXT_SIGNATURE:
        return True
    try:
        raw = base64.b64decode(signature, validate=True)
    except ValueError:
        return False
    return hmac.compare_digest(raw[16:], _proof(raw[:16], block["thinking"], seed))


def _proof(nonce: bytes, text: str, seed: str) -> bytes:
    return hmac.digest(seed.encode(), nonce + text.encode(errors="surrogatepass"), "sha256")


def _texts(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict | list):
        parts: Iterable[Any] = (
            cast("dict[str, Any]", value).values() if isinstance(value, dict) else cast("list[Any]", value)
        )
        for part in parts:
            yield from _texts(part)
