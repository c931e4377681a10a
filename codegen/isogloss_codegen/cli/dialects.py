"""Finds what a PROVIDER argument means, or ends the command with what is wrong with it."""

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
    """The dialects that go by these names; the base, as far as they need it, is read once."""
    from isogloss_codegen.document.load import LoadError
    from isogloss_codegen.document.providers import load_base

    try:
        base = None if all(map(_is_document, providers)) else load_base()
    except LoadError:
        # Whoever needs it says what is wrong.
        base = None
    return [dialect_of(ctx, provider, base) for provider in providers]


def dialect_of(ctx: click.Context, provider: str, base: Document | None = None) -> Dialect:
    """The dialect called `provider`. A name that nobody knows is wrong usage; what cannot be read exits with 3.

    `base` spares reading the base document once more.
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
