"""Reads what an API sends by itself: the bodies of webhooks and callbacks, which become models."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, cast

from ..document.values import as_map
from ..ir import Webhook
from ..names import pascal
from .all_of import SCHEMAS
from .naming import Named, choose_names
from .operations import METHODS
from .source import Node, Source, mapping


def read_webhooks(source: Source) -> list[Webhook]:
    """The JSON bodies that receivers of webhooks and callbacks get.

    A body without a name becomes `<Webhook>Webhook`, or `<Operation><Callback>Callback`.
    """
    found: list[Webhook] = []
    sent = [
        (str(name), Named(method, f"/{name}", node))
        for name, item in mapping(source.document, "webhooks").items()
        for method, node in _operations(source, item)
    ]
    # OpenAPI 3.0 has no word for webhooks; its authors write `x-webhooks`.
    sent += [
        (name, Named(method, f"/{name}", node))
        for name, item in as_map(source.document.get("x-webhooks")).items()
        for method in METHODS
        if _sends_components(source, node := as_map(as_map(item).get(method)))
    ]
    for (name, webhook), (resource, _) in zip(sent, choose_names([each for _, each in sent]), strict=True):
        found += _bodies(source, webhook.node, pascal(name, "webhook"), resource)
    for path, item in mapping(source.document, "paths").items():
        for method, node in _operations(source, item):
            label = str(node.get("operationId") or f"{method}_{path}")
            for name, callback in mapping(node, "callbacks").items():
                for expression in _follow(source, callback).values():
                    for _, sent_node in _operations(source, expression):
                        found += _bodies(source, sent_node, pascal(label, str(name), "callback"), ())
    return found


def _bodies(source: Source, node: Node, label: str, resource: tuple[str, ...]) -> Iterator[Webhook]:
    content = mapping(_follow(source, node.get("requestBody")), "content")
    for media, described in content.items():
        schema = mapping(cast("Node", described), "schema") if isinstance(described, dict) else {}
        if "json" in media and schema:
            yield Webhook(resource, source.component(schema, label))


def _sends_components(source: Source, node: Node) -> bool:
    """True if all bodies of an operation inside an extension are components: nothing else of it was checked."""
    content = as_map(as_map(node.get("requestBody")).get("content"))
    references = [str(as_map(as_map(described).get("schema")).get("$ref")) for described in content.values()]
    return bool(references) and all(each.removeprefix(SCHEMAS) in source.names for each in references)


def _operations(source: Source, item: Any) -> Iterator[tuple[str, Node]]:
    words = _follow(source, item)
    for method in METHODS:
        if isinstance(words.get(method), dict):
            yield method, _follow(source, words[method])


def _follow(source: Source, node: Any) -> Node:
    return source.follow(cast("Node", node)) if isinstance(node, dict) else {}
