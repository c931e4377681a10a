"""Pydantic models of an API: has datamodel-code-generator write them, and finishes what that writes."""

from __future__ import annotations

import re
import warnings
from collections.abc import Collection, Iterator
from typing import Any

from ..ir import Api, Component
from .absent import absent_as_none
from .forward import in_order
from .model_schemas import component_schema, parameters_schema
from .pages import docstring

_STAND_IN = {"type": "object", "properties": {"any": {"type": "string"}}}

_UNKNOWN_VARIANT = '''
class {name}(UnknownVariantModel):
    """A variant that this version does not know, told by its `{tag}`; all its fields are kept."""

    if TYPE_CHECKING:
        # No known tag equals this literal, so comparing `{tag}` narrows a union to its known members.
        {tag}: Literal["<unknown>"]
    else:
        {tag}: str

'''


def render_models(api: Api) -> str:
    """The text of `models.py`: every component of `api`, and the parameters of its operations."""
    blocks = _blocks(api)
    unknown = [_UNKNOWN_VARIANT.format(name=unknown_variant(tag), tag=tag) for tag in open_tags(api)]
    body = "\n\n".join([*unknown, *blocks.values()])
    return f"{_imports(body, api, package='.')}\n{body}"


def render_dialect(api: Api, changed: Collection[str]) -> str:
    """The text of a provider's `models.py`: the components named in `changed`; the rest is imported from the base."""
    body = "\n\n".join(_changed_blocks(api, changed).values())
    others = [unknown_variant(tag) for tag in open_tags(api)]
    others += [name for name in api.components if name not in changed]
    used = sorted({*others}.intersection(re.findall(r"\w+", body)))
    base = f"from ...models import {', '.join(used)}\n" if used else ""
    return f"{_imports(body, api, package='...')}{base}\n{body}"


def open_tags(api: Api) -> list[str]:
    """The properties by which open unions are told apart; each has one class for what nobody knows."""
    tags = (component.tag for component in api.components.values() if component.is_open)
    return list(dict.fromkeys(tag for tag in tags if tag is not None))


def unknown_variant(tag: str) -> str:
    """The class that catches unknown members of unions told apart by `tag`."""
    return "UnknownVariant" if tag == "type" else f"Unknown{tag.title().replace('_', '')}Variant"


def is_replayable(api: Api, component: Component) -> bool:
    """Whether a request component has a response twin (`<T>Param` and `<T>`) whose instances it takes."""
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


def _generate(schemas: dict[str, Any], bases: dict[str, str]) -> str:
    if not schemas:
        return ""
    # Half a second: only when something is generated.
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
        warnings.simplefilter("ignore")  # it announces coming defaults, all of which are set here
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
            base_class_map={name: f"_runtime.base.{base}" for name, base in bases.items()},
        )
    return str(text)


def _blocks(api: Api) -> dict[str, str]:
    """The definitions of the module by name, in an order in which each stands before its uses."""
    names = {*api.components, *(operation.parameters_name for operation in api.operations)}
    return _definitions(*_models(api, names), api)


def _changed_blocks(api: Api, changed: Collection[str]) -> dict[str, str]:
    """The definitions of some models. Those that they only name have something small stand for them."""
    schemas, bases = _models(api, changed)
    named = set(re.findall(r"#/components/schemas/(\w+)", str(schemas)))
    schemas |= dict.fromkeys(sorted(named - schemas.keys()), _STAND_IN)
    return {name: text for name, text in _definitions(schemas, bases, api).items() if name in changed}


def _models(api: Api, names: Collection[str]) -> tuple[dict[str, Any], dict[str, str]]:
    """The schemas and the base classes of the models that are called so, of components and of parameters."""
    components = [component for name, component in api.components.items() if name in names]
    schemas = {component.name: component_schema(component) for component in components}
    bases = {component.name: _base_class(api, component) for component in components}
    for operation in api.operations:
        if operation.parameters and operation.parameters_name in names:
            schemas[operation.parameters_name] = parameters_schema(operation)
            bases[operation.parameters_name] = "ParametersModel"
    return schemas, bases


def _definitions(schemas: dict[str, Any], bases: dict[str, str], api: Api) -> dict[str, str]:
    text = absent_as_none(_generate(schemas, bases))
    # Rebuilding at import time would defeat deferred building; pydantic resolves these models on first use.
    text = re.sub(r"^\w+\.model_rebuild\(\)\n?", "", text, flags=re.MULTILINE)
    blocks = {
        name: _wrapped(_finish(block, api, api.components[name]) if name in api.components else block)
        for name, block in definitions(text).items()
    }
    return in_order(blocks)


def _wrapped(block: str) -> str:
    """`block` with docstrings that are too long for a line broken into several."""

    def wrap(found: re.Match[str]) -> str:
        indent = len(found[1])
        return found[0] if len(found[0]) <= 120 else f"{found[1]}{docstring(found[2], indent, escaped=True)}"

    return re.sub(r'^( *)"""(.+)"""$', wrap, block, flags=re.MULTILINE)


def definitions(text: str) -> dict[str, str]:
    """The classes and type aliases of a module by name, as they stand in it."""
    blocks = re.split(r"^(?=class \w|\w+ = TypeAliasType)", text, flags=re.MULTILINE)[1:]
    return {re.split(r"\W", block.removeprefix("class "), maxsplit=1)[0]: f"{block.strip()}\n" for block in blocks}


def _finish(block: str, api: Api, component: Component) -> str:
    union = _union(api, component)
    if union is not None:
        _, _, docstring = block.partition("\n")
        return f'{component.name} = TypeAliasType("{component.name}", {union})\n{docstring}'
    exclusive = component.schema.get("not", {}).get("required", ())
    for attribute, names in (("at_most_one_of", exclusive), ("at_least_one_of", component.one_needed)):
        if names:
            head = re.match(r'class .*:\n(?:    """(?:.|\n)*?"""\n)?', block)
            end = head.end() if head else 0
            listed = ", ".join(f'"{name}"' for name in names)
            block = f"{block[:end]}\n    {attribute}: ClassVar = ({listed})\n\n{block[end:]}"
    return block


def _union(api: Api, component: Component) -> str | None:
    if component.tag is None or not component.members or not all(_is_tagged(api, component)):
        return None
    members = " | ".join(component.members)
    default = component.schema.get("x-default-tag")
    if default is not None:
        annotations = [f'DefaultTag("{component.tag}", "{default}")']
    else:
        annotations = [f'Field(discriminator="{component.tag}")'] if len(component.members) > 1 else []
    if component.is_open:
        known = f'Annotated[{members}, Field(discriminator="{component.tag}")]'
        return f'Annotated[{known} | {unknown_variant(component.tag)}, OpenUnion("{component.tag}")]'
    if any(is_replayable(api, api.components[name]) for name in (component.name, *component.members)):
        annotations = [f'Replayable("{component.tag}")']
    return f"Annotated[{members}, {', '.join(annotations)}]" if annotations else members


def _is_tagged(api: Api, union: Component) -> Iterator[bool]:
    """For each member of a union, whether its tag has constant values; only then it can be told by them."""
    for name in union.members:
        tag = api.components[name].schema.get("properties", {}).get(union.tag, {})
        yield "const" in tag or "enum" in tag


def _imports(body: str, api: Api, *, package: str) -> str:
    def used(names: list[str]) -> str:
        return ", ".join(name for name in names if re.search(rf"\b{name}\b", body))

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
    lines = ["from __future__ import annotations\n"]
    for module, names in (
        ("typing", ["TYPE_CHECKING", "Annotated", "Any", "ClassVar", "Literal", "Union"]),
        ("pydantic", ["ConfigDict", "Field", "RootModel"]),
        ("typing_extensions", ["TypeAliasType"]),
        (f"{package}_runtime.base", runtime),
        (f"{package}_runtime.body_model", ["Nullable"]),
        (f"{package}_{api.runtime}.base", sorted({c.base for c in api.components.values() if c.base is not None})),
    ):
        if found := used(names):
            lines.append(f"from {module} import {found}")
    return "\n".join(lines) + "\n"
