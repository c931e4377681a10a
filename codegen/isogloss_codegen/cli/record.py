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

\b
Exit codes:
  0  ended
  2  wrong usage, an address that cannot be used, or an extra that is not installed
"""


class _CannotRecordError(click.ClickException):
    exit_code = 2


@click.command("record", epilog=EXAMPLES)
@click.option("--upstream", required=True, metavar="URL", help="The base URL of the server to forward requests to.")
@click.option("--out", required=True, type=click.Path(path_type=Path, dir_okay=False), metavar="LOG.jsonl",
              help="The log, one exchange per line; existing lines are kept.")  # fmt: skip
@click.option("--port", type=click.IntRange(0, 65535), default=8401, show_default=True, help="Port; 0 is any free one.")
@click.option("--max-body", type=click.IntRange(0, 32), default=8, show_default=True, metavar="MB",
              help="Maximum size of a body in the log. A larger stream is cut; for any other larger body, only the "
              "size is written.")  # fmt: skip
def command(upstream: str, out: Path, port: int, max_body: int) -> None:
    """Forward requests to a server, and record them and the responses in a log for `isogloss check`.



    It listens on this machine only. Responses are forwarded unchanged and at once, streams event by event. Only the
    owner of LOG.jsonl can read it.

    Keys, passwords and cookies are forwarded, and not written to the log. They are found in headers, cookies, the
    query, and properties with names such as apiKey or client_secret, and also where a response repeats them, escaped,
    encoded or in part. Some secrets cannot be found: a secret in a prompt or an answer that has no such name, a
    repeated secret of fewer than 6 characters, the last characters of a key. So keep the log private.
    """
    problem = _problem(upstream)
    if problem:
        raise click.BadParameter(problem, param_hint="--upstream")
    from isogloss._runtime.serving import serve
    from isogloss.operations import API
    from isogloss_codegen.record.proxy import ProxyApplication

    from .listening import listening

    def announce(url: str) -> None:
        click.echo(f"isogloss record on {url}, forwarding to {app.upstream}")
        click.echo(f"export {API.environment['base_url']}={url}")

    with listening(), recorded(ProxyApplication(upstream), out, upstream=upstream, max_body=max_body) as app:
        serve(app, host="127.0.0.1", port=port, announce=announce)


def _problem(upstream: str) -> str | None:
    """The reason why requests cannot be forwarded to a URL. It does not show the URL, which may contain a password."""
    if not is_address(upstream):
        return NO_ADDRESS
    if "#" in upstream:
        return "the URL has a #, which is never sent to a server; in a user, password or query, write %23"
    return None


@contextmanager
def recorded(app: Any, out: Path | None, *, upstream: str = "", max_body: int = 8) -> Generator[Any]:
    """An application that writes its exchanges to a log, with bodies of up to `max_body` MB; without a log, `app`."""
    if out is None:
        yield app
        return
    from isogloss.operations import API
    from isogloss_codegen.record.exchange_log import ExchangeLog
    from isogloss_codegen.record.recording import RecordingMiddleware
    from isogloss_codegen.redaction.secrets import Found, of_base_url

    def failed(error: OSError) -> None:
        reason = (error.strerror or str(error)).lower()
        click.echo(f"recording has stopped: {out} cannot be written: {reason}", err=True)

    headers = {p.name for operation in API.operations for p in operation.parameters if p.location == "header"}
    found = Found()
    shown = of_base_url(upstream, found)
    try:
        log = ExchangeLog(out, headers=headers, max_body=max_body * 1024 * 1024, secrets=found, failed=failed)
    except OSError as error:
        raise _CannotRecordError(f"cannot write {out}: {(error.strerror or str(error)).lower()}") from error
    if log.was_open:
        click.echo(f"other users could read {out}; its permissions are now for its owner only", err=True)
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
    """Makes SIGTERM and SIGHUP end the server like Ctrl-C, so that pending exchanges are still written."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    # The server handles SIGTERM itself, and raises it again after its shutdown.
    kept = {signal.SIGTERM: signal.signal(signal.SIGTERM, signal.default_int_handler)}
    hang_up = getattr(signal, "SIGHUP", None)  # Windows does not have it
    if hang_up is not None and signal.getsignal(hang_up) is not signal.SIG_IGN:  # ignored, as under nohup
        kept[hang_up] = signal.signal(hang_up, _terminate)
    try:
        yield
    finally:
        for number, handler in kept.items():
            signal.signal(number, handler)
