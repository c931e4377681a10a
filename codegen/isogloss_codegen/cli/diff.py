"""`isogloss diff`."""

from __future__ import annotations

import json
import sys

import click

from isogloss_codegen.levels import LEVELS

from .dialects import dialect_of

EXAMPLES = """\b
Examples:
  isogloss diff base minimax
  isogloss diff base minimax --format json --fail-on never
"""


@click.command("diff", epilog=EXAMPLES)
@click.argument("a")
@click.argument("b")
@click.option("--format", "style", type=click.Choice(["text", "json"]), default="text", show_default=True)
@click.option("--fail-on", type=click.Choice([*LEVELS, "never"]), default="breaking", show_default=True)
@click.pass_context
def command(ctx: click.Context, a: str, b: str, style: str, fail_on: str) -> None:
    """Say what happens to a client written for A when it talks to B."""
    from isogloss_codegen.diff.thin import as_text, compare_dialects

    report = compare_dialects(dialect_of(ctx, a), dialect_of(ctx, b))
    click.echo(json.dumps(report, indent=2, ensure_ascii=False) if style == "json" else as_text(report))
    failing: tuple[str, ...] = LEVELS[: LEVELS.index(fail_on) + 1] if fail_on in LEVELS else ()
    sys.exit(1 if any(report["summary"][level] for level in failing) else 0)
