"""Both clients, and no waiting between attempts."""

from __future__ import annotations

import threading
from collections.abc import Iterator

import pytest

from isogloss._runtime import retry

from .sockets import SocketServer
from .wire import Blocking, NonBlocking, Side


@pytest.fixture(params=["blocking", "async"])
def side(request: pytest.FixtureRequest) -> Iterator[Side]:
    """One of the two clients with the helpers to drive it."""
    if request.param == "blocking":
        yield Blocking()
        return
    driver = NonBlocking()
    yield driver
    driver.close()


@pytest.fixture(autouse=True)
def pauses(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    """The seconds that clients would have waited."""
    waited: list[float] = []

    async def async_sleep(seconds: float) -> None:
        waited.append(seconds)

    monkeypatch.setattr(retry, "sleep", waited.append)
    monkeypatch.setattr(retry, "async_sleep", async_sleep)
    return waited


@pytest.fixture(autouse=True)
def environment(monkeypatch: pytest.MonkeyPatch) -> None:
    """No settings from outside."""
    for name in ("API_KEY", "AUTH_TOKEN", "BASE_URL", "CUSTOM_HEADERS"):
        monkeypatch.delenv(f"ANTHROPIC_{name}", raising=False)


@pytest.fixture
def socket_server() -> Iterator[SocketServer]:
    """A server on 127.0.0.1."""
    with SocketServer() as running:
        thread = threading.Thread(target=running.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        yield running
        running.shutdown()
        thread.join()
