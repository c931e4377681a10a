"""`isogloss probe`."""

from __future__ import annotations

import asyncio
import os
import re
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

import click

from isogloss_codegen.levels import LEVELS

from .addresses import NO_ADDRESS, is_address
from .dialects import dialect_of
from .output import deliver

if TYPE_CHECKING:
    from collections.abc import Sequence

    from isogloss_codegen.conformance.probe.judge import Observation
    from isogloss_codegen.conformance.probe.session import Probing

EXAMPLES = """\b
Examples:
  isogloss probe http://127.0.0.1:8400 --dry-run              what would be sent, as lines to paste
  isogloss probe http://127.0.0.1:8400 --api-key-env KEY      the key is what the variable KEY holds
  isogloss probe URL --api-key-env KEY --provider minimax     what differs from the overlay of MiniMax
  isogloss probe URL --max-requests 60 --max-tokens 5000      the most important first, for less
  isogloss probe URL --write-overlay acme.overlay.yaml        what was seen, as the draft of an overlay

\b
Exit codes:
  0  no finding as bad as --fail-on
  1  findings
  2  wrong usage, or an extra that is not installed
  3  no answer comes from URL, or a provider's documents cannot be read
"""


@click.command("probe", epilog=EXAMPLES)
@click.argument("url", metavar="URL")
@click.option("--provider", metavar="P", default="base", help="Say what differs from this provider's overlay.")
@click.option("--model", metavar="M", help="The model to ask for; by default the first that the server lists.")
@click.option("--api-key-env", "variable", metavar="NAME", help="The variable of the environment that holds the key.")
@click.option("--max-requests", type=click.IntRange(1), default=200, show_default=True, help="Send no more than these.")
@click.option("--max-tokens", type=click.IntRange(1), default=100_000, show_default=True,
              help="Use no more tokens than these: what answers report, or else what was asked for.")  # fmt: skip
@click.option("--max-seconds", type=click.FloatRange(0.1), default=900.0, show_default=True,
              help="Send nothing after so many seconds.")  # fmt: skip
@click.option("--concurrency", type=click.IntRange(1, 32), default=4, show_default=True, help="So many at a time.")
@click.option("--timeout", type=click.FloatRange(0.1), default=30.0, show_default=True,
              help="Seconds for each whole answer.")  # fmt: skip
@click.option("--dry-run", is_flag=True, help="Print what would be sent, and send nothing.")
@click.option("--format", "style", type=click.Choice(["text", "markdown", "json"]), default="text", show_default=True)
@click.option("-o", "--output", type=click.Path(path_type=Path), help="Write the report to this file.")
@click.option("--write-overlay", "overlay", type=click.Path(path_type=Path), metavar="F",
              help="Write what was observed as the draft of an overlay.")  # fmt: skip
@click.option("--fail-on", type=click.Choice([*LEVELS, "never"]), default="breaking", show_default=True,
              help="Exit with 1 if there is anything as bad as this.")  # fmt: skip
@click.pass_context
def command(ctx: click.Context, url: str, provider: str, variable: str | None, **options: Any) -> None:
    """Find out how the server at URL speaks, by asking it.

    Each request varies one thing of one that is taken; every finding comes with the curl that shows it. The key is read
    from the environment, and shown nowhere.
    """
    from isogloss_codegen.build.api import BuildError
    from isogloss_codegen.conformance.probe.findings import folded, worst_of
    from isogloss_codegen.conformance.probe.report import REPORTS
    from isogloss_codegen.conformance.probe.run import Bounds
    from isogloss_codegen.conformance.probe.session import NothingToProbeError, Probing
    from isogloss_codegen.document.load import LoadError

    from .output import refuse

    _refuse_address(url)
    key = _key(variable)
    for path in (options["output"], options["overlay"]):
        if path is not None and not path.parent.is_dir():
            raise click.UsageError(f"cannot write {path}: there is no folder {path.parent}")
    if options["overlay"] is not None and provider != "base":
        raise click.UsageError("--write-overlay writes down what differs from the base: leave out --provider")
    bounds = Bounds(
        requests=options["max_requests"],
        concurrency=options["concurrency"],
        timeout=options["timeout"],
        tokens=options["max_tokens"],
        seconds=options["max_seconds"],
    )
    try:
        probing = Probing(dialect_of(ctx, provider), model=options["model"], key=key, bounds=bounds)
    except LoadError as error:
        refuse(ctx, error)
    except (NothingToProbeError, BuildError) as error:
        raise click.BadParameter(f"nothing can be asked by {provider}: {error}", param_hint="--provider") from error
    joined = probing.control.url
    if urlsplit(url).path.rstrip("/").endswith("/" + joined.split("/")[1]):
        raise click.BadParameter(f"{joined} is appended to it: leave out its last part", param_hint="URL")
    name = variable or "KEY"
    if options["dry_run"]:
        deliver(_dry(probing, url, name), options["output"])
        return
    observations = asyncio.run(_observe(probing, url, options["timeout"]))
    report = REPORTS[options["style"]](probing, observations, url, name)
    deliver(probing.access.without_key(report, f"${name}"), options["output"])
    groups = folded(observations)
    if any(group.finding.rule == "probe-unreachable" for group in groups):
        click.echo(f"Error: no answer from {url}: {observations[0].why}", err=True)
        ctx.exit(3)
    if observations[0].outcome == "denied" and key is None:
        click.echo("Hint: --api-key-env NAME sends the key that a variable holds", err=True)
    if (answer := observations[0].answer) is not None and answer.status in (404, 405):
        click.echo(f"Hint: {joined} is appended to URL, and --model M asks for another model", err=True)
    if options["overlay"] is not None and observations[0].outcome != "taken":
        click.echo(
            f"{options['overlay']} is not written: the first request was not taken, and nothing is known", err=True
        )
    elif options["overlay"] is not None:
        draft = _drafted(observations, probing, url, options["overlay"])
        deliver(probing.access.without_key(draft, f"${name}"), options["overlay"])
    limit = options["fail_on"]
    ctx.exit(1 if groups and limit != "never" and LEVELS.index(worst_of(groups)) <= LEVELS.index(limit) else 0)


def _refuse_address(url: str) -> None:
    """Ends the command where URL is no base address. What it says shows no credential."""
    said = None
    if not is_address(url):
        said = NO_ADDRESS
    elif (parts := urlsplit(url)).username is not None:
        said = "it carries a credential: name a variable that holds it with --api-key-env"
    elif parts.query or parts.fragment:
        said = "a base URL has no query and no fragment"
    if said:
        raise click.BadParameter(said, param_hint="URL")


def _key(variable: str | None) -> str | None:
    if variable is None:
        return None
    key = os.environ.get(variable, "").strip()
    if not key:
        raise click.BadParameter(f"{variable} is not set, or empty", param_hint="--api-key-env")
    if not (key.isascii() and key.isprintable()):
        raise click.BadParameter(f"what {variable} holds cannot stand in a header", param_hint="--api-key-env")
    return key


def _dry(probing: Probing, url: str, name: str) -> str:
    from isogloss_codegen.conformance.probe.report import curl_of

    bounds, planned = probing.bounds, probing.plan.experiments
    asked = f"for {probing.model}, if the server lists none" if probing.picks_model else f"for {probing.model}"
    lines = [
        f"# {min(len(planned), bounds.requests)} of {len(planned)} requests, {asked}; {bounds.concurrency} at a time, "
        f"{bounds.timeout:g} s each, {bounds.seconds:g} s in all; "
        f"at most {min(probing.plan.tokens, bounds.tokens)} tokens to generate",
        "# before them: the list of models, unless --model is given, and a request for each way to send the key",
    ]
    for each in planned[: bounds.requests]:
        lines += [f"# {each.id}", curl_of(each, probing.access, url, name)]
    return "\n".join(lines) + "\n"


def _drafted(observations: Sequence[Observation], probing: Probing, url: str, path: Path) -> str:
    from datetime import UTC, datetime

    from isogloss_codegen.conformance.probe.draft import draft_overlay

    name = path.name.removesuffix(".yaml").removesuffix(".overlay").partition("@")[0]
    id = "-".join(re.findall("[a-z0-9]+", name.lower())).lstrip("-0123456789") or "probed"
    date = datetime.now(UTC).date().isoformat()
    document = probing.dialect.document
    return draft_overlay(
        observations, document, id=id, url=url, model=probing.model, date=date, rules=probing.observable.rules
    )


async def _observe(probing: Probing, url: str, timeout: float) -> Sequence[Observation]:
    from http.cookiejar import CookieJar, DefaultCookiePolicy

    import httpx2

    # As a curl would: each request on a connection of its own, so that what goes wrong with one is not another's fault.
    limits = httpx2.Limits(max_keepalive_connections=0)
    cookies = CookieJar(DefaultCookiePolicy(allowed_domains=()))
    async with httpx2.AsyncClient(
        base_url=url, timeout=timeout, trust_env=False, limits=limits, cookies=cookies
    ) as client:
        if not sys.stderr.isatty():
            return await probing.observe(client)
        from rich.console import Console
        from rich.progress import Progress

        with Progress(console=Console(stderr=True), transient=True) as progress:
            total = min(len(probing.plan.experiments), probing.bounds.requests)
            task = progress.add_task("probing", total=total)
            return await probing.observe(client, lambda done: progress.update(task, completed=done))
