# Copied by isogloss from messages/_messages/mock_fixtures.py. Do not edit: change that, then generate.
"""The mock's pytest fixtures."""

from __future__ import annotations

from collections.abc import Generator

import pytest

from ..testing import mock_app, serving


@pytest.fixture(scope="session")
def isogloss_server() -> Generator[str]:
    """The base URL of a mock server on this machine, for the whole session."""
    with serving(mock_app()) as url:
        yield url
