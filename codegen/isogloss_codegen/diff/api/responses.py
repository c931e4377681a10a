"""Compares responses: statuses, headers, bodies, events; and webhooks, which send a body to the client."""

from __future__ import annotations

from collections.abc import Mapping

from ...wire import Header, Media, Operation, Response
from ..model import Effect
from .facts import Gathering
from .requests import find_media
from .texts import compare_texts, mode_of


def compare_responses(a: Operation, b: Operation, found: Gathering) -> None:
    """The differences between the responses of two operations."""
    shared = [status for status in a.responses if _is_success(status) and find_response(b, status)]
    main = next(filter(_is_success, a.responses), "")
    for status, ours in a.responses.items():
        theirs = find_response(b, status)
        if theirs is None:
            _compare_without(a, b, ours, found, is_awaited=_is_success(status) and not shared)
        else:
            _compare_headers(a, ours, theirs, found)
            compare_content(a, ours, theirs, "" if status == main else f"response.{status}.", found)
    for status, theirs in b.responses.items():
        is_instead = _is_success(status) and main and not shared
        if find_response(a, status) is None and not is_instead:
            # Clients treat an error that they do not know like others of its class.
            effect: Effect = "undecided" if _is_success(status) else "none"
            at, change = (None, theirs.pointer), ("", status)
            found.add(a, "status", "added", effect, f"response.{status}", at, change, direction="response")


def find_response(operation: Operation, status: str) -> Response | None:
    """The response that counts for a status: its own, that of its class, or the default."""
    for known in (status, f"{status[:1]}XX", "default"):
        if known in operation.responses:
            return operation.responses[known]
    return None


def _is_success(status: str) -> bool:
    return status.startswith("2")


def _compare_without(a: Operation, b: Operation, ours: Response, found: Gathering, *, is_awaited: bool) -> None:
    """A status that does not come any more: a client waits for it in vain if no other means success to it."""
    instead = ", ".join(filter(_is_success, b.responses)) if is_awaited else ""
    at, change = (ours.pointer, None), (ours.status, instead)
    effect: Effect = "both" if is_awaited else "none"
    found.add(a, "status", "removed", effect, f"response.{ours.status}", at, change, direction="response")


def _compare_headers(a: Operation, ours: Response, theirs: Response, found: Gathering) -> None:
    for name, header in ours.headers.items():
        path = f"response.{ours.status}.header.{name}"
        other = theirs.headers.get(name)
        if other is None:
            at, change = (header.pointer, None), (_promise(header), "")
            found.add(a, "header", "removed", "widens", path, at, change, direction="response", tier=header.tier)
            continue
        at = header.pointer, other.pointer
        if header.tier == "core" and other.tier != "core":
            change = _promise(header), _promise(other)
            found.add(a, "header", "optional", "widens", path, at, change, direction="response")
        if header.content is not None and other.content is not None:
            found.pair(a, path, "header", (header.content.schema, other.content.schema), at, "response")
        elif header.content is None and other.content is None:
            compare_texts(a, (header.text, other.text), path, "header", at, found, "response")
    for name, other in theirs.headers.items():
        if name not in ours.headers:
            at, change = (None, other.pointer), ("", _promise(other))
            path = f"response.{ours.status}.header.{name}"
            found.add(a, "header", "added", "none", path, at, change, direction="response")


def _promise(header: Header) -> str:
    return {"core": "required", "declared": "promised", "extension": "optional"}[header.tier]


def compare_content(a: Operation, ours: Response, theirs: Response, prefix: str, found: Gathering) -> None:
    """The differences between the bodies of two responses; `prefix` begins their paths."""
    main = next(iter(ours.content), "")
    for type, media in ours.content.items():
        path = f"{prefix}body({type})" if type != main else prefix and f"{prefix}body"
        other = find_media(theirs.content, type)
        if other is None and (within := [each for each in theirs.content if find_media({type: media}, each)]):
            # The client takes the whole range; only some of it comes.
            at, change = (media.pointer, theirs.pointer), (type, ", ".join(within))
            found.add(a, "media-type", "removed", "narrows", path, at, change, direction="response")
            for each in within:
                found.pair(a, path, "response", (media.schema, theirs.content[each].schema), at, "response")
            continue
        if other is None:
            effect: Effect = "both" if _is_success(ours.status) else "undecided"
            at, change = (media.pointer, theirs.pointer), (type, ", ".join(theirs.content))
            found.add(a, "media-type", "removed", effect, path, at, change, direction="response")
            continue
        at = media.pointer, other.pointer
        if media.events and other.events:
            _compare_events(a, media, other, prefix, found)
            continue
        found.pair(a, path, "response", (media.schema, other.schema), at, "response", mode_of(type))
        if media.item or other.item:
            found.pair(a, f"{path}[]", "response", (media.item, other.item), at, "response")
    for type, other in theirs.content.items():
        if find_media(ours.content, type) is None:
            # A client gets the type that it asks for, as far as there is a choice: of a range, any other may come.
            path, at = f"{prefix}body({type})", (None, other.pointer)
            added: Effect = "widens" if any(find_media({type: other}, each) for each in ours.content) else "none"
            found.add(a, "media-type", "added", added, path, at, ("", type), direction="response")


def _compare_events(a: Operation, ours: Media, theirs: Media, prefix: str, found: Gathering) -> None:
    for name, event in ours.events.items():
        path = f"{prefix}stream.{name}"
        other = theirs.events.get(name)
        if other is not None:
            found.pair(a, path, "response", (event.schema, other.schema), (event.pointer, other.pointer), "response")
            continue
        effect: Effect = "both" if name == ours.end else "none" if name in ours.ignorable else "undecided"
        found.add(a, "event", "removed", effect, path, (event.pointer, None), (name, ""), direction="response")
    for name, other in theirs.events.items():
        if name not in ours.events:
            path, at = f"{prefix}stream.{name}", (None, other.pointer)
            found.add(a, "event", "added", "widens", path, at, ("", name), direction="response", is_open=ours.is_open)


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
