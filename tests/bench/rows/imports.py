"""Rows 1 and 2: what a process costs that does next to nothing."""

from __future__ import annotations

import json
from collections.abc import Mapping

from .. import loopback, peers
from ..measure import Case, compare, process
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
        *ours, theirs = compare(cases, _ROUNDS)
    work = "a whole process: import, a client, a call that is answered with 401"
    goal = Goal("at most", 1 / 6)
    for name, each in zip(("default", "fast"), ours, strict=True):
        yield times(1, f"first call, {name}", work, goal, each, theirs)
    message = json.dumps(MESSAGE)
    cases = [
        _case("isogloss", _PARSE, module="isogloss", message=message),
        _case(peer, _PARSE, module="anthropic.types", message=message),
    ]
    parsed, theirs = compare(cases, _ROUNDS)
    work = "a whole process: `from ... import Message`, one `model_validate_json`"
    yield times(2, "first answer parsed", work, Goal("at most", 1 / 9), parsed, theirs)


def _case(name: str, code: str, **values: str | Mapping[str, object]) -> Case:
    return Case(name, process(str(peers.PYTHON), "-c", code.format(**values), env=peers.environment()))
