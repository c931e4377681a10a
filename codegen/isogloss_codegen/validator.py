"""JSON Schema validation of values against the components of a document, open enums and unions read as open."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, cast

from .schema.normalize import normalize_schema
from .schema.openness import spelled_out


@dataclass(frozen=True)
class SchemaError:
    """Where a value fails: the steps to it in the value, the keyword that refuses it, and the schema's pointer."""

    steps: tuple[str | int, ...]
    keyword: str
    message: str
    pointer: str

    @property
    def path(self) -> str:
        """The place as a user would write it: `pets[0].owner.name`."""
        return dotted(self.steps)


class ComponentValidator:
    """Validates values against one component of a document."""

    def __init__(self, document: Mapping[str, Any], component: str) -> None:
        import jsonschema_rs  # compiled code that most commands never need

        schemas = {name: _open(normalize_schema(schema)) for name, schema in document["components"]["schemas"].items()}
        self._validator = jsonschema_rs.Draft202012Validator(
            {"$ref": f"#/components/schemas/{component}", "components": {"schemas": schemas}}
        )

    def errors(self, value: Any) -> Iterator[SchemaError]:
        """All that is wrong with `value`, in the order in which it is met."""
        for error in self._validator.iter_errors(value):
            yield SchemaError(
                tuple(error.instance_path),
                str(error.schema_path[-1]),
                error.message,
                "/" + "/".join(str(step) for step in error.schema_path[:-1]),
            )

    def accepts(self, value: Any) -> bool:
        """Whether `value` is valid.

        Raises:
            RecursionError: it is nested too deeply to be looked through.
        """
        try:
            return self._validator.is_valid(value)
        except UnicodeEncodeError:
            raise
        except ValueError as error:
            raise RecursionError(str(error)) from None


def dotted(steps: tuple[str | int, ...]) -> str:
    """`("pets", 0, "name")` as `pets[0].name`."""
    text = "".join(f"[{step}]" if isinstance(step, int) else f".{step}" for step in steps)
    return text.removeprefix(".")


def _open(node: Any) -> Any:
    """A schema in which `x-open` means what it says: other strings, and objects with other tags, are valid."""
    if isinstance(node, list):
        return [_open(item) for item in cast("list[Any]", node)]
    if not isinstance(node, dict):
        return node
    return spelled_out({key: _open(value) for key, value in cast("dict[str, Any]", node).items()})
