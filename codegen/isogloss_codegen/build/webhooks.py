"""Reads what an API sends by itself: the bodies of webhooks and callbacks, which become models."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, cast

from ..names import pascal
from .operations import METHODS
from .source import Node, Source, mapping


def read_webhooks(source: Source) -> list[str]:
    """The components of the JSON bodies that receivers of webhooks and callbacks get.

    A body without a name becomes `<Webhook>Webhook`, or `<Operation><Callback>Callback`.
    """
    found: list[str] = []
    for name, item in mapping(source.document, "webhooks").items():
        found += _bodies(source, item, pascal(str(name), "webhook"))
    for path, item in mapping(source.document, "paths").items():
        for method, node in _operations(source, item):
            label = str(node.get("operationId") or f"{method}_{path}")
            for name, callback in mapping(node, "callbacks").items():
                for expression in _follow(source, callback).values():
                    found += _bodies(source, expression, pascal(label, str(name), "callback"))
    return found


def _bodies(source: Source, item: Any, label: str) -> Iterator[str]:
    for _, node in _operations(source, item):
        content = mapping(_follow(source, node.get("requestBody")), "content")
        for media, described in content.items():
            if "json" in media and isinstance(described, dict) and "schema" in described:
                yield source.component(cast("Node", described)["schema"], label)


def _operations(source: Source, item: Any) -> Iterator[tuple[str, Node]]:
    words = _follow(source, item)
    for method in METHODS:
        if isinstance(words.get(method), dict):
            yield method, _follow(source, words[method])


def _follow(source: Source, node: Any) -> Node:
    return source.follow(cast("Node", node)) if isinstance(node, dict) else {}
