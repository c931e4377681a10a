"""`isogloss init-provider`: what it begins is valid at once, asks for everything else, and overwrites nothing."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from isogloss_codegen.cli import main
from isogloss_codegen.document.openapi import load
from isogloss_codegen.document.overlay.check import check_overlay
from isogloss_codegen.document.overlay.extends import extended
from isogloss_codegen.document.providers import find_dialect

ROOT = Path(__file__).parents[2]


@pytest.fixture(autouse=True)
def elsewhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The working directory is no checkout."""
    monkeypatch.chdir(tmp_path)


def run(*arguments: str) -> Result:
    return CliRunner().invoke(main, arguments)


def begin(*arguments: str) -> Path:
    result = run("init-provider", *arguments)
    assert result.exit_code == 0, result.output
    return Path(result.stdout.partition(": ")[0])


def found(overlay: Path) -> list[tuple[str, str]]:
    document = load(overlay)
    return [(problem.level, problem.rule) for problem in check_overlay(document, extended(document))]


@pytest.mark.parametrize("source", ["base", "minimax"])
def test_it_is_valid_at_once_and_every_guess_is_still_to_be_sourced(source: str) -> None:
    result = run("init-provider", "acme", "--from", source, "-o", "acme.overlay.yaml")
    assert result.exit_code == 0
    guesses = int(re.findall(r"(\d+) guesses", result.stdout)[0])
    validated = run("validate", "acme.overlay.yaml")
    assert validated.exit_code == 0
    assert set(found(Path("acme.overlay.yaml"))) == {("warning", "evidence-todo")}
    assert validated.stdout.count("warning[evidence-todo]") == guesses + 1  # and the source of them all
    assert max(map(len, Path("acme.overlay.yaml").read_text().splitlines()[:200])) <= 120


def test_what_the_other_states_is_a_guess_but_not_where_it_is() -> None:
    ours, theirs = find_dialect(str(begin("acme", "--from", "minimax"))), find_dialect("minimax")
    assert (ours.id, ours.title) == ("acme", "Acme")
    assert {pointer: said.status for pointer, said in ours.statements.items() if "/paths/" not in pointer} == {
        pointer: said.status for pointer, said in theirs.statements.items() if "/paths/" not in pointer
    }
    assert ours.document["components"] == theirs.document["components"]
    assert [(rule["rule"], rule["at"]) for rule in ours.rules] == [(rule["rule"], rule["at"]) for rule in theirs.rules]
    # Its address and its variables would send the keys of one vendor to another.
    assert {"servers", "env", "models"} & set(ours.words) == set()
    assert "minimax.io" not in (ours.overlay.text if ours.overlay else "")


def test_every_question_is_ready_to_be_answered() -> None:
    """Taking the comment sign away and giving each a status makes an overlay without an error."""
    overlay = begin("acme", "--from", "generic")
    rules, actions = overlay.read_text().split("\nactions:\n")
    head, rules = rules.split("\nx-rules:\n")
    rules, conflicts = rules.split("# Contradictory statements")
    answered = "\nx-rules:\n".join([head, _answered(rules)]) + "# Contradictory statements" + conflicts
    overlay.write_text(f"{answered}\nactions:\n{_answered(actions)}")
    assert len(load(overlay).value["actions"]) > 150
    assert set(found(overlay)) == {("warning", "evidence-todo")}


def _answered(text: str) -> str:
    return (
        re.sub(r"(?m)^( *)# (?=- |  )", r"\1", text)
        .replace("status: TODO", "status: full")
        .replace("at: TODO", "at: body")
    )


def test_what_is_stated_is_not_asked_again() -> None:
    text = begin("acme", "--from", "generic").read_text()
    assert text.count("target: $.components.schemas.CreateMessageRequest.properties.system\n") == 1
    assert "  - target: $.components.schemas.CreateMessageRequest.properties.system\n" in text
    assert "  # - target: $.components.schemas.CreateMessageRequest.properties.top_k\n" in text
    assert "  # - rule: roles-alternate\n  #   at: messages\n" in text
    assert "      # - method: POST\n      #   path: /v1/messages/batches\n" in text


def test_nothing_is_overwritten() -> None:
    overlay = begin("acme")
    overlay.write_text("mine")
    again = run("init-provider", "acme")
    assert again.exit_code == 2
    assert f"{overlay} already exists, and is not overwritten" in again.stderr
    assert overlay.read_text() == "mine"


def test_in_a_checkout_it_stands_with_the_others(tmp_path: Path) -> None:
    spec = tmp_path / "spec"
    shutil.copytree(ROOT / "spec", spec, ignore=shutil.ignore_patterns("examples", "[!g]*.overlay.yaml"))
    overlay = begin("acme", "--from", "generic")
    assert re.fullmatch(r"spec/providers/acme@\d{4}-\d\d-\d\d\.overlay\.yaml", overlay.as_posix())
    assert load(overlay).value["extends"] == "../openapi.yaml"
    assert load(begin("acme", "--from", "generic", "-o", "acme.overlay.yaml")).value["extends"] == "isogloss:base"
    assert find_dialect("acme").overlay is not None


def test_an_overlay_of_another_document_extends_that() -> None:
    Path("api").mkdir()
    Path("api/library.yaml").write_text(
        "openapi: 3.1.0\ninfo: {title: Library, version: '1'}\npaths:\n  /books:\n    get:\n"
        "      summary: All books.\n      responses: {'200': {description: Books.}}\n"
    )
    overlay = begin("branch", "--from", "api/library.yaml")
    assert load(overlay).value["extends"] == "api/library.yaml"
    assert found(overlay) == [("warning", "evidence-todo")] * 2
    following = begin("annex", "--from", str(overlay), "-o", "api/annex.overlay.yaml")
    assert load(following).value["extends"] == "library.yaml"
    Path("far/away").mkdir(parents=True)
    result = run("init-provider", "annex", "--from", str(overlay), "-o", "far/away/annex.overlay.yaml")
    assert result.exit_code == 2
    assert "must be in the same folder, or in a folder beside it" in result.stderr


@pytest.mark.parametrize(
    ("arguments", "code", "said"),
    [
        (["Acme"], 2, "is not a provider id"),
        (["class"], 2, "cannot be the name of a Python module"),
        (["base"], 2, "cannot be the name of a Python module"),
        (["acme", "--from", "genric"], 2, "did you mean `generic`?"),
        (["acme", "-o", "nowhere/acme.yaml"], 2, "cannot write nowhere/acme.yaml: No such file or directory"),
        (["acme", "--from", "broken.yaml"], 3, "broken.yaml:1:1: error[not-openapi]"),
    ],
)
def test_what_is_wrong_is_one_line_and_nothing_is_written(arguments: list[str], code: int, said: str) -> None:
    Path("broken.yaml").write_text("a: 1\n")
    result = run("init-provider", *arguments)
    assert result.exit_code == code
    assert said in result.stderr
    assert [path.name for path in Path().iterdir()] == ["broken.yaml"]
