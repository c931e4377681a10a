"""`isogloss resolve`: prints the OpenAPI document of a provider."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from .dialects import dialect_of
from .output import deliver

if TYPE_CHECKING:
    from isogloss_codegen.document.rendition import Release
    from isogloss_codegen.document.resolve import Dialect

_EPILOG = """\b
Examples:
  isogloss resolve minimax                          the newest version of a provider
  isogloss resolve anthropic@2023-06-01 -o api.yaml
  isogloss resolve base --openapi 3.1 --format json
  isogloss resolve my.overlay.yaml                  an overlay of your own
  isogloss resolve git:HEAD~1:spec/openapi.yaml     an earlier version of a document

\b
Exit codes:
  0  written
  1  the document has features of OpenAPI 3.2, and --openapi is 3.1
  2  wrong usage, or an extra that is not installed
  3  input that cannot be read, or an overlay that does not fit
"""


@click.command("resolve", epilog=_EPILOG)
@click.argument("provider")
@click.option(
    "--openapi", "release", type=click.Choice(["3.1", "3.2"]), help="OpenAPI version; by default that of the document."
)
@click.option("--format", "style", type=click.Choice(["yaml", "json"]), default="yaml", show_default=True)
@click.option("-o", "--output", type=click.Path(dir_okay=False, path_type=Path), help="Write the result to a file.")
@click.pass_context
def command(ctx: click.Context, provider: str, release: Release | None, style: str, output: Path | None) -> None:
    """Print the dialect of PROVIDER as one OpenAPI document, for tools that do not know overlays.

    It leaves out the parts that the provider rejects, and has the provider's own limits, servers and credentials. Open
    enums and unions are written out: other values are valid, known values stay strict. In OpenAPI 3.1, `itemSchema`
    becomes `x-stream-item`.
    """
    from isogloss_codegen.document.rendition import render_document

    dialect = dialect_of(ctx, provider)
    if release and str(dialect.document["openapi"]).startswith("3.0"):
        raise click.UsageError("a document in OpenAPI 3.0 cannot be written in a later version")
    if release == "3.1":
        _refuse_later_features(ctx, dialect, provider)
    deliver(_text(render_document(dialect.document, release), style, dialect, provider), output)


def _refuse_later_features(ctx: click.Context, dialect: Dialect, provider: str) -> None:
    from isogloss_codegen.document.context import Context
    from isogloss_codegen.document.lint.house import feature_3_2_only
    from isogloss_codegen.document.load import Document

    findings = list(feature_3_2_only(Context(Document(provider, "", dialect.document))))
    for finding in findings:
        click.echo(f"{provider}: error[feature-3.2-only] {finding.message}, at {finding.pointer}", err=True)
    if findings:
        ctx.exit(1)


def _text(document: dict[str, Any], style: str, dialect: Dialect, provider: str) -> str:
    if style == "json":
        return json.dumps(document, indent=2, ensure_ascii=False) + "\n"
    from isogloss_codegen.document.rendition import as_yaml

    source = Path(dialect.overlay.path).name if dialect.overlay else provider
    return f"# Resolved by isogloss from {source}. Do not edit this copy.\n{as_yaml(document)}"
