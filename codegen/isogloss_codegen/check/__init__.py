"""Judges traffic: does a request run on a provider, and is the answer of a server right, event by event?

    from isogloss_codegen.check import Checker, assert_clean

    checker = Checker.of("base")
    checker.check_request({"model": "any", "max_tokens": 64, "messages": [...]}).verdict
    assert_clean(checker.check_stream(response.iter_bytes()))

`ConformanceMiddleware` does the same in front of an ASGI application while one develops it.
"""

from __future__ import annotations

from ..findings.finding import Finding
from ..traffic.exchange import Exchange, Request, Response
from .checker import Checker, assert_clean
from .judgement import Judgement
from .judging import Judging, Part
from .middleware import ConformanceMiddleware

__all__ = (
    "Checker",
    "ConformanceMiddleware",
    "Exchange",
    "Finding",
    "Judgement",
    "Judging",
    "Part",
    "Request",
    "Response",
    "assert_clean",
)
