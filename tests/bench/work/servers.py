"""The same API by isogloss and by FastAPI, with the same models, as applications for the same ASGI servers."""

import asyncio
import json
import sys
import warnings

from bench.payloads import MESSAGE, small_request

EVENT = {"type": "content_block_delta", "index": 0, "delta": {"type": "text_delta", "text": " and a river"}}
HELD_EVENTS = 5
"""Events of a stream that stays open in between (`metadata.user_id` is `held`)."""
EVENTS = 2000


def _answer(body):
    from isogloss import Message

    return Message.model_validate({**MESSAGE, "model": body.model})


async def _events(body):
    """The events of a stream; the one that is held waits until all others are open."""
    from isogloss import ContentBlockDeltaEvent, MessageStartEvent, MessageStopEvent

    is_held = body.metadata is not None and body.metadata.user_id == "held"
    yield MessageStartEvent.model_validate({"type": "message_start", "message": {**MESSAGE, "content": []}})
    for _ in range(HELD_EVENTS if is_held else EVENTS):
        if is_held:
            await asyncio.sleep(1.5)
        yield ContentBlockDeltaEvent.model_validate(EVENT)
    yield MessageStopEvent.model_validate({"type": "message_stop"})


def isogloss_app():
    """The generated server."""
    from isogloss.server import MessagesService, create_app

    class Service(MessagesService):
        async def messages_create(self, body, parameters, context):
            return _events(body) if body.stream else _answer(body)

    return create_app(Service())


def fastapi_app():
    """FastAPI as its documentation writes it. A path has one kind of answer there: streams have another path."""
    from fastapi import FastAPI
    from fastapi.sse import EventSourceResponse, ServerSentEvent

    from isogloss import CreateMessageRequest, Message

    # It puts each body into a model of its own, with an alias that pydantic wonders about.
    warnings.filterwarnings("ignore", message="The 'alias' attribute")
    app = FastAPI()

    @app.post("/v1/messages", response_model_exclude_unset=True)
    async def create(body: CreateMessageRequest) -> Message:
        return _answer(body)

    @app.post("/stream/v1/messages", response_class=EventSourceResponse)
    async def stream(body: CreateMessageRequest):
        async for event in _events(body):
            yield ServerSentEvent(data=event, event=event.type)

    return app


def bare_app():
    """Fixed bytes: what the ASGI server costs by itself."""
    fixed = json.dumps(MESSAGE).encode()
    return _answering(lambda data: fixed)


def models_app():
    """The models and nothing else: no path, no header and no error is looked at."""
    from isogloss import CreateMessageRequest

    return _answering(lambda data: _answer(CreateMessageRequest.model_validate_json(data)).model_dump_json().encode())


def _answering(answer):
    async def app(scope, receive, send):
        if scope["type"] == "lifespan":
            while True:
                message = await receive()
                await send({"type": f"{message['type']}.complete"})
                if message["type"] == "lifespan.shutdown":
                    return
        body, more = b"", True
        while more:
            message = await receive()
            body, more = body + message["body"], message["more_body"]
        body = answer(body)
        headers = [(b"content-type", b"application/json"), (b"content-length", b"%d" % len(body))]
        await send({"type": "http.response.start", "status": 200, "headers": headers})
        await send({"type": "http.response.body", "body": body})

    return app


APPLICATIONS = {"isogloss": isogloss_app, "fastapi": fastapi_app, "bare": bare_app, "models": models_app}


def alone(name, count):
    """Requests handed to the application by an ASGI server that does nothing else."""
    app = APPLICATIONS[name]()
    body = small_request()
    given = {"content-type": "application/json", "x-api-key": "any", "anthropic-version": "2023-06-01"}
    headers = [(key.encode(), value.encode()) for key, value in {**given, "content-length": str(len(body))}.items()]
    scope = {
        "type": "http",
        "asgi": {"version": "3.0", "spec_version": "2.4"},
        "http_version": "1.1",
        "method": "POST",
        "scheme": "http",
        "path": "/v1/messages",
        "raw_path": b"/v1/messages",
        "root_path": "",
        "query_string": b"",
        "headers": headers,
        "client": ("127.0.0.1", 1),
        "server": ("127.0.0.1", 2),
    }

    async def once():
        received = iter([{"type": "http.request", "body": body, "more_body": False}])
        statuses = []

        async def receive():
            message = next(received, None)
            return message if message is not None else await asyncio.Future()

        async def send(message):
            if message["type"] == "http.response.start":
                statuses.append(message["status"])

        await app(dict(scope), receive, send)
        assert statuses == [200], statuses

    async def many():
        for _ in range(int(count)):
            await once()

    runner = asyncio.Runner()
    return lambda: runner.run(many())


def serve(server, name, port):
    """Serves an application until the process is ended."""
    app = APPLICATIONS[name]()
    if server == "uvicorn":
        import uvicorn

        uvicorn.run(app, host="127.0.0.1", port=int(port), log_level="error", access_log=False, backlog=2048)
    else:
        from granian.constants import Interfaces
        from granian.server.embed import Server

        served = Server(app, address="127.0.0.1", port=int(port), interface=Interfaces.ASGI, log_enabled=False)
        asyncio.run(served.serve())


if __name__ == "__main__":
    serve(*sys.argv[1:])
