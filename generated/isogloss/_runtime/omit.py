# Copied by isogloss from render/runtime/omit.py. Do not edit: change that, then generate.
"""The mark of an argument that is not given."""

from __future__ import annotations

from typing import Literal


class Omit:
    """The type of `omit`, the value of an argument that is not given; None would be sent as null.

    As the value of a header, it removes the header.
    """

    def __bool__(self) -> Literal[False]:
        return False

    def __repr__(self) -> str:
        return "omit"


omit = Omit()
