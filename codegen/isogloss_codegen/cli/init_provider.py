"""`isogloss init-provider`: begins the overlay of a provider."""

from __future__ import annotations

import datetime
import keyword
import os
import re
from pathlib import Path
from typing import TYPE_CHECKING

import click

from .dialects import dialect_of
from .output import opened, refuse

if TYPE_CHECKING:
    from isogloss_codegen.document.load import Document
    from isogloss_codegen.document.resolve import Dialect

_EPILOG = """\b
Examples:
  isogloss init-provider acme --from generic          in a checkout: spec/providers/acme@<today>.overlay.yaml
  isogloss init-provider acme --from vllm -o acme.overlay.yaml
  isogloss init-provider minimax --from minimax       its next version: check each statement again
  isogloss init-provider acme                         questions only

\b
Exit codes:
  0  written
  2  wrong usage, an extra that is not installed, or a file that already exists
  3  input that cannot be read, or an overlay that does not fit
"""


def _id(ctx: click.Context, parameter: click.Parameter, value: str) -> str:
    if not re.fullmatch(r"[a-z][a-z0-9]*(-[a-z0-9]+)*", value):
        raise click.BadParameter(f"{value!r} is not a provider id: use lower-case letters and digits, joined by -", ctx)
    if keyword.iskeyword(value) or value == "base":
        raise click.BadParameter(f"{value!r} cannot be the name of a Python module", ctx)
    return value


@click.command("init-provider", epilog=_EPILOG)
@click.argument("name", callback=_id)
@click.option(
    "--from",
    "source",
    metavar="PROVIDER",
    default="base",
    show_default=True,
    help="The statements to begin with: an id, id@version, an overlay, or a document to extend.",
)
@click.option(
    "-o",
    "--output",
    type=click.Path(dir_okay=False, path_type=Path),
    help="The file to write; an existing file is never overwritten.",
)
@click.pass_context
def command(ctx: click.Context, name: str, source: str, output: Path | None) -> None:
    """Begin the overlay of the provider NAME, with the questions to answer.

    It has the statements of the other provider as guesses, and the rest as comments, by group: address, credentials,
    properties, blocks, tools, events, behaviour. The file is valid at once; `isogloss validate` warns of each statement
    that still needs a source.
    """
    from isogloss_codegen.document.load import LoadError
    from isogloss_codegen.document.openapi import load
    from isogloss_codegen.document.overlay.facts import known_rules
    from isogloss_codegen.document.providers import overlays
    from isogloss_codegen.scaffold import scaffold

    day = datetime.date.today()
    target = output or _folder() / f"{name}@{day.isoformat()}.overlay.yaml"
    if os.path.exists(target):
        raise click.UsageError(f"{target} already exists, and is not overwritten")
    dialect = dialect_of(ctx, source)
    try:
        base = _extended(dialect, source)
        others = [load(path).value for path in overlays().values()]
        rules = known_rules(base)
    except LoadError as error:
        refuse(ctx, error)
    begun = scaffold(name, dialect, others, rules, extends=_reference(base, target), day=day)
    with opened(target, new=True) as out:
        out.write(begun.text)
    click.echo(f"{target}: {begun.guesses} guesses to confirm, {begun.questions} questions as comments")
    click.echo(f"Next: isogloss validate {target}")


def _folder() -> Path:
    """The folder of overlays: in a checkout that of the spec, else the working directory."""
    spec = Path("spec")
    return spec / "providers" if (spec / "openapi.yaml").is_file() else Path()


def _extended(dialect: Dialect, source: str) -> Document:
    """The document that the new overlay extends: that of the other overlay, or the other document itself."""
    from isogloss_codegen.document.openapi import load
    from isogloss_codegen.document.providers import load_base

    if dialect.overlay is not None:
        return dialect.source
    return load_base() if source == "base" else load(source)


def _reference(base: Document, target: Path) -> str:
    """The `extends` of an overlay at `target` that extends `base`."""
    from isogloss_codegen.document.places import BASE, spec_folder

    spec = spec_folder()
    if os.path.realpath(base.path) == os.path.realpath(spec / "openapi.yaml"):
        is_ours = os.path.realpath(target.parent) == os.path.realpath(spec / "providers")
        return "../openapi.yaml" if is_ours else BASE
    relative = Path(os.path.relpath(base.path, target.parent)).as_posix()
    if base.path.startswith("git:") or relative.startswith(("../../", "/")):
        raise click.UsageError(
            f"an overlay of {base.path} must be in the same folder, or in a folder beside it: use -o"
        )
    return relative
