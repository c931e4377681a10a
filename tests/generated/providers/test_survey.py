"""What a provider says of a request, whichever models the request is seen through."""

from __future__ import annotations

from types import ModuleType

from isogloss import models
from isogloss._runtime.survey import Survey
from isogloss.providers.anthropic import models as own_models
from isogloss.providers.anthropic.dialect import DIALECT

BODY = {"model": "any", "max_tokens": 5, "temperature": 0.5, "messages": [{"role": "user", "content": "Hello."}]}


def refused(seen_through: ModuleType) -> list[str]:
    survey = Survey(DIALECT, seen_through)
    survey.body("CreateMessageRequest", BODY)
    return [finding.path for finding in survey.findings]


def test_what_one_set_of_models_shows_is_not_kept_for_another() -> None:
    assert refused(own_models) == []  # these have no such field any more
    assert refused(models) == ["temperature"]
