# Copied by isogloss from render/runtime/pages.py. Do not edit: change that, then generate.
"""Pages that an application serves beside its operations: its document, and a page for people that shows it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from importlib.util import find_spec
from pathlib import Path

from .response import JSON

DOCS = "/docs"
"""The path of the page that shows the document."""

_PACKAGE = "flask_swagger_ui"
"""Has the files of Swagger UI. Its code, which needs Flask, is not imported."""

_FILES = {
    "swagger-ui-bundle.js": b"text/javascript; charset=utf-8",
    "swagger-ui.css": b"text/css; charset=utf-8",
    "favicon-32x32.png": b"image/png",
}
_HTML = b"""<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>API</title>
<link rel="icon" href="docs/favicon-32x32.png">
<link rel="stylesheet" href="docs/swagger-ui.css">
<div id="ui"></div>
<script src="docs/swagger-ui-bundle.js"></script>
<script src="docs/start.js"></script>
"""
# Requests go to the server that this page is from, whatever servers the document names.
_START = b"""fetch("openapi.json").then((answer) => answer.json()).then((spec) => {
  const url = new URL(".", location).pathname.replace(/[/]$/, "");
  spec.servers = [{url: url || "/"}];
  SwaggerUIBundle({spec, dom_id: "#ui", validatorUrl: "none", deepLinking: true});
});
"""
# Nothing is loaded from or sent to another server.
_POLICY = "default-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; base-uri 'none'"


@dataclass(frozen=True)
class Page:
    """Bytes that are served unchanged: those of a file, which is read on first use, or `text`."""

    file: Path | None = None
    media_type: bytes | None = None
    text: bytes = b""
    policy: str | None = None

    @cached_property
    def content(self) -> bytes:
        return self.text if self.file is None else self.file.read_bytes()


def pages(document: Path, *, docs: bool) -> Iterator[tuple[str, Page]]:
    """The paths and pages of an application: the empty root, its document and, with `docs`, the page that shows it.

    Raises:
        ModuleNotFoundError: `docs` needs the package flask-swagger-ui, which is not installed.
    """
    yield "/", Page()
    yield "/openapi.json", Page(document, JSON)
    if not docs:
        return
    found = find_spec(_PACKAGE)
    if found is None or found.origin is None:
        raise ModuleNotFoundError(f"docs=True needs the files of Swagger UI: pip install {_PACKAGE.replace('_', '-')}")
    folder = Path(found.origin).parent / "dist"
    yield DOCS, Page(media_type=b"text/html; charset=utf-8", text=_HTML, policy=_POLICY)
    yield f"{DOCS}/start.js", Page(media_type=_FILES["swagger-ui-bundle.js"], text=_START)
    for name, media_type in _FILES.items():
        yield f"{DOCS}/{name}", Page(folder / name, media_type)
