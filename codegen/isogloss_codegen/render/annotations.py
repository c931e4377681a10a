"""The types of schemas, for the fields and aliases of models."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, cast

from ..ir import Schema, ref_name
from ..patterns import engine_of
from .checked import also, are_conditions, value_keywords
from .module import Module
from .parts import Constraints, DataType, Field, Import, Type, any_type, takes_any
from .source import code, literal

_SCALARS = {"string": "str", "integer": "int", "number": "float", "boolean": "bool"}
_BESIDE = frozenset(("oneOf", "anyOf", "description", "not", "if", "then", "else"))

# Keywords that become arguments of `Field`, by the types of values that they are about.
_NUMBERS = ("minimum", "exclusiveMinimum", "maximum", "exclusiveMaximum")
_BOUNDS = {
    "integer": _NUMBERS,
    "number": _NUMBERS,
    "string": ("minLength", "maxLength"),
    "array": ("minItems", "maxItems"),
    "object": ("minProperties", "maxProperties"),
}

# Formats that restrict values, as patterns for requests. In responses, formats are not checked.
_PATTERNS = {
    "uri": r"^[A-Za-z][A-Za-z0-9+.-]*:[^\s<>\"{}|\\^`]*$",
    "date-time": r"^\d{4}-\d\d-\d\d[Tt]\d\d:\d\d:\d\d(\.\d+)?([Zz]|[+-]\d\d:\d\d)$",
}


class Annotations:
    """Makes the types of a module's fields on one side of an API: requests also check formats."""

    def __init__(self, module: Module, *, formats: bool) -> None:
        self._module, self._formats = module, formats

    def of(self, schema: Schema | bool) -> Field:
        """The type of a schema's values, with what restricts them."""
        found = self._alternatives(schema)
        given = [each for each in found if each is not None]
        if not given:
            return Field(data_type=Type(type="None"))
        made = given[0] if len(given) == 1 else Field(data_type=Type(data_types=[each.part for each in given]))
        # The members check the keywords of their types; those for all types stand beside them.
        if len(given) > 1 and not isinstance(schema, bool) and _members(schema):
            self._check(made, value_keywords("", schema))
        if not isinstance(schema, bool):
            self._check(made, also(schema))
        made.data_type.is_optional |= len(given) < len(found)
        return made

    def _check(self, made: Field, words: Mapping[str, Any]) -> None:
        if words:
            self._module.annotate(made, "Keywords", literal(words))

    def _alternatives(self, schema: Schema | bool) -> list[Field | None]:
        """The alternatives of a schema, each with its own restrictions; None is null."""
        if isinstance(schema, bool):
            return [Field(data_type=any_type())]
        if "$ref" in schema:
            return [Field(data_type=self._module.type(ref_name(schema)))]
        if variants := _members(schema):
            return [each for variant in variants for each in self._alternatives(_within(schema, variant))]
        if "const" in schema:
            return self._values([schema["const"]])
        if schema.get("enum"):
            open_one = [Field(data_type=Type(type="str"))] if schema.get("x-open") else []
            return [*self._values(schema["enum"]), *open_one]
        return [self._typed(kind, schema) for kind in kinds(schema)] or [Field(data_type=any_type())]

    def _values(self, values: list[Any]) -> list[Field | None]:
        """The types of constants. Python has literal types only for strings, integers, booleans and None."""
        exact = dict.fromkeys((type(value), value) for value in values if isinstance(value, str | int))
        found: list[Type] = []
        if exact:
            mark = self._module.texts.mark
            found.append(Type(literals=[mark(value) if isinstance(value, str) else value for _, value in exact]))
        if any(isinstance(value, float) for value in values):
            found.append(Type(type="float"))
        if any(isinstance(value, list) for value in values):
            found.append(Type(is_list=True, data_types=[any_type()]))
        if any(isinstance(value, dict) for value in values):
            found.append(Type(is_dict=True, data_types=[any_type()]))
        return [*(Field(data_type=each) for each in found), *([None] if None in values else [])]

    def _typed(self, kind: str, schema: Schema) -> Field | None:
        if kind == "null":
            return None
        if kind == "array":
            items = [*schema.get("prefixItems", ()), *([schema["items"]] if "items" in schema else [])]
            made = Type(is_list=True, data_types=[self._one_of(items)])
        elif kind == "object":
            made = Type(is_dict=True, dict_key=self._keys(schema), data_types=[self._one_of(_map_values(schema))])
        else:
            made = Type(type=_SCALARS[kind]) if kind in _SCALARS else any_type()
        limited = self._limited(kind, schema, made)
        self._check(limited, value_keywords(kind, schema))
        return limited

    def _one_of(self, schemas: list[Schema | bool]) -> DataType:
        if not schemas or any(isinstance(each, bool) for each in schemas):
            return any_type()
        made = self.of(schemas[0]) if len(schemas) == 1 else self.of({"anyOf": schemas})
        return any_type() if takes_any(made.data_type) else made.part

    def _keys(self, schema: Schema) -> DataType | None:
        names: Any = schema.get("propertyNames")
        if not isinstance(names, Mapping):
            return None
        words = cast("Schema", names)
        if "$ref" in words or words.get("enum") or "const" in words:
            return self.of(words).part
        return self._limited("string", words, Type(type="str")).part

    def _limited(self, kind: str, schema: Schema, made: Type) -> Field:
        """A type with what `Field` checks of its values."""
        limits = {key: schema[key] for key in _BOUNDS.get(kind, ()) if key in schema}
        if schema.get("multipleOf") and "minimum" in _BOUNDS.get(kind, ()):
            limits["multipleOf"] = schema["multipleOf"]
        if kind == "object":
            # A dict has a length.
            limits = {key.replace("Properties", "Length"): value for key, value in limits.items()}
        others: list[Import] = []
        if kind == "string" and (pattern := self._pattern(schema)) is not None:
            if engine_of(pattern) == "pydantic":
                limits["pattern"] = self._module.texts.mark(pattern)
            else:
                limits["pattern"] = self._module.texts.mark_source(code("re.compile({})", literal(pattern)))
                others.append(Import(import_="re"))
        return Field(data_type=made, constraints=Constraints(**limits) if limits else None, others=others)

    def _pattern(self, schema: Schema) -> str | None:
        pattern = schema.get("pattern")
        if pattern is None and self._formats:
            pattern = _PATTERNS.get(str(schema.get("format")))
        return str(pattern) if pattern is not None and engine_of(str(pattern)) is not None else None


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


def constant(schema: Schema) -> str:
    """The value of a schema that has only one."""
    return schema["const"] if "const" in schema else schema["enum"][0]


def _map_values(schema: Schema) -> list[Schema | bool]:
    values: Any = [*schema.get("patternProperties", {}).values()]
    others: Any = schema.get("additionalProperties", schema.get("unevaluatedProperties", not values))
    return [*values, *([] if others is False else [others])]
