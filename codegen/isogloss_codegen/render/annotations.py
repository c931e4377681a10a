"""Python annotations of schemas, for the fields and aliases of models."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, cast

from ..ir import Schema, ref_name
from ..patterns import engine_of
from .checked import are_conditions, value_keywords
from .source import Source, code, identifier, joined, literal

_ANY, _NONE, _STR, _FLOAT = code("Any"), code("None"), code("str"), code("float")
_SCALARS = {"string": _STR, "integer": code("int"), "number": _FLOAT, "boolean": code("bool")}
_BESIDE = frozenset(("oneOf", "anyOf", "description", "not", "if", "then", "else"))

# Keywords with an argument of `Field`, by the types of values that they are about.
_LENGTHS = {"string": "Length", "array": "Items", "object": "Properties"}
_BOUNDS = {"minimum": "ge", "exclusiveMinimum": "gt", "maximum": "le", "exclusiveMaximum": "lt"}

# Formats that restrict values, as patterns for requests. In responses, formats are not checked.
_PATTERNS = {
    "uri": r"^[A-Za-z][A-Za-z0-9+.-]*:[^\s<>\"{}|\\^`]*$",
    "date-time": r"^\d{4}-\d\d-\d\d[Tt]\d\d:\d\d:\d\d(\.\d+)?([Zz]|[+-]\d\d:\d\d)$",
}


@dataclass
class Annotation:
    """The type of a schema's values: alternatives, what restricts them, and whether null is one of them."""

    types: list[Source] = field(default_factory=list[Source])
    marks: list[Source] = field(default_factory=list[Source])
    limits: dict[str, Source] = field(default_factory=dict[str, Source])
    nullable: bool = False

    @property
    def has_null(self) -> bool:
        return self.nullable or not self.types

    def written(self, *marks: Source, optional: bool = False, **arguments: Source) -> Source:
        """The annotation with further marks and arguments of `Field`."""
        types = [*dict.fromkeys(self.types), *([_NONE] if self.nullable or optional or not self.types else [])]
        limits = {**self.limits, **arguments}
        fields = [code("{}={}", identifier(name), limits[name]) for name in sorted(limits)]
        marks = (*self.marks, *marks)
        if fields:
            marks = (code("Field({})", joined(", ", fields)), *marks)
        union = _union(types)
        return code("Annotated[{}, {}]", union, joined(", ", marks)) if marks else union


def _union(types: Sequence[Source]) -> Source:
    """Alternatives as one type. Names in quotes cannot be operands of `|`."""
    if len(types) > 1 and any(each.startswith('"') for each in types):
        return code("Union[{}]", joined(", ", types))
    return joined(" | ", types)


class Annotations:
    """Makes annotations on one side of an API: requests also check formats.

    Names in `later` are defined further down, and written in quotes: an alias is evaluated at once.
    """

    def __init__(self, *, formats: bool, later: Collection[str] = ()) -> None:
        self._formats = formats
        self._later = later

    def of(self, schema: Schema | bool) -> Annotation:
        """The annotation of a schema."""
        found = self._alternatives(schema)
        union = Annotation(nullable=any(each is None for each in found))
        given = [each for each in found if each is not None]
        if len(given) == 1:
            given[0].nullable |= union.nullable
            return given[0]
        union.types = [each.written() for each in given]
        # The members check the keywords of their types; those for all types stand beside them.
        if not isinstance(schema, bool) and _members(schema) and (words := value_keywords("", schema)):
            union.marks.append(code("Keywords({})", literal(words)))
        return union

    def _alternatives(self, schema: Schema | bool) -> list[Annotation | None]:
        """The alternatives of a schema, each with its own restrictions; None is null."""
        if isinstance(schema, bool):
            return [Annotation([_ANY])]
        if "$ref" in schema:
            return [Annotation([self._name(ref_name(schema))])]
        if variants := _members(schema):
            return [each for variant in variants for each in self._alternatives(_within(schema, variant))]
        if "const" in schema:
            return _values([schema["const"]])
        if schema.get("enum"):
            open_one: list[Annotation | None] = [Annotation([_STR])] if schema.get("x-open") else []
            return [*_values(schema["enum"]), *open_one]
        return [self._typed(kind, schema) for kind in kinds(schema)] or [Annotation([_ANY])]

    def _name(self, name: str) -> Source:
        return code('"{}"', identifier(name)) if name in self._later else identifier(name)

    def _typed(self, kind: str, schema: Schema) -> Annotation | None:
        if kind == "null":
            return None
        if kind == "array":
            items = [*schema.get("prefixItems", ()), *([schema["items"]] if "items" in schema else [])]
            made = Annotation([code("list[{}]", self._one_of(items))])
        elif kind == "object":
            made = Annotation([code("dict[{}, {}]", self._keys(schema), self._one_of(_map_values(schema)))])
        else:
            made = Annotation([_SCALARS.get(kind, _ANY)])
        made.limits |= self._limits(kind, schema)
        if words := value_keywords(kind, schema):
            made.marks.append(code("Keywords({})", literal(words)))
        return made

    def _one_of(self, schemas: list[Schema | bool]) -> Source:
        if not schemas or any(isinstance(each, bool) for each in schemas):
            return _ANY
        made = self.of(schemas[0]) if len(schemas) == 1 else self.of({"anyOf": schemas})
        return _ANY if _ANY in made.types else made.written()

    def _keys(self, schema: Schema) -> Source:
        names: Any = schema.get("propertyNames")
        if not isinstance(names, Mapping):
            return _STR
        words = cast("Schema", names)
        if "$ref" in words or words.get("enum") or "const" in words:
            return self.of(words).written()
        return self._limited_text(words)

    def _limited_text(self, words: Schema) -> Source:
        return Annotation([_STR], limits=self._limits("string", words)).written()

    def _limits(self, kind: str, schema: Schema) -> dict[str, Source]:
        found: dict[str, Source] = {}
        if kind in ("integer", "number"):
            for keyword, argument in _BOUNDS.items():
                if keyword in schema:
                    found[argument] = _number(schema[keyword], kind)
            if schema.get("multipleOf"):
                found["multiple_of"] = _number(schema["multipleOf"], kind)
        if kind in _LENGTHS:
            for bound in ("min", "max"):
                keyword = f"{bound}{_LENGTHS[kind]}"
                if keyword in schema:
                    found[f"{bound}_length"] = literal(int(schema[keyword]))
        if kind == "string" and (pattern := self._pattern(schema)) is not None:
            found["pattern"] = pattern
        return found

    def _pattern(self, schema: Schema) -> Source | None:
        pattern = schema.get("pattern")
        if pattern is None and self._formats:
            pattern = _PATTERNS.get(str(schema.get("format")))
        engine = engine_of(str(pattern)) if pattern is not None else None
        if engine is None:
            return None
        return literal(str(pattern)) if engine == "pydantic" else code("re.compile({})", literal(str(pattern)))


def kinds(schema: Schema) -> list[str]:
    """The JSON types of a schema's values; of one that does not say it, those that its keywords are about."""
    named: Any = schema.get("type")
    if named:
        return [named] if isinstance(named, str) else list(dict.fromkeys(cast("list[str]", named)))
    if "properties" in schema or "additionalProperties" in schema or "patternProperties" in schema:
        return ["object"]
    return ["array"] if "items" in schema or "prefixItems" in schema else []


def _members(schema: Schema) -> list[Schema | bool]:
    """The members of a union that have types of their own."""
    variants = cast("list[Schema | bool]", schema.get("oneOf") or schema.get("anyOf") or [])
    return [] if are_conditions(variants) else variants


def _within(schema: Schema, variant: Schema | bool) -> Schema | bool:
    """A member of a union with the type that stands beside the union, if it has none of its own."""
    if isinstance(variant, bool) or "type" not in schema or not {"type", "$ref", "oneOf", "anyOf"}.isdisjoint(variant):
        return variant
    return {**{key: value for key, value in schema.items() if key not in _BESIDE}, **variant}


def is_constant(schema: Schema | bool) -> bool:
    """True if a schema has one value, which is a text."""
    if isinstance(schema, bool):
        return False
    values = [schema["const"]] if "const" in schema else schema.get("enum", ())
    return len(values) == 1 and isinstance(values[0], str) and "$ref" not in schema and not schema.get("x-open")


def constant(schema: Schema) -> Source:
    """The value of a schema that has only one."""
    return literal(schema["const"] if "const" in schema else schema["enum"][0])


def _map_values(schema: Schema) -> list[Schema | bool]:
    values: Any = [*schema.get("patternProperties", {}).values()]
    others: Any = schema.get("additionalProperties", schema.get("unevaluatedProperties", not values))
    return [*values, *([] if others is False else [others])]


def _number(value: Any, kind: str) -> Source:
    if kind == "number":
        return literal(float(value))
    return literal(int(value) if float(value).is_integer() else float(value))


def _values(values: list[Any]) -> list[Annotation | None]:
    """The types of constants. Python has literal types only for strings, integers, booleans and None."""
    exact = [value for value in values if isinstance(value, str | int)]
    found: list[Annotation | None] = []
    if exact:
        found.append(Annotation([code("Literal[{}]", joined(", ", map(literal, dict.fromkeys(exact))))]))
    if any(isinstance(value, float) for value in values):
        found.append(Annotation([_FLOAT]))
    if any(isinstance(value, list) for value in values):
        found.append(Annotation([code("list[Any]")]))
    if any(isinstance(value, dict) for value in values):
        found.append(Annotation([code("dict[str, Any]")]))
    return [*found, *([None] if None in values else [])]
