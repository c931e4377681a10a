"""Reads generated modules before they are written, and refuses code that no template writes.

All text of a document is marked when it is inserted (`source.py`). If that ever fails, this module refuses the inserted
code, because it calls, imports or states something unknown.
"""

from __future__ import annotations

import ast
from collections.abc import Iterable

from .source import SourceError

_IMPORTED = frozenset(
    (
        *("__future__", "asyncio", "collections.abc", "functools", "pathlib", "pydantic", "re"),
        *("typing", "typing_extensions"),
    )
)
# The calls in generated code: classes and functions by name, methods by attribute.
_CALLED = frozenset(
    (
        *("Api", "Application", "AsyncPager", "AsyncStreamManager", "Behaviour", "Call", "ConfigDict", "Cursor"),
        *("DefaultTag", "Dialect", "EventStream", "Field", "Keywords", "OpenUnion", "Operation", "Pagination"),
        *("Parameter", "Path"),
        *("Answer", "Answers", "Binary", "DownloadManager", "AsyncDownloadManager", "Form", "Json", "Multipart"),
        *("Requirements", "Scheme", "Style", "Text"),
        *("Replayable", "RequestOptions", "Rule", "SecurityScheme", "Server", "ServiceError", "StreamManager"),
        *(
            "TagMapping",
            "TypeAliasType",
            "TypedDict",
            "__dir__",
            "async_raw",
            "cached_property",
            "find_model",
            "lazy",
            "partial",
            "raw",
            "raw_view",
            "stated",
        ),
    )
)
_METHODS = frozenset((*("applied_to", "collector", "compile", "from_arguments", "rpartition", "send", "with_name"),))
_DECORATORS = frozenset(("overload", "property", "staticmethod"))
_NODES = (
    *(ast.Module, ast.ClassDef, ast.FunctionDef, ast.AsyncFunctionDef, ast.arguments, ast.arg, ast.keyword, ast.alias),
    *(
        ast.Import,
        ast.ImportFrom,
        ast.Expr,
        ast.Assign,
        ast.AnnAssign,
        ast.AugAssign,
        ast.Add,
        ast.If,
        ast.Pass,
        ast.Return,
        ast.Raise,
    ),
    *(ast.Constant, ast.Name, ast.Attribute, ast.Subscript, ast.Call, ast.Await, ast.Dict, ast.List, ast.Set),
    *(ast.Tuple, ast.BinOp, ast.BitOr, ast.BoolOp, ast.Or, ast.Mult, ast.UnaryOp, ast.USub, ast.Not),
    *(ast.Load, ast.Store, ast.JoinedStr, ast.FormattedValue),
)
_TYPE_NODES = (
    *(ast.Expression, ast.Name, ast.Attribute, ast.Subscript, ast.Tuple, ast.Constant, ast.BinOp, ast.BitOr, ast.Load),
    *(ast.UnaryOp, ast.USub),
)


def audit(text: str, module: str) -> None:
    """Reads a generated module.

    Raises:
        SourceError: it is not valid Python, or contains something that no template writes.
    """
    try:
        tree = ast.parse(text)
    except (SyntaxError, ValueError, RecursionError, MemoryError) as error:
        raise SourceError("this is not valid Python", module=module) from error
    classes = {node.name for node in tree.body if isinstance(node, ast.ClassDef)}
    # The clients of providers use classes of the base.
    base = (node for node in tree.body if isinstance(node, ast.ImportFrom) and node.level and node.module == "client")
    classes |= {alias.name for node in base for alias in node.names}
    # Statements are made by what their source has in common.
    classes |= {_target(node) or "" for node in tree.body if _is_partial(node)}
    for statement in tree.body:
        for node in ast.walk(statement):
            if (why := _unknown(node, classes)) is not None:
                owner = statement.name if isinstance(statement, ast.ClassDef) else _target(statement)
                raise SourceError(f"{why} is not in any template", component=owner, module=module)


def _is_partial(node: ast.stmt) -> bool:
    made = node.value if isinstance(node, ast.Assign) else None
    return isinstance(made, ast.Call) and ast.unparse(made.func) == "partial"


def definition_at(text: str, line: int) -> str | None:
    """The class or name that a module defines at a line."""
    for statement in ast.parse(text).body:
        if statement.lineno <= line <= (statement.end_lineno or statement.lineno):
            return statement.name if isinstance(statement, ast.ClassDef) else _target(statement)
    return None


def _target(statement: ast.stmt) -> str | None:
    target = statement.targets[0] if isinstance(statement, ast.Assign) else None
    return target.id if isinstance(target, ast.Name) else None


def _unknown(node: ast.AST, classes: set[str]) -> str | None:
    """The reason why a node is refused, or None."""
    if not isinstance(node, _NODES):
        return type(node).__name__
    if isinstance(node, ast.Import):
        return next((f"import {name.name}" for name in node.names if name.name not in _IMPORTED), None)
    if isinstance(node, ast.ImportFrom) and not node.level:
        return None if node.module in _IMPORTED else f"import {node.module}"
    if isinstance(node, ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef):
        names = [ast.unparse(decorator) for decorator in node.decorator_list]
        return next((f"@{name}" for name in names if name not in _DECORATORS), None)
    if isinstance(node, ast.Subscript):
        is_text = isinstance(node.value, ast.Name) and node.value.id == "Literal"
        return None if is_text else _unknown_type([node.slice])
    if isinstance(node, ast.Call):
        return _unknown_call(node.func, classes) or (_unknown_type(node.args[1:]) if _is_type(node) else None)
    return None


def _is_type(node: ast.Call) -> bool:
    return isinstance(node.func, ast.Name) and node.func.id in ("TypeAliasType", "TypedDict")


def _unknown_call(function: ast.expr, classes: set[str]) -> str | None:
    if isinstance(function, ast.Name):
        known = function.id in _CALLED or function.id in classes
        return None if known else f"{function.id}()"
    if isinstance(function, ast.Attribute):
        return None if function.attr in _METHODS else f".{function.attr}()"
    return "a call without a name"


def _unknown_type(written: Iterable[ast.AST]) -> str | None:
    """Like `_unknown`, for types in quotes, which Python evaluates later."""
    waiting = list(written)
    while waiting:
        inner = waiting.pop()
        if isinstance(inner, ast.Constant) and isinstance(inner.value, str):
            try:
                quoted = ast.parse(inner.value, mode="eval")
            except (SyntaxError, ValueError):
                return "a text in place of a type"
            if not all(isinstance(part, _TYPE_NODES) for part in ast.walk(quoted)):
                return "code in place of a type"
        elif isinstance(inner, ast.Tuple | ast.BinOp | ast.List):
            waiting += ast.iter_child_nodes(inner)
        elif isinstance(inner, ast.Dict):
            waiting += inner.values
    return None
