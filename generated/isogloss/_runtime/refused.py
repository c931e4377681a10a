# Copied by isogloss from render/runtime/refused.py. Do not edit: change that, then generate.
"""Removes from a request the values that only a provider refuses and the base accepts."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from types import ModuleType

from .call import Call, prepare
from .errors import RequestValidationError
from .options import omit
from .policy import without
from .support.lookup import Steps
from .validation import read_path


def without_refused(call: Call, models: ModuleType, base: ModuleType) -> tuple[Call, Sequence[Steps]]:
    """`call` without the body fields whose values `models` refuses and `base` accepts, and the places of those.

    Raises:
        RequestValidationError: `base` refuses the body too, or no valid body is left.
    """
    try:
        prepare(_bare(call), models)
    except RequestValidationError as error:
        try:
            prepare(_bare(call), base)
        except RequestValidationError:
            raise error from None
        places = sorted({_field(problem.path) for problem in error.problems}, key=str)
        if not places or () in places:
            raise
        try:
            fitted = replace(call, body=without(call.body, places, call.operation.needs))
        except (KeyError, IndexError):
            raise error from None  # The field of the problem is absent.
        prepare(_bare(fitted), models)
        return fitted, places
    return call, ()


def with_taken_parameters(call: Call, models: ModuleType, base: ModuleType) -> Call:
    """`call` without the header and query values that `models` refuses and `base` accepts.

    Raises:
        RequestValidationError: `base` refuses them too, or they are required.
    """
    bare = replace(call, body=omit, operation=replace(call.operation, body=None))
    try:
        prepare(bare, models)
    except RequestValidationError as error:
        try:
            prepare(bare, base)
        except RequestValidationError:
            raise error from None
        refused = {re.split(r"[.\[]", problem.path, maxsplit=1)[0] for problem in error.problems}
        left = {name: value for name, value in call.parameters.items() if name not in refused}
        prepare(replace(bare, parameters=left), models)
        return replace(call, parameters=left)
    return call


def _bare(call: Call) -> Call:
    """The call with only its body."""
    return replace(call, operation=replace(call.operation, parameters=(), parameters_model=None))


def _field(path: str) -> Steps:
    """`messages[0].role` as steps, up to the last field; items of arrays stay."""
    steps = list(read_path(path))
    while steps and isinstance(steps[-1], int):
        steps.pop()
    return tuple(steps)
