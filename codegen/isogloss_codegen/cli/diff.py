"""`isogloss diff`: compares two versions of a document, or two providers, for the clients of the first."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import click

from isogloss_codegen.findings.formats import LISTS
from isogloss_codegen.findings.levels import LEVELS, LEVELS_HELP, at_least
from isogloss_codegen.findings.words import number

from .output import deliver, painter, reason, refuse, warn

if TYPE_CHECKING:
    from isogloss_codegen.diff.providers import Providers
    from isogloss_codegen.diff.report.view import View
    from isogloss_codegen.diff.usage import Usage
    from isogloss_codegen.document.resolve import Dialect
    from isogloss_codegen.findings.report import Paint
    from isogloss_codegen.project.settings import Settings

_EPILOG = f"""\b
Examples:
  isogloss diff git:main:openapi.yaml openapi.yaml   does this change break existing clients?
  isogloss diff v1.json v2.yaml --format markdown    the same as a comment on a pull request
  isogloss diff anthropic minimax                    what breaks for a client of anthropic
  isogloss diff anthropic minimax --show unknown     also what the sources do not state
  isogloss diff anthropic minimax --using log.jsonl  only what these requests send, with counts
  isogloss diff --both vllm ollama                   both directions
  isogloss diff git:main:spec/openapi.yaml base --all-providers
                                                     a change of the spec, and which providers refuse it

{LEVELS_HELP}
\b
Exit codes:
  0  nothing at or above --fail-on
  1  findings at or above --fail-on
  2  wrong usage, or an extra that is not installed
  3  a document, the settings or the log cannot be read; or a part of a document could not be compared,
     because a `$ref` has no target, and nothing else is at or above --fail-on
"""
_WIDEST = 120


@click.command("diff", epilog=_EPILOG)
@click.argument("a", metavar="OLD")
@click.argument("b", metavar="NEW")
@click.option("--both", is_flag=True, help="Also compare in the other direction.")
@click.option("--all-providers", is_flag=True, help="Also show which providers refuse or ignore each change.")
@click.option(
    "--using",
    metavar="LOG",
    type=click.Path(path_type=Path),
    help="Only show findings about parts that the requests of this log send (JSON, JSON Lines or HAR).",
)
@click.option(
    "--show", "shown", type=click.Choice([*LEVELS, "all"]), multiple=True, help="Also list this level. Repeatable."
)
@click.option(
    "--format",
    "style",
    type=click.Choice(["text", "markdown", "html", "json", *LISTS]),
    default="text",
    show_default=True,
)
@click.option("-o", "--output", type=click.Path(dir_okay=False), help="Write the result to a file.")
@click.option(
    "--fail-on",
    type=click.Choice([*LEVELS, "never"]),
    default="breaking",
    show_default=True,
    help="Exit with 1 for findings of this level or worse.",
)
@click.option("--color", type=click.Choice(["auto", "always", "never"]), default="auto", show_default=True)
@click.pass_context
def command(
    ctx: click.Context,
    a: str,
    b: str,
    both: bool,
    all_providers: bool,
    using: Path | None,
    shown: tuple[str, ...],
    style: str,
    output: str | None,
    fail_on: str,
    color: str,
) -> None:
    """Does this change break existing clients? Compare OLD with NEW.

    OLD and NEW are two versions of an OpenAPI document, each a path or `git:REVISION:PATH`. They may also be two
    providers, each `base`, an `id`, an `id@version` or the path of an overlay: does a client of OLD work with NEW?
    Reports then call OLD "A" and NEW "B". Findings are ordered by the number of recorded requests that send their
    subject. [tool.isogloss] of pyproject.toml sets the levels of rules, and the findings to ignore.
    """
    from isogloss_codegen.document.load import LoadError

    from .progress import working

    if both and all_providers:
        raise click.UsageError("--both and --all-providers exclude each other")
    try:
        with working("Comparing"):
            views = _views(ctx, (a, b), both=both, all_providers=all_providers, using=using, shown=shown)
    except LoadError as error:
        refuse(ctx, error)
    failing = at_least(fail_on)
    try:
        deliver(_render(views, style, failing, painter(color, output)), output)
    except LoadError as error:
        refuse(ctx, error)
    if any(view.summary[level] for view in views for level in failing):
        sys.exit(1)
    missed = sum(entry.change.edit == "unresolved" for view in views for entry in view.entries)
    if missed and failing:
        places = number(missed, "place")
        click.echo(f"Error: {places} could not be compared, because a `$ref` has no target: see the report", err=True)
        sys.exit(3)
    sys.exit(0)


def _views(
    ctx: click.Context,
    names: tuple[str, str],
    *,
    both: bool,
    all_providers: bool,
    using: Path | None,
    shown: Sequence[str],
) -> list[View]:
    """The reports to show; raises LoadError."""
    from isogloss_codegen.diff.providers import Providers
    from isogloss_codegen.project.settings import find_settings

    from .dialects import dialects_of
    from .rule_areas import Rules

    settings = find_settings(Path.cwd(), Rules()).about(Rules("diff"))
    a, b = dialects_of(ctx, names)
    asked = LEVELS if all_providers or "all" in shown else shown
    providers = Providers(a.source, b.source) if all_providers else None
    pairs = [(a, b), (b, a)] if both else [(a, b)]
    return [_view(pair, settings, asked, providers, using) for pair in pairs]


def _view(
    pair: tuple[Dialect, Dialect],
    settings: Settings,
    asked: Sequence[str],
    providers: Providers | None,
    using: Path | None,
) -> View:
    from isogloss_codegen.diff.adjust import adjust
    from isogloss_codegen.diff.compare import compare
    from isogloss_codegen.diff.rank import Entry, Ranker, Requests, unsent
    from isogloss_codegen.diff.report.view import SHOWN, arrange
    from isogloss_codegen.diff.usage import Words, read_usage
    from isogloss_codegen.document.places import spec_folder

    a, b = pair
    adjusted = adjust(compare(a, b), settings)
    warn(adjusted.unused)
    usual, words = read_usage(spec_folder()) or (None, Words())
    if usual is None or not usual.fits(a.document):
        usual, words = None, Words()
    own = _usage_of(a, using) if using is not None else None
    usage = own or usual
    if usage is None:
        entries = [Entry(change) for change in adjusted.report.changes]
    else:
        entries = Ranker(usage, words, a, b).entries(adjusted.report)
    dropped: list[Entry] = []
    if own is not None:
        entries, dropped = unsent(entries)
    if providers is not None:
        entries = [replace(entry, providers=providers.effects_of(entry.change)) for entry in entries]
    return arrange(
        adjusted.report,
        entries,
        show={*SHOWN, *asked},
        whole={*asked} & {*SHOWN} if providers is None else LEVELS,
        requests=Requests(usage.total, usage.source, own is not None, usage.others) if usage is not None else None,
        ignored=adjusted.ignored,
        not_sent=len(dropped),
    )


def _usage_of(a: Dialect, log: Path) -> Usage:
    """Counts the parts that the requests of a log send; raises LoadError."""
    from isogloss_codegen.diff.usage import count_log
    from isogloss_codegen.document.load import LoadError
    from isogloss_codegen.findings.finding import Finding, Location

    try:
        with log.open("rb") as file:
            return count_log(a.document, file, str(log))
    except OSError as error:
        message = f"cannot be read: {reason(error).lower()}"
        raise LoadError([Finding("unreadable", "error", message, at=Location(str(log)))]) from None


def _render(views: list[View], style: str, failing: Sequence[str], paint: Paint) -> str:
    # Imported here, because only one is needed, and the HTML page is large.
    if style == "json":
        from isogloss_codegen.diff.report import json

        return json.render(views)
    if style == "html":
        from isogloss_codegen.diff.report import html

        return html.render(views)
    if style == "markdown":
        from isogloss_codegen.diff.report import markdown

        return "\n".join(markdown.render(view) for view in views)
    if style in LISTS:
        from isogloss_codegen.diff.report.view import suites
        from isogloss_codegen.findings import formats

        from .rule_areas import rules_by_id

        listed = [suite for view in views for suite in suites(view)]
        return formats.render(listed, style, failing=failing, rules=partial(rules_by_id, "diff"))
    from isogloss_codegen.diff.report import text

    width = min(shutil.get_terminal_size((80, 24)).columns, _WIDEST)
    return "\n".join(text.render(view, width=width, paint=paint) for view in views)
