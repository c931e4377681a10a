"""`isogloss generate`: writes a package for a document."""

from __future__ import annotations

import difflib
import time
from pathlib import Path
from typing import TYPE_CHECKING

import click

from isogloss_codegen.display import visible
from isogloss_codegen.names import package_problem

from .output import NamedPath

if TYPE_CHECKING:
    from isogloss_codegen.generate import Generated
    from isogloss_codegen.render.write import Changes

# The longest name of a folder in common file systems, in bytes.
_LONGEST = 255
# The number of losses that the summary shows.
_SHOWN = 10
_EPILOG = """\b
Examples:
  isogloss generate                     regenerate generated/ from spec/openapi.yaml
  isogloss generate --check             print what would change, and exit with 1 if anything would
  isogloss generate --spec petstore.yaml --package petstore --output build
  isogloss generate --spec petstore.yaml --package petstore --output build --strict
  isogloss generate --spec petstore.yaml --package petstore --output petstore-client --project

\b
Exit codes:
  0  written, or nothing to write
  1  the document has errors, --strict found a loss, or --check found drift
  2  wrong usage, an extra that is not installed, or a foreign or edited file is in the way
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
    help="Folder for the package; it may contain other packages. Its MANIFEST lists the files that isogloss wrote; "
    "only these are replaced or removed. Links in the folder are not followed.",
)
@click.option(
    "--project",
    is_flag=True,
    help="Also write pyproject.toml and README.md beside the package, so that it can be built and published.",
)
@click.option("--check", is_flag=True, help="Write nothing; print the differences (drift).")
@click.option("--strict", is_flag=True, help="Write nothing if the package cannot express all of the document.")
@click.pass_context
def command(
    ctx: click.Context, spec: Path, package: str, output: Path, project: bool, check: bool, strict: bool
) -> None:
    """Generate a typed package (models, parameters, client and server) from one OpenAPI document.

    The package has all of the document that can be expressed. An operation that cannot is left out, a schema that
    models cannot enforce is left wider, and the LOSSES.md of the package lists these places. --strict refuses them
    instead. A document with `x-runtime`, which is written for this project, must be without errors.
    """
    started = time.perf_counter()
    if (problem := package_problem(package)) is not None:
        raise click.BadParameter(problem, param_hint="--package")
    if len(package.encode()) > _LONGEST:
        raise click.BadParameter(f"a folder cannot have a name of more than {_LONGEST} bytes", param_hint="--package")
    from isogloss_codegen.document.load import LoadError
    from isogloss_codegen.generate import InvalidDocumentError, generate
    from isogloss_codegen.render.write import WriteError, compare, write

    from .output import CannotWriteError, tell, writing
    from .progress import working

    try:
        with working(f"Generating {package} from {spec}"):
            generated = generate(spec, package=package, project=project)
        if strict and generated.losses:
            tell([loss.finding._replace(level="error") for loss in generated.losses])
            ctx.exit(1)
        with writing():
            changes = (compare if check else write)(generated.files, output, package)
    except (LoadError, InvalidDocumentError) as error:
        tell(error.problems)
        ctx.exit(3 if isinstance(error, LoadError) else 1)
    except WriteError as error:
        raise CannotWriteError(str(error)) from error
    if generated.warnings:
        click.echo(f"{len(generated.warnings)} warnings about {spec}: isogloss validate {spec}", err=True)
    if check:
        _show_drift(generated, output, changes)
        for name in changes.edited:
            click.echo(f"{output / name} was edited after isogloss wrote it: generate does not replace it", err=True)
        ctx.exit(1 if changes else 0)
    _summarize(generated, output, changes, time.perf_counter() - started)


def _summarize(generated: Generated, output: Path, changes: Changes, seconds: float) -> None:
    if changes.before and (changes.written or changes.removed):
        click.echo(generated.changed_since(changes.before), err=True)
    counts = f"{len(changes.written)} written, {len(changes.unchanged)} unchanged, {len(changes.removed)} removed"
    click.echo(f"{output}: {counts} in {seconds:.1f} s", err=True)
    if generated.losses:
        from isogloss_codegen.findings.loss import counted, line
        from isogloss_codegen.findings.words import number

        page = output / generated.package / "LOSSES.md"
        kept = number(generated.operations, "operation")
        click.echo(f"{kept} kept, {counted(generated.losses)}; all are listed in {page}", err=True)
        for loss in generated.losses[:_SHOWN]:
            click.echo(f"  {visible(line(loss))}", err=True)


def _show_drift(generated: Generated, output: Path, changes: Changes) -> None:
    if changes.lists and not (changes.written or changes.removed):
        click.echo(f"{output / 'MANIFEST'} lists other files of {generated.package}, or other checksums", err=True)
    for name in (*changes.written, *changes.removed):
        path = output / name
        current = changes.before.get(name, "").splitlines(keepends=True)
        wanted = generated.files.get(name, "").splitlines(keepends=True)
        click.echo("".join(difflib.unified_diff(current, wanted, str(path), f"{path} (generated)")), nl=False)
