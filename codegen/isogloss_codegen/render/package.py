"""Renders all files of a generated package."""

from __future__ import annotations

import ast
import gc
import json
import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from types import MappingProxyType
from typing import Any

from ..ir import Api
from .attributes import unknown_variants
from .audit import audit
from .client import client_page
from .models import render_models
from .pages import operations_page, page
from .params import params_page
from .provider import Apart, ProviderApi, ProviderPackage, render_providers
from .server import server_page
from .source import Source, code, comment, identifier
from .synchronous import PREFIX, synchronous

_HERE = Path(__file__).parent
_RUNTIME = _HERE / "runtime"
_MAKER = _HERE.parent / "schema" / "maker"
_SHARED = ("document/__init__.py", "document/alternatives.py", "document/values.py", "relations", "support")
"""The modules that generated packages share with the commands: copied to the same places in the runtime."""
_OPTIONAL = frozenset(
    f"{module}.py"
    for module in (
        *(
            "answers",
            "async_download",
            "async_secured",
            "bodies",
            "download",
            "files",
            "forms",
            "json_lines",
            "keywords",
        ),
        *("schemes", "secured", "styles", "text_events", "upload", "uploaded_body"),
    )
)
"""The modules of the runtime that only packages with such operations need."""
_MANY = 1_000
_ADVICE = "Do not edit: change that, then generate."


def render_package(
    api: Api,
    document: Mapping[str, Any],
    *,
    package: str,
    source: str,
    structure: Mapping[str, Any] = MappingProxyType({}),
    dialects: Mapping[str, ProviderApi] = MappingProxyType({}),
) -> dict[str, str]:
    """All files of the package by path relative to the output folder, not yet formatted.

    `document` is the server's `/openapi.json`, `source` the name of the file that the code is made from. `dialects` are
    the providers' APIs by the file names of their overlays, oldest first. Their support tables are about the
    `structure` of the document.
    """
    packages = {origin: ProviderPackage(dialect, api, package=package) for origin, dialect in dialects.items()}
    apart = Apart.of(packages.values())
    # Clients of providers know keys and tokens in headers only.
    secured = bool(api.schemes) and not dialects
    models = _models_pages(api, apart)
    files = {
        **{name: _with_head(text, source) for name, text in models.items()},
        "params.py": _with_head(params_page(api, apart.fields), source),
        "operations.py": _with_head(
            operations_page(api, code("."), with_arguments=bool(dialects), secured=secured), source
        ),
        "client.py": _with_head(client_page(api, apart.arguments, secured=secured), source),
        "server.py": _with_head(server_page(api), source),
        "openapi.json": json.dumps(document, ensure_ascii=False, separators=(",", ":")) + "\n",
        "py.typed": "",
    }
    runtime = dict(_copied(_RUNTIME))
    own = {} if api.runtime is None else dict(_copied(_HERE.parent / api.runtime))
    unused = _OPTIONAL - _used(runtime, "\n".join([*files.values(), *own.values()]))
    files |= {f"_runtime/{name}": text for name, text in runtime.items() if name not in unused}
    if "keywords.py" not in unused:
        files |= {f"_maker/{name}": text for name, text in _copied(_MAKER)}
    for part in _SHARED:
        files |= {f"_runtime/{name}": text for name, text in _copied(_HERE.parent, part)}
    if own:
        files |= own
        files |= {f"_maker/{name}": text for name, text in _copied(_MAKER)}
    for origin, provider in packages.items():
        files |= {name: _with_head(text, origin) for name, text in provider.files(apart).items()}
    if dialects:
        files["structure.json"] = json.dumps(structure, ensure_ascii=False, separators=(",", ":")) + "\n"
        providers = [dialect.provider for dialect in dialects.values()]
        modules = {f"{provider.id}@{provider.version}": provider.module for provider in providers}
        modules |= {provider.id: provider.module for provider in providers}
        files["providers/__init__.py"] = _with_head(render_providers(dict(sorted(modules.items()))), source)
    files["model_names.py"] = _with_head(page("model_names.py.jinja", names=_models(api)), source)
    files["__init__.py"] = _with_head(_facade(api, files, package), source)
    for name, text in files.items():
        if isinstance(text, Source):
            audit(text, name)
    return {f"{package}/{name}": text for name, text in files.items()}


def _models_pages(api: Api, apart: Apart) -> dict[str, Source]:
    """The modules of models."""
    if len(api.components) <= _MANY:
        return render_models(api, apart.properties)
    # The library's objects refer to each other. Before all are written, none is garbage and looking for it takes long;
    # afterwards they would take as much memory as all that follows.
    gc.disable()
    try:
        return render_models(api, apart.properties)
    finally:
        gc.enable()
        gc.collect()


def _used(runtime: Mapping[str, str], pages: str) -> set[str]:
    """The optional modules that pages import, directly or through one another."""
    found: set[str] = set()
    waiting = [pages]
    while waiting:
        names = {
            f"{name}.py" for name in re.findall(r"^ *from \.+(?:_runtime\.)?(\w+) import", waiting.pop(), re.MULTILINE)
        }
        new = names & _OPTIONAL - found
        found |= new
        waiting += [runtime[name] for name in new]
    return found


def _facade(api: Api, files: Mapping[str, str], package: str) -> Source:
    client = [api.names.client, *api.names.aliases]
    exports = {
        "_runtime.async_raw": ["AsyncAPIResponse"],
        "_runtime.async_stream": ["AsyncStream"],
        "_runtime.fast_settings": ["FastTransport"],
        "_runtime.errors": sorted(_public(files["_runtime/errors.py"])),
        "_runtime.options": ["NOT_GIVEN", "AnswerLimits", "NotGiven", "Omit", "omit"],
        "_runtime.raw": ["APIResponse"],
        "_runtime.stream": ["Stream"],
        **_of_providers(files),
        "client": sorted([*client, *(f"Async{name}" for name in client)]),
        **_collectors(api),
        **_of_runtime(api, files),
    }
    modules = sorted(map(identifier, ["params", *exports.pop("", ())]))
    public = sorted([*modules, *(name for names in exports.values() for name in names)])
    outside = f"._{api.runtime}.outside" if f"_{api.runtime}/outside.py" in files else ""
    return page(
        "init.py.jinja", api=api, package=package, exports=exports, public=public, modules=modules, outside=outside
    )


def _models(api: Api) -> list[str]:
    """The names of `models.py`."""
    models = (name for name, component in api.components.items() if component.sides)
    return sorted({*models, *unknown_variants(api).values()})


def _of_providers(files: Mapping[str, str]) -> dict[str, list[str]]:
    """The files that only a package with providers has."""
    if "providers/__init__.py" not in files:
        return {}
    return {"_runtime.adapt": ["adapt"], "_runtime.dialect": ["SupportFinding"]}


def _collectors(api: Api) -> dict[str, list[str]]:
    """The modules of the classes that collect streams."""
    names = {operation.stream.collector for operation in api.operations if operation.stream is not None}
    listed = sorted(name for name in names if name is not None)
    if not listed or api.runtime is None:
        return {}
    folder = f"_{api.runtime}"
    return {f"{folder}.async_stream": [f"Async{name}" for name in listed], f"{folder}.stream": listed}


def _of_runtime(api: Api, files: Mapping[str, str]) -> dict[str, list[str]]:
    """The names that the API's own runtime imports in its `__init__.py`, by module; those of "" are modules."""
    folder = f"_{api.runtime}"
    found: dict[str, list[str]] = {}
    for node in ast.walk(ast.parse(files.get(f"{folder}/__init__.py", ""))):
        if isinstance(node, ast.ImportFrom) and node.level:
            names = [alias.name for alias in node.names]
            found[f"{folder}.{node.module}" if node.level == 1 else ""] = names
    return found


def _public(text: str) -> list[str]:
    """The classes of a module, and their aliases."""
    return re.findall(r"^(?:class )?([A-Z]\w*)(?= = [A-Z]\w*$|[(:])", text, flags=re.MULTILINE)


def _copied(folder: Path, part: str = "") -> Iterator[tuple[str, str]]:
    """The modules of a folder, or of a part of it, with where they come from."""
    at = folder / part
    for path in sorted(at.rglob("*.py")) if at.is_dir() else [at]:
        origin = path.relative_to(_HERE.parent).as_posix()
        text = path.read_text(encoding="utf-8")
        yield path.relative_to(folder).as_posix(), f"# Copied by isogloss from {origin}. {_ADVICE}\n{text}"
        # A twin that exists is written by hand.
        if path.name.startswith(PREFIX) and not path.with_name(path.name.removeprefix(PREFIX)).exists():
            twin = path.relative_to(folder).with_name(path.name.removeprefix(PREFIX)).as_posix()
            yield twin, f"# Made by isogloss from {origin}, its async twin. {_ADVICE}\n{synchronous(text)}"


def _with_head(text: Source, source: str) -> Source:
    return code("{}\n{}", comment(f"Generated by isogloss from {source}. {_ADVICE}"), text)
