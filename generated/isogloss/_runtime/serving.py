# Copied by isogloss from render/runtime/serving.py. Do not edit: change that, then generate.
"""Runs an ASGI application with uvicorn, in this thread until it is interrupted, or in another thread."""

from __future__ import annotations

import errno
import socket
import threading
from collections.abc import Callable, Generator
from contextlib import contextmanager, suppress
from typing import Any


class AddressError(OSError):
    """A server cannot listen at an address. The text has the reason and the advice."""


_BACKLOG = 2048
# Seconds for streams that are still open when the server stops.
_GRACE = 1


@contextmanager
def serving(app: Any, *, host: str = "127.0.0.1", port: int = 0) -> Generator[str]:
    """Serves `app` in another thread, and yields its base URL; port 0 means any free port.

    Requests that are never completed are cut off (see `deadlines`).

    Raises:
        ModuleNotFoundError: uvicorn is not installed.
        AddressError: the server cannot listen there.
    """
    server = _server(app)
    with _listen(host, port) as listener:
        thread = threading.Thread(target=server.run, args=([listener],), daemon=True)
        thread.start()
        try:
            yield base_url(listener)
        finally:
            server.should_exit = True
            thread.join()


def serve(app: Any, *, host: str, port: int, announce: Callable[[str], None]) -> None:
    """Serves `app` until it is interrupted. `announce` gets its base URL when it accepts connections.

    Requests that are never completed are cut off (see `deadlines`).

    Raises:
        ModuleNotFoundError: uvicorn is not installed.
        AddressError: the server cannot listen there.
    """
    server = _server(app)
    with _listen(host, port) as listener, suppress(KeyboardInterrupt):
        announce(base_url(listener))
        server.run([listener])


def base_url(listener: socket.socket) -> str:
    """The URL of a listening socket."""
    host, port = listener.getsockname()[:2]
    return f"http://[{host}]:{port}" if ":" in host else f"http://{host}:{port}"


def _server(app: Any) -> Any:
    # Here, not at the top: only servers need uvicorn.
    import uvicorn

    from .deadlines import PunctualProtocol

    return uvicorn.Server(
        uvicorn.Config(
            app,
            loop="asyncio",
            http=PunctualProtocol,
            ws="none",
            log_config=None,
            log_level="critical",  # the application logs errors
            access_log=False,
            server_header=False,
            timeout_graceful_shutdown=_GRACE,
        )
    )


def _listen(host: str, port: int) -> socket.socket:
    if port not in range(65536):
        raise AddressError(f"{port} is not a port: use 1 to 65535, or 0 for any free port")
    try:
        found = socket.getaddrinfo(host or "\0", port, type=socket.SOCK_STREAM)[0]
    except (OSError, ValueError) as error:  # ValueError: a name that cannot be looked up, such as a label of 64 letters
        raise AddressError(f"there is no host {host!r}: choose another, such as 127.0.0.1") from error
    family, kind, protocol, _, address = found
    listener = socket.socket(family, kind, protocol)
    try:
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listener.bind(address)
        listener.listen(_BACKLOG)
    except OSError as error:
        listener.close()
        raise AddressError(f"cannot listen on {host}:{port}: {_reason(error)}") from error
    return listener


def _reason(error: OSError) -> str:
    if error.errno == errno.EADDRINUSE:
        return "another program uses this port; choose another one"
    if error.errno == errno.EACCES:
        return "this port is reserved; choose one above 1023"
    if error.errno == errno.EADDRNOTAVAIL:
        return "this machine does not have that address; choose another host, such as 127.0.0.1"
    return (error.strerror or str(error)).lower()
