"""Takes one side from the other, and what is expected from the rest."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeAlias

import yaml

from . import sdk, spec
from .shape import Fields, Types

_Fact: TypeAlias = tuple[str, ...]
"""A type, a field of one, or a trait of a field: from the outside in."""


@dataclass(frozen=True, order=True)
class Difference:
    """Something that one side knows about and the other lacks."""

    lacks: str
    """The side that lacks it: `sdk` or `spec`."""
    what: str
    """A type (`PingEvent`), a field (`Message.id`) or a trait of a field (`Message.id string`)."""


@dataclass(frozen=True)
class Comparison:
    """The result of a comparison."""

    unexpected: list[Difference]
    """Differences without a reason."""
    stale: list[str]
    """Expectations that nothing meets any more."""
    names: dict[str, list[str]]
    """Types with two names, as `SDK = spec`, by the reason why."""
    expected: dict[str, list[Difference]]
    """The other differences, by the reason for them."""
    types: dict[str, Types]
    """The types that a side lacks something of: those of the other side, by our names."""


def expectations() -> dict[str, Any]:
    """The content of `expected.yaml`, in the form described there."""
    return yaml.safe_load(Path(__file__).with_name("expected.yaml").read_text(encoding="utf-8"))


def compare(document: dict[str, Any], expectations: dict[str, Any]) -> Comparison:
    """Compares an OpenAPI document with the SDK that is installed."""
    names = _Names(expectations["names"])
    ours, theirs = spec.read(document), sdk.read(names.of)
    found = {"sdk": _lacking(theirs, ours), "spec": _lacking(ours, theirs)}

    expected: dict[str, list[Difference]] = {}
    stale = [f"names: {name}" for name in sorted(names.unused)]
    for group in expectations["differences"]:
        met = expected[group["why"]] = []
        for side, lacks in found.items():
            for text in group.get(f"{side}_lacks", []):
                matches = [Difference(side, what) for what in lacks if _pattern(text).fullmatch(what)]
                met += matches
                if not matches:
                    stale.append(f"{side}_lacks: {text}")
    everything = {Difference(side, what) for side, lacks in found.items() for what in lacks}
    types = {"sdk": ours, "spec": theirs}
    unexpected = sorted(_led_to(everything.difference(*expected.values()), types))
    return Comparison(unexpected, stale, names.by_reason, expected, types)


def _led_to(differences: set[Difference], types: dict[str, Types]) -> Iterator[Difference]:
    """Differences without the types that only expected ones lead to: those are as expected as what holds them."""
    used = {side: {word for fields in known.values() for word in _words(fields)} for side, known in types.items()}
    waiting = [each for each in differences if each.what not in types[each.lacks] or each.what not in used[each.lacks]]
    seen = set(waiting)
    while waiting:
        difference = waiting.pop()
        yield difference
        name, field, trait = split(difference.what, types[difference.lacks])
        fields = types[difference.lacks][name]
        held = {field: frozenset({trait})} if trait else {field: fields[field]} if field else fields
        inner = {Difference(difference.lacks, word) for word in _words(held)} & differences - seen
        seen |= inner
        waiting += inner


def split(what: str, types: Types) -> tuple[str, str, str]:
    """Type, field and trait of a difference; those that it does not have are empty."""
    thing, _, trait = what.partition(" ")
    name, _, field = (thing, "", "") if thing in types else thing.rpartition(".")
    return name, field, trait


def _words(fields: Fields) -> set[str]:
    """The names of types that fields mention."""
    return {trait.rpartition(" ")[2] for traits in fields.values() for trait in traits}


class _Names:
    """Renames the SDK's types; the first pattern that matches decides."""

    def __init__(self, groups: list[dict[str, Any]]) -> None:
        self._names: dict[str, str] = {old: new for group in groups for old, new in group["names"].items()}
        self.unused = set(self._names)
        self.by_reason = {group["why"]: [f"{old} = {new}" for old, new in group["names"].items()] for group in groups}

    def of(self, sdk_name: str) -> str:
        for pattern, name in self._names.items():
            if match := _pattern(pattern).fullmatch(sdk_name):
                self.unused.discard(pattern)
                return name.replace("*", match[1]) if "*" in name else name
        return sdk_name


def _pattern(text: str) -> re.Pattern[str]:
    """In expectations `*` stands for any characters."""
    return re.compile(re.escape(text).replace(r"\*", "(.*)"))


def _lacking(types: Types, other: Types) -> list[str]:
    """The parts that types lack and the other side has; of a missing type or field, nothing inside it."""
    known = {(), *_facts(types)}
    missing = sorted(fact for fact in {*_facts(other)} - known if fact[:-1] in known)
    return [" ".join([".".join(fact[:2]), *fact[2:]]) for fact in missing]


def _facts(types: Types) -> Iterator[_Fact]:
    for name, fields in types.items():
        yield (name,)
        for field, traits in fields.items():
            yield (name, field)
            yield from ((name, field, trait) for trait in traits)
