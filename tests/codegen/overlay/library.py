"""Overlays of a small API (cases/library.yaml), written down in a line of a test."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from isogloss_codegen.document.load import Document
from isogloss_codegen.document.openapi import load, parse
from isogloss_codegen.document.resolve import Dialect, resolve_overlay

LIBRARY = Path(__file__).parent / "cases" / "library.yaml"
EVIDENCE = [{"kind": "docs", "source": "branch", "where": "Loans", "says": "as is", "retrieved": "2026-11-20"}]


def action(target: str, **change: Any) -> dict[str, Any]:
    """An action with evidence."""
    return {"target": target, **change, "x-evidence": EVIDENCE}


def support(target: str, status: str, **more: Any) -> dict[str, Any]:
    """An action that states the support of a schema's part: `LoanRequest.properties.gift`, or of a whole path."""
    note = {"note": "so"} if status in ("partial", "transformed", "conditional") else {}
    when = {"when": {"model": ["a"]}} if status == "conditional" else {}
    words = {"status": status, **note, **when, **more}
    return action(target if target.startswith("$") else f"$.components.schemas.{target}", update={"x-support": words})


def member(union: str, component: str) -> str:
    """The target of a member of a union."""
    return f"{union}.oneOf[?@['$ref'] == '#/components/schemas/{component}']"


def overlay(*actions: dict[str, Any], provider: dict[str, Any] | None = None, **more: Any) -> Document:
    """An overlay of a provider, as JSON; without an action, one that changes nothing of note."""
    words = {"id": "branch", **(provider or {})}
    value = {
        "overlay": "1.1.0",
        "info": {"title": "Branch", "version": "2026-11", "x-provider": words},
        "extends": "library.yaml",
        "actions": list(actions) or [action("$.info", update={"title": "Branch"})],
        **more,
    }
    return parse(LIBRARY.parent / "branch.overlay.json", json.dumps(value))


def dialect(*actions: dict[str, Any], provider: dict[str, Any] | None = None, **more: Any) -> Dialect:
    """The dialect of such an overlay."""
    return resolve_overlay(overlay(*actions, provider=provider, **more), load(LIBRARY))
