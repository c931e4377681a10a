"""The output of all commands: results, and input that cannot be read."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import IO, TYPE_CHECKING, NoReturn

import click

if TYPE_CHECKING:
    from isogloss_codegen.document.load import LoadError
    from isogloss_codegen.findings.finding import Finding
    from isogloss_codegen.findings.report import Paint

# Styles of reports: color, and whether bold.
_STYLES = {
    "error": ("red", True),
    "breaking": ("red", True),
    "silent": ("magenta", False),
    "warning": ("yellow", False),
    "unknown": ("bright_black", False),
    "info": ("green", False),
    "accepted": ("green", True),
    "degraded": ("magenta", True),
    "uncertain": ("yellow", True),
    "rejected": ("red", True),
    "name": (None, True),
    "soft": ("bright_black", False),
    "gone": ("red", False),
    "come": ("green", False),
}


def painter(color: str, output: str | Path | None = None) -> Paint:
    """Gives texts the styles of reports if the result is for eyes, and leaves them as they are if not."""
    if not is_colored(color, output):
        return lambda text, style: text
    return _painted


def _painted(text: str, style: str) -> str:
    fg, bold = _STYLES[style]
    return click.style(text, fg=fg, bold=bold or None)


def is_colored(color: str, output: str | Path | None = None) -> bool:
    """Tells whether the result has colors: if asked for, or on a terminal without NO_COLOR; never in files."""
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
    tell(error.problems)
    ctx.exit(3)


def warn(problems: Sequence[Finding]) -> None:
    """Shows problems that keep nothing from being done."""
    if problems:
        tell(problems)


def tell(problems: Sequence[Finding]) -> None:
    """Shows problems of documents on stderr."""
    from isogloss_codegen.findings.frame import render

    files = len({problem.at.file for problem in problems})
    paint = _painted if sys.stderr.isatty() else painter("never")
    click.echo(render(problems, files=files, paint=paint), nl=False, err=True)
