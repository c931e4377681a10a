"""Overlays that build on another: what is inherited, what is not, and whose line a finding shows."""

from __future__ import annotations

import itertools
import json
import subprocess
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from isogloss_codegen.document.load import LoadError
from isogloss_codegen.document.openapi import load
from isogloss_codegen.document.overlay.assemble import assemble
from isogloss_codegen.document.overlay.extends import MAX_OVERLAYS
from isogloss_codegen.document.providers import find_dialect
from isogloss_codegen.document.resolve import Dialect

from .library import LIBRARY

PAGE = {"title": "The page", "kind": "docs", "retrieved": "2026-10-20", "url": "https://branch.example/page"}
SAID = [{"source": "page", "where": "Loans", "says": "as is"}]


def write(path: Path, *actions: Mapping[str, Any], provider: Mapping[str, Any] | None = None, **more: Any) -> Path:
    info = {"title": path.name, "version": "2026-11", "x-provider": {"id": "branch", **(provider or {})}}
    info |= {"x-sources": more.pop("sources")} if "sources" in more else {}
    info |= {"description": more.pop("description")} if "description" in more else {}
    value = {"overlay": "1.1.0", "info": info, "extends": "library.yaml", "actions": actions, **more}
    path.write_text(json.dumps(value, indent=1))
    return path


def states(target: str, status: str, **more: Any) -> dict[str, Any]:
    words = {"status": status, **more}
    return {"target": f"$.components.schemas.{target}", "update": {"x-support": words}, "x-evidence": SAID}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "library.yaml").write_text(LIBRARY.read_text())
    (tmp_path / "rules.yaml").write_text((LIBRARY.parent / "rules.yaml").read_text())
    return tmp_path


GIFT = "/components/schemas/LoanRequest/properties/gift"


def family(folder: Path, **own: Any) -> Dialect:
    """The dialect of an overlay that extends one with something of everything."""
    evidence = {"evidence": SAID}
    write(
        folder / "old.json",
        states("LoanRequest.properties.gift", "full"),
        states("LoanRequest.properties.priority", "partial", note="old"),
        sources={"page": PAGE},
        description="The old one.",
        provider={
            "default_status": "ignored",
            "unknown_fields": {"policy": "reject", **evidence},
            "models": {"ids": ["one", "two"], "closed": True, **evidence},
            "endpoints": [
                {"method": "GET", "path": "/v1/books", "status": "full", **evidence},
                {"method": "GET", "path": "/v1/shelves", "status": "unsupported", **evidence},
            ],
        },
        **{
            "x-rules": [
                {"rule": "one-reader", "at": "reader", "status": "full", **evidence},
                {"rule": "one-reader", "at": "place", "status": "full", **evidence},
            ],
            "x-conflicts": [
                {"subject": f"provider.{word}", "claims": [{"value": 1, **evidence}] * 2, "taken": 1, "why": "Old."}
                for word in ("models", "endpoints")
            ],
        },
    )
    own = {"sources": {"sign": {**PAGE, "title": "The sign"}}, **own}
    actions = own.pop("actions", [states("LoanRequest.properties.gift", "ignored")])
    write(folder / "new.json", *actions, extends="./old.json", **own)
    return find_dialect(str(folder / "new.json"))


def test_what_is_not_said_again_is_inherited(folder: Path) -> None:
    dialect = family(folder)
    assert (dialect.title, dialect.description, dialect.version) == ("new.json", "The old one.", "2026-11")
    assert dialect.support.default == "ignored"
    assert dialect.models == ["one", "two"]
    assert dialect.statements["/components/schemas/LoanRequest/properties/priority"].note == "old"
    assert [rule["at"] for rule in dialect.rules] == ["reader", "place"]
    assert [conflict["subject"] for conflict in dialect.conflicts] == ["provider.models", "provider.endpoints"]


def test_its_own_words_win(folder: Path) -> None:
    evidence = {"evidence": SAID}
    dialect = family(
        folder,
        provider={
            "models": {"ids": ["three"], "closed": False, **evidence},
            "endpoints": [{"method": "GET", "path": "/v1/shelves", "status": "full", **evidence}],
        },
        **{
            "x-rules": [{"rule": "one-reader", "at": "reader", "status": "unknown", **evidence}],
            "x-conflicts": [
                {"subject": "provider.models", "claims": [{"value": 2, **evidence}] * 2, "taken": 2, "why": "New."}
            ],
        },
    )
    assert dialect.statements[GIFT].status == "ignored"
    assert dialect.models == ["three"]
    assert [(each["path"], each["status"]) for each in dialect.words["endpoints"]] == [
        ("/v1/books", "full"),
        ("/v1/shelves", "full"),
    ]
    assert [(rule["at"], rule["status"]) for rule in dialect.rules] == [("place", "full"), ("reader", "unknown")]
    assert [(conflict["subject"], conflict["taken"]) for conflict in dialect.conflicts] == [
        ("provider.endpoints", 1),
        ("provider.models", 2),
    ]


def test_a_source_keeps_the_meaning_that_it_has_in_its_file(folder: Path) -> None:
    """A newer edition under the same id does not change what the older one was read for."""
    newer = {**PAGE, "retrieved": "2026-11-20", "commit": "abc"}
    dialect = family(folder, sources={"page": newer})
    old, new = dialect.statements["/components/schemas/LoanRequest/properties/priority"], dialect.statements[GIFT]
    assert old.evidence == ({**PAGE, **SAID[0]},)
    assert new.evidence == ({**newer, **SAID[0]},)


def test_what_evidence_says_itself_wins(folder: Path) -> None:
    said = [{**SAID[0], "kind": "code", "path": "loans.py", "lines": "12-14", "retrieved": "2026-11-01"}]
    dialect = family(folder, actions=[{**states("LoanRequest.properties.gift", "ignored"), "x-evidence": said}])
    assert dialect.statements[GIFT].evidence == ({**PAGE, **said[0]},)


def test_a_place_is_in_the_file_that_wrote_it(folder: Path) -> None:
    dialect = family(folder)
    overlay = dialect.overlay
    assert overlay is not None
    words = "/info/x-provider/models"
    for pointer, name, what in (
        (dialect.statements[GIFT].pointer, "new.json", '"x-support": {'),
        (
            dialect.statements["/components/schemas/LoanRequest/properties/priority"].pointer,
            "old.json",
            '"x-support": {',
        ),
        (words, "old.json", '"models": {'),
        (f"{words}/evidence/0/says", "old.json", '"says": "as is"'),
        ("/x-rules/1/at", "old.json", '"at": "place",'),
        ("/info/version", "new.json", '"version": "2026-11",'),
    ):
        document, inner = overlay.origin(pointer)
        at = overlay.location(pointer, key=True)
        assert (Path(at.file).name, document.line(at.line).strip()) == (name, what), pointer
        assert document.location(inner, key=True) == at


def test_overlays_of_anybody_are_applied_one_after_the_other(folder: Path) -> None:
    for name, extends, title in (
        ("one", "library.yaml", "One"),
        ("two", "one.yaml", "Two"),
        ("three", "two.yaml", "3"),
    ):
        (folder / f"{name}.yaml").write_text(
            f"overlay: 1.0.0\ninfo: {{title: {name}, version: '1'}}\nextends: {extends}\n"
            f"actions: [{{target: $.info, update: {{title: '{title}', x-{name}: true}}}}]\n"
        )
    info = find_dialect(str(folder / "three.yaml")).document["info"]
    assert (info["title"], info["x-one"], info["x-two"], info["x-three"]) == ("3", True, True, True)


def test_they_are_bounded(folder: Path) -> None:
    names = ["library.yaml", *(f"{number}.yaml" for number in range(MAX_OVERLAYS + 1))]
    for extends, name in itertools.pairwise(names):
        (folder / name).write_text(
            f"overlay: 1.1.0\ninfo: {{title: a, version: '1'}}\nextends: {extends}\n"
            "actions: [{target: $, update: {}}]\n"
        )
    assert len(assemble(load(folder / names[-2])).parts) == MAX_OVERLAYS
    with pytest.raises(LoadError) as caught:
        assemble(load(folder / names[-1]))
    (problem,) = caught.value.problems
    assert (problem.rule, Path(problem.at.file).name, problem.at.line) == ("document-limits", "1.yaml", 3)
    assert problem.message == f"too many overlays extend each other (at most {MAX_OVERLAYS})"


def test_in_a_revision_it_is_the_other_overlay_of_that_revision(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(folder)
    family(folder)
    for command in (["init", "-q"], ["add", "."], ["-c", "user.name=a", "-c", "user.email=a@b", "commit", "-qm", "a"]):
        subprocess.run(["git", *command], check=True)
    write(folder / "old.json", states("LoanRequest.properties.gift", "full"), sources={"page": PAGE})
    then, now = find_dialect("git:HEAD:new.json"), find_dialect("new.json")
    assert (then.support.default, now.support.default) == ("ignored", "unknown")


def test_findings_of_the_overlay_below_are_told_once(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from click.testing import CliRunner

    from isogloss_codegen.cli.validate import command

    spec = folder / "spec"
    (spec / "providers").mkdir(parents=True)
    (folder / "library.yaml").rename(spec / "openapi.yaml")
    (folder / "rules.yaml").rename(spec / "rules.yaml")
    old, new = (spec / "providers" / f"branch@2026-{month}.overlay.yaml" for month in ("10", "11"))
    write(old, states("Lone", "full"), sources={"page": PAGE}, extends="../openapi.yaml")
    old.write_text(old.read_text().replace("2026-11", "2026-10"))
    write(new, states("LoanRequest.properties.gift", "full"), extends=f"./{old.name}")
    monkeypatch.chdir(folder)
    report = json.loads(CliRunner().invoke(command, ["--format", "json"]).stdout)
    told = [(Path(each["file"]).name, each["rule"]) for each in report["problems"] if each["severity"] == "error"]
    assert told == [(old.name, "target-missing")]
