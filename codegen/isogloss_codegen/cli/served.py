"""The package of a provider that is to be stood in for: the one that is there, or one made for the occasion."""

from __future__ import annotations

from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

import click

_MODULE = "served_"


@contextmanager
def served_provider(ctx: click.Context, name: str) -> Generator[str | None]:
    """By which name `isogloss.testing` knows the provider called `name`; None is the base.

    An overlay from anywhere gets a package in a temporary folder, for as long as this lasts.
    """
    from isogloss import providers

    if name == "base" or name in providers.PROVIDERS:
        yield None if name == "base" else name
        return
    files = _package(ctx, name)
    with TemporaryDirectory(prefix="isogloss-") as folder:
        for path, text in files.items():
            target = Path(folder, Path(path).relative_to("providers"))
            target.parent.mkdir(exist_ok=True)
            target.write_text(text, encoding="utf-8")
        providers.__path__.append(folder)
        providers.PROVIDERS[name] = _MODULE
        try:
            yield name
        finally:
            del providers.PROVIDERS[name]
            providers.__path__.remove(folder)


def _package(ctx: click.Context, name: str) -> dict[str, str]:
    """The files of the provider's package, by path relative to the base's."""
    from isogloss_codegen.document.providers import load_base
    from isogloss_codegen.generate import provider_files

    from .dialects import dialect_of

    base = load_base()
    dialect = dialect_of(ctx, name, base)
    if dialect.overlay is None or dialect.source.path != base.path:
        raise click.UsageError(f"{name} is no overlay of the base; the mock speaks dialects of that only")
    try:
        return provider_files(dialect, module=_MODULE, package="isogloss")
    except ModuleNotFoundError as error:
        message = f"{error.name} is not installed; overlays of your own need the extra: pip install 'isogloss[codegen]'"
        raise click.UsageError(message) from error
