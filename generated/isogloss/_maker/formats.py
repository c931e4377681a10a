# Copied by isogloss from schema/maker/formats.py. Do not edit: change that, then generate.
"""The formats of texts: an example of each, and a regular expression whose texts every validator takes for valid."""

from __future__ import annotations

from typing import NamedTuple

from .language import Language
from .pattern import language_of
from .search import contains


class Format(NamedTuple):
    """A format of texts."""

    example: str
    pattern: str


_DAY = (
    r"(?!0000)(?:\d{4}-(?:(?:0[1-9]|1[0-2])-(?:0[1-9]|1\d|2[0-8])|(?:0[13-9]|1[0-2])-(?:29|30)|(?:0[13578]|1[02])-31)"
    r"|(?:\d\d(?:0[48]|[2468][048]|[13579][26])|(?:[02468][048]|[13579][26])00)-02-29)"
)
_TIME = r"(?:[01]\d|2[0-3]):[0-5]\d:[0-5]\d(?:\.\d{1,6})?(?:Z|[+-](?:[01]\d|2[0-3]):[0-5]\d)"
_DATE_UNITS = r"(?:\d+Y(?:\d+M(?:\d+D)?)?|\d+M(?:\d+D)?|\d+D)"
_TIME_UNITS = r"T(?:\d+H(?:\d+M(?:\d+S)?)?|\d+M(?:\d+S)?|\d+S)"
_LABEL = r"[A-Za-z](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?"
_HOST = rf"{_LABEL}(?:\.{_LABEL})*"
_BYTE = r"(?:25[0-5]|2[0-4]\d|1\d\d|[1-9]?\d)"
_GROUP = r"[0-9A-Fa-f]{1,4}"
_SHORTENED = "|".join(
    rf"{f'{_GROUP}(?::{_GROUP}){{{before - 1}}}' if before else ''}::(?:{_GROUP}(?::{_GROUP}){{0,{6 - before}}})?"
    for before in range(7)
)
_CHARACTER = r"(?:[A-Za-z0-9._~!$&'()*+,;=:@-]|%[0-9A-Fa-f]{2})"
_PATH = rf"(?:/{_CHARACTER}*)*"
_QUERY = rf"(?:\?{_CHARACTER}*)?(?:#{_CHARACTER}*)?"
_URI = rf"[A-Za-z][A-Za-z0-9+.-]*:(?://{_HOST}(?::\d{{1,4}})?{_PATH}|{_CHARACTER}+{_PATH}){_QUERY}"
_POINTER = r"(?:/(?:[^~/]|~[01])*)*"

_HOSTNAME = Format("example.com", rf"^(?!.*--)(?=.{{1,253}}$){_HOST}$")
_EMAIL = Format("a@example.com", rf"^[A-Za-z0-9]+(?:[._+-][A-Za-z0-9]+)*@(?!.*--){_HOST}$")
_URIS = Format("https://example.com/a", f"^{_URI}$")
_REFERENCES = Format("/a", f"^(?:{_URI}|/{_CHARACTER}+{_PATH}{_QUERY})$")

FORMATS = {
    "date-time": Format("2026-01-31T12:00:00Z", f"^{_DAY}T{_TIME}$"),
    "date": Format("2026-01-31", f"^{_DAY}$"),
    "time": Format("12:00:00Z", f"^{_TIME}$"),
    "duration": Format("PT1H", rf"^P(?:\d+W|{_DATE_UNITS}(?:{_TIME_UNITS})?|{_TIME_UNITS})$"),
    "uri": _URIS,
    "iri": _URIS,
    "url": _URIS,
    "uri-reference": _REFERENCES,
    "iri-reference": _REFERENCES,
    "uri-template": _REFERENCES,
    "email": _EMAIL,
    "idn-email": _EMAIL,
    "hostname": _HOSTNAME,
    "idn-hostname": _HOSTNAME,
    "ipv4": Format("192.0.2.1", rf"^{_BYTE}(?:\.{_BYTE}){{3}}$"),
    "ipv6": Format("2001:db8::1", f"^(?:{_GROUP}(?::{_GROUP}){{7}}|{_SHORTENED})$"),
    "uuid": Format(
        "123e4567-e89b-42d3-a456-426614174000", f"^{'-'.join(f'[0-9A-Fa-f]{{{n}}}' for n in (8, 4, 4, 4, 12))}$"
    ),
    "byte": Format("AAAA", r"^(?:[A-Za-z0-9+/]{4})*$"),
    "json-pointer": Format("/a", f"^{_POINTER}$"),
    "relative-json-pointer": Format("0", rf"^(?:0|[1-9]\d*)(?:#|{_POINTER})$"),
    "regex": Format("a", "^[A-Za-z0-9 _-]*$"),
}
"""The formats by name; of any other, nothing is known."""


def language_of_format(name: str) -> Language | None:
    """Texts that are of a format; None where nothing is known of it."""
    return language_of(FORMATS[name].pattern) if name in FORMATS else None


def is_of_format(text: str, name: str) -> bool:
    """True if a text is of a format. A format that is not known accepts any text."""
    known = FORMATS.get(name)
    if known is None or text == known.example:
        return True
    language = language_of(known.pattern)
    return language is not None and contains(language, text) is True
