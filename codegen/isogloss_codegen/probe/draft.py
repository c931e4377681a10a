"""A draft of the overlay for the observed dialect, with only the facts that the answers show."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import yaml

from ..document.support import operation_at
from ..document.values import as_map, value_at
from .judge import Observation
from .observable import sign_of

_STATUS = {"works": "full", "without effect": "ignored", "refused": "rejected"}
_PLAIN = re.compile(r"[A-Za-z_][A-Za-z0-9_]*")


def draft_overlay(
    observations: Sequence[Observation],
    document: Mapping[str, Any],
    *,
    id: str,
    url: str,
    model: str,
    date: str,
    rules: Mapping[str, Mapping[str, Any]],
    extends: str = "isogloss:base",
) -> str:
    """The text of an overlay.

    Args:
        observations: What was observed by `document`, which has to be the one that it extends.
        document: The document.
        id: The id of the provider.
        url: Where it was probed.
        model: Which model was asked for.
        date: When that was, as YYYY-MM-DD.
        rules: How rules of behaviour show, by the table of what shows from outside.
        extends: How the overlay names the document.
    """

    def evidence(each: Observation) -> list[dict[str, str]]:
        says = f"{each.outcome}: {each.why}" if each.why else each.outcome
        return [{"source": "probe", "where": each.experiment.id, "says": says}]

    actions: list[dict[str, Any]] = []
    for pointer, each in _told(observations, document).items():
        target = _json_path(document, pointer)
        if target is not None:
            update = {"x-support": {"status": _STATUS.get(each.outcome, "full")}}
            actions.append({"target": target, "update": update, "x-evidence": evidence(each)})
    for name, each in _optional(observations, document):
        target = f"$.components.parameters.{name}"
        actions.append({"target": target, "update": {"required": False}, "x-evidence": evidence(each)})
    stated = {"x-rules": found} if (found := list(_rules(observations, rules, evidence))) else {}
    overlay: dict[str, Any] = {
        "overlay": "1.1.0",
        "info": {
            "title": id,
            "version": date,
            "description": "What a probe of the server saw. What is not mentioned, it could not tell.",
            "x-sources": {"probe": {"title": f"Probe of {url}", "kind": "probe", "url": url, "retrieved": date}},
            "x-provider": _provider(observations, id, url, model, evidence),
        },
        **stated,
        "extends": extends,
        "actions": actions,
    }
    return yaml.safe_dump(overlay, sort_keys=False, allow_unicode=True, width=120)


def _provider(observations: Sequence[Observation], id: str, url: str, model: str, evidence: Any) -> dict[str, Any]:
    """The `x-provider` of the draft, with the facts that were seen and no others."""
    control = observations[0]
    auth, endpoints = _auth(observations, evidence), list(_endpoints(observations, evidence))
    return {
        "id": id,
        "default_status": "unknown",
        "unknown_fields": _unknown_fields(observations, evidence),
        "servers": [{"url": url, "joined": url.rstrip("/") + control.experiment.url, "evidence": evidence(control)}],
        **({"auth": auth} if auth["schemes"] else {}),
        "models": {"ids": [model], "closed": False, "evidence": evidence(control)},
        **({"endpoints": endpoints} if endpoints else {}),
    }


def _told(observations: Sequence[Observation], document: Mapping[str, Any]) -> Mapping[str, Observation]:
    """The observations that count, by the pointer of their subject. An effect counts more than the refusal of one
    example. A subject that is refused in one place and accepted in another is not refused, nor is one that may have
    been refused because of the example."""
    control, *others = observations
    operation = operation_at(document, control.experiment.method, control.experiment.url)
    told: dict[str, Observation] = {operation: control} if operation and control.outcome == "taken" else {}
    taken = {each.experiment.subjects[-1] for each in others if each.outcome == "taken" and each.experiment.subjects}
    for each in others:
        experiment = each.experiment
        if experiment.kind == "effect" and experiment.shown and each.outcome != "refused":
            pointer = experiment.subjects[-1] if experiment.effect else ""
        elif experiment.kind in ("field", "member", "effect") and experiment.expects == 2:
            pointer = experiment.subjects[-1] if experiment.subjects else ""
        else:
            continue
        if each.outcome == "refused" and (pointer in taken or experiment.invented):
            continue
        if pointer and each.outcome in _STATUS and pointer not in told:
            told[pointer] = each
    return told


def _optional(observations: Sequence[Observation], document: Mapping[str, Any]) -> Iterator[tuple[str, Observation]]:
    """The components of headers that the document requires, and a request was taken without."""
    components = as_map(as_map(document.get("components")).get("parameters"))
    headers = {f"header.{str(as_map(each).get('name')).lower()}": name for name, each in components.items()}
    for each in observations:
        name = headers.get(each.experiment.path, "")
        if (
            each.experiment.kind == "header"
            and each.outcome == "taken"
            and as_map(components.get(name)).get("required")
        ):
            yield name, each


def _rules(
    observations: Sequence[Observation], rules: Mapping[str, Mapping[str, Any]], evidence: Any
) -> Iterator[dict[str, Any]]:
    for id, entry in rules.items():
        named = str(entry.get("experiment", ""))
        for each in observations:
            at = each.experiment.path if "$at" in named else entry.get("draft")
            if at is None or named.replace("$at", at) != each.experiment.id or each.answer is None:
                continue
            if "seen" in entry:
                shows = each.outcome == entry["seen"]
            else:
                shows = each.answer.is_taken and sign_of(entry["shows"]).is_in(each.answer.body, each.answer.headers)
            if shows:
                yield {"rule": id, "at": at, "status": "full", "evidence": evidence(each)}


def _unknown_fields(observations: Sequence[Observation], evidence: Any) -> str | dict[str, Any]:
    for each in observations:
        if each.experiment.kind == "unknown-field" and "." not in each.experiment.path:
            policy = {"refused": "reject", "taken": "ignore"}.get(each.outcome)
            return {"policy": policy, "evidence": evidence(each)} if policy else "unknown"
    return "unknown"


def _auth(observations: Sequence[Observation], evidence: Any) -> dict[str, Any]:
    schemes: list[str] = []
    validation, proof = "unknown", []
    for each in observations:
        key = each.experiment.key
        if each.experiment.kind != "credential":
            continue
        if key and ":" not in key and each.outcome == "taken":
            schemes.append(key)
        elif key is not None and ":" in key and validation != "unchecked" and each.outcome in ("denied", "taken"):
            validation = "checked" if each.outcome == "denied" else "unchecked"
        proof += evidence(each)
    return {"schemes": schemes, "validation": validation, "evidence": proof}


def _endpoints(observations: Sequence[Observation], evidence: Any) -> Iterator[dict[str, Any]]:
    told: set[str] = set()
    for each in observations:
        experiment = each.experiment
        if experiment.kind != "request" or experiment.expects != 2 or each.outcome not in ("taken", "absent"):
            continue
        pointer = experiment.subjects[0]
        if pointer not in told:
            told.add(pointer)
            path = pointer.split("/")[2].replace("~1", "/").replace("~0", "~")
            status = "full" if each.outcome == "taken" else "unsupported"
            yield {"method": experiment.method, "path": path, "status": status, "evidence": evidence(each)}


def _json_path(document: Mapping[str, Any], pointer: str) -> str | None:
    """A JSON pointer as the target of an action; members of unions by what they refer to."""
    path, at = "$", ""
    for token in pointer.split("/")[1:]:
        above, at = at, f"{at}/{token}"
        name = token.replace("~1", "/").replace("~0", "~")
        reference = as_map(value_at(dict(document), at)).get("$ref")
        if name.isdecimal() and isinstance(value_at(dict(document), above), list):
            if reference is None:
                return None
            path += f"[?@['$ref'] == '{reference}']"
        else:
            path += f".{name}" if _PLAIN.fullmatch(name) else f"['{name}']"
    return path
