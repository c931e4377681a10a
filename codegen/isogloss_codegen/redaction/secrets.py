"""Finds keys, passwords and cookies in requests and answers by the names of their fields."""

from __future__ import annotations

import base64
import json
import re
from collections.abc import Iterable
from contextlib import suppress
from typing import Any, cast
from urllib.parse import parse_qsl, unquote, urlencode, urlsplit, urlunsplit

from .names import (
    OAUTH,
    is_secret,
    is_secret_header,
    is_secret_number,
    is_secret_parameter,
    is_weak,
    words_of,
)

LEFT_OUT = "(left out)"
"""The text that replaces a secret in the log."""
LEFT_OUT_OF_URL = urlencode({"": LEFT_OUT})[1:]
"""The same within a URL, which stays one."""

# What looks like a word is no secret where words are to be expected.
_WORD = re.compile(r"[a-z][a-z_. -]{0,14}")
_QUOTED = re.compile(r'([\w.-]+)\s*=\s*"((?:[^"\\]|\\.)*)"')
_BARE = re.compile(r"([\w.-]+)\s*=\s*([^\s\",;]+)")
_OF_DIGEST = frozenset(("response", "cnonce"))
_PARAMETER = re.compile(r"((?:[?&;]|\\u0026)([^\s=&;?#\"'<>\\]{1,64})=)([^&;\s\"'<>\\#]+)")
_USER = re.compile(r"(?<=://)[^/?#\s\"'<>\\@]+@(?=[^\s])")
_FIELD = re.compile(r'(\\*")([^"\\]{1,64})\1\s*:\s*(\\*")((?:(?!\3)(?:[^"\\]++|\\"|\\(?!")[^"]?))*+)')
_LINE = re.compile(
    r"(?<![\w.-])([A-Za-z][\w.-]{1,63})(?:\s{0,8}[=:]\s{0,8})((?:(?:bearer|basic|token)\s+)?)"
    r"(\"[^\"]*\"?|'[^']*'?|[^\s,;&\"'<>]+)",
    re.IGNORECASE,
)
_PART_OF_FORM = re.compile(
    r'name="?([^";\r\n]{1,64})"?[^\n]*\r?\n(?:[^\r\n]+\r?\n)*\r?\n(.*?)(?=\r?\n--|\Z)', re.DOTALL
)
# The names in these are those of fields that a schema describes, not of fields.
_SCHEMAS = frozenset(("properties", "patternProperties", "$defs", "definitions", "dependentSchemas"))


class Found(dict[str, None]):
    """The secrets that were found so far, in their order."""

    def note(self, value: str, *, is_weak: bool = False) -> None:
        """Notes the value of a secret name; if it `is_weak`, the value may be an ordinary word."""
        value = value.strip()
        if value and value != LEFT_OUT and not _is_word(value, 16 if is_weak else 9):
            self[value] = None
            with suppress(ValueError):
                self[unquote(value, errors="strict")] = None


def of_headers(headers: Iterable[tuple[bytes, bytes]], found: Found) -> None:
    """Finds the keys and cookies in headers."""
    for name, value in headers:
        lower, text = name.decode("latin-1").lower(), value.decode("latin-1").strip()
        if "cookie" in lower:
            cookies = text.split(";")[: 1 if lower == "set-cookie" else None]  # the rest there is about the cookie
            found[text] = None
            for cookie in cookies:
                key, _, content = cookie.strip().partition("=")
                for each in (content, content.strip('"')):
                    found.note(each, is_weak=not is_secret(key))
        elif is_secret_header(lower):
            _of_credential(text, found)


def _of_credential(text: str, found: Found) -> None:
    rest = text.partition(" ")[2].strip()
    found |= dict.fromkeys((text, rest))
    for pattern in (_QUOTED, _BARE):
        for name, value in pattern.findall(rest):
            if is_secret_parameter(name) or name.lower() in _OF_DIGEST:
                found[value] = None
    with suppress(ValueError):
        user, colon, password = base64.b64decode(rest + "=" * (-len(rest) % 4), validate=True).decode().partition(":")
        if colon:
            found[password] = None
            found.note(user, is_weak=True)


def of_query(query: str, found: Found) -> str:
    """Finds the secrets in the query of a URL, and gives it without them."""
    kept: list[tuple[str, str]] = []
    for name, value in parse_qsl(query, keep_blank_values=True):
        is_hidden = is_secret_parameter(name) and value != ""
        if is_hidden:
            found.note(value, is_weak=is_weak(name))
        kept.append((name, LEFT_OUT if is_hidden else value))
    return urlencode(kept)


def of_base_url(url: str, found: Found) -> str:
    """Finds the secrets in a base URL, and returns it without user and query: both may be secret."""
    parts = urlsplit(url)
    userinfo, _, host = parts.netloc.rpartition("@")
    user, _, password = userinfo.partition(":")
    found |= dict.fromkeys(map(unquote, filter(None, (userinfo, user, password))))
    for name, value in parse_qsl(parts.query, keep_blank_values=True):
        found[value or name] = None
    return urlunsplit(parts._replace(netloc=host, query="", fragment=""))


def of_json(value: Any, found: Found) -> Any:
    """Finds the secrets in a JSON value, and returns it without them."""
    if isinstance(value, list):
        return [of_json(item, found) for item in cast("list[Any]", value)]
    if isinstance(value, str):
        return of_text(value, found) if len(value) > 8 else value
    if not isinstance(value, dict):
        return value
    fields = cast("dict[str, Any]", value)
    is_oauth = any("".join(words_of(name)) in OAUTH for name in fields)
    named = next((fields[key] for key in ("name", "key") if isinstance(fields.get(key), str)), "")
    result: dict[str, Any] = {}
    for name, inner in fields.items():
        if is_secret(name) or (is_oauth and is_secret_parameter(name)) or (name == "value" and is_secret(named)):
            result[name] = _under(named if name == "value" else name, inner, found)
        elif name in _SCHEMAS and isinstance(inner, dict):
            described = cast("dict[str, Any]", inner).items()
            result[name] = {
                each: of_json(schema, found) if isinstance(schema, dict) else of_json({each: schema}, found)[each]
                for each, schema in described
            }
        else:
            result[name] = of_json(inner, found)
    return result


def _under(name: str, value: Any, found: Found) -> Any:
    """The value under the name of a secret, without the secret."""
    if isinstance(value, str):
        found.note(value, is_weak=is_weak(name))
        return LEFT_OUT if value else value
    if isinstance(value, list):
        return [_under(name, item, found) for item in cast("list[Any]", value)]
    if isinstance(value, dict):
        fields = cast("dict[str, Any]", of_json(value, found))
        return fields | (
            {"value": _under(name, fields["value"], found)} if isinstance(fields.get("value"), str) else {}
        )
    if isinstance(value, int | float) and not isinstance(value, bool) and is_secret_number(name):
        found.note(str(value))
        return LEFT_OUT
    return value


def of_text(text: str, found: Found) -> str:
    """Finds the secrets in URLs and JSON within a text, and gives it without them."""
    if "=" in text:
        text = _PARAMETER.sub(lambda at: _without_parameter(at, found), text)
    if "://" in text and "@" in text:
        text = _USER.sub(lambda at: _without_user(at, found), text)
    return _FIELD.sub(lambda at: _without_field(at, found), text) if '"' in text and ":" in text else text


def of_lines(text: str, found: Found) -> str:
    """Finds the secrets in a text that is no JSON, in lines such as `api_key: K` as well."""
    text = of_text(text, found)
    return _LINE.sub(lambda at: _without_line(at, found), text)


def of_form(body: bytes, media: str, found: Found) -> None:
    """Finds the secrets in the fields of a form."""
    text = body.decode(errors="replace")
    if media == "application/x-www-form-urlencoded":
        fields: Iterable[tuple[str, str]] = parse_qsl(text, keep_blank_values=True)
    elif media == "multipart/form-data":
        fields = _PART_OF_FORM.findall(text)
    else:
        return
    for name, value in fields:
        if is_secret_parameter(name) and len(value) <= 64 * 1024:
            found.note(value, is_weak=is_weak(name))


_EVENT = re.compile(rb"(?>\r\n|\n|\r)(?>\r\n|\n|\r)+")
_HINT = re.compile(
    rb"\\u|token|jwt|bearer|auth|key|pass|pin|otp|sig|hmac|cookie|sess|sid|csrf|xsrf|assertion|verifier|sas|pwd|secret"
    rb"|credential|code|ticket",
    re.IGNORECASE,
)
_DATA = re.compile(rb"^(data|event|id|retry|):? ?")


def of_stream(body: bytes, found: Found) -> bytes:
    """Finds the secrets in the events of a stream, and returns it without them."""
    pieces: list[bytes] = []
    at = 0
    for end, after in (*(gap.span() for gap in _EVENT.finditer(body)), (len(body), len(body))):
        event = body[at:end]
        pieces += (_event(event, found) if _HINT.search(event) else event, body[end:after])
        at = after
    return b"".join(pieces)


def _event(event: bytes, found: Found) -> bytes:
    lines = re.split(rb"(\r\n|\n|\r)", event)
    data = [line[5:].removeprefix(b" ") for line in lines[::2] if line.startswith(b"data:")]
    try:
        value = json.loads(b"\n".join(data))
        kept = of_json(value, found)
    except (ValueError, RecursionError):
        return b"".join(line if index % 2 else _line(line, found) for index, line in enumerate(lines))
    if kept == value:
        return event
    rest: list[bytes] = []
    for index in range(0, len(lines), 2):
        if lines[index].startswith(b"data:"):
            continue
        rest += lines[index : index + 2] if index + 1 < len(lines) else (lines[index], b"\n")
    return b"".join((*rest, b"data: ", json.dumps(kept, ensure_ascii=False).encode(errors="surrogatepass")))


def _line(line: bytes, found: Found) -> bytes:
    field = cast("re.Match[bytes]", _DATA.match(line))[0]
    text = line[len(field) :].decode(errors="surrogateescape")
    return field + of_lines(text, found).encode(errors="surrogateescape")


def _without_parameter(at: re.Match[str], found: Found) -> str:
    name = unquote(at[2])
    if not is_secret_parameter(name):
        return at[0]
    found.note(unquote(at[3]), is_weak=is_weak(name))
    return at[1] + LEFT_OUT_OF_URL


def _without_user(at: re.Match[str], found: Found) -> str:
    user, colon, password = at[0][:-1].partition(":")
    if not colon and _is_word(user, 16):
        return at[0]
    found.note(unquote(password))
    found.note(unquote(user), is_weak=True)
    return ""


def _without_field(at: re.Match[str], found: Found) -> str:
    if not is_secret(at[2]) or not at[4]:
        return at[0]
    found.note(at[4], is_weak=is_weak(at[2]))
    return f"{at[0][: -len(at[4])]}{LEFT_OUT}"


def _without_line(at: re.Match[str], found: Found) -> str:
    value = at[3].strip("\"'")
    if not is_secret(at[1]) or not value or at[3].startswith(LEFT_OUT.partition(" ")[0]):
        return at[0]
    found.note(value, is_weak=True)
    return at[0].removesuffix(at[3]) + at[3].replace(value, LEFT_OUT)


def _is_word(value: str, longest: int) -> bool:
    return len(value) < longest and _WORD.fullmatch(value) is not None
