"""Validates values against the components of a document, quickly, and says what is wrong at the place of the mistake.

To tell what is wrong, a schema is rewritten so that one branch of a union is looked at, not all: by the tag where there
is a discriminator, by the type of the value elsewhere. What is valid stays the same.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any, cast

from ..build.normalize import normalize_schema
from ..document.values import as_list, as_map
from ..validator import ComponentValidator
from .windows import windows

Node = dict[str, Any]
Steps = tuple[str | int, ...]

_ANNOTATIONS = ("title", "description", "default", "example", "examples", "deprecated", "discriminator", "externalDocs")


@dataclass(frozen=True)
class Fault:
    """Why a value is not valid: the `keyword` that refuses what `steps` lead to; `pointer` is the schema's place.

    `name` is the field that is missing, or not known (then `steps` lead to it), if that is the reason.
    """

    steps: Steps
    keyword: str
    message: str
    pointer: str
    name: str | None = None


class Validators:
    """Validators of the components of one document, compiled when they are first asked for."""

    def __init__(self, document: Mapping[str, Any]) -> None:
        self._document = document
        self._compiled: dict[str, Validator] = {}

    def of(self, component: str) -> Validator:
        """The validator of a component."""
        if component not in self._compiled:
            self._compiled[component] = Validator(self, component)
        return self._compiled[component]

    def plain(self, component: str) -> ComponentValidator:
        """What says quickest whether a value is valid."""
        return ComponentValidator(self._document, component)

    @cached_property
    def telling(self) -> Mapping[str, Any]:
        """The schemas rewritten so that they say best why a value is not valid."""
        schemas = {name: normalize_schema(schema) for name, schema in self._document["components"]["schemas"].items()}
        rewriter = _Rewriter(schemas)
        return {name: rewriter.rewrite(schema) for name, schema in schemas.items()}


class Validator:
    """Validates values against one component."""

    def __init__(self, validators: Validators, component: str) -> None:
        self._validators = validators
        self._component = component
        self._plain = validators.plain(component)
        self.accepts: Callable[[Any], bool] = self._plain.accepts

    @cached_property
    def _telling(self) -> Any:
        import jsonschema_rs  # compiled code that most commands never need

        reference = f"#/components/schemas/{self._component}"
        schemas = self._validators.telling
        return jsonschema_rs.Draft202012Validator({"$ref": reference, "components": {"schemas": schemas}})

    def _errors(self, value: Any) -> Iterator[Any]:
        try:
            yield from self._telling.iter_errors(value)
        except UnicodeEncodeError:
            raise
        except ValueError as error:
            raise RecursionError(str(error)) from None

    def faults(self, value: Any) -> Iterator[Fault]:
        """All that is wrong with a value that is not accepted, in the order in which it is met, each once.

        Raises:
            RecursionError: it is nested too deeply to be looked through.
        """
        from ..document.schema_errors import leaves

        is_told = False
        for part, at, first in windows(value):
            if first and self.accepts(part):
                continue
            seen: set[tuple[Steps, str, str | None]] = set()
            for error in self._errors(part):
                for said in leaves([error]):
                    steps = _steps(said.pointer, part)
                    key = (steps, said.keyword, said.name)
                    if key in seen or (first and (len(steps) <= len(at) or steps[: len(at)] != at)):
                        continue
                    seen.add(key)
                    is_told = True
                    if first:
                        steps = (*at, first + cast(int, steps[len(at)]), *steps[len(at) + 1 :])
                    yield Fault(steps, said.keyword, _message(said), _pointer(error.schema_path), said.name)
        if not is_told:
            for error in self._plain.errors(value):
                yield Fault(error.steps, error.keyword, error.message, error.pointer)


def _message(said: Any) -> str:
    text = str(said.message)
    if " is none of " in text and len(text) > 120:
        text = f"{text.partition(' is none of ')[0]} is none of the values that are known"
    return text if said.help is None else f"{text}; {said.help}"


def _steps(pointer: str, value: Any) -> Steps:
    """A pointer into a value as steps: indices where there are lists."""
    steps: list[str | int] = []
    for token in pointer.split("/")[1:]:
        name = token.replace("~1", "/").replace("~0", "~")
        if isinstance(value, list):
            steps.append(int(name))
            value = cast("list[Any]", value)[int(name)]
        else:
            steps.append(name)
            value = as_map(value).get(name)
    return tuple(steps)


def _pointer(path: list[str | int]) -> str:
    """Where in the document a schema is that refused something: as far as the rewriting left it in its place."""
    steps = [str(step) for step in path[:-1]]
    inside = next((index for index, step in enumerate(steps) if step in ("allOf", "then", "if")), len(steps))
    return "".join("/" + step.replace("~", "~0").replace("/", "~1") for step in steps[:inside])


class _Rewriter:
    def __init__(self, schemas: Mapping[str, Any]) -> None:
        self._schemas = schemas

    def rewrite(self, node: Any) -> Any:
        if isinstance(node, list):
            return [self.rewrite(item) for item in cast("list[Any]", node)]
        if not isinstance(node, dict):
            return node
        schema = cast("Node", node)
        lean = {
            key: self._named(value) if key in ("properties", "$defs") else self.rewrite(value)
            for key, value in schema.items()
            if key not in _ANNOTATIONS and not key.startswith("x-")
        }
        is_open = schema.get("x-open") is True
        if is_open:
            lean.pop("enum", None)
        for keyword in ("oneOf", "anyOf"):
            if keyword in schema:
                members = as_list(schema[keyword])
                chosen = self._by_tag(schema, members, is_open=is_open) or self._by_type(members)
                if chosen is not None and not lean.keys() & chosen.keys():
                    del lean[keyword]
                    lean |= chosen
                elif is_open:
                    lean[keyword] = [*lean[keyword], _other(schema)]
        return lean

    def _named(self, properties: Any) -> Any:
        return {name: self.rewrite(schema) for name, schema in as_map(properties).items()}

    def _by_tag(self, schema: Node, members: list[Any], *, is_open: bool) -> Node | None:
        discriminator = as_map(schema.get("discriminator"))
        tag, mapping = discriminator.get("propertyName"), as_map(discriminator.get("mapping"))
        if not isinstance(tag, str) or {as_map(member).get("$ref") for member in members} != set(mapping.values()):
            return None
        default = mapping.get(str(schema.get("x-default-tag")))
        named: Node = {"type": "string"} if is_open else {"enum": list(mapping)}
        branches = [
            {"if": {"required": [tag], "properties": {tag: {"const": value}}}, "then": {"$ref": reference}}
            for value, reference in mapping.items()
        ]
        if default is None:
            return {"type": "object", "required": [tag], "properties": {tag: named}, "allOf": branches}
        untagged = {"anyOf": [{"not": {"required": [tag]}}, {"properties": {tag: {"type": "null"}}}]}
        branches.append({"if": untagged, "then": {"$ref": default}})
        return {"type": "object", "properties": {tag: {"enum": [*mapping, None]}}, "allOf": branches}

    def _by_type(self, members: list[Any]) -> Node | None:
        kinds = [self._kinds(as_map(member)) for member in members]
        every = [kind for kind_set in kinds for kind in kind_set]
        if not all(kinds) or len(every) != len(set(every)) or {"integer", "number"} <= set(every):
            return None
        branches = [
            {"if": {"type": sorted(kind_set)}, "then": self.rewrite(member)}
            for kind_set, member in zip(kinds, members, strict=True)
            if as_map(member) != {"type": "null"}
        ]
        return {"type": sorted(every), "allOf": branches}

    def _kinds(self, schema: Node) -> set[str]:
        """The types of JSON that a schema takes; empty where it does not say."""
        for _ in range(16):
            if "$ref" not in schema:
                break
            schema = as_map(self._schemas.get(str(schema["$ref"]).rpartition("/")[2]))
        kinds = schema.get("type")
        if isinstance(kinds, str):
            return {kinds}
        if isinstance(kinds, list):
            return set(cast("list[str]", kinds))
        if "discriminator" in schema:
            return {"object"}
        members = as_list(schema.get("oneOf") or schema.get("anyOf"))
        inner = [self._kinds(as_map(member)) for member in members]
        return set[str]().union(*inner) if inner and all(inner) else set()


def _other(schema: Node) -> Node:
    discriminator = as_map(schema.get("discriminator"))
    tag = str(discriminator.get("propertyName"))
    known = list(as_map(discriminator.get("mapping")))
    return {"type": "object", "required": [tag], "properties": {tag: {"type": "string", "not": {"enum": known}}}}
