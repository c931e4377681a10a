# Copied by isogloss from messages/_messages/mock_threads.py. Do not edit: change that, then generate.
"""Conversations that the mock keeps for clients that send only what is new."""

from __future__ import annotations

from .._runtime.response import ServiceError
from ..models import Message
from .mock_request import Json, part, turns

_MOST = 1000
_KEPT = ("system", "tools")
"""The fields of the first request of a thread that the thread keeps. The next requests are without them."""


class Threads:
    """The last conversations, each by the id of its last answer."""

    def __init__(self) -> None:
        self._kept: dict[str, Json] = {}

    def continued(self, request: Json) -> Json:
        """A request with the whole conversation.

        Raises:
            ServiceError: 404, with a code by which clients know that they have to send it all again.
        """
        thread = part(request, "thread")
        if thread.get("type") != "continue":
            return request
        before = self._kept.get(thread["previous_message_id"])
        if before is None:
            message = f"thread.previous_message_id: no thread ends with {thread['previous_message_id']}"
            raise ServiceError(404, message, details={"error_code": "thread_not_found"})
        return {**request, **before, "messages": [*turns(before), *turns(request)]}

    def keep(self, request: Json, answer: Message) -> None:
        """Keeps a conversation with its answer, if that is asked for."""
        if part(request, "thread"):
            turn = {"role": "assistant", "content": [block.model_dump() for block in answer.content]}
            fields = {name: request[name] for name in _KEPT if name in request}
            self._kept[answer.id] = {**fields, "messages": [*turns(request), turn]}
            while len(self._kept) > _MOST:
                del self._kept[next(iter(self._kept))]
