"""`isogloss matrix`: the support table, with sources and dates."""

from __future__ import annotations

import datetime
import re
import shutil
from typing import TYPE_CHECKING

import click

from .output import deliver, is_colored, refuse

if TYPE_CHECKING:
    from isogloss_codegen.matrix.model import Matrix

_EPILOG = """\b
Examples:
  isogloss matrix                                  all providers side by side
  isogloss matrix --provider minimax               one provider, with notes and sources
  isogloss matrix --feature top_k                  who supports top_k, with sources
  isogloss matrix --older-than 90d                 statements to check again
  isogloss matrix --format html -o support.html    a page to filter and link to

\b
Exit codes:
  0  printed
  2  wrong usage, or an extra that is not installed
  3  the spec or an overlay cannot be read
"""
_COLORS = {
    "full": "green",
    "partial": "yellow",
    "conditional": "blue",
    "transformed": "magenta",
    "ignored": "bright_red",
    "unsupported": "bright_magenta",
    "rejected": "red",
    "unknown": "bright_black",
}
_UNITS = {"d": 1, "w": 7, "m": 30, "y": 365}


def _days(ctx: click.Context, option: click.Parameter, value: str | None) -> int | None:
    """The number of days in an age: `90d`, `12w`, `3m`, `1y`."""
    match = re.fullmatch(r"(\d{1,4})([dwmy])", value or "1d")
    if match is None:
        raise click.BadParameter(f"{value!r} is not an age: write 90d, 12w, 3m or 1y", ctx, option)
    return None if value is None else int(match[1]) * _UNITS[match[2]]


@click.command("matrix", epilog=_EPILOG)
@click.option(
    "--provider",
    "providers",
    multiple=True,
    metavar="PROVIDER",
    help="Only this provider: an id, id@version or overlay. Repeatable.",
)
@click.option("--feature", metavar="TEXT", help="Only rows with all words of TEXT in their name or group.")
@click.option("--older-than", callback=_days, metavar="AGE", help="Only statements older than AGE: 90d, 12w, 3m, 1y.")
@click.option("--all-versions", is_flag=True, help="Also show older versions of providers.")
@click.option(
    "--format", "style", type=click.Choice(["text", "markdown", "html", "json"]), default="text", show_default=True
)
@click.option("-o", "--output", type=click.Path(dir_okay=False), help="Write the result to a file.")
@click.option("--color", type=click.Choice(["auto", "always", "never"]), default="auto", show_default=True)
@click.pass_context
def command(
    ctx: click.Context,
    providers: tuple[str, ...],
    feature: str | None,
    older_than: int | None,
    all_versions: bool,
    style: str,
    output: str | None,
    color: str,
) -> None:
    """Show the support table, with sources and dates.

    For a client, what is Refused breaks, what is Ignored is silently ignored, and what is Partial, Depends, Changed or
    No may break. "Not stated" means that no source mentions it; it is not a no. Notes and sources are shown with
    --provider or --feature, and in all formats other than text.
    """
    from isogloss_codegen.document.load import LoadError
    from isogloss_codegen.document.providers import UnknownProviderError
    from isogloss_codegen.matrix.select import about, newest, read_before

    try:
        matrix = _matrix(providers)
    except UnknownProviderError as error:
        raise click.UsageError(str(error)) from error
    except LoadError as error:
        refuse(ctx, error)
    if not providers and not all_versions:
        matrix = newest(matrix)
    if feature:
        named = about(matrix, feature)
        if not named.groups:
            raise click.UsageError(_no_row(feature, matrix))
        matrix = named
    if older_than is not None:
        day = datetime.date.today() - datetime.timedelta(days=older_than)
        matrix = read_before(matrix, day.isoformat())
    is_narrow = len(providers) == 1 or feature is not None or older_than is not None
    deliver(_render(matrix, style, details=is_narrow, color=is_colored(color, output)), output)


def _matrix(providers: tuple[str, ...]) -> Matrix:
    from isogloss_codegen.document.overlay.facts import known_rules
    from isogloss_codegen.document.providers import all_dialects, find_dialect, load_base
    from isogloss_codegen.matrix.behaviour import key_of
    from isogloss_codegen.matrix.select import of_columns
    from isogloss_codegen.matrix.table import tabulate

    base = load_base()
    chosen = {key_of(dialect): dialect for dialect in (find_dialect(name, base) for name in providers)}
    # The rows depend on all providers, so that a row has the same name and link in every selection.
    dialects = {key_of(dialect): dialect for dialect in all_dialects()} | chosen
    matrix = tabulate(base.value, list(dialects.values()), known_rules(base))
    return of_columns(matrix, chosen) if chosen else matrix


def _no_row(feature: str, matrix: Matrix) -> str:
    from isogloss_codegen.document.wording import suggested

    names = (row.name.partition(" (")[0] for group in matrix.groups for row in group.rows)
    hint = suggested(feature, [*names, *(group.title for group in matrix.groups)])
    return f"no row has `{feature}` in its name or group; {hint or '`isogloss matrix` shows all rows'}"


def _render(matrix: Matrix, style: str, *, details: bool, color: bool) -> str:
    # Imported here, because only one is needed, and the HTML page is large.
    if style == "json":
        from isogloss_codegen.matrix import json as renderer
    elif style == "html":
        from isogloss_codegen.matrix import html as renderer
    elif style == "markdown":
        from isogloss_codegen.matrix import markdown as renderer
    else:
        from isogloss_codegen.matrix import text

        width = shutil.get_terminal_size((80, 24)).columns
        return text.render(matrix, width=width, details=details, paint=painted if color else None)
    return renderer.render(matrix)


def painted(text: str, status: str) -> str:
    """A text in the color of a status."""
    return click.style(text, fg=_COLORS[status])
