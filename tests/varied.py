"""The providers of the quick tests: as unlike each other as they come. Slow tests, which CI runs, ask the others."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import pytest

VARIED = ("base", "anthropic", "minimax", "ollama", "vllm")


def varied(providers: Iterable[str]) -> list[Any]:
    """The providers as parameters of a test."""
    return [each if each in VARIED else pytest.param(each, marks=pytest.mark.slow) for each in providers]
