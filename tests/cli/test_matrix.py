"""`isogloss matrix` as a command: what it prints, where it writes, and how it fails."""

from __future__ import annotations

import json
import re
import subprocess
from pathlib import Path

import pytest

from commands import isogloss

ROOT = Path(__file__).parents[2]
LIBRARY = ROOT / "tests" / "codegen" / "matrix" / "cases" / "library"


def run(*arguments: str, cwd: Path = ROOT, **environment: str) -> subprocess.CompletedProcess[str]:
    return isogloss("matrix", *arguments, cwd=cwd, **{"COLUMNS": "120", **environment})


@pytest.fixture
def library(tmp_path: Path) -> Path:
    """A checkout whose spec is the small library of the other tests."""
    (tmp_path / "spec").symlink_to(LIBRARY)
    return tmp_path


def test_shows_the_newest_versions_side_by_side(library: Path) -> None:
    result = run(cwd=library, COLUMNS="80")
    assert (result.returncode, result.stderr) == (0, "")
    assert result.stdout == (LIBRARY / "grid.txt").read_text()


def test_shows_all_versions_if_asked(library: Path) -> None:
    result = run("--all-versions", cwd=library, COLUMNS="50")
    assert result.stdout == (LIBRARY / "narrow.txt").read_text()


def test_a_provider_or_a_feature_brings_notes_and_sources(library: Path) -> None:
    result = run("--provider", "attic", cwd=library, COLUMNS="80")
    assert result.stdout == (LIBRARY / "provider.txt").read_text()
    result = run("--feature", "DAYS", "--all-versions", cwd=library, COLUMNS="80")
    assert result.stdout == (LIBRARY / "feature.txt").read_text()


def test_a_version_is_named_with_its_provider(library: Path) -> None:
    result = run("--provider", "attic@2026-01", "--provider", "cellar", "--format", "json", cwd=library)
    providers = json.loads(result.stdout)["providers"]
    assert [provider["key"] for provider in providers] == ["attic@2026-01", "cellar@2026-06"]


def test_an_overlay_anywhere_is_a_provider(library: Path, tmp_path: Path) -> None:
    overlay = (LIBRARY / "providers" / "cellar@2026-06.overlay.yaml").read_text()
    path = tmp_path / "mine.yaml"
    path.write_text(overlay.replace("title: Cellar", "title: Mine").replace("../openapi.yaml", "spec/openapi.yaml"))
    result = run("--provider", "mine.yaml", "--feature", "title", cwd=library)
    assert result.returncode == 0, result.stderr
    assert "◐ Partial" in result.stdout


def test_what_was_read_long_ago(library: Path) -> None:
    def providers(age: str) -> list[str]:
        result = run("--older-than", age, "--all-versions", "--format", "json", cwd=library)
        return [provider["key"] for provider in json.loads(result.stdout)["providers"]]

    assert "attic@2026-01" in providers("1d")
    assert providers("9000w") == []
    assert run("--older-than", "9000w", cwd=library).stdout == "No statement is that old.\n"


@pytest.mark.parametrize("style", ["markdown", "html", "json"])
def test_writes_a_file(library: Path, style: str) -> None:
    result = run("--format", style, "-o", "out", cwd=library)
    assert (result.returncode, result.stdout, result.stderr) == (0, "", "")
    assert (library / "out").read_text() == run("--format", style, cwd=library).stdout


def test_is_colored_only_where_eyes_see_it(library: Path) -> None:
    assert "\x1b" not in run(cwd=library).stdout
    colored = run("--color", "always", cwd=library).stdout
    assert "\x1b[31m" in run("--color", "always", "--all-versions", cwd=library).stdout
    assert re.sub(r"\x1b\[\d*m", "", colored) == run(cwd=library).stdout


def test_what_it_cannot_do_is_said_in_a_line(library: Path, tmp_path: Path) -> None:
    for arguments, message in (
        (("--provider", "atic"), "there is no provider and no file `atic`; did you mean `attic`?"),
        (("--feature", "dayz"), "no row has `dayz` in its name or group; did you mean `days`?"),
        (("--feature", "qqqq"), "no row has `qqqq` in its name or group; `isogloss matrix` shows all rows"),
        (("--older-than", "soon"), "'soon' is not an age: write 90d, 12w, 3m or 1y"),
        (("-o", "missing/out"), "cannot write missing/out: No such file or directory"),
    ):
        result = run(*arguments, cwd=library)
        assert (result.returncode, result.stdout) == (2, "")
        assert result.stderr.splitlines()[-1].endswith(message)
    (tmp_path / "broken.yaml").write_text("overlay: 1.1.0\ninfo: [")
    result = run("--provider", "broken.yaml", cwd=library)
    assert result.returncode == 3
    assert result.stderr.startswith("broken.yaml:2:")


def test_the_project_itself_is_in_its_generated_files() -> None:
    """The whole of it, as `isogloss generate` writes it."""
    result = run("--all-versions", "--format", "json")
    assert result.stdout == (ROOT / "generated" / "support.json").read_text()
