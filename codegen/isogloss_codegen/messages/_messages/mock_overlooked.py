"""Removes from a request the parts that a provider ignores, before it is read: an error in them is no error."""

from __future__ import annotations

import json
from collections.abc import Mapping, MutableMapping
from types import ModuleType
from typing import Annotated, Any, cast

from pydantic import TypeAdapter, ValidationError
from pydantic.fields import FieldInfo

from .._runtime.dialect import Dialect, SupportFinding
from .._runtime.operation import Operation
from .._runtime.request import Receive
from .._runtime.support.lookup import Steps
from .._runtime.survey import Survey
from .mock_request import Json
from .mock_values import SchemaError, instance_of


class Overlooking:
    """Stands in for the `receive` of one request for an operation, and leaves out what the dialect ignores.

    What an object cannot be without stays, with a value that it takes, and so does the only item of a list. A body of
    more than `limit` bytes is not looked at.
    """

    def __init__(
        self,
        dialect: Dialect,
        models: ModuleType,
        operation: Operation,
        headers: Mapping[str, str],
        receive: Receive,
        limit: int,
    ) -> None:
        self._dialect = dialect
        self._models = models
        self._operation = operation
        self._headers = headers
        self._receive = receive
        self._limit = limit
        self._is_read = False

    async def receive(self) -> MutableMapping[str, Any]:
        """The whole body as one ASGI message, then what comes after it."""
        if self._is_read:
            return await self._receive()
        self._is_read = True
        chunks: list[bytes] = []
        size = 0
        while True:
            message = await self._receive()
            if message["type"] != "http.request":
                return message
            chunks.append(message.get("body", b""))
            size += len(chunks[-1])
            if size > self._limit:  # too large to be read
                return {**message, "body": b"".join(chunks)}
            if not message.get("more_body", False):
                return {"type": "http.request", "body": self._looked_at(b"".join(chunks))}

    def _looked_at(self, content: bytes) -> bytes:
        try:
            body: Any = json.loads(content)
        except (ValueError, RecursionError):
            return content
        if not isinstance(body, dict):
            return content
        request = cast("Json", body)
        survey = Survey(self._dialect, request.get("model"), self._headers)
        survey.body(str(self._operation.body), request)
        ignored = [found for found in survey.findings if found.status == "ignored"]
        changed = [found for found in reversed(ignored) if self._overlook(found, request)]
        # Of the same length, so that what is too large stays that.
        return json.dumps(request).encode().ljust(len(content)) if changed else content

    def _overlook(self, found: SupportFinding, request: Json) -> bool:
        """Takes out an item of a list, or a field (`Component.field`); one that is needed is put right instead."""
        if found.steps and isinstance(found.steps[-1], int):
            return _take_out(request, found.steps)
        subject = f"{self._operation.body}.{found.steps[0]}" if len(found.steps) == 1 else found.subject
        component, _, name = subject.partition(".")
        fields: Mapping[str, FieldInfo] = getattr(getattr(self._models, component, None), "model_fields", {})
        if name not in fields:
            return False
        return (
            _put_right(request, found.steps, fields[name])
            if fields[name].is_required()
            else _take_out(request, found.steps)
        )


def _put_right(value: Json, steps: Steps, field: FieldInfo) -> bool:
    """Replaces a value that a field does not take."""
    holder: Any = value
    for step in steps[:-1]:
        holder = holder[step]
    kind = cast("Any", Annotated)[field.annotation, field]  # made at run time: nothing that a type checker knows
    adapter: TypeAdapter[Any] = TypeAdapter(kind)
    try:
        adapter.validate_python(holder[steps[-1]])
    except ValidationError:
        try:
            holder[steps[-1]] = instance_of(adapter.json_schema())
        except SchemaError:
            return False
        return True
    return False


def _take_out(value: Json, steps: Steps) -> bool:
    """Takes out a field or an item of a list, unless nothing would be left."""
    holder: Any = value
    for step in steps[:-1]:
        holder = holder[step]
    if not steps or len(holder) == 1:
        return False
    del holder[steps[-1]]
    return True
