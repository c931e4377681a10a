"""Holds what an overlay says of its provider against the document that it extends, and against itself."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from ...findings.finding import Finding
from ...relations import RELATIONS, fault_in, places_in
from ..load import Document, LoadError, read
from ..places import beside, packaged_spec
from ..resolve import Dialect
from ..support import operation_at
from ..values import NOTHING, as_list, as_map, value_at
from ..wording import nearest
from .rule_place import Places
from .targets import select

_SUFFIX = ".overlay.yaml"
# The end of a host that has parts in braces: two labels at least, so that it is one provider's.
_DOMAIN = re.compile(r"\.[^.{}]+\.[^.{}]+$")
_SUBJECTS = (
    "a component, a property, a member of a union, an operation, a parameter, a header, an error or a security scheme"
)


def check_facts(overlay: Document, dialect: Dialect, base: Document) -> Iterator[Finding]:
    """Finds faults in the statements of a provider's overlay, given the dialect that the overlay makes of a base."""
    yield from _name(overlay)
    yield from _servers(overlay, base)
    yield from _schemes(overlay, base)
    yield from _rules(overlay, base, dialect)
    yield from _conflicts(overlay, dialect)
    yield from _endpoints(overlay, dialect)
    yield from _conditions(overlay, dialect)
    for pointer, statement in dialect.support.statements.items():
        if pointer not in dialect.support.subjects:
            help = f"state it of {_SUBJECTS}"
            message = f"{pointer} cannot be supported or not"
            yield overlay.problem("support-misplaced", statement.pointer, message, key=True, help=help)
        elif not statement.is_promised and "response" not in dialect.support.subjects[pointer].sides:
            message = f"{pointer} is not in a response; only response properties can be promised"
            yield overlay.problem("support-misplaced", f"{statement.pointer}/promised", message, key=True)
    for pointer, values in dialect.support.values.items():
        known = _values(dialect.support.document, pointer)
        for value, statement in values.items():
            if value not in known.names and not known.is_open:
                message = f"{pointer} has no value {value}" if known.names else f"{pointer} has no enum"
                help = nearest(value, known.names)
                yield overlay.problem("value-unknown", statement.pointer, message, key=True, help=help)


def _conditions(overlay: Document, dialect: Dialect) -> Iterator[Finding]:
    """Yields a finding for each place in a condition that the document does not have."""
    support, places = dialect.support, Places(dialect.support.document)
    of_values = (statement for values in support.values.values() for statement in values.values())
    for statement in (*support.statements.values(), *of_values):
        subject = support.subjects.get(statement.subject)
        for index, place in enumerate(as_list(as_map(statement.when).get("at"))):
            pointer = f"{statement.pointer}/when/at/{index}"
            if subject is not None and "request" not in subject.sides:
                message = f"{statement.subject} is not in a request; only parts of a request depend on their place"
                yield overlay.problem("support-misplaced", pointer, message)
            elif (astray := places.astray_in_body(place)) is not None:
                message, help = (
                    f'{place} leads nowhere: there is no "{astray.step}"',
                    nearest(astray.step, astray.known),
                )
                yield overlay.problem("rule-place", pointer, message, help=help)


def known_rules(base: Document) -> dict[str, Any]:
    """The meaning of the ids in `x-rules`, by id: from rules.yaml beside the base document, or else the project's own.

    Raises LoadError.
    """
    try:
        return read(beside(base.path, "rules.yaml")).value
    except LoadError as error:
        if error.problems[0].rule != "unreadable":
            raise
        return read(packaged_spec() / "rules.yaml").value


def _name(overlay: Document) -> Iterator[Finding]:
    name = Path(overlay.path).name
    id, at, version = name.removesuffix(_SUFFIX).partition("@")
    if not at or not name.endswith(_SUFFIX):
        return  # It is kept elsewhere, under a name of its author's choice.
    info = overlay.value["info"]
    for pointer, said, named in (
        ("x-provider/id", info["x-provider"]["id"], id),
        ("version", info["version"], version),
    ):
        if said != named:
            message = f'the name of the file has "{named}"'
            yield overlay.problem("provider-name", f"/info/{pointer}", message, help=f"rename it, or write {named}")


def _servers(overlay: Document, base: Document) -> Iterator[Finding]:
    path = next(iter(as_map(base.value.get("paths"))), "")
    for index, server in enumerate(as_list(_words(overlay).get("servers"))):
        url = server["url"]
        yield from _variables(overlay, index, as_map(server))
        if server["joined"] == url.rstrip("/") + path:
            continue
        version = path.split("/")[1] if path.count("/") > 1 else ""
        pointer = f"/info/x-provider/servers/{index}"
        if version and url.rstrip("/").endswith(f"/{version}"):
            message = f"clients append {path} to the base URL: {url.rstrip('/')}{path}"
            help = f"leave /{version} out of it"
            yield overlay.problem("joined-url", f"{pointer}/url", message, help=help)
        else:
            message = f"clients append {path} to {url}, which gives another URL"
            help = f"write {url.rstrip('/')}{path}"
            yield overlay.problem("joined-url", f"{pointer}/joined", message, help=help)


def _variables(overlay: Document, index: int, server: Mapping[str, Any]) -> Iterator[Finding]:
    """The parts of a URL in braces: each is described, and none is the domain."""
    url, pointer = str(server["url"]), f"/info/x-provider/servers/{index}"
    described = as_map(server.get("variables"))
    used = re.findall(r"\{([^{}]*)\}", url)
    for name in used:
        if name not in described:
            help = nearest(name, described) or f"add variables: {{{name}: {{description: ...}}}}"
            yield overlay.problem("server-variable", f"{pointer}/url", f"`variables` has no `{name}`", help=help)
    for name in described:
        if name not in used:
            message, help = f"the URL has no {{{name}}}", nearest(name, used) or "write it in braces, or remove it here"
            yield overlay.problem("server-variable", f"{pointer}/variables/{name}", message, help=help)
    if used and not _DOMAIN.search(urlsplit(url).netloc):
        message, help = "the host may be any host", "end it with a domain without braces, as in {region}.shop.example"
        yield overlay.problem("server-variable", f"{pointer}/url", message, help=help)


def _schemes(overlay: Document, base: Document) -> Iterator[Finding]:
    known = as_map(as_map(base.value.get("components")).get("securitySchemes"))
    for index, name in enumerate(as_list(as_map(_words(overlay).get("auth")).get("schemes"))):
        if name not in known:
            message = f'there is no security scheme "{name}"'
            help = nearest(name, known) or f"known: {', '.join(known)}"
            yield overlay.problem("scheme-unknown", f"/info/x-provider/auth/schemes/{index}", message, help=help)


def _rules(overlay: Document, base: Document, dialect: Dialect) -> Iterator[Finding]:
    entries = as_list(overlay.value.get("x-rules"))
    known = known_rules(base) if entries else {}
    places = Places(dialect.support.document)
    for index, entry in enumerate(entries):
        if entry["rule"] not in known:
            help = nearest(entry["rule"], known) or "describe it in rules.yaml"
            message = f'there is no rule "{entry["rule"]}"'
            yield overlay.problem("rule-unknown", f"/x-rules/{index}/rule", message, help=help)
            continue
        if as_map(known[entry["rule"]]).get("gone") is True:
            continue
        named: list[str] = []
        if entry["rule"] in RELATIONS:
            fault = fault_in(entry["rule"], entry["at"], entry.get("value"))
            if fault is not None:
                pointer = f"/x-rules/{index}{'/value' if 'value' in entry else '/rule'}"
                yield overlay.problem("rule-value", pointer, fault)
                continue
            named = places_in(entry["rule"], entry.get("value", {}))
        for field, place in (("at", entry["at"]), *(("value", place) for place in named)):
            if (astray := places.astray(place)) is not None:
                help = nearest(astray.step, astray.known)
                message = f'{place} leads nowhere: there is no "{astray.step}"'
                yield overlay.problem("rule-place", f"/x-rules/{index}/{field}", message, help=help)


def _conflicts(overlay: Document, dialect: Dialect) -> Iterator[Finding]:
    for index, conflict in enumerate(as_list(overlay.value.get("x-conflicts"))):
        pointer, subject = f"/x-conflicts/{index}/subject", conflict["subject"]
        if subject.startswith("$"):
            problem = select(overlay, pointer, subject, dialect.support.document).problem
            if problem is not None:
                yield problem
            continue
        owner, _, word = subject.partition(".")
        if owner != "provider" or value_at(_words(overlay), f"/{word.replace('.', '/')}") is NOTHING:
            help = nearest(subject, [f"provider.{name}" for name in _words(overlay)])
            message = f"{subject} is not a field of x-provider"
            yield overlay.problem("conflict-subject", pointer, message, help=help or "a JSONPath, or provider.<word>")


def _endpoints(overlay: Document, dialect: Dialect) -> Iterator[Finding]:
    """Endpoints that are named twice, or said to be something else than their operations are."""
    statuses: dict[str, str] = {}
    for index, endpoint in enumerate(as_list(_words(overlay).get("endpoints"))):
        name = f"{endpoint['method']} {endpoint['path']}"
        operation = operation_at(dialect.support.document, endpoint["method"], endpoint["path"])
        statement = dialect.support.statements.get(operation or "")
        other = statuses.get(name, statement.status if statement else endpoint["status"])
        if name in statuses or other != endpoint["status"]:
            help = "state it once; put contradictions of the sources into x-conflicts"
            message = f"{name} is also stated elsewhere, as {other}"
            yield overlay.problem("support-twice", f"/info/x-provider/endpoints/{index}", message, help=help)
        statuses[name] = endpoint["status"]


class _Values:
    """The values that a subject enumerates, and whether others are legal too."""

    def __init__(self, names: list[str], *, is_open: bool) -> None:
        self.names = names
        self.is_open = is_open


def _values(document: Any, pointer: str) -> _Values:
    schema = as_map(value_at(document, pointer))
    for step in ("schema", "items", "$ref", "items", "$ref"):
        inner = schema.get(step)
        if isinstance(inner, str):
            schema = as_map(value_at(document, inner.removeprefix("#")))
        elif inner is not None:
            schema = as_map(inner)
    values = [schema["const"]] if "const" in schema else as_list(schema.get("enum"))
    names = [value if isinstance(value, str) else str(value) for value in values if value is not None]
    return _Values(names, is_open=schema.get("x-open") is True or (not values and schema.get("type") == "string"))


def _words(overlay: Document) -> dict[str, Any]:
    return as_map(overlay.value["info"]["x-provider"])
