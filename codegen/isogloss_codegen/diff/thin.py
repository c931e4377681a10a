"""The comparison under its former name."""

from __future__ import annotations

from .compare import compare
from .rules import RULES

__all__ = ["RULES", "compare"]
