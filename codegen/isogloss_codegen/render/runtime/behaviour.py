"""A provider's behaviour as data, for the mock server, apart from the accepted requests."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

from .relations import RELATIONS, broken
from .support.conditions import is_model
from .support.statement import Status
from .validation import Problem


@dataclass(frozen=True)
class Rule:
    """Behaviour that no schema can express: the `id` of the rule, the place `at` which it applies, and its `value`.

    `models` is the condition of a `conditional` rule; * stands for any characters.
    """

    id: str
    at: str
    status: Status
    value: Any = ""
    models: tuple[str, ...] = ()

    def holds_for(self, model: str) -> bool:
        """True if it is stated to apply to a model. A rule that is partial, or has another condition, does not."""
        if self.status == "conditional":
            return is_model(model, self.models)
        return self.status == "full"


@dataclass(frozen=True)
class Behaviour:
    """The behaviour of a provider that a mock server needs in addition to its dialect.

    `unknown_fields` and `keys` are the policies for unknown fields and for keys. `answers` are the parts of responses
    that are not sent, or not as described, by subject (see `Dialect`).
    """

    rules: tuple[Rule, ...] = ()
    unknown_fields: Literal["reject", "ignore", "unknown"] = "unknown"
    keys: Literal["checked", "unchecked", "unknown"] = "unknown"
    answers: Mapping[str, Status] = field(default_factory=dict[str, Status])

    def broken(self, body: object, model: str) -> list[Problem]:
        """The violations of the rules between fields that hold for a model: the server refuses a body with any."""
        held = [rule for rule in self.rules if rule.id in RELATIONS and rule.holds_for(model)]
        return [Problem(*found) for rule in held for found in broken(rule.id, rule.at, rule.value, body)]

    def rule(self, id: str, *, model: str = "") -> Rule | None:
        """The first rule with that id that applies to a model."""
        return next((rule for rule in self.rules if rule.id == id and rule.holds_for(model)), None)
