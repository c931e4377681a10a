"""`[tool.isogloss]`: what it sets, where it is found, and what is said of mistakes, at the author's line."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from isogloss_codegen.document.load import LoadError
from isogloss_codegen.findings.frame import render
from isogloss_codegen.findings.levels import LEVELS, SEVERITIES
from isogloss_codegen.project.settings import Ignore, find_settings, read_settings
from isogloss_codegen.project.toml_places import Places

KNOWN = {
    "request-bound-raised": LEVELS,
    "request-property-ignored": LEVELS,
    "path-parameter": SEVERITIES,
    "both": (*SEVERITIES, *LEVELS),
    "of-probe": (),
}

GOOD = """\
[project]
name = "mine"  # not [tool.isogloss]

[tool.isogloss]
ignores = [
  {rule = "request-bound-raised", path = "messages[].content", provider = "cellar", reason = "see ADR 7"},
]

[tool.isogloss.levels]
request-property-ignored = "breaking"
"""


def said(text: str) -> str:
    with pytest.raises(LoadError) as caught:
        read_settings(text, "pyproject.toml", KNOWN)
    return render(caught.value.problems, files=1)


def test_sets_levels_and_ignores() -> None:
    settings = read_settings(GOOD, "pyproject.toml", KNOWN)
    assert settings is not None
    assert settings.levels == {"request-property-ignored": "breaking"}
    (ignore,) = settings.ignores
    assert (ignore.rule, ignore.provider, ignore.reason) == ("request-bound-raised", "cellar", "see ADR 7")
    assert (ignore.at.line, ignore.at.column) == (6, 3)


@pytest.mark.parametrize(
    ("rule", "operation", "path", "is_matched"),
    [
        ("request-bound-raised", "POST /loans", "messages[].content", True),
        ("request-bound-raised", "POST /loans", "messages[].content[].text", True),
        ("request-bound-raised", "POST /loans", "messages[].content.size", True),
        ("request-bound-raised", "POST /loans", "messages[].contents", False),
        ("request-bound-raised", "GET /loans", "messages[].content", False),
        ("request-property-ignored", "POST /loans", "messages[].content", False),
    ],
)
def test_an_ignore_is_about_a_path_and_what_is_below(rule: str, operation: str, path: str, is_matched: bool) -> None:
    ignore = Ignore("request-bound-raised", "why", "messages[].content", "POST /loans")
    assert ignore.matches(rule, operation, path) is is_matched


def test_an_ignore_without_a_place_is_about_all_of_them() -> None:
    assert Ignore("request-bound-raised", "why").matches("request-bound-raised", "POST /loans", "days")


def test_an_ignore_may_be_about_one_provider_or_one_version_of_it() -> None:
    assert Ignore("r", "why").is_about("cellar", "2026-06")
    assert Ignore("r", "why", provider="cellar").is_about("cellar", "2026-06")
    assert Ignore("r", "why", provider="cellar@2026-06").is_about("cellar", "2026-06")
    assert not Ignore("r", "why", provider="cellar@2026-01").is_about("cellar", "2026-06")
    assert not Ignore("r", "why", provider="attic").is_about("cellar", "2026-06")


def test_mistakes_are_shown_at_the_authors_line(golden: Callable[[Path, str], None]) -> None:
    text = """\
[tool.isogloss]
colour = true
ignores = [
  {rule = "request-bound-raise", path = 3, reason = "old"}, # {
  {rule = "request-bound-raised", paths = "a", reason = "old"},
  {path = "a"},
  {rule = "path-parameter", operation = "GET /loans", reason = "not of documents"},
]
house = "yes"
[tool.isogloss.levels]
request-bound-raised = "breakin"
request-property-ignored = "error"
path-parameter = "breaking"
path-parametre = "error"
both = 3
of-probe = "info"
"""
    golden(Path(__file__).parent / "settings.txt", said(text))


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("[tool.isogloss\n", "1:15: error[settings-syntax] expected ']' at the end of a table declaration"),
        ("[tool.isogloss]\nlevels = ", "2:10: error[settings-syntax] invalid value"),
        ("tool.isogloss = 3", "1:1: error[settings-type] [tool.isogloss] must be a table"),
        ("[tool]\nisogloss.levels = 3", "2:1: error[settings-type] `levels` must be a table"),
        ("[tool.isogloss]\nignores = {}", "2:1: error[settings-type] `ignores` must be a list of tables"),
        ("[tool.isogloss]\nignores = [3]", "2:12: error[settings-type] an ignore must be a table"),
        ("[[tool.isogloss.ignores]]\nrule = 'request-bound-raised'", "1:1: error[ignore-reason] an ignore needs"),
    ],
)
def test_what_is_no_setting(text: str, line: str) -> None:
    assert said(text).startswith(f"pyproject.toml:{line}")


def test_places_of_everything_toml_can_write() -> None:
    text = """\
a.b = [1, 1979-05-27T07:32:00Z, "]", { c = '''
}''', "d e" = 1.5 }] # [x]
[[list]]
key = 1
[[list]]
[[list.inner]]
"key" = 2
[table]
"""
    places = Places(text, "x.toml")
    for path, line, column in [
        (("a", "b"), 1, 1),
        (("a", "b", 1), 1, 11),
        (("a", "b", 3, "c"), 1, 40),
        (("a", "b", 3, "d e"), 2, 7),
        (("list", 0, "key"), 4, 1),
        (("list", 1), 5, 1),
        (("list", 1, "inner", 0, "key"), 7, 1),
        (("table", "nothing"), 8, 1),
        (("nowhere",), 1, 1),
    ]:
        position = places.at(*path)
        assert (position.line, position.column) == (line, column), path


def test_the_nearest_file_that_has_settings_counts(tmp_path: Path) -> None:
    inner = tmp_path / "package" / "src"
    inner.mkdir(parents=True)
    (tmp_path / "pyproject.toml").write_text(GOOD, encoding="utf-8")
    (inner.parent / "pyproject.toml").write_text("[project]\nname = 'isogloss-user'\n", encoding="utf-8")
    settings = find_settings(inner, KNOWN)
    assert settings.ignores[0].at.file == str(tmp_path / "pyproject.toml")
    assert len(settings.ignores) == 1
    (inner / "pyproject.toml").write_text("[tool.isogloss]\n", encoding="utf-8")
    assert find_settings(inner, KNOWN).ignores == ()


def test_a_file_that_says_nothing_of_us_is_not_even_read(tmp_path: Path) -> None:
    (tmp_path / "pyproject.toml").write_text("[broken", encoding="utf-8")
    assert find_settings(tmp_path, KNOWN).levels == {}


def test_an_ignore_that_matches_nothing_is_shown_where_it_stands() -> None:
    settings = read_settings(GOOD, "pyproject.toml", KNOWN)
    assert settings is not None
    problem = settings.ignores[0].unused()
    assert str(problem) == (
        "pyproject.toml:6:3: warning[ignore-unused] this ignores no finding of request-bound-raised"
    )
