"""Makes once what depends on the spec alone: it is most of the time that a command takes."""

from __future__ import annotations

import os
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import httpx2
import pytest

from isogloss_codegen.check import checker
from isogloss_codegen.check.checker import Checker
from isogloss_codegen.document import providers
from isogloss_codegen.document.load import Document
from isogloss_codegen.document.places import spec_folder
from isogloss_codegen.document.providers import find_dialect, load_base, overlays
from isogloss_codegen.document.resolve import Dialect
from isogloss_codegen.probe import session

from .probing import KEY, Serve

SPEC = Path(__file__).parents[2] / "spec"


@cache
def _base(_: str) -> Document:
    return load_base()


@cache
def _dialect(folder: str, name: str) -> Dialect:
    return find_dialect(name, _base(folder))


@cache
def _checker(dialect: Dialect) -> Checker:
    return Checker(dialect)


def _own_spec() -> str | None:
    """The name of the folder of this project's spec, as commands show it; None if another one is used."""
    folder = spec_folder()
    return str(folder) if os.path.realpath(folder) == str(SPEC) else None


def _known_base() -> Document:
    folder = _own_spec()
    return load_base() if folder is None else _base(folder)


def _known_dialect(name: str, base: Document | None = None) -> Dialect:
    folder = _own_spec()
    if folder is not None and name in {"base", *overlays(), *(each.partition("@")[0] for each in overlays())}:
        return _dialect(folder, name)
    return find_dialect(name, base)


@pytest.fixture(scope="session", autouse=True)
def known() -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(providers, "load_base", _known_base)
        patched.setattr(providers, "find_dialect", _known_dialect)
        for module in (checker, session):
            patched.setattr(module, "Checker", _checker)
        yield


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
