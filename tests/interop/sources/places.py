"""Finds what evidence points at in a file: the function, class, field or heading that it names, or its lines."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

_NAME = re.compile(r"[A-Za-z_][\w.]*")
_DECLARED = r"^[^\n]*\b(?:class|const|enum|func|function|interface|struct|type)\s+{}\b.*$"


def file_of(folder: Path, path: str) -> Path | None:
    """The file of a release; its path in the repository may begin with folders that the release does not have."""
    parts = Path(path).parts
    candidates = (folder.joinpath(*parts[index:]) for index in range(len(parts)))
    return next((each for each in candidates if each.is_file()), None)


def place(file: Path, where: str, lines: str | None = None) -> str | None:
    """The text that evidence points at; None if the file does not have it."""
    text = file.read_text(encoding="utf-8", errors="replace")
    if (found := _named(file, text, where)) is not None:
        return found
    if lines is None:
        return None
    first, _, last = lines.partition("-")
    chosen = text.splitlines()[int(first) - 1 : int(last or first)]
    return "\n".join(chosen) or None


def _named(file: Path, text: str, where: str) -> str | None:
    if file.suffix == ".md":
        found = re.search(rf"^(#+) {re.escape(where)}$.*?(?=^#|\Z)", text, re.MULTILINE | re.DOTALL)
        return found[0].strip() if found else None
    match = _NAME.match(where)
    if match is None:
        return None
    name = match[0].rstrip(".")
    if file.suffix != ".py":
        return _block(text, name.rpartition(".")[2])
    node = _node(ast.parse(text), name.split("."))
    return ast.get_source_segment(text, node) if node is not None else None


def _node(holder: ast.AST, names: list[str]) -> ast.AST | None:
    """The definition with a dotted name. Its first part may be anywhere; each other one is in the one before."""
    first, *rest = names
    for node in ast.walk(holder):
        if first not in _names(node):
            continue
        if not rest:
            return node
        inner = next((each for each in _inner(node) if rest[0] in _names(each)), None)
        found = inner if inner is None or len(rest) == 1 else _node(inner, rest[1:])
        if found is not None:
            return found
    return None


def _inner(node: ast.AST) -> Iterator[ast.AST]:
    """The statements in the body of a definition, those under conditions too."""
    for each in getattr(node, "body", ()):
        yield each
        if isinstance(each, ast.If | ast.Try | ast.With):
            yield from _inner(each)


def _names(node: ast.AST) -> list[str]:
    match node:
        case ast.ClassDef(name=name) | ast.FunctionDef(name=name) | ast.AsyncFunctionDef(name=name):
            return [name]
        case ast.AnnAssign(target=ast.Name(id=name)):
            return [name]
        case ast.Assign(targets=targets):
            return [each.id for each in targets if isinstance(each, ast.Name)]
        case _:
            return []


def _block(text: str, name: str) -> str | None:
    """A declaration in a language with braces, up to the brace that closes it or the end of its line."""
    match = re.search(_DECLARED.format(re.escape(name)), text, re.MULTILINE)
    if match is None:
        return None
    depth = 0
    for index in range(match.start(), len(text)):
        depth += {"{": 1, "}": -1}.get(text[index], 0)
        if depth == 0 and (text[index] == "}" or (text[index] == "\n" and index > match.start())):
            return text[match.start() : index + 1].strip()
    return text[match.start() :]
