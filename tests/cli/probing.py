"""Runs `isogloss probe` on servers of this process, and has some: as they should be, and as others wrote them."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import httpx2
import jsonschema_rs
from click.testing import CliRunner, Result

from isogloss.testing import mock_app
from isogloss_codegen.cli import main
from isogloss_codegen.cli.rule_areas import TRAFFIC, rules_by_id

ROOT = Path(__file__).parents[2]
SCHEMA: dict[str, Any] = json.loads((ROOT / "spec" / "probe.schema.json").read_text(encoding="utf-8"))
VALIDATOR = jsonschema_rs.Draft202012Validator(SCHEMA)
URL = "http://probed.invalid"
KEY = "sk-not-to-be-shown"

Answer = Callable[[httpx2.Request], httpx2.Response]
Change = Callable[[httpx2.Request], httpx2.Response | None]
Serve = Callable[[httpx2.AsyncBaseTransport], None]


def run(*arguments: str | Path, url: str = URL) -> Result:
    result = CliRunner().invoke(main, ["probe", url, *map(str, arguments)], catch_exceptions=False)
    assert KEY not in result.output
    return result


def report(*arguments: str | Path, code: int) -> dict[str, Any]:
    result = run(*arguments, "--format", "json")
    assert result.exit_code == code, result.output
    found = json.loads(result.stdout)
    VALIDATOR.validate(found)
    for finding in found["findings"]:
        assert finding["level"] in rules_by_id(*TRAFFIC)[finding["rule"]].levels, finding
    return found


def rules(found: dict[str, Any], level: str = "") -> set[str]:
    return {each["rule"] for each in found["findings"] if level in ("", each["level"])}


def of(found: dict[str, Any], rule: str) -> dict[str, Any]:
    (finding,) = [each for each in found["findings"] if each["rule"] == rule]
    return finding


def mock(provider: str | None = None, **options: Any) -> httpx2.ASGITransport:
    return httpx2.ASGITransport(app=mock_app(provider, **options))


def answering(answer: Answer) -> httpx2.MockTransport:
    return httpx2.MockTransport(answer)


MESSAGE: dict[str, Any] = {
    "id": "msg_1",
    "type": "message",
    "role": "assistant",
    "model": "tiny",
    "content": [{"type": "text", "text": "one two three four five six seven eight nine CUTHERE three four"}],
    "stop_reason": "end_turn",
    "stop_sequence": None,
    "usage": {"input_tokens": 9, "output_tokens": 1},
}
MODEL = {"type": "model", "id": "tiny", "display_name": "Tiny", "created_at": "2026-01-01T00:00:00Z", "lifecycle": None}


def error(status: int, message: str, **more: Any) -> httpx2.Response:
    return httpx2.Response(status, json={"type": "error", "error": {"type": "e", "message": message}} | more)


def tiny(request: httpx2.Request) -> httpx2.Response:
    """A server that takes everything, does nothing of it, and says the same every time; but asks for the right key."""
    path, method = request.url.path, request.method
    if request.headers.get("x-api-key") != KEY and request.headers.get("authorization") != f"Bearer {KEY}":
        return error(401, "who are you?")
    if (method, path) == ("GET", "/v1/models"):
        return httpx2.Response(200, json={"data": [MODEL], "has_more": False, "first_id": "tiny", "last_id": "tiny"})
    if (method, path) == ("GET", "/v1/models/tiny"):
        return httpx2.Response(200, json=MODEL)
    if (method, path) == ("POST", "/v1/messages/count_tokens"):
        return httpx2.Response(200, json={"input_tokens": len(request.content)})
    if (method, path) != ("POST", "/v1/messages"):
        return error(404, "nothing there")
    try:
        is_object = isinstance(json.loads(request.content), dict)
    except ValueError:
        is_object = False
    return httpx2.Response(200, json=MESSAGE) if is_object else error(400, "no object")


def like_tiny_but(change: Change) -> httpx2.MockTransport:
    """`tiny`, but where `change` has an answer of its own."""
    return answering(lambda request: change(request) or tiny(request))


def page(*names: str, more: bool, last: str | None = None) -> httpx2.Response:
    items = [{**MODEL, "id": name} for name in names]
    return httpx2.Response(
        200, json={"data": items, "has_more": more, "first_id": names[0], "last_id": last or names[-1]}
    )


def is_message(request: httpx2.Request) -> bool:
    return (request.method, request.url.path) == ("POST", "/v1/messages")


def has_key(request: httpx2.Request) -> bool:
    return "x-api-key" in request.headers or "authorization" in request.headers


def asked(*options: str | Path, code: int = 1, most: int = 60) -> dict[str, Any]:
    return report("--api-key-env", "PROBE_KEY", "--max-requests", str(most), *options, code=code)


def like_a_proxy(request: httpx2.Request) -> httpx2.Response | None:
    """Answers like a proxy in front of other APIs, from prepared answers."""
    path = request.url.path
    if not has_key(request):
        return httpx2.Response(500, text="Internal Server Error")
    if KEY not in str(request.headers.raw):
        return httpx2.Response(400, json={"error": {"message": "no such key", "code": "400"}})
    if path.endswith("/isogloss-probe"):
        return httpx2.Response(404, json={"detail": "Not Found"})
    if path.startswith("/v1/models"):
        model = {"id": "tiny", "object": "model", "owned_by": "somebody"}
        return httpx2.Response(200, json=model if path.endswith("tiny") else {"data": [model], "object": "list"})
    if request.content == b"[]":
        return httpx2.Response(500, json={"type": "error", "error": {"type": "e", "message": "not a mapping"}})
    if path.endswith("count_tokens"):
        return httpx2.Response(200, json={"input_tokens": 10})
    usage = {"input_tokens": 2095, "output_tokens": 503}
    return httpx2.Response(200, json=MESSAGE | {"usage": usage}) if is_message(request) else None


def like_a_mock(request: httpx2.Request) -> httpx2.Response | None:
    """Answers like a mock of several APIs: it ignores keys, and answers prepared requests."""
    path = request.url.path
    if b"isogloss_probe" in request.content:
        return error(404, "No fixture matched")
    if path == "/v1/models":
        return page("tiny", "other", more=False)
    if path.startswith("/v1/models/") or path.endswith("count_tokens"):
        return httpx2.Response(404, json={"error": {"message": "Not found"}})
    return httpx2.Response(200, json=MESSAGE) if is_message(request) else error(404, "Not found")
