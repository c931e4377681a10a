"""Which regular expressions a model can hold a text to."""

from __future__ import annotations

import re
import warnings
from functools import cache
from typing import Literal


@cache
def engine_of(pattern: str) -> Literal["pydantic", "python"] | None:
    """What can search for a pattern: pydantic's own engine, or else Python's; None if neither knows what it means.

    pydantic's takes time in proportion to the text, whatever the pattern; it knows no lookaround.
    """
    from pydantic_core import SchemaError, SchemaValidator, core_schema

    try:
        SchemaValidator(core_schema.str_schema(pattern=pattern))
    except (SchemaError, UnicodeEncodeError):
        pass
    else:
        return "pydantic"
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            re.compile(pattern)
        except (re.error, OverflowError, RecursionError):
            return None
    return "python"
