"""Rewrites optional fields of generated models: an absent field is `None`; a mark tells if null is allowed."""

from __future__ import annotations

import ast
import io
from collections.abc import Iterator

_ABSENT = "MISSING"


def absent_as_none(text: str) -> str:
    """`text`, a module of models, with `x: int | None = None` in place of `x: int | MISSING = MISSING`.

    If null may be sent (`x: int | MISSING | None = MISSING`), the field is marked as `Nullable`.
    """
    lines = io.StringIO(text, newline="").readlines()
    for field in _optional_fields(ast.parse(text)):
        assert field.end_lineno is not None
        indent = " " * field.col_offset
        written = f"{indent}{ast.unparse(field.target)}: {_annotation(field.annotation)} = None\n"
        lines[field.lineno - 1 : field.end_lineno] = [written, *[""] * (field.end_lineno - field.lineno)]
    return "".join(lines)


def _optional_fields(module: ast.Module) -> Iterator[ast.AnnAssign]:
    for statement in module.body:
        for field in statement.body if isinstance(statement, ast.ClassDef) else ():
            if isinstance(field, ast.AnnAssign) and isinstance(field.value, ast.Name) and field.value.id == _ABSENT:
                yield field


def _annotation(node: ast.expr) -> str:
    kind, metadata = _annotated(node)
    members = list(_members(kind))
    values = [member for member in members if member not in (_ABSENT, "None")]
    if "None" in members:
        metadata.append("Nullable")
    union = " | ".join([*values, "None"])
    return f"Annotated[{union}, {', '.join(metadata)}]" if metadata else union


def _annotated(node: ast.expr) -> tuple[ast.expr, list[str]]:
    """An annotation without `Annotated`, and the metadata of that."""
    if isinstance(node, ast.Subscript) and ast.unparse(node.value) == "Annotated" and isinstance(node.slice, ast.Tuple):
        kind, *metadata = node.slice.elts
        return kind, [ast.unparse(each) for each in metadata]
    return node, []


def _members(node: ast.expr) -> Iterator[str]:
    if isinstance(node, ast.BinOp) and isinstance(node.op, ast.BitOr):
        yield from _members(node.left)
        yield from _members(node.right)
    else:
        yield ast.unparse(node)
