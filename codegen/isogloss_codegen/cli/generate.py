"""`isogloss generate`."""

from __future__ import annotations

import difflib
import sys
import time
from pathlib import Path

import click

EXAMPLES = """\b
Examples:
  isogloss generate                     regenerate generated/ from spec/openapi.yaml
  isogloss generate --check             say what would change, and exit 1 if anything would
  isogloss generate --spec petstore.yaml --package petstore --output build/
"""


@click.command("generate", epilog=EXAMPLES)
@click.option("--spec", type=click.Path(path_type=Path), default=Path("spec/openapi.yaml"), show_default=True)
@click.option("--package", default="isogloss", show_default=True, help="Name of the generated import package.")
@click.option(
    "--output", type=click.Path(path_type=Path, file_okay=False), default=Path("generated"), show_default=True
)
@click.option("--check", is_flag=True, help="Write nothing; print the drift as a diff and exit 1 if there is any.")
def command(spec: Path, package: str, output: Path, check: bool) -> None:
    """Write the package: models, parameters, client and server, from one OpenAPI document."""
    started = time.perf_counter()
    from ..generate import generate
    from ..render.write import WriteError, compare, write

    try:
        files = generate(spec, package=package)
        if check:
            changes = compare(files, output)
            _show_drift(files, output, (*changes.written, *changes.removed))
            sys.exit(1 if changes else 0)
        changes = write(files, output)
    except WriteError as error:
        raise click.ClickException(str(error)) from error
    click.echo(
        f"{output}: {len(changes.written)} written, {len(changes.unchanged)} unchanged, {len(changes.removed)} removed"
        f" in {time.perf_counter() - started:.1f} s",
        err=True,
    )


def _show_drift(files: dict[str, str], output: Path, names: tuple[str, ...]) -> None:
    for name in names:
        path = output / name
        current = path.read_text(encoding="utf-8").splitlines(keepends=True) if path.is_file() else []
        wanted = files.get(name, "").splitlines(keepends=True)
        click.echo("".join(difflib.unified_diff(current, wanted, str(path), f"{path} (generated)")), nl=False)
