"""Finds what a PROVIDER argument means, or ends the command with what is wrong with it."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from isogloss_codegen.document.resolve import Dialect


def dialect_of(ctx: click.Context, provider: str) -> Dialect:
    """The dialect called `provider`. A name that nobody knows is wrong usage; what cannot be read exits with 3."""
    from isogloss_codegen.document.load import LoadError
    from isogloss_codegen.document.providers import UnknownProviderError, find_dialect

    from .problems import render

    try:
        return find_dialect(provider)
    except UnknownProviderError as error:
        raise click.UsageError(str(error)) from error
    except LoadError as error:
        click.echo(render(error.problems, [provider], "text", color=sys.stderr.isatty()), nl=False, err=True)
        ctx.exit(3)
