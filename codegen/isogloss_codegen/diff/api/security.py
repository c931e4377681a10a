"""Compares credentials: those that a client of A sends, and those that B accepts."""

from __future__ import annotations

from collections.abc import Iterable

from ...wire import Credential, Operation, Security
from .facts import Gathering

Alternative = tuple[Credential, ...]


def compare_security(a: Operation, b: Operation, found: Gathering) -> None:
    """The differences between the credentials of two operations. Schemes are equal if they send the same header."""
    ours, theirs = a.security, b.security
    at = ours.pointer, theirs.pointer
    change = _listed(ours), _listed(theirs)
    if not ours.is_needed:
        if theirs.is_needed:
            found.add(a, "credentials", "required", "narrows", "", at, change)
        return
    if not theirs.is_needed:
        found.add(a, "credentials", "optional", "widens", "", at, change)
        return
    lost = False
    for alternative in ours.alternatives:
        if any(_covers(alternative, other) for other in theirs.alternatives):
            continue
        path, lost = _path(alternative), True
        nearest = next((other for other in theirs.alternatives if _covers(alternative, other, scopes=False)), None)
        if nearest is not None:
            missing = sorted(_scopes(nearest) - _scopes(alternative))
            found.add(a, "scope", "added", "narrows", path, at, ("", ", ".join(missing)))
        else:
            found.add(a, "credential", "removed", "narrows", path, at, (_named(alternative), change[1]))
    # What takes the place of one that is gone is told with that.
    for other in theirs.alternatives if not lost else ():
        if not any(_covers(alternative, other) for alternative in ours.alternatives):
            found.add(a, "credential", "added", "widens", _path(other), at, ("", _named(other)))


def _covers(sent: Alternative, asked: Alternative, *, scopes: bool = True) -> bool:
    """Tells whether who sends one alternative sends all that another asks for."""
    known = {(credential.kind, credential.detail): credential.scopes for credential in sent}
    return all(
        (credential.kind, credential.detail) in known
        and (not scopes or credential.scopes <= known[credential.kind, credential.detail])
        for credential in asked
    )


def _scopes(alternative: Alternative) -> set[str]:
    return {scope for credential in alternative for scope in credential.scopes}


def _path(alternative: Iterable[Credential]) -> str:
    """The header, query or cookie that a credential travels in, if it is one."""
    paths = [
        "header.authorization" if credential.kind == "http" else credential.detail.replace(" ", ".", 1)
        for credential in alternative
        if credential.kind in ("apiKey", "http")
    ]
    return paths[0] if len(paths) == 1 else ""


def _named(alternative: Iterable[Credential]) -> str:
    return " and ".join(dict.fromkeys(map(str, alternative))) or "none"


def _listed(security: Security) -> str:
    return " or ".join(dict.fromkeys(map(_named, security.alternatives))) or "none"
