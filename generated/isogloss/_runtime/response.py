# Copied by isogloss from render/runtime/response.py. Do not edit: change that, then generate.
"""Error responses of a server: in the error format of the API, or as plain problems."""

from __future__ import annotations

import json
import logging
import re
from collections.abc import Mapping
from http import HTTPStatus
from typing import Annotated, Any, get_args, get_origin

from pydantic import BaseModel, ValidationError
from typing_extensions import TypeAliasType

from .operation import Api

JSON = b"application/json"

logger = logging.getLogger(f"{__name__.partition('.')[0]}.server")


class ServiceError(Exception):
    """A service raises it to answer with an error.

    Args:
        status: The HTTP status, 400 to 599.
        message: The message for the client, sent unchanged.
        type: The error type; by default the API's type for the status.
        headers: Headers of the response, such as `{"retry-after": "1"}`.
        details: More fields, if errors of the API have a place for them.

    Raises:
        ValueError: the status is not that of an error.
    """

    def __init__(
        self,
        status: int,
        message: str,
        *,
        type: str | None = None,
        headers: Mapping[str, str] | None = None,
        details: Mapping[str, Any] | None = None,
    ) -> None:
        if status not in range(400, 600):
            raise ValueError(f"the status of an error must be from 400 to 599, not {status!r}")
        super().__init__(message)
        self.status = status
        self.message = message
        self.type = type
        self.headers = dict(headers or {})
        self.details = details

    def __reduce__(self) -> tuple[Any, ...]:
        # Without `__init__`, which takes more than the message.
        return Exception.__new__, (type(self), *self.args), self.__dict__


class ErrorBodies:
    """Writes errors as objects of `model`, whose fields are filled by their names; without a model, as problems.

    `model` is None for an API without described errors; if its fields cannot be filled, problems are written too.
    """

    def __init__(self, api: Api, model: type[BaseModel] | None) -> None:
        self._types: dict[int, str] = {}
        for name, status in api.error_types.items():
            self._types.setdefault(status, name)
        self._model = model
        if model is not None:
            try:
                self._filled(model, ServiceError(500, ""), "")
            except ValidationError:
                self._model = None
        self.media_type = b"application/problem+json" if self._model is None else JSON

    def type_of(self, error: ServiceError) -> str:
        """The type of an error: its own, that of its status, or that of 400 or 500."""
        family = 400 if error.status < 500 else 500
        return error.type or self._types.get(error.status) or self._types.get(family) or phrase(error.status)

    def written(
        self, error: ServiceError, request_id: str, *, model: type[BaseModel] | None = None
    ) -> tuple[ServiceError, bytes]:
        """An error and its body (see `encode`); if that cannot be written, an internal error and its body."""
        try:
            return error, self.encode(error, request_id, model=model)
        except Exception as reason:
            logger.exception("the error of request %s cannot be written: %s", request_id, reason)
            internal = ServiceError(500, "internal server error")
            return internal, self.encode(internal, request_id, model=model)

    def encode(self, error: ServiceError, request_id: str, *, model: type[BaseModel] | None = None) -> bytes:
        """The body of an error; `model` replaces the usual one, as in an event of a stream."""
        model = model or self._model
        if model is not None:
            return self._filled(model, error, request_id).model_dump_json().encode()
        problem = {
            "title": HTTPStatus(error.status).phrase if error.status in _STATUSES else phrase(error.status),
            "status": error.status,
            "detail": _writable(error.message),
            "request_id": request_id,
        }
        return json.dumps(problem, ensure_ascii=False).encode()

    def _filled(self, model: type[BaseModel], error: ServiceError, request_id: str) -> BaseModel:
        values: dict[str, Any] = {
            "type": self.type_of(error),
            "code": self.type_of(error),
            "status": error.status,
            "message": _writable(error.message),
            "detail": _writable(error.message),
            "title": phrase(error.status),
            "request_id": request_id,
            "details": error.details,
        }
        return model.model_validate(_fill(model, values, error.status))


def _writable(text: str) -> str:
    """`text` with halves of characters, which nothing can be written with, as their escapes: `\\ud800`."""
    return text.encode(errors="backslashreplace").decode()


_STATUSES = frozenset(int(status) for status in HTTPStatus)


def phrase(status: int) -> str:
    """`404` as `not_found`."""
    text = HTTPStatus(status).phrase if status in _STATUSES else f"status {status}"
    return re.sub(r"\W+", "_", text).lower()


def _fill(model: type[BaseModel], values: Mapping[str, Any], status: int) -> dict[str, Any]:
    filled: dict[str, Any] = {}
    for name, field in model.model_fields.items():
        key = field.alias or name
        annotation = _bare(field.annotation)
        if isinstance(annotation, type) and issubclass(annotation, BaseModel) and key not in values:
            if field.is_required():
                filled[key] = _fill(annotation, values, status)
        elif values.get(key) is not None and (field.is_required() or field.default is None):
            filled[key] = status if annotation is int else values[key]
    return filled


def _bare(annotation: Any) -> Any:
    """A type without annotations and aliases; `X | None` as `X`."""
    if isinstance(annotation, TypeAliasType):
        return _bare(annotation.__value__)
    if get_origin(annotation) is Annotated:
        return _bare(get_args(annotation)[0])
    members = [member for member in get_args(annotation) if member is not type(None)]
    return _bare(members[0]) if get_origin(annotation) is not None and len(members) == 1 else annotation
