"""The table of what shows from outside: what is wrong in it is told at the author's line."""

from __future__ import annotations

from pathlib import Path

import pytest

from isogloss_codegen.document.lint.observable import check_observable
from isogloss_codegen.document.load import Document, LoadError, read
from isogloss_codegen.document.openapi import load
from isogloss_codegen.probe.observable import read_observable

SPEC = Path(__file__).parents[3] / "spec"
TEXT = (SPEC / "observable.yaml").read_text(encoding="utf-8")
BASE = load(SPEC / "openapi.yaml")


def table(folder: Path, text: str) -> Document:
    path = folder / "t.yaml"
    path.write_text(text, encoding="utf-8")
    return read(path)


def test_the_table_of_the_spec_has_no_problems(tmp_path: Path) -> None:
    assert check_observable(table(tmp_path, TEXT), BASE) == []


@pytest.mark.parametrize(
    ("old", "new", "said", "help"),
    [
        ("tokens: max_tokens", "tokns: max_tokens", '"tokens" is missing', None),
        ("expects: 4}", "expects: four}", '"four" is none of 2, 4', None),
        ("matches: nine", "matches: '('", "not a regular expression", None),
        ("Request.stop_sequences", "Request.stop_sequence", "has no stop_sequence", '"stop_sequences"'),
        ("  ThinkingBlockParam:", "  ThinkinBlockParam:", "no schema ThinkinBlockParam", '"ThinkingBlockParam"'),
        ("operation: models.list", "operation: model.list", 'no operation "model.list"', '"models.list"'),
        ("unlike: count-tokens", "unlike: counts", 'no other request "counts"', '"count-tokens"'),
    ],
)
def test_mistakes_are_told_where_they_stand(tmp_path: Path, old: str, new: str, said: str, help: str | None) -> None:
    text = TEXT.replace(old, new, 1)
    assert text != TEXT
    problems = check_observable(table(tmp_path, text), BASE)
    (problem,) = [each for each in problems if said in each.message]
    assert f"t.yaml:{problem.at.line}:{problem.at.column}: error[observable-invalid]" in str(problem)
    assert (help or "") in (problem.help or "")
    assert new in problem.at.source or "missing" in said


def test_a_table_with_mistakes_is_not_probed_by(tmp_path: Path) -> None:
    path = tmp_path / "observable.yaml"
    path.write_text(TEXT.replace("wrong_key", "wrongkey"), encoding="utf-8")
    with pytest.raises(LoadError) as raised:
        read_observable(path)
    assert "wrong_key" in raised.value.problems[0].message
