"""The spec and the official SDK differ where that has a reason, and nowhere else."""

from __future__ import annotations

import re
import sys
from collections.abc import Callable
from copy import deepcopy
from pathlib import Path
from typing import Any

import pytest

from isogloss_codegen.document.openapi import load

from .upstream import __main__ as command, newest
from .upstream.compare import Difference, compare, expectations
from .upstream.patch import patch

SPEC = Path(__file__).parents[2] / "spec" / "openapi.yaml"
Schemas = dict[str, Any]


@pytest.fixture(scope="module")
def spec() -> dict[str, Any]:
    return load(SPEC).value


@pytest.fixture
def reasons(spec: dict[str, Any]) -> dict[str, Any]:
    """The expectations, and those that the spec still needs: for want of them, only the test of the spec fails."""
    expected = expectations()
    needed = compare(spec, expected).unexpected
    group = {f"{side}_lacks": [each.what for each in needed if each.lacks == side] for side in ("sdk", "spec")}
    expected["differences"].append({"why": "needed", **group})
    return expected


@pytest.fixture
def reasoned(reasons: dict[str, Any], monkeypatch: pytest.MonkeyPatch) -> None:
    """The command has the expectations of `reasons`."""
    monkeypatch.setattr(command, "expectations", lambda: reasons)


def test_every_difference_has_a_reason(spec: dict[str, Any]) -> None:
    comparison = compare(spec, expectations())
    advice = "describe it there, or write its reason into tests/interop/upstream/expected.yaml"
    assert not comparison.unexpected, (
        f"spec/openapi.yaml differs from the SDK; {advice}: {', '.join(map(str, comparison.unexpected))}"
    )
    assert not comparison.stale, f"no difference any more; take it out of expected.yaml: {comparison.stale}"
    assert all(comparison.expected), "a difference in tests/interop/upstream/expected.yaml has no reason"


def _remove_field(schemas: Schemas) -> None:
    del schemas["Message"]["properties"]["stop_details"]


def _add_field(schemas: Schemas) -> None:
    schemas["Message"]["properties"]["mood"] = {"type": "string"}


def _remove_type(schemas: Schemas) -> None:
    del schemas["MessageStopEvent"]


def _add_type(schemas: Schemas) -> None:
    schemas["Mood"] = {"type": "object", "properties": {"score": {"type": "number"}}}


def _let_field_out(schemas: Schemas) -> None:
    schemas["CreateMessageRequest"]["required"].remove("max_tokens")


def _break_promise(schemas: Schemas) -> None:
    del schemas["ThinkingBlock"]["properties"]["signature"]["x-tier"]


def _change_scalar(schemas: Schemas) -> None:
    schemas["Usage"]["properties"]["input_tokens"]["type"] = "number"


def _remove_null(schemas: Schemas) -> None:
    schemas["CreateMessageRequest"]["properties"]["inference_geo"]["type"] = "string"


def _remove_literal(schemas: Schemas) -> None:
    schemas["StopReason"]["enum"].remove("refusal")


def _remove_member(schemas: Schemas) -> None:
    schemas["ToolParam"]["oneOf"].remove({"$ref": "#/components/schemas/MemoryTool20250818Param"})


@pytest.mark.slow
@pytest.mark.parametrize(
    ("spoil", "differences"),
    [
        (_remove_field, ["spec Message.stop_details"]),
        (_add_field, ["sdk Message.mood"]),
        (_remove_type, ["spec MessageStopEvent"]),
        (_add_type, ["sdk Mood"]),
        (_let_field_out, ["spec CreateMessageRequest.max_tokens required"]),
        (_break_promise, ["spec ThinkingBlock.signature promised"]),
        (_change_scalar, ["sdk Usage.input_tokens number", "spec Usage.input_tokens integer"]),
        (_remove_null, ["spec CreateMessageRequest.inference_geo null"]),
        (_remove_literal, ['spec Message.stop_reason "refusal"', 'spec MessageDelta.stop_reason "refusal"']),
        (
            _remove_member,
            [
                "spec CountTokensRequest.tools list of MemoryTool20250818Param",
                "spec CreateMessageRequest.tools list of MemoryTool20250818Param",
                "spec ToolChangeToolDefinitionParam.definition MemoryTool20250818Param",
            ],
        ),
    ],
)
def test_a_change_is_reported(
    spec: dict[str, Any], reasons: dict[str, Any], spoil: Callable[[Schemas], None], differences: list[str]
) -> None:
    document = deepcopy(spec)
    spoil(document["components"]["schemas"])
    comparison = compare(document, reasons)
    assert [f"{each.lacks} {each.what}" for each in comparison.unexpected] == differences


def test_a_parameter_is_reported(spec: dict[str, Any], reasons: dict[str, Any]) -> None:
    document = deepcopy(spec)
    document["components"]["parameters"]["AfterId"]["name"] = "after"
    assert compare(document, reasons).unexpected == [
        Difference("sdk", "models.list.after"),
        Difference("spec", "models.list.after_id"),
    ]


def test_an_expectation_that_nothing_meets_is_reported(spec: dict[str, Any], reasons: dict[str, Any]) -> None:
    document = deepcopy(spec)
    del document["components"]["schemas"]["CreateMessageRequest"]["properties"]["temperature"]
    reasons["names"][0]["names"]["MoodParams"] = "MoodRequest"
    comparison = compare(document, reasons)
    assert comparison.stale == ["names: MoodParams", "sdk_lacks: CreateMessageRequest.temperature"]


@pytest.mark.usefixtures("reasoned")
def test_the_command_says_what_is_unexpected_first_and_fails(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    text = SPEC.read_text(encoding="utf-8").replace("[model, max_tokens, messages]", "[model, messages]")
    (tmp_path / "spec").mkdir()
    (tmp_path / "spec" / "openapi.yaml").write_text(text, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    assert command.main() == 1
    lines = capsys.readouterr().out.splitlines()
    assert lines[1:4] == [
        "",
        "UNEXPECTED: change the spec, or write the reason into expected.yaml",
        "    spec lacks    CreateMessageRequest.max_tokens required",
    ]


@pytest.mark.usefixtures("reasoned")
def test_the_command_lists_what_is_expected(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(SPEC.parents[1])
    assert command.main() == 0
    lines = capsys.readouterr().out.splitlines()
    assert "    sdk lacks     CreateMessageRequest.temperature" in lines
    assert "    named         ToolParam = CustomToolParam" in lines


def test_what_the_spec_lacks_is_shown_as_a_patch(reasons: dict[str, Any]) -> None:
    """A field, a value of an enumeration and a type with all that is in it, at the lines of the spec."""
    document = load(SPEC)
    schemas = document.value["components"]["schemas"]
    del schemas["ErrorDetails"]["properties"]["paths"]
    schemas["StopReason"]["enum"].remove("refusal")
    del schemas["SystemMessageParam"]["properties"]["output_config"], schemas["SystemMessageOutputConfigParam"]
    lines = list(patch(compare(document.value, reasons), document))
    assert [re.sub(r"\S+:\d+ @@", "spec:LINE @@", line) for line in lines] == [
        "@@ ErrorDetails spec:LINE @@",
        "+ paths: {type: array, items: {type: string}}",
        "@@ Message spec:LINE @@",
        '+ stop_reason: {enum: ["refusal"]}',
        "@@ MessageDelta spec:LINE @@",
        '+ stop_reason: {enum: ["refusal"]}',
        "@@ SystemMessageOutputConfigParam (new) @@",
        '+ effort: {enum: ["high", "low", "max", "medium", "xhigh", null]}',
        "@@ SystemMessageParam spec:LINE @@",
        "+ output_config: {anyOf: [{$ref: '#/components/schemas/SystemMessageOutputConfigParam'}, {type: 'null'}]}",
    ]


def test_types_that_only_expected_differences_lead_to_are_no_news(
    spec: dict[str, Any], reasons: dict[str, Any]
) -> None:
    """If `billing_policy` is an expected difference, the types inside it need no entry of their own."""
    older = deepcopy(spec)
    schemas = older["components"]["schemas"]
    del schemas["BillingPolicyParam"]
    for name in ("CountTokensRequest", "CreateMessageRequest"):
        del schemas[name]["properties"]["billing_policy"]
    expected = {"why": "older", "spec_lacks": ["*.billing_policy"]}
    differences = reasons["differences"]
    assert compare(older, {**reasons, "differences": [*differences, expected]}).unexpected == []
    found = [each.what for each in compare(older, reasons).unexpected]
    assert found == [
        "BillingPolicyParam",
        "CountTokensRequest.billing_policy",
        "CreateMessageRequest.billing_policy",
    ]


@pytest.mark.parametrize("fetched", [None, "no network"])
def test_the_newest_sdk_is_compared_unless_it_cannot_be_fetched(
    fetched: str | None, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    def fetch(folder: Path) -> str | None:
        (folder / "newest.py").touch()
        return fetched

    monkeypatch.setattr(newest, "fetch", fetch)
    code = newest.compare_with_newest([sys.executable, "-c", "import newest, sys; print('newest'); sys.exit(1)"])
    out, error = capfd.readouterr()
    if fetched is None:
        assert (code, out, error) == (1, "newest\n", "")
    else:
        message = "the newest anthropic cannot be fetched from PyPI (no network): compared with the installed one\n"
        assert (code, out, error) == (None, "", message)
