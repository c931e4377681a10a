"""The models that the mock lists."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from .._runtime.response import ServiceError
from .._runtime.support.conditions import replacement
from ..models import (
    CapabilitySupport,
    ContextManagementCapability,
    EffortCapability,
    ModelCapabilities,
    ModelInfo,
    ModelList,
    ModelsListParameters,
    ServerToolsCapability,
    ThinkingCapability,
    ThinkingTypes,
)

MISSING_PREFIX = "no-such-"
"""Models whose id begins with this do not exist, and keys that begin with it are not valid."""


@dataclass(frozen=True)
class Catalogue:
    """The models that there are: those with these ids, or some of the mock's own; where `closed`, no others.

    Names in `replaced` (* stands for any characters) are taken as well, and the ids there answer to them.
    """

    ids: tuple[str, ...] = ()
    closed: bool = False
    replaced: Mapping[str, str] = field(default_factory=dict[str, str])

    def list(self, parameters: ModelsListParameters) -> ModelList:
        """One page of the models, newest first.

        Raises:
            ServiceError: 400, a cursor is no model's id, or there are two.
        """
        stages = parameters.lifecycle or ["active", "deprecated"]
        models = [model for model in self._models() if model.lifecycle in stages]
        limit = parameters.limit
        if parameters.after_id is not None and parameters.before_id is not None:
            raise ServiceError(400, "query.before_id: cannot be given together with after_id")
        if parameters.before_id is not None:
            before = models[: _position(models, parameters.before_id, "before_id")]
            return _page(before[-limit:], more=len(before) > limit)
        start = 0 if parameters.after_id is None else _position(models, parameters.after_id, "after_id") + 1
        return _page(models[start : start + limit], more=len(models) > start + limit)

    def find(self, identifier: str) -> ModelInfo:
        """The model of an id, which the mock makes up if need be.

        Raises:
            ServiceError: 404, there is no such model.
        """
        listed = next((model for model in self._models() if model.id == identifier), None)
        if listed is not None:
            return listed
        answering = replacement(identifier, self.replaced)
        if identifier.startswith(MISSING_PREFIX) or (self.closed and answering is None):
            raise ServiceError(404, f"model: {identifier}")
        if answering is not None:
            return next((model for model in self._models() if model.id == answering), self._models()[0])
        return _model(identifier, identifier, "2026-01-01T00:00:00Z")

    def _models(self) -> Sequence[ModelInfo]:
        return [_model(id, id, "2026-01-01T00:00:00Z") for id in self.ids] if self.ids else _MODELS


def _page(models: Sequence[ModelInfo], *, more: bool) -> ModelList:
    first, last = (models[0].id, models[-1].id) if models else (None, None)
    return ModelList(data=list(models), has_more=more, first_id=first, last_id=last)


def _position(models: Sequence[ModelInfo], identifier: str, parameter: str) -> int:
    for position, model in enumerate(models):
        if model.id == identifier:
            return position
    raise ServiceError(400, f"query.{parameter}: there is no model {identifier}")


def _model(identifier: str, name: str, created_at: str) -> ModelInfo:
    yes, no = CapabilitySupport(supported=True), CapabilitySupport(supported=False)
    return ModelInfo(
        id=identifier,
        type="model",
        display_name=name,
        created_at=created_at,
        lifecycle="active",
        deprecated_at=None,
        retires_at=None,
        line=None,
        max_input_tokens=200_000,
        max_tokens=64_000,
        capabilities=ModelCapabilities(
            batch=no,
            citations=no,
            code_execution=no,
            image_input=yes,
            pdf_input=yes,
            structured_outputs=yes,
            thinking=ThinkingCapability(
                supported=True, types=ThinkingTypes(adaptive=yes, between_tools=no, disabled=yes, enabled=yes)
            ),
            effort=EffortCapability(supported=True, low=yes, medium=yes, high=yes, max=yes, xhigh=yes),
            context_management=ContextManagementCapability(
                supported=False, clear_thinking_20251015=no, clear_tool_uses_20250919=no, compact_20260112=no
            ),
            server_tools=ServerToolsCapability(supported=False, code_execution=no, web_search=no),
        ),
    )


_MODELS = (
    _model("mock-large", "Mock Large", "2026-03-01T00:00:00Z"),
    _model("mock-medium", "Mock Medium", "2026-02-01T00:00:00Z"),
    _model("mock-small", "Mock Small", "2026-01-01T00:00:00Z"),
)
