"""Advice for a request that the mock refuses because something is missing."""

from __future__ import annotations

from pydantic import BaseModel

from .._runtime.response import ErrorBodies, ServiceError

_WITHOUT = '`isogloss serve --provider vllm` and `mock_app("vllm")` need neither a key nor a version'
_HINTS = {
    "no credential:": f"any key is accepted unless one was chosen; {_WITHOUT}",
    "header.anthropic-version: is required": f"send `anthropic-version: 2023-06-01`; {_WITHOUT}",
}


class HintedErrors(ErrorBodies):
    """The bodies of errors; those about headers say how to go without."""

    def encode(self, error: ServiceError, request_id: str, *, model: type[BaseModel] | None = None) -> bytes:
        """The body for an error."""
        hints = [hint for text, hint in _HINTS.items() if text in error.message]
        if hints:
            message = f"{error.message} ({hints[0]})"
            error = ServiceError(error.status, message, type=error.type, details=error.details)
        return super().encode(error, request_id, model=model)
