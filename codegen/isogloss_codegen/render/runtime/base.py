"""Base classes of generated models: strict requests, tolerant responses, open unions."""

# Annotations are not text here, because pydantic would compile those of these classes again for each model.

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Annotated, Any, ClassVar, Literal, TypeAlias, Union, cast, get_args, get_origin

from pydantic import (
    BaseModel,
    ConfigDict,
    Discriminator,
    GetCoreSchemaHandler,
    InstanceOf,
    PlainSerializer,
    Tag as UnionTag,
)
from pydantic_core import CoreSchema, PydanticKnownError, core_schema

from .body_model import BodyModel
from .core_schemas import stop_at_first_item
from .wire_model import WireModel

_Union: TypeAlias = core_schema.TaggedUnionSchema
_UNKNOWN = "<unknown>"


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
    def _count(cls, value: "RequestModel") -> "RequestModel":
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


class OpenUnion:
    """Marks `Annotated[A | B, Field(discriminator=...)] | Unknown` as an open union.

    A value with a known tag is validated by its own member; one with another string tag becomes the last member.
    `attribute` is the name of the tag in Python, if it differs.
    """

    def __init__(self, tag: str, attribute: str | None = None) -> None:
        self.tag = tag
        self.attribute = attribute or tag

    def __get_pydantic_core_schema__(self, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        known, unknown = get_args(source)
        members = _members(known)
        union = handler.generate_schema(_tagged_union(members, self.tag, self.attribute, unknown=unknown))
        return _told_natively(cast("_Union", union), members, self.tag, self.attribute, unknown=True)


class DefaultTag:
    """Marks a discriminated union whose tag may be absent or null; `default` is then the tag."""

    def __init__(self, tag: str, default: str, attribute: str | None = None) -> None:
        self.tag = tag
        self.attribute = attribute or tag
        self.default = default

    def __get_pydantic_core_schema__(self, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        return handler.generate_schema(_tagged_union(_members(source), self.tag, self.attribute, default=self.default))


class Replayable:
    """Marks a discriminated request union that also accepts response objects, including unknown members.

    So a client can send back unchanged what a newer server sent.
    """

    def __init__(self, tag: str, attribute: str | None = None) -> None:
        self.tag = tag
        self.attribute = attribute or tag

    def __get_pydantic_core_schema__(self, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        members = _members(source)
        union = handler.generate_schema(_tagged_union(members, self.tag, self.attribute, received=True))
        return _told_natively(cast("_Union", union), members, self.tag, self.attribute)


class UnknownVariantModel(ResponseModel):
    """Base class of the unknown members of open unions. They keep all fields unchanged."""


def _as_received(value: ResponseModel) -> dict[str, Any]:
    return value.model_dump(mode="json")


_Received = Annotated[InstanceOf[UnknownVariantModel], PlainSerializer(_as_received)]


def _constants(model: type[BaseModel]) -> dict[str, Any]:
    """The fields of a request that have only one value, with that value."""
    return {name: field.default for name, field in model.model_fields.items() if isinstance(field.default, str)}


def _members(union: Any) -> Sequence[type[BaseModel]]:
    while get_origin(union) is Annotated:
        union = get_args(union)[0]
    return get_args(union) or (union,)


def _tags(member: type[BaseModel], attribute: str) -> list[str]:
    field = member.model_fields[attribute]
    literals = [value for value in _literal_values(field.annotation) if isinstance(value, str)]
    return literals or [str(field.default)]


def _literal_values(annotation: Any) -> list[Any]:
    values: list[Any] = []
    for argument in get_args(annotation):
        values.extend(_literal_values(argument) if get_args(argument) else [argument])
    return values


def _tagged_union(
    members: Sequence[type[BaseModel]],
    tag: str,
    attribute: str,
    *,
    default: str | None = None,
    unknown: Any = None,
    received: bool = False,
) -> Any:
    """A union with the discriminator `tag`, which means `default` if it is absent.

    Values with unknown tags become `unknown`; with `received`, only instances from a response are accepted.
    """
    label_of: dict[str, str] = {}
    choices: list[Any] = []
    for member in members:
        tags = _tags(member, attribute)
        label_of |= dict.fromkeys(tags, tags[0])
        choices.append(Annotated[member, UnionTag(tags[0])])
    if unknown is not None:
        choices.append(Annotated[unknown, UnionTag(_UNKNOWN)])
    if received:
        choices.append(Annotated[_Received, UnionTag(_UNKNOWN)])

    def label(value: Any) -> str | None:
        if received and isinstance(value, UnknownVariantModel):
            return _UNKNOWN
        found: Any = (
            cast("dict[str, Any]", value).get(tag) if isinstance(value, dict) else getattr(value, attribute, None)
        )
        if found is None:
            found = default
        # A sent tag must not equal the mark of received instances.
        if not isinstance(found, str) or (received and found == _UNKNOWN):
            return None
        return label_of.get(found, _UNKNOWN if unknown is not None else found)

    return Annotated[Union[tuple(choices)], Discriminator(label)]  # noqa: UP007 (the members are known at run time only)


def _told_natively(
    union: _Union, members: Sequence[type[BaseModel]], tag: str, attribute: str, *, unknown: bool = False
) -> core_schema.JsonOrPythonSchema:
    """`union`, with a discriminator that pydantic evaluates natively for JSON, where there are no instances.

    A discriminator function would make a Python object of each whole value first. With `unknown`, values with other
    tags are the unknown member.
    """
    choices: dict[Any, CoreSchema] = {}
    for member in members:
        tags = _tags(member, attribute)
        choices |= dict.fromkeys(tags, union["choices"][tags[0]])
    told: CoreSchema = core_schema.tagged_union_schema(choices, tag)
    if unknown:
        refusing = _refusing(frozenset(choices), attribute)
        other = core_schema.no_info_after_validator_function(refusing, union["choices"][_UNKNOWN])
        told = core_schema.union_schema([(told, "known"), (other, "unknown")], mode="left_to_right")
    return core_schema.json_or_python_schema(told, union)


def _refusing(known: frozenset[str], attribute: str) -> Callable[[Any], Any]:
    """Refuses an unknown member with a known tag, so that a malformed known member stays an error."""

    def check(value: Any) -> Any:
        if getattr(value, attribute) in known:
            raise PydanticKnownError("literal_error", {"expected": "an unknown tag"})
        return value

    return check


def _replayable(schema: CoreSchema, twin: str) -> CoreSchema:
    """`schema`, but instances of the twin pass unchanged, of any dialect: their class name identifies them."""

    def is_twin(value: Any) -> bool:
        return isinstance(value, ResponseModel) and type(value).__name__ == twin

    def validate(value: Any, handler: Callable[[Any], Any]) -> Any:
        return value if is_twin(value) else handler(value)

    def serialize(value: Any, handler: Callable[[Any], Any]) -> Any:
        return _as_received(value) if is_twin(value) else handler(value)

    return core_schema.json_or_python_schema(
        json_schema=schema,
        python_schema=core_schema.no_info_wrap_validator_function(validate, schema),
        serialization=core_schema.wrap_serializer_function_ser_schema(serialize, schema=schema),
    )
