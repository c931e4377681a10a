# Copied by isogloss from render/runtime/wire_model.py. Do not edit: change that, then generate.
"""The common base of all objects of an API: their values have JSON types."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any, cast

from pydantic import BaseModel, ConfigDict, GetCoreSchemaHandler
from pydantic_core import CoreSchema, core_schema

from .core_schemas import accept_integral_floats


class WireModel(BaseModel):
    """An object of the API with JSON types: `"5"` and `true` are not integers, `1.0` is one.

    Models are built on first use (`defer_build`), so that importing hundreds of them is fast.
    """

    model_config = ConfigDict(
        strict=True, defer_build=True, serialize_by_alias=True, allow_inf_nan=False, protected_namespaces=()
    )

    if not TYPE_CHECKING:

        def __init__(self, /, **data: Any) -> None:
            # A constructor accepts attribute names and wire names: `class` cannot be an argument.
            names = _wire_names(type(self))
            super().__init__(**({names.get(name, name): value for name, value in data.items()} if names else data))

        # Validation must not use this constructor: on the wire, a field has only one name.
        __init__.__pydantic_base_init__ = True

    @classmethod
    def __get_pydantic_core_schema__(cls, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        schema = handler(source)
        model = handler.resolve_ref_schema(schema)
        if model["type"] != "model":
            return schema  # a class that was built before is already adapted
        adapted = cls._adapted(schema, model)
        if adapted is not model and (ref := model.pop("ref", None)) is not None:
            # References to the class must get this schema, not the model inside it, in any order of building.
            cast("dict[str, Any]", adapted)["ref"] = ref
        return adapted

    @classmethod
    def _adapted(cls, schema: CoreSchema, model: core_schema.ModelSchema) -> CoreSchema:
        """`schema`, which refers to `model`, as this kind of object needs it. `model` may be changed in place."""
        accept_integral_floats(model)
        return schema


@cache
def _wire_names(model: type[BaseModel]) -> dict[str, str]:
    """The attributes of a model whose wire names differ, with these."""
    if not model.__pydantic_complete__:
        model.model_rebuild()
    return {name: field.alias for name, field in model.model_fields.items() if field.alias not in (None, name)}
