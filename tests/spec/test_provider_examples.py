"""The bodies that providers' documents show, in the shape of our own: each holds, or is refused, in its own dialect."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

import pytest

from isogloss_codegen.document.load import read
from isogloss_codegen.document.providers import find_dialect
from isogloss_codegen.schema.validator import Validator, Validators

FOLDER = Path(__file__).parents[2] / "spec" / "providers" / "examples"
EXAMPLES = sorted(path.relative_to(FOLDER).as_posix() for path in FOLDER.rglob("*.yaml"))


@cache
def validator(provider: str, component: str) -> Validator:
    return Validators(find_dialect(provider).document).of(component)


@pytest.mark.parametrize("name", EXAMPLES)
def test_example_is_what_it_says(name: str) -> None:
    example: dict[str, Any] = read(FOLDER / name).value
    accepted = validator(name.partition("/")[0], example["schema"]).accepts(example["value"])
    assert accepted == ("invalid" not in example)


def test_every_provider_has_examples() -> None:
    overlays = FOLDER.parent.glob("*.overlay.yaml")
    providers = {path.name.partition("@")[0] for path in overlays}
    shown = {name.partition("@")[0] for name in EXAMPLES}
    todo = "write a body that the provider's documents show into spec/providers/examples/NAME@VERSION/"
    assert shown == providers, f"{', '.join(sorted(shown ^ providers))}: {todo}"
