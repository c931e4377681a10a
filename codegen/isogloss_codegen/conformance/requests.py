"""Will a request run on a provider: what it refuses, ignores, changes, or does not say."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from fnmatch import fnmatchcase
from functools import cached_property
from typing import Any

from ..document.support import Statement, Status
from ..document.values import as_list, as_map, value_at
from ..ir import Api, Operation, Parameter
from ..levels import LEVEL_OF_SUPPORT, Level
from ..validator import dotted
from .conversation import ConversationRules
from .described import Described
from .endpoints import Called, Endpoints
from .finding import Evidence, Finding, Judgement
from .places import Places
from .schema import Fault
from .survey import COVERING, Asking, Said, Surveyor
from .traffic import Request

_WORDS: dict[str, tuple[str, str]] = {
    "rejected": ("request-refused", "{} refuses it"),
    "ignored": ("request-ignored", "{} ignores it"),
    "unsupported": ("request-unsupported", "{} does not support it: error or ignored, it does not say"),
    "partial": ("request-partial", "{} supports it in part"),
    "transformed": ("request-changed", "{} takes it, with another effect"),
    "conditional": ("request-depends", "{} supports it under a condition"),
    "unknown": ("request-not-stated", "{} does not say whether it is supported"),
}
_RANGES = (
    *("minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum", "multipleOf"),
    *("minLength", "maxLength", "minItems", "maxItems", "minProperties", "maxProperties"),
)
_RULE_OF_KEYWORD = {
    **dict.fromkeys(_RANGES, "request-out-of-range"),
    **dict.fromkeys(("enum", "const", "oneOf", "anyOf", "pattern", "format"), "request-value"),
    "required": "request-field-missing",
    "additionalProperties": "request-field-unknown",
    "type": "request-type",
    "not": "request-exclusive",
}


class RequestRules:
    """What requests to one provider are held to; made once, used for any number of requests."""

    def __init__(self, described: Described) -> None:
        dialect = described.dialect
        self.dialect = dialect
        self._described = described
        self._validators = described.validators
        features: Mapping[str, str] = {} if dialect.overlay else self._feature_headers
        self._surveyor = Surveyor(dialect.support, Places(described.document), features)
        self._conversation = ConversationRules(dialect.rules, dialect.title, self.api.conversation)
        models = as_map(dialect.words.get("models"))
        self._models = [str(name) for name in as_list(models.get("ids"))] if models.get("closed") else []
        policy = dialect.words.get("unknown_fields", "unknown" if dialect.overlay else "reject")
        self._unknown_fields = as_map(policy) or {"policy": policy}
        self._closed = not dialect.words
        self._known_parameters: dict[str, list[tuple[Parameter, str, bool]]] = {}

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

    @cached_property
    def _feature_headers(self) -> Mapping[str, str]:
        """The header that asks for each feature which can be asked for."""
        schemas = self._described.schemas
        return {
            str(feature): parameter.name
            for operation in self.api.operations
            for parameter in operation.parameters
            if parameter.location == "header" and parameter.schema.get("type") == "array"
            for feature in _listed(as_map(parameter.schema.get("items")), schemas)
        }

    def check(self, request: Request) -> Judgement:
        """What the provider makes of a request, taken as the one that it comes nearest to if nothing says which."""
        return Judgement("request", tuple(self._findings(request)))

    def _findings(self, request: Request) -> Iterator[Finding]:
        called = self._called(request)
        yield from called.findings
        operation = called.operation
        if operation is None:
            if not called.findings:
                message = f"{self.dialect.title} describes no request that has a body"
                yield Finding("request-endpoint", "warning", message, "url")
            return
        if request.url is None and operation is not self._endpoints.first_with_body:
            message = f"taken as a request for {operation.method} {operation.path}, which it is most like"
            yield Finding("request-taken-as", "info", message, "body")
        said = self._surveyor.statement(operation.pointer)
        asking = Asking(request.model, request.headers)
        if said is not None:
            status = self._surveyor.judged(said, asking)
            if status != "full":
                yield self._support(Said((), said, status), f"{operation.method} {operation.path}", "url")
            if status in COVERING:
                return
        if request.headers is not None:
            yield from self._headers(operation, request.headers, request, asking)
        if operation.body is not None:
            yield from self._body(operation, request, asking)

    def _called(self, request: Request) -> Called:
        if request.method is not None and request.url is not None:
            return self._endpoints.of(request)
        return Called(self._endpoints.nearest(request.body, self._described.schemas))

    def _body(self, operation: Operation, request: Request, asking: Asking) -> Iterator[Finding]:
        body, component = request.body, str(operation.body)
        if not isinstance(body, dict):
            yield Finding("request-type", "breaking", "the body has to be a JSON object", "body")
            return
        found = self._surveyor.look_over(component, body, asking)
        for said in found:
            yield self._support(said, dotted(said.steps))
        offered = self._offered.get(operation.id, operation)
        validator = self._validators.of(str(offered.body))
        if not validator.accepts(body):
            covered = {said.steps for said in found if said.status in COVERING}
            for fault in validator.faults(body):
                if not any(fault.steps[: len(steps)] == steps for steps in covered):
                    yield self._fault(fault, component)
        if self._models and request.model is not None:
            yield from self._model(request.model)
        yield from self._conversation.check(request, is_own=self._is_own(request))

    def _support(self, said: Said, path: str, place: str | None = None) -> Finding:
        statement, status = said.statement, said.status
        rule, words = _WORDS[status]
        level: Level = LEVEL_OF_SUPPORT[status]
        if status == "partial" and said.is_about_parts:
            level = "info"  # its parts have statements of their own, which were held against this request
        shown = f"`{said.shown}`: " if said.shown else ""
        note = f": {statement.note.rstrip('.')}" if statement.note else ""
        condition = _condition(statement) if statement.status == "conditional" else ""
        default = "" if statement.is_stated or status == "unknown" else ", as all that its sources do not mention"
        message = f"{shown}{words.format(self.dialect.title)}{default}{note}{condition}"
        subject = re.sub(r"\[\d+\]", "[]", path) + (f" ({said.shown})" if said.shown else "")
        return Finding(
            rule, level, message, place or path, statement.subject, "request", statement.evidence, subject=subject
        )

    def _fault(self, fault: Fault, component: str) -> Finding:
        steps = (*fault.steps, fault.name) if fault.keyword == "required" and fault.name else fault.steps
        rule = _RULE_OF_KEYWORD.get(fault.keyword, "request-value")
        level: Level = "breaking"
        message, evidence = fault.message, ()
        if fault.keyword == "additionalProperties":
            level, message, evidence = self._unknown_field(fault)
        elif fault.pointer:
            said = self.dialect.support.of(fault.pointer)
            evidence = said.evidence if said.inherited_from is None else ()
            if fault.keyword in _RANGES and said.outside == "clamped":
                level, message = "warning", f"{message}; {self.dialect.title} takes the nearest value"
            elif fault.keyword in _RANGES and said.outside == "unknown":
                level, message = "unknown", f"{message}; what happens then is not said"
        path = dotted(steps)
        return Finding(
            rule, level, message, path, fault.pointer, "request", evidence, subject=re.sub(r"\[\d+\]", "[]", path)
        )

    def _unknown_field(self, fault: Fault) -> tuple[Level, str, Evidence]:
        title, policy = self.dialect.title, self._unknown_fields.get("policy")
        evidence = tuple(as_list(self._unknown_fields.get("evidence")))
        if policy == "ignore":
            return "silent", f"{fault.message}; {title} ignores unknown fields", evidence
        if policy == "reject":
            return "breaking", f"{fault.message}; unknown fields are refused", evidence
        return "unknown", f"{fault.message}; what {title} does with unknown fields is not said", evidence

    def _model(self, model: str) -> Iterator[Finding]:
        if not any(fnmatchcase(model, name) for name in self._models):
            known = ", ".join(self._models[:4]) + (", ..." if len(self._models) > 4 else "")
            message = f"{model} is not among the models that {self.dialect.title} lists: {known}"
            evidence = tuple(as_list(as_map(self.dialect.words.get("models")).get("evidence")))
            yield Finding("request-model", "warning", message, "model", evidence=evidence, subject="model")

    def _is_own(self, request: Request) -> bool:
        """Whether a recorded request was sent to this provider in the first place."""
        servers = [str(as_map(server).get("url")) for server in as_list(self.dialect.words.get("servers"))]
        return request.host is not None and any(f"//{request.host}" in server for server in servers)

    # ---- Headers and query -------------------------------------------------------------------------------------------

    def _headers(
        self, operation: Operation, headers: Mapping[str, str], request: Request, asking: Asking
    ) -> Iterator[Finding]:
        for parameter, pointer, is_required in self._parameters(operation):
            if parameter.location == "header":
                value = headers.get(parameter.name.lower())
            else:
                value = next((value for name, value in request.query if name == parameter.name), None)
            path = f"{parameter.location}.{parameter.name}"
            if value is None:
                if is_required:
                    yield self._missing(parameter, pointer, path)
                continue
            yield from self._parameter(parameter, pointer, value, path, asking)
        known = {parameter.name for parameter in operation.parameters if parameter.location == "query"}
        for name, _ in request.query:
            if name not in known:
                message = f"{name} is no query parameter that is described"
                yield Finding("request-query", "unknown", message, f"query.{name}", subject=f"query.{name}")
        yield from self._credential(operation, headers)

    def _missing(self, parameter: Parameter, pointer: str, path: str) -> Finding:
        level: Level = "breaking"
        message = f"the {parameter.location} {parameter.name} is missing"
        stated = as_map(self.dialect.words.get("version_header")).get("required")
        if parameter.client_default is not None and self.dialect.words and not isinstance(stated, bool):
            level, message = "unknown", f"{message}; whether {self.dialect.title} asks for it is not said"
        evidence = self._evidence_of("version_header")
        return Finding("request-header-missing", level, message, path, pointer, evidence=evidence, subject=path)

    def _parameter(
        self, parameter: Parameter, pointer: str, value: str, path: str, asking: Asking
    ) -> Iterator[Finding]:
        said = self._surveyor.statement(pointer)
        if said is not None and (status := self._surveyor.judged(said, asking)) != "full":
            finding = self._support(Said((), said, status), path)
            # What clients send unasked, and what is only in the query, is no loss.
            is_no_loss = parameter.client_default is not None or (parameter.location == "query" and status == "unknown")
            yield replace(finding, level="info") if is_no_loss and status in ("ignored", "unknown") else finding
            if status in COVERING or not said.is_stated:
                return
        if parameter.schema.get("type") == "array":
            values = [item.strip() for item in value.split(",") if item.strip()]
            listed = _listed(as_map(parameter.schema.get("items")), self._described.schemas)
            for index, item in enumerate(values):
                yield from self._item(item, f"{path}[{index}]", pointer, listed)
            return
        pattern = parameter.schema.get("pattern")
        if isinstance(pattern, str) and re.search(pattern, value) is None:
            message = f'"{value}" does not match {pattern}'
            yield Finding("request-header-value", "breaking", message, path, pointer, subject=path)
        lowest = as_map(self.dialect.words.get("version_header")).get("minimum")
        if parameter.client_default is not None and isinstance(lowest, str) and value < lowest:
            message = f"{value} is older than {lowest}, the oldest that {self.dialect.title} takes"
            yield Finding(
                "request-header-value",
                "breaking",
                message,
                path,
                pointer,
                subject=path,
                evidence=self._evidence_of("version_header"),
            )

    def _item(self, item: str, path: str, pointer: str, listed: list[Any]) -> Iterator[Finding]:
        said = self.dialect.support.of_value(pointer, item)
        subject = path.partition("[")[0]
        if said.status == "full" and item in listed:
            return
        status: Status = said.status if said.status != "full" else "unknown"
        if said.is_stated:
            yield self._support(Said((), said, status, item), path)
        elif item not in listed:
            message = f"{item} is none of the values that are listed: mistyped, retired, or newer than the list"
            yield Finding("request-header-unlisted", "unknown", message, path, pointer, subject=f"{subject} ({item})")
        elif status != "unknown" or not self._closed:
            yield self._support(Said((), said, status, item), path)

    def _credential(self, operation: Operation, headers: Mapping[str, str]) -> Iterator[Finding]:
        sent = {scheme.header.lower() for scheme in self.api.security} & headers.keys()
        taken = {scheme.header.lower() for scheme in self._security}
        if operation.authenticated and sent and not sent & taken:
            auth = as_map(self.dialect.words.get("auth"))
            level: Level = "breaking" if auth.get("validation") == "checked" else "warning"
            message = f"the key is sent in {' and '.join(sorted(sent))}; {self.dialect.title} reads {', '.join(taken)}"
            evidence = tuple(as_list(auth.get("evidence")))
            yield Finding("request-credential", level, message, f"header.{min(sent)}", evidence=evidence)

    @cached_property
    def _security(self) -> tuple[Any, ...]:
        return self._described.offered.security

    def _evidence_of(self, word: str) -> Evidence:
        return tuple(as_list(as_map(self.dialect.words.get(word)).get("evidence")))

    def _parameters(self, operation: Operation) -> list[tuple[Parameter, str, bool]]:
        """The headers and query parameters of an operation, where each is described, and whether it is required."""
        if operation.id not in self._known_parameters:
            document = self.dialect.support.document
            item = operation.pointer.rpartition("/")[0]
            pointers: dict[tuple[str, str], str] = {}
            for at in (item, operation.pointer):
                for index, entry in enumerate(as_list(as_map(value_at(document, at)).get("parameters"))):
                    pointer = str(as_map(entry)["$ref"])[1:] if "$ref" in entry else f"{at}/parameters/{index}"
                    described = as_map(value_at(document, pointer))
                    pointers[str(described.get("name")), str(described.get("in"))] = pointer
            offered = self._offered.get(operation.id, operation).parameters
            required = {(each.name, each.location) for each in offered if each.required}
            self._known_parameters[operation.id] = [
                (each, pointers.get(key, ""), key in required)
                for each in operation.parameters
                if each.location in ("header", "query")
                for key in [(each.name, each.location)]
            ]
        return self._known_parameters[operation.id]


def _listed(schema: Mapping[str, Any], schemas: Mapping[str, Any]) -> list[Any]:
    """The values that a schema enumerates."""
    while "$ref" in schema:
        schema = as_map(schemas.get(str(schema["$ref"]).rpartition("/")[2]))
    return as_list(schema.get("enum"))


def _condition(statement: Statement) -> str:
    when = as_map(statement.when)
    parts = [f"model {' or '.join(map(str, as_list(when['model'])))}"] if "model" in when else []
    parts += [f"{value} in the header {name}" for name, value in as_map(when.get("header")).items()]
    parts += [str(when["note"])] if "note" in when else []
    return f" (when: {'; '.join(parts)})" if parts else ""
