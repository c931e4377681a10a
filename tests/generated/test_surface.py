"""The public surface is a list: whoever adds a name, or takes one away, changes it in surface.txt as well."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

import isogloss

SURFACE = Path(__file__).parent / "surface.txt"


def test_the_surface_is_what_is_listed() -> None:
    assert sorted(isogloss.__all__) == SURFACE.read_text().split()


@pytest.mark.parametrize("name", isogloss.__all__)
def test_every_name_is_there(name: str) -> None:
    assert getattr(isogloss, name) is not None
    assert name in dir(isogloss)


def test_no_other_name_is_there() -> None:
    with pytest.raises(AttributeError, match="no attribute 'Mesage'"):
        _ = isogloss.Mesage  # pyright: ignore[reportAttributeAccessIssue, reportUnknownMemberType, reportUnknownVariableType]


@pytest.mark.parametrize(
    ("code", "absent"),
    [
        ("import isogloss", {"pydantic", "httpx2", "asyncio", "typing_extensions"}),
        ("from isogloss import TextBlock", {"httpx2", "asyncio", "isogloss.client", "isogloss.models.requests"}),
        ("from isogloss import CreateMessageRequest", {"isogloss.models.responses"}),
        ("from isogloss import Client", {"isogloss.models", "isogloss._messages.helper_events"}),
        ("import isogloss.providers.minimax", {"pydantic", "httpx2"}),
        ("from isogloss import params", {"pydantic", "httpx2"}),
    ],
)
def test_nothing_is_imported_before_it_is_needed(code: str, absent: set[str]) -> None:
    command = [sys.executable, "-c", f"{code}\nimport sys\nprint(*sys.modules)"]
    loaded = set(subprocess.run(command, capture_output=True, text=True, check=True).stdout.split())
    assert not absent & loaded
