"""Regular expressions as sets of texts: as the engine of the validator reads them, and never for long."""

from __future__ import annotations

from itertools import islice
from typing import Any

import pytest
from hypothesis import given, settings, strategies as st

from isogloss_codegen.schema.inclusion import Inclusion, inclusion
from isogloss_codegen.schema.maker import search
from isogloss_codegen.schema.maker.budget import Budget
from isogloss_codegen.schema.maker.language import ANY_TEXT
from isogloss_codegen.schema.maker.pattern import language_of, wider_language_of
from isogloss_codegen.schema.maker.search import contains, examples, is_empty
from isogloss_codegen.schema.wellformed import matches

ATOMS = ("a", "b", "-", ".", r"\d", r"\w", r"[^a]", "[a-c]", r"\b", r"\B", "^", "$", "(?<=a)", "(?<!-)")
TEXTS = st.text("ab1- ", max_size=5)
LINE_ENDS = frozenset("\r\u2028\u2029")
"""Ends of lines by ECMA-262, so that `.` does not match them; for the engine of the validator, they are none."""


def _repeated(pair: tuple[str, str]) -> str:
    return f"({pair[0]}){pair[1]}"


def _patterns() -> st.SearchStrategy[str]:
    times = st.sampled_from(["*", "+", "?", "{2}", "{0,2}"])

    def grown(inner: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
        return st.one_of(
            st.tuples(inner, inner).map("".join),
            st.tuples(inner, inner).map(lambda pair: f"(?:{pair[0]}|{pair[1]})"),
            st.tuples(inner, times).map(_repeated),
            inner.map(lambda pattern: f"(?={pattern})"),
            inner.map(lambda pattern: f"(?!{pattern})"),
        )

    return st.recursive(st.sampled_from(ATOMS), grown, max_leaves=6)


@settings(max_examples=300)
@given(_patterns(), st.lists(TEXTS, min_size=3, max_size=3))
def test_a_pattern_is_read_as_the_validator_reads_it(pattern: str, texts: list[str]) -> None:
    language = language_of(pattern)
    if language is None or matches(pattern, "") is None:
        return
    for text in (*texts, *islice(examples(language), 3)):
        if LINE_ENDS & set(text):
            continue
        assert contains(language, text) in (matches(pattern, text), None), (pattern, text)


@settings(max_examples=100)
@given(_patterns(), _patterns(), TEXTS)
def test_inclusion_holds_for_every_text(a: str, b: str, text: str) -> None:
    decided = inclusion(frozenset((a,)), frozenset((b,)))
    if decided is None or matches(a, "") is None or matches(b, "") is None:
        return
    if matches(a, text) and not matches(b, text):
        assert decided.only_a
    for only, other in ((a, b), (b, a)):
        for found in decided.only_a if only is a else decided.only_b:
            assert LINE_ENDS & set(found) or (matches(only, found), matches(other, found)) == (True, False)


@pytest.mark.parametrize(
    ("a", "b", "only_a", "only_b"),
    [
        ("^[a-z]+$", "^[a-z0-9]+$", False, True),
        ("^(a|b)+$", "^[ab][ab]*$", False, False),
        (r"^\d{2,4}$", r"^\d{3,5}$", True, True),
        ("^(?!x)[a-z]$", "^[a-wyz]$", False, False),
        (r"\bfoo\b", "foo", False, True),
    ],
)
def test_which_texts_only_one_pattern_accepts(a: str, b: str, only_a: bool, only_b: bool) -> None:
    decided = inclusion(frozenset((a,)), frozenset((b,)))
    assert decided is not None
    assert (bool(decided.only_a), bool(decided.only_b)) == (only_a, only_b)


def test_what_is_not_decided_is_said() -> None:
    assert inclusion(frozenset((r"^(a)\1$",)), frozenset(("a",))) is None
    assert inclusion(frozenset((".{0,5000}x.{0,5000}",)), frozenset((".{0,4000}x.{0,4000}y?",))) is None
    assert inclusion(frozenset[str](), frozenset[str]()) == Inclusion((), ())


HOSTILE = (
    ".{0,5000}x.{0,5000}",
    "((a|b)*c){50,100}",
    "^(a?){200}a{200}$",
    "(.{0,100}){0,100}",
    "(?=a{0,5000}b)(?=.{0,3000}c).{0,9999}d",
    "a{65535}",
    "^((([a-z]{0,50}){0,50}){0,50}){0,50}$",
    "(a|b)" * 200,
    "(a|b|c)?" * 100,
    "(?:(a|\\b)(b|$)?)" * 30,
)


@pytest.mark.parametrize("pattern", HOSTILE)
def test_no_question_takes_more_than_its_work(pattern: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Counted in derivatives, which are what a question costs."""
    taken: list[int] = []

    class Counting(Budget):
        def spend(self, steps: int = 1) -> None:
            taken.append(steps)
            super().spend(steps)

    monkeypatch.setattr(search, "Budget", Counting)
    language = language_of(pattern) or wider_language_of(pattern)
    questions: list[Any] = [
        lambda: list(islice(examples(language), 5)),
        lambda: contains(language, "x" * 200),
        lambda: is_empty(language & ~(language_of(HOSTILE[0]) or ANY_TEXT)),
    ]
    for ask in questions:
        taken.clear()
        ask()
        # One step may end it; the search for examples is made twice.
        assert sum(taken[:-1]) <= 2 * search.WORK + max(taken, default=0)


@pytest.mark.parametrize(
    ("pattern", "least"), [("^[a-z]+$", 500), (r"^(?=.*[a-z])(?=.*[A-Z])(?=.*\d)(?=.*[^\w]).*$", 64)]
)
def test_long_texts_are_found(pattern: str, least: int) -> None:
    language = language_of(pattern)
    assert language is not None
    text = next(examples(language.sized(least, least + 10)))
    assert least <= len(text) <= least + 10
    assert matches(pattern, text)
