"""Reads security schemes and requirements."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from ..ir import Scheme, SecurityScheme
from .source import Node, Source, escape, mapping, sequence

_TOKENS = ("oauth2", "openIdConnect")
_PLACES = ("header", "query", "cookie")
_ADVICE = "give such a header in default_headers, or an `http_client` that does it"


def read_headers(source: Source) -> Iterator[SecurityScheme]:
    """The schemes that are one header."""
    for name, reference in mapping(source.shared, "securitySchemes").items():
        node = source.follow(reference)
        if node.get("type") == "apiKey" and node.get("in") == "header":
            yield SecurityScheme(name, "api_key", node["name"].lower(), "")
        elif _is_http(node, "bearer"):
            yield SecurityScheme(name, "auth_token", "authorization", "Bearer ")


def read_schemes(source: Source) -> Iterator[Scheme]:
    """The schemes that a client can use. The others are remarks of `source`."""
    for name, reference in mapping(source.shared, "securitySchemes").items():
        node = source.follow(reference)
        kind = str(node.get("type"))
        if kind == "apiKey" and node.get("in") in _PLACES and "name" in node:
            place = node["in"]
            yield Scheme(name, "key", place, str(node["name"]).lower() if place == "header" else str(node["name"]))
        elif kind in _TOKENS or _is_http(node, "bearer"):
            yield Scheme(name, "token", "header", "authorization")
        elif _is_http(node, "basic"):
            yield Scheme(name, "basic", "header", "authorization")
        else:
            told = f"{kind} {node['scheme']}" if kind == "http" and "scheme" in node else kind
            pointer = f"/components/securitySchemes/{escape(name)}"
            message = f"the client does not know credentials of `{told}`"
            source.drop(pointer, message, _ADVICE, rule="credentials-not-known")


def read_requirements(source: Source, node: Node, known: Collection[str]) -> tuple[tuple[str, ...], ...]:
    """The alternatives of an operation, each with its `known` schemes. Those of an operation replace the document's."""
    requirements = sequence(node if "security" in node else source.document, "security")
    return tuple(tuple(name for name in each if name in known) for each in requirements)


def _is_http(node: Node, scheme: str) -> bool:
    return node.get("type") == "http" and str(node.get("scheme")).lower() == scheme
