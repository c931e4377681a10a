"""Sorts the definitions of a module so that Python can run it."""

from __future__ import annotations

from collections.abc import Iterable

from .module import Module
from .parts import BaseModel, DataModel, sort_data_models


def in_order(models: Iterable[DataModel], module: Module) -> dict[str, DataModel]:
    """The definitions of a module by name, each after those that it needs, as far as possible.

    Python evaluates annotations of classes on first use, but the value of an alias at once: a union whose member refers
    to the union must come after that member.
    """
    own = {model.name: model for model in models}
    others = [BaseModel(reference=module.reference(name), fields=[]) for name in module.imported]
    _, in_turn, _ = sort_data_models([*own.values(), *others])
    settled = {model.name: model for model in in_turn.values() if model.name in own}
    placed: dict[str, DataModel] = {}
    waiting: dict[str, frozenset[str]] = {}
    for name, model in settled.items():
        if model.is_alias:
            waiting[name] = (model.reference_classes & own.keys()) - {name}
        else:
            placed[name] = model
        # Another alias may wait for the one that was just placed.
        while ready := next((alias for alias, needs in waiting.items() if needs <= placed.keys()), None):
            del waiting[ready]
            placed[ready] = settled[ready]
    return placed | {name: settled[name] for name in waiting}
