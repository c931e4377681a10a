"""Chooses the words that begin the class names of each operation."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from ..names import nested, pascal, singular
from .naming import Name

_LONGEST = 40
_FILLERS = frozenset(("a", "an", "for", "in", "of", "the", "to", "with"))


def choose_labels(names: Sequence[Name]) -> list[str]:
    """A label for each operation: `PetsList` for `client.pets.list`, `BetaAgentsList` for `beta.agents.agents_list`.

    A long one loses the resource, if the rest says which operation it is, then words such as `for`. All are different,
    because one that two operations could have is not chosen.
    """
    possible = [[*dict.fromkeys(_possible(*name))] for name in names]
    counted = Counter(label for labels in possible for label in labels)
    found: list[str] = []
    for labels in possible:
        own = [label for label in labels if counted[label] == 1] or labels[:1]
        found.append(next((label for label in own if len(label) <= _LONGEST), min(own, key=len)))
    return found


def _possible(resource: tuple[str, ...], method: str) -> Iterator[str]:
    """The labels that an operation could have, best first."""
    words = method.strip("_").split("_")
    said = [singular(word) for word in words]
    about = [part for part in resource if not _is_inside([singular(word) for word in part.split("_")], said)]
    yield _joined(about, words)
    yield pascal(*resource, method)
    if len(words) > 1:
        for start in range(1, len(about) + 1):
            yield _joined(about[start:], words)
        yield _joined(about[-1:], [word for word in words if word not in _FILLERS])
        yield _joined([], [word for word in words if word not in _FILLERS])


def _joined(resource: Sequence[str], words: Sequence[str]) -> str:
    label = pascal(*resource) if resource else ""
    return nested(label, *words) if label else pascal(*words)


def _is_inside(words: Sequence[str], others: Sequence[str]) -> bool:
    """True if words follow each other somewhere in others, which are more."""
    size = len(words)
    return size < len(others) and any(others[at : at + size] == words for at in range(len(others) - size + 1))
