"""Finds the methods that an API's own runtime adds to the classes of `client.py`."""

from __future__ import annotations

import ast
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from types import MappingProxyType

_PACKAGE = Path(__file__).parents[1]
SUFFIX = "Methods"
MODULE = "methods"


@cache
def mixins(runtime: str | None) -> Mapping[str, tuple[str, ...]]:
    """The classes of `client.py`, without prefix, that inherit from the runtime: `Pets` from `PetsMethods`.

    Each has the names of its calls, which are the public methods that are `async`, besides `send`.
    """
    path = _PACKAGE / str(runtime) / f"_{runtime}" / f"async_{MODULE}.py"
    if runtime is None or not path.is_file():
        return MappingProxyType({})
    classes = (node for node in ast.parse(path.read_text(encoding="utf-8")).body if isinstance(node, ast.ClassDef))
    found = {
        node.name.removeprefix("Async").removesuffix(SUFFIX): tuple(
            each.name
            for each in node.body
            if isinstance(each, ast.AsyncFunctionDef) and not each.name.startswith("_") and each.name != "send"
        )
        for node in classes
        if node.name.endswith(SUFFIX)
    }
    return MappingProxyType(found)
