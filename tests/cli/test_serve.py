"""`isogloss serve`."""

from __future__ import annotations

import asyncio
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import click
import httpx2
import pytest
from click.testing import CliRunner

from isogloss.testing import mock_app, serving
from isogloss_codegen.cli.serve import command
from isogloss_codegen.cli.served import served_provider
from isogloss_codegen.document.providers import find_dialect
from isogloss_codegen.document.rendition import render_document


@pytest.fixture
def server() -> Iterator[subprocess.Popen[str]]:
    script = "from isogloss_codegen.cli import main; main()"
    arguments = [sys.executable, "-c", script, "serve", "--port", "0", "--api-key", "geheim"]
    process = subprocess.Popen(arguments, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    yield process
    process.kill()
    process.communicate()


def test_it_says_where_it_is_and_ends_cleanly(server: subprocess.Popen[str]) -> None:
    assert server.stdout is not None
    first, second, third = (server.stdout.readline() for _ in range(3))
    assert first.startswith("isogloss mock (base) on http://127.0.0.1:")
    url = first.split()[-1]
    assert second == f"export ANTHROPIC_BASE_URL={url}\n"
    assert third == "export ANTHROPIC_API_KEY=...\n"
    assert httpx2.head(url).status_code == 200
    assert httpx2.get(f"{url}/openapi.json").status_code == 200
    headers = {"anthropic-version": "2023-06-01", "x-api-key": "geheim"}
    assert httpx2.get(f"{url}/v1/models", headers=headers).status_code == 200
    assert httpx2.get(f"{url}/v1/models", headers=headers | {"x-api-key": "other"}).status_code == 401
    server.send_signal(signal.SIGINT)
    output, errors = server.communicate(timeout=30)
    assert (server.returncode, output, errors) == (0, "", "")


OVERLAY = """\
overlay: 1.1.0
info:
  title: Acme
  version: 2026-11-20
  x-provider:
    id: acme
    servers: [{url: https://acme.example/a, joined: https://acme.example/a/v1/messages, evidence: &word [{kind: docs,
      source: acme-reference, where: Addresses, says: One address., retrieved: 2026-11-20}]}]
    auth: {schemes: [BearerToken], evidence: *word}
    models: {ids: [acme-1], closed: true, evidence: *word}
extends: isogloss:base
actions:
  - target: $.components.schemas.CreateMessageRequest.properties.stop_sequences
    update: {x-support: {status: ignored}}
    x-evidence: *word
  - target: $.components.schemas.CreateMessageRequest.properties.top_k
    update: {x-support: {status: unsupported}}
    x-evidence: *word
"""


def test_it_speaks_the_dialect_of_an_overlay_that_lies_anywhere(tmp_path: Path) -> None:
    overlay = tmp_path / "acme.yaml"
    overlay.write_text(OVERLAY)
    script = "from isogloss_codegen.cli import main; main()"
    arguments = ["serve", "--port", "0", "--provider", str(overlay), "--unsupported", "reject"]
    process = subprocess.Popen([sys.executable, "-c", script, *arguments], stdout=subprocess.PIPE, text=True)
    try:
        assert process.stdout is not None
        first = process.stdout.readline()
        assert first.startswith(f"isogloss mock ({overlay}) on http://127.0.0.1:")
        url = f"{first.split()[-1]}/a/v1"
        headers = {"anthropic-version": "2023-06-01", "authorization": "Bearer k"}
        assert [model["id"] for model in httpx2.get(f"{url}/models", headers=headers).json()["data"]] == ["acme-1"]
        body = {"model": "acme-1", "max_tokens": 9, "messages": [{"role": "user", "content": "a b"}]}
        answer = httpx2.post(f"{url}/messages", json=body | {"stop_sequences": ["b"]}, headers=headers).json()
        assert answer["stop_reason"] == "end_turn"
        refused = httpx2.post(f"{url}/messages", json=body | {"top_k": 3}, headers=headers)
        assert (refused.status_code, refused.json()["error"]["message"]) == (400, "top_k: is not supported")
        document = httpx2.get(f"{first.split()[-1]}/openapi.json").json()
        assert [server["url"] for server in document["servers"]] == ["https://acme.example/a"]
    finally:
        process.send_signal(signal.SIGINT)
        process.communicate(timeout=30)
    assert process.returncode == 0


def test_the_document_of_a_provider_is_what_is_resolved_of_it() -> None:
    async def shown(app: Any) -> Any:
        async with httpx2.AsyncClient(transport=httpx2.ASGITransport(app), base_url="http://mock") as client:
            return (await client.get("/openapi.json")).json()

    with served_provider(click.Context(command), "minimax") as served:
        document = asyncio.run(shown(mock_app(**served)))
    assert document == render_document(find_dialect("minimax").document)


@pytest.mark.parametrize(
    ("arguments", "code", "said"),
    [
        (["--provider", "minimaxx"], 2, "did you mean `minimax`?"),
        (["--provider", "spec/openapi.yaml"], 2, "is not an overlay of the base"),
        (["--unsupported", "reject"], 2, "name it with --provider"),
    ],
)
def test_wrong_usage(arguments: list[str], code: int, said: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(Path(__file__).parents[2])
    result = CliRunner().invoke(command, arguments)
    assert result.exit_code == code
    assert said in result.stderr


def test_a_port_in_use_is_one_line() -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        result = CliRunner().invoke(command, ["--port", str(port)])
    assert result.exit_code == 2
    said = "another program uses this port; choose another one"
    assert result.stderr == f"Error: cannot listen on 127.0.0.1:{port}: {said}\n"
    assert result.stdout == ""


@pytest.mark.parametrize("host", ["nowhere.invalid", "", "a" * 64, "a..b", "a\0b", "[::1]"])
def test_a_host_that_is_not_there_is_one_line(host: str) -> None:
    result = CliRunner().invoke(command, ["--host", host, "--port", "0"])
    assert result.exit_code == 2
    assert result.stderr == f"Error: there is no host {host!r}: choose another, such as 127.0.0.1\n"


def test_an_address_of_another_machine_is_one_line() -> None:
    result = CliRunner().invoke(command, ["--host", "192.0.2.1", "--port", "0"])
    assert result.exit_code == 2
    said = "this machine does not have that address; choose another host, such as 127.0.0.1"
    assert result.stderr == f"Error: cannot listen on 192.0.2.1:0: {said}\n"


@pytest.mark.parametrize("port", [-1, 65536, 10**9])
def test_a_port_out_of_range_is_said_to_callers_too(port: int) -> None:
    with pytest.raises(OSError, match=f"{port} is not a port: use 1 to 65535"), serving(mock_app(), port=port):
        pass


def test_without_uvicorn_it_names_the_extra(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "uvicorn", None)
    result = CliRunner().invoke(command, ["--port", "0"])
    assert result.exit_code == 2
    assert result.stderr == ("Error: uvicorn is not installed; install the extra: pip install 'isogloss[server]'\n")


def test_help_lists_the_faults() -> None:
    output = CliRunner().invoke(command, ["--help"]).output
    for name in (
        "status-<code>",
        "error-after-<n>",
        "cut-after-<n>",
        "stall-after-<n>",
        "no-message-stop",
        "truncated-delta",
    ):
        assert name in output
