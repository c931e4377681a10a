"""Base classes of generated models: strict requests, tolerant responses."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, ClassVar, Literal, cast

from pydantic import BaseModel, ConfigDict
from pydantic_core import CoreSchema, core_schema

from .body_model import BodyModel
from .core_schemas import stop_at_first_item
from .wire_model import WireModel


class RequestModel(BodyModel):
    """An object that a client sends. Unknown fields are refused; absent, null and default stay apart.

    Validation requires the constants; a constructor adds them.
    """

    model_config = ConfigDict(extra="forbid")

    at_most_one_of: ClassVar[tuple[str, ...]] = ()
    at_least_one_of: ClassVar[tuple[str, ...]] = ()

    if not TYPE_CHECKING:

        def __init__(self, /, **data: Any) -> None:
            super().__init__(**(_constants(type(self)) | data))

        # Validation must not use this constructor, because it adds the constants.
        __init__.__pydantic_base_init__ = True

    @classmethod
    def _adapted(cls, schema: CoreSchema, model: core_schema.ModelSchema) -> CoreSchema:
        schema = super()._adapted(schema, model)
        fields = cast("Any", model["schema"])["fields"]
        for name in _constants(cls):
            if fields[name]["schema"]["type"] == "default":
                fields[name]["schema"] = fields[name]["schema"]["schema"]
        if not (cls.at_most_one_of or cls.at_least_one_of):
            return schema
        return core_schema.no_info_after_validator_function(cls._count, schema)

    @classmethod
    def _value_of(cls, optional: CoreSchema) -> CoreSchema:
        # `X | None` is the type of the attribute. On the wire the field is an X, and null only with `Nullable`.
        return optional["schema"] if optional["type"] == "nullable" else optional

    @classmethod
    def _count(cls, value: RequestModel) -> RequestModel:
        """Refuses more than one field of `at_most_one_of`, and none of `at_least_one_of`."""
        given = [name for name in cls.at_most_one_of if name in value.model_fields_set]
        if len(given) > 1:
            raise ValueError(f"at most one of {', '.join(given)} may be given")
        if cls.at_least_one_of and not value.model_fields_set.intersection(cls.at_least_one_of):
            raise ValueError(f"at least one of {', '.join(cls.at_least_one_of)} is required")
        return value


class OpenRequestModel(RequestModel):
    """An object that a client sends, with any other fields. Unknown fields are kept and sent."""

    model_config = ConfigDict(extra="allow")


class ParametersModel(WireModel):
    """The path, query and header parameters of a request."""


class ReplayableModel(RequestModel):
    """A request object that also accepts its response twin, and sends it unchanged.

    The twin of `PetParam` is `Pet`.
    """

    @classmethod
    def _adapted(cls, schema: CoreSchema, model: core_schema.ModelSchema) -> CoreSchema:
        return _replayable(super()._adapted(schema, model), cls.__name__.removesuffix("Param"))


class ResponseModel(BodyModel):
    """An object that a server sends, read tolerantly.

    Only the fields that clients need are required; a missing constant reads as its value. Unknown fields are kept and
    dumped.
    """

    model_config = ConfigDict(extra="allow")

    # Constants that a server promises but a client must do without. A constructor adds them, validation does not.
    __constants__: ClassVar[dict[str, str]] = {}

    if not TYPE_CHECKING:

        def __init__(self, /, **data: Any) -> None:
            super().__init__(**(self.__constants__ | data))

        __init__.__pydantic_base_init__ = True

    @classmethod
    def _adapted(cls, schema: CoreSchema, model: core_schema.ModelSchema) -> CoreSchema:
        schema = super()._adapted(schema, model)
        stop_at_first_item(model)
        return schema

    @property
    def _request_id(self) -> str | None:
        """The id that the server gave the request; None for an object inside of an answer."""
        return self.__dict__.get("_request_id")

    def to_dict(
        self,
        *,
        mode: Literal["json", "python"] = "python",
        use_api_names: bool = True,
        exclude_defaults: bool = False,
        exclude_none: bool = False,
        warnings: bool = True,
    ) -> dict[str, Any]:
        """The object as a dict with the names of the API, without absent fields, like `model_dump`."""
        return self.model_dump(
            mode=mode,
            by_alias=use_api_names,
            exclude_defaults=exclude_defaults,
            exclude_none=exclude_none,
            warnings=warnings,
        )

    def to_json(
        self,
        *,
        indent: int | None = 2,
        use_api_names: bool = True,
        exclude_defaults: bool = False,
        exclude_none: bool = False,
        warnings: bool = True,
    ) -> str:
        """The object as indented JSON."""
        return self.model_dump_json(
            indent=indent,
            by_alias=use_api_names,
            exclude_defaults=exclude_defaults,
            exclude_none=exclude_none,
            warnings=warnings,
        )


class UnknownVariantModel(ResponseModel):
    """Base class of the unknown members of open unions. They keep all fields unchanged."""


def as_received(value: ResponseModel) -> dict[str, Any]:
    """An object as the server sent it."""
    return value.model_dump(mode="json")


def _constants(model: type[BaseModel]) -> dict[str, Any]:
    """The fields of a request that have only one value, with that value."""
    return {name: field.default for name, field in model.model_fields.items() if isinstance(field.default, str)}


def _replayable(schema: CoreSchema, twin: str) -> CoreSchema:
    """`schema`, but instances of the twin pass unchanged, of any dialect: their class name identifies them."""

    def is_twin(value: Any) -> bool:
        return isinstance(value, ResponseModel) and type(value).__name__ == twin

    def validate(value: Any, handler: Callable[[Any], Any]) -> Any:
        return value if is_twin(value) else handler(value)

    def serialize(value: Any, handler: Callable[[Any], Any]) -> Any:
        return as_received(value) if is_twin(value) else handler(value)

    return core_schema.json_or_python_schema(
        json_schema=schema,
        python_schema=core_schema.no_info_wrap_validator_function(validate, schema),
        serialization=core_schema.wrap_serializer_function_ser_schema(serialize, schema=schema),
    )
