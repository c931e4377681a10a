"""`isogloss probe`."""

from __future__ import annotations

import asyncio
import os
import re
import sys
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

import click

from isogloss_codegen.findings.formats import LISTS
from isogloss_codegen.findings.levels import LEVELS, LEVELS_HELP, at_least

from .addresses import NO_ADDRESS, is_address
from .dialects import dialect_of
from .output import deliver

if TYPE_CHECKING:
    from collections.abc import Sequence

    from isogloss_codegen.probe.judge import Observation
    from isogloss_codegen.probe.session import Probing

EXAMPLES = f"""\b
Examples:
  isogloss probe http://127.0.0.1:8400 --dry-run              print the requests as curl commands
  isogloss probe http://127.0.0.1:8400 --api-key-env KEY      send the key of the variable KEY
  isogloss probe URL --api-key-env KEY --provider minimax     compare with the overlay of MiniMax
  isogloss probe URL --max-requests 60 --max-tokens 5000      send less; the most important requests come first
  isogloss probe URL --write-overlay acme.overlay.yaml        write the results as the draft of an overlay

{LEVELS_HELP}
\b
Exit codes:
  0  nothing at or above --fail-on
  1  findings
  2  wrong usage, or an extra that is not installed
  3  the server does not answer, or the documents of a provider cannot be read
"""


@click.command("probe", epilog=EXAMPLES)
@click.argument("url", metavar="URL")
@click.option("--provider", metavar="P", default="base", help="Compare the server with this provider's overlay.")
@click.option("--model", metavar="M", help="The model to use; by default the first that the server lists.")
@click.option("--api-key-env", "variable", metavar="NAME", help="The environment variable that holds the key.")
@click.option(
    "--max-requests", type=click.IntRange(1), default=200, show_default=True, help="Maximum number of requests."
)
@click.option("--max-tokens", type=click.IntRange(1), default=100_000, show_default=True,
              help="Maximum number of tokens, as reported by responses, or else as requested.")  # fmt: skip
@click.option("--max-seconds", type=click.FloatRange(0.1), default=900.0, show_default=True,
              help="Maximum duration in seconds.")  # fmt: skip
@click.option(
    "--concurrency",
    type=click.IntRange(1, 32),
    default=4,
    show_default=True,
    help="Maximum number of concurrent requests.",
)
@click.option("--timeout", type=click.FloatRange(0.1), default=30.0, show_default=True,
              help="Timeout of each response in seconds.")  # fmt: skip
@click.option("--dry-run", is_flag=True, help="Print the requests, and send nothing.")
@click.option(
    "--format", "style", type=click.Choice(["text", "markdown", "json", *LISTS]), default="text", show_default=True
)
@click.option("-o", "--output", type=click.Path(path_type=Path), help="Write the report to this file.")
@click.option("--write-overlay", "overlay", type=click.Path(path_type=Path), metavar="F",
              help="Write the results to this file as the draft of an overlay.")  # fmt: skip
@click.option("--fail-on", type=click.Choice([*LEVELS, "never"]), default="breaking", show_default=True,
              help="Exit with 1 for findings of this level or worse.")  # fmt: skip
@click.pass_context
def command(ctx: click.Context, url: str, provider: str, variable: str | None, **options: Any) -> None:
    """Test the server at URL: what it accepts, ignores and refuses.

    Each request changes one field of a request known to be accepted. Each finding has a curl command that reproduces
    it. The key is read from the environment, and is never shown.
    """
    from isogloss_codegen.build.api import BuildError
    from isogloss_codegen.document.load import LoadError
    from isogloss_codegen.probe.findings import folded
    from isogloss_codegen.probe.run import Bounds
    from isogloss_codegen.probe.session import NothingToProbeError, Probing

    from .output import refuse

    _refuse_address(url)
    key = _key(variable)
    for path in (options["output"], options["overlay"]):
        if path is not None and not path.parent.is_dir():
            raise click.UsageError(f"cannot write {path}: there is no folder {path.parent}")
    if options["overlay"] is not None and provider != "base":
        raise click.UsageError("--write-overlay writes the differences from the base: leave out --provider")
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
        raise click.BadParameter(f"{provider} cannot be probed: {error}", param_hint="--provider") from error
    joined = probing.control.url
    if urlsplit(url).path.rstrip("/").endswith("/" + joined.split("/")[1]):
        raise click.BadParameter(f"{joined} is appended to the URL: remove its last segment", param_hint="URL")
    name = variable or "KEY"
    if options["dry_run"]:
        deliver(_dry(probing, url, name), options["output"])
        return
    observations = asyncio.run(_observe(probing, url, options["timeout"]))
    failing = at_least(options["fail_on"])
    report = _report(options["style"], failing, (probing, observations, url, name))
    deliver(probing.access.without_key(report, f"${name}"), options["output"])
    groups = folded(observations)
    if any(group.finding.rule == "probe-unreachable" for group in groups):
        click.echo(f"Error: no answer from {url}: {observations[0].why}", err=True)
        ctx.exit(3)
    if observations[0].outcome == "denied" and key is None:
        click.echo("Hint: --api-key-env NAME sends the key in the variable NAME", err=True)
    if (answer := observations[0].answer) is not None and answer.status in (404, 405):
        click.echo(f"Hint: {joined} is appended to URL; --model M uses another model", err=True)
    if options["overlay"] is not None and observations[0].outcome != "taken":
        click.echo(f"{options['overlay']} was not written, because the server refused the first request", err=True)
    elif options["overlay"] is not None:
        draft = _drafted(observations, probing, url, options["overlay"])
        deliver(probing.access.without_key(draft, f"${name}"), options["overlay"])
    ctx.exit(1 if any(group.finding.level in failing for group in groups) else 0)


def _report(style: str, failing: Sequence[str], seen: tuple[Probing, Sequence[Observation], str, str]) -> str:
    from isogloss_codegen.findings import formats
    from isogloss_codegen.probe.report import REPORTS, suites

    from .rule_areas import TRAFFIC, rules_by_id

    if style in LISTS:
        return formats.render(suites(*seen), style, failing=failing, rules=partial(rules_by_id, *TRAFFIC))
    return REPORTS[style](*seen)


def _refuse_address(url: str) -> None:
    """Ends the command if URL is not a base address. The message shows no credential."""
    said = None
    if not is_address(url):
        said = NO_ADDRESS
    elif (parts := urlsplit(url)).username is not None:
        said = "it contains a credential: put it into a variable, and name that with --api-key-env"
    elif parts.query or parts.fragment:
        said = "a base URL cannot have a query or a fragment"
    if said:
        raise click.BadParameter(said, param_hint="URL")


def _key(variable: str | None) -> str | None:
    if variable is None:
        return None
    key = os.environ.get(variable, "").strip()
    if not key:
        raise click.BadParameter(f"{variable} is not set, or is empty", param_hint="--api-key-env")
    if not (key.isascii() and key.isprintable()):
        raise click.BadParameter(f"the value of {variable} cannot be sent in a header", param_hint="--api-key-env")
    return key


def _dry(probing: Probing, url: str, name: str) -> str:
    from isogloss_codegen.probe.report import curl_of

    bounds, planned = probing.bounds, probing.plan.experiments
    asked = "the first model that the server lists, or else " if probing.picks_model else ""
    lines = [
        f"# {min(len(planned), bounds.requests)} of {len(planned)} requests; model: {asked}{probing.model}; "
        f"{bounds.concurrency} concurrent; timeout {bounds.timeout:g} s each, {bounds.seconds:g} s in total; "
        f"at most {min(probing.plan.tokens, bounds.tokens)} generated tokens",
        "# sent before them: the list of models (unless --model is given), and a request for each way to send the key",
    ]
    for each in planned[: bounds.requests]:
        lines += [f"# {each.id}", curl_of(each, probing.access, url, name)]
    return "\n".join(lines) + "\n"


def _drafted(observations: Sequence[Observation], probing: Probing, url: str, path: Path) -> str:
    from datetime import UTC, datetime

    from isogloss_codegen.probe.draft import draft_overlay

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

    # Each request has its own connection, as with curl, so that a failure cannot affect another request.
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
