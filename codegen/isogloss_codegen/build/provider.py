"""Builds a provider's package without its models: its servers, credentials and statements about requests."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any, cast
from urllib.parse import urlsplit

from ..document.removal import Remover
from ..document.resolve import Dialect
from ..document.support import without_support
from ..ir import Api
from ..ir.provider import Provider, Rule, Server, Statement
from ..support.names import name_of
from ..support.statement import Statement as Said
from ..support.structure import changes
from .source import Node

_LOOPBACK = {"localhost", "127.0.0.1", "::1"}
_COVERING = ("ignored", "unsupported", "rejected")


def build_provider(dialect: Dialect, base: Api, *, module: str) -> Provider:
    """The provider of a dialect of `base`; `module` is the name of its Python package."""
    words = dialect.words
    auth, models = _map(words.get("auth")), _map(words.get("models"))
    schemes = {scheme.name: scheme for scheme in base.security}
    servers = tuple(Server(str(item["url"]), str(item.get("region", ""))) for item in words.get("servers", ()))
    is_local = any(urlsplit(server.url).hostname in _LOOPBACK for server in servers)
    names = auth.get("schemes", list(schemes))
    said = dict(_said_of_requests(dialect))
    statements = {name: _said(each) for name, each in said.items() if each.is_stated and not _is_plain(each)}
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
        supported=_grouped(name for name, each in said.items() if _is_plain(each)),
        default=dialect.support.default,
        changes=changes(dialect.source.value, dialect.support.document),
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


def _said_of_requests(dialect: Dialect) -> Iterator[tuple[str, Said]]:
    """The statements about the request side, by name, and the default for names without one."""
    support = dialect.support
    for pointer, subject in support.subjects.items():
        if "request" in subject.sides:
            name = name_of(pointer, support.document)
            if pointer in support.statements or pointer in support.not_stated:
                yield name, support.of(pointer)
            for value, said in support.values.get(pointer, {}).items():
                yield f"{name}={value}", said


def _is_plain(said: Said) -> bool:
    """True if something works without limits: it has no range of its own whose source explains a refusal."""
    return said.is_stated and said.status == "full" and said.outside is None and said.recommended is None


def _grouped(names: Iterable[str]) -> dict[str, str]:
    """Names by the component that they begin with: of `Pet` and `Pet.name`, `* .name`."""
    found: dict[str, list[str]] = {}
    for name in names:
        begin = re.match(r"[A-Z]\w*(?![\w ])", name)
        component = begin[0] if begin is not None else ""
        found.setdefault(component, []).append(name.removeprefix(component) or "*")
    return {component: " ".join(group) for component, group in found.items()}


def _answers(dialect: Dialect) -> Iterator[tuple[str, str]]:
    """The parts of responses that are never sent or have another meaning, by the same names."""
    support = dialect.support
    for pointer, subject in support.subjects.items():
        name = name_of(pointer, support.document)
        if "response" not in subject.sides:
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


def _said(said: Said) -> Statement:
    stated = _statement(said.status, said.evidence, said.note)
    return replace(stated, when=said.when, otherwise=said.otherwise or "")


def _statement(status: str, evidence: Any, note: str = "") -> Statement:
    first = _map(next(iter(evidence), None))
    source, where, retrieved, url = (str(first.get(key, "")) for key in ("source", "where", "retrieved", "url"))
    return Statement(status, note, source, where, retrieved, url)


def _names(models: str | Sequence[str]) -> tuple[str, ...]:
    return (models,) if isinstance(models, str) else tuple(models)


def _map(value: Any) -> Mapping[str, Any]:
    return cast("Mapping[str, Any]", value) if isinstance(value, Mapping) else {}
