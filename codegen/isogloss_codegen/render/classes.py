"""Classes and type aliases of models: one definition for each component and for the parameters of each operation."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping
from typing import Any, cast

from ..ir import Api, Component, Operation, Schema
from .annotations import Annotations, constant, is_constant
from .attributes import argument_attributes, attributes
from .checked import object_keywords
from .module import Module, writing
from .narrowed import Narrowed, with_fields
from .parts import BaseModel, DataModel, Field, Import, Type, TypeAliasTypeBackport, stand_on
from .source import BLANKS, Source, code, identifier, literal
from .unions import Unions, is_replayable


class Classes:
    """Makes the definitions of a module; `narrowed` has what is left of those on a class of the base, by name."""

    def __init__(self, api: Api, narrowed: Mapping[str, Narrowed], module: Module) -> None:
        self._api, self._narrowed, self._module = api, narrowed, module
        self._attributes, self._arguments = attributes(api), argument_attributes(api)
        self._unions = Unions(api, self._attributes, module)

    def of(self, names: Collection[str]) -> Iterator[DataModel]:
        """The definitions with these names, in the order of the document."""
        for name, component in self._api.components.items():
            if name in names:
                with writing(name):
                    made = self._of_component(component)
                yield made
        for operation in self._api.operations:
            if operation.parameters and operation.parameters_name in names:
                with writing(operation.parameters_name):
                    made = self._of_parameters(operation)
                yield made

    def _of_component(self, component: Component) -> DataModel:
        if component.name in self._narrowed:
            narrowed = self._narrowed[component.name]
            made = self._class(with_fields(component, narrowed.fields), self._module.path("RequestModel"), rules=False)
            return stand_on(made, narrowed.base)
        if component.is_object:
            return self._class(component, self._base_path(component), rules=True)
        union = self._unions.of(component)
        return TypeAliasTypeBackport(
            reference=self._module.reference(component.name),
            fields=[self._annotations(component).of(component.schema) if union is None else union],
            description=self._described(component.schema),
            extra_template_data=_template_data(component.name),
        )

    def _annotations(self, component: Component) -> Annotations:
        return Annotations(self._module, formats="response" not in component.sides)

    def _class(self, component: Component, base: str, *, rules: bool) -> DataModel:
        schema = component.schema
        annotations, tolerant = self._annotations(component), "response" in component.sides
        fields = list(self._rules(component)) if rules else []
        others = schema.get("additionalProperties")
        is_open = others is not None and others is not False
        if is_open and others is not True and others:
            fields.append(self._extra(annotations.of({"type": "object", "additionalProperties": others})))
        required = schema.get("required", ())
        properties: Mapping[str, Schema | bool] = schema.get("properties", {})
        for name, value in properties.items():
            made = self._named(annotations.of(value), name, self._attributes[name])
            if name not in required:
                self._let_absent(made, nullable=made.has_null and not tolerant)
            elif not isinstance(value, bool) and is_constant(value):
                _set_default(made, self._module.texts.mark(constant(value)))
            if not isinstance(value, bool):
                made.extras["description"] = self._described(value)
            fields.append(made)
        return self._model(component.name, base, self._described(schema), fields, is_open=is_open)

    def _model(
        self, name: str, base: str, about: str | None, fields: list[Field], *, is_open: bool = False
    ) -> DataModel:
        return BaseModel(
            reference=self._module.reference(name),
            fields=[*fields],
            custom_base_class=base,
            description=about,
            extra_template_data=_template_data(name, **({"additionalProperties": True} if is_open else {})),
        )

    def _named(self, made: Field, name: str, attribute: str) -> Field:
        made.name = str(identifier(attribute))
        if attribute != name:
            made.alias = self._module.texts.mark(name)
        return made

    def _let_absent(self, made: Field, *, nullable: bool) -> None:
        """An absent field is `None`. A mark tells if null may be sent."""
        # The library would write `Field(None)` beside a plain None of a field that is always null.
        _set_default(made, self._module.texts.mark_source(code("None")))
        made.data_type.is_optional = True
        if nullable:
            self._module.annotate(made, "Nullable")

    def _extra(self, made: Field) -> Field:
        value = self._module.texts.mark_source(code("Field(init=False)  # pyright: ignore"))
        made.name = "__pydantic_extra__"
        made.others.append(Import.from_full_path("pydantic.Field"))
        return _set_default(made, value)

    def _rules(self, component: Component) -> Iterator[Field]:
        exclusive = component.schema.get("not", {}).get("required", ())
        for rule, names in (("at_most_one_of", exclusive), ("at_least_one_of", component.one_needed)):
            told = tuple(self._attributes[name] for name in names if name in self._attributes)
            if told:
                yield self._class_variable(rule, literal(told))
        if "response" in component.sides and (promised := self._promised(component.schema)):
            yield self._class_variable("__constants__", literal(promised))
        if words := object_keywords(component):
            made = self._class_variable("__keywords__", code("Keywords({})", literal(words)))
            made.others.append(Import.from_full_path(self._module.path("Keywords")))
            yield made

    def _class_variable(self, name: str, value: Source) -> Field:
        kind = Type(type="ClassVar", import_=Import.from_full_path("typing.ClassVar"))
        # A line without text follows.
        return _set_default(Field(name=name, data_type=kind), self._module.texts.mark_source(code("{}\n", value)))

    def _promised(self, schema: Schema) -> dict[str, str]:
        """The optional properties with one value that the server says it sends always."""
        properties: Mapping[str, Schema | bool] = schema.get("properties", {})
        return {
            self._attributes[name]: value["const"]
            for name, value in properties.items()
            if not isinstance(value, bool) and value.get("x-tier") == "declared"
            if name not in schema.get("required", ()) and isinstance(value.get("const"), str)
        }

    def _of_parameters(self, operation: Operation) -> DataModel:
        annotations = Annotations(self._module, formats=False)
        fields: list[Field] = []
        narrowed = self._narrowed.get(operation.parameters_name)
        for parameter in operation.parameters:
            if narrowed is not None and parameter.argument not in narrowed.fields:
                continue
            attribute = self._arguments[parameter.argument]
            made = self._named(annotations.of(parameter.schema), parameter.argument, attribute)
            default: Any = parameter.schema.get("default")
            if default is not None and _is_plain(default):
                _set_default(made, self._module.texts.mark_source(literal(default)))
            elif not parameter.required:
                self._let_absent(made, nullable=False)
            made.extras["description"] = self._described({"description": parameter.description})
            fields.append(made)
        about = f"The path, query and header parameters of `{operation.method} {operation.path}`."
        base = self._module.path("ParametersModel")
        made = self._model(operation.parameters_name, base, self._module.texts.mark(about), fields)
        return made if narrowed is None else stand_on(made, narrowed.base)

    def _described(self, schema: Schema) -> str | None:
        text = str(schema.get("description", ""))
        return self._module.texts.mark(text) if text.strip(BLANKS) else None

    def _base_path(self, component: Component) -> str:
        if component.base is not None:
            return self._module.path(component.base, self._api.runtime or "runtime")
        if "response" in component.sides:
            return self._module.path("ResponseModel")
        if is_replayable(self._api, component):
            return self._module.path("ReplayableModel")
        # Without `additionalProperties`, an object may have any others.
        schema = component.schema
        is_open = "additionalProperties" not in schema or "patternProperties" in schema
        return self._module.path("OpenRequestModel" if is_open else "RequestModel")


def _template_data(name: str, **data: bool) -> defaultdict[str, dict[str, Any]]:
    found: defaultdict[str, dict[str, Any]] = defaultdict(dict)
    found[name] = {"use_single_line_docstring": True, "pydantic_extra_plain_annotation": True, **data}
    return found


def _set_default(made: Field, value: str) -> Field:
    made.required, made.has_default, made.default = False, True, value
    return made


def _is_plain(default: Any) -> bool:
    items = cast("list[Any]", default) if isinstance(default, list) else [default]
    return all(isinstance(item, str | int | float) for item in items)
