# Copied by isogloss from render/runtime/validation.py. Do not edit: change that, then generate.
"""Describes validation errors for the author of the JSON: `messages[0].content[1].source: is required`."""

from __future__ import annotations

import difflib
import json
import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, NamedTuple, cast

from pydantic import BaseModel, TypeAdapter, ValidationError

_KINDS = {
    "string_type": "a string",
    "list_type": "an array",
    "dict_type": "an object",
    "model_type": "an object",
    "model_attributes_type": "an object",
    "int_type": "an integer",
    "int_parsing": "an integer",
    "float_type": "a number",
    "float_parsing": "a number",
    "bool_type": "true or false",
    "bool_parsing": "true or false",
    "none_required": "null",
}


_JSON_PROBLEMS = {
    "recursion limit exceeded": "it is nested too deeply",
    "number out of range": "a number has too many digits",
    "unexpected end of hex escape": "an escape such as \\ud83d is only half of a character",
    "lone leading surrogate in hex escape": "an escape such as \\ud83d is only half of a character",
}


class Problem(NamedTuple):
    """A validation error: its path, such as `messages[0].content[1].source`, and its message."""

    path: str
    message: str

    def __str__(self) -> str:
        return f"{self.path}: {self.message}" if self.path else self.message


def describe(error: ValidationError, model: type[BaseModel] | TypeAdapter[Any], *, whole: str = "") -> list[Problem]:
    """The problems of `error`, without details of pydantic: tags of unions, names of types.

    Of a union without a tag, only the problems of the intended member are listed. `whole` is the path of the value
    itself.
    """
    problems = [_problem(entry, whole) for entry in _located(error, model)]
    return list(dict.fromkeys(problems))


def drop_unknown_fields(error: ValidationError, model: type[BaseModel] | TypeAdapter[Any], body: bytes) -> bytes:
    """The JSON that `error` is about, without its unknown fields."""
    unknown = [entry.path for entry in _located(error, model) if entry.error["type"] == "extra_forbidden"]
    if not unknown:
        return body
    value = json.loads(body)
    for *parents, name in unknown:
        holder = value
        for part in parents:
            holder = holder[part]
        del holder[name]
    return json.dumps(value).encode()


def write_path(parts: Iterable[str | int]) -> str:
    """`("messages", 0, "role")` as `messages[0].role`."""
    path = "".join(f"[{part}]" if isinstance(part, int) else f".{part}" for part in parts)
    return path.removeprefix(".")


def read_path(path: str) -> tuple[str | int, ...]:
    """`messages[0].role` as `("messages", 0, "role")`."""
    return tuple(int(number) if number else name for name, number in re.findall(r"([^.\[\]]+)|\[(\d+)\]", path))


def json_problem(reason: str) -> str:
    """The message of a JSON parser in plain words."""
    for said, meant in _JSON_PROBLEMS.items():
        reason = reason.replace(said, meant)
    return reason


class _Branch(str):
    """The union member that an error belongs to; not a part of the user's path."""


class _Entry(NamedTuple):
    """An error of pydantic, its place, and the union's tag or the known names there."""

    steps: tuple[str | int, ...]
    error: Mapping[str, Any]
    order: int
    known: tuple[str, ...] = ()
    tag: str | None = None

    @property
    def path(self) -> list[str | int]:
        return [step for step in self.steps if not isinstance(step, _Branch)]


def _located(error: ValidationError, model: type[BaseModel] | TypeAdapter[Any]) -> list[_Entry]:
    schema = cast(
        "Mapping[str, Any]", model.core_schema if isinstance(model, TypeAdapter) else model.__pydantic_core_schema__
    )
    walker = _Walker()
    entries: list[_Entry] = []
    for order, item in enumerate(error.errors(include_url=False)):
        place = walker.walk(schema, item["loc"]) or _Place(item["loc"])
        entries.append(_Entry(place.steps, cast("Mapping[str, Any]", item), order, place.known, place.tag))
    return sorted(_meant(entries, 0), key=lambda entry: entry.order)


class _Place(NamedTuple):
    steps: tuple[str | int, ...]
    known: tuple[str, ...] = ()
    tag: str | None = None

    def below(self, *steps: str | int) -> _Place:
        return self._replace(steps=(*steps, *self.steps))


class _Walker:
    """Follows a location of pydantic through its schema."""

    def __init__(self) -> None:
        self._definitions: dict[str, Mapping[str, Any]] = {}

    def walk(self, schema: Mapping[str, Any], loc: Sequence[str | int]) -> _Place | None:
        """The place at `loc`, or None if the schema has none."""
        kind: str = schema["type"]
        if kind == "definitions":
            self._definitions |= {item["ref"]: item for item in schema["definitions"]}
            return self.walk(schema["schema"], loc)
        if kind == "definition-ref":
            return self.walk(self._definitions[schema["schema_ref"]], loc)
        if kind == "tagged-union":
            return self._tagged_union(schema, loc)
        for inner in ("schema", "json_schema", "strict_schema"):
            if inner in schema:
                return self.walk(schema[inner], loc)
        if not loc:
            return _Place(())
        first, rest = loc[0], loc[1:]
        if kind in ("model-fields", "typed-dict"):
            return self._fields(schema, first, rest)
        if kind == "union":
            # A union member may have its own label.
            choices: list[Any] = [
                (choice if isinstance(choice, tuple) else (choice,))[0] for choice in schema["choices"]
            ]
            places = (self.walk(choice, rest) for choice in choices)
            place = next((place for place in places if place is not None), None)
            return None if place is None else place.below(_Branch(first))
        if kind in ("list", "tuple", "set") and isinstance(first, int):
            place = self.walk(schema["items_schema"], rest)
            return None if place is None else place.below(first)
        if kind == "dict":
            place = self.walk(schema.get("values_schema", {"type": "any"}), [step for step in rest if step != "[key]"])
            return None if place is None else place.below(first)
        return None

    def _fields(self, schema: Mapping[str, Any], first: str | int, rest: Sequence[str | int]) -> _Place | None:
        names = {field.get("validation_alias", name): field["schema"] for name, field in schema["fields"].items()}
        if first not in names:
            return _Place((first, *rest), known=tuple(names))
        place = self.walk(names[first], rest)
        return None if place is None else place.below(first)

    def _tagged_union(self, schema: Mapping[str, Any], loc: Sequence[str | int]) -> _Place | None:
        choices: Mapping[str, Any] = schema["choices"]
        if not loc:
            return _Place((), known=tuple(map(str, choices)), tag=self._tag(schema))
        return self.walk(choices[cast("str", loc[0])], loc[1:]) if loc[0] in choices else None

    def _tag(self, schema: Mapping[str, Any]) -> str | None:
        """The property that tells the members apart. If a function does, the literals of the members show it."""
        if isinstance(schema["discriminator"], str):
            return schema["discriminator"]
        for label, choice in schema["choices"].items():
            fields = self._model_fields(choice)
            for name, field in fields.items():
                if label in _literals(field["schema"]):
                    return name
        return None

    def _model_fields(self, schema: Mapping[str, Any]) -> Mapping[str, Any]:
        while "fields" not in schema:
            if schema["type"] == "definition-ref":
                schema = self._definitions[schema["schema_ref"]]
            elif "json_schema" in schema:
                schema = schema["json_schema"]
            elif "schema" in schema:
                schema = schema["schema"]
            else:
                return {}
        return schema["fields"]


def _literals(schema: Mapping[str, Any]) -> Sequence[Any]:
    while "schema" in schema:
        schema = schema["schema"]
    return schema.get("expected", ())


def _meant(entries: list[_Entry], start: int) -> list[_Entry]:
    """`entries` without those of other union members than the intended one."""
    kept: list[_Entry] = []
    unions: dict[tuple[str | int, ...], dict[str, list[_Entry]]] = {}
    for entry in entries:
        at = next((i for i in range(start, len(entry.steps)) if isinstance(entry.steps[i], _Branch)), None)
        if at is None:
            kept.append(entry)
        else:
            unions.setdefault(entry.steps[:at], {}).setdefault(str(entry.steps[at]), []).append(entry)
    for before, branches in unions.items():
        depth = len(before) + 1
        pruned = [_meant(branch, depth) for branch in branches.values()]
        fitting = [branch for branch in pruned if not _is_other_kind(branch, depth)]
        kept += min(fitting, key=len) if fitting else [_any_kind(before, pruned)]
    return kept


def _is_other_kind(branch: list[_Entry], depth: int) -> bool:
    return (
        len(branch) == 1
        and len(branch[0].steps) == depth
        and (branch[0].error["type"] in _KINDS or branch[0].error["type"] == "literal_error")
    )


def _any_kind(steps: tuple[str | int, ...], branches: list[list[_Entry]]) -> _Entry:
    errors = [branch[0].error for branch in branches]
    kinds = [_KINDS[error["type"]] for error in errors if error["type"] in _KINDS]
    if "a string" not in kinds:
        kinds += [error["ctx"]["expected"] for error in errors if error["type"] == "literal_error"]
    message = f"must be {' or '.join(dict.fromkeys(kinds))}"
    return _Entry(steps, {"type": "any_kind", "msg": message}, branches[0][0].order)


def _problem(entry: _Entry, whole: str) -> Problem:
    kind: str = entry.error["type"]
    path = entry.path
    if kind in ("union_tag_invalid", "union_tag_not_found") and entry.tag is not None:
        value = entry.error["input"]
        if not isinstance(value, Mapping):
            return Problem(write_path(path) or whole, "must be an object")
        message = _tag_message(entry.tag, entry.known, cast("Mapping[str, Any]", value))
        return Problem(write_path([*path, entry.tag]), message)
    message = _message(kind, entry)
    return Problem(write_path(path) or whole, message)


def _tag_message(tag: str, known: Iterable[str], value: Mapping[str, Any]) -> str:
    if tag not in value:
        return "is required"
    found = value[tag]
    if not isinstance(found, str):
        return "must be a string"
    names = [name for name in known if not name.startswith("<")]
    return f"{json.dumps(found)} is not known{_suggestion(found, names) or '; it must be one of ' + ', '.join(names)}"


def _message(kind: str, entry: _Entry) -> str:
    if kind in _KINDS:
        return f"must be {_KINDS[kind]}"
    if kind == "missing":
        return "is required"
    if kind == "extra_forbidden":
        return f"is not a known field{_suggestion(str(entry.path[-1]), entry.known)}"
    if kind == "json_invalid":
        return f"is not valid JSON: {json_problem(entry.error['ctx']['error'])}"
    if kind == "value_error":
        return str(entry.error["ctx"]["error"])
    message = re.sub(r"^\w+ should ", "must ", entry.error["msg"])
    return message.replace(" after validation", "").replace("be a valid ", "be a ")


def _suggestion(name: str, known: Iterable[str]) -> str:
    close = difflib.get_close_matches(name, list(known), n=1)
    return f"; did you mean {close[0]}?" if close else ""
