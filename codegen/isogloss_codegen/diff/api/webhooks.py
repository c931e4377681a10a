"""Compares webhooks and callbacks: their request body is a response to the client."""

from __future__ import annotations

from collections.abc import Mapping

from ...wire import Operation, Response
from .facts import Gathering
from .responses import compare_content


def compare_webhooks(a: Mapping[str, Operation], b: Mapping[str, Operation], found: Gathering) -> None:
    """The differences between the requests that two servers send. The answers of clients are not compared."""
    for label, ours in a.items():
        theirs = b.get(label)
        if theirs is None:
            at, change = (ours.pointer, None), (label, "")
            found.add(ours, "webhook", "removed", "undecided", "", at, change, direction="response")
        else:
            compare_content(ours, _sent(ours), _sent(theirs), "", found)
    for label, theirs in b.items():
        if label not in a:
            found.add(theirs, "webhook", "added", "none", "", (None, theirs.pointer), ("", label), direction="response")


def _sent(webhook: Operation) -> Response:
    """The body of a webhook as a response."""
    body = webhook.body
    return Response("200", body.pointer if body else webhook.pointer, {}, body.content if body else {})
