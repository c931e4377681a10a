"""Pieces of Python source. Texts of a document get into generated code only through functions of this module."""

from __future__ import annotations

import keyword
import math
import re
import textwrap
import unicodedata
from collections.abc import Iterable, Mapping
from typing import Any, LiteralString, cast

_WIDTH = 120
_LONG_TEXT = 90
_KEY = 12  # as long as the name of an argument
BLANKS = " \t\r\n"
"""The characters that separate words. Others without a visible shape are escaped."""

_SHORT_ESCAPES = {"\\": "\\\\", "\n": "\\n", "\r": "\\r", "\t": "\\t"}


class SourceError(Exception):
    """Source that cannot be written: an error of the generator, which must handle such cases earlier.

    `component` is the class and `module` the file, if they are known; `others` are classes with errors of their own.
    """

    def __init__(
        self, message: str, *, component: str | None = None, module: str | None = None, others: Iterable[str] = ()
    ) -> None:
        super().__init__(message)
        self.component = component
        self.module = module
        self.others = tuple(others)


class Source(str):
    """Python source that is safe to insert. Only functions of this module make it.

    Methods of `str` return a plain `str`, which `code` and the templates refuse.
    """

    __slots__ = ()


def code(template: LiteralString, *pieces: Source, **named: Source) -> Source:
    """The template with pieces of source in place of `{}`, as in `str.format`.

    Raises:
        TypeError: a piece is plain text.
    """
    return Source(template.format(*map(checked, pieces), **{name: checked(piece) for name, piece in named.items()}))


def joined(separator: LiteralString, pieces: Iterable[Source]) -> Source:
    """Pieces of source joined by a separator; raises TypeError if a piece is plain text."""
    return Source(separator.join(map(checked, pieces)))


def checked(piece: object) -> Source:
    """`piece`, if it is source. Templates insert nothing else.

    Raises:
        TypeError: it is text, a number, None or anything else.
    """
    if not isinstance(piece, Source):
        raise TypeError(f"{piece!r} is not source: make a literal, a name, a docstring or a comment of it")
    return piece


def identifier(name: str) -> Source:
    """A Python name, unchanged.

    Raises:
        SourceError: it is not a valid identifier, or Python normalises it to another one.
    """
    if not name.isidentifier() or keyword.iskeyword(name) or unicodedata.normalize("NFKC", name) != name:
        raise SourceError(f"{name!r} is not a valid Python name")
    return Source(name)


def literal(value: object) -> Source:
    """The Python literal of a JSON value, or of a tuple of them.

    Raises:
        SourceError: there is no literal (infinity, NaN, other types, integers of more than 4,300 digits).
    """
    if isinstance(value, str):
        text = "".join(map(_escaped, value)).replace('"', _QUOTE)
        return Source(f'"{text}"')
    if value is None or isinstance(value, bool) or (isinstance(value, float) and math.isfinite(value)):
        return Source(repr(value))
    if isinstance(value, int):
        try:
            return Source(repr(int(value)))
        except ValueError as error:
            raise SourceError("an integer is too long to be written") from error
    if isinstance(value, list):
        return code("[{}]", joined(", ", map(literal, cast("list[Any]", value))))
    if isinstance(value, tuple):
        items = [literal(item) for item in cast("tuple[Any, ...]", value)]
        return code("({},)", items[0]) if len(items) == 1 else code("({})", joined(", ", items))
    if isinstance(value, Mapping):
        entries = cast("Mapping[Any, Any]", value).items()
        return code("{{{}}}", joined(", ", (code("{}: {}", literal(key), literal(item)) for key, item in entries)))
    raise SourceError(f"there is no literal of {value!r}")


_QUOTE = '\\"'


def long_literal(value: object, key: str = "") -> Source:
    """A literal. A text that makes a long line behind its `key` becomes several literals in parentheses, which Python
    joins."""
    if not isinstance(value, str) or len(value) + max(0, len(key) - _KEY) < _LONG_TEXT:
        return literal(value)
    lines = [""]
    for word in re.findall(r"\S+\s*|\s+", value):
        lines[-1:] = [lines[-1] + word] if len(lines[-1] + word) < _LONG_TEXT else [lines[-1], word]
    return code("({})", joined(" ", map(literal, lines)))


def quoted(expression: Source) -> Source:
    """A type expression in quotes, for names that are defined later."""
    plain = "'" not in checked(expression) and "\\" not in expression
    return Source('"' + expression.replace('"', "'") + '"') if plain else literal(str(expression))


def docstring(text: str, indent: int) -> Source:
    """`text` as a docstring with an indentation of `indent` columns, wrapped at 120 columns.

    Words and plain spaces are kept. Normalised are line ends (CR and CRLF become LF), tabs (become spaces), and spaces
    and empty lines at the ends. Long lines are broken between words.
    """
    plain = _plain_lines(text)
    inner = plain.rstrip('"')
    text = "".join(character if character == "\n" else _escaped(character) for character in inner)
    text = text.replace('"""', _QUOTE * 3) + _QUOTE * (len(plain) - len(inner))
    if len(text) + indent + 6 <= _WIDTH and "\n" not in text:
        return Source(f'"""{text}"""')
    first, *rest = [line for paragraph in text.split("\n") for line in wrapped(paragraph, _WIDTH - 6 - indent) or [""]]
    pad = " " * indent
    lines = [first, *(f"{pad}{line}".rstrip(BLANKS) for line in rest)]
    return Source('"""' + "\n".join(lines) + f'\n{pad}"""')


def in_docstring(text: str) -> Source:
    """`text` in one line, for a docstring in a template."""
    text = " ".join(text.split()).replace('"', "'")
    return Source("".join(map(_escaped, text)))


def dotted(name: str) -> Source:
    """The name of a module. Raises SourceError if a part of it is not a valid Python name."""
    return joined(".", map(identifier, name.split(".")))


def comment(text: str) -> Source:
    """A comment line."""
    return Source(f"# {''.join(_escaped(character) for character in text)}")


def wrapped(text: str, width: int, *, first: str = "", others: str = "") -> list[str]:
    """The lines of a text, broken only at spaces, so that URLs and long names stay whole."""
    # textwrap breaks at, and drops, all white space of Python: white space that is not a blank is replaced meanwhile.
    odd = {character for character in text if character.isspace() and character not in BLANKS}
    unused = (chr(number) for number in range(0xE000, 0xF900) if chr(number) not in text)
    stand_ins = dict(zip(sorted(odd), unused, strict=False))
    lines = textwrap.wrap(
        text.translate(str.maketrans(stand_ins)),
        width,
        initial_indent=first,
        subsequent_indent=others,
        break_long_words=False,
        break_on_hyphens=False,
    )
    back = str.maketrans({stand_in: character for character, stand_in in stand_ins.items()})
    return [line.translate(back) for line in lines]


def _plain_lines(text: str) -> str:
    lines = text.replace("\r\n", "\n").replace("\r", "\n").expandtabs(4).split("\n")
    return "\n".join(line.rstrip(BLANKS) for line in lines).strip(BLANKS)


def _escaped(character: str) -> str:
    """A character in a literal. Invisible characters, and those that change the direction of text, are escaped."""
    if character in _SHORT_ESCAPES:
        return _SHORT_ESCAPES[character]
    if character.isprintable():
        return character
    number = ord(character)
    return f"\\x{number:02x}" if number < 0x100 else f"\\u{number:04x}" if number < 0x10000 else f"\\U{number:08x}"
