"""Values that a probe sends: small, with nothing in them that is not needed."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Any

from ..document.values import as_map
from ..schema.maker.keywords import with_inner
from ..schema.maker.make import value
from ..schema.maker.making import NoValueError
from ..schema.maker.sub import Sub
from ..schema.wellformed import matches

_PROPERTY = "/properties/"
_LIKED = ("probe", "https://probe.invalid/")
_INVENTED = ("probe_invented", "https://probe.invalid/invented")


class Values:
    """Makes values of schemas of one document; `known` are those that a schema alone does not lead to, by component or
    `Component.property`. `invented` are names of what values refer to that is not there, or only the server can make.
    """

    def __init__(
        self, schemas: Mapping[str, Any], known: Mapping[str, Any], invented: Collection[str] = frozenset()
    ) -> None:
        self._schemas = schemas
        self._known = known
        self._invented = invented
        self._prepared: dict[str, Any] = {}

    def made(self, schema: Mapping[str, Any], name: str = "") -> tuple[Any, bool]:
        """A small value, and whether something in it is invented."""
        made = self.of(schema, name)
        return made, name in self._invented or any(text in repr(made) for text in _INVENTED)

    def of(self, schema: Mapping[str, Any], name: str = "") -> Any:
        """A small value; None where there is none."""
        try:
            return value((Sub(self._with_liked(schema, name), self),))
        except NoValueError:
            return None

    def resolve(self, reference: str) -> Any:
        """The component that a reference leads to."""
        name = reference.rpartition("/")[2]
        if name not in self._prepared:
            self._prepared[name] = self._with_liked(as_map(self._schemas.get(name)), name)
        return self._prepared[name]

    def matches(self, pattern: str, text: str) -> bool:
        """True if a regular expression is found in a text."""
        return matches(pattern, text) is True

    def _with_liked(self, schema: Any, name: str) -> Any:
        """A schema with what a probe sends best as examples; of what is known, with that alone."""
        if name in self._known:
            return {"const": self._known[name]}
        if not isinstance(schema, Mapping):
            return schema

        def inner(schema: Any, steps: str) -> Any:
            is_property = steps.startswith(_PROPERTY) and name
            return self._with_liked(schema, f"{name}.{steps.removeprefix(_PROPERTY)}" if is_property else "")

        words = with_inner(as_map(schema), inner)
        liked = [words[keyword] for keyword in ("example", "default") if words.get(keyword) is not None]
        liked += _INVENTED if name in self._invented else _LIKED
        if "minimum" in words and "maximum" in words and words.get("type") == "number":
            liked.append((words["minimum"] + words["maximum"]) / 2)  # bounds are where dialects differ
        return {**words, "examples": liked}


def beyond(schema: Mapping[str, Any]) -> list[tuple[str, Any]]:
    """Values just out of range of a schema of numbers, with the keyword that each offends."""
    found: list[tuple[str, Any]] = []
    if "minimum" in schema:
        found.append(("minimum", schema["minimum"] - 1))
    if "exclusiveMinimum" in schema:
        found.append(("exclusiveMinimum", schema["exclusiveMinimum"]))
    if "maximum" in schema:
        found.append(("maximum", schema["maximum"] + 1))
    if "exclusiveMaximum" in schema:
        found.append(("exclusiveMaximum", schema["exclusiveMaximum"]))
    return found
