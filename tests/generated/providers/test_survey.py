"""The statements of a provider about a request, for any models of its clients and its mock."""

from __future__ import annotations

from isogloss._runtime.survey import Survey
from isogloss.providers.anthropic.dialect import DIALECT

BODY = {"model": "any", "max_tokens": 5, "temperature": 0.5, "messages": [{"role": "user", "content": "Hello."}]}


def test_what_is_in_no_model_of_the_provider_is_found() -> None:
    survey = Survey(DIALECT)
    survey.body("CreateMessageRequest", BODY)
    assert [finding.path for finding in survey.findings] == ["temperature"]
