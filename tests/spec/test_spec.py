"""Facts about the API that the spec must state: what no rule about documents can know."""

from __future__ import annotations

import re

import pytest
from openapi_spec_validator import OpenAPIV32SpecValidator

from isogloss_codegen.document import yaml_source
from isogloss_codegen.document.values import one_or_more

from .judge import SPEC, Node, objects_in, spec

GUIDE = (SPEC.parent / "README.md").read_text(encoding="utf-8")

# What no client can do without: everything else that a vendor promises is `x-tier: declared`.
CORE = {
    "Message": {"id", "type", "role", "content", "model", "usage"},
    "Usage": {"input_tokens", "output_tokens"},
    "TextBlock": {"type", "text"},
    "ThinkingBlock": {"type", "thinking"},
    "ToolUseBlock": {"type", "id", "name", "input"},
    "MessageDeltaEvent": {"type", "delta"},
    "MessageDelta": set[str](),
    "ErrorResponse": {"type", "error"},
    "ErrorObject": {"type", "message"},
    "ModelList": {"data"},
    "ModelInfo": {"id"},
    "MessageTokensCount": {"input_tokens"},
}

ERROR_TYPES = {
    "400": "invalid_request_error",
    "401": "authentication_error",
    "402": "billing_error",
    "403": "permission_error",
    "404": "not_found_error",
    "409": "conflict_error",
    "413": "request_too_large",
    "429": "rate_limit_error",
    "500": "api_error",
    "504": "timeout_error",
    "529": "overloaded_error",
}

# Fields that a response has and that its request twin does not take back.
RESPONSE_ONLY = {
    "CitationCharLocation": {"file_id"},
    "CitationPageLocation": {"file_id"},
    "CitationContentBlockLocation": {"file_id"},
}


def schema(name: str) -> Node:
    return spec()["components"]["schemas"][name]


def operations() -> dict[str, Node]:
    return {
        operation["operationId"]: operation
        for item in spec()["paths"].values()
        for method, operation in item.items()
        if method in ("get", "post")
    }


def refs(name: str) -> set[str]:
    """The components that a component names."""
    return {node["$ref"].rpartition("/")[2] for node in objects_in(schema(name)) if isinstance(node.get("$ref"), str)}


def reachable(name: str) -> set[str]:
    found, waiting = {name}, [name]
    while waiting:
        new = refs(waiting.pop()) - found
        found |= new
        waiting += new
    return found


def members(union: str) -> list[str]:
    return sorted({ref.rpartition("/")[2] for ref in schema(union)["discriminator"]["mapping"].values()})


def test_the_specification_of_openapi_accepts_it() -> None:
    OpenAPIV32SpecValidator(spec()).validate()


def test_the_operations_are_the_four_of_the_api() -> None:
    assert sorted(operations()) == ["messages.count_tokens", "messages.create", "models.list", "models.retrieve"]


@pytest.mark.parametrize("name", CORE)
def test_a_response_needs_its_core_only(name: str) -> None:
    assert set(schema(name).get("required", [])) == CORE[name]


def test_what_is_declared_is_not_required() -> None:
    both = [
        f"{name}.{field}"
        for name, component in spec()["components"]["schemas"].items()
        for field, value in component.get("properties", {}).items()
        if "x-tier" in value and field in component.get("required", [])
    ]
    assert both == []


def test_bounds_of_the_api() -> None:
    request = schema("CreateMessageRequest")["properties"]
    limit = spec()["components"]["parameters"]["Limit"]["schema"]
    assert request["max_tokens"]["minimum"] == 0
    assert request["messages"]["maxItems"] == 100_000
    assert schema("ThinkingConfigEnabledParam")["properties"]["budget_tokens"]["minimum"] == 1024
    assert (limit["minimum"], limit["maximum"], limit["default"]) == (1, 1000, 20)


def test_either_credential_suffices() -> None:
    assert [set(requirement) for requirement in spec()["security"]] == [{"ApiKey"}, {"BearerToken"}]


def test_each_status_has_its_error_type() -> None:
    types: dict[str, set[str]] = {}
    for operation in operations().values():
        for status, response in operation["responses"].items():
            if status != "200":
                name = response["$ref"].rpartition("/")[2]
                types.setdefault(status, set()).update(spec()["components"]["responses"][name]["x-error-types"])
    assert {status: names for status, names in types.items() if names} == {
        status: {name} for status, name in ERROR_TYPES.items()
    }
    assert set(ERROR_TYPES.values()) <= set(schema("ErrorType")["enum"])


def test_event_names_are_event_types() -> None:
    content = operations()["messages.create"]["responses"]["200"]["content"]["text/event-stream"]
    events = {
        item["properties"]["event"]["const"]: item["properties"]["data"]["contentSchema"]["$ref"]
        for item in content["itemSchema"]["oneOf"]
    }
    assert events == schema("StreamEvent")["discriminator"]["mapping"]


@pytest.mark.parametrize("name", sorted(reachable("ContentBlock") - {"FallbackRefusalTrigger"}))
def test_what_comes_back_can_be_sent(name: str) -> None:
    """Everything that a block of a response can hold has its place in the request object of the same kind.

    The reason of a fallback may be any object in a request: a server does not look into it.
    """
    received = schema(name)
    if "properties" in received:
        sent = schema(f"{name}Param")
        assert set(received["properties"]) - set(sent["properties"]) == RESPONSE_ONLY.get(name, set[str]())
        assert set(sent.get("required", [])) <= set(received["properties"])
    elif "discriminator" in received:
        assert set(received["discriminator"]["mapping"]) <= set(schema(f"{name}Param")["discriminator"]["mapping"])


def test_count_tokens_measures_fields_of_a_request() -> None:
    create, count = schema("CreateMessageRequest")["properties"], schema("CountTokensRequest")["properties"]
    assert {name: create.get(name) for name in count} == count
    assert {"max_tokens", "stream", "metadata", "container", "temperature"}.isdisjoint(count)


@pytest.mark.parametrize("name", members("ToolParam"))
def test_tools_have_what_all_tools_have(name: str) -> None:
    tool, custom = schema(name), schema("CustomToolParam")["properties"]
    common = ["cache_control"]
    if "Toolset" not in name:
        common += ["defer_loading", "strict", "allowed_callers"]
        assert "name" in tool["required"]
    else:
        assert "name" not in tool["properties"]
    assert {field: tool["properties"].get(field) for field in common} == {field: custom[field] for field in common}


@pytest.mark.parametrize("name", [name for name in members("ToolParam") if name.startswith("Web")])
def test_domains_are_allowed_or_blocked(name: str) -> None:
    assert schema(name)["not"] == {"required": ["allowed_domains", "blocked_domains"]}


def test_numbers_of_tools_and_members() -> None:
    assert len(members("ToolParam")) == 28
    assert len(schema("BrowserToolsetConfigsParam")["properties"]) == 31
    assert len(schema("ComputerToolsetConfigsParam")["properties"]) == 17


def test_betas_that_fields_need_are_known() -> None:
    betas = [node["x-beta"] for node in objects_in(spec()["components"]["schemas"]) if "x-beta" in node]
    needed = {name for names in betas for name in one_or_more(names)}
    assert needed
    assert needed <= set(schema("BetaFeature")["enum"])


def test_the_guide_explains_every_word() -> None:
    headers = {name.lower() for node in objects_in(spec()["paths"]) for name in node.get("headers", {})}
    headers |= {name for response in spec()["components"]["responses"].values() for name in response["headers"]}
    words = {key for node in objects_in(spec()) for key in node if key.startswith("x-")} - headers
    assert {word for word in words if f"`{word}" not in GUIDE and f"\n{word}:" not in GUIDE} == set()


@pytest.mark.parametrize("snippet", re.findall(r"```yaml\n(.*?)```", GUIDE, re.DOTALL))
def test_snippets_of_the_guide_are_yaml_of_the_house(snippet: str) -> None:
    reading = yaml_source.read(snippet)
    assert isinstance(reading.value, dict | list)  # a part of a document
    assert max(map(len, snippet.splitlines())) <= 120
