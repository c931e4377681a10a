"""`isogloss record`."""

from __future__ import annotations

from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import click

from .addresses import is_address

EXAMPLES = """\b
Examples:
  isogloss record --upstream https://api.example --out LOG.jsonl
  isogloss check LOG.jsonl --provider minimax
"""


class _CannotRecordError(click.ClickException):
    exit_code = 2


@click.command("record", epilog=EXAMPLES)
@click.option("--upstream", required=True, metavar="URL", help="The server to pass requests on to, as a base URL.")
@click.option("--out", required=True, type=click.Path(path_type=Path, dir_okay=False), metavar="LOG.jsonl",
              help="The log, one exchange per line; what is in it already stays.")  # fmt: skip
@click.option("--port", type=click.IntRange(0, 65535), default=8401, show_default=True, help="Port; 0 is any free one.")
@click.option("--max-body", type=click.IntRange(0), default=8, show_default=True, metavar="MB",
              help="Of larger bodies only the beginning is written.")  # fmt: skip
def command(upstream: str, out: Path, port: int, max_body: int) -> None:
    """Pass requests on to a server, and write them and its answers to a log for `isogloss check`.

    Listens on this machine only. Answers come back as they are and as they come, streams event by event. Keys and
    cookies are passed on and never written; what is said in requests and answers is, so keep the log to yourself.
    """
    if not is_address(upstream):
        # It may hold a password, so it is not shown.
        message = "this is no URL; write https://host or https://host:port, with a port from 1 to 65535"
        raise click.BadParameter(message, param_hint="--upstream")
    from isogloss._runtime.serving import serve
    from isogloss.operations import API
    from isogloss_codegen.conformance.proxy import ProxyApplication
    from isogloss_codegen.conformance.secrets import without_credentials

    from .listening import listening

    shown = without_credentials(upstream)

    def announce(url: str) -> None:
        click.echo(f"isogloss record on {url}, from and to {shown}")
        click.echo(f"export {API.environment['base_url']}={url}")

    with listening(), recorded(ProxyApplication(upstream), out, upstream=shown, max_body=max_body) as app:
        serve(app, host="127.0.0.1", port=port, announce=announce)


@contextmanager
def recorded(app: Any, out: Path | None, *, upstream: str = "", max_body: int = 8) -> Generator[Any]:
    """An application whose exchanges are written to a log, with bodies of up to `max_body` MB; itself without a log."""
    if out is None:
        yield app
        return
    from isogloss.operations import API
    from isogloss_codegen.conformance.recording import ExchangeLog, RecordingMiddleware

    def failed(error: OSError) -> None:
        reason = (error.strerror or str(error)).lower()
        click.echo(f"nothing more is recorded: {out} cannot be written: {reason}", err=True)

    headers = {p.name for operation in API.operations for p in operation.parameters if p.location == "header"}
    try:
        log = ExchangeLog(out, headers=headers, max_body=max_body * 1024 * 1024, failed=failed)
    except OSError as error:
        raise _CannotRecordError(f"cannot write {out}: {(error.strerror or str(error)).lower()}") from error
    try:
        yield RecordingMiddleware(app, log, upstream=upstream)
    finally:
        log.close()
        click.echo(f"{log.written} {'exchange' if log.written == 1 else 'exchanges'} written to {out}", err=True)
