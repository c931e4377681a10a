"""Reads the support statements of a provider: what its overlay says of each subject, on whose word."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Literal, cast

Status = Literal["full", "partial", "ignored", "rejected", "unsupported", "transformed", "conditional", "unknown"]


@dataclass(frozen=True)
class Statement:
    """`subject` is a JSON pointer into the base; `evidence` has the sources behind it, as the overlay gives them."""

    subject: str
    status: Status
    note: str = ""
    evidence: tuple[Mapping[str, Any], ...] = ()


def read_statements(document: Mapping[str, Any]) -> dict[str, Statement]:
    """Every `x-support` of a document with its overlay applied, by subject."""
    return {
        pointer: Statement(
            pointer,
            cast("Status", support["status"]),
            str(support.get("note", "")),
            tuple(support.get("evidence") or ()),
        )
        for pointer, support in _supports(document, "")
    }


def _supports(node: Any, pointer: str) -> Iterator[tuple[str, Mapping[str, Any]]]:
    if isinstance(node, Mapping):
        for key, value in cast("Mapping[str, Any]", node).items():
            if key == "x-support":
                yield pointer, value
            else:
                yield from _supports(value, f"{pointer}/{str(key).replace('~', '~0').replace('/', '~1')}")
    elif isinstance(node, list):
        for index, value in enumerate(cast("list[Any]", node)):
            yield from _supports(value, f"{pointer}/{index}")
