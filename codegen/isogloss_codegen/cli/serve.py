"""`isogloss serve`."""

from __future__ import annotations

from pathlib import Path

import click

EXAMPLES = """\b
Examples:
  isogloss serve                                    serve on http://127.0.0.1:8400
  isogloss serve --port 0                           serve on any free port
  isogloss serve --api-key secret                   answer 401 to every other key
  isogloss serve --provider minimax                 answer as a provider does
  isogloss serve --provider ./my.overlay.yaml       the same, from an overlay of your own
  isogloss serve --provider vllm --unsupported reject

\b
Exit codes:
  0  ended
  2  wrong usage, an address that cannot be used, or an extra that is not installed
  3  an overlay that cannot be read, or does not fit
"""


class _ServeCommand(click.Command):
    """Adds the faults to the help. Only the package knows them."""

    def format_epilog(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        from isogloss.testing import FAULTS

        with formatter.section("Faults: a request causes one with the header x-mock-fault"):
            formatter.write_dl(list(FAULTS.items()))
        super().format_epilog(ctx, formatter)


@click.command("serve", cls=_ServeCommand, epilog=EXAMPLES)
@click.option("--provider", metavar="PROVIDER", default="base", help="The dialect to serve: an id, or an overlay.")
@click.option(
    "--unsupported",
    type=click.Choice(["ignore", "reject"]),
    help="Ignore or reject what PROVIDER does not support; by default it is ignored.",
)
@click.option("--host", default="127.0.0.1", show_default=True, help="Address to listen on.")
@click.option("--port", type=click.IntRange(0, 65535), default=8400, show_default=True, help="Port; 0 is any free one.")
@click.option("--api-key", metavar="KEY", help="The only accepted key; by default any key is accepted.")
@click.option(
    "--record",
    "log",
    type=click.Path(path_type=Path, dir_okay=False),
    metavar="LOG.jsonl",
    help="Write requests and answers to this log, for `isogloss check`; keys are left out.",
)
@click.pass_context
def command(
    ctx: click.Context,
    provider: str,
    unsupported: str | None,
    host: str,
    port: int,
    api_key: str | None,
    log: Path | None,
) -> None:
    """Serve a mock of the API: deterministic, without a model.

    With --provider it refuses and ignores the same parts of requests as the provider, and has the provider's models,
    credentials, headers, behaviour and error format. It answers under / and under the path of the provider's base
    URL. Where the provider's documents state nothing, it answers like the base.

    Models and keys that begin with no-such- do not exist. The first line of output has the URL; the next lines set up a
    client. Stop it with Ctrl-C.
    """
    from isogloss._runtime.serving import serve
    from isogloss.operations import API
    from isogloss.testing import mock_app

    from .listening import listening
    from .record import recorded
    from .served import served_provider

    if provider == "base" and unsupported is not None:
        raise click.UsageError("--unsupported needs a provider: name it with --provider")

    def announce(url: str) -> None:
        names = API.environment
        click.echo(f"isogloss mock ({provider}) on {url}")
        click.echo(f"export {names['base_url']}={url}")
        # A key of --api-key is a secret, so it is not shown.
        click.echo(f"export {names['api_key']}={'any' if api_key is None else '...'}")

    with served_provider(ctx, provider) as served:
        app = mock_app(unsupported="reject" if unsupported == "reject" else "ignore", api_key=api_key, **served)
        with listening(), recorded(app, log) as application:
            serve(application, host=host, port=port, announce=announce)
