# Copied by isogloss from messages/_messages/outside.py. Do not edit: change that, then generate.
"""The parts of the official SDK that this package does not have, and their replacements."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

_SDK = "use the official SDK for it, beside this package"
_REASONS = {
    f"message batches are not part of this package: {_SDK}": "batches",
    f"the files API is not part of this package: {_SDK}, and send the `file_id` in `messages`": "files",
    f"the skills API is not part of this package: {_SDK}, and name the skill in `container`": "skills",
    f"the admin API and managed agents are not part of this package: {_SDK}": """
        organization user_profiles compliance agents sessions environments vaults memory_stores deployments
        deployment_runs dreams tunnels webhooks""",
    "text completions are no longer part of the API: use `messages`": "completions HUMAN_PROMPT AI_PROMPT",
    "this package keeps no conversation for you: send it whole, or give `create` a `thread`": "thread",
    "this client has no lists of any kind: use `models.list`, or `get` the path": "get_api_list",
    "the methods of this client name the options of a request: use `get` or `post`": "request",
    f"clients of clouds are not part of this package: {_SDK}": " ".join(
        f"Anthropic{cloud} AsyncAnthropic{cloud}"
        for cloud in ("AWS", "Bedrock", "BedrockMantle", "Foundry", "GoogleCloud", "Vertex")
    ),
    "this package has no middleware: use `event_hooks` of an `httpx2.Client`, and `fallbacks` after refusals": """
        APIRequest Middleware MiddlewareInput MiddlewareCallable AsyncMiddlewareCallable CallNext AsyncCallNext
        BetaFallbackState BetaRefusalFallbackMiddleware""",
    "this package records no traces: use the instrumentation of httpx2": """
        OpenTelemetryClientOption OpenTelemetryOptions OpenTelemetryTraces""",
}
_WHY = {name: why for why, names in _REASONS.items() for name in names.split()}


def explain(name: str, owner: str) -> str | None:
    """The reason why `owner` does not have `name`, and a replacement; None if the SDK does not have it either."""
    return f"{owner} has no `{name}`: {_WHY[name]}" if name in _WHY else None


class Outside:
    """A class whose missing attributes are explained."""

    if not TYPE_CHECKING:  # type checkers find missing attributes by themselves

        def __getattr__(self, name: str) -> Any:
            kind = type(self).__name__
            message = explain(name, kind) or f"{kind!r} object has no attribute {name!r}"
            raise AttributeError(message, name=name, obj=self)
