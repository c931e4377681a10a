"""What all objects of an API have in common: their values are of JSON's types."""

from __future__ import annotations

from typing import Any

from pydantic import BaseModel, ConfigDict, GetCoreSchemaHandler
from pydantic_core import CoreSchema, core_schema

from .core_schemas import accept_integral_floats


class WireModel(BaseModel):
    """An object of the API. Types are JSON's: `"5"` and `true` are no integers, `1.0` is one.

    Models are built on first use (`defer_build`), so that importing hundreds of them costs little.
    """

    model_config = ConfigDict(
        strict=True, defer_build=True, serialize_by_alias=True, allow_inf_nan=False, protected_namespaces=()
    )

    @classmethod
    def __get_pydantic_core_schema__(cls, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        schema = handler(source)
        model = handler.resolve_ref_schema(schema)
        # A class that is built already comes back as it was adapted then.
        return cls._adapted(schema, model) if model["type"] == "model" else schema

    @classmethod
    def _adapted(cls, schema: CoreSchema, model: core_schema.ModelSchema) -> CoreSchema:
        """`schema`, which refers to `model`, as this kind of object needs it; `model` may be changed in place."""
        accept_integral_floats(model)
        return schema
