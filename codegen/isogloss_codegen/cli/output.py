"""Writes the results of all commands, and reports files that cannot be read or written."""

from __future__ import annotations

import os
import sys
from collections.abc import Generator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any, NoReturn

import click

from isogloss_codegen.display import visible
from isogloss_codegen.files import replacing

if TYPE_CHECKING:
    from isogloss_codegen.document.load import LoadError
    from isogloss_codegen.findings.finding import Finding
    from isogloss_codegen.findings.report import Paint

# Styles of reports: color, and True for bold.
_STYLES = {
    "error": ("red", True),
    "breaking": ("red", True),
    "silent": ("magenta", False),
    "warning": ("yellow", False),
    "unknown": ("bright_black", False),
    "info": ("green", False),
    "name": (None, True),
    "soft": ("bright_black", False),
    "gone": ("red", False),
    "come": ("green", False),
}


def painter(color: str, output: str | Path | None = None) -> Paint:
    """Adds the styles of reports to texts if the result is shown on a terminal, else returns them unchanged."""
    if not is_colored(color, output):
        return lambda text, style: text
    return _painted


def _painted(text: str, style: str) -> str:
    fg, bold = _STYLES[style]
    return click.style(text, fg=fg, bold=bold or None)


class CannotWriteError(click.ClickException):
    """A file that the user named cannot be written; the exit code is that of wrong usage."""

    exit_code = 2


class CannotReadError(click.ClickException):
    """A file that is needed cannot be read."""

    exit_code = 3


class NamedPath(click.Path):
    """A path that is not empty: pathlib would read an empty one as the working directory."""

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        if value == "":
            self.fail("the path is empty; the current folder is `.`", param, ctx)
        return super().convert(value, param, ctx)


def is_colored(color: str, output: str | Path | None = None) -> bool:
    """True if the result has colors: if the user asked for them, or on a terminal without NO_COLOR; never in files."""
    if output is not None:
        return False
    if color == "auto":
        return sys.stdout.isatty() and not os.environ.get("NO_COLOR")
    return color == "always"


def deliver(result: str, output: str | Path | None) -> None:
    """Prints a result unchanged, or writes it to a file."""
    if output is None:
        click.echo(result, nl=False, color=True)
        return
    with opened(output) as out:
        out.write(result)


@contextmanager
def opened(output: str | Path | None, *, new: bool = False) -> Generator[IO[str]]:
    """A file to write to, or standard output. The file changes only when all is written; an error leaves it unchanged.

    With `new`, the file must not exist. A file that cannot be written is wrong usage.
    """
    if output is None:
        with click.open_file("-", "w", encoding="utf-8", errors="backslashreplace") as out:
            yield out
        return
    with writing(), replacing(Path(output), new=new) as out:
        yield out


@contextmanager
def writing() -> Generator[None]:
    """Reports a file that cannot be written in the block; the exit code is that of wrong usage."""
    try:
        yield
    except BrokenPipeError:
        raise  # the reader of the output has closed it
    except OSError as error:
        what = error.filename2 or error.filename
        raise CannotWriteError(f"cannot write {visible(str(what))}: {reason(error)}") from None


def explained(error: OSError) -> click.ClickException:
    """The message for an unexpected error of the operating system.

    `writing` handles files that are written. So a file name here is that of a file that was read; without a name, it is
    standard output, a temporary file or the working directory.
    """
    if error.filename is None:
        return CannotWriteError(f"cannot continue: {reason(error)}")
    return CannotReadError(f"{visible(str(error.filename))}: cannot be read: {reason(error).lower()}")


def reason(error: OSError) -> str:
    """The reason of an operating system error, or of our own."""
    return error.strerror or str(error)


def refuse(ctx: click.Context, error: LoadError) -> NoReturn:
    """Reports the problems of documents that cannot be read, and ends the command with 3."""
    tell(error.problems)
    ctx.exit(3)


def warn(problems: Sequence[Finding]) -> None:
    """Shows problems that do not stop the command."""
    if problems:
        tell(problems)


def tell(problems: Sequence[Finding]) -> None:
    """Shows problems of documents on stderr."""
    from isogloss_codegen.findings.frame import render

    files = len({problem.at.file for problem in problems})
    paint = _painted if sys.stderr.isatty() else painter("never")
    click.echo(render(problems, files=files, paint=paint), nl=False, err=True)
