# Copied by isogloss from render/runtime/serving.py. Do not edit: change that file, then run `isogloss generate`.
"""Runs an ASGI application with uvicorn: in this thread until it is interrupted, or in another one for a while."""

from __future__ import annotations

import errno
import socket
import threading
from collections.abc import Callable, Generator
from contextlib import contextmanager, suppress
from typing import Any


class AddressError(OSError):
    """Nothing can listen at an address; the text says why, and what to do."""


_BACKLOG = 2048
# Streams that are still open when the server stops are given this many seconds.
_GRACE = 1


@contextmanager
def serving(app: Any, *, host: str = "127.0.0.1", port: int = 0) -> Generator[str]:
    """Serves `app` from another thread, and gives its base URL; port 0 means any that is free.

    Requests that are never completed are cut off (see `deadlines`).

    Raises:
        ModuleNotFoundError: uvicorn is not installed.
        AddressError: nothing can listen there.
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
    """Serves `app` until it is interrupted; `announce` is told its base URL as soon as it can be connected to.

    Requests that are never completed are cut off (see `deadlines`).

    Raises:
        ModuleNotFoundError: uvicorn is not installed.
        AddressError: nothing can listen there.
    """
    server = _server(app)
    with _listen(host, port) as listener, suppress(KeyboardInterrupt):
        announce(base_url(listener))
        server.run([listener])


def base_url(listener: socket.socket) -> str:
    """Where a listening socket is reached."""
    host, port = listener.getsockname()[:2]
    return f"http://[{host}]:{port}" if ":" in host else f"http://{host}:{port}"


def _server(app: Any) -> Any:
    # Here, not above: only those who serve need uvicorn.
    import uvicorn

    from .deadlines import PunctualProtocol

    return uvicorn.Server(
        uvicorn.Config(
            app,
            loop="asyncio",
            http=PunctualProtocol,
            ws="none",
            log_config=None,
            log_level="critical",  # what goes wrong is logged by the application
            access_log=False,
            server_header=False,
            timeout_graceful_shutdown=_GRACE,
        )
    )


def _listen(host: str, port: int) -> socket.socket:
    if port not in range(65536):
        raise AddressError(f"there is no port {port}: ports go from 0, which is any that is free, to 65535")
    try:
        found = socket.getaddrinfo(host or "\0", port, type=socket.SOCK_STREAM)[0]
    except (OSError, ValueError) as error:  # ValueError: what cannot be looked up, such as a label of 64 letters
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
        return "another program already does; choose another port"
    if error.errno == errno.EACCES:
        return "the system keeps this port to itself; choose one above 1023"
    if error.errno == errno.EADDRNOTAVAIL:
        return "this machine does not have that address; choose another host, such as 127.0.0.1"
    return (error.strerror or str(error)).lower()
