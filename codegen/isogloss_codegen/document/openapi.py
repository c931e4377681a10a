"""Reads OpenAPI documents, with all files that they refer to, and overlays. Every command reads them here."""

from __future__ import annotations

import re
from difflib import get_close_matches
from pathlib import Path

from .bundle import bundle
from .load import Document, LoadError, Remade, not_openapi, parse as parse_file, read_text

_VERSIONS = re.compile(r"3\.[012]\.\d+(-.+)?")
_known: dict[tuple[str, str], Document] = {}
_MOST = 64
# The beginning of a recorded stream, an HTTP response or a file of JSON lines. No OpenAPI document begins like this.
_TRAFFIC = re.compile(r"(:.*\n\s*)*(event|data): |HTTP/[\d.]+ \d|\{.*\}\s*\n\s*\{")


def load(path: Path | str) -> Document:
    """Reads an OpenAPI document or an overlay from a file. A document in several files becomes one.

    Raises LoadError, with all problems; a reference without a target is none of them.
    """
    return parse(path, read_text(path))


def shared(path: Path | str) -> Document:
    """Reads as `load` does, and gives a file of the same text only once; its value must not be changed.

    A document in several files is read each time, because the others may have changed.
    """
    key = str(path), read_text(path)
    if key not in _known:
        document = parse(*key)
        if isinstance(document, Remade):
            return document
        if len(_known) >= _MOST:
            _known.clear()
        _known[key] = document
    return _known[key]


def parse(path: Path | str, text: str) -> Document:
    """Reads an OpenAPI document or an overlay from a text; `path` is the name shown to people. Raises LoadError."""
    if _TRAFFIC.match(text.lstrip()):
        help = f"use `isogloss check {path}` for requests, responses and streams"
        raise LoadError([not_openapi(Document(str(path), text, {}), "this is recorded traffic", help)])
    try:
        document = parse_file(path, text)
    except LoadError as error:
        raise (error if error.document is None else _with_files(error, error.document)) from None
    _refuse_other_kinds(document)
    return document if "overlay" in document.value else bundle(document)


def _with_files(error: LoadError, document: Document) -> LoadError:
    """An error about a document that can be read in part, and also about its files."""
    if "openapi" not in document.value:
        return error
    try:
        return LoadError(error.problems, bundle(document))
    except LoadError as other:
        return LoadError([*error.problems, *other.problems], other.document)


def _refuse_other_kinds(document: Document) -> None:
    value = document.value
    if "overlay" in value:
        return
    if "openapi" in value:
        version = value["openapi"]
        if not isinstance(version, str):
            problem = document.problem(
                "not-openapi", "/openapi", "the version must be a string", help=f"write openapi: '{version}.0'"
            )
        elif not _VERSIONS.fullmatch(version):
            message = f'OpenAPI "{version}" is not one of 3.0, 3.1 and 3.2'
            problem = document.problem("not-openapi", "/openapi", message, help="write the full version, as in 3.1.0")
        else:
            return
    elif "swagger" in value:
        help = "convert it to OpenAPI 3 first"
        problem = document.problem("not-openapi", "/swagger", "this is a Swagger 2 document", key=True, help=help)
    elif near := get_close_matches("openapi", value, 1, 0.7):
        message = f'"{near[0]}" is not a field of an OpenAPI document'
        help = 'did you mean "openapi"?'
        problem = document.problem("not-openapi", f"/{near[0]}", message, key=True, help=help)
    else:
        help = f"it needs `openapi: 3.2.0`; for requests, responses and streams use `isogloss check {document.path}`"
        problem = not_openapi(document, "this is not an OpenAPI document", help)
    raise LoadError([problem])
