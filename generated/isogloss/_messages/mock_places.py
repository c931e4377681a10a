# Copied by isogloss from messages/_messages/mock_places.py. Do not edit: change that, then generate.
"""Places in JSON, in the notation of documents: `messages[].content[].citations`."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from types import ModuleType, NoneType
from typing import Any, cast, get_args, get_origin

from pydantic import BaseModel


def places(value: Any, path: str, written: str = "") -> Iterator[tuple[dict[str, Any], str, str]]:
    """Every object that a path leads to the last field of, that field, and the place as a user writes it.

    The field itself may be absent.
    """
    step, _, rest = path.partition(".")
    name = step.removesuffix("[]")
    if not isinstance(value, dict):
        return
    holder = cast("dict[str, Any]", value)
    where = f"{written}.{name}" if written else name
    if not rest and name == step:
        yield holder, name, where
    elif name != step and isinstance(holder.get(name), list):
        for index, item in enumerate(holder[name]):
            yield from places(item, rest, f"{where}[{index}]")
    elif name == step:
        yield from places(holder.get(name), rest, where)


def add_fields(models: ModuleType, component: str, value: dict[str, Any], path: str, names: Iterable[str]) -> None:
    """Adds fields to the object at a path in a value of a component: null where that does not describe them."""
    model: Any = getattr(models, component)
    holder = value
    for step in filter(None, path.split(".")):
        inside, model = holder.get(step), _bare(_annotation(model, step))
        if not isinstance(inside, dict):
            return
        holder = cast("dict[str, Any]", inside)
    for name in names:
        holder.setdefault(name, _sample(_annotation(model, name)))


def _annotation(model: Any, name: str) -> Any:
    fields = model.model_fields if isinstance(model, type) and issubclass(model, BaseModel) else {}
    return fields[name].annotation if name in fields else None


def _bare(annotation: Any) -> Any:
    """The first type other than None that an annotation allows."""
    return next((each for each in get_args(annotation) if each is not NoneType), annotation)


def _sample(annotation: Any) -> Any:
    bare = _bare(annotation) if get_origin(annotation) not in (dict, list) else annotation
    kind: Any = get_origin(bare) or bare
    return cast("Any", kind() if kind in (bool, int, float, str, dict, list) else None)
