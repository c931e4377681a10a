"""The page of `client.py`: resources and methods of both client classes, from one description."""

from __future__ import annotations

from ..ir import Api
from .pages import operations_of, page


def client_page(api: Api) -> str:
    """The text of `client.py`."""
    return page("client.py.jinja", api=api, resources=operations_of(api))
