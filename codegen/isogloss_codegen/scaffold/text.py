"""Writes the text of overlays: flow mappings if they fit on a line, and wrapped comments."""

from __future__ import annotations

import re
import textwrap
from collections.abc import Mapping
from typing import Any, cast

import yaml

from ..document.values import as_list, as_map

_WIDTH = 120
# The rest of a line after the indentation of a statement.
_LINE = _WIDTH - 12


def json_path(pointer: str) -> str:
    """A JSON pointer as a JSONPath."""
    path = "$"
    for token in pointer.split("/")[1:]:
        name = token.replace("~1", "/").replace("~0", "~")
        if name.isdecimal():
            path += f"[{name}]"
        else:
            quoted = name.replace("\\", "\\\\").replace("'", "\\'")
            path += f".{name}" if re.fullmatch(r"[A-Za-z_]\w*", name, re.ASCII) else f"['{quoted}']"
    return path


def heading(title: str, indent: str = "  ") -> str:
    return f"\n{f'{indent}# ---- {title} ':-<{_WIDTH}}\n\n"


def comment(text: str, indent: int = 4) -> str:
    before = f"{' ' * indent}# "
    return textwrap.fill(" ".join(text.split()), _WIDTH, initial_indent=before, subsequent_indent=before) + "\n"


def indented(text: str, indent: int) -> str:
    return textwrap.indent(text, " " * indent)


def keyed(key: str, value: Any) -> str:
    """A key with a mapping or a list of mappings, one line for each of their keys."""
    inner = "".join(map(listed, as_list(value))) or _lines(as_map(value))
    return f"{key}:\n{indented(inner, 2)}"


def listed(words: Mapping[str, Any]) -> str:
    """A mapping as a list item."""
    return f"- {indented(_lines(words), 2)[2:]}"


def _lines(words: Mapping[str, Any]) -> str:
    """One line for each key. A mapping that is too long for a line goes below its key."""
    lines: list[str] = []
    for key, value in words.items():
        line = f"{_yaml(key)}: {_yaml(value)}\n"
        is_nested = isinstance(value, dict) or any(isinstance(inner, dict) for inner in as_list(value))
        lines.append(keyed(key, value) if len(line) > _LINE and is_nested else line)
    return "".join(lines)


def _yaml(value: Any) -> str:
    """A value in flow style; a long text continues on the next line, indented."""

    class Dumper(cast(Any, yaml.SafeDumper)):
        def ignore_aliases(self, data: object) -> bool:
            return True

    width = _LINE - 20 if isinstance(value, str) else 10 * _WIDTH
    text = yaml.dump(value, Dumper=Dumper, sort_keys=False, allow_unicode=True, width=width, default_flow_style=True)
    return text.removesuffix("...\n").strip()
