"""`isogloss diff`."""

from __future__ import annotations

import json
import sys

import click

from ..levels import LEVELS

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
def command(a: str, b: str, style: str, fail_on: str) -> None:
    """Say what happens to a client written for A when it talks to B."""
    from ..diff.report import as_text, compare_dialects
    from ..document.providers import UnknownProviderError, find_dialect

    try:
        report = compare_dialects(find_dialect(a), find_dialect(b))
    except UnknownProviderError as error:
        raise click.UsageError(str(error)) from error
    click.echo(json.dumps(report, indent=2, ensure_ascii=False) if style == "json" else as_text(report))
    failing: tuple[str, ...] = LEVELS[: LEVELS.index(fail_on) + 1] if fail_on in LEVELS else ()
    sys.exit(1 if any(report["summary"][level] for level in failing) else 0)
