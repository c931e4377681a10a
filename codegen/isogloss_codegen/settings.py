"""The lines that set a client up for a provider: a template of `spec/setup`, filled with values of its overlay."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, cast

from .build.api import build
from .build.provider import build_provider
from .document.resolve import Dialect
from .document.values import as_list, as_map, value_at
from .document.wording import suggested
from .ir import Api
from .names import snake

# Not jinja2: nearly each line depends on a value, so that a template would be an `if` around each line, and no script.
_FIELD = re.compile(r"\{\{([?!]?)([\w.-]+)\}\}")
_TAKEN = ("full", "partial")
# Texts that are safe between quotes in all of the languages. An overlay may be hostile.
_HARMLESS = re.compile(r"[\w.:/@+~%=, -]*")
_PROSE = ("title", "models", "regions", "version", "blanks", "plan", "called")
_PLACEHOLDER = "https://your-server.example"
_BRACES = re.compile(r"\{(\w+)\}")
_LABEL = re.compile("[a-z0-9]+(-[a-z0-9]+)*")


class UnknownRegionError(Exception):
    """The provider has no server in that region, or for that plan. The message lists those that it has."""


class UnsafeValueError(Exception):
    """A value of an overlay is not safe in the lines."""


@dataclass(frozen=True)
class _Server:
    """A server of an overlay; `blanks` describes the parts in braces of its URL."""

    url: str
    region: str
    plan: str
    blanks: Mapping[str, str]


def settings(
    dialect: Dialect,
    base: Mapping[str, Any],
    template: str,
    *,
    region: str | None,
    package: str | None,
    plan: str | None = None,
) -> str:
    """The lines that set something up for a dialect of the document `base`.

    Args:
        dialect: The dialect with the address, the credentials and the models.
        base: The document that the dialect was made from.
        template: The lines for any dialect; `spec/setup/README.md` describes them.
        region: The region of the server; by default the provider's first server.
        package: The Python package with the provider's client; None if it has none.
        plan: The plan that the key belongs to; by default that of the first server.

    Raises:
        UnknownRegionError: there is no such region or plan.
        UnsafeValueError: a value is not safe between quotes.
    """
    values = _values(dialect, build(base), region, plan, package)
    values |= {name: " ".join(values[name].split()) for name in _PROSE}
    for name, value in values.items():
        is_safe = value.isidentifier() if name == "key_variable" else _HARMLESS.fullmatch(value)
        if name not in _PROSE and not is_safe:
            raise UnsafeValueError(f"{name.replace('_', ' ')} {value!r} is not safe to paste")
    lines = template.splitlines()
    kept = [line for line in lines if all(_holds(sign, name, values) for sign, name in _FIELD.findall(line))]
    text = "\n".join(_FIELD.sub(lambda found: "" if found[1] else values[found[2]], line) for line in kept)
    return re.sub(r"\n{3,}", "\n\n", f"{text}\n")


def _holds(condition: str, name: str, values: Mapping[str, str]) -> bool:
    return bool(values.get(name)) != (condition == "!")


def _values(dialect: Dialect, base: Api, region: str | None, plan: str | None, package: str | None) -> dict[str, str]:
    """The values for templates. An empty value is unknown, or does not apply."""
    provider = build_provider(dialect, base, module=snake(dialect.id))
    servers = [_server(as_map(words)) for words in as_list(dialect.words.get("servers"))]
    chosen = _chosen(servers, region, plan)
    url = chosen.url if chosen is not None else ("" if dialect.words else next(iter(base.servers), ""))
    blanks = {name: "YOUR-" + snake(name).replace("_", "-").upper() for name in _BRACES.findall(url)}
    filled = _BRACES.sub(lambda found: blanks[found[1]], url)
    scheme = next(iter(provider.security), None)
    version = next((p for o in base.operations for p in o.parameters if p.client_default is not None), None)
    header = as_map(dialect.words.get("version_header"))
    others = (f"{_named(server)} {server.url}" for server in servers if _named(server) and server.url != url)
    notes = [str(rule.get("note", "")) for rule in dialect.rules if rule["rule"] == "models-of-others"]
    variable = provider.environment.get("api_key") or base.names.environment.get("api_key", "API_KEY")
    values = {
        "id": provider.id,
        "title": provider.title,
        "version": provider.version,
        "package": package or "isogloss",
        "models": next(iter(notes), ""),
        "called": _called(dialect),
        "model": next(iter(provider.models), "MODEL"),
        "unlisted": "" if provider.models else "yes",
        "url": filled or _PLACEHOLDER,
        "blanks": ", and ".join(_blank(chosen, name, blank) for name, blank in blanks.items()),
        "plan": chosen.plan if chosen is not None else "",
        "official": "yes" if url in base.servers else "",
        "placeholder": "" if url else "yes",
        "regions": ", ".join(others),
        "key_variable": variable,
        "shared_key": "yes" if variable == base.names.environment.get("api_key") else "",
        "needs_key": "yes" if provider.needs_key else "",
        "key": "yes" if scheme is None or scheme.kind == "api_key" else "",
        "token": "yes" if scheme is not None and scheme.kind == "auth_token" else "",
        "credential": f"{scheme.header}: {scheme.prefix}" if scheme is not None else "",
        "credential_header": scheme.header if scheme is not None else "",
        "credential_prefix": scheme.prefix if scheme is not None else "",
        "version_header": version.name if version is not None else "",
        "version_value": str(header.get("recommended") or (version.client_default if version is not None else "")),
    }
    taken = _parameters_taken(dialect)
    is_needed = version is not None and (header.get("required") is not False or f"header.{version.name}" in taken)
    return {**values, **taken, "sends_version": "yes" if is_needed else ""}


def _blank(server: _Server | None, name: str, blank: str) -> str:
    """A part of an address that the user replaces, and the value that belongs there."""
    return f"{blank} with {server.blanks.get(name, name) if server is not None else name}"


def _called(dialect: Dialect) -> str:
    """A sentence about calling the first operation; "" if there is none."""
    subjects = dialect.support.subjects.items()
    pointer = next((pointer for pointer, subject in subjects if subject.kind == "operation"), "")
    said = dialect.support.of(pointer)
    return said.note if said.is_stated and said.status != "full" else ""


def _parameters_taken(dialect: Dialect) -> dict[str, str]:
    """The parameters that the dialect is known to support."""
    document = dialect.support.document
    return {
        f"{parameter['in']}.{parameter['name']}": "yes"
        for pointer, subject in dialect.support.subjects.items()
        if subject.kind == "parameter" and (not dialect.words or dialect.support.of(pointer).status in _TAKEN)
        for parameter in [cast("Mapping[str, Any]", value_at(document, pointer))]
    }


def _server(words: Mapping[str, Any]) -> _Server:
    blanks = {name: str(each["description"]) for name, each in as_map(words.get("variables")).items()}
    return _Server(str(words["url"]), str(words.get("region", "")), str(words.get("plan", "")), blanks)


def _chosen(servers: Sequence[_Server], region: str | None, plan: str | None) -> _Server | None:
    """The first server for a region and a plan; a part `{region}` of a URL takes any region."""
    of_plan = [server for server in servers if plan is None or server.plan == plan]
    if plan is not None and not of_plan:
        raise UnknownRegionError(_unknown("for the plan", plan, [server.plan for server in servers]))
    if region is None:
        return next(iter(of_plan), None)
    for server in of_plan:
        if server.region == region:
            return server
    for server in of_plan:
        if "{region}" in server.url and _LABEL.fullmatch(region):
            return replace(server, url=server.url.replace("{region}", region), region=region)
    raise UnknownRegionError(_unknown("in the region", region, [server.region for server in of_plan]))


def _named(server: _Server) -> str:
    """The region and the plan of a server, for people."""
    return " ".join(filter(None, (server.region, f"({server.plan})" if server.plan else "")))


def _unknown(what: str, name: str, names: Iterable[str]) -> str:
    known = list(dict.fromkeys(filter(None, names)))
    hint = suggested(name, known, 1) or (f"known: {', '.join(known)}" if known else "leave it out")
    return f"there is no server {what} `{name}`; {hint}"
