"""Error messages of commands that serve."""

from __future__ import annotations

from collections.abc import Generator
from contextlib import contextmanager

import click


class _CannotListenError(click.ClickException):
    exit_code = 2


@contextmanager
def listening() -> Generator[None]:
    """Turns the reasons why a server cannot start into errors of the command: no uvicorn, an unusable address."""
    from isogloss._runtime.serving import AddressError

    try:
        yield
    except ModuleNotFoundError as error:
        if error.name != "uvicorn":
            raise
        message = "uvicorn is not installed; install the extra: pip install 'isogloss[server]'"
        raise _CannotListenError(message) from error
    except AddressError as error:
        raise _CannotListenError(str(error)) from error
