"""The smallest values that schemas allow."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Any

from ..document.alternatives import one_needed
from ..document.values import as_list, as_map

_FORMATS = {
    "uri": "https://probe.invalid/",
    "date-time": "2026-01-01T00:00:00Z",
    "byte": "AAAA",
}


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
        self._is_invented = False

    def made(self, schema: Mapping[str, Any], name: str = "") -> tuple[Any, bool]:
        """The smallest value, and whether something in it is invented."""
        self._is_invented = False
        return self.of(schema, name), self._is_invented

    def of(self, schema: Mapping[str, Any], name: str = "", depth: int = 0) -> Any:
        """The smallest value; None where a schema leads into itself without end."""
        self._is_invented = self._is_invented or name in self._invented
        if name in self._known:
            return self._known[name]
        if depth > 20:
            return None
        if "$ref" in schema:
            target = str(schema["$ref"]).rpartition("/")[2]
            return self.of(as_map(self._schemas.get(target)), target, depth + 1)
        if "const" in schema:
            return schema["const"]
        if values := [value for value in as_list(schema.get("enum")) if value is not None]:
            return values[0]
        for keyword in ("example", "default"):
            if schema.get(keyword) is not None:
                return schema[keyword]
        for keyword in () if one_needed(schema) else ("oneOf", "anyOf"):
            members = [as_map(each) for each in as_list(schema.get(keyword)) if as_map(each).get("type") != "null"]
            if members:
                return self.of(members[0], "", depth + 1)
        return self._of_type(schema, name, depth)

    def _of_type(self, schema: Mapping[str, Any], name: str, depth: int) -> Any:
        kinds = as_list(schema.get("type")) or [schema.get("type")]
        kind = next((each for each in kinds if each not in (None, "null")), None)
        if kind == "object" or "properties" in schema:
            fields = as_map(schema.get("properties"))
            needed = [*as_list(schema.get("required")), *one_needed(schema)[:1]]
            required = [each for each in dict.fromkeys(needed) if each in fields]
            return {each: self.of(as_map(fields[each]), f"{name}.{each}", depth + 1) for each in required}
        if kind == "array":
            return [self.of(as_map(schema.get("items")), "", depth + 1)] * max(1, int(schema.get("minItems", 1)))
        if kind in ("integer", "number"):
            if kind == "number" and "minimum" in schema and "maximum" in schema:
                return (schema["minimum"] + schema["maximum"]) / 2  # bounds are where dialects differ
            least = schema.get("minimum")
            return least if least is not None else schema.get("exclusiveMinimum", 0) + (1 if kind == "integer" else 0.5)
        if kind == "boolean":
            return True
        text = _FORMATS.get(str(schema.get("format")), "probe")
        return text.ljust(int(schema.get("minLength", 0)), "x")[: schema.get("maxLength")]


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
