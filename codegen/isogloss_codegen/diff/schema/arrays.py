"""Differences between arrays: the number of items, their uniqueness, and their schemas."""

from __future__ import annotations

from ...schema.flat import conjunction
from ...schema.parts import Part
from ...schema.wording import in_words
from .objects import Walk
from .pairs import BELOW, Difference, Hint, Pair, Step
from .ranges import compare_sizes, written


def compare_arrays(walk: Walk, pair: Pair, a: Part, b: Part) -> None:
    """Adds the differences of two array parts to `pair`, and the steps to their items."""
    of_a, of_b = a.arrays, b.arrays
    pair.differences += compare_sizes(a, b, of_a.sizes, of_b.sizes, "Items")
    if of_a.is_unique != of_b.is_unique:
        edit, effect = ("added", "narrows") if of_b.is_unique else ("removed", "widens")
        where = (written(a, "uniqueItems", "maxItems"), written(b, "uniqueItems", "maxItems"))
        texts = in_words(lambda is_unique: "all different" if is_unique else "any", of_a.is_unique, of_b.is_unique)
        hints = (Hint("repeated", a, b),)
        pair.differences.append(Difference("unique-items", edit, effect, *where, *texts, hints=hints))
    longest = max(len(of_a.prefix), len(of_b.prefix))
    for index in range(longest + 1):
        # An item that one side has no room for is a difference in how many there may be.
        if any(sizes.most is not None and index >= sizes.most for sizes in (of_a.sizes, of_b.sizes)):
            break
        item_a, item_b = conjunction(of_a.item(index)), conjunction(of_b.item(index))
        if item_a or item_b:
            text = f"[{index}]" if index < longest else "[]"
            at_a = item_a[0].pointer if item_a else written(a, "items") or pair.at_a
            at_b = item_b[0].pointer if item_b else written(b, "items") or pair.at_b
            below = walk.pair(item_a, item_b, at_a, at_b, BELOW[pair.mode][1])
            pair.steps.append(Step(text, below, a, b, index=index))
