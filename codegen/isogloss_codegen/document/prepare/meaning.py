"""Repairs what a draft says against itself: required properties, defaults, discriminators, parameters of paths."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from ...patterns import engine_of
from ..context import Context
from ..lint import discriminators, examples, operations, schemas, words
from ..lint.remark import Remark
from ..values import as_list, as_map, child, value_at
from .draft import Draft


def repair_meaning(draft: Draft) -> None:
    """Lets each part of a draft say one thing that code can be made of, and notes what it said besides."""
    context = draft.context()
    for rule, find, repair in _REPAIRS:
        for remark in reversed(list(dict.fromkeys(find(context)))):
            repair(draft, rule, remark)


def _describe(draft: Draft, rule: str, remark: Remark) -> None:
    """Adds a property that is required but not described: of any value, or that of all other properties."""
    holder = remark.pointer.rpartition("/required/")[0]
    schema = as_map(value_at(draft.value, holder))
    others = schema.get("additionalProperties")
    name = value_at(draft.value, remark.pointer)
    draft.lose("read as meant", rule, remark.pointer, f"{remark.message}; its value may be any")
    properties = as_map(schema.get("properties"))
    properties[name] = others if isinstance(others, dict) else {}
    draft.put(child(holder, "properties"), properties)


def _drop(draft: Draft, rule: str, remark: Remark) -> None:
    """Goes without a part of the document."""
    draft.lose("dropped", rule, remark.pointer, remark.message, key=remark.key)
    draft.take(remark.pointer)


def _drop_requirement(draft: Draft, rule: str, remark: Remark) -> None:
    """Goes without a way to authenticate; an empty requirement would mean that no credential is needed."""
    draft.lose("dropped", rule, remark.pointer, remark.message, key=remark.key)
    draft.take(remark.pointer.rpartition("/")[0])


def _drop_whole(draft: Draft, rule: str, remark: Remark) -> None:
    """Goes without a default or an extension in which something is wrong."""
    draft.lose("dropped", rule, remark.pointer, remark.message, key=remark.key)
    at = _around(remark.pointer, lambda name: name == "default" or name.startswith("x-"))
    if at:
        draft.take(at)


def _widen(draft: Draft, rule: str, remark: Remark) -> None:
    """Notes a keyword that models do not enforce. It stays, for the validator of the server."""
    draft.lose("left wider", rule, remark.pointer, remark.message, key=remark.key)


def _drop_wide(draft: Draft, rule: str, remark: Remark) -> None:
    draft.lose("left wider", rule, remark.pointer, remark.message)
    draft.take(remark.pointer)


def _last_counts(draft: Draft, rule: str, remark: Remark) -> None:
    """Keeps the last of two declarations of a parameter."""
    draft.lose("read as meant", rule, remark.pointer, f"{remark.message}; this declaration counts")


def _declare(draft: Draft, rule: str, remark: Remark) -> None:
    """Adds a path parameter that an operation does not declare; one that its path does not have is dropped."""
    if "does not declare" not in remark.message:
        _drop(draft, rule, remark)
        return
    name = remark.message.rpartition("{")[2].rstrip("}")
    draft.lose("read as meant", rule, remark.pointer, f"{remark.message}; it is a text", key=True)
    operation = as_map(value_at(draft.value, remark.pointer))
    parameter = {"name": name, "in": "path", "required": True, "schema": {"type": "string"}}
    operation["parameters"] = [*as_list(operation.get("parameters")), parameter]


def _tell_apart(draft: Draft, rule: str, remark: Remark) -> None:
    """Goes without an entry of a mapping that leads to no member, or without a tag that members share.

    All other gaps do no harm: a mapping decides over the tags of the members, and a value that has none of its tags
    becomes the member that fits.
    """
    at = _around(remark.pointer, lambda name: name == "discriminator")
    words = as_map(value_at(draft.value, at))
    is_entry = remark.pointer.startswith(f"{at}/mapping/")
    if is_entry and ("cannot be resolved" in remark.message or "is not a member" in remark.message):
        _drop(draft, rule, remark)
    elif words and not words.get("mapping") and "both have" in remark.message:
        draft.lose("dropped", rule, remark.pointer, f"{remark.message}; the member that fits is taken")
        draft.take(at)


def _around(pointer: str, is_it: Callable[[str], bool]) -> str:
    """The pointer of the innermost value with such a key at or around a pointer; "" if there is none."""
    while pointer and not is_it(pointer.rpartition("/")[2]):
        pointer = pointer.rpartition("/")[0]
    return pointer


def _patterns(context: Context) -> Iterator[Remark]:
    """Patterns that no regular expression engine of a model reads."""
    for node in context.all("Schema Object"):
        pattern = node["pattern"]
        if isinstance(pattern, str) and engine_of(pattern) is None:
            yield Remark(child(node.pointer, "pattern"), "Python's `re` does not support this pattern")


Repair = Callable[[Draft, str, Remark], None]
_REPAIRS: tuple[tuple[str, Callable[[Context], Iterator[Remark]], Repair], ...] = (
    ("required-without-property", schemas.required_without_property, _describe),
    ("default-invalid", examples.default_invalid, _drop_whole),
    ("discriminator-mapping", discriminators.discriminator_mapping, _tell_apart),
    ("keyword-not-enforced", schemas.keyword_not_enforced, _widen),
    ("keyword-not-enforced", _patterns, _drop_wide),
    ("parameter-duplicate", operations.parameter_duplicate, _last_counts),
    ("path-parameter", operations.path_parameter, _declare),
    ("security-scheme-unknown", operations.security_scheme_unknown, _drop_requirement),
    ("x-stream-target", words.x_stream_target, _drop_whole),
    ("x-conversation-target", words.x_conversation_target, _drop_whole),
    ("x-needs-target", words.x_needs_target, _drop_whole),
    ("x-pagination-target", words.x_pagination_target, _drop_whole),
    ("x-matrix-target", words.x_matrix_target, _drop_whole),
)
"""The finding of a rule, and its repair."""
