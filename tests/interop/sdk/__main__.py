"""Runs the official SDK's own tests with this package in its place, and says what came of them.

    python -m interop.sdk PATH

PATH is a checkout of the SDK, or its unpacked source distribution. The tests run in an environment of their own, where
the SDK is not installed. Exits 1 if a test fails that `tests.yaml` does not name, or if something there is out of date.
"""

from __future__ import annotations

import fnmatch
import json
import os
import shutil
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import yaml

from interop.environment import pinned, python_environment

_HERE = Path(__file__).parent
_ROOT = _HERE.parents[2]
_PLUGINS = ("-p", "tests._alias_httpx", "-p", "mapping", "-p", "no:cacheprovider")
_LIMIT = 600
"""Seconds for all tests."""
_SETTINGS = ("-o", "addopts=", "-o", "filterwarnings=", "-o", "asyncio_mode=auto")


def _copied(sdk: Path, folder: Path, table: Mapping[str, Any]) -> Path:
    """A copy of the SDK's tests and sources, with the edits of the table."""
    for part in ("tests", "src", "pyproject.toml"):
        source = sdk / part
        copy = shutil.copytree if source.is_dir() else shutil.copy
        copy(source, folder / part)
    for edit in table["edits"]:
        found = 0
        for path in folder.rglob("*.py"):
            if fnmatch.fnmatch(path.relative_to(folder).as_posix(), edit["file"]):
                text = path.read_text(encoding="utf-8")
                found += text.count(edit["text"])
                path.write_text(text.replace(edit["text"], edit.get("with", "")), encoding="utf-8")
        if not found:
            raise SystemExit(f"tests.yaml: the edit {edit['text']!r} matches nothing")
    return folder


def _run(sdk: Path, table: Mapping[str, Any], arguments: list[str]) -> dict[str, dict[str, str]]:
    """The outcome of each test by its name."""
    with tempfile.TemporaryDirectory() as made:
        folder = Path(made)
        python = python_environment(folder / "environment", *pinned("sdk-tests"))
        copy = folder / "sdk"
        copy.mkdir()
        _copied(sdk, copy, table)
        files = [str(path.relative_to(copy)) for pattern in table["files"] for path in sorted(copy.glob(pattern))]
        outcomes = folder / "outcomes.json"
        variables = {
            **os.environ,
            "PYTHONPATH": os.pathsep.join(map(str, (_ROOT / "generated", _HERE))),
            "SDK_OUTCOMES": str(outcomes),
            "SDK_UNDER_TEST": str(copy),
        }
        command = [str(python), "-m", "pytest", "-q", "--tb=no", *_PLUGINS, *_SETTINGS, *(arguments or files)]
        subprocess.run(command, cwd=copy, env=variables, stdout=subprocess.DEVNULL, check=False, timeout=_LIMIT)
        return json.loads(outcomes.read_text(encoding="utf-8"))


def _unlisted(sdk: Path, table: Mapping[str, Any]) -> Iterator[str]:
    """Yields the files with tests that the table does not name."""
    patterns = [*table["files"], *(pattern for group in table["outside"] for pattern in group["files"])]
    for path in sorted((sdk / "tests").rglob("test_*.py")):
        name = path.relative_to(sdk).as_posix()
        if not any(fnmatch.fnmatch(name, pattern) for pattern in patterns):
            yield f"a file that is neither in `files` nor `outside`: {name}"


def _judged(outcomes: dict[str, dict[str, str]], table: Mapping[str, Any]) -> Iterator[str]:
    """Puts the tests of the table where they belong, and yields what is out of date in it."""
    for kind in ("excluded", "failing"):
        for group in table[kind]:
            for pattern in group["tests"]:
                names = [name for name in outcomes if fnmatch.fnmatch(name.replace("[", "("), f"*{pattern}*")]
                met = [name for name in names if outcomes[name]["outcome"] == "failed"]
                for name in met:
                    outcomes[name] = {"outcome": kind, "why": group["why"]}
                if not met:
                    yield f"{kind}: {pattern}"


def main(sdk: Path, arguments: list[str]) -> int:
    """Runs the tests and prints the table of outcomes."""
    table = yaml.safe_load((_HERE / "tests.yaml").read_text(encoding="utf-8"))
    outcomes = _run(sdk, table, arguments)
    stale = [*_judged(outcomes, table), *_unlisted(sdk, table)] if not arguments else []
    counts = Counter(each["outcome"] for each in outcomes.values())
    for kind in ("failed", "failing", "excluded"):
        reasons = Counter(each["why"] for each in outcomes.values() if each["outcome"] == kind)
        if reasons:
            print(f"\n{kind}: {counts[kind]}")
        for why, count in reasons.most_common():
            print(f"  {count:4}  {why}")
            if kind == "failed":
                names = [name for name, each in outcomes.items() if each == {"outcome": kind, "why": why}]
                print(*(f"          {name}" for name in names[:8]), sep="\n")
    for text in stale:
        print(f"out of date in tests.yaml: {text}")
    meant = counts["passed"] + counts["failed"] + counts["failing"]
    share = f"{counts['passed'] / meant:.1%}" if meant else "0"
    print(
        f"\n{len(outcomes)} tests: {counts['passed']} passed, {counts['failed'] + counts['failing']} failed,", end=" "
    )
    print(f"{counts['excluded'] + counts['skipped']} excluded; passed of those within the mission: {share}")
    return 1 if counts["failed"] or stale else 0


if __name__ == "__main__":
    if len(sys.argv) < 2 or not (Path(sys.argv[1]) / "tests").is_dir():
        sys.exit("give the path of a checkout of the SDK: make sdk-tests SDK=path")
    sys.exit(main(Path(sys.argv[1]).resolve(), sys.argv[2:]))
