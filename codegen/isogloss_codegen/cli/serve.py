"""`isogloss serve`."""

from __future__ import annotations

import click

EXAMPLES = """\b
Examples:
  isogloss serve                        serve on http://127.0.0.1:8400
  isogloss serve --port 0               serve on any free port
  isogloss serve --api-key secret       answer 401 to every other key
"""


class _CannotServeError(click.ClickException):
    exit_code = 2


class _ServeCommand(click.Command):
    """Adds the faults, which only the package knows, to the help."""

    def format_epilog(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        from isogloss.testing import FAULTS

        with formatter.section("Faults, asked for with the header x-mock-fault"):
            formatter.write_dl(list(FAULTS.items()))
        super().format_epilog(ctx, formatter)


@click.command("serve", cls=_ServeCommand, epilog=EXAMPLES)
@click.option("--host", default="127.0.0.1", show_default=True, help="Address to listen on.")
@click.option("--port", type=click.IntRange(0, 65535), default=8400, show_default=True, help="Port; 0 is any free one.")
@click.option("--api-key", metavar="KEY", help="The only key that is taken; without it any is, but not none.")
def command(host: str, port: int, api_key: str | None) -> None:
    """Serve a mock of the API: deterministic, without a model.

    The first line says where; the next set up a client. Ctrl-C ends it.
    """
    from isogloss._runtime.serving import serve
    from isogloss.operations import API
    from isogloss.testing import mock_app

    def announce(url: str) -> None:
        names = API.environment
        click.echo(f"isogloss mock (base) on {url}")
        click.echo(f"export {names['base_url']}={url}")
        # A key that was chosen is a secret, so it is not shown.
        click.echo(f"export {names['api_key']}={'any' if api_key is None else '...'}")

    try:
        serve(mock_app(api_key=api_key), host=host, port=port, announce=announce)
    except ModuleNotFoundError as error:
        if error.name != "uvicorn":
            raise
        message = "uvicorn is not installed; it comes with the extra: pip install 'isogloss[server]'"
        raise _CannotServeError(message) from error
    except OSError as error:
        reason = error.strerror or str(error)
        raise _CannotServeError(f"cannot listen on {host}:{port}: {reason.lower()}; choose another --port") from error
