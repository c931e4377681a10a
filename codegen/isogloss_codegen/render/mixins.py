"""Finds the methods that an API's own runtime adds to the classes of `client.py`."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

_PACKAGE = Path(__file__).parents[1]
SUFFIX = "Methods"
MODULE = "methods"


@cache
def mixins(runtime: str | None) -> frozenset[str]:
    """The classes of `client.py`, without prefix, that inherit methods from the runtime: `Pets` from `PetsMethods`."""
    path = _PACKAGE / str(runtime) / f"_{runtime}" / f"async_{MODULE}.py"
    if runtime is None or not path.is_file():
        return frozenset()
    found = re.findall(rf"^class Async(\w+){SUFFIX}\b", path.read_text(encoding="utf-8"), flags=re.MULTILINE)
    return frozenset(map(str, found))
