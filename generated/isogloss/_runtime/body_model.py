# Copied by isogloss from render/runtime/body_model.py. Do not edit: change that, then generate.
"""Objects in bodies. Absent optional fields read as `None` and are not written."""

# Annotations are not text here, because pydantic would compile those of these classes again for each model.

from collections.abc import Generator
from functools import cache
from typing import TYPE_CHECKING, Any, ClassVar, cast

from pydantic import MISSING, BaseModel, GetCoreSchemaHandler
from pydantic_core import CoreSchema, core_schema

from .wire_model import WireModel


class BodyModel(WireModel):
    """An object in a body. An absent field reads as `None`; `model_fields_set` tells it from null.

    Dumping leaves out absent fields, keeps null, and always writes constants.
    """

    # The `Keywords` that no type says. Only packages with such keywords have that module.
    __keywords__: ClassVar[Any] = None

    # Pydantic does not write a field whose value is MISSING, at no cost. But MISSING is true in a condition, and type
    # checkers do not expect it, so attributes return None instead.

    @classmethod
    def __pydantic_init_subclass__(cls, **kwargs: Any) -> None:
        super().__pydantic_init_subclass__(**kwargs)
        for name, field in cls.model_fields.items():
            if field.default is None:
                setattr(cls, name, _optional(name))

    @classmethod
    def _adapted(cls, schema: CoreSchema, model: core_schema.ModelSchema) -> CoreSchema:
        schema = super()._adapted(schema, model)
        for field in cast("Any", model["schema"])["fields"].values():
            optional = field["schema"]
            if optional["type"] == "default" and optional["default"] is None:
                optional["default"] = MISSING
                optional["schema"] = cls._value_of(optional["schema"])
        return schema if cls.__keywords__ is None else cls.__keywords__.checking(schema)

    @classmethod
    def _value_of(cls, optional: CoreSchema) -> CoreSchema:
        """The schema of an optional field's value if it is present; `optional` is that of its annotation."""
        return optional

    if not TYPE_CHECKING:

        @classmethod
        def model_construct(cls, _fields_set: set[str] | None = None, **values: Any) -> Any:
            made = super().model_construct(_fields_set, **values)
            for name, field in cls.model_fields.items():
                if field.default is None and name not in made.model_fields_set:
                    made.__dict__[name] = MISSING
            return made

    def __iter__(self) -> Generator[tuple[str, Any]]:
        for name, value in super().__iter__():
            yield name, None if value is MISSING else value

    def __repr_args__(self) -> Any:
        return ((name, value) for name, value in super().__repr_args__() if value is not MISSING)


class Nullable:
    """Marks an optional field that may be null on the wire. Any other field that reads as `None` is absent."""

    @classmethod
    def __get_pydantic_core_schema__(cls, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        # For null, which is different from the `None` of an absent field.
        return core_schema.nullable_schema(handler(source))


class _Optional:
    """The attribute of an optional field."""

    def __init__(self, name: str) -> None:
        self._name = name

    def __get__(self, owner: BaseModel | None, kind: type[BaseModel]) -> Any:
        if owner is None:  # a model class has no attributes for its fields
            raise AttributeError(f"type object {kind.__name__!r} has no attribute {self._name!r}")
        try:
            value = owner.__dict__[self._name]
        except KeyError:
            raise AttributeError(f"{kind.__name__!r} object has no attribute {self._name!r}") from None
        return None if value is MISSING else value

    def __set__(self, owner: Any, value: Any) -> None:
        owner.__dict__[self._name] = value


# Many models share field names.
_optional = cache(_Optional)
