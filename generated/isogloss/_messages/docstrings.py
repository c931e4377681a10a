# Copied by isogloss from messages/_messages/docstrings.py. Do not edit: change that, then generate.
"""Reads what a docstring says about a function and its arguments, in the style of Google, NumPy, Sphinx or Epydoc."""

from __future__ import annotations

import inspect
import re
from itertools import pairwise

_FIELD = re.compile(r"[:@](\w+)(?:\s+([^:]*))?:\s*(.*)")
_HEAD = re.compile(r"(args|arguments|parameters|params|returns?|raises|yields?|examples?|notes?|attributes):?\s*", re.I)
_ARGUMENTS = ("args", "arguments", "parameters", "params")
_ENTRY = re.compile(r"\*{0,2}(\w+)[^:]*(?::\s*(.*))?")


def read_docstring(text: str | None) -> tuple[str, dict[str, str]]:
    """The description of a function, and those of its arguments by name."""
    lines = inspect.cleandoc(text or "").splitlines()
    described: list[str] = []
    arguments: dict[str, list[str]] = {}
    section, name, underlined, depth = "", "", False, -1
    for line, after in pairwise([*lines, ""]):
        indent = len(line) - len(line.lstrip())
        if field := _FIELD.fullmatch(line):
            section, words = "field", (field[2] or "").split()
            name = words[-1] if field[1] in ("param", "arg", "parameter") and words else ""
            if name:
                arguments[name] = [field[3]]
        elif not indent and (head := _HEAD.fullmatch(line)) and (":" in line or after.startswith("---")):
            section, name, underlined, depth = head[1].lower(), "", after.startswith("---"), -1
        elif not section:
            described.append(line)
        elif section in _ARGUMENTS and line.strip("- ") and indent == (depth if depth >= 0 else indent):
            depth, entry = indent, _ENTRY.fullmatch(line.strip())
            name = entry[1] if entry else ""
            if entry:
                # NumPy has the type behind the colon, and the description below.
                arguments[name] = [] if underlined else [entry[2] or ""]
        elif name and indent:
            arguments[name].append(line.strip())
    found = {name: "\n".join(parts).strip() for name, parts in arguments.items()}
    return "\n".join(described).strip(), {name: what for name, what in found.items() if what}
