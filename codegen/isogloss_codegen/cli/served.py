"""The package and the document of a provider for the mock. A package is generated if there is none."""

from __future__ import annotations

import json
from collections.abc import Generator, Mapping
from contextlib import contextmanager, nullcontext
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any

import click

if TYPE_CHECKING:
    from isogloss_codegen.document.load import Document
    from isogloss_codegen.document.resolve import Dialect

_MODULE = "served_"


@contextmanager
def served_provider(ctx: click.Context, name: str) -> Generator[dict[str, Any]]:
    """The arguments of `isogloss.testing.mock_app` for the provider called `name`.

    For an overlay from elsewhere, a package exists in a temporary folder during the block.
    """
    from isogloss import providers

    if name == "base":
        yield {}
        return
    from isogloss_codegen.document.providers import load_base
    from isogloss_codegen.document.rendition import render_document

    from .dialects import dialect_of

    base = load_base()
    dialect = dialect_of(ctx, name, base)
    is_made = name not in providers.PROVIDERS
    files = _package(dialect, name, base) if is_made else {}
    with TemporaryDirectory(prefix="isogloss-") as folder:
        document = Path(folder, "openapi.json")
        document.write_text(json.dumps(render_document(dialect.document), ensure_ascii=False), encoding="utf-8")
        with _importable(files, folder, name) if is_made else nullcontext():
            yield {"provider": name, "document": document}


@contextmanager
def _importable(files: Mapping[str, str], folder: str, name: str) -> Generator[None]:
    """Puts the files of a package into a folder, and makes it importable as the provider called `name`."""
    from isogloss import providers

    for path, text in files.items():
        target = Path(folder, Path(path).relative_to("providers"))
        target.parent.mkdir(exist_ok=True)
        target.write_text(text, encoding="utf-8")
    providers.__path__.append(folder)
    providers.PROVIDERS[name] = _MODULE
    try:
        yield
    finally:
        del providers.PROVIDERS[name]
        providers.__path__.remove(folder)


def _package(dialect: Dialect, name: str, base: Document) -> dict[str, str]:
    """The files of the provider's package, by path relative to the base's."""
    if dialect.overlay is None or dialect.source.path != base.path:
        message = f"{name} is not an overlay of the base; the mock supports only dialects of the base"
        raise click.UsageError(f"{message}. For a server of another document: isogloss generate --spec")
    try:
        from isogloss_codegen.generate import provider_files

        return provider_files(dialect, module=_MODULE, package="isogloss")
    except ModuleNotFoundError as error:
        message = f"{error.name} is not installed; your own overlays need the extra: pip install 'isogloss[codegen]'"
        raise click.UsageError(message) from error
