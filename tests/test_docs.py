"""What the pages of docs/ say to type and to write works, block after block, in an empty folder."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

pytestmark = pytest.mark.slow
ROOT = Path(__file__).parents[1]
PAGES = ROOT / "docs" / "pages"
BIN = Path(sys.executable).parent
SERVERS = ("isogloss serve", "isogloss record", "uvicorn")
ELSEWHERE = ("pip install", "python check_log.py")
"""Commands that install something, or need what is not installed here."""
REQUEST = '{"model": "m", "max_tokens": 9, "messages": [{"role": "user", "content": "Hi"}]}\n'


class Block:
    """A fenced block: its language, the file that it is saved as, and its text."""

    def __init__(self, head: str, text: str) -> None:
        self.language = head.split()[0] if head.split() else ""
        found = re.search(r'title="([^"]+)"', head)
        self.file = found[1] if found else ""
        self.text = text


def blocks(page: Path) -> Iterator[Block]:
    """The blocks of a page, in order."""
    for head, text in re.findall(r"^```(.*?)\n(.*?)^```$", page.read_text(encoding="utf-8"), re.MULTILINE | re.DOTALL):
        yield Block(head, text)


class Shell:
    """Runs the commands of one page; servers get ports of their own, and addresses follow."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.output = ""
        self.addresses: dict[str, str] = {}
        self.servers: list[subprocess.Popen[str]] = []
        names = ("HOME", "LANG", "TMPDIR")
        self.environment = {name: os.environ[name] for name in names if name in os.environ}
        self.environment |= {"PATH": f"{BIN}:/usr/local/bin:/usr/bin:/bin", "COLUMNS": "100", "NO_COLOR": "1"}

    def run(self, line: str) -> None:
        """Runs a command, which has to succeed; a server goes on in the background."""
        for written, address in self.addresses.items():
            line = line.replace(written, address)
        if line.startswith(SERVERS):
            self._serve(line)
            return
        done = subprocess.run(
            ["bash", "-c", line], cwd=self.folder, env=self.environment, capture_output=True, text=True, check=False
        )
        assert done.returncode == 0, f"{line}\n{done.stdout}{done.stderr}"
        self.output = done.stdout

    def write(self, block: Block) -> None:
        """Saves a file, with the addresses of the servers that run."""
        text = block.text
        for written, address in self.addresses.items():
            text = text.replace(written, address)
        (self.folder / block.file).write_text(text, encoding="utf-8")

    def _serve(self, line: str) -> None:
        found = re.search(r"--port (\d+)", line)
        usual = {"isogloss serve": "8400", "isogloss record": "8401"}
        port = found[1] if found else usual[" ".join(line.split()[:2])]
        command = f"exec {line.replace(f'--port {port}', '')} --port 0"
        process = subprocess.Popen(
            ["bash", "-c", command], cwd=self.folder, env=self.environment, text=True,
            stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
        )  # fmt: skip
        self.servers.append(process)
        assert process.stdout is not None
        said: list[str] = []
        for each in process.stdout:
            said.append(each)
            places = re.findall(r"http://127\.0\.0\.1:\d+", each)
            new = [place for place in places if place not in self.addresses.values()]
            if new:
                self.addresses[f"http://127.0.0.1:{port}"] = new[0]
                return
        raise AssertionError("".join(said))

    def end(self) -> None:
        """Ends the servers."""
        for each in self.servers:
            each.kill()
            each.communicate()


@pytest.fixture
def shell(tmp_path: Path) -> Iterator[Shell]:
    made = Shell(tmp_path)
    try:
        yield made
    finally:
        made.end()


def matches(shown: str, output: str) -> bool:
    """True if an output is as it is shown; `...` stands for any text."""
    pattern = r"[\s\S]*".join(re.escape(part) for part in shown.strip().split("..."))
    return re.fullmatch(pattern, output.strip()) is not None


@pytest.mark.parametrize("name", ["start/app.md", "start/server.md", "start/api.md", "overlays.md", "logs.md"])
def test_a_page_does_what_it_says(name: str, shell: Shell) -> None:
    if name == "logs.md":
        (shell.folder / "log.jsonl").write_text(REQUEST)
    for block in blocks(PAGES / name):
        if block.file:
            shell.write(block)
        elif block.language == "sh":
            for line in block.text.splitlines():
                if not line.startswith(ELSEWHERE):
                    shell.run(line)
        elif block.language == "text":
            assert matches(block.text, shell.output), f"{block.text}\n---\n{shell.output}"


def test_links_lead_somewhere() -> None:
    made = {"support.html", "rules.md", "speed.md"}
    for page in PAGES.rglob("*.md"):
        for link in re.findall(r"\]\(([^)#]+)\)", page.read_text(encoding="utf-8")):
            is_there = link.startswith("https://") or link.rpartition("/")[2] in made or (page.parent / link).exists()
            assert is_there, f"{page.name}: {link}"
