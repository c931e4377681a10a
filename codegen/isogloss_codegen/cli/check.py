"""`isogloss check`."""

from __future__ import annotations

import sys
from collections.abc import Mapping
from fnmatch import fnmatchcase
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from isogloss_codegen.findings.formats import LISTS
from isogloss_codegen.findings.levels import LEVELS, LEVELS_HELP, at_least

from .dialects import dialects_of
from .output import opened, painter, refuse, warn

if TYPE_CHECKING:
    from collections.abc import Iterator

    from isogloss_codegen.check.checker import Checker
    from isogloss_codegen.check.judging import Renamed

EXAMPLES = f"""\b
Examples:
  isogloss check request.json --provider minimax
  isogloss check LOG.jsonl --all-providers               a log written by `isogloss record`
  isogloss check answer.sse                              check a stream, event by event
  isogloss check - < answer.sse                          the same from standard input
  isogloss check request.json --provider minimax --fix   the request without what MiniMax refuses or ignores

{LEVELS_HELP}
\b
Exit codes:
  0  nothing at or above --fail-on; with --fix, all requests are written
  1  findings
  2  wrong usage, or an extra that is not installed
  3  a file, or the documents of a provider, cannot be read
"""


@click.command("check", epilog=EXAMPLES)
@click.argument("files", metavar="FILE...", nargs=-1, required=True)
@click.option(
    "--provider",
    "providers",
    multiple=True,
    metavar="P",
    help="The provider to check against; by default base. Repeatable.",
)
@click.option("--all-providers", is_flag=True, help="Rank the newest versions of all providers by what they accept.")
@click.option("--model", metavar="NAME", help="Check as if the requests named this model.")
@click.option("--model-map", type=click.Path(path_type=Path, exists=True, dir_okay=False), metavar="FILE",
              help="JSON or YAML file with a new name for each model name; * matches any characters.")  # fmt: skip
@click.option(
    "--kind",
    type=click.Choice(["request", "response", "stream"]),
    help="The kind of the files; by default it follows from the content.",
)
@click.option("--jobs", type=click.IntRange(min=1), default=1, metavar="N", show_default=True,
              help="The number of processes that check logs and files.")  # fmt: skip
@click.option("--fix", is_flag=True, help="Print the requests without what is refused, ignored or not supported.")
@click.option("--write", is_flag=True, help="With --fix: write the requests back to their files.")
@click.option("--format", "style", type=click.Choice(["text", "json", "markdown", *LISTS]), default="text",
              show_default=True)  # fmt: skip
@click.option("--show", type=click.Choice(["details", "info"]),
              help="In text: with `details` the findings of --all-providers, with `info` also fine ones.")  # fmt: skip
@click.option("--color", type=click.Choice(["auto", "always", "never"]), default="auto", show_default=True)
@click.option("-o", "--output", type=click.Path(path_type=Path),
              help="Write the report, or with --fix the requests, to this file.")  # fmt: skip
@click.option("--fail-on", type=click.Choice([*LEVELS, "never"]), default="breaking", show_default=True,
              help="Exit with 1 for findings of this level or worse.")  # fmt: skip
@click.pass_context
def command(ctx: click.Context, files: tuple[str, ...], **options: Any) -> None:
    """Check requests, responses and streams against the documents of a provider.

    FILE is a request or an answer (JSON), a list or log of them (one JSON per line), a HAR file, a stream
    (.sse, or what curl -iN prints), or - for standard input.
    """
    from isogloss_codegen.build.api import BuildError
    from isogloss_codegen.check.checker import Checker
    from isogloss_codegen.check.streams import NoStreamError
    from isogloss_codegen.document.load import LoadError

    if options["write"] and not options["fix"]:
        raise click.UsageError("--write needs --fix")
    names = _named(options["providers"], options["all_providers"])
    checkers = {name: Checker(dialect) for name, dialect in zip(names, dialects_of(ctx, names), strict=True)}
    renamed = _model_names(options["model"], options["model_map"])
    if options["fix"]:
        if len(checkers) != 1:
            raise click.UsageError("--fix takes one --provider")
        if options["style"] != "text" or (options["write"] and options["output"]):
            raise click.UsageError("--fix prints requests: it takes no --format, and either --write or --output")
    try:
        if options["fix"]:
            from .check_fix import fix_files

            in_place, output = options["write"], options["output"]
            sys.exit(fix_files(files, checkers[names[0]], renamed, in_place=in_place, output=output))
        sys.exit(_check(files, checkers, renamed, options))
    except LoadError as error:
        refuse(ctx, error)
    except NoStreamError as error:
        raise click.UsageError(str(error)) from error
    except BuildError as error:
        raise click.UsageError(f"this document cannot be used for checks: {error}") from error


def _check(
    files: tuple[str, ...], checkers: dict[str, Checker], renamed: Renamed | None, options: dict[str, Any]
) -> int:
    from isogloss_codegen.check.options import Options
    from isogloss_codegen.check.report import REPORTS
    from isogloss_codegen.check.run import Run
    from isogloss_codegen.project.settings import find_settings

    from .rule_areas import TRAFFIC, Rules, rules_by_id

    settings = find_settings(Path.cwd(), Rules()).about(Rules(*TRAFFIC))
    run = Run(checkers, kind=options["kind"], renamed=renamed, settings=settings, jobs=options["jobs"])
    failing = at_least(options["fail_on"])
    shown = Options(
        painter(options["color"], options["output"]),
        options["show"] == "info",
        options["show"] is not None or not options["all_providers"],
        failing,
        partial(rules_by_id, *TRAFFIC, "document"),
    )
    with opened(options["output"]) as out:
        report = REPORTS[options["style"]](out, run, shown)
        for each in _watched(run.results(files), run):
            report.add(each)
        report.end()
    warn(run.adjuster.unused)
    if run.has_errors:
        return 3
    return 1 if any(run.levels[level] for level in failing) else 0


def _named(providers: tuple[str, ...], all_providers: bool) -> list[str]:
    if not all_providers:
        return list(dict.fromkeys(providers)) or ["base"]
    if providers:
        raise click.UsageError("--all-providers and --provider exclude each other")
    from isogloss_codegen.document.providers import overlays

    return list(dict.fromkeys(name.partition("@")[0] for name in overlays()))


def _model_names(model: str | None, file: Path | None) -> Renamed | None:
    """The function that replaces names of models; None if there is none."""
    if model is not None and file is not None:
        raise click.UsageError("--model and --model-map exclude each other")
    if file is None:
        return None if model is None else Renaming({"*": model})
    from isogloss_codegen.document.load import LoadError, read

    try:
        names = read(file).value
    except LoadError as error:
        raise click.BadParameter(str(error.problems[0]), param_hint="--model-map") from error
    if not all(isinstance(value, str) for value in names.values()):
        raise click.BadParameter(f"{file} must map names of models to names", param_hint="--model-map")
    return Renaming(names)


class Renaming:
    """Replaces names of models; in an old name, * matches any characters."""

    def __init__(self, names: Mapping[str, str]) -> None:
        self._names = names

    def __call__(self, name: str | None) -> str | None:
        """The new name for `name`."""
        return next((new for old, new in self._names.items() if fnmatchcase(name or "", old)), name)


def _watched(results: Iterator[Any], run: Any) -> Iterator[Any]:
    """The results, with a counter on the terminal meanwhile; without one if stderr is not a terminal."""
    if not sys.stderr.isatty():
        yield from results
        return
    from rich.console import Console

    with Console(stderr=True).status("checking") as status:
        for number, each in enumerate(results, 1):
            if number % 500 == 0:
                status.update(f"{number} checked, {run.progress:.0%} of {run.file}")
            yield each
