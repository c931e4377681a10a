"""The rules report a value of any wrong kind, and do not fail themselves."""

from __future__ import annotations

import copy
import json
import random
from collections.abc import Iterator
from typing import Any, cast

import pytest

from isogloss_codegen.document.lint import check
from isogloss_codegen.document.load import Document, LoadError
from isogloss_codegen.document.openapi import load

from .test_lint import CASES, NAMES, document

Path = tuple[str | int, ...]

JUNK: list[Any] = [
    *(None, True, -1, 1.5, "", "x", "#/components/schemas/Nope", "other.yaml#/a", "(["),
    *([], {}, [1], [None], {"a": 1}, {"$ref": 3}, {"$ref": "#"}, {"oneOf": 3}, {"mapping": {"a": 3}}),
]
KEYS = (
    *("$ref", "type", "required", "properties", "discriminator", "items", "oneOf", "allOf", "not", "enum", "pattern"),
    *("example", "examples", "default", "schema", "content", "parameters", "in", "x-open", "x-stream", "x-pagination"),
)


def paths(value: Any, path: Path = ()) -> Iterator[Path]:
    if path:
        yield path
    if isinstance(value, dict):
        for key, item in cast("dict[str, Any]", value).items():
            yield from paths(item, (*path, key))
    elif isinstance(value, list):
        for index, item in enumerate(cast("list[Any]", value)):
            yield from paths(item, (*path, index))


def spoil(value: dict[str, Any], chance: random.Random) -> None:
    """Puts something else in one place of a document."""
    path = chance.choice([path for path in paths(value) if path != ("openapi",)])
    holder: Any = value
    for key in path[:-1]:
        holder = holder[key]
    if isinstance(holder, dict) and chance.random() < 0.3:
        holder[chance.choice(KEYS)] = copy.deepcopy(chance.choice(JUNK))
    elif chance.random() < 0.2:
        del holder[path[-1]]
    else:
        holder[path[-1]] = copy.deepcopy(chance.choice(JUNK))


@pytest.mark.parametrize("name", NAMES)
def test_spoilt_documents_are_checked_to_the_end(name: str) -> None:
    try:
        original = load(CASES / name / document(name)).value
    except LoadError:
        return
    if "openapi" not in original:
        return
    for seed in range(30):
        value = copy.deepcopy(original)
        chance = random.Random(seed)
        for _ in range(chance.choice((1, 1, 3))):
            spoil(value, chance)
        for problem in check(Document(str(CASES / name / "spoilt.json"), json.dumps(value), value)):
            assert problem.message
            assert problem.at.line == 1
