"""What all commands do with their results, and with what cannot be read."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any, NoReturn

import click

if TYPE_CHECKING:
    from isogloss_codegen.document.load import LoadError
    from isogloss_codegen.document.problem import Problem


class NamedPath(click.Path):
    """A path that is not empty: pathlib takes an empty one for the current folder."""

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        if value == "":
            self.fail("a path is needed; the current folder is `.`", param, ctx)
        return super().convert(value, param, ctx)


def is_colored(color: str, output: str | Path | None = None) -> bool:
    """Whether the result is for eyes: asked for, or on a terminal whose user does not refuse colors; never in files."""
    if output is not None:
        return False
    if color == "auto":
        return sys.stdout.isatty() and not os.environ.get("NO_COLOR")
    return color == "always"


def deliver(result: str, output: str | Path | None) -> None:
    """Prints a result as it is, or writes it to a file; a file that cannot be written is wrong usage."""
    if output is None:
        click.echo(result, nl=False, color=True)
        return
    with opened(output) as out:
        out.write(result)


def opened(output: str | Path | None) -> IO[str]:
    """A file to write to, or standard output. A file is there when all is written; wrong usage if that cannot be."""
    if output is None:
        return click.open_file("-", "w", encoding="utf-8")
    # Only a file may be replaced by another; what else has a name there, such as /dev/null, is written to.
    is_replaced = Path(output).is_file() or not Path(output).exists()
    try:
        return click.open_file(str(output), "w", encoding="utf-8", atomic=is_replaced)
    except OSError as error:
        raise click.UsageError(f"cannot write {output}: {error.strerror}") from None


def refuse(ctx: click.Context, error: LoadError) -> NoReturn:
    """Says what is wrong with documents that cannot be read, and ends the command with 3."""
    from .problems import render

    files = list(dict.fromkeys(problem.file for problem in error.problems))
    click.echo(render(error.problems, files, "text", color=sys.stderr.isatty()), nl=False, err=True)
    ctx.exit(3)


def warn(problems: Sequence[Problem]) -> None:
    """Shows problems of one file that keep nothing from being done."""
    from .problems import render

    if problems:
        click.echo(render(problems, [problems[0].file], "text", color=sys.stderr.isatty()), nl=False, err=True)
