"""Phrases for the words of an overlay and the limits of a schema, and facts about the provider."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import fields
from typing import Any, cast

from ..document.values import as_list, as_map, one_or_more, value_at
from .model import Claim, Conflict, Fact, Source
from .rows import credential

_POLICIES = {"reject": "refused", "ignore": "ignored"}
_KEYS = {"checked": "a wrong one is refused", "unchecked": "any key passes"}
_OTHERWISE = {
    "partial": "otherwise less than that",
    "ignored": "otherwise ignored",
    "rejected": "otherwise refused",
    "unsupported": "otherwise not supported",
    "transformed": "otherwise with another effect",
}
_OUTSIDE = {"rejected": "out of range is refused", "clamped": "out of range is moved into it"}


def sources(evidence: Any) -> tuple[Source, ...]:
    """Evidence as it stands in an overlay: a list of sources, or one."""
    listed: Iterable[Any] = [evidence] if as_map(evidence) else evidence or ()
    names = [field.name for field in fields(Source)]
    return tuple(Source(**{name: str(item.get(name, "")) for name in names}) for item in map(as_map, listed))


def condition(when: Mapping[str, Any] | None, otherwise: str | None = None) -> str:
    """The condition of a statement as a phrase: "with model-a, model-b; otherwise refused"."""
    parts: list[str] = []
    words = when or {}
    if words.get("model"):
        parts.append(f"with {_listed(words['model'])}")
    if words.get("header"):
        headers = [f"{name}: {' or '.join(one_or_more(value))}" for name, value in as_map(words["header"]).items()]
        parts.append(f"with the header {_listed(headers)}")
    if words.get("at"):
        parts.append(f"in {_listed(words['at'])}")
    replaced = as_map(as_map(words.get("transformed")).get("model"))
    parts += [f"{model} answers to {name}" for name, model in replaced.items()]
    if words.get("note"):
        parts.append(str(words["note"]))
    if otherwise is not None:
        parts.append(_OTHERWISE[otherwise])
    return "; ".join(parts)


def advice(recommended: Any, outside: str | None, *, is_promised: bool = True) -> str:
    """The recommended value, the effect of a value out of range, and whether the property is promised."""
    parts = [] if recommended is None else [f"recommended: {shown(recommended)}"]
    if outside in _OUTSIDE:
        parts.append(_OUTSIDE[outside])
    if not is_promised:
        parts.append("not promised")
    return "; ".join(parts)


def shown(value: Any) -> str:
    """A value for people: plain text as it is, a list with commas, anything else as JSON."""
    if value is None or value == "":
        return ""
    if isinstance(value, list):
        return _listed(value)
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)


def conflict(words: Mapping[str, Any], about: str) -> Conflict:
    """An entry of `x-conflicts`; `about` is its subject for people."""
    claims = [
        Claim(claim.get("status"), shown(claim.get("value")), claim.get("note", ""), sources(claim.get("evidence")))
        for claim in as_list(words.get("claims"))
    ]
    return Conflict(about, tuple(claims), shown(words.get("taken")), str(words.get("why", "")))


def facts(provider: Mapping[str, Any], base: Mapping[str, Any]) -> Iterator[Fact]:
    """The facts needed to reach a provider, from its `x-provider`."""
    for server in as_list(provider.get("servers")):
        region = f"Base URL, {server['region']}" if "region" in server else "Base URL"
        note = "; ".join(filter(None, (f"a client calls {server.get('joined')}", server.get("note"))))
        yield Fact(region, server["url"], note, sources(server.get("evidence")))
    if auth := as_map(provider.get("auth")):
        schemes = as_map(value_at(base, "/components/securitySchemes"))
        headers = [credential(as_map(schemes.get(name)), name) for name in as_list(auth.get("schemes"))]
        yield _fact("Key", " or ".join(headers) or "none", auth, _KEYS.get(str(auth.get("validation")), ""))
    if header := as_map(provider.get("version_header")):
        needed = {True: "required", False: "may be left out"}.get(header.get("required", "unknown"), "not stated")
        bounds = [f"{word} {header[key]}" for key, word in _VERSIONS.items() if key in header]
        yield _fact("Version header", ", ".join([needed, *bounds]), header)
    if env := as_map(provider.get("env")):
        names = [str(env[name]) for name in ("api_key", "auth_token", "base_url") if name in env]
        yield _fact("Environment variables", _listed(names), env)
    if models := as_map(provider.get("models")):
        families = [f"the family {name}" for name in as_list(models.get("families"))]
        listed = _listed([*as_list(models.get("ids")), *families]) or "not listed"
        yield _fact("Models", listed, models, "no others" if models.get("closed") else "")
    unknown = provider.get("unknown_fields")
    policy = _POLICIES.get(str(as_map(unknown).get("policy", unknown)), "not stated")
    yield _fact("Fields that it does not know", policy, as_map(unknown))


_VERSIONS = {"minimum": "at least", "recommended": "recommended"}


def _fact(name: str, value: str, words: Mapping[str, Any], note: str = "") -> Fact:
    notes = "; ".join(filter(None, (note, str(words.get("note", "")))))
    return Fact(name, value, notes, sources(words.get("evidence")))


def _listed(items: Any) -> str:
    return ", ".join(shown(item) for item in items)


_SIZES = (("Items", "item"), ("Length", "character"))


def limits(schema: Mapping[str, Any]) -> str:
    """The limits of a schema as a phrase ("above 0, at most 1"); "" if it has none."""
    return ", ".join(_parts(schema))


def _parts(schema: Mapping[str, Any]) -> Iterator[str]:
    if "const" in schema:
        yield f"always {_shown(schema['const'])}"
    elif "enum" in schema:
        yield f"one of {', '.join(map(_shown, cast('list[Any]', schema['enum'])))}"
    low, high = schema.get("minimum"), schema.get("maximum")
    above, below = schema.get("exclusiveMinimum"), schema.get("exclusiveMaximum")
    if low is not None and high is not None:
        yield f"{low} to {high}"
    elif low is not None:
        yield f"at least {low}"
    if above is not None:
        yield f"above {above}"
    if high is not None and low is None:
        yield f"at most {high}"
    if below is not None:
        yield f"below {below}"
    for suffix, noun in _SIZES:
        least, most = schema.get(f"min{suffix}"), schema.get(f"max{suffix}")
        if least is not None:
            yield f"at least {_counted(least, noun)}"
        if most is not None:
            yield f"at most {_counted(most, noun)}"
    if "multipleOf" in schema:
        yield f"in steps of {schema['multipleOf']}"
    if "pattern" in schema:
        yield f"matching {schema['pattern']}"


def _counted(number: int, noun: str) -> str:
    return f"{number:,} {noun}" if number == 1 else f"{number:,} {noun}s"


def _shown(value: Any) -> str:
    return value if isinstance(value, str) else json.dumps(value)
