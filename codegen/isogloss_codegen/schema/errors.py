"""Words the errors of a JSON Schema validator for the author of the value."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from typing import Any, NamedTuple

import jsonschema_rs

from ..document.values import as_list, as_map, child
from ..document.wording import listed, nearest

Errors = list[jsonschema_rs.ValidationError]
Steps = tuple[str | int, ...]

_KINDS = {
    "string": "a string",
    "integer": "an integer",
    "number": "a number",
    "boolean": "true or false",
    "array": "a list",
    "object": "a mapping",
    "null": "null",
}
_LIMITS = {
    "minimum": "{shown} is less than {limit}",
    "maximum": "{shown} is more than {limit}",
    "exclusiveMinimum": "{shown} is not more than {limit}",
    "exclusiveMaximum": "{shown} is not less than {limit}",
    "minLength": "{shown} is shorter than {limit} characters",
    "maxLength": "{shown} is longer than {limit} characters",
    "minItems": "this has fewer than {limit} items",
    "maxItems": "this has more than {limit} items",
    "minProperties": "this has fewer than {limit} entries",
    "maxProperties": "this has more than {limit} entries",
    "multipleOf": "{shown} is no multiple of {limit}",
    "pattern": "{shown} does not match {limit}",
    "format": "{shown} is no {limit}",
}
_ONE = {
    "maxLength": "{shown} is longer than 1 character",
    "maxItems": "this has more than 1 item",
    "maxProperties": "this has more than 1 entry",
}
"""The same for a limit of 1."""


class Fault(NamedTuple):
    """One reason why a value is not valid: the `keyword` that refuses what `steps` lead to.

    `location` is where the keyword stands in its schema, as a URI. `name` is the field that is unexpected (then `steps`
    lead to it) or missing, if that is the reason; `needed` are those of which one is missing. `schema` is the JSON
    pointer of the schema in its author's document, where that is known.
    """

    steps: Steps
    keyword: str
    message: str
    help: str | None
    location: str
    name: str | None = None
    needed: tuple[str, ...] = ()
    schema: str = ""

    @property
    def at(self) -> Steps:
        """The steps to the fault; a field that is missing counts as its place."""
        return (*self.steps, self.name) if self.keyword == "required" and self.name else self.steps

    @property
    def sentence(self) -> str:
        """The message with advice; a long list of values is left out."""
        message = self.message
        if " is none of " in message and len(message) > 120:
            message = f"{message.partition(' is none of ')[0]} is none of the values that are known"
        return message if self.help is None else f"{message}; {self.help}"

    @property
    def pointer(self) -> str:
        """The JSON pointer into the value."""
        pointer = ""
        for step in self.steps:
            pointer = child(pointer, step)
        return pointer


def steps_to(pointer: str) -> Steps:
    """The steps of a JSON pointer, indices as texts."""
    return tuple(step.replace("~1", "/").replace("~0", "~") for step in pointer.split("/")[1:])


def dotted(steps: Steps) -> str:
    """`("pets", 0, "name")` as its user writes it: `pets[0].name`."""
    text = "".join(f"[{step}]" if isinstance(step, int) else f".{step}" for step in steps)
    return text.removeprefix(".")


def leaves(errors: Iterable[jsonschema_rs.ValidationError]) -> Iterator[Fault]:
    """The reasons behind validation errors; of alternatives that all fail, those of the one most likely meant."""
    found = list(errors)
    of_other_type = [error.instance_path for error in found if error.kind.name == "type"]
    for error in found:
        if error.kind.name == "enum" and error.instance_path in of_other_type:
            continue
        branches = alternatives(error)
        if error.kind.name == "anyOf" and (names := _one_needed(branches, len(error.instance_path))):
            message = f"one of {', '.join(map(shown, names))} has to be there"
            yield Fault(
                tuple(error.instance_path), "anyOf", message, None, error.absolute_keyword_location or "", needed=names
            )
            continue
        chosen = _likeliest(branches, error)
        if tag := _unknown_tag(branches, error):
            yield tag
        elif chosen is None:
            yield from _said(error)
        else:
            yield from leaves(chosen)


def every(errors: Iterable[jsonschema_rs.ValidationError]) -> Iterator[Fault]:
    """All reasons, those of every alternative as well."""
    for error in errors:
        yield from _said(error)
        for branch in alternatives(error):
            yield from every(branch)


def alternatives(error: jsonschema_rs.ValidationError) -> list[Errors]:
    """The errors of each branch of a failed `oneOf` or `anyOf`."""
    if error.kind.name in ("oneOf", "anyOf"):
        return [list(branch) for branch in error.kind.as_dict().get("context", [])]
    return []


def _likeliest(branches: list[Errors], error: jsonschema_rs.ValidationError) -> Errors | None:
    """The branch that the author most likely meant; None where none failed, or nothing tells them apart."""
    if not branches or not all(branches):
        return None
    ranked = sorted(branches, key=lambda branch: _unlikeliness(branch, error))
    best = _unlikeliness(ranked[0], error)
    if len(ranked) > 1 and _unlikeliness(ranked[1], error)[:3] == best[:3] and best[0]:
        return None
    return ranked[0]


def _unlikeliness(branch: Errors, error: jsonschema_rs.ValidationError) -> tuple[bool, bool, int, int]:
    """Ranks a branch: one for another type of value, or for another tag, was not meant."""
    here = len(error.instance_path)
    other_type = any(
        (item.kind.name == "type" and len(item.instance_path) == here)
        or (item.kind.name == "required" and item.kind.value == "$ref")
        for item in branch
    )
    other_tag = any(
        item.kind.name in ("const", "enum", "not") and len(item.instance_path) == here + 1 for item in branch
    )
    missing = sum(item.kind.name == "required" and len(item.instance_path) == here for item in branch)
    return other_type, other_tag, missing, len(branch)


def _unknown_tag(branches: list[Errors], error: jsonschema_rs.ValidationError) -> Fault | None:
    """A fault if every branch refuses the value of the same field: the field is the tag, and its value is not one of
    theirs."""
    depth = len(error.instance_path) + 1
    refusals = [[e for e in b if e.kind.name in ("const", "enum") and len(e.instance_path) == depth] for b in branches]
    if len(branches) < 2 or not all(refusals):
        return None
    first = refusals[0][0]
    if any(all(other.instance_path != first.instance_path for other in branch) for branch in refusals):
        return None
    facts = [e.kind.as_dict() for branch in refusals for e in branch if e.instance_path == first.instance_path]
    options = [option for fact in facts for option in fact.get("options", [fact.get("expected_value")])]
    message = f"{shown(first.instance)} is none of {', '.join(map(shown, options))}"
    help = nearest(first.instance, map(str, options)) if isinstance(first.instance, str) else None
    return Fault(tuple(first.instance_path), "oneOf", message, help, error.absolute_keyword_location or "")


def _one_needed(branches: list[Errors], here: int) -> tuple[str, ...]:
    """The properties of which one is needed, where every branch refuses a value for the lack of one property only."""
    lacks = [branch[0].kind for branch in branches if len(branch) == 1 and len(branch[0].instance_path) == here]
    names = tuple(str(kind.as_dict()["property"]) for kind in lacks if kind.name == "required")
    return names if len(names) == len(branches) > 1 else ()


def _said(error: jsonschema_rs.ValidationError) -> Iterator[Fault]:
    steps: Steps = tuple(error.instance_path)
    keyword, facts = error.kind.name, error.kind.as_dict()
    location = error.absolute_keyword_location or ""
    if keyword in ("unevaluatedProperties", "additionalProperties"):
        for name in facts["unexpected"]:
            yield Fault((*steps, name), keyword, f'"{name}" is not described', None, location, name)
    elif keyword == "required":
        name = facts["property"]
        yield Fault(steps, keyword, f'"{name}" is missing', None, location, name)
    else:
        message, help = _message(error, keyword, facts)
        yield Fault(steps, keyword, message, help, location)


def _message(error: jsonschema_rs.ValidationError, keyword: str, facts: dict[str, Any]) -> tuple[str, str | None]:
    value = error.instance
    if keyword == "type":
        expected = " or ".join(_KINDS[str(name)] for name in facts["types"])
        return f"this must be {expected}, not {shown(value)}", None
    if keyword in ("enum", "anyOf"):
        options = facts.get("options") or _options(alternatives(error))
        if options:
            names = [option for option in options if isinstance(option, str)]
            help = nearest(value, names) if isinstance(value, str) else None
            return f"{shown(value)} is none of {', '.join(map(shown, options))}", help
    if keyword == "const":
        return f"this must be {shown(facts['expected_value'])}, not {shown(value)}", None
    if keyword in _LIMITS:
        limit = next(iter(facts.values()))
        if limit == 1 and keyword in ("minLength", "minItems", "minProperties"):
            return "this must not be empty", None
        if limit == 1 and keyword in _ONE:
            return _ONE[keyword].format(shown=shown(value)), None
        return _LIMITS[keyword].format(shown=shown(value), limit=limit), None
    if keyword == "not":
        required = as_list(as_map(error.kind.value).get("required"))
        if required:
            names = listed(map(str, required))
            return f"{names} {'is not allowed here' if len(required) == 1 else 'exclude each other'}", None
    if keyword == "propertyNames":
        inner = facts["error"]
        return f"{shown(inner.instance)} is not an allowed name", None
    if keyword == "uniqueItems":
        return "an item occurs twice", None
    if keyword == "oneOf" and any(not branch for branch in alternatives(error)):
        return "this matches more than one union member", None
    if keyword in ("oneOf", "anyOf"):
        return f"{shown(value)} matches no union member", None
    return error.message, None


def _options(branches: list[Errors]) -> list[Any]:
    """The values that an `anyOf` of an enumeration and something else enumerates."""
    for branch in branches:
        for error in branch:
            if error.kind.name == "enum":
                return as_list(error.kind.as_dict()["options"])
    return []


def shown(value: Any) -> str:
    """A value as JSON, or what it is if it would be long."""
    if isinstance(value, dict):
        return "a mapping"
    if isinstance(value, list):
        return "a list"
    text = json.dumps(value, ensure_ascii=False)
    return text if len(text) <= 60 else f"{text[:57]}..."
