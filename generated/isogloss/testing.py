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
- a text that names a tool, or has all words of its name but the first (`get_weather`: "the weather in Rome?"): a call
  of it, unless `tool_choice` is `none`
- any other text: text that contains it word for word

With `thinking` enabled or adaptive, a signed block of reasoning comes first; it has to come back unchanged, or with
`ANY_TEXT_SIGNATURE`. Tokens are words. A model whose id begins with `no-such-` is not found, any other is; a key that
begins like that is not valid. Schemas may use all of JSON Schema 2020-12; one that no value satisfies is refused.

`mock_app(provider=...)` stands in for a provider: it refuses what that refuses, what is ignored there is not looked at,
and its rules hold. What the provider's documents do not state is as above.

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
from dataclasses import replace
from functools import partial
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from ._messages.mock_application import SpokenApplication
from ._messages.mock_dialect import MockDialect, Unsupported
from ._messages.mock_faults import FAULTS, FaultyApplication
from ._messages.mock_models import MISSING_PREFIX
from ._messages.mock_request import ANY_TEXT_SIGNATURE
from ._messages.mock_rules import largest_body
from ._messages.mock_service import MockService
from ._messages.mock_speech import Speech
from ._messages.response_events import response_events
from ._runtime.adapt import provider_module
from ._runtime.asgi import Application
from ._runtime.layers import layered
from ._runtime.operation import Api
from ._runtime.request import RequestContext
from ._runtime.serving import serving
from .server import create_app

__all__ = ("ANY_TEXT_SIGNATURE", "FAULTS", "MockService", "mock_app", "serving")

# Read by pytest: the fixtures are in a module of their own, so that this one does not need pytest.
pytest_plugins = (f"{__package__}._messages.mock_fixtures",)


def mock_app(
    provider: str | None = None,
    *,
    unsupported: Unsupported = "ignore",
    api_key: str | None = None,
    seed: int | str = 0,
    **options: Any,
) -> FaultyApplication | SpokenApplication:
    """An ASGI application that serves `MockService`.

    Args:
        provider: Answer as this provider does, by its id or `id@version`; as the base if None.
        unsupported: Ignore the parts that the provider does not support, or answer 400 with the path of the field: no
            source says which of the two it does.
        api_key: The only accepted credential, if the provider checks them; any is accepted if this is None.
        seed: Ids and signatures change with it.
        options: Further arguments of `create_app`.

    Raises:
        ValueError: there is no such provider.
    """
    options.setdefault("authenticate", _only(api_key))
    options.setdefault("new_request_id", _request_ids(str(seed)))
    if provider is None:
        return FaultyApplication(create_app(MockService(seed=seed), **options))
    return _provider_app(provider, unsupported, seed, needs_key=api_key is not None, options=options)


def _provider_app(
    provider: str, unsupported: Unsupported, seed: int | str, *, needs_key: bool, options: dict[str, Any]
) -> SpokenApplication:
    package = f"{__package__}.providers.{provider_module(provider)}"
    models = layered(f"{package}.models", f"{__package__}.models")
    dialect = import_module(f"{package}.dialect").DIALECT
    behaviour = import_module(f"{package}.behaviour").BEHAVIOUR
    base: Api = import_module(f"{__package__}.operations").API
    own = f"{package}.operations"
    api = dialect.applied_to(import_module(own).API if find_spec(own) else base)
    looks_at_keys = behaviour.keys != "unchecked" and behaviour.rule("key-any") is None
    is_asked_for = looks_at_keys and (needs_key or dialect.needs_key)
    absent = {id for id, said in dialect.statements.items() if said.status in ("rejected", "unsupported")}
    operations = [operation for operation in api.operations if operation.id not in absent]
    api = replace(
        api, operations=tuple(replace(each, authenticated=each.authenticated and is_asked_for) for each in operations)
    )
    limit = behaviour.rule("request-size-limit")
    if limit is not None and (most := largest_body(limit)) is not None:
        options.setdefault("max_body", most)
    if behaviour.rule("ping-none") is not None:
        options.setdefault("ping_interval", None)
    options.setdefault("document", Path(__file__).with_name("openapi.json"))
    options.setdefault("unknown_fields", "ignore" if behaviour.unknown_fields == "ignore" else "reject")
    service = MockService(seed=seed, dialect=MockDialect(dialect, behaviour, models, unsupported))
    app = Application(
        api,
        service,
        model=partial(getattr, models),
        expand=partial(response_events, whole_input=behaviour.rule("tool-input-one-delta") is not None),
        **options,
    )
    servers = [server.url for server in dialect.servers]
    speech = Speech(dialect, behaviour, models=models)
    return SpokenApplication(FaultyApplication(app), base, models, speech, servers)


def _only(api_key: str | None) -> Callable[[str, RequestContext], bool]:
    if api_key is None:
        return lambda credential, context: not credential.startswith(MISSING_PREFIX)
    return lambda credential, context: hmac.compare_digest(credential.encode(), api_key.encode())


def _request_ids(seed: str) -> Callable[[], str]:
    numbers = itertools.count(1)
    return lambda: f"req_{hashlib.sha256(f'{seed}:{next(numbers)}'.encode()).hexdigest()[:24]}"
