"""schemathesis drives the mock from the spec: no 500, and every answer is one that the spec describes."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from pathlib import Path
from typing import Any, cast

import pytest
import schemathesis

from isogloss.testing import ANY_TEXT_SIGNATURE, mock_app, serving
from isogloss_codegen.document.load import read
from spec.judge import schemas, spec

from .event_order import message_of
from .own_rules import OWN_RULES

EXAMPLES = Path(__file__).parents[2] / "spec" / "examples" / "requests"
LIBRARY: Any = schemathesis  # its types are incomplete
CREDENTIAL = {"x-api-key": "the only one that is taken"}


def document() -> dict[str, Any]:
    """The spec as schemathesis reads it: open enums and unions say so in plain JSON Schema, bodies have examples."""
    plain = _without_extensions(spec() | {"components": spec()["components"] | {"schemas": schemas()}})
    for operation in (operation for methods in plain["paths"].values() for operation in methods.values()):
        for content in operation.get("requestBody", {}).get("content", {}).values():
            content["examples"] = examples(content["schema"]["$ref"].rpartition("/")[2])
    return plain


def _without_extensions(value: Any) -> Any:
    if isinstance(value, list):
        return [_without_extensions(item) for item in cast("list[Any]", value)]
    if not isinstance(value, dict):
        return value
    items = cast("dict[str, Any]", value).items()
    return {key: _without_extensions(item) for key, item in items if not key.startswith("x-") or key == "x-api-key"}


def examples(component: str) -> dict[str, Any]:
    """The valid requests among the examples of the spec: messages whole and streamed."""
    found: dict[str, Any] = {}
    for path in sorted(EXAMPLES.glob("*.yaml")):
        example = read(path).value
        if example["schema"] == component and "invalid" not in example:
            value = json.loads(json.dumps(example["value"]).replace("c2lnbmF0dXJl", ANY_TEXT_SIGNATURE))
            found[path.stem] = {"value": value}
            if component == "CreateMessageRequest":
                found[path.stem] = {"value": value | {"stream": False}}
                found[f"{path.stem}-streamed"] = {"value": value | {"stream": True}}
    return found


def api() -> Any:
    """The mock as schemathesis sees it: it is asked the examples, and what can be made of the schemas."""
    config = {
        "base-url": "http://mock",
        "seed": 1,
        "generation": {"deterministic": True, "max-examples": 25, "with-security-parameters": False},
        "phases": {"coverage": {"enabled": False}, "stateful": {"enabled": False}},
        "max-stream-events": 100_000,
    }
    schema = LIBRARY.openapi.from_dict(document(), config=LIBRARY.config.SchemathesisConfig.from_dict(config))
    schema.app = mock_app(api_key=CREDENTIAL["x-api-key"])
    return schema


@api().parametrize()
def test_answers_are_those_of_the_spec(case: Any) -> None:
    response = case.call(headers=CREDENTIAL)
    own = response.status_code == 400 and OWN_RULES.match(response.json()["error"]["message"])
    excluded: list[Any] = LIBRARY.checks.CHECKS.get_by_names(["positive_data_acceptance"]) if own else []
    sent = {"headers": CREDENTIAL}
    case.validate_response(response, headers=CREDENTIAL, transport_kwargs=sent, excluded_checks=excluded)
    if response.headers["content-type"][0].startswith("text/event-stream"):
        message_of(response.content)


@pytest.mark.slow
def test_each_keyword_is_broken_once(tmp_path: Path) -> None:
    """Tens of thousands of requests, as they come from the command line.

    The keywords of a request whose tokens are counted are those of a message: they are broken in one of the two.
    """
    (tmp_path / "openapi.json").write_text(json.dumps(document()), encoding="utf-8")
    (tmp_path / "schemathesis.toml").write_text(
        """\
[[operations]]
include-path = "/v1/messages/count_tokens"
phases.coverage.enabled = false
""",
        encoding="utf-8",
    )
    command = [
        *(str(Path(sys.executable).with_name("schemathesis")), "run", "openapi.json", "--no-color"),
        *("--phases", "examples,coverage,fuzzing", "--max-examples", "250", "--generation-deterministic"),
        *("--generation-with-security-parameters", "false", "--exclude-checks", "positive_data_acceptance"),
        *("--header", f"x-api-key: {CREDENTIAL['x-api-key']}"),
    ]
    with serving(mock_app(api_key=CREDENTIAL["x-api-key"])) as url:
        process = subprocess.run([*command, "--url", url], cwd=tmp_path, capture_output=True, text=True)
    assert process.returncode == 0, process.stdout + process.stderr
    for phase in ("Examples", "Coverage", "Fuzzing"):
        assert re.search(rf"✅ +{phase} ", process.stdout), process.stdout
