"""The examples in what `isogloss diff` prints, judged on the documents that `isogloss resolve` prints.

Nothing of the comparison is used, only a JSON Schema validator: an example of a request is accepted by A and refused by
B, one of an answer is refused by A and accepted by B.
"""

from __future__ import annotations

import json
import re
from functools import cache
from pathlib import Path
from typing import Any

import jsonschema_rs
import pytest
from click.testing import CliRunner

from isogloss_codegen.cli import main

CASES = Path(__file__).parents[1] / "codegen" / "diff" / "cases" / "api"
PROVIDERS = [
    ("anthropic@2023-06-01", "minimax"),
    ("base", "vllm"),
    ("openrouter", "anthropic"),
    ("vllm", "deepseek"),
]
MORE_PROVIDERS = [
    ("anthropic@2023-06-01", "anthropic@2026-10-21"),
    ("deepseek", "ollama"),
    ("generic", "infercom"),
    ("infinity-blue", "sglang"),
    ("llama-cpp", "infinity-blue"),
    ("minimax-m3", "minimax"),
    ("ollama", "baseten"),
    ("sglang", "openrouter"),
    ("sglang@2026-10-30", "sglang@2026-05-23"),
]
Node = dict[str, Any]


def printed(*arguments: str) -> Node:
    result = CliRunner().invoke(main, [*arguments, "--format", "json"])
    assert result.exit_code in (0, 1), result.output
    return json.loads(result.stdout)


@cache
def resolved(name: str) -> Node:
    return printed("resolve", name)


@cache
def validator(name: str, pointer: str) -> Any:
    """A schema inside of a resolved document, whose references are seen from its root."""
    words = {key: value for key, value in resolved(name).items() if not key.startswith("$")}
    return jsonschema_rs.Draft202012Validator({**words, "$ref": f"#{pointer}"}, validate_formats=True)


def takes(name: str, change: Node) -> bool:
    witness = change["witness"]
    value = witness["body"] if "body" in witness else witness["value"]
    return validator(name, schema_of(resolved(name), change)).is_valid(value)


def schema_of(document: Node, change: Node) -> str:
    """The pointer of the schema of what an example is, found as a reader of the document would find it."""
    method, path = change["operation"].lower().split(" ")
    at = f"/paths/{escaped(path)}/{method}"
    operation = document["paths"][path][method]
    part, place = change["witness"]["in"], change["path"]
    if part == "request":
        return in_content(operation["requestBody"]["content"], f"{at}/requestBody/content", place)
    if part == "response":
        responses = operation["responses"]
        named = re.match(r"response\.(\d+)\.(.*)", place)
        wanted = [named[1], f"{named[1][0]}XX", "default"] if named else [s for s in responses if s.startswith("2")]
        status = next(status for status in wanted if status in responses)
        rest = named[2] if named else place
        return in_content(responses[status]["content"], f"{at}/responses/{status}/content", rest)
    found = [
        f"{holder}/{index}/schema"
        for holder, parameters in (
            (f"/paths/{escaped(path)}/parameters", document["paths"][path].get("parameters", [])),
            (f"{at}/parameters", operation.get("parameters", [])),
        )
        for index, parameter in enumerate(parameters)
        if f"{parameter['in']}.{parameter['name']}" == place
    ]
    return found[-1]


def in_content(content: Node, at: str, place: str) -> str:
    if event := re.match(r"stream\.(\w+)", place):
        # Each event of a stream says its name, and what its data is.
        branches = content["text/event-stream"]["itemSchema"]["oneOf"]
        (index,) = [i for i, each in enumerate(branches) if each["properties"]["event"]["const"] == event[1]]
        return f"{at}/text~1event-stream/itemSchema/oneOf/{index}/properties/data/contentSchema"
    named = re.match(r"body\(([^)]+)\)", place)
    type = named[1] if named else "application/json"
    assert type in content
    return f"{at}/{escaped(type)}/schema"


def escaped(key: str) -> str:
    return key.replace("~", "~0").replace("/", "~1")


def check(a: str, b: str) -> int:
    """Judges all examples; returns how many there are."""
    shown = [change for change in printed("diff", a, b)["changes"] if change["witness"]]
    for change in shown:
        sender, receiver = (a, b) if change["direction"] == "request" else (b, a)
        assert takes(sender, change), change
        assert not takes(receiver, change), change
    return len(shown)


@pytest.mark.parametrize(
    ("a", "b"), [*PROVIDERS, *(pytest.param(*pair, marks=pytest.mark.slow) for pair in MORE_PROVIDERS)]
)
def test_examples_of_requests_hold(a: str, b: str) -> None:
    assert check(a, b)


@pytest.mark.parametrize("case", ["events", "parameters", "responses"])
def test_examples_of_answers_and_parameters_hold(case: str) -> None:
    a, b = (str(CASES / case / f"{side}.yaml") for side in "ab")
    assert check(a, b) + check(b, a)
