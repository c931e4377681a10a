"""The schemas that are written alike in both documents, with all that they refer to, so that nothing differs."""

from __future__ import annotations

import json
import re
from collections import defaultdict
from collections.abc import Mapping
from typing import Any

from ...document.values import as_map
from ...schema.references import pointer_of

_REFERENCE = re.compile(r'"\$ref": ("(?:[^"\\]|\\.)*")')


class Alike:
    """Finds the schemas that are equal in two documents, in linear time.

    A component is alike if its text is, and so is everything that it refers to, however far and in whatever circles:
    all of the same text are taken for alike, until one turns out to refer to something that is not.
    """

    def __init__(self, a: Mapping[str, Any], b: Mapping[str, Any]) -> None:
        # The same words do not mean the same in OpenAPI 3.0 and later.
        self._is_possible = str(a.get("openapi", ""))[:3] == str(b.get("openapi", ""))[:3]
        self._components: set[str] = set()
        if self._is_possible:
            self._components = _alike(_schemas(a), _schemas(b))

    def component(self, pointer: str) -> bool:
        """Tells whether the component at a pointer is the same in both documents."""
        return pointer in self._components

    def nodes(self, a: Any, b: Any) -> bool:
        """True if two schemas are equal, wherever they are."""
        if not self._is_possible:
            return False
        text = _text(a)
        return text == _text(b) and _references(text) <= self._components


def _schemas(document: Mapping[str, Any]) -> dict[str, str]:
    schemas = as_map(as_map(document.get("components")).get("schemas"))
    return {f"/components/schemas/{name}": _text(node) for name, node in schemas.items()}


def _alike(a: Mapping[str, str], b: Mapping[str, str]) -> set[str]:
    alike = {pointer for pointer, text in a.items() if b.get(pointer) == text}
    used_by: defaultdict[str, set[str]] = defaultdict(set)
    different: list[str] = []
    for pointer in alike:
        for target in _references(a[pointer]):
            used_by[target].add(pointer)
            if target not in alike:
                different.append(target)
    while different:
        found = used_by[different.pop()] & alike
        alike -= found
        different.extend(found)
    return alike


def _text(node: Any) -> str:
    """A schema as text; 1, 1.0 and true, which are equal in Python, are told apart."""
    return json.dumps(node, default=str)


def _references(text: str) -> set[str]:
    """The targets of the references in a text; one that is no pointer into a component stands for a difference."""
    return {pointer_of(json.loads(found)) or "" for found in _REFERENCE.findall(text)}
