"""Lets the mock treat a request and word an answer like a provider.

Whatever nobody states is as in the language itself.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import ModuleType
from typing import Literal, TypeVar

from pydantic import BaseModel

from .. import models as base_models
from .._runtime.behaviour import Behaviour
from .._runtime.dialect import COVERING, Dialect, SupportFinding
from .._runtime.document.values import as_list, as_map
from .._runtime.policy import without
from .._runtime.request import RequestContext, invalid, not_in_json
from .._runtime.response import ServiceError
from .._runtime.survey import Survey, subject_of
from ..models import Message
from .mock_models import Catalogue
from .mock_places import add_fields
from .mock_request import Json
from .mock_rules import ANSWER_RULES, REQUEST_RULES

Unsupported = Literal["ignore", "reject"]
T = TypeVar("T", bound=BaseModel)

_MODEL = "CreateMessageRequest.model"
_STOP_REASONS = "StopReason="


@dataclass(frozen=True)
class MockDialect:
    """A provider's dialect and behaviour.

    Args:
        dialect: What it says of requests.
        behaviour: What else it does.
        models: The models of requests, in its dialect.
        unsupported: Whether what it does not support is ignored, or refused with the field's path.
    """

    dialect: Dialect
    behaviour: Behaviour = field(default_factory=Behaviour)
    models: ModuleType = base_models
    unsupported: Unsupported = "ignore"

    @property
    def catalogue(self) -> Catalogue:
        """Its models."""
        dialect = self.dialect
        said = dialect.statements.get(_MODEL)
        replaced: dict[str, str] = {}
        if said is not None and dialect.models:
            any_name = ["*"] if "transformed" in (said.status, said.otherwise) else []
            unlisted = [*any_name, *as_list(as_map(said.when).get("model"))]
            replaced = {**dict.fromkeys(unlisted, dialect.models[0]), **said.replaced}
        return Catalogue(dialect.models, dialect.closed_models, replaced)

    def understood(self, body: BaseModel, context: RequestContext) -> Json:
        """A body as JSON, without what has no effect.

        Raises:
            ServiceError: 400, with the place of what is refused.
        """
        request: Json = body.model_dump()  # as Python, which has a value for 1e999
        if problems := list(not_in_json(request)):
            raise invalid(problems)
        found = self.findings(str(context.operation.body), request, context.headers)
        idle = [found.steps for found in self._without_effect(found)]
        return without(request, idle, context.operation.needs)

    def parameters(self, parameters: T, context: RequestContext) -> T:
        """The parameters of a request, those that have no effect as if they had not been sent.

        Raises:
            ServiceError: 400, with the place of what is refused.
        """
        survey = Survey(self.dialect, None, context.headers)
        arguments = {subject_of(parameter): parameter.argument for parameter in context.operation.parameters}
        given = parameters.model_fields_set
        values = {subject: getattr(parameters, name) for subject, name in arguments.items() if name in given}
        survey.parameters(context.operation, values)
        dropped = {arguments[str(found.steps[0])] for found in self._without_effect(survey.findings)}
        fields = type(parameters).model_fields
        optional = {name: fields[name].get_default() for name in dropped if not fields[name].is_required()}
        return parameters.model_copy(update=optional)

    def ruled(self, request: Json, context: RequestContext) -> Json:
        """A request after the rules that the provider has for conversations and the like; it is changed in place.

        Raises:
            ServiceError: 400, with the place of what a rule refuses.
        """
        model = str(request.get("model"))
        if problems := self.behaviour.broken(request, model):  # before defaults are filled in
            raise ServiceError(400, "; ".join(map(str, problems)))
        for id, effect in REQUEST_RULES.items():
            for rule in self.behaviour.rules:
                if rule.id == id and (rule.holds_for(model) or id in _READ_WHATEVER_THEIR_STATUS):
                    effect(rule, request, context)
        return request

    def worded(self, message: Message, model: str) -> Message:
        """An answer to a request for a model as the provider gives it."""
        answer = message.model_dump(mode="json")
        if self.behaviour.answers.get(f"{_STOP_REASONS}{answer['stop_reason']}") in COVERING:
            answer["stop_reason"] = "end_turn"
        for id, effect in ANSWER_RULES.items():
            for rule in self.behaviour.rules:
                if rule.id == id and rule.holds_for(model):
                    effect(rule, answer)
        for rule in self.behaviour.rules:
            place = rule.at.removeprefix("response").removeprefix(".")
            if rule.id == "field-added" and rule.holds_for(model) and place != "error":
                add_fields(self.models, "Message", answer, place, rule.value)
        return Message.model_validate(answer)

    def findings(self, component: str, request: Json, headers: Mapping[str, str]) -> list[SupportFinding]:
        """The provider's statements about the parts of a request of type `component`."""
        survey = Survey(self.dialect, request.get("model"), headers)
        survey.body(component, request)
        return survey.findings

    def _without_effect(self, findings: list[SupportFinding]) -> list[SupportFinding]:
        """The findings whose parts are removed from a request because they have no effect.

        Raises:
            ServiceError: 400, some of it is refused instead.
        """
        covering = [found for found in findings if found.status in COVERING]
        refused = ("rejected", "unsupported") if self.unsupported == "reject" else ("rejected",)
        problems = [f"{found.path}: {_words(found)}" for found in covering if found.status in refused]
        if problems:
            raise ServiceError(400, "; ".join(problems))
        return covering


def _words(found: SupportFinding) -> str:
    said = "is not taken" if found.status == "rejected" else "is not supported"
    return f"{found.value} {said}" if found.value else said


# What the status of these means is their own affair: it says what happens, or to whom it does not.
_READ_WHATEVER_THEIR_STATUS = frozenset({"tools-model-dependent"})

BASE = MockDialect(Dialect("base", "", "the base", default="full"))
