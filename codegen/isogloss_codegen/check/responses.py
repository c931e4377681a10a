"""Checks answers by tier: required properties, promised properties, and additions."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from functools import cached_property
from typing import Any, cast

from ..document.values import as_list, as_map, as_text
from ..findings.finding import Evidence, Finding
from ..findings.levels import Level
from ..ir import Operation
from ..schema.errors import Fault, dotted
from ..support.places import Place, Places, Shape, is_needed
from ..support.statement import COVERING
from ..traffic.exchange import Request, Response
from ..traffic.text import media_type
from .described import Described
from .endpoints import Called, Endpoints, Likeness
from .error_answers import ErrorAnswers, told
from .judgement import Gathered, Judgement
from .order import against_reason

Steps = tuple[str | int, ...]
_SHOWN = 100


class ResponseRules:
    """The rules for answers of one provider. Made once, used for any number of answers."""

    def __init__(self, described: Described) -> None:
        dialect = described.dialect
        self.dialect = dialect
        self.api = described.offered
        self._validators = described.validators
        self._places = Places(described.offered_document)
        self._described = described
        self._errors = ErrorAnswers(dialect.document)

    @cached_property
    def _endpoints(self) -> Endpoints:
        return Endpoints(self.api.operations)

    @cached_property
    def likeness(self) -> Likeness:
        """The likeness to the described answers."""
        return Likeness({name: self._schema(name) for name in self._components})

    def check(self, response: Response, request: Request | None = None) -> Judgement:
        """Judges an answer. `request` is the request that it answers, if known."""
        return Gathered(self._findings(response, request)).judgement("response")

    def _findings(self, response: Response, request: Request | None) -> Iterator[Finding]:
        called = self._called(request)
        operation, status = called.operation if called is not None else None, response.status or 200
        if operation is not None and status >= 400 and not self._described.is_own:
            yield from self._errors.findings(operation, response, status)
            return
        component = self._component(response, called)
        if component is None:
            return
        media = media_type(response.headers, "application/json")
        if not (media == "application/json" or media.endswith("+json")):
            message = f"the header says {media}, not application/json"
            yield Finding("response-media-type", "breaking", message, "header.content-type", direction="response")
        is_error = component == self.api.error_response
        body = response.body
        if response.status is None and request is None and self._is_foreign(as_map(body), component):
            begin = json.dumps(body, ensure_ascii=False)[:_SHOWN]
            # Answers of other APIs often name their kind in this field.
            kind = as_map(body).get("object")
            what = f"it is a `{kind}` of another API" if isinstance(kind, str) else "it is from another API or server"
            message = f"no answer of {self.dialect.title} has these fields; {what}: {begin}"
            yield Finding("response-foreign", "breaking", message, "body", direction="response")
            return
        if not is_error and request is not None and self._asks_for_stream(request, component):
            message = "the request asks for a stream, and the response is one value: clients read no event"
            yield Finding("response-not-streamed", "breaking", message, "body", direction="response")
        if response.is_broken:
            message = "the connection was closed before the whole response arrived"
            yield Finding("response-cut-off", "breaking", message, "body", direction="response")
            if body is None:
                return
        if not isinstance(body, dict) and not is_error and not self.api.components[component].is_object:
            for fault in self._validators.of(component).faults(body):
                yield self._fault(fault, body, component, response.status, is_error=False)
            yield from self._tiers(self._places.component(component), body, ())
            return
        if not isinstance(body, dict):
            rule = "response-error-envelope" if is_error else "response-type"
            level, evidence = (
                self._known("error-envelope", "breaking", str(response.status)) if is_error else ("breaking", ())
            )
            yield Finding(rule, level, "the body is not a JSON object", "body", direction="response", evidence=evidence)
            return
        body = cast("dict[str, Any]", body)
        validator = self._validators.of(component)
        if not validator.accepts(body):
            for fault in validator.faults(body):
                yield self._fault(fault, body, component, response.status, is_error=is_error)
        if is_error:
            yield told(body)
        yield from self._reason(component, body)
        yield from self._tiers(self._places.component(component), body, ())

    def _called(self, request: Request | None) -> Called | None:
        """The operation that is answered, if it is known what was called."""
        if request is None or request.method is None or request.url is None:
            return None
        return self._endpoints.of(request)

    def _component(self, response: Response, called: Called | None) -> str | None:
        status = response.status or 200
        if 300 <= status < 400:
            return None  # the answer is somewhere else
        if called is not None and called.operation is None:
            return None  # nobody knows what that answers
        if status >= 400:
            return self.api.error_response
        if called is not None and called.operation is not None:
            return _described(called.operation, status)
        return self.likeness.likest(as_map(response.body)).name

    def _reason(self, component: str, body: Mapping[str, Any]) -> Iterator[Finding]:
        for stream in (each.stream for each in self.api.operations if each.stream and each.response == component):
            if (order := stream.order) is not None:
                kinds = {as_text(as_map(part).get(stream.tag)) or "" for part in as_list(body.get(order.parts))}
                message = against_reason(order, kinds, body.get(order.reason))
                if message is not None:
                    yield Finding("response-reason", "warning", message, order.reason, direction="response")

    def _is_foreign(self, body: Mapping[str, Any], component: str) -> bool:
        """True if the schema knows less than half of the fields of a body."""
        known = as_map(self._schema(component).get("properties")).keys()
        return bool(body) and 2 * len(body.keys() & known) < len(body)

    def _asks_for_stream(self, request: Request, component: str) -> bool:
        streams = (each.stream for each in self.api.operations if each.stream and each.response == component)
        return any(each.switch and as_map(request.body).get(each.switch) is True for each in streams)

    @cached_property
    def _components(self) -> list[str]:
        named = [operation.response for operation in self.api.operations]
        return list(dict.fromkeys(name for name in (*named, self.api.error_response) if name is not None))

    def _schema(self, component: str) -> Mapping[str, Any]:
        return self.api.components[component].schema

    def _fault(self, fault: Fault, body: Any, component: str, status: int | None, *, is_error: bool) -> Finding:
        steps = fault.at
        path, value = dotted(steps), _value_at(body, fault.steps)
        level: Level = "breaking"
        message, evidence = fault.sentence, ()
        if is_error and len(steps) <= 2:
            rule = "response-error-envelope"
            # What never varies only marks an error as one; what went wrong stands beside it.
            stated = as_map(as_map(self._schema(component).get("properties")).get(str(steps[0] if steps else "")))
            loss = "may not recognise it as an error" if "const" in stated else "cannot tell what went wrong"
            message = f"{message}: clients {loss}"
            level, evidence = self._known("error-envelope", level, str(status))
        elif fault.keyword == "required":
            rule, message = "response-field-missing", f"{message}: every client needs it"
            level, evidence = self._known("field-missing", level, path)
        elif fault.keyword == "type" and value is None:
            rule, message = "response-null", f"the value is null: {message}"
            if not is_needed(self._places.component(component), body, steps):
                level, message = "warning", f"{message}; clients that treat null as absent work"
            level, evidence = self._known("field-null", level, path)
        elif fault.keyword == "type":
            rule = "response-type"
        else:
            rule = "response-value"
        return Finding(rule, level, message, path, fault.schema, "response", evidence, subject=path)

    def _known(self, rule: str, level: Level, at: str) -> tuple[Level, Evidence]:
        """The level of a finding: what the provider's documents say of it is none of this answer's."""
        evidence = self._described.known_for(rule, f"response.{at}")
        return (level, ()) if evidence is None else ("info", evidence)

    def _tiers(self, place: Place, value: Any, steps: Steps) -> Iterator[Finding]:
        """Finds promised fields that are missing, and fields that were added."""
        if isinstance(value, list):
            if place.items is not None:
                for index, item in enumerate(cast("list[Any]", value)):
                    yield from self._tiers(place.items, item, (*steps, index))
        elif isinstance(value, dict):
            entries = cast("dict[str, Any]", value)
            shape = place.shape(entries)
            if shape is None:
                tag = entries.get(place.tag or "")
                if place.tag is not None and isinstance(tag, str) and place.is_open:
                    message = f'"{tag}" is not described; clients keep it as it is'
                    yield _info("response-kind-unknown", message, (*steps, place.tag))
                return
            yield from self._fields(shape, entries, steps)
        elif value is None and place.takes_null and place.items is not None:
            message = "a list is null: clients that expect a list, or no property, fail"
            yield _info("response-null-list", message, steps, place.subjects[0])

    def _fields(self, shape: Shape, entries: Mapping[str, Any], steps: Steps) -> Iterator[Finding]:
        properties = as_map(shape.schema.get("properties"))
        required = as_list(shape.schema.get("required"))
        for name, schema in properties.items():
            if name not in entries and name not in required and as_map(schema).get("x-tier") == "declared":
                yield from self._absent(shape.fields[name], name, dotted((*steps, name)))
        for name, entry in entries.items():
            inner = shape.fields.get(name, shape.extra)
            if inner is not None:
                yield from self._tiers(inner, entry, (*steps, name))
            elif properties and "additionalProperties" not in shape.schema:
                yield _info("response-field-added", f'"{name}" is not described; clients tolerate it', (*steps, name))

    def _absent(self, place: Place, name: str, path: str) -> Iterator[Finding]:
        said = self.dialect.support.of(place.subjects[0])
        if not said.is_promised:
            return
        level, evidence = self._known("field-missing", "warning", path)
        message = f'"{name}" is promised, but absent'
        if said.is_stated and said.status in COVERING:
            level, evidence = "info", said.evidence
            message = f'"{name}" is absent, as {self.dialect.title} says'
        elif place.takes_null:
            level, message = "info", f'"{name}" is absent; null is promised'
        yield Finding(
            "response-field-absent", level, message, path, place.subjects[0], "response", evidence, subject=path
        )


def _described(operation: Operation, status: int) -> str | None:
    """The component of an operation's JSON answer with a status; None if it has none."""
    if not operation.answers:
        return operation.response
    told = [answer for answer in operation.answers if answer.status in (str(status), f"{status // 100}XX", "default")]
    return next((answer.component for answer in told if answer.format == "json"), None)


def _info(rule: str, message: str, steps: Steps, pointer: str = "") -> Finding:
    return Finding(rule, "info", message, dotted(steps), pointer, "response", subject=dotted(steps))


def _value_at(value: Any, steps: Steps) -> Any:
    for step in steps:
        if isinstance(value, list) and isinstance(step, int):
            value = cast("list[Any]", value)[step]
        else:
            value = as_map(value).get(str(step))
    return value
