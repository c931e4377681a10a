"""Rules about examples and defaults: they must be valid against their schemas."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from typing import Any, NamedTuple

from ...schema.validator import Validators
from ..external import beside
from ..load import LoadError
from ..values import as_list, as_map, child
from .context import Context, Unresolved
from .remark import Remark


class _Example(NamedTuple):
    """A value at a pointer, and the pointer of its schema."""

    pointer: str
    value: Any
    schema: str


def example_invalid(context: Context) -> Iterator[Remark]:
    """An example is not valid against its schema."""
    examples = list(_examples(context))
    if examples:
        yield from _findings(context, examples)


def default_invalid(context: Context) -> Iterator[Remark]:
    """A default is not valid against its schema. Without house style, null means that there is no default."""
    defaults = [
        _Example(child(node.pointer, "default"), node["default"], node.pointer)
        for node in context.all("Schema Object")
        if "default" in node.value and (node["default"] is not None or context.follows_house_style)
    ]
    if defaults:
        yield from _findings(context, defaults)


def _findings(context: Context, examples: list[_Example]) -> Iterator[Remark]:
    for example in examples:
        for said in validators(context).at(example.schema).faults(example.value):
            yield Remark(example.pointer + said.pointer, said.message, said.help, key=said.name is not None)


def _examples(context: Context) -> Iterator[_Example]:
    for node in context.all("Media Type Object", "Parameter Object", "Header Object"):
        if not isinstance(node["schema"], dict):
            continue
        schema = child(node.pointer, "schema")
        if "example" in node.value:
            yield _Example(child(node.pointer, "example"), node["example"], schema)
        for name, entry in as_map(node["examples"]).items():
            pointer, example = child(child(node.pointer, "examples"), name), entry
            if "$ref" in as_map(entry):
                target = context.resolve(str(entry["$ref"]))
                if isinstance(target, Unresolved) or target.document is not context.document:
                    continue
                pointer, example = target.pointer, target.value
            for field in ("value", "dataValue"):
                if field in as_map(example):
                    yield _Example(child(pointer, field), example[field], schema)
    for node in context.all("Schema Object"):
        if "example" in node.value:
            yield _Example(child(node.pointer, "example"), node["example"], node.pointer)
        for index, value in enumerate(as_list(node["examples"])):
            yield _Example(child(child(node.pointer, "examples"), index), value, node.pointer)


@lru_cache(maxsize=1)
def validators(context: Context) -> Validators:
    """The validators of a document, made once for all of its examples."""

    def retrieve(address: str) -> Any:
        try:
            return beside(context.document, address).value
        except LoadError:
            return {}  # another rule reports a file that cannot be read

    return Validators(context.value, retrieve=retrieve)
