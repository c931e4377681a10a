"""Runs examples of the official SDK against the mock, with only the import changed.

python -m interop.sdk.examples PATH
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import threading
from pathlib import Path

import uvicorn

from isogloss.testing import mock_app

EXAMPLES = (
    "images",
    "messages",
    "messages_stream",
    "structured_outputs",
    "structured_outputs_streaming",
    "thinking",
    "thinking_stream",
    "tools",
    "tools_runner",
    "tools_runner_search_tool",
    "tools_stream",
    "web_search",
    "web_search_stream",
)
_ROOT = Path(__file__).parents[3]


def changed(text: str) -> str:
    """The program with this package in its imports."""
    return (
        text.replace("from anthropic", "from isogloss")
        .replace("import anthropic", "import isogloss")
        .replace("anthropic.", "isogloss.")
    )


def main(sdk: Path) -> int:
    """Runs the examples, and prints the outcome of each."""
    server = uvicorn.Server(uvicorn.Config(mock_app(), port=0, log_level="error"))
    threading.Thread(target=server.run, daemon=True).start()
    while not server.started:
        threading.Event().wait(0.01)
    url = f"http://127.0.0.1:{server.servers[0].sockets[0].getsockname()[1]}"
    variables = {**os.environ, "ANTHROPIC_BASE_URL": url, "ANTHROPIC_API_KEY": "any"}
    failed = 0
    with tempfile.TemporaryDirectory() as made:
        (Path(made) / "logo.png").write_bytes((sdk / "examples" / "logo.png").read_bytes())
        # A library of the examples that only prints.
        (Path(made) / "rich.py").write_text("from builtins import print\n", encoding="utf-8")
        for name in EXAMPLES:
            text = (sdk / "examples" / f"{name}.py").read_text(encoding="utf-8")
            program = Path(made) / f"{name}.py"
            program.write_text(changed(text), encoding="utf-8")
            variables["PYTHONPATH"] = os.pathsep.join((made, str(_ROOT / "generated")))
            command = [sys.executable, str(program)]
            process = subprocess.run(command, env=variables, capture_output=True, text=True, timeout=60, check=False)
            failed += process.returncode != 0
            lines = process.stderr.strip().splitlines() or [""]
            print(f"{name:32} {'runs' if process.returncode == 0 else f'fails: {lines[-1]}'}")
    print(f"{len(EXAMPLES) - failed} of {len(EXAMPLES)} examples run")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]).resolve()))
