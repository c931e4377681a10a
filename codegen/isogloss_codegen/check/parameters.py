"""Judges the headers, the query and the credential of a request by one dialect."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from ..document.values import as_list, as_map
from ..findings.finding import Evidence, Finding
from ..findings.levels import Level
from ..ir import Operation, Parameter
from ..schema.errors import dotted
from ..support.lookup import Lookup
from ..support.statement import COVERING, Asking
from ..traffic.exchange import Request
from .described import Described
from .stated import stated


class ParameterRules:
    """The rules for headers and query parameters of requests to one provider."""

    def __init__(self, described: Described, lookup: Lookup) -> None:
        self._dialect = described.dialect
        self._described = described
        self._lookup = lookup
        self._known_parameters: dict[str, list[tuple[Parameter, str, bool]]] = {}

    def check(
        self, operation: Operation, request: Request, headers: Mapping[str, str], asking: Asking
    ) -> Iterator[Finding]:
        """Judges the headers and the query of a request whose headers are known."""
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
                message = f"the query parameter {name} is not described"
                yield Finding("request-query", "unknown", message, f"query.{name}", subject=f"query.{name}")
        yield from self._credential(operation, headers)

    def _missing(self, parameter: Parameter, pointer: str, path: str) -> Finding:
        level: Level = "breaking"
        message = f"the {parameter.location} {parameter.name} is missing"
        stated = as_map(self._dialect.words.get("version_header")).get("required")
        if parameter.client_default is not None and self._dialect.words and not isinstance(stated, bool):
            level, message = "unknown", f"{message}; {self._dialect.title} does not state whether it requires it"
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
        pattern = parameter.schema.get("pattern")
        if isinstance(pattern, str) and re.search(pattern, value) is None:
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
                if each.location in ("header", "query")
                for key in [(each.name, each.location)]
            ]
        return self._known_parameters[operation.id]


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
