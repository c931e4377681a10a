"""`isogloss record`."""

from __future__ import annotations

import signal
import threading
from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import click

from .addresses import NO_ADDRESS, is_address

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
              help="The log, one exchange per line; existing lines are kept.")  # fmt: skip
@click.option("--port", type=click.IntRange(0, 65535), default=8401, show_default=True, help="Port; 0 is any free one.")
@click.option("--max-body", type=click.IntRange(0, 32), default=8, show_default=True, metavar="MB",
              help="Maximum size of a body in the log. Of a larger stream the beginning is written, of another larger "
              "body only its size.")  # fmt: skip
def command(upstream: str, out: Path, port: int, max_body: int) -> None:
    """Forward requests to a server, and record them and the responses in a log for `isogloss check`.

    Listens on this machine only. Answers come back as they are and as they come, streams event by event. LOG.jsonl can
    be read by its owner only.

    Keys, passwords and cookies are passed on and not written: not where they are sent (headers, cookies, the query,
    fields with a name such as apiKey or client_secret), and not where they come back, escaped, encoded or in part.
    What nobody can know is written: a secret in a prompt or an answer that stands nowhere under such a name, one of
    fewer than 6 characters where it comes back, the last characters of a key. So keep the log to yourself.
    """
    problem = _problem(upstream)
    if problem:
        raise click.BadParameter(problem, param_hint="--upstream")
    from isogloss._runtime.serving import serve
    from isogloss.operations import API
    from isogloss_codegen.record.proxy import ProxyApplication

    from .listening import listening

    def announce(url: str) -> None:
        click.echo(f"isogloss record on {url}, from and to {app.upstream}")
        click.echo(f"export {API.environment['base_url']}={url}")

    with listening(), recorded(ProxyApplication(upstream), out, upstream=upstream, max_body=max_body) as app:
        serve(app, host="127.0.0.1", port=port, announce=announce)


def _problem(upstream: str) -> str | None:
    """Why a URL is none to pass requests on to; says nothing of what is in it, which may be a password."""
    if not is_address(upstream):
        return NO_ADDRESS
    if "#" in upstream:
        return "the URL has a #, which no server sees; within a user, a password or a query, write %23"
    return None


@contextmanager
def recorded(app: Any, out: Path | None, *, upstream: str = "", max_body: int = 8) -> Generator[Any]:
    """An application whose exchanges are written to a log, with bodies of up to `max_body` MB; itself without a log."""
    if out is None:
        yield app
        return
    from isogloss.operations import API
    from isogloss_codegen.record.exchange_log import ExchangeLog
    from isogloss_codegen.record.recording import RecordingMiddleware
    from isogloss_codegen.redaction.secrets import Found, of_base_url

    def failed(error: OSError) -> None:
        reason = (error.strerror or str(error)).lower()
        click.echo(f"nothing more is recorded: {out} cannot be written: {reason}", err=True)

    headers = {p.name for operation in API.operations for p in operation.parameters if p.location == "header"}
    found = Found()
    shown = of_base_url(upstream, found)
    try:
        log = ExchangeLog(out, headers=headers, max_body=max_body * 1024 * 1024, secrets=found, failed=failed)
    except OSError as error:
        raise _CannotRecordError(f"cannot write {out}: {(error.strerror or str(error)).lower()}") from error
    if log.was_open:
        click.echo(f"others could read {out}; now only its owner can", err=True)
    try:
        with _ended_alike():
            yield RecordingMiddleware(app, log, upstream=shown)
    finally:
        log.close()
        click.echo(f"{log.written} {'exchange' if log.written == 1 else 'exchanges'} written to {out}", err=True)


def _terminate(number: int, frame: object) -> None:
    signal.raise_signal(signal.SIGTERM)


@contextmanager
def _ended_alike() -> Generator[None]:
    """Lets SIGTERM and SIGHUP end the server as Ctrl-C does, so that what is under way is still written."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    # The server takes SIGTERM itself, and raises it again when it has shut down.
    kept = {signal.SIGTERM: signal.signal(signal.SIGTERM, signal.default_int_handler)}
    hang_up = getattr(signal, "SIGHUP", None)  # Windows has none
    if hang_up is not None and signal.getsignal(hang_up) is not signal.SIG_IGN:  # as under nohup
        kept[hang_up] = signal.signal(hang_up, _terminate)
    try:
        yield
    finally:
        for number, handler in kept.items():
            signal.signal(number, handler)
