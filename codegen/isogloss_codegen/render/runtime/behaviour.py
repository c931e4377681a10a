"""A provider's behaviour as data: what a server that stands in for it does besides taking and refusing requests."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

from .support.statement import Status, is_listed


@dataclass(frozen=True)
class Rule:
    """Behaviour that no schema can express: the `id` of the rule, `at` which place it holds, with which `value`.

    `models` are those for which a `conditional` one holds; a * stands for any characters.
    """

    id: str
    at: str
    status: Status
    value: Any = ""
    models: tuple[str, ...] = ()

    def holds_for(self, model: str) -> bool:
        """Whether it is stated to hold for a model. What holds in part, or on some other condition, is not."""
        if self.status == "conditional":
            return is_listed(model, self.models)
        return self.status == "full"


@dataclass(frozen=True)
class Behaviour:
    """What a stand-in has to know of a provider besides its dialect.

    `unknown_fields` is what happens to fields that the API does not know, `keys` whether keys are looked at. `answers`
    has the parts of answers that are not sent, or not as described, by subject (see `Dialect`).
    """

    rules: tuple[Rule, ...] = ()
    unknown_fields: Literal["reject", "ignore", "unknown"] = "unknown"
    keys: Literal["checked", "unchecked", "unknown"] = "unknown"
    answers: Mapping[str, Status] = field(default_factory=dict[str, Status])

    def rule(self, id: str, *, model: str = "") -> Rule | None:
        """The first rule of that id that holds for a model."""
        return next((rule for rule in self.rules if rule.id == id and rule.holds_for(model)), None)
