"""The properties and items that the keywords `unevaluated...` pass over, where no value decides about it."""

from __future__ import annotations

from ..document.values import as_list, as_map
from .read import Schema


def evaluated(schema: Schema, noun: str) -> tuple[frozenset[str], frozenset[str], int] | None:
    """The names and patterns of properties, and the number of items, that `unevaluatedProperties` or `Items` passes.

    None where the schema has no such keyword, or where the value decides which of them are passed.
    """
    if f"unevaluated{noun}" not in schema.words:
        return None
    of_rest = {f"unevaluated{noun}", *(("additionalProperties",) if noun == "Properties" else ("items", "contains"))}
    deciding = {"anyOf", "oneOf", "if", "dependentSchemas", "$dynamicRef"}
    names: set[str] = set()
    patterns: set[str] = set()
    longest = 0
    seen: set[Schema] = set()
    waiting = [schema]
    while waiting:
        current = waiting.pop()
        if current in seen:
            continue
        seen.add(current)
        words = current.words.keys() - ({f"unevaluated{noun}"} if current is schema else ())
        if words & (of_rest | deciding) or current.members or ("$ref" in words and current.reference is None):
            return None
        names.update(as_map(current.words.get("properties")))
        patterns.update(as_map(current.words.get("patternProperties")))
        longest = max(longest, len(as_list(current.words.get("prefixItems"))))
        waiting += [*current.children("allOf"), *([current.reference] if current.reference is not None else [])]
    return frozenset(names), frozenset(patterns), longest
