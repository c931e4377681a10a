"""Reads OpenAPI documents and overlays, JSON or YAML, from disk."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml


@dataclass(frozen=True)
class Document:
    """A document as its author wrote it: `path` as it is shown to people, its `text` and the `value` it stands for."""

    path: str
    text: str
    value: dict[str, Any]


def load(path: Path | str) -> Document:
    """Reads one document."""
    text = Path(path).read_text(encoding="utf-8")
    return Document(str(path), text, yaml.load(text, Loader=yaml.CSafeLoader))  # noqa: S506
