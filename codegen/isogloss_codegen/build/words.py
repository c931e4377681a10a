"""Checks the extension values that become Python names: a document may contain any text."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any, cast

from ..names import CLIENT_NAMES, MODULE_NAMES, is_name
from .source import Node, Source, mapping, sequence

_PACKAGE = Path(__file__).parents[1]
_CLASS = re.compile(r"[A-Z][A-Za-z0-9]*")


def check_words(source: Source) -> None:
    """Adds a problem to `source` for each extension value that cannot become a Python name."""
    document = source.document
    client, server = mapping(document, "x-client"), mapping(document, "x-server")
    _check_class(source, "/x-client/name", client.get("name", "Client"))
    for index, alias in enumerate(cast("list[Any]", sequence(client, "aliases"))):
        _check_class(source, f"/x-client/aliases/{index}", alias)
    _check_class(source, "/x-server/service", server.get("service", "Service"))
    runtime = document.get("x-runtime")
    if runtime is not None and not _is_runtime(runtime):
        known = ", ".join(sorted(path.name for path in _PACKAGE.iterdir() if _is_runtime(path.name)))
        source.problem("/x-runtime", f"there is no runtime `{runtime}`", f"known: {known}; or remove `x-runtime`")
    elif runtime is not None:
        names = set(_runtime_classes(runtime))
        for name, schema in mapping(source.shared, "schemas").items():
            if isinstance(schema, dict) and "x-base" in schema and schema["x-base"] not in names:
                message = f"the runtime has no class `{cast('Node', schema)['x-base']}`"
                source.problem(f"/components/schemas/{name}/x-base", message, "use a class of the runtime")


def is_collector(source: Source, name: Any) -> bool:
    """True if `name` is a class of the document's runtime that collects a stream, or if there is no name or runtime."""
    runtime = source.document.get("x-runtime")
    return name is None or runtime is None or not _is_runtime(runtime) or name in set(_runtime_classes(runtime))


def _check_class(source: Source, pointer: str, name: Any) -> None:
    if not (isinstance(name, str) and _CLASS.fullmatch(name) and is_name(name)):
        help = "begin with a capital letter, and use only Latin letters and digits"
        source.problem(pointer, f"{name!r} is not a valid class name", help)
    elif name in MODULE_NAMES or name.removeprefix("Async") in CLIENT_NAMES:
        source.problem(pointer, f"generated modules already use the name `{name}`", "choose another name")


def _is_runtime(name: Any) -> bool:
    return isinstance(name, str) and is_name(name) and (_PACKAGE / name / f"_{name}" / "base.py").is_file()


def _runtime_classes(runtime: str) -> Iterator[str]:
    for module in ("base", "async_stream"):
        path = _PACKAGE / runtime / f"_{runtime}" / f"{module}.py"
        if path.is_file():
            for found in re.findall(r"^class (?:Async)?(\w+)", path.read_text(encoding="utf-8"), flags=re.MULTILINE):
                yield str(found)
