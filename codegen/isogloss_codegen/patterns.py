"""Finds the regular expression engine of a model for a pattern."""

from __future__ import annotations

import re
import warnings
from functools import cache
from typing import Literal


@cache
def engine_of(pattern: str) -> Literal["pydantic", "python"] | None:
    """The engine that supports a pattern: pydantic's own, else Python's; None if neither supports it.

    pydantic's takes linear time for every pattern; it has no lookaround.
    """
    from pydantic_core import SchemaError, SchemaValidator, core_schema

    try:
        SchemaValidator(core_schema.str_schema(pattern=pattern))
    except (SchemaError, UnicodeEncodeError):
        pass
    else:
        return "pydantic"
    return "python" if _is_of_python(pattern) else None


def is_supported(pattern: str) -> bool:
    """True if there is an engine for a pattern. Python's knows nearly all, and pydantic takes a while to import."""
    return _is_of_python(pattern) or engine_of(pattern) is not None


def _is_of_python(pattern: str) -> bool:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            re.compile(pattern)
        except (re.error, OverflowError, RecursionError):
            return False
    return True
