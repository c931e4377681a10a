# Copied by isogloss from messages/lib/streaming.py. Do not edit: change that, then generate.
"""Streams of messages and their events, by the names of the official SDK."""

from __future__ import annotations

from .._messages.async_stream import AsyncMessageStream, AsyncMessageStream as BetaAsyncMessageStream
from .._messages.helper_events import (
    BlockCompleteEvent as BetaContentBlockStopEvent,
    BlockCompleteEvent as ContentBlockStopEvent,
    CitationEvent,
    CitationEvent as BetaCitationEvent,
    CompactionEvent as BetaCompactionEvent,
    InputJsonEvent,
    InputJsonEvent as BetaInputJsonEvent,
    MessageCompleteEvent as BetaMessageStopEvent,
    MessageCompleteEvent as MessageStopEvent,
    SignatureEvent,
    SignatureEvent as BetaSignatureEvent,
    TextEvent,
    TextEvent as BetaTextEvent,
    ThinkingEvent,
    ThinkingEvent as BetaThinkingEvent,
)
from .._messages.stream import MessageStream, MessageStream as BetaMessageStream
from .._runtime.async_stream import AsyncStreamManager as AsyncMessageStreamManager
from .._runtime.stream import StreamManager as MessageStreamManager

__all__ = [
    "AsyncMessageStream",
    "AsyncMessageStreamManager",
    "BetaAsyncMessageStream",
    "BetaCitationEvent",
    "BetaCompactionEvent",
    "BetaContentBlockStopEvent",
    "BetaInputJsonEvent",
    "BetaMessageStopEvent",
    "BetaMessageStream",
    "BetaSignatureEvent",
    "BetaTextEvent",
    "BetaThinkingEvent",
    "CitationEvent",
    "ContentBlockStopEvent",
    "InputJsonEvent",
    "MessageStopEvent",
    "MessageStream",
    "MessageStreamManager",
    "SignatureEvent",
    "TextEvent",
    "ThinkingEvent",
]
