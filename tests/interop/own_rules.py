"""The requests that the mock refuses although the spec allows them: no schema can express the reason."""

from __future__ import annotations

import re

OWN_RULES = re.compile(
    r"messages\[\d+\]\.content\[\d+\]\.signature: does not belong to this thinking"
    r"|thinking\.budget_tokens: must be less than max_tokens"
    r"|tool_choice(\.name)?: the mock has no tool"
    r"|(output_config\.format\.schema|tools\[\d+\]\.input_schema)\b"
    r"|USE_TOOL:"
    r"|query\.(before_id|after_id): (there is no model|cannot be given together)"
)
"""Matches the messages of such refusals."""
