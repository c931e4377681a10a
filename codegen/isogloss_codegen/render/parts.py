"""The parts of models, as datamodel-code-generator knows them; it writes the classes, types and imports of them.

Two things are added to its own: a field may have further metadata in its `Annotated`, and a type inside another one may
have a `Field(...)` of its own. No other module imports the library. It promises nothing about these classes, so its
version is exact in pyproject.toml, and `tests/codegen/test_model_writer.py` says what it has to write.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from typing import Any

from datamodel_code_generator.imports import IMPORT_ANNOTATED, IMPORT_ANY, Import, Imports
from datamodel_code_generator.model import DataModel
from datamodel_code_generator.model.base import BaseClassDataType
from datamodel_code_generator.model.pydantic_v2.base_model import BaseModel, Constraints, DataModelField
from datamodel_code_generator.model.type_alias import TypeAliasTypeBackport
from datamodel_code_generator.parser.base import sort_data_models
from datamodel_code_generator.reference import Reference
from datamodel_code_generator.types import DataType
from pydantic import Field as Default

__all__ = [
    "BaseModel",
    "Constraints",
    "DataModel",
    "DataType",
    "Field",
    "Import",
    "Imports",
    "Reference",
    "Type",
    "TypeAliasTypeBackport",
    "any_type",
    "quote_later",
    "sort_data_models",
    "stand_on",
    "takes_any",
]


class Type(DataType):
    """A type; `field` has the type with its restrictions, if it has some of its own inside another type."""

    use_standard_collections: bool = True
    use_union_operator: bool = True
    field: Any = None

    @property
    def type_hint(self) -> str:
        return super().type_hint if self.field is None else self.field.annotated

    @property
    def imports(self) -> Iterator[Import]:
        yield from super().imports if self.field is None else self.field.imports


class Field(DataModelField):
    """A field of a class, or the type of one before it has a name, with its restrictions and further `metadata`."""

    use_annotated: bool = True
    use_field_description: bool = True
    nullable: bool | None = False
    required: bool = True
    metadata: list[str] = Default(default_factory=list[str])
    others: list[Import] = Default(default_factory=list[Import])

    @property
    def has_null(self) -> bool:
        """True if null is a value."""
        return self.data_type.is_optional or self.data_type.type == "None"

    @property
    def annotated(self) -> str | None:
        return self._with_metadata(super().annotated)

    # Its templates ask this in place of `annotated`.
    def _rendered_field_values(self) -> tuple[str | None, str | None]:
        assigned, annotated = super()._rendered_field_values()
        return assigned, self._with_metadata(annotated)

    def _with_metadata(self, annotated: str | None) -> str | None:
        if not self.metadata:
            return annotated
        inner = self.type_hint if annotated is None else annotated.removeprefix("Annotated[").removesuffix("]")
        return f"Annotated[{', '.join([inner, *map(repr, self.metadata)])}]"

    @property
    def imports(self) -> tuple[Import, ...]:
        return (*super().imports, *self.others, *([IMPORT_ANNOTATED] if self.metadata else []))

    @property
    def part(self) -> DataType:
        """This as a type inside another one."""
        is_plain = not (self.metadata or self.constraints or self.extras)
        return self.data_type if is_plain else Type(field=self, data_types=[self.data_type])


def _ready(*kinds: type[Any]) -> None:
    from datamodel_code_generator.model import base

    for kind in kinds:
        kind.model_rebuild(_types_namespace={**vars(base), **globals()})


_ready(Type, Field)


def any_type() -> Type:
    """The type of any value."""
    return Type(type="Any", import_=IMPORT_ANY)


def takes_any(kind: DataType) -> bool:
    """True if any value has this type."""
    union = [] if kind.is_list or kind.is_dict else kind.data_types
    return any(each.type == "Any" for each in (kind, *union))


def quote_later(model: DataModel, later: Collection[str]) -> None:
    """Puts names in quotes that are defined later: Python evaluates aliases and annotations at once."""
    types = [each for field in model.fields for each in field.data_type.all_data_types]
    for each in types:
        if each.reference is not None and each.reference.name in later:
            each.alias = f'"{each.reference.name}"'
    for each in types:
        # Names in quotes cannot be operands of `|`.
        if any(inner.alias for inner in (each, *each.data_types)):
            each.use_union_operator = False


def stand_on(model: DataModel, base: str) -> DataModel:
    """Makes another class the base of a class."""
    model.base_classes = [BaseClassDataType(type=base)]
    return model
