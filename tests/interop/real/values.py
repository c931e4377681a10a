"""Values for the parameters and bodies of operations, made by the value maker."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, cast

from isogloss_codegen.document.values import as_map
from isogloss_codegen.ir import Api, Operation, Parameter
from isogloss_codegen.schema.maker.budget import Budget
from isogloss_codegen.schema.maker.make import value
from isogloss_codegen.schema.maker.making import NoValueError
from isogloss_codegen.schema.maker.sub import Sub
from isogloss_codegen.schema.wellformed import matches

_STEPS = 300_000
_DEPTH = 6
# Values that no path can carry: they change which path it is.
_NO_SEGMENTS = ("", ".", "..", None)


class Values:
    """Makes values that the schemas of an API accept."""

    def __init__(self, api: Api) -> None:
        self._schemas = {name: _with_tags(component.schema) for name, component in api.components.items()}

    def resolve(self, reference: str) -> Any:
        """The schema that a reference leads to."""
        return self._schemas[reference.rpartition("/")[2]]

    def matches(self, pattern: str, text: str) -> bool:
        """True if a regular expression is found in a text."""
        return matches(pattern, text) is True

    def parameter(self, parameter: Parameter) -> Any:
        """A value of a parameter."""
        made = self._filled(parameter.schema, self._made(parameter.schema))
        return "a" if parameter.location == "path" and made in _NO_SEGMENTS else made

    def body(self, operation: Operation) -> Any:
        """A body with as many properties as have a value; None if the operation has no body."""
        if operation.body is None:
            media = operation.media
            return None if media is None else "text" if media.format == "text" else b"bytes"
        schema = self._schemas[operation.body]
        properties = as_map(schema.get("properties"))
        if not properties or schema.keys() & {
            "allOf",
            "oneOf",
            "anyOf",
            "dependentRequired",
            "maxProperties",
            "not",
            "if",
        }:
            return self._made(schema)
        made: dict[str, Any] = {}
        for name, each in properties.items():
            if each is False or as_map(each).get("readOnly"):
                continue
            try:
                value = self._made(each)
                made[name] = value if operation.media is None else self._filled(each, value)
            except NoValueError:
                if name in schema.get("required", ()):
                    raise
        return made

    def _filled(self, schema: Any, made: Any, depth: int = 0) -> Any:
        """A value with something in each object and list: forms and queries have no sign for an empty one."""
        if not isinstance(made, dict | list) or depth > _DEPTH:
            return cast("Any", made)
        items, properties = self._inside(schema)
        if isinstance(made, list):
            listed = cast("list[Any]", made) or ([self._made(items)] if items is not None else [])
            return [self._filled(items, each, depth + 1) for each in listed]
        entries = dict(cast("dict[str, Any]", made))
        for name, each in properties.items() if not entries else ():
            try:
                entries[name] = self._made(each)
                break
            except NoValueError:
                continue
        return {name: self._filled(properties.get(name), each, depth + 1) for name, each in entries.items()}

    def _inside(self, schema: Any) -> tuple[Any, dict[str, Any]]:
        """The schema of the items of a list, and those of the properties of an object."""
        words = as_map(schema)
        if "$ref" in words:
            return self._inside(self.resolve(words["$ref"]))
        items, rest = words.get("items"), words.get("additionalProperties")
        properties = dict(as_map(words.get("properties"))) or ({"a": rest} if isinstance(rest, dict) else {})
        for each in (part for word in ("allOf", "anyOf", "oneOf") for part in words.get(word, ())):
            inner, more = self._inside(each)
            items, properties = inner if items is None else items, {**more, **properties}
        return items, {name: each for name, each in properties.items() if not as_map(each).get("readOnly")}

    def _made(self, schema: Any) -> Any:
        words: Mapping[str, Any] = as_map(schema)
        alternatives = [words, *words.get("anyOf", ()), *words.get("oneOf", ())]
        if any(as_map(each).get("x-file") for each in alternatives):
            return b"file"
        if any(as_map(as_map(each).get("items")).get("x-file") for each in alternatives):
            return [b"one", b"two"]
        return value([Sub(schema, self)], Budget(_STEPS))


def _with_tags(schema: Mapping[str, Any]) -> Mapping[str, Any]:
    """A union whose members have the tags of the discriminator's mapping, which JSON Schema does not know."""
    discriminator = as_map(schema.get("discriminator"))
    mapping = as_map(discriminator.get("mapping"))
    if not mapping or not schema.keys() & {"oneOf", "anyOf"}:
        return schema
    tag = discriminator["propertyName"]
    members = [
        {"allOf": [{"$ref": member}, {"type": "object", "required": [tag], "properties": {tag: {"const": value}}}]}
        for value, member in mapping.items()
    ]
    return {**{word: each for word, each in schema.items() if word != "oneOf"}, "anyOf": members}
