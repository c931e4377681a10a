"""The rules that traffic is held against: requests, answers and streams."""

from __future__ import annotations

from ...rule import by_id
from . import requests, responses, streams

RULES = by_id([*requests.RULES, *responses.RULES, *streams.RULES])
"""What can be found in traffic, by id."""
