"""Makes pydantic models of an API with datamodel-code-generator, and edits its output."""

from __future__ import annotations

import re
import warnings
from collections.abc import Collection, Iterator, Mapping
from dataclasses import replace
from functools import cached_property
from typing import Any

from ..ir import Api, Component
from ..schema.references import references
from .absent import absent_as_none
from .attributes import unknown_variants
from .forward import in_order
from .model_schemas import ModelSchemas
from .narrowed import Narrowed, common_name, narrowed_body, with_fields
from .source import Source, SourceError, code, docstring, identifier, joined, literal

_STAND_IN = {"type": "object", "properties": {"any": {"type": "string"}}}


def render_models(api: Api, apart: Mapping[str, Collection[str]]) -> Source:
    """The text of `models.py`: all components of `api`, and the parameters of its operations.

    `apart` has the fields of bodies that not every provider takes, by name of the body: what the others take in common
    is a class of its own.
    """
    api, narrowed = _with_common(api, apart)
    models = Models(api, narrowed)
    names = {*api.components, *(operation.parameters_name for operation in api.operations)}
    body = joined("\n\n", [*models.unknown_variants(), *models.definitions(names).values()])
    title = docstring(f"Every object of the {api.title}, as pydantic models.", 0)
    return code("{}\n\n{}\n{}", title, _imports(body, api, package=code(".")), body)


def render_dialect(
    api: Api, base: Api, changed: Collection[str], apart: Mapping[str, Collection[str]], title: str
) -> Source:
    """The text of a provider's `models.py`: the components in `changed`; the base has the others."""
    narrowed = {name: part for name in changed if (part := narrowed_body(api, base, name, changed, apart)) is not None}
    models = Models(api, narrowed)
    body = joined("\n\n", models.definitions(changed).values())
    others = [*unknown_variants(api).values(), *(name for name in api.components if name not in changed)]
    used = sorted({*others}.intersection(re.findall(r"\w+", body)))
    imported = code("from ...models import {}\n", joined(", ", map(identifier, used))) if used else code("")
    if narrowed:
        imported = code("from ... import models as base_models\n{}{}", imported, _NARROWS)
    head = _imports(joined("\n", [imported, body]), api, package=code("..."))
    return code("{}\n\n{}{}\n{}", docstring(title, 0), head, imported, body)


_NARROWS = code("""
# These classes narrow what the base takes. They never take the place of its classes.
# pyright: reportIncompatibleVariableOverride=false
""")


def _with_common(api: Api, apart: Mapping[str, Collection[str]]) -> tuple[Api, dict[str, Narrowed]]:
    """The API with a component for what all providers take of a body, and what is left of these bodies."""
    components: dict[str, Component] = {}
    narrowed: dict[str, Narrowed] = {}
    for name, component in api.components.items():
        if apart.get(name):
            common = common_name(name, api)
            about = f"Fields of `{name}` that every provider takes."
            kept = [field for field in component.schema["properties"] if field not in apart[name]]
            components[common] = replace(with_fields(component, kept, about), name=common)
            rest = with_fields(component, apart[name], component.schema.get("description", ""))
            narrowed[name] = Narrowed(rest, identifier(common))
        components[name] = component
    return replace(api, components=components), narrowed


def is_replayable(api: Api, component: Component) -> bool:
    """True if a request component `<T>Param` also accepts instances of the response component `<T>`."""
    if not component.name.endswith("Param") or "response" in component.sides:
        return False
    twin = api.components.get(component.name.removesuffix("Param"))
    return twin is not None and "response" in twin.sides


def _base_class(api: Api, component: Component) -> str:
    if component.base is not None:
        return component.base
    if "response" in component.sides:
        return "ResponseModel"
    return "ReplayableModel" if is_replayable(api, component) else "RequestModel"


def _generate(schemas: dict[str, Any], bases: dict[str, str], aliases: dict[str, str]) -> str:
    if not schemas:
        return ""
    # The import takes half a second.
    from datamodel_code_generator import (
        InputFileType,
        LiteralType,
        NamingStrategy,
        OpenAPIScope,
        PythonVersion,
        generate,
    )
    from datamodel_code_generator.enums import DataModelType

    document = {
        "openapi": "3.1.0",
        "info": {"title": "schemas", "version": "1"},
        "paths": {},
        "components": {"schemas": schemas},
    }
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # it warns about future defaults, and all options are set here
        text = generate(
            document,
            input_file_type=InputFileType.OpenAPI,
            openapi_scopes=[OpenAPIScope.Schemas],
            output_model_type=DataModelType.PydanticV2BaseModel,
            target_python_version=PythonVersion.PY_311,
            disable_timestamp=True,
            formatters=[],
            enum_field_as_literal=LiteralType.All,
            use_type_alias=True,
            use_type_alias_type=True,
            strict_nullable=True,
            naming_strategy=NamingStrategy.FullPath,
            use_schema_description=True,
            use_field_description=True,
            use_single_line_docstring=True,
            use_standard_collections=True,
            use_union_operator=True,
            use_double_quotes=True,
            use_annotated=True,
            field_constraints=True,
            use_one_literal_as_default=True,
            use_missing_sentinel=True,
            aliases=aliases,
            base_class_map={name: f"_runtime.base.{base}" for name, base in bases.items()},
        )
    return str(text)


class Models:
    """Writes the models of an API; `narrowed` has what is left of those that stand on one of the base, by name."""

    def __init__(self, api: Api, narrowed: Mapping[str, Narrowed]) -> None:
        self._api, self._narrowed = api, narrowed
        self._schemas = ModelSchemas(api)
        self._unknown = unknown_variants(api)

    def unknown_variants(self) -> list[Source]:
        """The classes for unknown members of open unions."""
        return [self._unknown_variant(tag, identifier(name)) for tag, name in self._unknown.items()]

    def definitions(self, names: Collection[str]) -> dict[str, Source]:
        """Models by name, each after the classes that it needs.

        Models that these only refer to are replaced by small stand-ins.
        """
        schemas, bases = self._models(names)
        named = set(re.findall(r"#/components/schemas/(\w+)", str(schemas)))
        schemas |= dict.fromkeys(sorted(named - schemas.keys()), _STAND_IN)
        try:
            text = absent_as_none(_generate(schemas, bases, self._schemas.aliases))
        except Exception as error:  # it raises many types of errors
            raise SourceError("no model can be generated", component=self._culprit(names)) from error
        # Rebuilding at import time would be slow; pydantic resolves these models on first use.
        text = re.sub(r"^\w+\.model_rebuild\(\)\n?", "", text, flags=re.MULTILINE)
        blocks = {name: self._finished(name, block) for name, block in definitions(text).items()}
        placed = in_order(blocks)
        # Bodies come last, each after its base: then pydantic knows all names and reads their annotations at once.
        # Otherwise it would read them again in a provider's subclass, with the names of that module.
        bodies = {operation.body for operation in self._api.operations if operation.body is not None}
        bases = [str(each.base) for each in self._narrowed.values() if each.base in placed]
        last = [*bases, *(name for name in placed if name in bodies and name not in self._named)]
        order = [*(name for name in placed if name not in last), *last]
        return {name: self._schemas.texts.restored(placed[name]) for name in order if name in names and name in placed}

    @cached_property
    def _named(self) -> set[str]:
        """The components that others refer to."""
        return {name for component in self._api.components.values() for name in references(component.schema)}

    def _culprit(self, names: Collection[str]) -> str | None:
        """The first model that cannot be written even alone."""
        for name in names:
            schemas, bases = self._models([name])
            named = set(re.findall(r"#/components/schemas/(\w+)", str(schemas)))
            try:
                _generate(dict.fromkeys(sorted(named - {name}), _STAND_IN) | schemas, bases, self._schemas.aliases)
            except Exception:
                return name
        return None

    def _models(self, names: Collection[str]) -> tuple[dict[str, Any], dict[str, str]]:
        """The schemas and base classes of models by name, for components and parameters."""
        listed = {name: each for name, each in self._api.components.items() if name in names}
        components = [self._narrowed[name].component if name in self._narrowed else listed[name] for name in listed]
        schemas = {component.name: self._schemas.of_component(component) for component in components}
        bases = {component.name: _base_class(self._api, component) for component in components}
        for operation in self._api.operations:
            if operation.parameters and operation.parameters_name in names:
                schemas[operation.parameters_name] = self._schemas.of_parameters(operation)
                bases[operation.parameters_name] = "ParametersModel"
        return schemas, bases

    def _finished(self, name: str, block: str) -> str:
        component = self._api.components.get(name)
        if component is None:
            return block
        if name in self._narrowed:
            return re.sub(r"^(class \w+)\(\w+\)", rf"\1({self._narrowed[name].base})", block)
        union = self._union(component)
        if union is not None:
            _, _, docstring = block.partition("\n")
            return f'{name} = TypeAliasType("{name}", {union})\n{docstring}'
        exclusive = component.schema.get("not", {}).get("required", ())
        for rule, names in (("at_most_one_of", exclusive), ("at_least_one_of", component.one_needed)):
            attributes = tuple(self._schemas.attributes[name] for name in names if name in self._schemas.attributes)
            if attributes:
                head = re.match(r'class .*:\n(?:    """(?:.|\n)*?"""\n)?', block)
                end = head.end() if head else 0
                block = f"{block[:end]}\n    {rule}: ClassVar = {literal(attributes)}\n\n{block[end:]}"
        return block

    def _union(self, component: Component) -> str | None:
        tag = component.tag
        if tag is None or not component.members or not all(_is_tagged(self._api, component)):
            return None
        members = " | ".join(component.members)
        attribute, told = self._schemas.attributes[tag], self._told(tag)
        default = component.schema.get("x-default-tag")
        if default is not None:
            annotations = [f"DefaultTag({self._told(tag, str(default))})"]
        else:
            annotations = [f'Field(discriminator="{attribute}")'] if len(component.members) > 1 else []
        if component.is_open:
            known = f'Annotated[{members}, Field(discriminator="{attribute}")]'
            return f"Annotated[{known} | {self._unknown[tag]}, OpenUnion({told})]"
        if any(is_replayable(self._api, self._api.components[name]) for name in (component.name, *component.members)):
            annotations = [f"Replayable({told})"]
        return f"Annotated[{members}, {', '.join(annotations)}]" if annotations else members

    def _told(self, tag: str, *values: str) -> str:
        """The arguments of a union's mark: its tag, other values, and the attribute if its name is not the tag."""
        attribute = self._schemas.attributes[tag]
        given = [f'"{self._schemas.texts.mark(text)}"' for text in (tag, *values)]
        return ", ".join([*given, *([f'attribute="{attribute}"'] if attribute != tag else [])])

    def _unknown_variant(self, tag: str, name: Source) -> Source:
        attribute = identifier(self._schemas.attributes[tag])
        kind = code("str") if attribute == tag else code("Annotated[str, Field(alias={})]", literal(tag))
        about = f"A union member with an unknown `{tag}`. It keeps all properties."
        return code(
            _UNKNOWN_VARIANT, name=name, about=docstring(about, 4), attribute=attribute, kind=kind, unknown=_UNKNOWN
        )


_UNKNOWN = literal("<unknown>")
_UNKNOWN_VARIANT = """
class {name}(UnknownVariantModel):
    {about}

    if TYPE_CHECKING:
        # No known tag equals this literal, so comparing `{attribute}` narrows a union to its known members.
        {attribute}: Literal[{unknown}]
    else:
        {attribute}: {kind}

"""


def definitions(text: str) -> dict[str, str]:
    """The classes and type aliases of a module by name, with their text."""
    blocks = re.split(r"^(?=class \w|\w+ = TypeAliasType)", text, flags=re.MULTILINE)[1:]
    return {re.split(r"\W", block.removeprefix("class "), maxsplit=1)[0]: f"{block.strip()}\n" for block in blocks}


def _is_tagged(api: Api, union: Component) -> Iterator[bool]:
    """For each member of a union, True if its tag has constant values; only these can tell members apart."""
    for name in union.members:
        tag = api.components[name].schema.get("properties", {}).get(union.tag, {})
        yield "const" in tag or "enum" in tag


def _imports(body: str, api: Api, *, package: Source) -> Source:
    runtime = [
        "DefaultTag",
        "OpenUnion",
        "ParametersModel",
        "Replayable",
        "ReplayableModel",
        "RequestModel",
        "ResponseModel",
        "UnknownVariantModel",
    ]
    own = sorted({component.base for component in api.components.values() if component.base is not None})
    words = {*re.findall(r"\w+", body)}
    lines = [code("from __future__ import annotations\n")]
    if "re" in words:
        lines.append(code("import re"))
    for module, names in (
        (code("typing"), ["TYPE_CHECKING", "Annotated", "Any", "ClassVar", "Literal", "Union"]),
        (code("pydantic"), ["ConfigDict", "Field", "RootModel"]),
        (code("typing_extensions"), ["TypeAliasType"]),
        (code("{}_runtime.base", package), runtime),
        (code("{}_runtime.body_model", package), ["Nullable"]),
        (code("{}_{}.base", package, identifier(api.runtime or "runtime")), own),
    ):
        if found := [identifier(name) for name in names if name in words]:
            lines.append(code("from {} import {}", module, joined(", ", found)))
    return code("{}\n", joined("\n", lines))
