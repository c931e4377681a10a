# Copied by isogloss from render/runtime/parameter_reader.py. Do not edit: change that, then generate.
"""Reads the parameters of a request on the server: of its path, query, headers and cookies."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any
from urllib.parse import parse_qsl

from pydantic import TypeAdapter, ValidationError

from .operation import Parameter
from .request import invalid
from .validation import Problem, describe
from .wire_forms import Style

_INTEGER = re.compile(r"-?[0-9]{1,20}")
_NUMBER = re.compile(r"-?[0-9]+(\.[0-9]+)?([eE][+-]?[0-9]+)?")


class ParameterReader:
    """Makes the model of an operation's parameters from path, query and headers."""

    def __init__(
        self, model: Any, parameters: tuple[Parameter, ...], header_defaults: Mapping[str, str] | None = None
    ) -> None:
        self._adapter: TypeAdapter[Any] = TypeAdapter(model)
        self._parameters = parameters
        # Most parameters are optional headers, and most requests have few of them.
        plain = [each for each in parameters if each.location == "header" and each.style is None]
        self._headers = [(each.name.lower().encode(), each) for each in plain]
        self._others = [each for each in parameters if each not in plain]
        self._has_only_queries = all(each.location == "query" and each.style is None for each in self._others)
        defaults = header_defaults or {}
        given = {each.argument: each for each in plain if each.name.lower() in defaults}
        self._defaults = {name: _value(each, [defaults[each.name.lower()]]) for name, each in given.items()}

    def read(self, scope: Mapping[str, Any], headers: Mapping[bytes, bytes], path: Mapping[str, str]) -> Any:
        """The validated parameters.

        Raises:
            ServiceError: 400, with the places of invalid values: `query.limit: ...`.
        """
        query: bytes = scope.get("query_string", b"")
        pairs = parse_qsl(query.decode("latin-1"), keep_blank_values=True) if query else []
        values: dict[str, Any] = {**self._defaults}
        for key, parameter in self._headers:
            header = headers.get(key)
            if header is not None:
                text = header.decode("latin-1")
                values[parameter.argument] = text if parameter.kind == "string" else _value(parameter, [text])
        for parameter in self._others if query or not self._has_only_queries else ():
            if parameter.style is not None:
                value = self._styled(parameter, parameter.style, query, headers, path)
                if value is not None:
                    values[parameter.argument] = value
                continue
            texts = _texts(parameter, pairs, headers, path)
            if texts:
                values[parameter.argument] = _value(parameter, texts)
        try:
            return self._adapter.validator.validate_python(values)
        except ValidationError as error:
            raise invalid([self._place(problem) for problem in describe(error, self._adapter)]) from error

    def _styled(
        self, parameter: Parameter, style: Style, query: bytes, headers: Mapping[bytes, bytes], path: Mapping[str, str]
    ) -> Any:
        if parameter.location == "query":
            known = frozenset(other.name for other in self._parameters if other.location == "query")
            return style.read_query(parameter.name, query.decode("latin-1"), known - {parameter.name})
        texts = _texts(parameter, [], headers, path)
        return style.read_text(parameter.name, texts[0]) if texts else None

    def _place(self, problem: Problem) -> Problem:
        """The problem with the place of the parameter instead of the model's field."""
        argument = re.split(r"[.\[]", problem.path, maxsplit=1)[0]
        parameter = next(parameter for parameter in self._parameters if parameter.argument == argument)
        rest = problem.path.removeprefix(argument)
        return Problem(f"{parameter.location}.{parameter.name}{rest}", problem.message)


def _texts(
    parameter: Parameter, pairs: list[tuple[str, str]], headers: Mapping[bytes, bytes], path: Mapping[str, str]
) -> list[str]:
    if parameter.location == "query":
        return [value for name, value in pairs if name == parameter.name]
    if parameter.location == "path":
        return [path[parameter.name]]
    if parameter.location == "header":
        header = headers.get(parameter.name.lower().encode())
        return [] if header is None else [header.decode("latin-1")]
    cookies = headers.get(b"cookie", b"").decode("latin-1").split(";")
    named = (cookie.strip().partition("=") for cookie in cookies)
    return [value for name, _, value in named if name == parameter.name]


def _value(parameter: Parameter, texts: list[str]) -> Any:
    if parameter.kind == "array":
        if not parameter.explode or parameter.location in ("header", "path"):
            texts = [part.strip() for text in texts for part in text.split(",") if part.strip()]
        return [_scalar(parameter.items, text) for text in texts]
    if len(texts) > 1:
        raise invalid([Problem(f"{parameter.location}.{parameter.name}", "is given more than once")])
    return _scalar(parameter.kind, texts[0])


def _scalar(kind: str, text: str) -> Any:
    """The value of `text`; a text that is not of that kind stays text, and the model refuses it."""
    if kind == "integer" and _INTEGER.fullmatch(text):
        return int(text)
    if kind == "number" and _NUMBER.fullmatch(text):
        return float(text)
    return {"true": True, "false": False}.get(text, text) if kind == "boolean" else text
