"""The words for levels: one set, in one place, and the same in the glossary, in help texts and in the README."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from commands import isogloss
from isogloss_codegen.findings.levels import LEVEL_OF_SUPPORT, LEVELS, STATUS_WORDS, VERDICTS, WORDS, counted, marked
from isogloss_codegen.matrix.model import STATUSES

ROOT = Path(__file__).parents[3]


def test_the_glossary_has_them() -> None:
    text = (ROOT / "codegen" / "README.md").read_text(encoding="utf-8")
    rows = re.findall(r"^\| (.+) \| `(\w+)` \| `(\w+)` \| (.+) \|$", text, re.MULTILINE)
    matrix = {level: [STATUSES[each].text for each in STATUSES if LEVEL_OF_SUPPORT[each] == level] for level in LEVELS}
    assert [(word, id, verdict, sorted(shown.split(", "))) for word, id, verdict, shown in rows] == [
        (WORDS[level], level, VERDICTS[level], sorted(matrix[level])) for level in LEVELS
    ]
    assert STATUS_WORDS.keys() == LEVEL_OF_SUPPORT.keys() == STATUSES.keys()


def test_the_readme_has_them() -> None:
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    assert f"worst first: {', '.join(WORDS[level] for level in LEVELS)}." in text


@pytest.mark.parametrize("command", ["diff", "check", "probe"])
def test_help_texts_have_them(command: str) -> None:
    text = isogloss(command, "--help").stdout
    for level in LEVELS:
        assert re.search(rf"^    {level} +{WORDS[level]} ", text, re.MULTILINE), level


def test_a_line_begins_with_the_word_and_the_rule() -> None:
    assert marked("warning", "request-model") == "May break [request-model]"


def test_counts_are_in_order() -> None:
    assert counted({"info": 2, "breaking": 1, "unknown": 0}) == "Breaks: 1 · Fine: 2"
