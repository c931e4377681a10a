"""A server of this process where `isogloss probe` looks for one."""

from __future__ import annotations

from typing import Any

import httpx2
import pytest

from .probing import KEY, Serve


@pytest.fixture
def served(monkeypatch: pytest.MonkeyPatch) -> Serve:
    """Puts a server of this process where the command looks for one; the key is in the variable PROBE_KEY."""
    monkeypatch.setenv("PROBE_KEY", KEY)
    client = httpx2.AsyncClient

    def serve(transport: httpx2.AsyncBaseTransport) -> None:
        def made(**options: Any) -> httpx2.AsyncClient:
            return client(transport=transport, **options)

        monkeypatch.setattr(httpx2, "AsyncClient", made)

    return serve
