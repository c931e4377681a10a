"""One run of the generator, from a document on disk to the text of every file; writes nothing."""

from __future__ import annotations

from pathlib import Path

from .build import build
from .document.load import load
from .document.resolve import resolve_overlay
from .render.package import render_dialect_package, render_package
from .render.write import format_tree

_RUFF = """\
line-length = 120
target-version = "py311"
[lint]
select = ["B", "C4", "E", "F", "I", "N", "PIE", "RUF", "SIM", "UP", "W"]
# Long sentences in docstrings are the document's own; lines of code are wrapped by the formatter.
ignore = ["E501"]
[lint.isort]
combine-as-imports = true
known-first-party = ["{package}"]
"""


def generate(spec: Path, *, package: str) -> dict[str, str]:
    """Every file that follows from `spec` and the overlays beside it, by path relative to the output folder."""
    document = load(spec)
    api = build(document.value)
    files = render_package(api, document.value, package=package, source=spec.name)
    for overlay in sorted((spec.parent / "providers").glob("*.overlay.yaml")):
        dialect = resolve_overlay(overlay, document)
        files |= render_dialect_package(
            build(dialect.document),
            api,
            id=dialect.id,
            title=dialect.title,
            package=package,
            source=f"{spec.name} and {overlay.name}",
        )
    return format_tree(files, _RUFF.format(package=package))
