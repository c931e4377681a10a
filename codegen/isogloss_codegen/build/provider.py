"""Builds a provider's package without its models: its servers, credentials and statements about requests."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any, cast
from urllib.parse import urlsplit

from ..document.removal import Remover
from ..document.resolve import Dialect
from ..document.support import Statement as Said, without_support
from ..document.values import as_map, one_or_more, value_at
from ..ir import Api, Provider, Rule, Server, Statement
from .source import Node

_LOOPBACK = {"localhost", "127.0.0.1", "::1"}
_COVERING = ("ignored", "unsupported", "rejected")
# A client acts on these. It needs others only to make an exception to one of these.
_ACTED_ON = (*_COVERING, "transformed", "conditional")


def build_provider(dialect: Dialect, base: Api, *, module: str) -> Provider:
    """The provider of a dialect of `base`; `module` is the name of its Python package."""
    words = dialect.words
    auth, models = _map(words.get("auth")), _map(words.get("models"))
    schemes = {scheme.name: scheme for scheme in base.security}
    servers = tuple(Server(str(item["url"]), str(item.get("region", ""))) for item in words.get("servers", ()))
    is_local = any(urlsplit(server.url).hostname in _LOOPBACK for server in servers)
    names = auth.get("schemes", list(schemes))
    statements = dict(_statements(dialect, base))
    if models.get("closed"):
        statements["model"] = _statement("unknown", models.get("evidence", ()))
    return Provider(
        id=dialect.id,
        version=dialect.version,
        title=dialect.title,
        module=module,
        servers=servers,
        security=tuple(schemes[name] for name in names if name in schemes),
        needs_key=bool(names) and auth.get("validation") != "unchecked" and not is_local,
        environment={key: str(name) for key, name in _map(words.get("env")).items() if key in _VARIABLES},
        models=tuple(models.get("ids", ())),
        closed_models=bool(models.get("closed")),
        statements=statements,
        rules=tuple(map(_rule, dialect.rules)),
        unknown_fields=_policy(words.get("unknown_fields")),
        keys=str(auth.get("validation", "unknown")),
        answers=dict(_answers(dialect)),
    )


_VARIABLES = ("api_key", "auth_token", "base_url")


def typed_document(dialect: Dialect) -> Node:
    """The document of a dialect without unsupported parts: valid on the wire, type errors in a program."""
    support = dialect.support
    document = cast("Node", without_support(support.document))
    remover = Remover(document)
    for said in support.statements.values():
        # A client may try an operation that is not supported.
        if said.status == "rejected" or (said.status == "unsupported" and not said.subject.startswith("/paths/")):
            remover.reject(said.subject)
    for subject, values in support.values.items():
        for value, said in values.items():
            if said.status in ("rejected", "unsupported"):
                remover.reject_value(subject, value)
    for pointer in support.refused_by_default:
        remover.reject(pointer)
    remover.finish()
    return document


def _statements(dialect: Dialect, base: Api) -> Iterator[tuple[str, Statement]]:
    """The statements about requests, by the names that a client looks them up by."""
    support = dialect.support
    operations = {operation.pointer: operation.id for operation in base.operations}
    by_default = {pointer for pointer in support.not_stated if support.subjects[pointer].kind != "operation"}
    refused = {said.subject for said in support.statements.values() if said.status in _COVERING}
    for pointer, subject in support.subjects.items():
        name = operations.get(pointer) or _name(pointer, support.document)
        if "request" not in subject.sides or name is None:
            continue
        said = support.of(pointer)
        is_own = said.is_stated or (pointer in by_default and _is_of_base(name, base))
        if is_own and said.inherited_from is None and _is_told(said, subject.component in refused):
            yield name, _said(said)
        for value, of_value in support.values.get(pointer, {}).items():
            if of_value.status in _ACTED_ON:
                yield f"{name}={value}", _said(of_value)


def _answers(dialect: Dialect) -> Iterator[tuple[str, str]]:
    """The parts of responses that are never sent or have another meaning, by the same names."""
    support = dialect.support
    for pointer, subject in support.subjects.items():
        name = _name(pointer, support.document)
        if "response" not in subject.sides or name is None:
            continue
        said = support.of(pointer)
        if said.is_stated and said.inherited_from is None and said.status in (*_COVERING, "transformed"):
            yield name, said.status
        for value, of_value in support.values.get(pointer, {}).items():
            if of_value.status in (*_COVERING, "transformed"):
                yield f"{name}={value}", of_value.status


def _rule(stated: Mapping[str, Any]) -> Rule:
    models = _names(_map(stated.get("when")).get("model", ()))
    return Rule(stated["rule"], str(stated["at"]), stated["status"], stated.get("value", ""), models)


def _policy(words: Any) -> str:
    return str(_map(words).get("policy", "unknown")) if isinstance(words, Mapping) else str(words or "unknown")


def _is_told(said: Said, goes_before: bool) -> bool:
    """True if a client uses a statement: it acts on it, explains a refusal with it, or makes an exception for it."""
    if said.status in _ACTED_ON:
        return True
    is_narrowed = said.outside is not None or said.recommended is not None
    return said.is_stated and (goes_before or is_narrowed)


def _is_of_base(name: str, base: Api) -> bool:
    """True if the base has the subject. An overlay adds others because the provider supports them."""
    component, _, field = name.partition(".")
    if component not in base.components:
        return True
    return not field or field in base.components[component].schema.get("properties", {})


def _name(pointer: str, document: Mapping[str, Any]) -> str | None:
    """The name of a subject in `components`; None for others."""
    tokens = [token.replace("~1", "/").replace("~0", "~") for token in pointer.split("/")[1:]]
    match tokens:
        case ["components", "schemas", component]:
            return component
        case ["components", "schemas", component, "properties", field]:
            return f"{component}.{field}"
        case ["components", "parameters", _]:
            parameter = as_map(value_at(document, pointer))
            name = str(parameter.get("name"))
            return f"{parameter.get('in')}.{name.lower() if parameter.get('in') == 'header' else name}"
        case ["components", "schemas", component, *path, "oneOf" | "anyOf", _] if "$ref" in (
            member := as_map(value_at(document, pointer))
        ):
            owner = f"{component}.{path[1]}" if path[:1] == ["properties"] and len(path) > 1 else component
            return f"{owner}[{str(member['$ref']).rpartition('/')[2]}]"
        case _:
            return None


def _said(said: Said) -> Statement:
    when = _map(said.when)
    headers = tuple((name.lower(), *map(str, one_or_more(value))) for name, value in _map(when.get("header")).items())
    stated = _statement(said.status, said.evidence, said.note)
    models, places = (_names(when.get(word, ())) for word in ("model", "at"))
    return replace(stated, models=models, headers=headers, places=places, otherwise=said.otherwise or "")


def _statement(status: str, evidence: Any, note: str = "") -> Statement:
    first = _map(next(iter(evidence), None))
    source, where, retrieved, url = (str(first.get(key, "")) for key in ("source", "where", "retrieved", "url"))
    return Statement(status, note, source, where, retrieved, url)


def _names(models: str | Sequence[str]) -> tuple[str, ...]:
    return (models,) if isinstance(models, str) else tuple(models)


def _map(value: Any) -> Mapping[str, Any]:
    return cast("Mapping[str, Any]", value) if isinstance(value, Mapping) else {}
