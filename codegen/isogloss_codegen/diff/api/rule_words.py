"""How the rules of this package are written down."""

from __future__ import annotations

from ...rule import Rule

INFO = ("info",)
WARNING = ("warning",)
BREAKING = ("breaking",)
_NOTHING = "Nothing has to be done."


def rule(id: str, levels: tuple[str, ...], title: str, why: str, example: str, advice: str = _NOTHING) -> Rule:
    """A rule of comparisons; what is good to know only needs no advice."""
    return Rule(id, "diff", levels, title, why, example, advice)
