"""Rows 1 and 2: what a process costs that does next to nothing."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import replace

from .. import loopback, peers
from ..measure import Case, Measured, compare, process
from ..payloads import MESSAGE, REQUEST
from ..row import Goal, Rows, times

_ROUNDS = 7
_CALL = """
import {library} as library
client = library.{client}(api_key="any", base_url="{url}/refused", max_retries=0{options})
try:
    client.messages.create(**{request})
except library.AuthenticationError:
    pass
else:
    raise SystemExit("it was not refused")
"""
_PARSE = """
from {module} import Message
assert Message.model_validate_json('''{message}''').content[0].text
"""

_PYDANTIC = """
from pydantic import BaseModel
class Small(BaseModel):
    text: str
Small.model_validate_json('{"text": ""}')
"""
_LIBRARIES = f"import httpx2; httpx2.Client(){_PYDANTIC}"


def rows() -> Rows:
    """Whole processes: imports, the first call, the first answer."""
    peer = f"anthropic {peers.version('anthropic')}"
    with loopback.running() as url:
        call = {"url": url, "request": REQUEST}
        cases = [
            _case("isogloss", _CALL, library="isogloss", client="Client", options=options, **call)
            for options in ("", ', transport="fast"')
        ]
        cases.append(_case(peer, _CALL, library="anthropic", client="Anthropic", options="", **call))
        bounds = [_bound("httpx2 and pydantic", _LIBRARIES), _bound("pydantic", _PYDANTIC)]
        *ours, theirs, libraries, pydantic = compare([*cases, *bounds], _ROUNDS)
    work = "a whole process: import, a client, a call that is answered with 401"
    goal = Goal("at most", 1 / 6)
    for name, each, bound in zip(("default", "fast"), ours, (libraries, pydantic), strict=True):
        row = times(1, f"first call, {name}", work, goal, each, theirs)
        yield replace(row, note=_least(bound, theirs))
    message = json.dumps(MESSAGE)
    cases = [
        _case("isogloss", _PARSE, module="isogloss", message=message),
        _case(peer, _PARSE, module="anthropic.types", message=message),
    ]
    parsed, theirs, pydantic = compare([*cases, _bound("pydantic", _PYDANTIC)], _ROUNDS)
    work = "a whole process: `from ... import Message`, one `model_validate_json`"
    row = times(2, "first answer parsed", work, Goal("at most", 1 / 9), parsed, theirs)
    yield replace(row, note=_least(pydantic, theirs))


def _case(name: str, code: str, **values: str | Mapping[str, object]) -> Case:
    return _python(name, code.format(**values))


def _bound(name: str, code: str) -> Case:
    """What ours has to import, and no more."""
    return _python(f"{name}, with one small model", code)


def _least(bound: Measured, theirs: Measured) -> str:
    return f"{bound.name}, alone: {bound.median.cpu * 1e3:.3g} ms, {theirs.ratio(bound):.3g} x"


def _python(name: str, code: str) -> Case:
    return Case(name, process(str(peers.PYTHON), "-c", code, env=peers.environment()))
