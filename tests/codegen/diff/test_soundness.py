"""The promise: what no finding warns of works; every witness is real; equal is equal; both ways agree.

The values are judged by a JSON Schema validator that knows nothing of the comparison.
"""

from __future__ import annotations

from itertools import islice
from typing import Any, cast

import jsonschema_rs
import pytest
from hypothesis import HealthCheck, Phase, given, settings, strategies as st
from jsonschema import Draft202012Validator

from isogloss_codegen.diff.model import Direction, Fact
from isogloss_codegen.schema.maker.make import values
from isogloss_codegen.schema.maker.sub import Sub
from isogloss_codegen.schema.read import Source
from isogloss_codegen.schema.validator import Validators

from . import schemas
from .comparing import ROOT, facts, judged

VALUES = schemas.values()
_MIRRORED = {
    "raised": "lowered",
    "added": "removed",
    "narrowed": "widened",
    "barred": "allowed",
    "closed": "opened",
    "narrows": "widens",
}
MIRRORED = _MIRRORED | {after: before for before, after in _MIRRORED.items()}

# Schemas are large, and many are thrown away: that is no fault of what is tested.
SLOW = (HealthCheck.too_slow, HealthCheck.filter_too_much, HealthCheck.data_too_large)

few = settings(max_examples=200, suppress_health_check=SLOW)
many = settings(max_examples=1_000, suppress_health_check=SLOW)


def check(a: Any, b: Any) -> None:
    """All promises about two documents."""
    for direction in ("request", "response"):
        check_direction(a, b, direction)
    assert facts(a, a) == ()
    assert facts(b, b, "response") == ()


def check_direction(a: Any, b: Any, direction: Direction) -> None:
    of_a, of_b = (Validators(document, direction).at(ROOT) for document in (a, b))
    sender, receiver = (of_a, of_b) if direction == "request" else (of_b, of_a)
    found = judged(a, b, direction)
    shown = [f"{level} {fact.rule} {fact.effect} {fact.path}" for fact, level, _ in found]
    # Levels of open lists, of extensions, and of new optional properties promise less than the effects.
    harmful = {"narrows", "both"} if direction == "request" else {"widens", "both"}
    is_warned = any(level in ("breaking", "warning") or fact.effect in harmful for fact, level, _ in found)
    if not is_warned:
        for value in (*VALUES, *built(a, direction), *built(b, direction)):
            assert not sender.accepts(value) or receiver.accepts(value), (direction, value, shown)
    for fact, _, witness in found:
        if witness is not None:
            assert sender.accepts(witness.value), (fact.rule, witness)
            assert not receiver.accepts(witness.value), (fact.rule, witness)
    there = sorted(map(essence, facts(a, b, direction)))
    back = sorted(map(mirrored, facts(b, a, direction)))
    assert there == back


def built(document: Any, direction: Direction) -> list[Any]:
    """Values made for the schema of a document; whether it takes them is for the validator to say."""
    home = Validators(document, direction)
    return list(islice(values([Sub(home.copy_of(Source(document, direction).at(ROOT)), home)]), 30))


def essence(fact: Fact) -> tuple[str, ...]:
    return (fact.subject, fact.edit, fact.effect, fact.path)


def mirrored(fact: Fact) -> tuple[str, ...]:
    return (fact.subject, MIRRORED.get(fact.edit, fact.edit), MIRRORED.get(fact.effect, fact.effect), fact.path)


@few
@given(schemas.pairs())
def test_what_no_finding_warns_of_works(pair: tuple[Any, Any]) -> None:
    check(*pair)


@pytest.mark.slow
@settings(many, phases=[Phase.generate])
@given(schemas.pairs())
def test_thousands_of_pairs(pair: tuple[Any, Any]) -> None:
    check(*pair)


@few
@given(schemas.narrowed(), st.sampled_from(schemas.NEIGHBOURS), st.sampled_from(schemas.SIBLINGS))
def test_a_known_narrowing_breaks(pair: tuple[Any, Any], neighbour: Any, sibling: Any) -> None:
    check_narrowing(pair, neighbour, sibling)


@pytest.mark.slow
@settings(many, phases=[Phase.generate])
@given(schemas.narrowed(), st.sampled_from(schemas.NEIGHBOURS), st.sampled_from(schemas.SIBLINGS))
def test_thousands_of_narrowings(pair: tuple[Any, Any], neighbour: Any, sibling: Any) -> None:
    check_narrowing(pair, neighbour, sibling)


def check_narrowing(pair: tuple[Any, Any], neighbour: Any, sibling: Any) -> None:
    """A value that only one of two schemas accepts means a break, whatever stands beside it."""
    if any(
        # Formats, words of OpenAPI and ours: this validator does not look at them. A new property only has a remark.
        "format" in schema
        or "x-open" in schema
        or any(isinstance(schema.get(word), bool) for word in ("exclusiveMinimum", "exclusiveMaximum"))
        for schema in pair
    ) or ("properties" in pair[1] and "properties" not in pair[0]):
        return
    before, after = (cast("Any", Draft202012Validator(schema)) for schema in pair)
    if not any(before.is_valid(value) and not after.is_valid(value) for value in VALUES):
        return
    a, b = (schemas.among(schema, neighbour, sibling) for schema in pair)
    found = judged(a, b)
    assert any(level == "breaking" for _, level, _ in found), (pair, [(fact.rule, level) for fact, level, _ in found])
    back = judged(b, a, "response")
    assert any(level == "breaking" for _, level, _ in back), (pair, [(fact.rule, level) for fact, level, _ in back])


def test_the_values_are_of_use() -> None:
    """A check that holds for anything would show nothing: these values tell most schemas apart."""
    for words in ({"minLength": 2}, {"minItems": 2}, {"required": ["a"]}, {"multipleOf": 2}, {"maxProperties": 1}):
        validator = jsonschema_rs.validator_for(words)
        assert {validator.is_valid(value) for value in VALUES} == {True, False}
