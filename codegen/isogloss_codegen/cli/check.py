"""`isogloss check`."""

from __future__ import annotations

import json
import sys
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from isogloss_codegen.levels import LEVELS

from .dialects import dialect_of

if TYPE_CHECKING:
    from isogloss_codegen.conformance.requests import RequestChecker

EXAMPLES = """\b
Examples:
  isogloss check request.json --provider minimax
"""


@click.command("check", epilog=EXAMPLES)
@click.argument("files", nargs=-1, required=True, type=click.Path(path_type=Path, exists=True, dir_okay=False))
@click.option("--provider", "providers", multiple=True, default=["base"], show_default=True)
@click.option("--format", "style", type=click.Choice(["text", "json"]), default="text", show_default=True)
@click.option("--fail-on", type=click.Choice([*LEVELS, "never"]), default="breaking", show_default=True)
@click.pass_context
def command(ctx: click.Context, files: tuple[Path, ...], providers: tuple[str, ...], style: str, fail_on: str) -> None:
    """Say whether requests run on a provider, and what it would ignore."""
    from isogloss_codegen.conformance.requests import RequestChecker

    checkers = [(name, RequestChecker(dialect_of(ctx, name))) for name in providers]
    results: list[dict[str, Any]] = [
        {"file": str(file), "line": 1, "kind": "request", "provider": name, **_result(checker, file)}
        for file in files
        for name, checker in checkers
    ]
    if style == "json":
        summary = {
            verdict: sum(result["verdict"] == verdict for result in results)
            for verdict in ("accepted", "degraded", "uncertain", "rejected")
        }
        report = {"schema_version": 1, "summary": summary, "errors": [], "results": results}
        click.echo(json.dumps(report, indent=2, ensure_ascii=False))
    else:
        for result in results:
            click.echo(f"{result['file']}: {result['provider']}: {result['verdict']}")
            for finding in result["findings"]:
                click.echo(f"  {finding['level']:<9} {finding['path']}: {finding['message']}")
    failing: tuple[str, ...] = LEVELS[: LEVELS.index(fail_on) + 1] if fail_on in LEVELS else ()
    found = {finding["level"] for result in results for finding in result["findings"]}
    sys.exit(1 if found & set(failing) else 0)


def _result(checker: RequestChecker, file: Path) -> dict[str, Any]:
    judgement = checker.check(json.loads(file.read_text(encoding="utf-8")))
    findings = [
        {**asdict(finding), "direction": "request", "event": None, "offset": None, "line": None}
        for finding in judgement.findings
    ]
    return {"verdict": judgement.verdict, "findings": findings}
