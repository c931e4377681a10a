"""Sends a secret through a recorder in one place, spelled in one way, cut in some; and looks for it in the log.

The search knows nothing of how isogloss looks for secrets: it decodes what is in the log in all ways, again and again.
"""

from __future__ import annotations

import asyncio
import base64
import html
import json
import re
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path
from random import Random
from typing import Any
from urllib.parse import quote, unquote

from isogloss_codegen.record.exchange_log import ExchangeLog
from isogloss_codegen.record.recording import RecordingMiddleware

Headers = list[tuple[bytes, bytes]]


def escaped(secret: str) -> str:
    """A secret with each of its characters escaped as in JSON."""
    units = secret.encode("utf-16-be")
    return "".join(f"\\u{units[at] << 8 | units[at + 1]:04x}" for at in range(0, len(units), 2))


def percent(secret: str) -> str:
    """A secret with each of its bytes percent-encoded."""
    return "".join(f"%{byte:02X}" for byte in secret.encode())


# How a server may spell a secret within a text.
SPELLINGS: dict[str, Callable[[str], str]] = {
    "plain": lambda secret: secret,
    "upper case": str.upper,
    "json": lambda secret: json.dumps(secret)[1:-1],
    "json, each character": escaped,
    "json, solidus": lambda secret: (
        json.dumps(secret, ensure_ascii=False)[1:-1].replace("/", "\\/").replace("-", "\\u002d")
    ),
    "json in json": lambda secret: json.dumps(json.dumps(secret))[3:-3],
    "percent": lambda secret: quote(secret, safe=""),
    "percent, lower case": lambda secret: re.sub("%..", lambda at: at[0].lower(), quote(secret, safe="")),
    "percent, each byte": percent,
    "percent, twice": lambda secret: quote(quote(secret, safe=""), safe=""),
    "percent in json": lambda secret: percent(secret).replace("%", "\\u0025"),
    "form": lambda secret: quote(secret, safe=" ").replace(" ", "+"),
    "base64": lambda secret: base64.b64encode(secret.encode()).decode(),
    "base64 of a pair": lambda secret: base64.b64encode(f"u:{secret}".encode()).decode(),
    "base64 in the middle": lambda secret: base64.b64encode(f'{{"a":"{secret}"}}'.encode()).decode(),
    "base64url": lambda secret: base64.urlsafe_b64encode(f"x{secret}y".encode()).decode().rstrip("="),
    "base64, percent": lambda secret: quote(base64.b64encode(secret.encode()).decode(), safe=""),
    "hexadecimal": lambda secret: secret.encode().hex(),
    "html": lambda secret: "".join(f"&#{ord(character)};" for character in secret),
    "html, hexadecimal": lambda secret: "".join(f"&#x{ord(character):X};" for character in secret),
    "html, named": lambda secret: (
        html.escape(secret).replace("/", "&sol;").replace("+", "&plus;").replace("=", "&equals;")
    ),
}


def _basic(secret: str) -> bytes:
    return b"Basic " + base64.b64encode(f"me:{secret}".encode())


# Where a client may send a secret: headers, query, media type and body of a request.
SENDINGS: dict[str, Callable[[str], tuple[Headers, str, str, bytes]]] = {
    "x-api-key": lambda secret: ([(b"x-api-key", secret.encode())], "", "", b""),
    "bearer": lambda secret: ([(b"authorization", b"Bearer " + secret.encode())], "", "", b""),
    "basic": lambda secret: ([(b"authorization", _basic(secret))], "", "", b""),
    "token": lambda secret: ([(b"authorization", f'Token token="{secret}"'.encode())], "", "", b""),
    "vendor": lambda secret: ([(b"x-vendor-accesstoken", secret.encode())], "", "", b""),
    "cookie": lambda secret: ([(b"cookie", f"a=1; sid={quote(secret, safe='')}".encode())], "", "", b""),
    "cookie in quotes": lambda secret: ([(b"cookie", f'a=1; sid="{quote(secret)}"; b=2'.encode())], "", "", b""),
    **{
        f"query {name}": lambda secret, name=name: ([], f"a=1&{name}={quote(secret, safe='')}&beta=true", "", b"")
        for name in ("accessToken", "clientSecret", "sig", "X-Amz-Signature", "code", "jwt", "pwd", "key", "apikey")
    },
    **{
        f"body {name}": lambda secret, name=name: (
            [],
            "",
            "application/json",
            json.dumps({"model": "m", "servers": [{"x": {name: secret}}]}, ensure_ascii=len(secret) % 2 == 0).encode(),
        )
        for name in ("accessToken", "client-secret", "authorization_token", "PASSWORD", "sig", "jwt", "apiKey")
    },
    "body headers": lambda secret: (
        [], "", "application/json", json.dumps({"headers": [{"name": "Authorization", "value": secret}]}).encode(),
    ),
    "form": lambda secret: (
        [], "", "application/x-www-form-urlencoded", f"grant_type=x&code={quote(secret, safe='')}".encode(),
    ),
    "multipart": lambda secret: (
        [], "", "multipart/form-data; boundary=b",
        f'--b\r\nContent-Disposition: form-data; name="client_secret"\r\n\r\n{secret}\r\n--b--\r\n'.encode(),
    ),
    "url in a body": lambda secret: (
        [], "", "application/json",
        json.dumps({"source": {"url": f"https://a.example/b?X-Amz-Signature={quote(secret, safe='')}"}}).encode(),
    ),
}  # fmt: skip


def _event(data: str) -> bytes:
    return f"event: content_block_delta\ndata: {data}\n\n".encode(errors="surrogatepass")


def _delta(text: str) -> bytes:
    return _event(f'{{"type": "content_block_delta", "index": 0, "delta": {{"type": "text_delta", "text": "{text}"}}}}')


def _in_json(text: str) -> str:
    """A text as the inside of a JSON string; one that is escaped already stays."""
    return text if "\\" in text else json.dumps(text, ensure_ascii=False)[1:-1]


def _in_deltas(text: str, random: Random) -> bytes:
    pieces = re.findall(r"\\u....|\\.|[^\\]", _in_json(f"Well: {text}. "), re.DOTALL)
    cuts = sorted(random.sample(range(len(pieces)), min(len(pieces), random.randint(1, 12))))
    ends = zip([0, *cuts], [*cuts, len(pieces)], strict=True)
    return b"".join(_delta("".join(pieces[start:end])) for start, end in ends)


# Where a server may put a text: media type and body of an answer.
ECHOES: dict[str, Callable[[str, Random], tuple[str, bytes]]] = {
    "json": lambda text, _: ("application/json", f'{{"error": {{"message": "no key {_in_json(text)}!"}}}}'.encode()),
    "json, name": lambda text, _: ("application/json", f'{{"headers": {{"{_in_json(text)}": [1]}}}}'.encode()),
    "json, packed": lambda text, _: ("application/problem+json", json.dumps({"a": json.dumps({"b": text})}).encode()),
    "stream": lambda text, _: ("text/event-stream", b": hi\n\n" + _delta(_in_json(text))),
    "stream, in pieces": lambda text, random: ("text/event-stream", _in_deltas(text, random)),
    "stream, plain": lambda text, _: ("text/event-stream", f"event: x\ndata: note {text}\n\n".encode()),
    "stream, comment": lambda text, _: ("text/event-stream", f": {text}\r\n\r\n".encode()),
    "plain": lambda text, _: ("text/plain", f"Forbidden: {text} is none".encode()),
    "page": lambda text, _: ("text/html", f"<p>api_key=&quot;{text}&quot;</p>".encode()),
    "broken json": lambda text, _: ("application/json", f'{{"message": "{text}'.encode()),
}


def log_of(
    path: Path,
    sent: tuple[Headers, str, str, bytes],
    answer: tuple[str, bytes],
    *,
    random: Random,
    stop: int | None = None,
    max_body: int = 8 * 1024 * 1024,
) -> bytes:
    """The log of one exchange whose bodies come in pieces; `stop` bytes of the answer come, where it breaks off."""
    headers, query, asked_as, asked = sent
    media, answered = answer
    incoming = [{"type": "http.request", "body": piece, "more_body": True} for piece in _pieces(asked, random)]
    incoming.append({"type": "http.request", "body": b"", "more_body": False})

    async def app(scope: Any, receive: Any, send: Any) -> None:
        while (await receive())["more_body"]:
            pass
        content = [(b"content-type", media.encode())]
        await send({"type": "http.response.start", "status": 200, "headers": content})
        for piece in _pieces(answered[:stop], random):
            await send({"type": "http.response.body", "body": piece, "more_body": True})
        if stop is None:
            await send({"type": "http.response.body", "body": b""})

    async def receive() -> Any:
        return incoming.pop(0)

    async def send(message: Any) -> None:
        """Takes it."""

    scope = {
        "type": "http",
        "method": "POST",
        "path": "/v1/messages",
        "query_string": query.encode(),
        "headers": [*headers, (b"content-type", asked_as.encode())] if asked_as else headers,
    }
    with closing(ExchangeLog(path, max_body=max_body)) as log:
        asyncio.run(RecordingMiddleware(app, log)(scope, receive, send))
    return path.read_bytes()


def _pieces(body: bytes, random: Random) -> Iterator[bytes]:
    at = 0
    while at < len(body):
        size = random.choice((1, 3, 20, 4096))
        yield body[at : at + size]
        at += size


def leaked(log: bytes, secret: str) -> list[str]:
    """The texts in which a secret is found, or three quarters of it, in whatever way the log is decoded."""
    part = secret[: max(6, -(-len(secret) * 3 // 4))].lower()
    seen = set[str]()
    waiting = [log.decode(), *_strings(json.loads(log)), *_joined(json.loads(log))]
    while waiting and len(seen) < 400:
        text = waiting.pop()
        if text in seen:
            continue
        seen.add(text)
        if part in text.lower():
            return [text]
        waiting += _decoded(text)
    return []


def _strings(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for name, inner in value.items():  # pyright: ignore
            yield from (name, *_strings(inner))
    elif isinstance(value, list):
        for item in value:  # pyright: ignore
            yield from _strings(item)


def _joined(entry: Any) -> Iterator[str]:
    """The text that a client makes of the pieces of a stream."""
    texts: list[str] = []
    for line in entry["response"].get("stream", "").splitlines():
        try:
            texts.append(json.loads(line.removeprefix("data: "))["delta"]["text"])
        except (ValueError, KeyError, TypeError):
            continue
    yield "".join(texts)


def _decoded(text: str) -> Iterator[str]:
    yield unquote(text)
    yield unquote(text.replace("+", " "))
    yield html.unescape(text)
    yield (
        re.sub(r"\\u([0-9a-fA-F]{4})", lambda at: chr(int(at[1], 16)), text)
        .encode("utf-16", "surrogatepass")
        .decode("utf-16", "replace")
    )
    yield text.replace("\\", "")
    for run in re.findall(r"[A-Za-z0-9+/_-]{8,}", text):
        for shift in range(4):
            packed = run[shift:].replace("-", "+").replace("_", "/")
            packed = packed[: len(packed) // 4 * 4]
            yield base64.b64decode(packed).decode("utf-8", "replace")
            yield base64.b64decode(packed)[1:].decode("utf-8", "replace")
    for run in re.findall(r"(?:[0-9a-fA-F]{2}){6,}", text):
        yield bytes.fromhex(run).decode("utf-8", "replace")
