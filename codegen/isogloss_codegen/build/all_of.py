"""Makes one schema of the parts of an `allOf`: classes and types are made of whole schemas."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping
from typing import Any, cast

from ..ir import ALSO
from ..names import MODULE_NAMES, combined, nested, unique
from ..schema.components import Components
from ..schema.maker.judge import accepts
from ..schema.maker.sub import Sub
from ..schema.references import references

SCHEMAS = "#/components/schemas/"

Node = dict[str, Any]

_ABOUT = frozenset(
    (
        *("title", "description", "default", "example", "examples", "deprecated", "readOnly", "writeOnly", "$comment"),
        *("externalDocs", "xml", "$schema", "$id", "$anchor"),
    )
)
_MOST_MEMBERS = 64
_SMALLEST = frozenset(("minimum", "exclusiveMinimum", "minLength", "minItems", "minProperties"))
# Keywords that no other of the same name can be merged with; words of a group have no meaning without each other.
_LONE = (
    *(("pattern",), ("multipleOf",), ("not",), ("contains", "minContains", "maxContains"), ("propertyNames",)),
    *(("dependentRequired",), ("dependentSchemas",), ("if", "then", "else")),
)
_LARGEST = frozenset(("maximum", "exclusiveMaximum", "maxLength", "maxItems", "maxProperties"))


def says_nothing(keyword: str) -> bool:
    """True if a keyword does not change which values are accepted."""
    return keyword in _ABOUT or keyword.startswith("x-")


def reference_of(schema: Node) -> Node | None:
    """A schema as a `$ref` and what is said about it, if it is that and nothing more; else None.

    `allOf: [{$ref: A}, {description: x}]` is A.
    """
    parts = _parts(schema)
    told = [words for part in parts if (words := _told(part).keys() - {"type"})]
    if told != [{"$ref"}]:
        return None
    about: Node = {}
    for part in reversed(parts):
        about |= {key: value for key, value in part.items() if says_nothing(key)}
    return {"$ref": next(part["$ref"] for part in parts if "$ref" in part), **about}


def _parts(schema: Node) -> list[Node]:
    """A schema without its `allOf`, and the members of that."""
    own = {key: value for key, value in schema.items() if key != "allOf"}
    return [own, *(part for each in _flat(schema.get("allOf", [])) for part in _parts(each))]


class Merger:
    """Merges the schemas of a document in place. New ones, for parts that have to be merged too, are added.

    The schemas in `named` have their names from the document. `lose` gets the name of each schema that models do not
    enforce, and the reason. What no schema can say at once is in a list at `ALSO`.
    """

    def __init__(self, schemas: dict[str, Node], named: Collection[str], lose: Callable[[str, str], None]) -> None:
        self._schemas = schemas
        self._named = named
        self._lose = lose
        self._done: set[str] = set()
        self._under_way: set[str] = set()

    def merge_all(self) -> None:
        """Merges every `allOf` of the schemas."""
        for name in list(self._schemas):
            self._merged(name)

    def _merged(self, name: str) -> Node:
        if name in self._done or name in self._under_way or name not in self._schemas:
            return self._schemas.get(name, {})
        self._under_way.add(name)
        self._schemas[name] = self._whole(name, self._schemas[name])
        self._under_way.discard(name)
        self._done.add(name)
        return self._schemas[name]

    def _whole(self, name: str, schema: Node) -> Node:
        """A schema without `allOf`, and without unions beside properties."""
        is_inherited = "$ref" in schema and bool(_told(schema).keys() - {"$ref", "type"})
        if "allOf" in schema or is_inherited:
            reference = reference_of(schema)
            if reference is not None and not self._is_object(name, _ref(reference).removeprefix(SCHEMAS)):
                return reference
            own = {key: value for key, value in schema.items() if key not in ("allOf", "$ref")}
            listed = [{"$ref": schema["$ref"]}] if is_inherited else []
            whole: Node = {}
            for part in (*listed, *_flat(schema.get("allOf", []))):
                whole = self._both(name, whole, self._target(name, part))
            schema = self._both(name, whole, own)
        return self._distributed(name, schema)

    def _is_object(self, name: str, target: str) -> bool:
        """True if another schema describes objects: one that is made of it has a class of its own."""
        return target == name or "properties" in self._merged(target)

    def _target(self, name: str, part: Node) -> Node:
        """The schema of a part of an `allOf`: for a reference, the whole referenced schema without its texts."""
        seen: set[str] = set()
        while "$ref" in part:
            target = str(part["$ref"]).removeprefix(SCHEMAS)
            if target == name or target in seen or target in self._under_way:
                return {}
            seen.add(target)
            own = {key: value for key, value in part.items() if key != "$ref" and not says_nothing(key)}
            words = self._merged(target)
            part = {key: value for key, value in words.items() if key == "$ref" or not says_nothing(key)}
            part.pop("discriminator", None)
            part |= own
        return self._whole(name, part) if "allOf" in part else part

    def _both(self, name: str, first: Node, second: Node) -> Node:
        """The conjunction of two schemas; if they contradict each other, the second counts."""
        result = {**first, **second}
        also = [*first.get(ALSO, ()), *second.get(ALSO, ())]
        for group in _LONE:
            words = {keyword: first[keyword] for keyword in group if keyword in first}
            if group[0] in first and group[0] in second and any(second.get(key) != words[key] for key in words):
                also.append(words)
                result = {key: value for key, value in result.items() if key not in group or key in second}
        if also:
            result[ALSO] = also
        for keyword in first.keys() & second.keys():
            one, other = first[keyword], second[keyword]
            if keyword in ("properties", "patternProperties"):
                result[keyword] = self._properties(name, one, other)
            elif keyword == "required":
                result[keyword] = list(dict.fromkeys([*one, *other]))
            elif keyword == "enum":
                result[keyword] = [value for value in one if value in other]
                if not result[keyword]:
                    self._lose(name, "the parts of its allOf have no enum value in common; those of the last count")
                    result[keyword] = other
            elif keyword == "type":
                result[keyword] = _common_type(one, other)
                if not result[keyword]:
                    self._lose(name, "the parts of its allOf have no type in common; that of the last counts")
                    result[keyword] = other
            elif keyword in _SMALLEST:
                result[keyword] = max(one, other)
            elif keyword in _LARGEST:
                result[keyword] = min(one, other)
            elif keyword in ("oneOf", "anyOf") and one != other:
                result[keyword] = self._crossed(name, one, other)
            elif keyword in ("items", "additionalProperties") and isinstance(one, dict) and isinstance(other, dict):
                result[keyword] = self._property(f"{name}{'Item' if keyword == 'items' else 'Value'}", one, other)
            elif keyword == "additionalProperties" and one is False:
                result[keyword] = other  # closed parts cannot be together; what they list is known
        if {"oneOf", "anyOf"} <= result.keys() and ("oneOf" in first) != ("oneOf" in second):
            result["oneOf"] = self._crossed(name, result["oneOf"], result.pop("anyOf"))
        return result

    def _properties(self, name: str, first: Node, second: Node) -> Node:
        return {
            **first,
            **{
                key: self._property(nested(name, key), first[key], value) if key in first else value
                for key, value in second.items()
            },
        }

    def _property(self, place: str, first: Any, second: Any) -> Any:
        """A property that two parts describe."""
        if not isinstance(first, dict) or not isinstance(second, dict):
            return cast("Any", first if isinstance(first, dict) else second)
        one, other = cast("Node", first), cast("Node", second)
        told, more = _told(one), _told(other)
        if not more or more == told or (more.keys() == {"type"} and "type" not in told):
            return {**other, **told, **_about(one), **_about(other)}
        if not told or (told.keys() == {"type"} and "$ref" in more):
            return {**_about(one), **other}
        if "const" in more or "enum" in more:
            if "enum" in told and "const" not in more:
                return {**_about(one), **other, **self._both(place, told, more)}
            return self._with(place, {**_about(one), **other}, told)
        if "const" in told or "enum" in told:
            return self._with(place, {**one, **_about(other)}, more)
        objects = [self._object(node) for node in (told, more)]
        if objects[0] is not None and objects[1] is not None:
            return {**self._new(place, self._both(place, objects[0], objects[1])), **_about(one), **_about(other)}
        if "$ref" in told or "$ref" in more or _is_union(told) or _is_union(more):
            return self._with(place, {**_about(one), **other}, told)
        return self._both(place, one, other)

    def _with(self, place: str, schema: Node, words: Node) -> Node:
        """A schema that must also obey the words of another one; a loss, if these refer to others."""
        words = {key: value for key, value in words.items() if key != "type" and schema.get(key) != value}
        if "const" in schema or "enum" in schema:
            values = [schema["const"]] if "const" in schema else cast("list[Any]", schema["enum"])
            kept = [each for each in values if accepts(Sub(words, Components(self._schemas)), each)]
            if not kept:
                self._lose(place, "the parts of an allOf have no value in common; those of the last count")
            return {**schema, "enum": kept} if 0 < len(kept) < len(values) else schema
        if any(references({"anyOf": [words]})):
            self._lose(place, "two parts of an allOf describe it, and models enforce only the last")
            return schema
        return {**schema, ALSO: [*schema.get(ALSO, ()), words]} if words else schema

    def _object(self, words: Node) -> Node | None:
        target = self._target("", words) if "$ref" in words else words
        return target if "properties" in target else None

    def _new(self, place: str, schema: Node) -> Node:
        """A reference to a new schema; to the one that is there already if it is the same."""
        if self._schemas.get(place) == schema:
            return {"$ref": SCHEMAS + place}
        own = unique(place, self._schemas, MODULE_NAMES)
        self._schemas[own] = schema
        self._done.add(own)
        return {"$ref": SCHEMAS + own}

    def _crossed(self, name: str, first: list[Node], second: list[Node]) -> list[Node]:
        """The members of two unions together, as one union."""
        if len(first) * len(second) > _MOST_MEMBERS:
            self._lose(
                name, f"two unions of its allOf make more than {_MOST_MEMBERS} kinds; models enforce only the last"
            )
            return second
        return [{"allOf": [one, other]} for one in first for other in second]

    def _distributed(self, name: str, schema: Node) -> Node:
        """A union beside properties as a union of objects, each with these properties."""
        keyword = "oneOf" if "oneOf" in schema else "anyOf"
        members = cast("list[Any]", schema.get(keyword, []))
        if "properties" not in schema and any(isinstance(each, dict) and "allOf" in each for each in members):
            return {**schema, keyword: [self._joined(name, number, {}, each) for number, each in enumerate(members, 1)]}
        if "properties" not in schema or not members:
            return schema
        if len(members) > _MOST_MEMBERS:
            self._lose(
                name, f"it has properties beside a union of more than {_MOST_MEMBERS} members; models ignore the union"
            )
            return {key: value for key, value in schema.items() if key != keyword}
        if not any(isinstance(each, dict) and ("$ref" in each or "properties" in each) for each in members):
            return schema
        rest = {key: value for key, value in schema.items() if key != keyword and not says_nothing(key)}
        tag = rest.pop("discriminator", None)
        joined = [self._joined(name, number, rest, each) for number, each in enumerate(members, 1)]
        about = {key: value for key, value in schema.items() if says_nothing(key)}
        if tag is not None and isinstance(tag.get("mapping"), dict):
            moved = dict(zip(map(_ref, members), map(_ref, joined), strict=True))
            tag = {**tag, "mapping": {key: moved.get(_ref({"$ref": to}), to) for key, to in tag["mapping"].items()}}
        return {**about, keyword: joined, **({"discriminator": tag} if tag is not None else {})}

    def _joined(self, name: str, number: int, common: Node, member: Any) -> Any:
        if not isinstance(member, dict) or (not common and "allOf" not in member):
            return cast("Any", member)
        words = cast("Node", member)
        target = self._target(name, words) if "$ref" in words else self._whole(name, words)
        both = self._both(name, common, target)
        if "$ref" in words and both == target:
            return words  # the member says all of it by itself
        of = _ref(words).removeprefix(SCHEMAS)
        if of and of not in self._named:
            self._schemas[of] = both  # nothing else refers to it
            return words
        inherited = [_ref(part).removeprefix(SCHEMAS) for part in words.get("allOf", []) if _ref(part)]
        of = of or (inherited[0] if len(inherited) == 1 else "")
        return self._new(combined(name, of) if of else f"{name}Option{number}", both)


def _flat(parts: list[Any]) -> Iterator[Node]:
    return (cast("Node", part) for part in parts if isinstance(part, dict))


def _ref(member: Any) -> str:
    return str(member.get("$ref", "")) if isinstance(member, Mapping) else ""  # pyright: ignore[reportUnknownMemberType, reportUnknownArgumentType]


def _told(schema: Node) -> Node:
    return {key: value for key, value in schema.items() if not says_nothing(key)}


def _about(schema: Node) -> Node:
    return {key: value for key, value in schema.items() if says_nothing(key)}


def _is_union(schema: Node) -> bool:
    return "oneOf" in schema or "anyOf" in schema


def _common_type(first: Any, second: Any) -> Any:
    """The types that two schemas have in common, empty if there is none: an integer is also a number."""
    one = [first] if isinstance(first, str) else list(first)
    other = [second] if isinstance(second, str) else list(second)
    common = [kind for kind in one if kind in other or (kind == "integer" and "number" in other)]
    common += [kind for kind in other if kind == "integer" and "number" in one and kind not in common]
    return common[0] if len(common) == 1 else common
