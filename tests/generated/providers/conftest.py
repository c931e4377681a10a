"""Clients of providers in front of a server in memory; one of them from a small API of our own, the zoo."""

from __future__ import annotations

import importlib
import os
import sys
import warnings
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx2
import pytest

from isogloss_codegen.generate import generate
from isogloss_codegen.render.write import write

from ..client.wire import Server, answer

ZOO = Path(__file__).parent / "zoo" / "openapi.yaml"
PREFIXES = ("ANTHROPIC_", "MINIMAX_", "KEEPER_", "ZOO_", "VLLM_", "INFERCOM_")


@pytest.fixture(scope="session")
def zoo(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Any]:
    """The package of the zoo."""
    output = tmp_path_factory.mktemp("zoo")
    write(generate(ZOO, package="zoo").files, output, "zoo")
    sys.path.insert(0, str(output))
    importlib.invalidate_caches()
    yield importlib.import_module("zoo")
    sys.path.remove(str(output))
    for name in [name for name in sys.modules if name.partition(".")[0] == "zoo"]:
        del sys.modules[name]


@pytest.fixture
def keeper(zoo: Any) -> Any:
    """The package of the zoo's provider."""
    return importlib.import_module("zoo.providers.keeper")


@pytest.fixture
def visits() -> Server:
    """A server that answers with a visit."""
    return Server(answer({"id": "v"}))


@pytest.fixture(autouse=True)
def environment(monkeypatch: pytest.MonkeyPatch) -> None:
    """No settings from outside."""
    for name in [name for name in os.environ if name.startswith(PREFIXES)]:
        monkeypatch.delenv(name)


@pytest.fixture(autouse=True)
def no_warnings() -> Iterator[None]:
    """A warning that no test expects is an error."""
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        yield


def made(package: Any, server: Server, **options: Any) -> Any:
    """The client of a provider, in front of `server`."""
    return package.Client(http_client=httpx2.Client(transport=httpx2.MockTransport(server)), **options)
