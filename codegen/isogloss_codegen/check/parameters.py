"""Judges the headers, the query and the credential of a request by one dialect."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cached_property
from typing import Any
from urllib.parse import unquote

from ..document.values import as_list, as_map
from ..findings.finding import Evidence, Finding
from ..findings.levels import Level
from ..ir import Operation, Parameter, Style
from ..schema.errors import dotted
from ..schema.validator import Validators
from ..schema.wellformed import matches
from ..support.lookup import Lookup
from ..support.statement import COVERING, Asking
from ..traffic.exchange import Request
from .described import Described
from .endpoints import pattern_of
from .keywords import rule_of
from .stated import stated

_MARKS = {"form": ",", "simple": ",", "spaceDelimited": " ", "pipeDelimited": "|"}


class ParameterRules:
    """The rules for headers and query parameters of requests to one provider."""

    def __init__(self, described: Described, lookup: Lookup) -> None:
        self._dialect = described.dialect
        self._described = described
        self._lookup = lookup
        self._known_parameters: dict[str, list[tuple[Parameter, str, bool]]] = {}

    def check(self, operation: Operation, request: Request, asking: Asking) -> Iterator[Finding]:
        """Judges the headers, the path and the query of a request, as far as they are known."""
        headers = request.headers
        in_path = _in_path(operation.path, request.path)
        for parameter, pointer, is_required in self._parameters(operation):
            path = f"{parameter.location}.{parameter.name}"
            if parameter.location == "header":
                texts = None if headers is None else [headers[n] for n in [parameter.name.lower()] if n in headers]
            elif parameter.location == "path":
                texts = in_path.get(parameter.name)
            else:
                texts = None if request.url is None else [text for n, text in request.query if n == parameter.name]
            if texts is None:
                continue
            if not texts:
                if is_required and parameter.style is None:
                    yield self._missing(parameter, pointer, path)
                continue
            if parameter.location != "path":
                yield from self._parameter(parameter, pointer, texts[0], path, asking)
            if parameter.location != "header" and (parameter.style is None or _mark(parameter.style) is not None):
                yield from self._value(operation, parameter, pointer, texts, path)
        if headers is None:
            return
        known = {parameter.name for parameter in operation.parameters if parameter.location == "query"}
        for name, _ in request.query:
            if name not in known:
                message = f"the query parameter {name} is not described"
                yield Finding("request-query", "unknown", message, f"query.{name}", subject=f"query.{name}")
        yield from self._credential(operation, headers)

    def _missing(self, parameter: Parameter, pointer: str, path: str) -> Finding:
        level: Level = "breaking"
        message = f"the {parameter.location} {parameter.name} is missing"
        stated = as_map(self._dialect.words.get("version_header")).get("required")
        if parameter.client_default is not None and self._dialect.words and not isinstance(stated, bool):
            level, message = "unknown", f"{message}; no source states whether it is required"
        evidence = self._evidence_of("version_header")
        return Finding("request-header-missing", level, message, path, pointer, evidence=evidence, subject=path)

    def _parameter(
        self, parameter: Parameter, pointer: str, value: str, path: str, asking: Asking
    ) -> Iterator[Finding]:
        found = self._lookup.parameter(pointer, value, asking)
        for said in found:
            # What clients send unasked, and what is only in the query, is no loss.
            is_no_loss = (parameter.client_default is not None and said.status in ("ignored", "unknown")) or (
                parameter.location == "query" and said.status == "unknown"
            )
            level: Level | None = "info" if is_no_loss else None
            yield stated(self._dialect.title, said, path + dotted(said.steps), level=level)
        if any(not said.steps and (said.status in COVERING or not said.statement.is_stated) for said in found):
            return
        if parameter.schema.get("type") == "array":
            if parameter.location != "header":
                return
            values = [item.strip() for item in value.split(",") if item.strip()]
            known = listed(as_map(parameter.schema.get("items")), self._described.schemas)
            for index, item in enumerate(values):
                if item not in known and not self._dialect.support.of_value(pointer, item).is_stated:
                    message = f"{item} is not listed: it is misspelt, retired, or newer than the list"
                    at, about = f"{path}[{index}]", f"{path} ({item})"
                    yield Finding(
                        "request-header-unlisted", "unknown", message, at, pointer, subject=about, is_undescribed=True
                    )
            return
        pattern = parameter.schema.get("pattern") if parameter.location == "header" else None
        if isinstance(pattern, str) and matches(pattern, value) is False:
            message = f'"{value}" does not match {pattern}'
            yield Finding("request-header-value", "breaking", message, path, pointer, subject=path)
        lowest = as_map(self._dialect.words.get("version_header")).get("minimum")
        if parameter.client_default is not None and isinstance(lowest, str) and value < lowest:
            message = f"{value} is older than {lowest}, the oldest version that {self._dialect.title} accepts"
            yield Finding(
                "request-header-value",
                "breaking",
                message,
                path,
                pointer,
                subject=path,
                evidence=self._evidence_of("version_header"),
            )

    def _value(
        self, operation: Operation, parameter: Parameter, pointer: str, texts: list[str], path: str
    ) -> Iterator[Finding]:
        """The faults of the value that texts of the path or the query mean."""
        validator = self._validators.at(f"{_place(operation, parameter)}/schema")
        for fault in validator.faults(_value_of(parameter, texts)):
            place = path + dotted(fault.at)
            subject = re.sub(r"\[\d+\]", "[]", place)
            yield Finding(rule_of(fault.keyword), "breaking", fault.sentence, place, pointer, subject=subject)

    @cached_property
    def _validators(self) -> Validators:
        """The validators of the parameters that the dialect offers."""
        offered = self._described.offered
        schemas = {name: component.schema for name, component in offered.components.items()}
        parameters = {
            _place(operation, parameter).rpartition("/")[2]: {"schema": parameter.schema}
            for operation in offered.operations
            for parameter in operation.parameters
        }
        return Validators({"components": {"schemas": schemas, "parameters": parameters}})

    def _credential(self, operation: Operation, headers: Mapping[str, str]) -> Iterator[Finding]:
        sent = {scheme.header.lower() for scheme in self._described.api.security} & headers.keys()
        taken = {scheme.header.lower() for scheme in self._described.offered.security}
        if operation.authenticated and sent and not sent & taken:
            auth = as_map(self._dialect.words.get("auth"))
            is_sure = auth.get("validation") == "checked" and "when" not in auth
            level: Level = "breaking" if is_sure else "warning"
            read = ", ".join(sorted(taken))
            message = f"the key is sent in {' and '.join(sorted(sent))}; {self._dialect.title} reads {read}"
            if condition := as_map(auth.get("when")).get("note"):
                message += f" (when: {condition})"
            evidence = tuple(as_list(auth.get("evidence")))
            yield Finding("request-credential", level, message, f"header.{min(sent)}", evidence=evidence)

    def _evidence_of(self, word: str) -> Evidence:
        return tuple(as_list(as_map(self._dialect.words.get(word)).get("evidence")))

    def _parameters(self, operation: Operation) -> list[tuple[Parameter, str, bool]]:
        """The headers and query parameters of an operation, where each is described, and whether it is required."""
        if operation.id not in self._known_parameters:
            pointers = self._lookup.parameters(operation.pointer)
            offered = (each.parameters for each in self._described.offered.operations if each.id == operation.id)
            counted = next(offered, operation.parameters)
            required = {(each.name, each.location) for each in counted if each.required}
            self._known_parameters[operation.id] = [
                (each, pointers.get(key, ""), key in required)
                for each in operation.parameters
                if each.location in ("header", "path", "query")
                for key in [(each.name, each.location)]
            ]
        return self._known_parameters[operation.id]


def _place(operation: Operation, parameter: Parameter) -> str:
    """The pointer at which the validators find a parameter."""
    return f"/components/parameters/{operation.parameters_name}.{parameter.argument}"


def _in_path(template: str, path: str | None) -> Mapping[str, list[str]]:
    """The texts of the parameters in a path, by name."""
    if path is None:
        return {}
    names = re.findall(r"\{([^}]*)\}", template)
    found = re.fullmatch(f".*?{pattern_of(template).replace('[^/]+', '([^/]+)')}/?", path)
    return {} if found is None else {name: [unquote(text)] for name, text in zip(names, found.groups(), strict=True)}


def _value_of(parameter: Parameter, texts: list[str]) -> Any:
    """The value that texts mean; one that is not of the right kind stays a text, which the schema refuses."""
    if parameter.style is not None:
        return [_scalar(parameter.style.shape[0], text) for text in texts[0].split(_mark(parameter.style))]
    if parameter.kind == "array":
        is_split = not parameter.explode or parameter.location == "path"
        items = [part for text in texts for part in text.split(",")] if is_split else texts
        return [_scalar(parameter.items, text) for text in items]
    return _scalar(parameter.kind, texts[0])


def _mark(style: Style) -> str | None:
    """The text between the scalars of a list; None for what has another form."""
    kinds: Any = style.shape
    is_plain = isinstance(kinds, list) and isinstance(as_list(kinds)[0], str) and not style.explode
    return _MARKS.get(style.name) if is_plain else None


def _scalar(kind: str, text: str) -> Any:
    if kind == "integer" and re.fullmatch(r"-?[0-9]{1,20}", text):
        return int(text)
    if kind == "number" and re.fullmatch(r"-?[0-9]+(\.[0-9]+)?([eE][+-]?[0-9]{1,3})?", text):
        return float(text)
    return {"true": True, "false": False}.get(text, text) if kind == "boolean" else text


def feature_headers(described: Described) -> Mapping[str, str]:
    """The header that asks for each feature which can be asked for."""
    schemas = described.schemas
    return {
        str(feature): parameter.name
        for operation in described.api.operations
        for parameter in operation.parameters
        if parameter.location == "header" and parameter.schema.get("type") == "array"
        for feature in listed(as_map(parameter.schema.get("items")), schemas)
    }


def listed(schema: Mapping[str, Any], schemas: Mapping[str, Any]) -> list[Any]:
    """The values that a schema enumerates."""
    while "$ref" in schema:
        schema = as_map(schemas.get(str(schema["$ref"]).rpartition("/")[2]))
    return as_list(schema.get("enum"))
