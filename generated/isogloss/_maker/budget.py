# Copied by isogloss from schema/maker/budget.py. Do not edit: change that, then generate.
"""A bound on the work that one question may cost: inputs are hostile, and some schemas have no end."""

from __future__ import annotations


class SpentError(Exception):
    """A question costs more work than it may."""


class Budget:
    """Work that is left, in steps of about a microsecond: the same question always takes equally many.

    Args:
        steps: How many there are.
        whole: A budget that this one is a part of, and that pays as well.
    """

    def __init__(self, steps: int, whole: Budget | None = None) -> None:
        self._left = steps
        self._whole = whole

    def spend(self, steps: int = 1) -> None:
        """Takes steps off.

        Raises:
            SpentError: none are left.
        """
        self._left -= steps
        if self._left < 0:
            raise SpentError
        if self._whole is not None:
            self._whole.spend(steps)
