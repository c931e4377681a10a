"""Facts: in what the requests that two dialects take differ."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Literal

from ..document.resolve import Dialect
from ..document.support import Statement
from ..ir import Api, Schema, ref_name

Edit = Literal["lower-bound-raised", "support-changed"]


@dataclass(frozen=True)
class Fact:
    """One difference at one place: `before` and `after` are what stands there in A and in B."""

    edit: Edit
    operation: str
    body: str
    path: str
    pointer: str
    before: str
    after: str
    value: Any = None
    statement: Statement | None = None


def compare_requests(a: Api, b: Api, dialect: Dialect) -> Iterator[Fact]:
    """The differences between the JSON bodies of the operations that both know; `dialect` is that of `b`."""
    of_b = {operation.id: operation for operation in b.operations}
    for operation in a.operations:
        other = of_b.get(operation.id)
        if operation.body is None or other is None or other.body is None:
            continue
        label = f"{operation.method} {operation.path}"
        for name, schema in properties(a, operation.body).items():
            pointer = f"/components/schemas/{operation.body}/properties/{name}"
            statement = dialect.statements.get(pointer)
            if statement is not None:
                yield Fact(
                    "support-changed", label, operation.body, name, pointer, "full", statement.status, None, statement
                )
            counterpart = properties(b, other.body).get(name)
            if counterpart is not None and lower_bound(schema) != lower_bound(counterpart):
                value, open_ = lower_bound(schema)
                after, after_open = lower_bound(counterpart)
                if value is not None and after is not None and (after, after_open) > (value, open_):
                    yield Fact(
                        "lower-bound-raised",
                        label,
                        operation.body,
                        name,
                        pointer,
                        f"{'>' if open_ else '>='} {value}",
                        f"{'>' if after_open else '>='} {after}",
                        value,
                    )


def properties(api: Api, component: str) -> Mapping[str, Schema]:
    """The properties of an object component, references followed."""
    return {
        name: api.components[ref_name(schema)].schema if "$ref" in schema else schema
        for name, schema in api.components[component].schema.get("properties", {}).items()
    }


def lower_bound(schema: Schema) -> tuple[float | None, bool]:
    """The lower bound of a number and whether it is excluded: minimum and exclusiveMinimum are one bound."""
    if "exclusiveMinimum" in schema:
        return schema["exclusiveMinimum"], True
    return schema.get("minimum"), False
