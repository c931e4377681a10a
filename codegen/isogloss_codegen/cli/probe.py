"""`isogloss probe`."""

from __future__ import annotations

import asyncio
import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

import click

from .dialects import dialect_of
from .output import deliver

if TYPE_CHECKING:
    from collections.abc import Sequence

    from isogloss_codegen.conformance.probe.judge import Observation
    from isogloss_codegen.conformance.probe.session import Probing

EXAMPLES = """\b
Examples:
  isogloss probe http://127.0.0.1:8400 --dry-run          what would be sent
  isogloss probe http://127.0.0.1:8400 --model mock-large
  isogloss probe URL --provider minimax                   what differs from its overlay

\b
Exit codes:
  0  nothing differs, and no answer is wrong
  1  something does, or is
  2  wrong usage, or an extra that is not installed
  3  a provider's documents that cannot be read
"""


@click.command("probe", epilog=EXAMPLES)
@click.argument("url", metavar="URL")
@click.option("--provider", metavar="P", default="base", help="Whose overlay to hold it against.")
@click.option("--model", metavar="M", help="The model to ask for; by default the first that the provider lists.")
@click.option("--api-key-env", "variable", metavar="NAME", help="The variable of the environment that has the key.")
@click.option("--max-requests", type=click.IntRange(1), default=200, show_default=True, help="Send no more than these.")
@click.option("--concurrency", type=click.IntRange(1, 32), default=4, show_default=True, help="So many at a time.")
@click.option("--timeout", type=click.FloatRange(0.1), default=30.0, show_default=True,
              help="Seconds for each whole answer.")  # fmt: skip
@click.option("--dry-run", is_flag=True, help="Print what would be sent, and send nothing.")
@click.option("--format", "style", type=click.Choice(["text", "markdown", "json"]), default="text", show_default=True)
@click.option("-o", "--output", type=click.Path(path_type=Path), help="Write the report to this file.")
@click.option("--write-overlay", "overlay", type=click.Path(path_type=Path), metavar="F",
              help="Write what was observed as the draft of an overlay.")  # fmt: skip
@click.pass_context
def command(ctx: click.Context, url: str, provider: str, variable: str | None, **options: Any) -> None:
    """Find out how the server at URL speaks, by asking it.

    Each request varies one thing of one that is taken. The key is read from the environment, and shown nowhere.
    """
    from isogloss_codegen.conformance.probe.report import REPORTS, curl_of, summary
    from isogloss_codegen.conformance.probe.session import Bounds, Probing

    if urlsplit(url).scheme not in ("http", "https") or not urlsplit(url).hostname:
        raise click.BadParameter(f"{url} is no http or https address", param_hint="URL")
    key = None if variable is None else os.environ.get(variable)
    if variable is not None and not key:
        raise click.BadParameter(f"{variable} is not set", param_hint="--api-key-env")
    bounds = Bounds(options["max_requests"], options["concurrency"], options["timeout"])
    if options["overlay"] is not None and provider != "base":
        raise click.UsageError("--write-overlay writes down what differs from the base: leave out --provider")
    dialect = dialect_of(ctx, provider)
    probing = Probing(dialect, model=options["model"], key=key, bounds=bounds)
    name = variable or "KEY"
    plan = probing.plan
    if options["dry_run"]:
        head = f"# {len(plan.experiments)} requests, at most {plan.tokens} tokens to generate\n"
        lines = [f"# {each.id}\n{curl_of(each, probing.access, url, name)}\n" for each in plan.experiments]
        deliver(head + "".join(lines), options["output"])
        return
    observations = asyncio.run(_observe(probing, url, options["timeout"]))
    deliver(REPORTS[options["style"]](observations, probing.access, url, name, probing.model), options["output"])
    if options["overlay"] is not None:
        deliver(_drafted(observations, probing, url, options["overlay"]), options["overlay"])
    is_wrong = any(finding.level == "breaking" for each in observations for finding in each.findings)
    has_failed = any(each.outcome == "failed" for each in observations)
    sys.exit(1 if is_wrong or has_failed or summary(observations)["differs"] else 0)


def _drafted(observations: Sequence[Observation], probing: Probing, url: str, path: Path) -> str:
    from datetime import UTC, datetime

    from isogloss_codegen.conformance.probe.draft import draft_overlay

    name = path.name.removesuffix(".overlay.yaml").partition("@")[0]
    date = datetime.now(UTC).date().isoformat()
    document = probing.dialect.document
    return draft_overlay(observations, document, id=name, url=url, model=probing.model, date=date)


async def _observe(probing: Probing, url: str, timeout: float) -> Sequence[Observation]:
    import httpx2

    async with httpx2.AsyncClient(base_url=url, timeout=timeout, trust_env=False) as client:
        if not sys.stderr.isatty():
            return await probing.observe(client)
        from rich.console import Console
        from rich.progress import Progress

        with Progress(console=Console(stderr=True), transient=True) as progress:
            task = progress.add_task("probing", total=len(probing.plan.experiments))
            return await probing.observe(client, lambda done: progress.update(task, completed=done))
