"""Finds the dialect of a PROVIDER argument, or ends the command with the problem."""

from __future__ import annotations

import os
from collections.abc import Sequence
from typing import TYPE_CHECKING

import click

from .output import refuse

if TYPE_CHECKING:
    from isogloss_codegen.document.load import Document
    from isogloss_codegen.document.resolve import Dialect


def dialects_of(ctx: click.Context, providers: Sequence[str]) -> list[Dialect]:
    """The dialects with these names. If they need the base, it is read only once."""
    from isogloss_codegen.document.load import LoadError
    from isogloss_codegen.document.providers import load_base

    try:
        base = None if all(map(_is_document, providers)) else load_base()
    except LoadError:
        # A dialect that needs the base reports the problem.
        base = None
    return [dialect_of(ctx, provider, base) for provider in providers]


def dialect_of(ctx: click.Context, provider: str, base: Document | None = None) -> Dialect:
    """The dialect called `provider`. An unknown name is wrong usage (2); a file that cannot be read exits with 3.

    With `base`, the base document is not read again.
    """
    from isogloss_codegen.document.load import LoadError
    from isogloss_codegen.document.providers import UnknownProviderError, find_dialect

    try:
        return find_dialect(provider, base)
    except UnknownProviderError as error:
        raise click.UsageError(str(error)) from error
    except LoadError as error:
        refuse(ctx, error)


def _is_document(name: str) -> bool:
    return name.startswith("git:") or os.path.isfile(name)
