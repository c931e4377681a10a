# Copied by isogloss from render/runtime/layers.py. Do not edit: change that, then generate.
"""The models of a dialect: its own, else those of the base."""

from __future__ import annotations

from functools import cache
from importlib import import_module
from types import ModuleType
from typing import Any


class _Layers(ModuleType):
    def __init__(self, own: ModuleType, base: ModuleType) -> None:
        super().__init__(own.__name__, own.__doc__)
        self._own, self._base = own, base

    def __getattr__(self, name: str) -> Any:
        return getattr(self._own if hasattr(self._own, name) else self._base, name)


@cache
def layered(own: str, base: str) -> ModuleType:
    """A module with the names of the module `own`, and all other names of `base`."""
    return _Layers(import_module(own), import_module(base))
