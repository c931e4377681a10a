# Copied by isogloss from messages/_messages/mock_service.py. Do not edit: change that, then generate.
"""A service that answers like a model would, without one, and the same each time."""

from __future__ import annotations

import json
import math
import re
from collections.abc import AsyncIterator

from ..models import (
    CacheCreation,
    ContentBlock,
    CountTokensRequest,
    CreateMessageRequest,
    DirectCaller,
    Message,
    MessagesCountTokensParameters,
    MessagesCreateParameters,
    MessageTokensCount,
    ModelInfo,
    ModelList,
    ModelsListParameters,
    ModelsRetrieveParameters,
    OutputTokensDetails,
    StreamEvent,
    TextBlock,
    ThinkingBlock,
    ToolUseBlock,
    Usage,
)
from ..server import MessagesService, RequestContext
from .mock_answer import Answer, Call, answer_to
from .mock_dialect import BASE, MockDialect
from .mock_request import Identities, Identity, Json, check_signatures, check_thinking, count_input, count_words
from .mock_threads import Threads


class MockService(MessagesService):
    """Answers by the rules in `mock_answer`, as far as a dialect lets a request have effect. Its tokens are words, its
    ids hashes of the request, of `seed`, and of how often it had that request before.

    `stop_sequences` and `max_tokens` cut texts; a call of a tool, or reasoning, for which there is no room is left out.
    """

    def __init__(self, *, seed: int | str = 0, dialect: MockDialect = BASE) -> None:
        self._seed = str(seed)
        self._dialect = dialect
        self._identities = Identities(self._seed)
        self._threads = Threads()

    async def messages_create(
        self, body: CreateMessageRequest, parameters: MessagesCreateParameters, context: RequestContext
    ) -> Message | AsyncIterator[StreamEvent]:
        request = self._read(body, parameters, context)
        answer, identity = answer_to(request), self._identities.of(request)
        reply = _Reply(request, identity)
        reply.add(answer)
        message = Message(
            id=identity.message,
            model=self._dialect.catalogue.find(body.model).id,
            content=reply.content,
            stop_reason=reply.stop_reason,
            stop_sequence=reply.stop_sequence,
            usage=Usage(
                input_tokens=count_input(request),
                output_tokens=reply.words,
                cache_creation_input_tokens=0,
                cache_read_input_tokens=0,
                cache_creation=CacheCreation(ephemeral_5m_input_tokens=0, ephemeral_1h_input_tokens=0),
                output_tokens_details=OutputTokensDetails(thinking_tokens=reply.thinking_words),
                service_tier="standard",
            ),
        )
        self._threads.keep(request, message)
        return self._dialect.worded(message, body.model)

    async def messages_count_tokens(
        self, body: CountTokensRequest, parameters: MessagesCountTokensParameters, context: RequestContext
    ) -> MessageTokensCount:
        return MessageTokensCount(input_tokens=count_input(self._read(body, parameters, context)))

    async def models_list(self, parameters: ModelsListParameters, context: RequestContext) -> ModelList:
        return self._dialect.catalogue.list(self._dialect.parameters(parameters, context))

    async def models_retrieve(self, parameters: ModelsRetrieveParameters, context: RequestContext) -> ModelInfo:
        return self._dialect.catalogue.find(parameters.model_id)

    def _read(
        self,
        body: CreateMessageRequest | CountTokensRequest,
        parameters: MessagesCreateParameters | MessagesCountTokensParameters,
        context: RequestContext,
    ) -> Json:
        """The request as the dialect has it."""
        self._dialect.parameters(parameters, context)
        understood = self._dialect.understood(body, context)
        self._dialect.catalogue.find(body.model)
        request = self._threads.continued(understood)
        check_thinking(request)
        request = self._dialect.ruled(request, context)
        check_signatures(request, self._seed)
        return request


class _Reply:
    """The blocks of an answer as far as `max_tokens` and `stop_sequences` let it come."""

    def __init__(self, body: Json, identity: Identity) -> None:
        self.content: list[ContentBlock] = []
        self.stop_reason = "end_turn"
        self.stop_sequence: str | None = None
        self.words = 0
        self.thinking_words = 0
        self._body = body
        self._identity = identity

    def add(self, answer: Answer) -> None:
        if answer.thinking is not None and not self._think(answer.thinking):
            return
        if isinstance(answer.content, Call):
            self._call(answer.content)
        else:
            self._say(answer.content)

    def _has_room(self, words: int) -> bool:
        if self.words + words > self._most:
            self.stop_reason = "max_tokens"
            return False
        self.words += words
        return True

    @property
    def _most(self) -> float:
        return self._body.get("max_tokens", math.inf)

    def _think(self, thinking: str) -> bool:
        if not self._has_room(count_words(thinking)):
            return False
        self.thinking_words = self.words
        if self._body["thinking"].get("display") == "omitted":
            thinking = ""
        self.content.append(ThinkingBlock(thinking=thinking, signature=self._identity.sign(thinking)))
        return True

    def _call(self, call: Call) -> None:
        if self._has_room(count_words(json.dumps(call.input))):
            self.stop_reason = "tool_use"
            block = ToolUseBlock(id=self._identity.tool_use, name=call.name, input=call.input, caller=DirectCaller())
            self.content.append(block)

    def _say(self, text: str) -> None:
        listed: list[str] = self._body.get("stop_sequences") or []
        found = [(text.index(each), each) for each in listed if each and each in text]
        if found:
            end, self.stop_sequence = min(found, key=lambda pair: pair[0])
            self.stop_reason = "stop_sequence"
            text = text[:end]
        if not self._has_room(count_words(text)):
            self.stop_sequence = None
            room = int(self._most) - self.words
            self.words += room
            text = "".join(re.findall(r"\s*\S+", text)[:room])
        if text:
            self.content.append(TextBlock(text=text))
