"""The server answers any request as the spec says: never with 500, and with the place of the fault."""

from __future__ import annotations

import copy
import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, cast
from urllib.parse import quote, urlencode

import hypothesis.strategies as st
import jsonschema_rs
from hypothesis import HealthCheck, Phase, given, settings

from generated.server.driver import HELLO, call
from isogloss.testing import ANY_TEXT_SIGNATURE, mock_app
from isogloss_codegen.document.load import read
from spec.judge import objects_in

from .answers import refusals, well_formed
from .own_rules import OWN_RULES

EXAMPLES = Path(__file__).parents[2] / "spec" / "examples" / "requests"
REQUESTS = [read(path).value for path in sorted(EXAMPLES.glob("*.yaml"))]
PARTS = [part for request in REQUESTS for part in objects_in(request["value"])]
PATHS = {"CreateMessageRequest": "/v1/messages", "CountTokensRequest": "/v1/messages/count_tokens"}
APP = mock_app()
KEY = {"x-api-key": "any", "anthropic-version": "2023-06-01", "content-type": "application/json"}
OTHER_HEADERS = ("authorization", "anthropic-beta", "content-length", "content-encoding", "accept", "expect", "cookie")

# With these parsers have trouble: lone surrogates, endless numbers, what looks like JSON, deep nesting.
ODD_BYTES = [
    b'"\\ud800"',
    b"1e999",
    b"-0",
    b"9" * 400,
    b"NaN",
    b"\\u0000",
    b"\xef\xbb\xbf",
    b"[" * 5000,
    b'{"a":' * 5000,
]

run = settings(
    max_examples=200,
    phases=[Phase.explicit, Phase.generate],
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)

words = st.text(max_size=8) | st.sampled_from(["type", "text", "stream", "USE_TOOL:get_tide {", "no-such-", "\x00"])
latin = st.text(st.characters(codec="latin-1"), max_size=12)
scalars = st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | words
values = st.recursive(
    scalars | st.sampled_from(PARTS),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(words, inner, max_size=3),
    max_leaves=6,
)


@st.composite
def mutated(draw: st.DrawFn) -> tuple[str, Any]:
    """A component, and an example of it of which up to three parts were removed, replaced, added or doubled."""
    request = draw(st.sampled_from(REQUESTS))
    body = copy.deepcopy(request["value"])
    if request["schema"] == "CreateMessageRequest" and draw(st.booleans()):
        body["stream"] = True
    for _ in range(draw(st.sampled_from([0, 1, 1, 2, 3]))):
        places = list(_places(body))
        if places:
            _mutate(draw, *draw(st.sampled_from(places)))
    return request["schema"], body


def _places(value: Any) -> Iterator[tuple[Any, Any]]:
    """Every part of a value, as what it is in and its key or index there."""
    if isinstance(value, dict | list):
        parts = cast("Any", value)
        for step in parts if isinstance(value, dict) else range(len(parts)):
            yield parts, step
            yield from _places(parts[step])


def _mutate(draw: st.DrawFn, parent: Any, step: Any) -> None:
    change = draw(st.sampled_from(["remove", "replace", "add", "double"]))
    if change == "remove":
        del parent[step]
    elif change == "replace":
        parent[step] = copy.deepcopy(draw(values))
    else:
        more = copy.deepcopy(parent[step] if change == "double" else draw(values))
        if isinstance(step, int):
            parent.insert(step, more)
        else:
            parent[draw(words)] = more


@st.composite
def torn(draw: st.DrawFn) -> bytes:
    """An example of which some bytes were replaced, removed or added."""
    body = json.dumps(draw(st.sampled_from(REQUESTS))["value"], ensure_ascii=False).encode()
    start = draw(st.integers(0, len(body)))
    end = draw(st.integers(start, min(len(body), start + 20)) | st.just(len(body)))
    return body[:start] + draw(st.binary(max_size=4) | st.sampled_from(ODD_BYTES)) + body[end:]


@st.composite
def schemas(draw: st.DrawFn, depth: int = 2) -> dict[str, Any]:
    """A JSON Schema, which may be one that nothing satisfies, or that the mock does not read."""
    kind = draw(st.sampled_from(["object", "array", "string", "integer", "number", "boolean", "null"]))
    schema: dict[str, Any] = {"type": kind if kind == "null" else draw(st.sampled_from([kind, [kind, "null"]]))}
    numbers = st.integers(-5, 5)
    if kind == "object" and depth:
        names = draw(st.lists(words, max_size=3, unique=True))
        schema["properties"] = {name: draw(schemas(depth - 1)) for name in names}
        schema["required"] = draw(st.lists(st.sampled_from([*names, "other"]), max_size=3, unique=True))
        schema |= draw(st.sampled_from([{}, {"additionalProperties": False}]))
    elif kind == "array" and depth:
        schema |= {"items": draw(schemas(depth - 1)), "minItems": draw(st.integers(0, 3))}
    elif kind == "string":
        schema |= {"minLength": draw(st.integers(0, 5)), "maxLength": draw(st.integers(0, 9))}
    elif kind in ("integer", "number"):
        schema |= {"minimum": draw(numbers), draw(st.sampled_from(["maximum", "exclusiveMaximum"])): draw(numbers)}
    odd: list[dict[str, Any]] = [
        {},
        {},
        {"enum": [draw(scalars)]},
        {"default": draw(scalars)},
        {"not": {}},
        {"x-odd": 1},
    ]
    return schema | draw(st.sampled_from(odd))


def post(path: str, body: bytes, headers: Mapping[str, str] = KEY) -> tuple[int, Any]:
    """The status of the answer to a request, and what it says; it is well-formed, and blames no server."""
    answer = call(APP, "POST", path, body=body, headers=headers)
    assert answer.complete
    assert answer.status < 500, answer.body
    return answer.status, well_formed(path, answer.status, answer.headers, answer.body)


@run
@given(mutated())
def test_a_body_is_answered_or_refused_as_the_spec_says(request: tuple[str, Any]) -> None:
    component, body = request
    text = json.dumps(body).replace("c2lnbmF0dXJl", ANY_TEXT_SIGNATURE)
    status, said = post(PATHS[component], text.encode())
    refused = refusals(component, json.loads(text))
    if refused:
        assert status == 400, refused
        assert said["error"]["type"] == "invalid_request_error"
        place, colon, _ = said["error"]["message"].partition(": ")
        assert colon
        assert place.startswith(tuple(place for place, _ in refused)), refused
    elif status == 404:
        thread: dict[str, Any] = body.get("thread") or {}
        is_lost = thread.get("type") == "continue"  # nothing was begun that could be continued
        assert body["model"].startswith("no-such-") or is_lost
    else:
        assert status == 200 or OWN_RULES.match(said["error"]["message"]), said


@run
@given(st.binary(max_size=200) | torn() | st.sampled_from(ODD_BYTES), st.sampled_from(sorted(PATHS.values())))
def test_bytes_that_are_no_request_are_refused(body: bytes, path: str) -> None:
    status, said = post(path, body)
    if status != 200:
        assert status in (400, 404)
        assert ": " in said["error"]["message"]


@run
@given(latin, st.dictionaries(st.sampled_from([*KEY, *OTHER_HEADERS]), latin, max_size=4))
def test_any_headers_are_answered(name: str, headers: dict[str, str]) -> None:
    status, _ = post("/v1/messages", json.dumps(HELLO).encode(), KEY | {f"x-{name}": "any"} | headers)
    assert status in (200, 400, 401, 413, 415)


@run
@given(words, st.lists(st.tuples(st.sampled_from(["limit", "after_id", "before_id", "lifecycle[]", "x"]), words)))
def test_any_path_and_query_are_answered(model: str, query: list[tuple[str, str]]) -> None:
    answer = call(APP, "GET", f"/v1/models/{quote(model, safe='')}", headers=KEY)
    said = well_formed("/v1/models/{model_id}", answer.status, answer.headers, answer.body)
    assert said["id"] == model if answer.status == 200 else (model == "" or model.startswith("no-such-"))
    answer = call(APP, "GET", "/v1/models", headers=KEY, query=urlencode(query))
    well_formed("/v1/models", answer.status, answer.headers, answer.body)
    assert answer.status in (200, 400)


@run
@given(schemas(), st.booleans())
def test_arguments_satisfy_the_schema_of_their_tool(schema: dict[str, Any], stream: bool) -> None:
    arguments = schema | {"type": "object"}
    tool = {"name": "get_tide", "input_schema": arguments}
    body = HELLO | {"max_tokens": 10_000, "tools": [tool], "tool_choice": {"type": "any"}, "stream": stream}
    status, said = post("/v1/messages", json.dumps(body).encode())
    if status == 200:
        (called,) = said["content"]
        assert jsonschema_rs.is_valid(arguments, called["input"])
    else:
        assert said["error"]["message"].startswith("tools[0].input_schema")
