"""The generators that people use today for the same documents. Each lives in an environment of its own.

A generator runs in a process of its own, which prints what it made and what it cost, as JSON:

    python -m interop.real.peers NAME DOCUMENT FOLDER
"""

from __future__ import annotations

import json
import re
import resource
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from interop.environment import python_environment

from .making import operations_of
from .trial import Result, check_types, imported, run

ENVIRONMENTS = Path.home() / ".cache" / "isogloss" / "peers"
PACKAGE = "peer_package"
_MEMORY = 8 << 30
"""Bytes of address space: one of them is started with a document of 13 MB."""
_LIMIT = 900
"""Seconds."""


@dataclass(frozen=True)
class Peer:
    """A generator: its package on PyPI, what its code imports, its command line, and how its code names an operation.

    `operation` finds the method and the path of each operation in a generated file. It is None if no client is written.
    """

    name: str
    needs: tuple[str, ...]
    command: Callable[[Path, Path], list[str]]
    operation: re.Pattern[str] | None = None

    @property
    def python(self) -> Path:
        """The Python of its environment, which is made once."""
        folder = ENVIRONMENTS / self.name
        python = folder / "bin" / "python"
        return python if python.exists() else python_environment(folder, self.name, *self.needs)


PEERS = (
    Peer(
        "datamodel-code-generator",
        ("pydantic[email]",),
        lambda document, folder: [
            *("datamodel-codegen", "--input", str(document), "--input-file-type", "openapi"),
            *("--output", str(folder / PACKAGE / "__init__.py"), "--output-model-type", "pydantic_v2.BaseModel"),
        ],
    ),
    Peer(
        "openapi-python-client",
        ("httpx", "attrs", "python-dateutil"),
        lambda document, folder: [
            *("openapi-python-client", "generate", "--path", str(document)),
            *("--output-path", str(folder / PACKAGE), "--meta", "none", "--overwrite"),
        ],
        re.compile(r'"method": "(\w+)",\s+"url": "([^"]*)"'),
    ),
    Peer(
        "openapi-generator-cli",
        ("pydantic", "python-dateutil", "urllib3", "typing-extensions", "lazy-imports"),
        # It refuses documents with mistakes unless it is told not to look. Its tests and pages are not asked for.
        lambda document, folder: [
            *("openapi-generator-cli", "generate", "-g", "python", "-i", str(document), "-o", str(folder)),
            *("--package-name", PACKAGE, "--skip-validate-spec"),
            *("--global-property", "apiTests=false,modelTests=false,apiDocs=false,modelDocs=false"),
        ],
        re.compile(r"method='(\w+)',\s+resource_path='([^']*)'"),
    ),
)


def trial(peer: Peer, document: Path, folder: Path) -> Result:
    """The numbers of a generator for a document; its code goes into `folder`."""
    result = Result(f"  {peer.name}")
    made = run("-m", __name__, peer.name, str(document), str(folder), folder=folder)
    if isinstance(made, str):
        result.problem = f"no code: {made}"
        return result
    result.made = json.loads(made.stdout)
    result.problem = imported(folder, PACKAGE, peer.python)
    check_types(folder, PACKAGE, result, peer.python)
    return result


def main(peer: Peer, document: Path, folder: Path) -> int:
    """Writes the code and prints its numbers; 1 and the reason that the program says if there is none."""
    (folder / PACKAGE).mkdir(parents=True, exist_ok=True)
    program, *arguments = peer.command(document, folder)
    command = [str(peer.python.parent / program), *arguments]
    # openapi-python-client and datamodel-code-generator start ruff, which lies beside them.
    variables = {"PATH": f"{peer.python.parent}:/usr/bin:/bin", "HOME": str(folder)}
    try:
        done = subprocess.run(
            command,
            env=variables,
            cwd=folder,
            preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_AS, (_MEMORY, _MEMORY)),
            capture_output=True,
            text=True,
            timeout=_LIMIT,
            check=False,
        )
    except subprocess.TimeoutExpired:
        print(f"not done after {_LIMIT} seconds", file=sys.stderr)
        return 1
    cost = resource.getrusage(resource.RUSAGE_CHILDREN)
    written = [path.read_text(encoding="utf-8") for path in (folder / PACKAGE).rglob("*.py")]
    if done.returncode or not written:
        said = (done.stderr or done.stdout or "no reason").strip()
        print(said.splitlines()[-1] if "Traceback" in said else " ".join(said.split())[:200], file=sys.stderr)
        return 1
    numbers = {"seconds": cost.ru_utime + cost.ru_stime, "megabytes": cost.ru_maxrss / 1024}
    if peer.operation is not None:
        operations = operations_of(document)
        found = {_shape(*match.groups()) for text in written for match in peer.operation.finditer(text)}
        numbers |= {"kept": sum(_shape(*each) in found for each in operations), "operations": len(operations)}
    print(json.dumps(numbers))
    return 0


def _shape(method: str, path: str) -> tuple[str, str]:
    """An operation without the names of its path parameters, which generators change."""
    return method.upper(), re.sub(r"\{[^}]*\}", "{}", path)


if __name__ == "__main__":
    sys.exit(main(next(each for each in PEERS if each.name == sys.argv[1]), Path(sys.argv[2]), Path(sys.argv[3])))
