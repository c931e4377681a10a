# Copied by isogloss from messages/testing.py. Do not edit: change that, then generate.
"""A Messages API to test against: deterministic, without a model, in this process or on a port of its own.

`mock_app()` is an ASGI application and `MockService` the service in it; `isogloss serve` runs it from a shell. With
`pytest_plugins = ["isogloss.testing"]` in a `conftest.py`, the fixture `isogloss_server` is the base URL of a server
that runs for the whole session.

What it answers, the first that applies:

- `USE_TOOL:<name> <json>` at the end of the user's last text: a call of that tool with those arguments
- the results of tools: text
- `output_config.format`: JSON that satisfies its schema
- `tool_choice` `any` or `tool`: a call, with arguments that satisfy the tool's `input_schema`
- a text that names a tool: a call of it, unless `tool_choice` is `none`
- any other text: text that contains it word for word

With `thinking` enabled or adaptive, a signed block of reasoning comes first; it has to come back unchanged, or with
`ANY_TEXT_SIGNATURE`. Tokens are words. A model whose id begins with `no-such-` is not found, any other is. Schemas may
use the keywords in `KEYWORDS`; any other is refused by name.

The header `x-mock-fault` asks for a fault, one of `FAULTS`:

- `status-<code>`: an error of that status, 400 to 599; 429 comes with `retry-after`
- `error-after-<n>`: an error event after n events of a stream
- `cut-after-<n>`: the connection is closed after n events
- `stall-after-<n>`: nothing more is sent after n events, for a minute at most
- `no-message-stop`: the stream ends without its last event
- `truncated-delta`: only the first half of the data of the first delta is sent
"""

from __future__ import annotations

import hashlib
import hmac
import itertools
from collections.abc import Callable
from typing import Any

from ._messages.mock_faults import FAULTS, FaultyApplication
from ._messages.mock_keywords import KEYWORDS
from ._messages.mock_request import ANY_TEXT_SIGNATURE
from ._messages.mock_service import MockService
from ._runtime.serving import serving
from .server import create_app

__all__ = ("ANY_TEXT_SIGNATURE", "FAULTS", "KEYWORDS", "MockService", "mock_app", "serving")

# Read by pytest: the fixtures are in a module of their own, so that this one does not need pytest.
pytest_plugins = (f"{__package__}._messages.mock_fixtures",)


def mock_app(*, api_key: str | None = None, seed: int | str = 0, **options: Any) -> FaultyApplication:
    """An ASGI application that serves `MockService`.

    Args:
        api_key: The only credential that is taken; any is if this is None.
        seed: Ids and signatures change with it.
        options: Whatever `create_app` takes.
    """
    options.setdefault("authenticate", None if api_key is None else _only(api_key))
    options.setdefault("new_request_id", _request_ids(str(seed)))
    return FaultyApplication(create_app(MockService(seed=seed), **options))


def _only(api_key: str) -> Callable[[str], bool]:
    return lambda credential: hmac.compare_digest(credential.encode(), api_key.encode())


def _request_ids(seed: str) -> Callable[[], str]:
    numbers = itertools.count(1)
    return lambda: f"req_{hashlib.sha256(f'{seed}:{next(numbers)}'.encode()).hexdigest()[:24]}"
