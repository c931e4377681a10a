"""Reads a module by the tables of `layers`: names the imports and the calls that nothing there permits."""

from __future__ import annotations

import ast
import builtins
import sys
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from .layers import IMPORTS, POWERS

PACKAGE = "isogloss_codegen"

_STREAMS = ("stdin", "stdout", "stderr", "__stdin__", "__stdout__", "__stderr__", "displayhook")
# A name here stands for all that is below it.
_NAMES: dict[str, tuple[str, ...]] = {
    "print": ("print", "input", "breakpoint", "click", "rich", "getpass", "pprint",
              *(f"sys.{name}" for name in _STREAMS)),
    "exit": ("exit", "quit", "SystemExit", "sys.exit", "os._exit", "os.abort", "os.kill"),
    "files": ("open", "io.open", "io.FileIO", "os", "shutil", "tempfile", "fileinput", "glob", "mmap", "sqlite3",
              "zipfile", "tarfile", "importlib.resources", "pkgutil"),
    "network": ("socket", "socketserver", "ssl", "http.client", "http.server", "urllib.request", "ftplib", "smtplib",
                "httpx2", "httpcore2", "requests", "aiohttp", "uvicorn", "webbrowser", "asyncio.open_connection",
                "asyncio.start_server"),
    "programs": ("subprocess", "multiprocessing", "pty", "ctypes", "signal", "os.system", "os.popen", "os.fork",
                 "asyncio.create_subprocess_exec", "asyncio.create_subprocess_shell"),
    "import": ("eval", "exec", "__import__", "importlib.import_module", "importlib.metadata", "runpy"),
}  # fmt: skip
# These of `os` touch no file.
_HARMLESS = (
    *(f"os.{name}" for name in ("PathLike", "environ", "fspath", "linesep", "sep")),
    *(f"os.path.{name}" for name in ("basename", "dirname", "isabs", "join", "normpath", "sep", "splitext")),
)
# Methods of pathlib that no other type of ours has; `open`, `exists`, `replace` and the like are found by their owner.
_METHODS = frozenset(
    [
        "chmod",
        "exists",
        "expanduser",
        "glob",
        "is_dir",
        "is_file",
        "is_symlink",
        "iterdir",
        "lstat",
        "mkdir",
        "read_bytes",
        "read_text",
        "readlink",
        "rglob",
        "rmdir",
        "samefile",
        "stat",
        "symlink_to",
        "touch",
        "unlink",
        "write_bytes",
        "write_text",
    ]
)
_BUILTINS = frozenset(name for names in _NAMES.values() for name in names) & frozenset(dir(builtins))


class Offence(NamedTuple):
    """A line that its layer does not permit; `what` is the import or the call."""

    module: str
    line: int
    what: str
    reason: str

    def __str__(self) -> str:
        return f"{self.module}:{self.line}: {self.what}: {self.reason}"


def imported(nodes: Sequence[ast.AST], module: str, *, package: bool = False) -> Iterator[tuple[int, str]]:
    """The lines and dotted names of all imports, also of deferred ones."""
    above = module.split(".") if package else module.split(".")[:-1]
    for node in nodes:
        if isinstance(node, ast.Import):
            yield from ((node.lineno, alias.name) for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            base = [*above[: len(above) - node.level + 1]] if node.level else []
            base += [node.module] if node.module else []
            yield from ((node.lineno, ".".join([*base, alias.name])) for alias in node.names)


def offences(nodes: Sequence[ast.AST], module: str, *, package: bool = False) -> list[Offence]:
    """Lists what a module does that no table permits; `module` is its name in the generator, `nodes` are its parts."""
    return [*_imports(nodes, module, package), *_powers(nodes, module)]


def layer(module: str, table: dict[str, dict[str, str]]) -> str:
    """The longest name of a table that a module's name begins with, or an empty one."""
    return max((name for name in table if _is_below(module, name)), key=len, default="")


def permission(module: str, target: str) -> str | None:
    """The permission by which a module imports another, or a library; None where there is none."""
    own = layer(module, IMPORTS)
    # `document` may have what is below it; a layer below it may not have `document`.
    if _is_below(target, own) and own:
        return own
    return next((name for name in IMPORTS.get(own, {}) if _is_below(target, name)), None)


def _imports(nodes: Sequence[ast.AST], module: str, package: bool) -> Iterator[Offence]:
    own = layer(module, IMPORTS)
    if module and not own:
        yield Offence(module, 1, "this module", "belongs to no layer: list it in tests/codegen/layers.py")
        return
    for line, name in imported(nodes, f"{PACKAGE}.{module}" if module else PACKAGE, package=package):
        target = name.removeprefix(f"{PACKAGE}.")
        if name.partition(".")[0] in sys.stdlib_module_names or name == PACKAGE:
            continue
        if permission(module, target) is None:
            yield Offence(module, line, f"imports {target}", f"`{own}` may not: list it with a reason, or leave it out")


def _powers(nodes: Sequence[ast.AST], module: str) -> Iterator[Offence]:
    for line, power, what in powers_used(nodes):
        if not permitted_powers(module, power):
            reason = f"`{module}` may not {_DOES[power]}: list it with a reason, or leave it out"
            yield Offence(module, line, what, reason)


def permitted_powers(module: str, power: str) -> list[tuple[str, str]]:
    """The permissions by which a module has a power, as their keys in the table."""
    return [(name, power) for name, powers in POWERS.items() if _is_below(module, name) and power in powers]


_DOES = {
    "print": "print or read a terminal",
    "exit": "exit",
    "files": "use files",
    "network": "use the network",
    "programs": "run other programs",
    "import": "import or run what it finds at run time",
}


def powers_used(nodes: Sequence[ast.AST]) -> Iterator[tuple[int, str, str]]:
    """Each use of a power: its line, the power, and the name or method that has it, also under another name."""
    meanings = _meanings(nodes)
    inner: set[int] = set()
    for node in nodes:
        if isinstance(node, ast.Attribute) and id(node) not in inner:
            inner.update(id(part) for part in ast.walk(node.value) if isinstance(part, ast.Attribute))
            name = _dotted(node, meanings)
            if name is None and node.attr in _METHODS:
                yield node.lineno, "files", f".{node.attr}"
        elif isinstance(node, ast.Name) and isinstance(node.ctx, ast.Load):
            name = meanings.get(node.id)
            name = name if name in _BUILTINS or (name and "." in name) else None
        else:
            continue
        if name is not None and not any(_is_below(name, each) for each in _HARMLESS):
            yield from (
                (node.lineno, power, name)
                for power, names in _NAMES.items()
                if any(_is_below(name, each) for each in names)
            )


def _meanings(nodes: Sequence[ast.AST]) -> dict[str, str]:
    """The meanings of the names in a module: imports by their full names, and builtins that no definition hides."""
    found: dict[str, str] = {}
    hidden: set[str] = set()
    for node in nodes:
        if isinstance(node, ast.Import):
            for alias in node.names:
                top = alias.name.partition(".")[0]
                found[alias.asname or top] = alias.name if alias.asname else top
        elif isinstance(node, ast.ImportFrom):
            for alias in node.names:
                name = alias.asname or alias.name
                if node.level:
                    hidden.add(name)
                else:
                    found[name] = f"{node.module}.{alias.name}"
        elif isinstance(node, ast.arg):
            hidden.add(node.arg)
        elif isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
            hidden.add(node.name)
        elif isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store):
            hidden.add(node.id)
    return {name: name for name in _BUILTINS - hidden} | found


def _dotted(node: ast.expr, meanings: dict[str, str]) -> str | None:
    if isinstance(node, ast.Name):
        return meanings.get(node.id)
    if isinstance(node, ast.Attribute):
        base = _dotted(node.value, meanings)
        return None if base is None else f"{base}.{node.attr}"
    return None


def _is_below(name: str, above: str) -> bool:
    return name == above or name.startswith(f"{above}.")
