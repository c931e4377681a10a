"""Compares what the evidence of an overlay points at: in the release that was read, and in another one."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

from isogloss_codegen.document.load import Document
from isogloss_codegen.document.overlay.evidence import each_evidence
from isogloss_codegen.document.values import as_map

from .places import file_of, place

State = Literal["same", "changed", "gone", "not in the release that was read"]


@dataclass(frozen=True)
class Evidence:
    """A piece of evidence about code: the `line` of the overlay, the release that was read, and the place in it."""

    line: int
    package: str
    release: str
    path: str
    where: str
    lines: str | None


@dataclass(frozen=True)
class Compared:
    """What became of a place: its text `before` and `after`, "" where there is none."""

    evidence: Evidence
    state: State
    before: str = ""
    after: str = ""


def evidence_of(overlay: Document) -> Iterator[Evidence]:
    """The evidence of an overlay whose source is a package, in the order of the file."""
    sources = as_map(as_map(overlay.value.get("info")).get("x-sources"))
    for pointer, words in each_evidence(overlay.value):
        source: Mapping[str, Any] = {**as_map(sources.get(words.get("source", ""))), **words}
        if "package" in source and "path" in source and "commit" in source:
            line = overlay.location(pointer).line
            release = str(source["commit"]).removeprefix("v")
            lines = source.get("lines")
            yield Evidence(line, source["package"], release, source["path"], source["where"], lines)


def compare(evidence: Evidence, read: Path, newest: Path) -> Compared:
    """What became of the place of a piece of evidence, from the release in one folder to that in the other."""
    before, after = (_text(folder, evidence) for folder in (read, newest))
    if before is None:
        return Compared(evidence, "not in the release that was read")
    if after is None:
        return Compared(evidence, "gone", before)
    return Compared(evidence, "same" if before == after else "changed", before, after)


def _text(folder: Path, evidence: Evidence) -> str | None:
    file = file_of(folder, evidence.path)
    return place(file, evidence.where, evidence.lines) if file is not None else None
