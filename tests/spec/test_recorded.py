"""Requests that real clients sent: the spec allows each, and the models pass each on unchanged.

recorded/ holds their shapes with the text and long lists cut; where the whole recordings lie beside the project, in
../shared/recorded, they are tried as well.
"""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any
from urllib.parse import SplitResult, parse_qs, urlsplit

import pytest

from .judge import Node, model_refusals, refusals, spec, through_models

TRIMMED = Path(__file__).parent / "recorded"
WHOLE = Path(__file__).parents[3] / "shared" / "recorded"


def recorded() -> list[Any]:
    return [
        pytest.param(json.loads(line), id=f"{folder.parent.name}/{path.stem}:{number}")
        for folder in (TRIMMED, WHOLE)
        for path in sorted(folder.glob("*.jsonl"))
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1)
    ]


def operation_of(request: Node) -> Node:
    return spec()["paths"][path_of(request).path][request["method"].lower()]


def parameters_of(request: Node) -> dict[tuple[str, str], Node]:
    """The parameters of the operation that a request is for, by place and name."""
    components = spec()["components"]["parameters"]
    declared = [components[item["$ref"].rpartition("/")[2]] for item in operation_of(request)["parameters"]]
    return {(item["in"], item["name"]): item["schema"] for item in declared}


def path_of(request: Node) -> SplitResult:
    """Path and query of a request."""
    return urlsplit(str(request["path"]))


@pytest.mark.parametrize("request_", recorded())
def test_body_is_valid_and_comes_back_equal(request_: Node) -> None:
    ref = operation_of(request_)["requestBody"]["content"]["application/json"]["schema"]["$ref"]
    component, body = ref.rpartition("/")[2], request_["body"]
    assert (refusals(component, body), model_refusals(component, body)) == (set(), set())
    assert through_models(component, body) == body


@pytest.mark.parametrize("request_", recorded())
def test_parameters_are_declared(request_: Node) -> None:
    declared, headers = parameters_of(request_), request_["headers"]
    assert re.fullmatch(declared["header", "anthropic-version"]["pattern"], headers["anthropic-version"])
    betas = headers.get("anthropic-beta")
    assert set(betas.split(",") if betas else []) <= set(spec()["components"]["schemas"]["BetaFeature"]["enum"])
    assert {("query", name) for name in parse_qs(path_of(request_).query)} <= set(declared)


def test_recorded_requests_are_small() -> None:
    """They are for tests to read, and for people."""
    files = sorted(TRIMMED.glob("*.jsonl"))
    assert len(files) == 5
    assert sum(path.stat().st_size for path in files) < 60_000
