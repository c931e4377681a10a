"""Removes the secrets of a session from all texts that are written, in any spelling."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from itertools import islice
from typing import Any, cast

from ..limits import MAX_SECRET, MAX_SECRETS
from .secrets import LEFT_OUT, LEFT_OUT_OF_URL
from .spellings import as_bytes, is_in, marked, needles_of, spans_in_pieces, without

_URL = re.compile(r"[A-Za-z][\w+.-]*://\S*")


class Redactor:
    """Knows the secrets of a session, and leaves them out; those that were seen last, where there are many.

    Args:
        secrets: Those that are known from the beginning, and never forgotten.
    """

    def __init__(self, secrets: Iterable[str] = ()) -> None:
        self._always = {needle for part in _parts(secrets) for needle in needles_of(part)}
        self._seen: dict[bytes, None] = {}
        self._needles = self._always

    def learn(self, secrets: Iterable[str]) -> None:
        """Takes the secrets of an exchange, the most important first; of earlier ones the oldest are forgotten."""
        mine = dict.fromkeys(islice(_parts(secrets), MAX_SECRETS))
        earlier = [part for part in self._seen if part not in mine][-MAX_SECRETS:]
        self._seen = {**dict.fromkeys(earlier), **mine}
        self._needles = self._always.union(*map(needles_of, self._seen))

    def is_clean(self, text: str) -> bool:
        """True if a text contains no secret."""
        return not is_in(as_bytes(text), self._needles)

    def text(self, text: str, *, is_cut: bool = False) -> str:
        """A text without secrets; without the beginning of one at its end as well, if it `is_cut`."""
        return without(text, self._needles, LEFT_OUT_OF_URL if _URL.fullmatch(text) else LEFT_OUT, is_cut=is_cut)

    def stream(self, text: str, *, is_cut: bool = False) -> str:
        """A stream without secrets, without those as well that come in the pieces of several events."""
        data = as_bytes(text)
        text = marked(data, spans, LEFT_OUT) if (spans := spans_in_pieces(data, self._needles, is_cut=is_cut)) else text
        return self.text(text, is_cut=is_cut)

    def message(self, text: str) -> str:
        """A message without secrets; a citation in it may be cut at its end."""
        cited = text.removesuffix("...")
        return self.text(cited, is_cut=True) + text[len(cited) :]

    def value(self, value: Any, *, depth: int = 0) -> Any:
        """A JSON value without secrets in its texts, names and numbers. Down to a depth, names and numbers stay."""
        if isinstance(value, str):
            return self.text(value)
        if isinstance(value, list):
            return [self.value(item) for item in cast("list[Any]", value)]
        if isinstance(value, Mapping):
            return {
                name if depth else self.text(name): self.value(inner, depth=max(0, depth - 1))
                for name, inner in cast("Mapping[str, Any]", value).items()
            }
        if isinstance(value, int | float) and not depth and not self.is_clean(json.dumps(value)):
            return LEFT_OUT
        return value


def _parts(secrets: Iterable[str]) -> Iterator[bytes]:
    for secret in secrets:
        data = as_bytes(secret)
        yield from (data[at : at + MAX_SECRET] for at in range(0, len(data), MAX_SECRET))
