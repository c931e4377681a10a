# Copied by isogloss from render/runtime/routing.py. Do not edit: change that, then generate.
"""Finds the operation of a request."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any, Generic, TypeVar
from urllib.parse import parse_qsl, quote, unquote

from .response import ServiceError

T = TypeVar("T")


_SAFE = "/:@!$&'()*+,;=~"
"""Characters that a path may have without escapes."""


class Router(Generic[T]):
    """Finds the entry of a method and a path. Paths may have parameters: `/pets/{pet_id}`.

    A query in a path (`/pets?beta=true`) has to be part of the request's. A fragment (`/pets#stream`) is not sent: of
    paths that differ in that only, the one is found whose answers the request accepts, else the first.
    """

    def __init__(self) -> None:
        self._plain: dict[str, dict[str, T]] = {}
        self._templates: dict[str, tuple[re.Pattern[str], list[str], dict[str, T]]] = {}
        self._queries: dict[tuple[str, str], list[tuple[set[tuple[str, str]], T]]] = {}
        self._fragments: set[tuple[str, str]] = set()
        self._answers: dict[tuple[str, str], list[tuple[set[str], T]]] = {}

    def add(self, method: str, path: str, target: T, answers: str = "") -> None:
        """Adds an entry, and the media types of its answers as in the header `accept`."""
        path, has_fragment, _ = path.partition("#")
        path, _, query = path.partition("?")
        if query:
            self._queries.setdefault((path, method), []).append((set(parse_qsl(query)), target))
        else:
            self._answers.setdefault((path, method), []).append((_media_types(answers) - {"*/*"}, target))
        if has_fragment:
            self._fragments.add((path, method))
        if "{" not in path:
            self._plain.setdefault(path, {}).setdefault(method, target)
            return
        if path not in self._templates:
            names = re.findall(r"\{([^}]+)\}", path)
            literals = [re.escape(quote(part, safe=_SAFE)) for part in re.split(r"\{[^}]+\}", path)]
            self._templates[path] = (re.compile("([^/]+)".join(literals)), names, {})
            # `/pets/{id}:feed` before `/pets/{id}`, which it fits as well.
            self._templates = dict(sorted(self._templates.items(), key=_fixed_characters, reverse=True))
        self._templates[path][2].setdefault(method, target)

    def find(self, scope: Mapping[str, Any]) -> tuple[T, dict[str, str]]:
        """The entry for an ASGI `scope`, and the values of its path parameters.

        The path is relative to the application's mount point (`root_path`). HEAD is handled like GET.

        Raises:
            ServiceError: 404 if the path is unknown, 405 if the path does not have the method.
        """
        method: str = scope["method"]
        path: str = scope["path"]
        root: str = scope.get("root_path", "").rstrip("/")
        if root and path.startswith(f"{root}/"):
            path = path[len(root) :]
        methods, template = self._plain.get(path), path
        values: dict[str, str] = {}
        if methods is None:
            methods, values, template = self._find_template(scope, path, root, method)
        if methods is None:
            raise ServiceError(404, f"there is no path {path}")
        target = methods.get(method) or (methods.get("GET") if method == "HEAD" else None)
        if target is None:
            allowed = ", ".join(sorted({*methods, "HEAD"} if "GET" in methods else methods))
            raise ServiceError(405, f"{path} takes {allowed}, not {method}", headers={"allow": allowed})
        if self._queries and (template, method) in self._queries:
            query: bytes = scope.get("query_string", b"")
            given = set(parse_qsl(query.decode("latin-1")))
            for pairs, other in self._queries[template, method]:
                if pairs <= given:
                    return other, values
        if self._fragments and (template, method) in self._fragments:
            accept = b",".join(value for name, value in scope["headers"] if name == b"accept")
            accepted = _media_types(accept.decode("latin-1"))
            rivals = self._answers[template, method]
            _, target = max(rivals, key=lambda each: bool(each[0] & accepted) + (set() < each[0] <= accepted))
        return target, values

    def _find_template(
        self, scope: Mapping[str, Any], path: str, root: str, method: str
    ) -> tuple[dict[str, T] | None, dict[str, str], str]:
        # Servers decode `path`; only in `raw_path` is a slash inside a value (%2F) different from a separator.
        raw: bytes | None = scope.get("raw_path")
        encoded = quote(path, safe=_SAFE) if raw is None else raw.decode("latin-1").removeprefix(quote(root))
        matching: tuple[dict[str, T] | None, dict[str, str], str] = None, {}, ""
        for template, (pattern, names, methods) in self._templates.items():
            if found := pattern.fullmatch(encoded):
                values = dict(zip(names, map(unquote, found.groups()), strict=True))
                if method in methods:
                    return methods, values, template
                if matching[0] is None:
                    matching = methods, values, template
        return matching


def _media_types(accept: str) -> set[str]:
    """The media types in a header `accept`."""
    return {part.partition(";")[0].strip().lower() for part in accept.split(",")} - {""}


def _fixed_characters(entry: tuple[str, object]) -> int:
    return len(re.sub(r"\{[^}]+\}", "", entry[0]))
