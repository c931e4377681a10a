"""The pages of `params.py`: the types of arguments; for a provider, only the differences."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import replace

from ..ir import Api
from .narrowed import common_name
from .pages import TYPED_DICT, Shape, page, shapes
from .source import Source, code, identifier
from .types import Names


def params_page(api: Api, apart: Mapping[str, Collection[str]]) -> Source:
    """The text of `params.py`; `apart` has the fields of bodies that not every provider takes, by name of the body."""
    listed = [part for shape in shapes(api) for part in _split(shape, api, apart.get(shape.name, ()))]
    texts = [" ".join([*shape.types, *(field.type for field in shape.fields or ())]) for shape in listed]
    uses_models = any("models." in text for text in texts)
    return page(
        "params.py.jinja",
        shapes=listed,
        uses_models=uses_models,
        uses_files=any("_files." in text for text in texts),
        root=code("."),
        narrows=False,
        title="",
    )


class ProviderParams:
    """The types of `params.py` in which a provider differs from the base.

    Args:
        api: What a program should use of the provider.
        base: The API that it is a dialect of.
        own: The types that differ, and those that refer to them.
        own_models: The models that differ.
        title: What the provider is called.
        is_closed: Whether the provider refuses what its documents do not mention.
    """

    def __init__(
        self, api: Api, base: Api, own: Collection[str], own_models: Collection[str], *, title: str, is_closed: bool
    ) -> None:
        self._api, self._title = api, title
        self._before = {shape.name: shape for shape in shapes(base, Names(own_params=(), own_models=()))}
        self._shapes = [s for s in shapes(api, Names(own_params=own, own_models=own_models)) if s.name in own]
        self._is_closed = is_closed

    @property
    def apart(self) -> dict[str, set[str]]:
        """The fields of bodies that the provider does not take, or does not need although the base does."""
        bodies = {operation.body for operation in self._api.operations}
        found: dict[str, set[str]] = {}
        for shape in self._shapes:
            if shape.name in bodies and not self._is_closed and (before := self._inherits(shape)) is not None:
                found[shape.name] = _gone(shape, before)
        return found

    def files(self, apart: Mapping[str, Collection[str]]) -> dict[str, Source]:
        """`params.py`, which has all types, and `own_params.py` with those that differ, if any does; `apart` is that of
        all providers together."""
        listed = [self._narrowed(shape, apart) for shape in self._shapes]
        gone = sorted(self._before.keys() - {shape.name for shape in shapes(self._api)})
        files = {"params.py": page("provider_params.py.jinja", title=self._title, has_own=bool(listed), gone=gone)}
        if listed:
            narrows = any(shape.base != TYPED_DICT for shape in listed)
            uses_files = any("_files." in field.type for shape in listed for field in shape.fields or ())
            context = {"root": code("..."), "narrows": narrows, "title": self._title, "uses_models": True}
            context["uses_files"] = uses_files
            files["own_params.py"] = page("params.py.jinja", shapes=listed, **context)
        return files

    def _narrowed(self, shape: Shape, apart: Mapping[str, Collection[str]]) -> Shape:
        """The shape as what differs from the base's, where the rest can come from there."""
        before = self._inherits(shape)
        if before is None or self._is_closed:
            return shape
        known = {field.name: field for field in before.fields or ()}
        fields = shape.fields or ()
        differing = {f.name for f in fields if f.name not in known or f.declared != known[f.name].declared}
        base = identifier(shape.name)
        if _gone(shape, before):
            if shape.name not in apart:
                return shape
            base, differing = _common(shape, self._api), differing | set(apart[shape.name])
        kept = tuple(field for field in fields if field.name in differing)
        return replace(shape, base=code("base_params.{}", base), fields=kept)

    def _inherits(self, shape: Shape) -> Shape | None:
        """The base's type of the same name, if this one can be made of it."""
        before = self._before.get(shape.name)
        if before is None or before.fields is None or shape.fields is None or before.extra != shape.extra:
            return None
        return None if before.functional or shape.functional else before


def _split(shape: Shape, api: Api, apart: Collection[str]) -> list[Shape]:
    """A body in two parts: the fields that every provider accepts, and the whole."""
    if not apart:
        return [shape]
    fields = shape.fields or ()
    common = _common(shape, api)
    about = f"Fields of `{shape.name}` that every provider takes."
    return [
        replace(shape, name=common, doc=about, fields=tuple(field for field in fields if field.name not in apart)),
        replace(shape, base=common, fields=tuple(field for field in fields if field.name in apart)),
    ]


def _common(shape: Shape, api: Api) -> Source:
    return identifier(common_name(shape.name, api))


def _gone(shape: Shape, before: Shape) -> set[str]:
    required = {field.name: field.required for field in shape.fields or ()}
    return {f.name for f in before.fields or () if f.name not in required or f.required > required[f.name]}
