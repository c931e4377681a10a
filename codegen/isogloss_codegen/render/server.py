"""The page of `server.py`: the service's protocol and the application around it."""

from __future__ import annotations

from ..ir import Api
from .pages import page


def server_page(api: Api) -> str:
    """The text of `server.py`."""
    return page("server.py.jinja", api=api)
