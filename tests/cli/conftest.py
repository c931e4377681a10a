"""A server of this process where `isogloss probe` looks for one."""

from __future__ import annotations

from functools import cache
from typing import Any

import click
import httpx2
import pytest

from isogloss_codegen.check.checker import Checker
from isogloss_codegen.document.providers import find_dialect
from isogloss_codegen.document.resolve import Dialect

from .probing import KEY, Serve


@cache
def _checker(provider: str) -> Checker:
    return Checker(find_dialect(provider))


def _dialect_of(_: click.Context, provider: str) -> Dialect:
    return _checker(provider).dialect


def _checker_of(dialect: Dialect) -> Checker:
    return _checker("base" if dialect.overlay is None else dialect.id)


@pytest.fixture
def served(monkeypatch: pytest.MonkeyPatch) -> Serve:
    """Puts a server of this process where the command looks for one; the key is in the variable PROBE_KEY."""
    monkeypatch.setenv("PROBE_KEY", KEY)
    # What does not depend on the server is made once: it is most of the time that a probe takes.
    monkeypatch.setattr("isogloss_codegen.cli.probe.dialect_of", _dialect_of)
    monkeypatch.setattr("isogloss_codegen.probe.session.Checker", _checker_of)
    client = httpx2.AsyncClient

    def serve(transport: httpx2.AsyncBaseTransport) -> None:
        def made(**options: Any) -> httpx2.AsyncClient:
            return client(transport=transport, **options)

        monkeypatch.setattr(httpx2, "AsyncClient", made)

    return serve
