"""Divides the models of a large API into modules: those of requests and of answers, or as its client is divided."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import takewhile

from ..ir import Api
from ..names import free
from ..schema.references import references

Place = tuple[str, ...]

_FEW = 1_000
"""Classes and fields of one module. Python takes more than 50 ms for many more, and a process may need few of them."""
_MOST = 15_000
"""Classes and fields of two modules. Type checkers do not evaluate a module with many more."""
COMMON = "common"


def divided(api: Api, bases: Mapping[str, str]) -> dict[str, list[str]]:
    """The names of models by module, in the order of the document; empty if one module can have them all.

    `bases` has the base of a model that stands on another one. What only requests use is in `requests`, what only
    answers use in `responses`. Of a very large API, what only `client.repos` and its resources use is in `repos`, and
    what only the webhooks use in `webhooks`. What nothing uses is in `unused`, and the rest in `common`. A module needs
    only those whose names begin its own, and `common`; only `unused` may need all: there is no circle.
    """
    weights = {name: 1 + len(component.schema.get("properties", ())) for name, component in api.components.items()}
    weights |= {each.parameters_name: 1 + len(each.parameters) for each in api.operations if each.parameters}
    if sum(weights.values()) <= _FEW:
        return {}
    by_resource = sum(weights.values()) > _MOST
    places: dict[str, Place] = {}
    used = {name: list(references(component.schema)) for name, component in api.components.items()}
    for name, base in bases.items():
        used[name].append(base)
    for resource, side, name in _roots(api):
        place = resource if by_resource else (side,)
        waiting, seen = [name], set[str]()
        while waiting:
            each = waiting.pop()
            if each not in seen:
                seen.add(each)
                places[each] = _shared(places.get(each, place), place)
                waiting += used.get(each, ())
    modules = {name: "_".join(place) or COMMON for name, place in places.items()}
    unused = free("unused", modules.values())
    found: dict[str, list[str]] = {COMMON: []}
    for name in weights:
        found.setdefault(modules.get(name, unused), []).append(name)
    return found


def _roots(api: Api) -> Iterator[tuple[Place, str, str]]:
    """The models that operations and webhooks name, each with its resource and its side."""
    for operation in api.operations:
        stream = operation.stream.union if operation.stream is not None else None
        answers = (answer.component for answer in operation.answers)
        parameters = (name for each in operation.parameters for name in references(each.schema))
        for name in (operation.body, operation.parameters_name, *parameters):
            if name is not None:
                yield operation.resource, "requests", name
        for name in (operation.response, stream, *answers):
            if name is not None:
                yield operation.resource, "responses", name
    yield from ((("webhooks", *each.resource), "responses", each.body) for each in api.webhooks)
    if api.error_response is not None:
        yield (), "responses", api.error_response


def _shared(one: Place, other: Place) -> Place:
    return tuple(first for first, _ in takewhile(lambda pair: pair[0] == pair[1], zip(one, other, strict=False)))
