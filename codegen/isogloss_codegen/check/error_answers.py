"""Judges an error by what the operation that was called says about errors with its status."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cached_property
from typing import Any

from ..build.media import format_of
from ..build.wire.following import followed
from ..document.values import as_map, child
from ..findings.finding import Finding
from ..ir import Operation
from ..schema.errors import dotted
from ..schema.validator import Validators
from ..traffic.exchange import Response

_SHOWN = 120


class ErrorAnswers:
    """The errors that the operations of a document describe, each by itself."""

    def __init__(self, document: dict[str, Any]) -> None:
        self._document = document

    @cached_property
    def _validators(self) -> Validators:
        return Validators(self._document, "response")

    def findings(self, operation: Operation, response: Response, status: int) -> Iterator[Finding]:
        """The faults of an error; a finding that there is no judgement, if the operation does not describe it."""
        yield told(as_map(response.body))
        schema = self._schema(operation, status)
        if schema is None:
            message = (
                f"{operation.method} {operation.path} describes no JSON body of an error {status}: it is not judged"
            )
            yield Finding("response-not-judged", "unknown", message, "body", direction="response")
            return
        for fault in self._validators.at(schema).faults(response.body):
            message = f"{fault.sentence}: clients cannot tell what went wrong"
            path = dotted(fault.at) or "body"
            yield Finding("response-error-envelope", "breaking", message, path, fault.schema, "response", subject=path)

    def _schema(self, operation: Operation, status: int) -> str | None:
        """The pointer of the schema of JSON errors with a status."""
        node, at = followed(self._document, {"$ref": f"#{operation.pointer}"}, "")
        answers = as_map(node.get("responses"))
        key = next((each for each in (str(status), f"{status // 100}XX", "default") if each in answers), None)
        if key is None:
            return None
        answer, at = followed(self._document, answers[key], child(f"{at}/responses", key))
        for media, entry in as_map(answer.get("content")).items():
            if "schema" in as_map(entry) and format_of(media, as_map(entry)) == "json":
                return f"{child(f'{at}/content', media)}/schema"
        return None


def told(body: Mapping[str, Any]) -> Finding:
    """The finding that a response is an error, with its own words."""
    error = as_map(body.get("error"))
    said = " ".join(str(error[name]) for name in ("type", "message") if isinstance(error.get(name), str))
    message = f"the response is an error: {said[:_SHOWN]}" if said else "the response is an error"
    return Finding("response-error", "info", message, "error", direction="response")
