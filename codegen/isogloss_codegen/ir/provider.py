"""A provider's package: what it states, its servers and credentials."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from . import SecurityScheme


@dataclass(frozen=True)
class Server:
    """The base URL of a provider for a region; it may have parts in braces, to be filled in."""

    url: str
    region: str = ""


@dataclass(frozen=True)
class Statement:
    """A provider's statement about a subject, with its source.

    `when` is the condition of a `conditional` statement, `otherwise` the status if the condition is not met.
    """

    status: str
    note: str = ""
    source: str = ""
    where: str = ""
    retrieved: str = ""
    url: str = ""
    when: Mapping[str, Any] | None = None
    otherwise: str = ""


@dataclass(frozen=True)
class Rule:
    """Behaviour that no schema can express: the `id` of the rule, the place `at` which it applies, and its `value`.

    `models` is the condition of a conditional rule.
    """

    id: str
    at: str
    status: str
    value: Any = ""
    models: tuple[str, ...] = ()


@dataclass(frozen=True)
class Provider:
    """A provider's package without its models.

    `module` is its Python name. `security` are the accepted credentials, the preferred one first. `environment` names
    its own variables. `statements` are by subject: `Pet.name` (a property), `Pet` (a component everywhere),
    `Animal[Pet]` (a union member), `Color=red` (a value), `header.x-feature`, `query.beta`, `pets.list` (an operation).
    `supported` names what works as described, by component: `Pet` has `.name` and, for itself, `*`. `default` is the
    status of the parts of a body that nothing states. `changes` has the differences of the provider's document from the
    base, by pointer.
    The mock also uses `rules`, the policies `unknown_fields` and `keys`, and `answers`: the subjects in responses that
    are not as in the base.
    """

    id: str
    version: str
    title: str
    module: str
    servers: tuple[Server, ...]
    security: tuple[SecurityScheme, ...]
    needs_key: bool
    environment: Mapping[str, str]
    models: tuple[str, ...]
    closed_models: bool
    statements: Mapping[str, Statement]
    supported: Mapping[str, str] = field(default_factory=dict[str, str])
    default: str = "unknown"
    changes: Mapping[str, Any] = field(default_factory=dict[str, Any])
    rules: tuple[Rule, ...] = ()
    unknown_fields: str = "unknown"
    keys: str = "unknown"
    answers: Mapping[str, str] = field(default_factory=dict[str, str])
