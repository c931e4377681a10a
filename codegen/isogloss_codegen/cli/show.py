"""`isogloss show`: a part of the spec with its lines, and the support of each provider."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import TYPE_CHECKING

import click

from .matrix import painted
from .output import NamedPath, is_colored, refuse

if TYPE_CHECKING:
    from isogloss_codegen.document.load import Document

_EPILOG = """\b
Examples:
  isogloss show CreateMessageRequest.temperature   a property
  isogloss show ThinkingConfigEnabledParam         a component
  isogloss show 'GET /v1/models'                   an operation
  isogloss show '#/components/headers/RequestId'   a JSON pointer
  isogloss show Pet.name --spec petstore.yaml      a part of another document

\b
Exit codes:
  0  printed
  2  there is no such part, or an extra is not installed
  3  the document or an overlay cannot be read
"""
_MOST = 12


@click.command("show", epilog=_EPILOG)
@click.argument("part")
@click.option(
    "--spec", type=NamedPath(path_type=Path), help="Show a part of this OpenAPI document; it has no providers."
)
@click.option("--color", type=click.Choice(["auto", "always", "never"]), default="auto", show_default=True)
@click.pass_context
def command(ctx: click.Context, part: str, spec: Path | None, color: str) -> None:
    """Show PART of the spec: its lines, and the support of each provider, with sources and dates."""
    from isogloss_codegen.document.load import LoadError
    from isogloss_codegen.document.lookup import UnknownPartError, part_at
    from isogloss_codegen.document.openapi import load
    from isogloss_codegen.document.providers import all_dialects, load_base
    from isogloss_codegen.matrix import text
    from isogloss_codegen.matrix.select import newest
    from isogloss_codegen.matrix.table import of_one

    try:
        base = load_base() if spec is None else load(spec)
        pointer = part_at(base.value, part)
        click.echo("\n".join(_lines(*base.origin(pointer))))
        if spec is not None:
            return
        matrix = newest(of_one(base.value, list(all_dialects()), pointer, part))
    except UnknownPartError as error:
        raise click.UsageError(str(error)) from error
    except LoadError as error:
        refuse(ctx, error)
    width = shutil.get_terminal_size((80, 24)).columns
    is_painted = is_colored(color, None)
    click.echo(f"\n{text.render(matrix, width=width, details=True, paint=painted if is_painted else None)}", nl=False)


def _lines(document: Document, pointer: str) -> list[str]:
    """The place of a value, and its first lines as the author wrote them."""
    from isogloss_codegen.findings.report import relative

    at = document.location(pointer, key=True)
    first = document.line(at.line)
    indent = len(first) - len(first.lstrip())
    found = [first]
    for line in document.text.splitlines()[at.line : at.line + _MOST]:
        if line.strip() and len(line) - len(line.lstrip()) <= indent:
            break
        found.append(line)
    while not found[-1].strip():
        found.pop()
    more = ["  ..."] if len(found) > _MOST else []
    return [f"{relative(at.file)}:{at.line}", *(f"  {line[indent:]}".rstrip() for line in found[:_MOST]), *more]
