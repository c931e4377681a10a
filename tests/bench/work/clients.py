"""Calls and streams, by isogloss and by the official SDK: the same calls, the same answers, all of them typed.

`httpx2` is the HTTP library of both alone: it sends prepared bytes, and what it reads stays bytes.
"""

import asyncio

from ..payloads import EVENTS, REQUEST, TOOL_BYTES, small_request

CALLS = 300


def client(kind, url):
    """A client that retries nothing. `kind` is a library and its transport."""
    settings = {"api_key": "any", "base_url": url, "max_retries": 0}
    library, transport = kind.split("/")
    if library == "isogloss":
        import isogloss

        made = isogloss.AsyncClient if transport.startswith("async") else isogloss.Client
        fast = {"transport": "fast"} if transport.endswith("fast") else {}
        return made(**settings, **fast)
    import anthropic

    if transport == "sync":
        return anthropic.Anthropic(**settings)
    if transport == "async-aiohttp":
        return anthropic.AsyncAnthropic(**settings, http_client=anthropic.DefaultAioHttpClient())
    return anthropic.AsyncAnthropic(**settings)


def calls(kind, url):
    """Calls one after the other on one connection."""
    if kind.startswith("httpx2"):
        return _bytes(kind, f"{url}/json/v1/messages", CALLS)
    if "/async" not in kind:
        made = client(kind, f"{url}/json")

        def run():
            for _ in range(CALLS):
                assert made.messages.create(**REQUEST).content[0].text

        return run

    async def answers(made):
        for _ in range(CALLS):
            assert (await made.messages.create(**REQUEST)).content[0].text

    return _in_loop(lambda: client(kind, f"{url}/json"), answers)


def events(kind, url, scenario):
    """The typed events of a stream."""
    if kind.startswith("httpx2"):
        return _bytes(kind, f"{url}/{scenario}/v1/messages", 1)
    if "/async" not in kind:
        made = client(kind, f"{url}/{scenario}")

        def run():
            with made.messages.create(**REQUEST, stream=True) as stream:
                assert sum(1 for _ in stream) == EVENTS + 5

        return run

    async def read(made):
        async with await made.messages.create(**REQUEST, stream=True) as stream:
            assert sum([1 async for _ in stream]) == EVENTS + 5

    return _in_loop(lambda: client(kind, f"{url}/{scenario}"), read)


def final_text(kind, url):
    """The message at the end of a stream of text."""
    if kind.startswith("httpx2"):
        return events(kind, url, "events")
    made = client(kind, f"{url}/events")

    def run():
        with made.messages.stream(**REQUEST) as stream:
            assert len(stream.get_final_message().content[0].text) == EVENTS * len(" and a river")

    return run


def final_tool(kind, url):
    """The message at the end of a stream with a large tool input."""
    made = client(kind, f"{url}/tool")

    def run():
        with made.messages.stream(**REQUEST) as stream:
            assert len(stream.get_final_message().content[0].input["rows"]) == TOOL_BYTES // 37

    return run


def _bytes(kind, url, count):
    """The same requests and answers without types."""
    import httpx2

    sent = {"content": small_request(), "headers": {"content-type": "application/json", "x-api-key": "any"}}
    if kind.endswith("/sync"):
        made = httpx2.Client()

        def run():
            for _ in range(count):
                with made.stream("POST", url, **sent) as response:
                    assert sum(map(len, response.iter_raw()))

        return run

    async def read(made):
        for _ in range(count):
            async with made.stream("POST", url, **sent) as response:
                assert sum([len(piece) async for piece in response.aiter_raw()])

    return _in_loop(httpx2.AsyncClient, read)


def _in_loop(make, work):
    """Runs `work` with a client in one event loop that stays, as an application has it."""
    runner = asyncio.Runner()

    async def started():
        return make()

    made = runner.run(started())
    return lambda: runner.run(work(made))
