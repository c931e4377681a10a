"""The rules that traffic is held against: requests, answers and streams; and servers that are probed."""

from __future__ import annotations

from ...rule import by_id
from . import probe, requests, responses, streams

RULES = by_id([*requests.RULES, *responses.RULES, *streams.RULES, *probe.RULES])
"""What can be found in traffic and of servers, by id."""
