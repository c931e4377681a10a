"""A pytest plugin: `import anthropic` gives this package, and the helpers of the SDK's tests come from the SDK.

What this package has not, and what is private to the SDK, is a stub. A test that touches a stub is excluded by it.
"""

# Everything here is known at run time only.
# pyright: reportUnknownMemberType=false, reportUnknownVariableType=false, reportUnknownArgumentType=false
# pyright: reportUnknownLambdaType=false, reportConstantRedefinition=false

from __future__ import annotations

import importlib
import importlib.abc
import importlib.machinery
import importlib.util
import inspect
import json
import os
import sys
import threading
from pathlib import Path
from types import ModuleType, SimpleNamespace
from typing import Any

import httpx2
import pydantic
import pytest

import isogloss
from isogloss._messages import outside
from isogloss._messages.path_calls import PathOptions, path_call
from isogloss._runtime import errors, retry
from isogloss._runtime.answer import read_as
from isogloss._runtime.sse import EventReader

SDK = Path(os.environ["SDK_UNDER_TEST"])
_NAME = "anthropic"
# Helpers of the SDK's tests that do not touch its client.
_HELPERS = ("_utils", "_compat", "_types")
# Where this package has what the SDK has in modules of its own.
_HOMES = {
    "_models": "isogloss._messages.sdk",
    "_response": "isogloss",
    "_streaming": "isogloss",
    "_exceptions": "isogloss",
    "_client": "isogloss",
    "_base_client": "isogloss",
    "_constants": "isogloss",
    "_files": "isogloss",
    "pagination": "isogloss",
    "lib._parse._transform": "isogloss",
    "lib.tools._beta_functions": "isogloss.lib.tools",
    "lib.tools._beta_runner": "isogloss.lib.tools",
    "lib.streaming._types": "isogloss.lib.streaming",
    "lib.streaming._messages": "isogloss.lib.streaming",
    "lib.streaming._beta_messages": "isogloss.lib.streaming",
    "lib.streaming._beta_types": "isogloss.lib.streaming",
}


class Excluded(Exception):  # noqa: N818
    """The test needs what this package has not."""


class _Stub(type):
    """What this package has not: it may be imported, and inherited from, but not used."""

    why: str

    def __getattr__(cls, name: str) -> Any:
        if name.startswith("__"):
            raise AttributeError(name)
        raise Excluded(cls.why)

    def __call__(cls, *args: Any, **kwargs: Any) -> Any:
        raise Excluded(cls.why)

    def __getitem__(cls, item: Any) -> Any:
        return cls

    def __iter__(cls) -> Any:
        raise Excluded(cls.why)

    def __or__(cls, other: Any) -> Any:
        return cls

    __ror__ = __or__

    def __contains__(cls, item: Any) -> bool:
        raise Excluded(cls.why)


def _stub(name: str, why: str) -> Any:
    return _Stub(name, (), {"why": why})


class FinalRequestOptions(SimpleNamespace):
    """What the SDK's tests of `_build_request` ask for: a method, a path and the options of a request."""

    construct = classmethod(lambda cls, **given: cls(**given))


def make_request_options(
    *,
    extra_headers: Any = None,
    query: Any = None,
    extra_query: Any = None,
    extra_body: Any = None,
    timeout: Any = isogloss.omit,
    **others: Any,
) -> dict[str, Any]:
    """The options of a request by the names of `FinalRequestOptions`."""
    if others:
        raise Excluded("`make_request_options` has options for files and qualifiers, which are private to the SDK")
    made = {"headers": extra_headers, "params": {**(query or {}), **(extra_query or {})}, "extra_json": extra_body}
    made = {name: value for name, value in made.items() if value}
    return made if isinstance(timeout, isogloss.Omit) else {**made, "timeout": timeout}


def _built(client: Any, options: FinalRequestOptions) -> Any:
    """The request that this package makes for a path: the one of `client.get` and `client.post`."""
    given: Any = dict(vars(options))
    method, url, body = given.pop("method").upper(), given.pop("url"), given.pop("json_data", None)
    if given.keys() - PathOptions.__annotations__.keys():
        raise Excluded("requests with files are not part of this package")
    call = path_call(method, url, object, given, body)
    return client._checked_request(call, client._pool.http)


def _retry_delay(client: Any, remaining: int, options: FinalRequestOptions, headers: Any = None) -> float | None:
    """The seconds that this package waits; None if it raises, because the server asks for too many."""
    if (retry.requested_delay(headers or {}) or 0) > retry.LONGEST_WAIT:
        return None
    return _DELAY(options.max_retries - remaining, headers)


def _status_error(client: Any, message: str, *, body: object, response: httpx2.Response) -> Exception:
    return errors.status_error_class(response.status_code)(message, response=response, body=body)


def _without_private_argument(kind: type[Any]) -> type[Any]:
    """A client whose constructor takes the argument that only the SDK's tests give."""

    class Mapped(kind):
        def __init__(self, *, _strict_response_validation: bool = False, **given: Any) -> None:
            super().__init__(**given)

        __init__.__signature__ = inspect.signature(kind.__init__)

        _build_request = _built
        _calculate_retry_timeout = _retry_delay
        _make_status_error = _status_error

        @property
        def _client(self) -> Any:
            return self._pool.http

        def __getattr__(self, name: str) -> Any:
            if name.startswith("_") and not name.startswith("__"):
                raise Excluded(f"`client.{name}` is private to the SDK")
            return super().__getattr__(name)

    Mapped.__name__ = Mapped.__qualname__ = kind.__name__
    return Mapped


_CLIENTS = {
    prefix + name: _without_private_argument(getattr(isogloss, f"{prefix}Client"))
    for prefix in ("", "Async")
    for name in ("Anthropic",)
}
_CLIENTS |= {"Client": _CLIENTS["Anthropic"], "AsyncClient": _CLIENTS["AsyncAnthropic"]}


class _WithDelay(type):
    def __setattr__(cls, name: str, value: Any) -> None:
        """Retries wait as long as in the SDK's tests, which make them short."""
        setattr(retry, "retry_delay", _DELAY if value is None else lambda *_: 0.01)  # noqa: B010


_DELAY = retry.retry_delay


class BaseClient(metaclass=_WithDelay):
    """The class of the SDK whose delay its tests change."""

    _calculate_retry_timeout = None


def _with_response_of_tests(kind: Any) -> None:
    """Lets the SDK's tests make a response by themselves: it is read as in `parse(to=...)`."""
    own = kind.__init__

    def begin(self: Any, *given: Any, raw: Any = None, client: Any = None, cast_to: Any = None, **named: Any) -> None:
        if raw is None:
            own(self, *given, **named)
            return
        if named.get("stream"):
            raise Excluded("a response is not parsed as a stream of another type")
        raw.request = httpx2.Request("GET", "http://127.0.0.1/foo")

        def value() -> Any:
            return read_as(raw, cast_to)

        async def async_value() -> Any:
            return read_as(raw, cast_to)

        made = async_value if kind is isogloss.AsyncAPIResponse else value
        own(self, raw, made, limits=client.answer_limits, retries_taken=0)

    kind.__init__ = begin


class _Event(SimpleNamespace):
    def json(self) -> Any:
        return json.loads(self.data)


def _shown(pieces: Any) -> Any:
    for name, data in pieces:
        yield _Event(event=None if name is None else name.decode(), data=data.decode())


def _with_stream_of_tests(kind: Any) -> None:
    """Lets the SDK's tests make a stream by themselves, of which they look at the events as they are on the wire."""
    own = kind.__init__

    def begin(self: Any, *given: Any, cast_to: Any = None, client: Any = None, **named: Any) -> None:
        if client is None:
            own(self, *given, **named)
        else:
            self.response = named["response"]

    def events(self: Any) -> Any:
        reader = EventReader()
        for chunk in self.response.iter_bytes():
            yield from _shown(reader.feed(chunk))
        yield from _shown(reader.end())

    async def async_events(self: Any) -> Any:
        reader = EventReader()
        async for chunk in self.response.aiter_bytes():
            for event in _shown(reader.feed(chunk)):
                yield event
        for event in _shown(reader.end()):
            yield event

    kind.__init__ = begin
    setattr(kind, "_iter_events", async_events if kind is isogloss.AsyncStream else events)  # noqa: B010


for _kind in (isogloss.APIResponse, isogloss.AsyncAPIResponse):
    _with_response_of_tests(_kind)
for _kind in (isogloss.Stream, isogloss.AsyncStream):
    _with_stream_of_tests(_kind)


# What the SDK's tests reach its client through, led to this package's client.
_ADAPTED: dict[str, Any] = {
    "BaseClient": BaseClient,
    "FinalRequestOptions": FinalRequestOptions,
    "HTTPX_DEFAULT_TIMEOUT": httpx2.Timeout(5.0),
    "construct_type_unchecked": lambda *, value, type_: pydantic.TypeAdapter(type_).validate_python(value),
    "default_credentials": lambda: None,
    "make_request_options": make_request_options,
}


class _Mapped(ModuleType):
    """A module of the SDK, with what this package has in its place."""

    def __init__(self, name: str, home: str | None) -> None:
        super().__init__(name)
        self.__path__ = []
        self._home = home

    def __getattr__(self, name: str) -> Any:
        if name.startswith("__"):
            raise AttributeError(name)
        module = self.__name__.removeprefix(f"{_NAME}.")
        if name in _CLIENTS and self._home == "isogloss":
            return _CLIENTS[name]
        if module in ("_base_client", "_client", "_models") and name in _ADAPTED:
            return _ADAPTED[name]
        why = f"`{self.__name__}.{name}` is private to the SDK"
        if self._home is not None:
            try:
                return getattr(importlib.import_module(self._home), name)
            except (AttributeError, ImportError) as error:
                if not any(part.startswith("_") for part in module.split(".")):
                    why = str(error)
        return _stub(name, why)


class _Finder(importlib.abc.MetaPathFinder, importlib.abc.Loader):
    def find_spec(self, fullname: str, path: Any = None, target: Any = None) -> Any:
        if fullname != _NAME and not fullname.startswith(f"{_NAME}."):
            return None
        module = fullname.removeprefix(_NAME).removeprefix(".")
        if module.split(".")[0] in _HELPERS:
            file = SDK / "src" / _NAME / module.replace(".", "/")
            file = file / "__init__.py" if file.is_dir() else file.with_suffix(".py")
            inside = [str(file.parent)] if file.name == "__init__.py" else None
            loader = _Types(fullname, str(file)) if module == "_types" else None
            return importlib.util.spec_from_file_location(
                fullname, file, loader=loader, submodule_search_locations=inside
            )
        return importlib.machinery.ModuleSpec(fullname, self, is_package=True)

    def create_module(self, spec: importlib.machinery.ModuleSpec) -> ModuleType:
        module = spec.name.removeprefix(_NAME).removeprefix(".")
        return _Mapped(spec.name, _home(module))

    def exec_module(self, module: ModuleType) -> None:
        pass


def _home(module: str) -> str | None:
    if module in _HOMES:
        return _HOMES[module]
    if module.startswith("types.beta"):
        return "isogloss.types.beta"
    if module.startswith("types"):
        return "isogloss.types"
    ours = f"isogloss.{module}".rstrip(".")
    try:
        importlib.import_module(ours)
    except ImportError:
        return None
    return ours


def _mock() -> str:
    """The URL of a mock, for tests that ask a server."""
    import uvicorn

    from isogloss.testing import mock_app

    server = uvicorn.Server(uvicorn.Config(mock_app(), port=0, log_level="error"))
    threading.Thread(target=server.run, daemon=True).start()
    while not server.started:
        threading.Event().wait(0.01)
    return f"http://127.0.0.1:{server.servers[0].sockets[0].getsockname()[1]}"


def _outcome(report: pytest.TestReport, call: pytest.CallInfo[Any]) -> dict[str, str]:
    error = call.excinfo.value if call.excinfo is not None else None
    chain = [error]
    while (cause := chain[-1]) is not None and len(chain) < 20:  # a context may be a circle
        chain.append(cause.__cause__ or cause.__context__)
    excluded = next((each for each in chain if isinstance(each, Excluded)), None)
    if excluded is not None:
        return {"outcome": "excluded", "why": str(excluded)}
    known = (
        reason for reason in vars(outside)["_REASONS"] if isinstance(error, AttributeError) and reason in str(error)
    )
    if reason := next(known, None):
        return {"outcome": "excluded", "why": reason}
    why = (str(error).strip() or type(error).__name__).splitlines()[0] if error is not None else ""
    return {"outcome": report.outcome, "why": f"{type(error).__name__}: {why}" if why else ""}


_outcomes: dict[str, dict[str, str]] = {}


@pytest.hookimpl(hookwrapper=True)
def pytest_runtest_makereport(item: pytest.Item, call: pytest.CallInfo[Any]) -> Any:
    """Notes the outcome of a test: the first phase that did not pass counts."""
    report = (yield).get_result()
    if _outcomes.get(item.nodeid, {"outcome": "passed"})["outcome"] == "passed":
        _outcomes[item.nodeid] = _outcome(report, call)


def pytest_collectreport(report: pytest.CollectReport) -> None:
    """Notes a file that cannot be imported."""
    if report.failed:
        lines = str(report.longrepr).splitlines()
        _outcomes[report.nodeid] = {"outcome": "failed", "why": f"cannot be collected: {lines[-1]}"}


def pytest_sessionfinish() -> None:
    """Writes the outcomes."""
    Path(os.environ["SDK_OUTCOMES"]).write_text(json.dumps(_outcomes, indent=1), encoding="utf-8")


class _Types(importlib.machinery.SourceFileLoader):
    """The SDK's module of types, with this package's marks of arguments that are not given."""

    def exec_module(self, module: ModuleType) -> None:
        super().exec_module(module)
        vars(module).update({name: getattr(isogloss, name) for name in ("Omit", "omit", "NotGiven", "NOT_GIVEN")})
        vars(module)["not_given"] = isogloss.omit


sys.meta_path.insert(0, _Finder())
os.environ.setdefault("TEST_API_BASE_URL", _mock())
