"""The rules of differences between schemas: what each says, to whom it matters, and how to live with it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from ..levels import LEVELS, Level
from ..rule import Rule, by_id
from .judge import UNPROVEN, judge
from .model import Direction, Effect, Fact
from .schema_words import WORDS

DIRECTIONS: tuple[Direction, ...] = ("request", "response")


class Kind(NamedTuple):
    """A kind of difference: what was done to what, and what may become of the accepted values."""

    subject: str
    edit: str
    effects: tuple[Effect, ...]
    is_open: bool = False


_UP: tuple[Effect, ...] = ("narrows",)
_DOWN: tuple[Effect, ...] = ("widens",)
_BOTH: tuple[Effect, ...] = ("both",)
_OPEN_QUESTION: tuple[Effect, ...] = ("undecided",)
_NEITHER: tuple[Effect, ...] = ("none",)
_ANY: tuple[Effect, ...] = ("narrows", "widens", "both", "undecided")

KINDS: tuple[Kind, ...] = (
    *(Kind("type", edit, effects) for edit, effects in (("removed", _UP), ("added", _DOWN), ("changed", _BOTH))),
    *(Kind("type", edit, effects) for edit, effects in (("narrowed", _UP), ("widened", _DOWN))),
    *(Kind("null", edit, effects) for edit, effects in (("removed", _UP), ("added", _DOWN))),
    *(Kind("lower-bound", edit, effects) for edit, effects in (("raised", _UP), ("lowered", _DOWN))),
    *(Kind("upper-bound", edit, effects) for edit, effects in (("lowered", _UP), ("raised", _DOWN))),
    Kind("multiple", "added", _UP),
    Kind("multiple", "removed", _DOWN),
    Kind("multiple", "changed", ("narrows", "widens", "both")),
    *(
        Kind(f"{end}-{noun}", edit, _UP if (edit == "raised") == (end == "min") else _DOWN)
        for noun in ("length", "items", "properties")
        for end in ("min", "max")
        for edit in ("raised", "lowered")
    ),
    *(
        Kind(subject, edit, effects)
        for subject in ("pattern", "format")
        for edit, effects in (("added", _UP), ("removed", _DOWN), ("changed", _OPEN_QUESTION))
    ),
    Kind("format", "narrowed", _UP),
    Kind("format", "widened", _DOWN),
    Kind("encoding", "changed", _OPEN_QUESTION),
    Kind("enum", "added", _UP),
    Kind("enum", "removed", _DOWN),
    Kind("enum", "closed", _UP),
    Kind("enum", "opened", _DOWN),
    Kind("enum-value", "removed", _UP),
    Kind("enum-value", "removed", _NEITHER, is_open=True),
    Kind("enum-value", "added", _DOWN),
    Kind("enum-value", "added", _NEITHER, is_open=True),
    Kind("union", "closed", _UP),
    Kind("union", "opened", _DOWN),
    Kind("union-member", "removed", _UP),
    Kind("union-member", "removed", _DOWN, is_open=True),
    Kind("union-member", "added", _DOWN),
    Kind("union-member", "added", _UP, is_open=True),
    Kind("unique-items", "added", _UP),
    Kind("unique-items", "removed", _DOWN),
    Kind("required", "added", _UP),
    Kind("required", "removed", _DOWN),
    Kind("property", "added", ("widens", "narrows", "none")),
    Kind("property", "removed", ("narrows", "widens", "none")),
    Kind("required-property", "added", ("both", "narrows")),
    Kind("required-property", "removed", ("both", "widens")),
    Kind("other-properties", "barred", _UP),
    Kind("other-properties", "allowed", _DOWN),
    Kind("pattern-properties", "changed", _OPEN_QUESTION),
    Kind("dependent-required", "added", _UP),
    Kind("dependent-required", "removed", _DOWN),
    *(
        Kind(subject, edit, effects)
        for subject in (
            *("not", "if", "contains", "property-names", "dependent-schema", "content-schema", "dynamic-reference"),
            *("reference", "unevaluated-properties", "unevaluated-items", "one-of", "any-of"),
        )
        for edit, effects in (
            ("added", _UP),
            ("removed", _DOWN),
            ("changed", _ANY),
        )
    ),
    *(Kind("default", edit, _NEITHER) for edit in ("added", "removed", "changed")),
    *(Kind("deprecation", edit, _NEITHER) for edit in ("added", "removed")),
    *(Kind("promise", edit, _NEITHER) for edit in ("added", "removed")),
)
"""All kinds of differences that comparing schemas finds."""

_ADVICE: Mapping[tuple[Direction, Level], str] = {
    ("request", "breaking"): "Send what both sides take; the witness shows what is refused.",
    ("request", "warning"): "Try a request that depends on it, or send what both sides are known to take.",
    ("request", "unknown"): "Ask, or try: nothing is said about it.",
    ("request", "info"): "Nothing to do.",
    ("response", "breaking"): "Make the client read what the witness shows, before it meets it.",
    ("response", "warning"): "See that the client does without it, or keeps what it does not know.",
    ("response", "info"): "Nothing to do.",
}


def _rules() -> Iterator[Rule]:
    for direction in DIRECTIONS:
        for subject, edit in dict.fromkeys((kind.subject, kind.edit) for kind in KINDS):
            kinds = [kind for kind in KINDS if (kind.subject, kind.edit) == (subject, edit)]
            levels, reasons = _judged(direction, kinds)
            words = WORDS[subject, edit]
            place = "a request" if direction == "request" else "an answer"
            yield Rule(
                f"{direction}-{subject}-{edit}",
                "diff",
                tuple(levels),
                f"In {place}, {words.title}.",
                f"{'; or '.join(dict.fromkeys(reasons))}.".capitalize(),
                words.example,
                _ADVICE[direction, levels[0]],
            )


def _judged(direction: Direction, kinds: list[Kind]) -> tuple[list[Level], list[str]]:
    """The levels that findings may have, worst first, and why."""
    found: dict[Level, str] = {}
    reasons: list[str] = []
    for kind in kinds:
        for effect in kind.effects:
            for tier in ("core", "declared", "extension"):
                fact = Fact(
                    *(kind.subject, kind.edit, direction, effect, "", "", None, None), tier=tier, is_open=kind.is_open
                )
                level, reason = judge(fact)
                found.setdefault(level, reason)
                reasons.append(reason)
    if "breaking" in found:
        found.setdefault(UNPROVEN, "")
    return sorted(found, key=LEVELS.index), reasons


RULES: Mapping[str, Rule] = by_id(_rules())
