"""`isogloss generate`: writes a package that follows from a document."""

from __future__ import annotations

import difflib
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING

import click

from isogloss_codegen.names import package_problem

from .output import NamedPath

if TYPE_CHECKING:
    from isogloss_codegen.generate import Generated
    from isogloss_codegen.render.write import Changes

_EPILOG = """\b
Examples:
  isogloss generate                     regenerate generated/ from spec/openapi.yaml
  isogloss generate --check             say what would change, and exit 1 if anything would
  isogloss generate --spec petstore.yaml --package petstore --output build

\b
Exit codes:
  0  written, or nothing to write
  1  the document has errors, or --check found drift
  2  wrong usage, or an extra that is not installed
  3  the document cannot be read
"""


@click.command("generate", epilog=_EPILOG)
@click.option(
    "--spec",
    type=NamedPath(path_type=Path),
    default=Path("spec/openapi.yaml"),
    show_default=True,
    help="OpenAPI document, 3.0 to 3.2; the overlays in providers/ beside it are read too.",
)
@click.option("--package", default="isogloss", show_default=True, help="Name of the import package.")
@click.option(
    "--output",
    type=NamedPath(path_type=Path, file_okay=False),
    default=Path("generated"),
    show_default=True,
    help="Folder that the package is written into; only files of its MANIFEST are ever replaced.",
)
@click.option("--check", is_flag=True, help="Write nothing; print the drift as a diff.")
@click.pass_context
def command(ctx: click.Context, spec: Path, package: str, output: Path, check: bool) -> None:
    """Write a typed package: models, parameters, client and server, all from one OpenAPI document."""
    started = time.perf_counter()
    if (problem := package_problem(package)) is not None:
        raise click.BadParameter(problem, param_hint="--package")
    from isogloss_codegen.document.load import LoadError
    from isogloss_codegen.generate import InvalidDocumentError, generate
    from isogloss_codegen.render.write import WriteError, compare, write

    from .problems import render
    from .progress import working

    try:
        with working(f"Generating {package} from {spec}"):
            generated = generate(spec, package=package)
        before = {name: _read(output / name) for name in generated.files if (output / name).is_file()}
        changes = (compare if check else write)(generated.files, output)
    except (LoadError, InvalidDocumentError) as error:
        click.echo(render(error.problems, [str(spec)], "text", color=sys.stderr.isatty()), nl=False, err=True)
        ctx.exit(3 if isinstance(error, LoadError) else 1)
    except WriteError as error:
        raise click.UsageError(str(error)) from error
    if generated.warnings:
        click.echo(f"{len(generated.warnings)} warnings about {spec}: isogloss validate {spec}", err=True)
    if check:
        _show_drift(generated, output, changes)
        ctx.exit(1 if changes else 0)
    _summarize(generated, before, output, changes, time.perf_counter() - started)


def _summarize(generated: Generated, before: dict[str, str], output: Path, changes: Changes, seconds: float) -> None:
    if before and changes:
        click.echo(generated.changed_since(before), err=True)
    counts = f"{len(changes.written)} written, {len(changes.unchanged)} unchanged, {len(changes.removed)} removed"
    click.echo(f"{output}: {counts} in {seconds:.1f} s", err=True)


def _show_drift(generated: Generated, output: Path, changes: Changes) -> None:
    for name in (*changes.written, *changes.removed):
        path = output / name
        current = _read(path).splitlines(keepends=True) if path.is_file() else []
        wanted = generated.files.get(name, "").splitlines(keepends=True)
        click.echo("".join(difflib.unified_diff(current, wanted, str(path), f"{path} (generated)")), nl=False)


def _read(path: Path) -> str:
    return path.read_text(encoding="utf-8", errors="replace")
