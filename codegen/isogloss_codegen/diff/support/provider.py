"""Facts from statements about the provider as a whole (`x-provider`)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

from ...document.resolve import Dialect
from ...document.support import operation_at
from ...document.values import as_list, as_map
from ...findings.levels import Level
from ...wire import WireApi
from ..found import Found
from ..model import Fact
from .wording import condition

_STATUS_LEVELS: dict[str, Level] = {
    "rejected": "breaking",
    "ignored": "warning",
    "unsupported": "warning",
    "partial": "warning",
    "transformed": "warning",
    "conditional": "warning",
    "unknown": "unknown",
}
_FEW = 8


def find_provider(a: Dialect, b: Dialect, api: WireApi, known: Sequence[Found]) -> list[Found]:
    """The facts about models, keys, unknown fields and endpoints.

    The words about credentials and the version header go to what the documents show of them, among the `known` facts.
    """
    _explain(b, api, known)
    return [*_models(a, b), *_unknown_fields(a, b), *_keys(a, b), *_endpoints(a, b)]


def _explain(b: Dialect, api: WireApi, known: Sequence[Found]) -> None:
    unasked = {p.pointer for o in api.operations.values() for p in o.parameters.values() if p.is_unasked}
    auth, version = as_map(b.words.get("auth")), as_map(b.words.get("version_header"))
    for found in known:
        fact = found.fact
        if fact.subject in ("credential", "credentials", "scope"):
            found.add_evidence(auth.get("evidence"))
            found.said_at = "/info/x-provider/auth/schemes" if "schemes" in auth else ""
            if auth.get("validation") == "unchecked" and fact.effect == "narrows":
                found.level = "info"
        elif fact.subject == "server":
            for server in as_list(b.words.get("servers")):
                found.add_evidence(as_map(server).get("evidence"))
        elif fact.subject == "parameter" and fact.pointer in unasked:
            found.add_evidence(version.get("evidence"))
            is_said = isinstance(version.get("required"), bool)
            found.said_at = "/info/x-provider/version_header" if is_said else ""
            if fact.edit == "required" and b.words and not is_said:
                found.level = "unknown"
                found.fact = replace(fact, detail="B does not state whether it is required.")


def _models(a: Dialect, b: Dialect) -> Iterator[Found]:
    ours, theirs = as_map(a.words.get("models")), as_map(b.words.get("models"))
    names, known = (list(map(str, as_list(words.get("ids")))) for words in (ours, theirs))
    missing = [name for name in names if name not in known]
    if not known or (names and not missing):
        return
    which = "none of the models of A" if len(missing) == len(names) else "only some of the models of A"
    others = "" if theirs.get("closed") else " Other models may work as well."
    if names:
        detail = f"B lists {which}: use {_listed(known, ' or ')}.{others}"
    else:
        detail = f"The listed models are {_listed(known, ', ')}.{others}"
    level: Level = "warning" if names or theirs.get("closed") else "info"
    subject, edit = "models", "unlisted" if names else "stated"
    yield _found(subject, edit, level, "model", (_listed(missing), _listed(known)), detail, theirs, "models")


def _unknown_fields(a: Dialect, b: Dialect) -> Iterator[Found]:
    ours, theirs = (_policy(dialect) for dialect in (a, b))
    words = as_map(b.words.get("unknown_fields"))
    change = f"{ours or 'not stated'}", f"{theirs or 'not stated'}"
    if theirs == "reject" and ours == "ignore":
        detail = "Undescribed properties are refused in B, ignored in A: a misspelt name is an error."
        yield _found("unknown-fields", "rejected", "warning", "", change, detail, words, "unknown_fields")
    elif theirs == "ignore" and ours == "reject":
        detail = "Undescribed properties are ignored in B, refused in A: a misspelt name goes unnoticed."
        yield _found("unknown-fields", "ignored", "info", "", change, detail, words, "unknown_fields")


def _policy(dialect: Dialect) -> str:
    words = dialect.words.get("unknown_fields")
    policy = as_map(words).get("policy", words)
    return policy if policy in ("reject", "ignore") else ""


def _keys(a: Dialect, b: Dialect) -> Iterator[Found]:
    ours, theirs = (as_map(dialect.words.get("auth")) for dialect in (a, b))
    change = str(ours.get("validation", "unknown")), str(theirs.get("validation", "unknown"))
    if change == ("unchecked", "checked"):
        yield _found("key", "checked", "warning", "", change, "B refuses an invented key.", theirs, "auth")
    elif change == ("checked", "unchecked"):
        yield _found("key", "unchecked", "info", "", change, "B accepts any key.", theirs, "auth")


def _endpoints(a: Dialect, b: Dialect) -> Iterator[Found]:
    """Endpoints that the documents do not describe."""
    ours, theirs = (
        {
            f"{endpoint['method']} {endpoint['path']}": endpoint
            for endpoint in map(as_map, as_list(dialect.words.get("endpoints")))
            if not operation_at(dialect.support.document, str(endpoint["method"]), str(endpoint["path"]))
        }
        for dialect in (a, b)
    )
    for name in dict.fromkeys((*ours, *theirs)):
        before, after = (str(as_map(known.get(name)).get("status", "unknown")) for known in (ours, theirs))
        words = as_map(theirs.get(name))
        at = f"endpoints/{as_list(b.words.get('endpoints')).index(words)}" if words else ""
        is_other = "interface" in (as_map(ours.get(name)).get("kind"), words.get("kind"))
        note = f" {str(words['note']).rstrip('.')}." if words.get("note") else ""
        if after in ("full", "partial", "conditional", "transformed") and before not in ("full", after):
            works = f"Works in B{condition(words.get('when'), words.get('otherwise'))}."
            yield _found("operation", "gained", "info", "", (before, after), works + note, words, at, operation=name)
        elif before in ("full", "partial", "conditional", "transformed") and after != before and after != "full":
            edit, level = ("not-stated", "unknown") if after == "unknown" else (after, _STATUS_LEVELS[after])
            # Who speaks one interface does not need another.
            level = "info" if is_other and level != "unknown" else level
            said = {"unsupported": "Not supported.", "unknown": "Not stated.", "rejected": "Refused."}
            detail = said.get(after, f"Is {after}{condition(words.get('when'), words.get('otherwise'))}.") + note
            yield _found("operation", edit, level, "", (before, after), detail, words, at, operation=name)


def _found(
    subject: str,
    edit: str,
    level: Level,
    path: str,
    change: tuple[str, str],
    detail: str,
    words: Mapping[str, Any],
    at: str,
    *,
    operation: str = "",
) -> Found:
    """A fact from a word of `x-provider`, which stands `at` a place in that."""
    if words.get("note") and str(words["note"]).rstrip(".") not in detail:
        detail = f"{detail} {str(words['note']).rstrip('.')}."
    fact = Fact(
        subject, edit, "request", "none", operation, path, None, None, *change, is_structural=True, detail=detail
    )
    said_at = f"/info/x-provider/{at}" if at else ""
    return Found(fact, level, tuple(as_list(words.get("evidence"))), said_at)


def _listed(names: Sequence[str], joint: str = ", ") -> str:
    more = f"{joint}{len(names) - _FEW} more" if len(names) > _FEW else ""
    return joint.join(names[:_FEW]) + more
