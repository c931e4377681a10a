"""`isogloss setup`: what it says, and that the lines work."""

from __future__ import annotations

import functools
import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from isogloss.providers import PROVIDERS as SPOKEN
from isogloss.testing import mock_app, serving
from isogloss_codegen.cli import main

ROOT = Path(__file__).parents[2]
HOSTS = re.compile(r"https?://[^/'\"\s]+")
KEYS = (
    "ANTHROPIC_API_KEY",
    "ANTHROPIC_AUTH_TOKEN",
    "MINIMAX_API_KEY",
    "INFINITY_BLUE_API_KEY",
    "INFERCOM_API_KEY",
    "DEEPSEEK_API_KEY",
)
PROVIDERS = ("anthropic", "infercom", "infinity-blue", "minimax", "vllm", "generic", "deepseek@2025-12")
ASK = """
import isogloss, os
message = isogloss.Client().messages.create(
    model=os.environ["ANTHROPIC_MODEL"], max_tokens=64, messages=[{"role": "user", "content": "Hello"}]
)
print(message.text)
"""


def setup(*arguments: str) -> Result:
    return CliRunner().invoke(main, ["setup", *arguments])


@functools.cache
def lines(*arguments: str) -> str:
    """The lines; what is no comment."""
    result = setup(*arguments)
    assert result.exit_code == 0, result.output
    return result.stdout


# A process for each kind of line: one provider is asked at once, all of them in the slow tests.
SERVED = [pytest.param(name, marks=() if name == "minimax" else pytest.mark.slow) for name in SPOKEN if "@" not in name]


@pytest.fixture(scope="module", params=SERVED)
def served(request: pytest.FixtureRequest) -> Iterator[tuple[str, str]]:
    """A provider, and the address of a mock that speaks its dialect."""
    with serving(mock_app(request.param)) as url:
        yield request.param, url


def run(command: list[str], text: str, url: str) -> str:
    """The output of lines for a terminal, with the mock at `url` in place of the host that they name."""
    environment = {name: value for name, value in os.environ.items() if name not in KEYS}
    keys = dict.fromkeys(re.findall(r"\w+_API_KEY|\w+_BEARER_TOKEN_\w+", text), "any")
    done = subprocess.run(
        [*command, HOSTS.sub(url, text)], env=environment | keys, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


def test_shell_lines_work(served: tuple[str, str]) -> None:
    command = f"{sys.executable} -c '{ASK}'"
    assert "Hello" in run(["sh", "-ec"], f"{lines(served[0])}{command}", served[1])


def test_curl_lines_work(served: tuple[str, str]) -> None:
    if shutil.which("curl") is None:
        pytest.fail("this test needs curl: install it (on Debian: apt-get install curl)")
    text = lines(served[0], "--for", "curl").replace("curl '", "curl -s --noproxy '*' '")
    assert "Hello" in json.loads(run(["sh", "-ec"], text, served[1]))["content"][-1]["text"]


def test_python_lines_work(served: tuple[str, str]) -> None:
    text = lines(served[0], "--for", "python")
    assert "Hello" in run([sys.executable, "-W", "ignore", "-c"], text, served[1])


@pytest.mark.parametrize("target", ["sh", "claude-code", "curl", "langchain", "node", "python"])
def test_every_target_says_what_has_to_be_said(target: str) -> None:
    text = lines("minimax", "--for", target)
    assert "https://api.minimax.io/anthropic" in text
    assert "china https://api.minimaxi.com/anthropic" in text
    assert "MINIMAX_API_KEY" in text
    assert "MiniMax-M2.1" in text
    assert "Claude is not among them" in text
    assert "anthropic-beta" in text
    assert "{{" not in text
    china = lines("minimax", "--for", target, "--region", "china")
    assert "https://api.minimaxi.com/anthropic" in china.replace("# Other addresses", "")
    assert "international https://api.minimax.io/anthropic" in china


def test_a_key_is_shown_as_the_provider_wants_it() -> None:
    assert "authorization: Bearer ${INFINITY_BLUE_API_KEY:?" in lines("infinity-blue", "--for", "curl")
    assert "x-api-key: ${MINIMAX_API_KEY:?" in lines("minimax", "--for", "curl")
    assert "ANTHROPIC_AUTH_TOKEN=" in lines("infinity-blue")
    assert "unset ANTHROPIC_API_KEY" in lines("infinity-blue")
    assert "key" not in lines("vllm", "--for", "curl").lower()
    assert "This is not the official service" in lines("infinity-blue")
    assert "not" not in lines("anthropic", "--for", "curl").replace("is not set", "")


def test_a_plan_has_its_own_address() -> None:
    text = lines("kimi", "--plan", "coding plan")
    assert "# This address accepts keys of the plan: coding plan" in text
    assert "ANTHROPIC_BASE_URL='https://api.kimi.com/coding'" in text
    assert "china (pay-as-you-go) https://api.moonshot.cn/anthropic" in text
    assert "ANTHROPIC_BASE_URL='https://api.moonshot.cn/anthropic'" in lines("kimi", "--region", "china")


def test_an_address_says_what_to_fill_in() -> None:
    text = lines("alibaba")
    assert "# In the address, replace YOUR-WORKSPACE-ID with the ID of your workspace" in text
    assert "='https://YOUR-WORKSPACE-ID.ap-southeast-1.maas.aliyuncs.com/apps/anthropic'" in text
    assert "YOUR" not in lines("alibaba", "--region", "us")
    assert "YOUR-REGION" in lines("bedrock")
    assert "='https://bedrock-mantle.eu-west-1.api.aws/anthropic'" in lines("bedrock", "--region", "eu-west-1")


def test_lines_tell_what_is_special_about_calling_a_provider() -> None:
    assert "# Clients need an SDK for Vertex AI, such as AnthropicVertex" in lines("vertex")


@pytest.mark.parametrize("provider", PROVIDERS)
def test_shell_lines_want_a_key_where_one_is_needed(provider: str) -> None:
    environment = {name: value for name, value in os.environ.items() if not name.endswith("_API_KEY")}
    done = subprocess.run(["sh", "-ec", lines(provider)], env=environment, capture_output=True, text=True, check=False)
    assert (done.returncode == 0) == (provider == "vllm")
    assert provider == "vllm" or "is not set" in done.stderr


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("minimaxx",), "did you mean `minimax`?"),
        (("minimax", "--region", "chna"), "there is no server in the region `chna`; did you mean `china`?"),
        (("anthropic", "--region", "mars"), "leave it out"),
        (("bedrock", "--region", "us east"), "there is no server in the region `us east`; leave it out"),
        (("kimi", "--plan", "coding"), "there is no server for the plan `coding`; did you mean `coding plan`?"),
        (("kimi", "--plan", "coding plan", "--region", "china"), "in the region `china`; leave it out"),
        (("minimax", "--for", "fortran"), "'claude-code', 'curl', 'langchain', 'node', 'python', 'sh'"),
    ],
)
def test_wrong_usage(arguments: tuple[str, ...], said: str) -> None:
    result = setup(*arguments)
    assert result.exit_code == 2
    assert said in result.stderr
    assert result.stdout == ""


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("https://api.minimax.io/anthropic", "https://x/'; touch owned; '"),
        ("MINIMAX_API_KEY", "A:-$(touch owned)"),
        ("ids: [MiniMax-M2.1,", "ids: ['$(touch owned)',"),
    ],
)
def test_an_overlay_cannot_put_commands_into_the_lines(field: str, value: str, tmp_path: Path) -> None:
    text = (ROOT / "spec" / "providers" / "minimax@2026-01.overlay.yaml").read_text()
    assert field in text
    hostile = tmp_path / "hostile.overlay.yaml"
    hostile.write_text(text.replace("../openapi.yaml", "isogloss:base").replace(field, value))
    result = setup(str(hostile))
    assert result.exit_code == 3, result.output
    assert result.stdout == ""


def test_an_overlay_of_ones_own(tmp_path: Path) -> None:
    text = (ROOT / "spec" / "providers" / "minimax@2026-01.overlay.yaml").read_text()
    own = tmp_path / "own.overlay.yaml"
    own.write_text(text.replace("../openapi.yaml", "isogloss:base"))
    assert "from isogloss import Client" in lines(str(own), "--for", "python")
