# Copied by isogloss from render/runtime/serving.py. Do not edit: change that, then generate.
"""Runs an ASGI application with uvicorn: in this thread until it is interrupted, or in another one for a while."""

from __future__ import annotations

import socket
import threading
from collections.abc import Callable, Generator
from contextlib import contextmanager, suppress
from typing import Any

_BACKLOG = 2048
# Streams that are still open when the server stops are given this many seconds.
_GRACE = 1


@contextmanager
def serving(app: Any, *, host: str = "127.0.0.1", port: int = 0) -> Generator[str]:
    """Serves `app` from another thread, and gives its base URL; port 0 means any that is free.

    Raises:
        ModuleNotFoundError: uvicorn is not installed.
        OSError: the port cannot be had.
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

    Raises:
        ModuleNotFoundError: uvicorn is not installed.
        OSError: the port cannot be had.
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

    return uvicorn.Server(
        uvicorn.Config(
            app,
            loop="asyncio",
            ws="none",
            log_config=None,
            log_level="critical",  # what goes wrong is logged by the application
            access_log=False,
            server_header=False,
            timeout_graceful_shutdown=_GRACE,
        )
    )


def _listen(host: str, port: int) -> socket.socket:
    family, kind, protocol, _, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
    listener = socket.socket(family, kind, protocol)
    try:
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listener.bind(address)
        listener.listen(_BACKLOG)
    except OSError:
        listener.close()
        raise
    return listener
