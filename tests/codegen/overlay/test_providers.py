"""The meanings of a PROVIDER argument: a name, a version, a file, a file of a revision."""

from __future__ import annotations

import json
import shutil
import subprocess
from pathlib import Path

import pytest

from isogloss_codegen.document.load import LoadError
from isogloss_codegen.document.openapi import load
from isogloss_codegen.document.providers import (
    UnknownProviderError,
    all_dialects,
    dialects_of_base,
    find_dialect,
    overlays,
)

from .library import EVIDENCE, LIBRARY


@pytest.fixture(autouse=True)
def checkout(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A checkout with a base and four overlays, which is the working directory."""
    monkeypatch.chdir(tmp_path)
    providers = tmp_path / "spec" / "providers"
    providers.mkdir(parents=True)
    shutil.copy(LIBRARY, tmp_path / "spec" / "openapi.yaml")
    for name in ("branch@2026-09", "branch@2026-10-05", "branch@2026-10", "annex@2025-01"):
        write(providers / f"{name}.overlay.yaml")
    return tmp_path


def write(path: Path, extends: str = "../openapi.yaml", summary: str = "Branch") -> None:
    id, _, version = path.name.removesuffix(".overlay.yaml").partition("@")
    action = {"target": "$.info.summary", "update": summary, "x-evidence": EVIDENCE}
    value = {
        "overlay": "1.1.0",
        "info": {"title": id, "version": version or "2026-11", "x-provider": {"id": id}},
        "extends": extends,
        "actions": [action],
    }
    path.write_text(json.dumps(value))


@pytest.mark.parametrize(
    ("name", "id", "version"),
    [
        ("base", "base", "1"),
        ("branch", "branch", "2026-10-05"),
        ("branch@2026-09", "branch", "2026-09"),
        ("annex", "annex", "2025-01"),
        ("spec/providers/branch@2026-10.overlay.yaml", "branch", "2026-10"),
        ("./spec/openapi.yaml", "openapi", "1"),
    ],
)
def test_names_and_paths(name: str, id: str, version: str) -> None:
    found = find_dialect(name)
    assert (found.id, found.version) == (id, version)


def test_versions_are_dates_not_strings() -> None:
    write(Path("spec/providers/branch@2026-9.overlay.yaml"))
    assert list(overlays()) == [
        "annex@2025-01", "branch@2026-09", "branch@2026-9", "branch@2026-10", "branch@2026-10-05",
    ]  # fmt: skip


def test_all() -> None:
    found = [f"{dialect.id}@{dialect.version}" for dialect in all_dialects()]
    assert found == ["annex@2025-01", "branch@2026-09", "branch@2026-10", "branch@2026-10-05"]


def test_an_overlay_anywhere(tmp_path_factory: pytest.TempPathFactory) -> None:
    elsewhere = tmp_path_factory.mktemp("elsewhere") / "mine.overlay.yaml"
    write(elsewhere, extends="isogloss:base")
    assert find_dialect(str(elsewhere)).id == "mine"
    assert list(find_dialect(str(elsewhere)).document["paths"]) == ["/v1/loans", "/v1/books"]


def test_a_plain_overlay_of_anybody() -> None:
    value = {
        "overlay": "1.0.0",
        "info": {"title": "Short", "version": "3", "x-by": "anybody"},
        "extends": "spec/openapi.yaml",
        "actions": [{"target": "$.paths['/v1/books']", "remove": True}],
    }
    Path("short.yaml").write_text(json.dumps(value))
    found = find_dialect("short.yaml")
    assert (found.id, found.version, found.title) == ("short", "3", "Short")
    assert list(found.document["paths"]) == ["/v1/loans"]
    assert found.document["info"]["title"] == "Library"


@pytest.mark.parametrize(
    ("name", "message"),
    [
        ("brnch", "did you mean `branch`?"),
        ("branch@2026-11", "did you mean `branch@2026-10`?"),
        ("somewhere/else.yaml", "known: base, annex, branch"),
    ],
)
def test_unknown_names_are_met_with_the_nearest(name: str, message: str) -> None:
    with pytest.raises(UnknownProviderError, match="there is no provider and no file") as caught:
        find_dialect(name)
    assert str(caught.value).endswith(message)


def test_an_overlay_that_does_not_fit_is_not_a_dialect() -> None:
    write(Path("spec/providers/annex@2025-02.overlay.yaml"))
    path = Path("spec/providers/annex@2025-02.overlay.yaml")
    path.write_text(path.read_text().replace("info.summary", "info.sumary").replace("2025-02", "2025-2"))
    with pytest.raises(LoadError) as caught:
        find_dialect("annex")
    assert [problem.rule for problem in caught.value.problems] == ["overlay-invalid"]
    path.write_text(path.read_text().replace("2025-2", "2025-02"))
    with pytest.raises(LoadError) as caught:
        find_dialect("annex")
    assert [problem.help for problem in caught.value.problems] == ['did you mean "summary"?']


def git(*arguments: str) -> None:
    identity = ["-c", "user.name=a", "-c", "user.email=a@example"]
    subprocess.run(["git", *identity, *arguments], check=True, capture_output=True)


def test_a_revision() -> None:
    git("init", "-q")
    git("add", ".")
    git("commit", "-qm", "One")
    write(Path("spec/providers/annex@2025-01.overlay.yaml"), summary="Two")
    spec = Path("spec/openapi.yaml")
    spec.write_text(spec.read_text().replace("title: Library", "title: Bookshop"))
    assert find_dialect("base").title == "Bookshop"
    assert find_dialect("git:HEAD:spec/openapi.yaml").title == "Library"
    # What an overlay extends is the document of its own revision.
    then = find_dialect("git:HEAD:spec/providers/annex@2025-01.overlay.yaml")
    assert (then.id, then.document["components"]) == ("annex", load(LIBRARY).value["components"])
    now = find_dialect("annex")
    assert now.overlay is not None
    assert now.overlay.value["actions"][0]["update"] == "Two"
    assert then.overlay is not None
    assert then.overlay.value["actions"][0]["update"] == "Branch"


def test_the_overlays_of_a_base_are_those_of_its_revision() -> None:
    git("init", "-q")
    git("add", ".")
    git("commit", "-qm", "One")
    Path("spec/providers/annex@2025-01.overlay.yaml").unlink()
    assert {dialect.id for dialect in dialects_of_base(load("git:HEAD:spec/openapi.yaml"))} == {"annex", "branch"}
    assert {dialect.id for dialect in dialects_of_base(load("spec/openapi.yaml"))} == {"branch"}
    # At the top of a repository, too, what lies there now is another thing.
    Path("spec/providers").rename("providers")
    shutil.copy(LIBRARY, "openapi.yaml")
    git("add", ".")
    git("commit", "-qm", "Two")
    shutil.rmtree("providers")
    assert {dialect.id for dialect in dialects_of_base(load("git:HEAD:openapi.yaml"))} == {"branch"}


def test_a_base_without_overlays_has_those_of_the_project() -> None:
    elsewhere = shutil.copy(LIBRARY, "elsewhere.yaml")
    assert {dialect.id for dialect in dialects_of_base(load(elsewhere))} == {"annex", "branch"}


@pytest.mark.parametrize(
    ("name", "reason"),
    [
        ("git:HEAD", "write git:REVISION:PATH, as in git:HEAD~1:spec/openapi.yaml"),
        ("git:--output=x:spec", "write git:REVISION:PATH, as in git:HEAD~1:spec/openapi.yaml"),
        ("git:nosuch:spec/openapi.yaml", "invalid object name 'nosuch'."),
        ("git:HEAD:spec/nosuch.yaml", "path 'spec/nosuch.yaml' does not exist in 'HEAD'"),
    ],
)
def test_a_revision_that_cannot_be_read(name: str, reason: str) -> None:
    git("init", "-q")
    git("commit", "-qm", "One", "--allow-empty")
    with pytest.raises(LoadError) as caught:
        find_dialect(name)
    assert [str(problem) for problem in caught.value.problems] == [
        f"{name}:1:1: error[unreadable] cannot be read: {reason}"
    ]
