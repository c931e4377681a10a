# Copied by isogloss from render/runtime/lazy.py. Do not edit: change that, then generate.
"""Names of a package that are looked up on first use, so that importing the package costs next to nothing."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Mapping
from importlib import import_module
from typing import Any


def lazy(
    package: str, homes: Mapping[str, str | Iterable[str]], *, without: str = "", outside: str = ""
) -> tuple[Callable[[str], Any], Callable[[], list[str]]]:
    """The functions `__getattr__` and `__dir__` of a module.

    Args:
        package: The name of the module.
        homes: The names by the module that they come from; of several the first counts. Those of "." are modules.
        without: Names that the module does not have.
        outside: The module whose function `explain` says why a name is not here.

    A text is names with blanks in between.
    """
    gone = {*without.split()}
    found: dict[str, str] = {}
    for home, names in homes.items():
        each = names.split() if isinstance(names, str) else names
        found |= {name: home for name in each if name not in found and name not in gone}

    def get(name: str) -> Any:
        if name not in found:
            why = import_module(outside, package).explain(name, package) if outside else None
            if why is not None:
                raise ImportError(why)  # `from package import name` would not show an AttributeError
            raise AttributeError(f"module {package!r} has no attribute {name!r}")
        module = sys.modules[package]
        parent = package if hasattr(module, "__path__") else package.rpartition(".")[0]
        if found[name] == ".":
            return import_module(f".{name}", parent)
        value = getattr(import_module(found[name], parent), name)
        setattr(module, name, value)
        return value

    return get, lambda: sorted(found)
