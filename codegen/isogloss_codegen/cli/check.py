"""`isogloss check`."""

from __future__ import annotations

import os
import sys
from collections.abc import Mapping
from fnmatch import fnmatchcase
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from isogloss_codegen.levels import LEVELS

from .dialects import dialects_of
from .output import opened, refuse, warn

if TYPE_CHECKING:
    from collections.abc import Iterator

    from isogloss_codegen.conformance.checker import Checker
    from isogloss_codegen.conformance.run import Renamed

EXAMPLES = """\b
Examples:
  isogloss check request.json --provider minimax
  isogloss check LOG.jsonl --all-providers               what `isogloss record` has written
  isogloss check answer.sse                              is a stream right, event by event?
  isogloss check - < answer.sse                          the same of standard input
  isogloss check request.json --provider minimax --fix   the request that MiniMax takes
"""


@click.command("check", epilog=EXAMPLES)
@click.argument("files", metavar="FILE...", nargs=-1, required=True)
@click.option("--provider", "providers", multiple=True, metavar="P", help="Whom to ask; base by default. Repeatable.")
@click.option("--all-providers", is_flag=True, help="Ask all, each in its newest version.")
@click.option("--model", metavar="NAME", help="Ask for this model, whatever the requests say.")
@click.option("--model-map", type=click.Path(path_type=Path, exists=True, dir_okay=False), metavar="FILE",
              help="JSON or YAML: a model for each that requests name; a * stands for any characters.")  # fmt: skip
@click.option("--kind", type=click.Choice(["request", "response", "stream"]), help="What the files are.")
@click.option("--fix", is_flag=True, help="Print the requests without what is refused, ignored or not supported.")
@click.option("--write", is_flag=True, help="With --fix: write them back to their files.")
@click.option("--format", "style", type=click.Choice(["text", "json", "markdown", "github"]), default="text",
              show_default=True)  # fmt: skip
@click.option("--show", type=click.Choice(["info"]), help="In text, tell what is fine as well.")
@click.option("--color", type=click.Choice(["auto", "always", "never"]), default="auto", show_default=True)
@click.option("-o", "--output", type=click.Path(path_type=Path),
              help="Write the report, or with --fix the requests, to this file.")  # fmt: skip
@click.option("--fail-on", type=click.Choice([*LEVELS, "never"]), default="breaking", show_default=True,
              help="Exit with 1 if there is anything as bad as this.")  # fmt: skip
@click.pass_context
def command(ctx: click.Context, files: tuple[str, ...], **options: Any) -> None:
    """Say whether requests run on a provider, and whether answers and streams are right.

    FILE is a request or an answer (JSON), a list or log of them (one JSON per line), a stream (.sse, or what curl -iN
    prints), or - for standard input.
    """
    from isogloss_codegen.build.api import BuildError
    from isogloss_codegen.conformance.checker import Checker
    from isogloss_codegen.conformance.streams import NoStreamError
    from isogloss_codegen.document.load import LoadError

    if options["write"] and not options["fix"]:
        raise click.UsageError("--write goes with --fix")
    names = _named(options["providers"], options["all_providers"])
    checkers = {name: Checker(dialect) for name, dialect in zip(names, dialects_of(ctx, names), strict=True)}
    renamed = _model_names(options["model"], options["model_map"])
    if options["fix"]:
        if len(checkers) != 1:
            raise click.UsageError("--fix takes one --provider")
        if options["style"] != "text" or (options["write"] and options["output"]):
            raise click.UsageError("--fix writes requests: --format has no say in it, and --write or --output where to")
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
        raise click.UsageError(f"nothing can be checked by this document: {error}") from error


def _check(
    files: tuple[str, ...], checkers: dict[str, Checker], renamed: Renamed | None, options: dict[str, Any]
) -> int:
    from isogloss_codegen.conformance.rules import RULES
    from isogloss_codegen.conformance.run import Run
    from isogloss_codegen.project.settings import find_settings

    from .check_report import REPORTS
    from .rule_areas import AllRules

    settings = find_settings(Path.cwd(), AllRules()).about(RULES)
    run = Run(checkers, kind=options["kind"], renamed=renamed, settings=settings)
    with opened(options["output"]) as out:
        report = REPORTS[options["style"]](out, run, color=_is_colored(options), shows_info=options["show"] == "info")
        for each in _watched(run.results(files), run):
            report.add(each)
        report.end()
    warn(run.adjuster.unused)
    failing: tuple[str, ...] = LEVELS[: LEVELS.index(options["fail_on"]) + 1] if options["fail_on"] != "never" else ()
    if run.has_errors:
        return 3
    return 1 if any(run.levels[level] for level in failing) else 0


def _named(providers: tuple[str, ...], all_providers: bool) -> list[str]:
    if not all_providers:
        return list(dict.fromkeys(providers)) or ["base"]
    if providers:
        raise click.UsageError("--all-providers leaves nobody for --provider")
    from isogloss_codegen.document.providers import overlays

    return list(dict.fromkeys(name.partition("@")[0] for name in overlays()))


def _model_names(model: str | None, file: Path | None) -> Renamed | None:
    """What a model's name is replaced by, as a function; None if nothing is."""
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
        raise click.BadParameter(f"{file} has to map names of models to names", param_hint="--model-map")
    return Renaming(names)


class Renaming:
    """Replaces names of models; in the old ones, a * stands for any characters."""

    def __init__(self, names: Mapping[str, str]) -> None:
        self._names = names

    def __call__(self, name: str | None) -> str | None:
        """The name to ask for instead of `name`."""
        return next((new for old, new in self._names.items() if fnmatchcase(name or "", old)), name)


def _is_colored(options: dict[str, Any]) -> bool:
    if options["color"] == "auto":
        return options["output"] is None and sys.stdout.isatty() and not os.environ.get("NO_COLOR")
    return options["color"] == "always"


def _watched(results: Iterator[Any], run: Any) -> Iterator[Any]:
    """The results, with a count on the terminal while they come; nothing where stderr is none."""
    if not sys.stderr.isatty():
        yield from results
        return
    from rich.console import Console

    with Console(stderr=True).status("checking") as status:
        for number, each in enumerate(results, 1):
            if number % 500 == 0:
                status.update(f"{number} checked, {run.progress:.0%} of {run.file}")
            yield each
