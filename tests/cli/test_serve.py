"""`isogloss serve`."""

from __future__ import annotations

import signal
import socket
import subprocess
import sys
from collections.abc import Iterator

import httpx2
import pytest
from click.testing import CliRunner

from isogloss_codegen.cli.serve import command


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


def test_a_port_in_use_is_one_line() -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        result = CliRunner().invoke(command, ["--port", str(port)])
    assert result.exit_code == 2
    assert result.stderr == f"Error: cannot listen on 127.0.0.1:{port}: address already in use; choose another --port\n"
    assert result.stdout == ""


def test_a_host_that_is_not_there_is_one_line() -> None:
    result = CliRunner().invoke(command, ["--host", "nowhere.invalid", "--port", "0"])
    assert result.exit_code == 2
    assert result.stderr.startswith("Error: cannot listen on nowhere.invalid:0: ")
    assert result.stderr.count("\n") == 1


def test_without_uvicorn_it_names_the_extra(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "uvicorn", None)
    result = CliRunner().invoke(command, ["--port", "0"])
    assert result.exit_code == 2
    assert result.stderr == (
        "Error: uvicorn is not installed; it comes with the extra: pip install 'isogloss[server]'\n"
    )


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
