"""A document with anything in any place is made ready for code, without an error of its own."""

from __future__ import annotations

import copy
import json
import random
from contextlib import suppress

import pytest

from isogloss_codegen.build.api import BuildError, build
from isogloss_codegen.build.source import BuildProblem
from isogloss_codegen.document.bundle import bundle
from isogloss_codegen.document.load import Document, read
from isogloss_codegen.document.prepare import prepare

from ..lint.test_robust import spoil
from .test_losses import CASES, NAMES


@pytest.mark.parametrize("name", NAMES)
def test_spoilt_documents_are_read_to_the_end(name: str) -> None:
    original = read(CASES / name / "input.yaml").value
    for seed in range(20):
        value = copy.deepcopy(original)
        chance = random.Random(seed)
        for _ in range(chance.choice((1, 2, 4))):
            spoil(value, chance)
        document = Document(str(CASES / name / "spoilt.json"), json.dumps(value), value)
        ready, losses = prepare(bundle(document))
        assert all(loss.finding.message for loss in losses)
        left_out: list[BuildProblem] = []
        # A word of ours that cannot become a name is an error in every document.
        with suppress(BuildError):
            build(ready.value, left_out=left_out)
        assert not [problem for problem in left_out if "an error of isogloss" in problem.message]
