"""Applies OpenAPI Overlay 1.1 documents, stricter than the specification: nothing may miss its target in silence."""

from __future__ import annotations

import copy
from collections.abc import Mapping
from dataclasses import dataclass, field
from difflib import get_close_matches
from typing import Any, cast

import jsonpath_rfc9535 as jsonpath

Node = dict[str, Any]


@dataclass(frozen=True)
class OverlayProblem:
    """An action that cannot be carried out: `pointer` is its place in the overlay."""

    pointer: str
    message: str
    help: str = ""


class OverlayError(Exception):
    """The overlay does not fit its document; `problems` has all that was found."""

    def __init__(self, problems: list[OverlayProblem]) -> None:
        super().__init__("; ".join(problem.message for problem in problems))
        self.problems = problems


@dataclass(frozen=True)
class AppliedAction:
    """What one action did: the JSON pointers of what it changed, and the action as its author wrote it."""

    pointers: tuple[str, ...]
    action: Mapping[str, Any] = field(repr=False)


def apply_overlay(overlay: Mapping[str, Any], base: Mapping[str, Any]) -> tuple[Node, list[AppliedAction]]:
    """`base` with the actions of `overlay` carried out in order, and what each of them changed; both stay untouched.

    Raises:
        OverlayError: a target matches nothing, or an update would repeat items that an array already has.
    """
    document = copy.deepcopy(dict(base))
    applied: list[AppliedAction] = []
    problems: list[OverlayProblem] = []
    for index, action in enumerate(cast("list[Node]", overlay.get("actions", []))):
        nodes = jsonpath.find(str(action["target"]), document)
        if not nodes:
            problems.append(
                OverlayProblem(
                    f"/actions/{index}/target",
                    f"the target {action['target']} matches nothing",
                    _nearest(str(action["target"]), document),
                )
            )
            continue
        locations = [tuple(node.location) for node in nodes]
        for location in reversed(locations) if action.get("remove") is True else locations:
            problem = _carry_out(action, document, location)
            if problem:
                problems.append(OverlayProblem(f"/actions/{index}/update", problem))
        applied.append(AppliedAction(tuple(map(_pointer, locations)), action))
    if problems:
        raise OverlayError(problems)
    return document, applied


def _carry_out(action: Node, document: Node, location: tuple[str | int, ...]) -> str:
    parent: Any = document
    for step in location[:-1]:
        parent = parent[step]
    if action.get("remove") is True:
        del parent[location[-1]]
        return ""
    if "copy" in action:
        sources = jsonpath.find(str(action["copy"]), document)
        if len(sources) != 1:
            return f"`copy` must name one node; {action['copy']} matches {len(sources)}"
        addition: Any = copy.deepcopy(sources[0].value)
    else:
        addition = copy.deepcopy(action.get("update"))
    target = parent[location[-1]] if location else document
    if isinstance(target, list):
        items = cast("list[Any]", target)
        additions = cast("list[Any]", addition) if isinstance(addition, list) else [addition]
        repeated = [item for item in additions if item in items]
        if repeated:
            return f"the array already has {repeated[0]!r}; arrays are extended, so remove it first to replace it"
        items.extend(additions)
    elif isinstance(target, dict) and isinstance(addition, dict):
        return _merge(cast("Node", target), cast("Node", addition))
    elif location:
        parent[location[-1]] = addition
    else:
        return "the root of a document can only be updated with an object"
    return ""


def _merge(target: Node, addition: Node) -> str:
    for key, value in addition.items():
        current = target.get(key)
        if isinstance(current, dict) and isinstance(value, dict):
            if problem := _merge(cast("Node", current), cast("Node", value)):
                return problem
        elif isinstance(current, list) and isinstance(value, list):
            items = cast("list[Any]", current)
            for item in cast("list[Any]", value):
                if item in items:
                    return f"`{key}` already has {item!r}; arrays are extended, so remove it first to replace it"
                items.append(item)
        else:
            target[key] = value
    return ""


def _nearest(target: str, document: Node) -> str:
    """Where the target leaves the document, and the key there that is most like what it asks for."""
    node: Any = document
    for step in target.removeprefix("$").replace("[", ".").replace("]", "").replace("'", "").strip(".").split("."):
        if not isinstance(node, dict):
            break
        if step not in node:
            keys = [str(key) for key in cast("Node", node)]
            close = get_close_matches(step, keys, n=1, cutoff=0.0)
            return f"there is no `{step}` here; the nearest is `{close[0]}`" if close else ""
        node = cast("Node", node)[step]
    return ""


def _pointer(location: tuple[str | int, ...]) -> str:
    return "".join("/" + str(step).replace("~", "~0").replace("/", "~1") for step in location)
