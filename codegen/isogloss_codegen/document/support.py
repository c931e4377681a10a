"""Reads what an overlay says of support, from a document that it was applied to."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any, cast

from ..support.statement import Statement, Status
from ..support.table import Support
from .values import as_list, as_map, child

AT = "x-at"
"""The place of a statement in its overlay: noted beside its status while the overlay is applied."""

_WORDS = ("x-support", "x-support-values")


def read_support(document: dict[str, Any], provider: Mapping[str, Any]) -> Support:
    """The support table in a document that the overlay of a provider is applied to; `provider` is its `x-provider`."""
    holders = list(_holders(document))
    statements = {
        pointer: _statement(pointer, words) for pointer, holder in holders if (words := as_map(holder.get("x-support")))
    }
    values = {
        pointer: {value: _statement(pointer, as_map(words)) for value, words in as_map(named).items()}
        for pointer, holder in holders
        if (named := holder.get("x-support-values"))
    }
    for index, endpoint in enumerate(as_list(provider.get("endpoints"))):
        pointer = operation_at(document, str(endpoint.get("method")), str(endpoint.get("path")))
        if pointer and pointer not in statements:
            statements[pointer] = _statement(pointer, endpoint, f"/info/x-provider/endpoints/{index}")
    return Support(document, statements, values, cast("Status", provider.get("default_status", "unknown")))


def operation_at(document: Mapping[str, Any], method: str, path: str) -> str | None:
    """The pointer of the operation that answers a method and path; what the names in braces are does not matter."""
    wanted = re.sub(r"\{[^}]*\}", "{}", path)
    for known, item in as_map(document.get("paths")).items():
        if re.sub(r"\{[^}]*\}", "{}", known) == wanted and method.lower() in as_map(item):
            return child(child("/paths", known), method.lower())
    return None


def without_support(node: Any) -> Any:
    """A copy of a document without the words of support."""
    if isinstance(node, list):
        return [without_support(item) for item in as_list(node)]
    if isinstance(node, dict):
        return {key: without_support(value) for key, value in as_map(node).items() if key not in _WORDS}
    return node


def _statement(subject: str, words: Mapping[str, Any], pointer: str = "") -> Statement:
    """The statement about a subject in the words of an overlay; `pointer` is where, if the words do not say."""
    evidence: Any = words.get("evidence")
    return Statement(
        subject,
        words["status"],
        note=words.get("note", ""),
        when=words.get("when"),
        otherwise=words.get("otherwise"),
        recommended=words.get("recommended"),
        outside=words.get("outside"),
        is_promised=words.get("promised", True),
        evidence=tuple(cast("list[Any]", evidence)) if isinstance(evidence, (list, tuple)) else (),
        pointer=pointer or words.get(AT, subject),
    )


def _holders(document: dict[str, Any]) -> Iterator[tuple[str, dict[str, Any]]]:
    """The mappings of a document that have words of support, by pointer and in order."""
    waiting: list[tuple[str, Any]] = [("", document)]
    while waiting:
        pointer, node = waiting.pop()
        if isinstance(node, list):
            inner = list(enumerate(as_list(cast(Any, node))))
        else:
            if "x-support" in node or "x-support-values" in node:
                yield pointer, node
            inner = [entry for entry in node.items() if entry[0] not in _WORDS]
        waiting += [(child(pointer, key), value) for key, value in reversed(inner) if isinstance(value, (dict, list))]
