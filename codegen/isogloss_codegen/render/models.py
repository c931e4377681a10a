"""The pages of pydantic models: `models.py` or, if they are many, `models/`; of a provider, only what differs."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from dataclasses import replace
from functools import cached_property
from types import MappingProxyType

from ..ir import Api, Component
from ..schema.references import references
from .attributes import attributes, unknown_variants
from .classes import Classes
from .division import COMMON, divided
from .forward import in_order
from .module import Module, writing
from .narrowed import Narrowed, common_name, narrowed_body, narrowed_parameters, with_fields
from .pages import page
from .parts import Import, Imports, quote_later
from .source import Source, code, docstring, identifier, joined, literal


def render_models(api: Api, apart: Mapping[str, Collection[str]]) -> dict[str, Source]:
    """`models.py`, or the modules of `models/`: all components of `api`, and the parameters of its operations.

    `apart` has the fields of bodies that not every provider takes, by name of the body: what the others take in common
    is a class of its own.
    """
    api, narrowed = _with_common(api, apart)
    names = {*api.components, *(operation.parameters_name for operation in api.operations)}
    title = f"Every object of the {api.title}, as pydantic models"
    modules = divided(api, {name: each.base for name, each in narrowed.items()})
    if not modules:
        return {"models.py": Models(api, narrowed, names, ".").page(f"{title}.")}
    models = Models(api, narrowed, names, "..")
    homes = {name: module for module, listed in modules.items() for name in listed}
    homes |= dict.fromkeys(unknown_variants(api).values(), COMMON)
    pages: dict[str, Source] = {}
    for module in modules:
        about = f"{title}: the module `{module}`."
        pages[f"models/{module}.py"] = models.page(about, module=module, homes=homes)
    listed = {module: sorted(name for name in homes if homes[name] == module) for module in modules}
    return {"models/__init__.py": page("models.py.jinja", title=title, modules=listed), **pages}


def render_dialect(
    api: Api, base: Api, changed: Collection[str], apart: Mapping[str, Collection[str]], title: str
) -> Source:
    """The text of a provider's `models.py`: the components in `changed`; the base has the others."""
    narrowed = {name: part for name in changed if (part := narrowed_body(api, base, name, changed, apart)) is not None}
    for operation in api.operations:
        name = operation.parameters_name
        if name in changed and (part := narrowed_parameters(operation, base, changed)) is not None:
            narrowed[name] = part
    models = Models(api, narrowed, changed, "...")
    body, imports = models.written(changed)
    others = [*unknown_variants(api).values(), *(name for name in api.components if name not in changed)]
    used = sorted({*others}.intersection(re.findall(r"\w+", body)))
    imported = code("from ...models import {}\n", joined(", ", map(identifier, used))) if used else code("")
    if narrowed:
        imported = code("from ... import models as base_models\n{}{}", imported, _NARROWS)
    return code("{}\n\n{}{}\n{}", docstring(title, 0), imports, imported, body)


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
            narrowed[name] = Narrowed(apart[name], common)
        components[name] = component
    return replace(api, components=components), narrowed


class Models:
    """Writes the models `names` of an API; `narrowed` has what is left of those that stand on one of the base, by name.

    `package` is the way to the folder of the package, in dots.
    """

    def __init__(self, api: Api, narrowed: Mapping[str, Narrowed], names: Collection[str], package: str) -> None:
        self._api, self._narrowed = api, narrowed
        self._module = Module(package)
        self._found = in_order([*Classes(api, narrowed, self._module).of(names)], self._module)

    def page(self, title: str, *, module: str = "", homes: Mapping[str, str] = MappingProxyType({})) -> Source:
        """The text of a module; of several, `homes` has the module of each definition."""
        own = [name for name in self._found if homes.get(name, module) == module]
        body, imports = self.written(own)
        first: list[Source] = []
        if module in ("", COMMON):
            first, more = self._unknown_variants()
            imports = code("{}{}", imports, more)
        others: dict[str, list[str]] = {}
        for name in sorted(set(re.findall(r"\w+", body)) & homes.keys()):
            if homes[name] != module:
                others.setdefault(homes[name], []).append(name)
        near = [
            code("from .{} import {}\n", identifier(home), joined(", ", map(identifier, listed)))
            for home, listed in others.items()
        ]
        return code("{}\n\n{}{}\n{}", docstring(title, 0), imports, joined("", near), joined("\n\n", [*first, body]))

    def _unknown_variants(self) -> tuple[list[Source], Source]:
        """The classes for unknown members of open unions, and their imports."""
        names, unknown = attributes(self._api), unknown_variants(self._api)
        imports = Imports()
        if unknown:
            used = ("typing.TYPE_CHECKING", "typing.Annotated", "typing.Literal", "pydantic.Field")
            imports.append(map(Import.from_full_path, (*used, self._module.path("UnknownVariantModel"))))
        return [_unknown_variant(tag, names[tag], identifier(name)) for tag, name in unknown.items()], code(
            "{}\n", self._module.texts.restored(imports.dump())
        )

    def written(self, names: Collection[str]) -> tuple[Source, Source]:
        """The text of definitions, each after the classes that it needs, and their imports, some without a use."""
        wanted = frozenset(names)
        found = {name: model for name, model in self._found.items() if name in wanted}
        # Bodies come last, each after its base: then pydantic knows all names and reads their annotations at once.
        # Otherwise it would read them again in a provider's subclass, with the names of that module.
        bodies = {operation.body for operation in self._api.operations if operation.body is not None}
        bases = [each.base for each in self._narrowed.values() if each.base in found]
        last = [*bases, *(name for name in found if name in bodies and name not in self._named)]
        order = [*(name for name in found if name not in last), *dict.fromkeys(last)]
        later, imports = set(order), Imports()
        written: list[Source] = []
        for name in order:
            quote_later(found[name], later)
            later.discard(name)
            with writing(name):
                written.append(code("{}\n", self._module.texts.restored(found[name].render().strip())))
                imports.append(found[name].imports)
        # Annotations are not text (`from __future__ import annotations`), because pydantic would compile each of them
        # when the module is imported.
        head = code("{}\n", self._module.texts.restored(imports.dump()))
        return joined("\n\n", written), head

    @cached_property
    def _named(self) -> set[str]:
        """The components that others refer to."""
        return {name for component in self._api.components.values() for name in references(component.schema)}


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


def _unknown_variant(tag: str, attribute: str, name: Source) -> Source:
    kind = code("str") if attribute == tag else code("Annotated[str, Field(alias={})]", literal(tag))
    about = f"A union member with an unknown `{tag}`. It keeps all properties."
    return code(
        _UNKNOWN_VARIANT,
        name=name,
        about=docstring(about, 4),
        attribute=identifier(attribute),
        kind=kind,
        unknown=_UNKNOWN,
    )
