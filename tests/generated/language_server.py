"""Pyright as an editor uses it: a language server that is asked about one place in a file."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from types import TracebackType
from typing import Any, Self


class LanguageServer:
    """The language server of the installed pyright, for files in one folder."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._sent = 0
        command = str(Path(sys.executable).with_name("pyright-langserver"))
        self._process = subprocess.Popen(
            [command, "--stdio"], stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
        )

    def __enter__(self) -> Self:
        root = self._folder.as_uri()
        plain = {"documentationFormat": ["plaintext"]}
        of_text = {
            "completion": {"completionItem": plain},
            "signatureHelp": {"signatureInformation": plain},
            "hover": {"contentFormat": ["plaintext"]},
        }
        capabilities = {"workspace": {"configuration": True}, "textDocument": of_text}
        folders = [{"uri": root, "name": "snippets"}]
        words = {"processId": os.getpid(), "rootUri": root, "workspaceFolders": folders, "capabilities": capabilities}
        self._request("initialize", words)
        self._send({"method": "initialized", "params": {}})
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._process.kill()
        self._process.communicate()

    def keywords(self, code: str) -> list[str]:
        """The keyword arguments that are offered at the `|` of some code."""
        found = self._ask("completion", code)["items"]
        return [item["label"].removesuffix("=") for item in found if item["label"].endswith("=")]

    def signatures(self, code: str) -> list[dict[str, Any]]:
        """The signatures, each with label and documentation, that are shown at the `|`."""
        return self._ask("signatureHelp", code)["signatures"]

    def hover(self, code: str) -> str:
        """The text that an editor shows for the name before the `|`."""
        return self._ask("hover", code, back=1)["contents"]["value"]

    def _ask(self, what: str, code: str, back: int = 0) -> Any:
        before, _, after = code.partition("|")
        file = self._folder / f"asked_{self._sent}.py"
        document = {"uri": file.as_uri(), "languageId": "python", "version": 1, "text": before + after}
        self._send({"method": "textDocument/didOpen", "params": {"textDocument": document}})
        lines = before.split("\n")
        position = {"line": len(lines) - 1, "character": len(lines[-1]) - back}
        return self._request(f"textDocument/{what}", {"textDocument": {"uri": file.as_uri()}, "position": position})

    def _request(self, method: str, params: Any) -> Any:
        self._sent += 1
        self._send({"id": self._sent, "method": method, "params": params})
        while True:
            message = self._read()
            if "method" in message and "id" in message:
                # Its own questions: which settings there are.
                asked = len(message["params"].get("items", ())) if message["method"] == "workspace/configuration" else 0
                self._send({"id": message["id"], "result": [{}] * asked})
            elif message.get("id") == self._sent:
                assert "error" not in message, message["error"]
                return message["result"]

    def _send(self, message: dict[str, Any]) -> None:
        body = json.dumps({"jsonrpc": "2.0", **message}).encode()
        assert self._process.stdin is not None
        self._process.stdin.write(b"Content-Length: %d\r\n\r\n%s" % (len(body), body))
        self._process.stdin.flush()

    def _read(self) -> dict[str, Any]:
        assert self._process.stdout is not None
        length = 0
        while line := self._process.stdout.readline().strip():
            name, _, value = line.partition(b":")
            length = int(value) if name.lower() == b"content-length" else length
        return json.loads(self._process.stdout.read(length))
