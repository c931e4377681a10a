"""The server's answers to requests that do not validate: the place, and the fault in the user's words."""

from __future__ import annotations

import json
import sys
from types import FrameType
from typing import Any

import pytest
from pydantic import ValidationError

from isogloss import CreateMessageRequest, ModelList
from isogloss._runtime.validation import describe
from isogloss.server import MessagesService, create_app

from .driver import HELLO, JSON, KEY, call
from .services import Answering, hello

APP = create_app(Answering(hello))


def content(*blocks: Any) -> dict[str, Any]:
    return HELLO | {"messages": [{"role": "user", "content": list(blocks)}]}


def problems(body: Any) -> list[str]:
    with pytest.raises(ValidationError) as caught:
        CreateMessageRequest.model_validate_json(json.dumps(body))
    return [str(problem) for problem in describe(caught.value, CreateMessageRequest)]


IMAGE = {"type": "image", "source": {"type": "base64", "media_type": "image/png"}}

CASES: list[tuple[str, Any, list[str]]] = [
    ("missing", {"model": "m", "messages": [{"role": "user", "content": "Hi."}]}, ["max_tokens: is required"]),
    ("nested in a union", content(IMAGE), ["messages[0].content[0].source.data: is required"]),
    (
        "deep inside",
        content({"type": "tool_result", "tool_use_id": "t", "content": [{"type": "text"}]}),
        ["messages[0].content[0].content[0].text: is required"],
    ),
    ("neither kind", HELLO | {"system": 5}, ["system: must be a string or an array"]),
    (
        "the kind that was meant",
        HELLO | {"system": [{"type": "text", "text": 5}]},
        ["system[0].text: must be a string"],
    ),
    ("no tag", content({}), ["messages[0].content[0].type: is required"]),
    ("no object", content(5), ["messages[0].content[0]: must be an object"]),
    ("odd tag", content({"type": 5}), ["messages[0].content[0].type: must be a string"]),
    (
        "what stands for the tag of received instances",
        content({"type": "tool_result", "tool_use_id": "t", "content": [{"type": "<unknown>"}]}),
        [
            'messages[0].content[0].content[0].type: "<unknown>" is not known; it must be one of text, image, '
            "search_result, document, tool_reference, browser_state"
        ],
    ),
    (
        "wrong tag",
        content({"type": "tool_reslt"}),
        ['messages[0].content[0].type: "tool_reslt" is not known; did you mean tool_result?'],
    ),
    (
        "unknown tag",
        HELLO | {"tool_choice": {"type": "xyz"}},
        ['tool_choice.type: "xyz" is not known; it must be one of auto, any, tool, none'],
    ),
    ("unknown field", HELLO | {"max_token": 1}, ["max_token: is not a known field; did you mean max_tokens?"]),
    ("unknown field inside", HELLO | {"metadata": {"zzz": 1}}, ["metadata.zzz: is not a known field"]),
    (
        "a tool without a type",
        HELLO | {"tools": [{"name": "t", "input_schema": {"type": "array"}}]},
        ["tools[0].input_schema.type: must be 'object'"],
    ),
    ("a bound", HELLO | {"temperature": 2}, ["temperature: must be less than or equal to 1"]),
    (
        "no coercion",
        HELLO | {"max_tokens": "5", "stream": 1},
        ["max_tokens: must be an integer", "stream: must be true or false"],
    ),
    (
        "an alias",
        HELLO | {"output_config": {"format": {"type": "json_schema"}}},
        ["output_config.format.schema: is required"],
    ),
    (
        "a tool's rule",
        HELLO
        | {
            "tools": [
                {
                    "type": "web_search_20250305",
                    "name": "web_search",
                    "allowed_domains": ["a"],
                    "blocked_domains": ["b"],
                }
            ]
        },
        ["tools[0]: at most one of allowed_domains, blocked_domains may be given"],
    ),
]


@pytest.mark.parametrize(("body", "expected"), [case[1:] for case in CASES], ids=[case[0] for case in CASES])
def test_problems_are_placed_where_the_user_would_look(body: Any, expected: list[str]) -> None:
    assert problems(body) == expected
    with pytest.raises(ValidationError) as caught:
        CreateMessageRequest.model_validate(body)
    assert [str(problem) for problem in describe(caught.value, CreateMessageRequest)] == expected


def test_blocks_of_json_are_told_apart_without_python() -> None:
    calls: list[str] = []

    def called(frame: FrameType, event: str, _: object) -> None:
        if event == "call":
            calls.append(frame.f_code.co_name)

    body = json.dumps(content({"type": "text", "text": "a"}, {"type": "text", "text": "b"}))
    CreateMessageRequest.model_validate_json(body)
    sys.setprofile(called)
    try:
        CreateMessageRequest.model_validate_json(body)
    finally:
        sys.setprofile(None)
    assert calls == ["model_validate_json", "_integral"]  # once, of `max_tokens`


def test_problems_come_in_the_order_of_the_fields() -> None:
    assert problems({"model": 1, "max_tokens": -1, "messages": 5, "system": 5, "stream": 5}) == [
        "model: must be a string",
        "max_tokens: must be greater than or equal to 0",
        "messages: must be an array",
        "system: must be a string or an array",
        "stream: must be true or false",
    ]


def test_an_instance_is_described_like_json() -> None:
    with pytest.raises(ValidationError) as caught:
        CreateMessageRequest.model_validate(content({"type": "thinking", "thinking": "x"}))
    assert [str(problem) for problem in describe(caught.value, CreateMessageRequest)] == [
        "messages[0].content[0].signature: is required"
    ]


def test_a_refusal_names_the_first_problems() -> None:
    answer = call(APP, "POST", "/v1/messages", body={"messages": [5] * 9, "model": "m", "max_tokens": 1})
    assert answer.status == 400
    assert answer.json["error"]["type"] == "invalid_request_error"
    assert answer.error.startswith("messages[0]: must be an object; messages[1]: ")
    assert answer.error.endswith("; and 4 more")


def test_unknown_fields_are_dropped_where_the_server_ignores_them() -> None:
    seen: list[CreateMessageRequest] = []

    async def keep(body: CreateMessageRequest, parameters: Any, context: Any) -> Any:
        seen.append(body)
        return await hello(body, parameters, context)

    app = create_app(Answering(keep), unknown_fields="ignore")
    schema: Any = {"type": "object", "additionalProperties": False}
    body: Any = content({"type": "text", "text": "t", "zzz": 1}) | {
        "zzz": 0,
        "tools": [{"name": "t", "input_schema": schema}],
    }
    assert call(app, "POST", "/v1/messages", body=body).status == 200
    assert seen[0].model_dump(mode="json") == content({"type": "text", "text": "t"}) | {
        "tools": [{"name": "t", "input_schema": schema}]
    }
    answer = call(app, "POST", "/v1/messages", body=body | {"max_tokens": "1"})
    assert answer.error == "max_tokens: must be an integer"


class Listing(MessagesService):
    """Keeps the parameters it is called with."""

    def __init__(self) -> None:
        self.seen: list[Any] = []

    async def models_list(self, parameters: Any, context: Any) -> Any:
        self.seen.append(parameters)
        return ModelList(data=[])


def listing(query: str = "", **headers: str) -> tuple[Any, Any]:
    service = Listing()
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    answer = call(create_app(service), "GET", "/v1/models", query=query, headers=KEY | named)
    return answer, service.seen[0] if service.seen else None


def test_parameters_are_parsed() -> None:
    answer, seen = listing(
        "limit=5&after_id=a%20b&lifecycle[]=active&lifecycle%5B%5D=retired&unknown=1", anthropic_beta="x-1, y-2"
    )
    assert answer.status == 200
    assert (seen.limit, seen.after_id, seen.lifecycle, seen.betas) == (5, "a b", ["active", "retired"], ["x-1", "y-2"])
    assert seen.anthropic_version == "2023-06-01"
    assert listing()[1].limit == 20


def test_a_header_sent_twice_is_one_list() -> None:
    service = Listing()
    repeated = [("anthropic-beta", "a"), ("Anthropic-Beta", "b,c")]
    call(create_app(service), "GET", "/v1/models", headers=KEY, more_headers=repeated)
    assert service.seen[0].betas == ["a", "b", "c"]


@pytest.mark.parametrize(
    ("query", "message"),
    [
        ("limit=0", "query.limit: must be greater than or equal to 1"),
        ("limit=ten", "query.limit: must be an integer"),
        ("limit=1_0", "query.limit: must be an integer"),
        ("limit=", "query.limit: must be an integer"),
        ("limit=1&limit=2", "query.limit: is given more than once"),
        ("lifecycle[]=old", "query.lifecycle[][0]: must be 'active', 'deprecated' or 'retired'"),
    ],
)
def test_a_wrong_query_parameter_is_400_with_its_place(query: str, message: str) -> None:
    answer, seen = listing(query)
    assert (answer.status, answer.error, seen) == (400, message, None)


def test_a_missing_or_wrong_header_is_400_with_its_place() -> None:
    answer = call(APP, "POST", "/v1/messages", body=HELLO, headers=JSON | {"x-api-key": "k"})
    assert (answer.status, answer.error) == (400, "header.anthropic-version: is required")
    answer = call(APP, "POST", "/v1/messages", body=HELLO, headers=KEY | JSON | {"anthropic-version": "latest"})
    assert answer.status == 400
    assert answer.error.startswith("header.anthropic-version: must match pattern")


@pytest.mark.parametrize(("text", "status"), [("true", 200), ("false", 200), ("1", 400), ("", 400)])
def test_a_boolean_is_true_or_false(text: str, status: int) -> None:
    assert call(APP, "POST", "/v1/messages", body=HELLO, query=f"beta={text}").status == status


def test_a_provider_validates_in_its_own_way() -> None:
    body = HELLO | {"temperature": 0}
    assert call(APP, "POST", "/v1/messages", body=body).status == 200
    strict = create_app(Answering(hello), provider="minimax")
    answer = call(strict, "POST", "/v1/messages", body=body)
    assert (answer.status, answer.error) == (400, "temperature: must be greater than 0")


@pytest.mark.parametrize("provider", ["deepseek", "infercom", "llama-cpp"])
def test_a_header_that_a_provider_does_not_demand_may_be_absent(provider: str) -> None:
    headers = JSON | {"x-api-key": "k"}
    answer = call(APP, "POST", "/v1/messages", body=HELLO, headers=headers)
    assert (answer.status, answer.error) == (400, "header.anthropic-version: is required")
    app = create_app(Answering(hello), provider=provider)
    assert call(app, "POST", "/v1/messages", body=HELLO, headers=headers).status == 200
    wrong = call(app, "POST", "/v1/messages", body=HELLO, headers=headers | {"anthropic-version": "latest"})
    assert (wrong.status, wrong.error.partition(":")[0]) == (400, "header.anthropic-version")
