"""The class names of `client.py`: resources, pages and keyword arguments."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

from ..ir import Api, Operation
from ..names import CLIENT_NAMES, pascal
from .pages import constant

Prefix = Literal["", "Async"]
PREFIXES: tuple[Prefix, ...] = ("", "Async")


class Classes:
    """The class names without prefix. Each is free with and without `Async`.

    `resources` are by path, `pages` by the model of the answer. `arguments` (all) and `common` (those that every
    provider takes) are by the id of the operation.
    """

    def __init__(self, api: Api, operations: Mapping[tuple[str, ...], list[Operation]]) -> None:
        self._taken = {*CLIENT_NAMES, *map(constant, api.operations)}
        for name in (api.names.client, *api.names.aliases):
            self._take(name)
        for operation in api.operations:
            if operation.stream is not None and operation.stream.collector is not None:
                self._take(operation.stream.collector)
        pages = dict.fromkeys(o.response for o in api.operations if o.pagination is not None and o.response is not None)
        self.arguments = {o.id: self._take(self._free(f"{pascal(o.function)}Arguments")) for o in api.operations}
        self.common = {o.id: self._take(self._free(f"{pascal(o.function)}CommonArguments")) for o in api.operations}
        self.pages = {response: self._take(self._free(f"{response}Page")) for response in pages}
        paths = dict.fromkeys(path[:depth] for path in operations for depth in range(1, len(path) + 1))
        self.resources = {path: self._take(self._resource(pascal(*path))) for path in paths}

    def _resource(self, name: str) -> str:
        return name if self._free(name) == name else self._free(f"{name}Resource")

    def _free(self, name: str) -> str:
        number, found = 2, name
        while self._taken & _spellings(found):
            found, number = f"{name}{number}", number + 1
        return found

    def _take(self, name: str) -> str:
        self._taken |= _spellings(name)
        return name


def _spellings(name: str) -> set[str]:
    return {f"{prefix}{name}{suffix}" for prefix in PREFIXES for suffix in ("", "WithRawResponse")}
