"""Judges whether a request runs on a provider: the parts that it refuses, ignores, changes or does not state."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cached_property, reduce
from itertools import chain
from operator import getitem
from typing import Any

from ..document.values import as_list, as_map
from ..document.wording import listed
from ..findings.finding import Evidence, Finding
from ..findings.levels import Level
from ..ir import Api, Operation
from ..schema.errors import Fault, dotted
from ..schema.validator import Validator
from ..schema.wording import named
from ..support.conditions import is_model
from ..support.lookup import Lookup
from ..support.places import Place, Places
from ..support.statement import COVERING, Asking
from ..traffic.exchange import Request
from .conversation import ConversationRules
from .described import Described
from .endpoints import Called, Endpoints
from .judgement import Gathered, Judgement, without_findings
from .keywords import RANGES, rule_of
from .parameters import ParameterRules, feature_headers
from .removing import without
from .servers import Servers
from .stated import Disputed, stated

_UNDESCRIBED = ("additionalProperties", "enum")
"""The keywords that refuse unknown fields, tags and values."""


class RequestRules:
    """The rules for requests to one provider. Made once, used for any number of requests."""

    def __init__(self, described: Described) -> None:
        dialect = described.dialect
        self.dialect = dialect
        self._described = described
        self._validators = described.validators
        self._of_bodies: dict[str, Validator] = {}
        features: Mapping[str, str] = {} if dialect.overlay else feature_headers(described)
        places = Places(described.document)
        self._lookup = Lookup(dialect.support, places, features=features)
        self._conversation = ConversationRules(dialect.rules, dialect.title, self.api.conversation)
        self._disputed = Disputed(dialect.title, dialect.conflicts)
        models = as_map(dialect.words.get("models"))
        self._models = [str(name) for name in as_list(models.get("ids"))] if models.get("closed") else []
        policy = dialect.words.get("unknown_fields", "unknown" if dialect.overlay else "reject")
        self._unknown_fields = as_map(policy) or {"policy": policy}
        self._servers = Servers(dialect)
        self._parameters = ParameterRules(described, self._lookup)

    @property
    def api(self) -> Api:
        """The API with all that the provider refuses still in it."""
        return self._described.api

    @cached_property
    def _offered(self) -> Mapping[str, Operation]:
        return {operation.id: operation for operation in self._described.offered.operations}

    @cached_property
    def _endpoints(self) -> Endpoints:
        return Endpoints(self.api.operations)

    def _taken_as(self, operation: Operation, first: Operation, body: Any) -> str:
        """The message for a body that is read as one of `operation`, and might be meant for the `first`."""
        required = as_list(self._described.schemas[first.body or ""].get("required"))
        missing = [name for name in required if name not in as_map(body)]
        why = f"; {first.method} {first.path} needs {listed(missing)}" if missing else ", the most similar operation"
        return f"read as a request for {operation.method} {operation.path}{why}"

    def check(self, request: Request) -> Judgement:
        """Judges a request. If its operation is not known, the most similar one is used."""
        findings = self._findings(request)
        first = next(findings, None)
        if first is None:
            return without_findings("request")
        return Gathered(chain((first,), findings)).judgement("request")

    def _findings(self, request: Request) -> Iterator[Finding]:
        called = self._called(request)
        operation = called.operation
        if operation is None and (known := self._servers.endpoint(request)) is not None:
            yield known
            return
        yield from called.findings
        if operation is None:
            if not called.findings:
                message = f"{self.dialect.title} describes no operation with a request body"
                yield Finding("request-endpoint", "warning", message, "url")
            return
        if request.url is not None:
            yield from self._servers.check(request)
        elif (first := self._endpoints.first_with_body) is not None and operation is not first:
            yield Finding("request-taken-as", "warning", self._taken_as(operation, first, request.body), "body")
        asking = Asking(request.model, request.headers)
        said = self._lookup.operation(operation.pointer, asking)
        if said is not None:
            yield stated(self.dialect.title, said, f"{operation.method} {operation.path}", "url")
            if said.status in COVERING:
                return
        if request.url is not None or request.headers is not None:
            yield from self._parameters.check(operation, request, asking)
        if operation.body is not None:
            yield from self._body(operation, request, asking)

    def place(self, request: Request) -> Place | None:
        """The place of a request's body among the schemas; None if no schema describes it."""
        operation = self._called(request).operation
        return self._lookup.place(operation.body) if operation is not None and operation.body is not None else None

    def _undescribed(self, component: str, body: Any) -> set[tuple[str | int, ...]]:
        """The steps to the parts that the base does not have."""
        if component not in self._described.source_document["components"]["schemas"]:
            return set()
        faults = self._described.source_validators.of(component).faults(body)
        return {fault.steps for fault in faults if fault.keyword in _UNDESCRIBED}

    def refused_everywhere(self, request: Request) -> Iterator[tuple[str | int, ...]]:
        """The steps to the parts of a body that the base refuses too."""
        operation = self._called(request).operation
        if operation is not None and operation.body in self._described.source_document["components"]["schemas"]:
            faults = self._described.source_validators.of(str(operation.body)).faults(request.body)
            yield from (fault.steps for fault in faults)

    def _called(self, request: Request) -> Called:
        if request.method is not None and request.url is not None:
            return self._endpoints.of(request)
        return Called(self._endpoints.nearest(request.body, self._described.likeness))

    def _body(self, operation: Operation, request: Request, asking: Asking) -> Iterator[Finding]:
        body, component = request.body, str(operation.body)
        if operation.media is not None and operation.media.format != "json":
            message = f"the body is {operation.media.type}: only JSON bodies are judged"
            yield Finding("request-body-not-judged", "unknown", message, "body")
            return
        if not isinstance(body, dict):
            yield from self._other_body(operation, body)
            return
        found = self._lookup.body(component, body, asking)
        for said in found:
            yield stated(self.dialect.title, said, dotted(said.steps))
        validator = self._validator(operation)
        if not validator.accepts(body):
            covered = {said.steps for said in found if said.status in COVERING}
            new: set[tuple[str | int, ...]] | None = None
            for fault in validator.faults(without(body, covered)):
                at = fault.at
                if not any(at[: len(steps)] == steps for steps in covered):
                    if fault.keyword in _UNDESCRIBED and new is None:
                        new = self._undescribed(component, body)
                    is_new = fault.keyword in _UNDESCRIBED and new is not None and fault.steps in new
                    found_fault = self._fault(fault, component)
                    if is_new and fault.keyword == "enum":
                        value = named(reduce(getitem, fault.steps, request.body))
                        found_fault = found_fault._replace(subject=f"{found_fault.subject} ({value})")
                    yield found_fault._replace(is_undescribed=is_new)
        if self._disputed.has_conflicts:
            yield from self._disputed.check(component, as_map(request.body))
        if self._models and request.model is not None:
            of_models = self._lookup.at(component, body, ("model",))
            if of_models is None or not of_models.is_checkable:  # which says what becomes of each name
                yield from self._model(request.model)
        if self._conversation.has_rules:
            yield from self._conversation.check(request, is_own=self._servers.are_called(request))

    def _validator(self, operation: Operation) -> Validator:
        """The validator of the bodies that the provider takes."""
        if operation.id not in self._of_bodies:
            offered = self._offered.get(operation.id, operation)
            self._of_bodies[operation.id] = self._validators.of(str(offered.body))
        return self._of_bodies[operation.id]

    def _other_body(self, operation: Operation, body: Any) -> Iterator[Finding]:
        """The faults of a body that is no object."""
        component = str(operation.body)
        if self.api.components[component].is_object:
            if body is not None or operation.body_required:
                yield Finding("request-type", "breaking", "the body must be a JSON object", "body")
        elif body is not None:
            for fault in self._validators.of(component).faults(body):
                yield self._fault(fault, component)

    def _fault(self, fault: Fault, component: str) -> Finding:
        steps = fault.at
        rule = rule_of(fault.keyword)
        level: Level = "breaking"
        message, evidence = fault.sentence, ()
        if fault.keyword == "additionalProperties":
            level, message, evidence = self._unknown_field(fault)
        elif fault.schema:
            said = self.dialect.support.of(fault.schema)
            evidence = said.evidence if said.inherited_from is None else ()
            if fault.keyword in RANGES and said.outside == "clamped":
                level, message = "warning", f"{message}; {self.dialect.title} uses the nearest bound"
            elif fault.keyword in RANGES and said.outside == "unknown":
                level, message = "unknown", f"{message}; the sources do not state what happens then"
        path = dotted(steps)
        return Finding(
            rule,
            level,
            message,
            path,
            fault.schema,
            "request",
            evidence,
            subject=re.sub(r"\[\d+\]", "[]", path),
            steps=steps,
        )

    def _unknown_field(self, fault: Fault) -> tuple[Level, str, Evidence]:
        title, policy = self.dialect.title, self._unknown_fields.get("policy")
        evidence = tuple(as_list(self._unknown_fields.get("evidence")))
        if policy == "ignore":
            return "silent", f"{fault.sentence}; {title} ignores undescribed properties", evidence
        if policy == "reject":
            return "breaking", f"{fault.sentence}; undescribed properties are refused", evidence
        said = "no source states whether undescribed properties are refused"
        return "unknown", f"{fault.sentence}; {said}", evidence

    def _model(self, model: str) -> Iterator[Finding]:
        if not is_model(model, self._models):
            known = ", ".join(self._models[:4]) + (", ..." if len(self._models) > 4 else "")
            message = f"{self.dialect.title} does not list the model {model}; it lists {known}"
            evidence = tuple(as_list(as_map(self.dialect.words.get("models")).get("evidence")))
            yield Finding("request-model", "warning", message, "model", evidence=evidence, subject="model")
