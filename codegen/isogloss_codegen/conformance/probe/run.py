"""Sends what is planned, within bounds, and keeps what comes back."""

from __future__ import annotations

import asyncio
import json
import re
import time
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

import httpx2

from ...document.values import as_map
from ...ir import SecurityScheme
from .observable import Observable, values_at
from .plan import Experiment

LARGEST = 4 * 1024 * 1024
"""So many bytes of an answer are read."""


@dataclass(frozen=True)
class Bounds:
    """How much is asked of a server.

    `requests` and `tokens` at most, `concurrency` requests at a time, `timeout` seconds for each whole answer. After
    `failures` requests in a row without a whole answer, no more are sent.
    """

    requests: int = 200
    concurrency: int = 4
    timeout: float = 30.0
    tokens: int = 100_000
    failures: int = 8


@dataclass(frozen=True)
class Answer:
    """What came back: `content` as far as it was read, and in `fault` why that is not all, if so."""

    status: int | None = None
    headers: Mapping[str, str] = field(default_factory=dict[str, str])
    content: bytes = b""
    fault: str = ""

    @property
    def is_stream(self) -> bool:
        """Whether these are server-sent events."""
        return self.headers.get("content-type", "").startswith("text/event-stream")

    @property
    def body(self) -> Any:
        """The JSON of the answer; None where it is none."""
        try:
            return json.loads(self.content)
        except (ValueError, RecursionError):
            return None

    @property
    def is_taken(self) -> bool:
        """Whether the request was taken."""
        return self.status is not None and 200 <= self.status < 300


@dataclass(frozen=True)
class Access:
    """How to get in: the credential by default (`key`, None without one), and the schemes that there are."""

    key: str | None
    schemes: Sequence[SecurityScheme]
    wrong_key: str
    headers: Mapping[str, str]

    def of(self, experiment: Experiment) -> dict[str, str]:
        """The headers of a request."""
        scheme, wrong = self.scheme_of(experiment)
        credential = {} if scheme is None else {scheme.header.lower(): f"{scheme.prefix}{wrong or self.key}"}
        return {**self.plain(experiment), **credential}

    def plain(self, experiment: Experiment) -> dict[str, str]:
        """The headers of a request but that with the credential."""
        headers = {**self.headers, **experiment.headers}
        return {name: value for name, value in headers.items() if name not in experiment.without}

    def scheme_of(self, experiment: Experiment) -> tuple[SecurityScheme | None, str]:
        """The scheme by which a request carries a credential, None without one; and the wrong key, if it is that."""
        which = experiment.key
        is_wrong = which is not None and which.startswith("wrong:")
        if which is None or not self.schemes or (self.key is None and not is_wrong):
            return None, ""
        name = which.removeprefix("wrong:")
        scheme = next((each for each in self.schemes if each.name == name), self.schemes[0])
        return scheme, self.wrong_key if is_wrong else ""

    def preferring(self, scheme: SecurityScheme) -> Access:
        """The same with another scheme first."""
        return replace(self, schemes=(scheme, *(each for each in self.schemes if each is not scheme)))

    def hidden(self, text: str, name: str = "$KEY") -> str:
        """A text of the server's without the key."""
        return re.sub(rf"(?<![\w-]){re.escape(self.key)}(?![\w-])", lambda _: name, text) if self.key else text


class Sender:
    """Sends to one server, and stops at what is allowed.

    `requests` and `tokens` are what it has come to so far: the usage that answers report, the limit that was asked for
    where they report none. `stopped` says why no more is sent, "" as long as it is.
    """

    def __init__(self, client: httpx2.AsyncClient, observable: Observable, bounds: Bounds,
                 progress: Callable[[int], None] = lambda done: None) -> None:  # fmt: skip
        self.requests = 0
        self.tokens = 0
        self.seconds = 0.0
        self.stopped = ""
        self._client = client
        self._observable = observable
        self._bounds = bounds
        self._progress = progress
        self._failures = 0
        self._largest = 0  # what any request has used: the next may use as much
        self._began = time.monotonic()
        self._turns = asyncio.Semaphore(bounds.concurrency)

    async def send(self, experiment: Experiment, access: Access) -> Answer | None:
        """The answer to one experiment; None if it would be more than is allowed."""
        async with self._turns:
            most = as_map(experiment.body).get(self._observable.tokens)
            reserved = max(most, self._largest) if isinstance(most, int) and most > 0 else 0
            self._stop_before(reserved)
            if self.stopped:
                return None
            self.requests += 1
            self.tokens += reserved
            answer = await _send(experiment, self._client, access, self._bounds.timeout)
            used = self._used(answer, reserved)
            self._largest = max(self._largest, used)
            self.tokens += used - reserved
            self._failures = self._failures + 1 if answer.fault else 0
            self.seconds = time.monotonic() - self._began
            self._progress(self.requests)
            return answer

    def _stop_before(self, reserved: int) -> None:
        bounds = self._bounds
        if self.stopped:
            return
        if self.requests >= bounds.requests:
            self.stopped = f"{bounds.requests} requests were sent, the most that are allowed"
        elif self.tokens + reserved > bounds.tokens:
            self.stopped = (
                f"{self.tokens} tokens were used, the next request may use {reserved}, and {bounds.tokens} are allowed"
            )
        elif self._failures >= bounds.failures:
            self.stopped = f"{bounds.failures} requests in a row had no whole answer"

    def _used(self, answer: Answer, reserved: int) -> int:
        if answer.status is not None and answer.status >= 400:
            return 0
        found = [value for at in self._observable.spent.values() for value in values_at(answer.body, at)]
        counts = [value for value in found if isinstance(value, int) and value >= 0]
        return sum(counts) if counts else reserved


async def send_all(
    experiments: Iterable[Experiment], sender: Sender, access: Access, known: Mapping[str, Answer] | None = None
) -> dict[str, Answer]:
    """The answers by id of the experiment: of none whose control was not taken, nor of what is not allowed any more.

    Where nobody answers the first, it is the only one. `known` are answers that are there already.
    """
    answers = dict(known or {})

    async def one(experiment: Experiment) -> None:
        answer = await sender.send(experiment, access)
        if answer is not None:
            answers[experiment.id] = answer

    control, *others = experiments
    if control.id not in answers:
        await one(control)
    if control.id not in answers or answers[control.id].status is None:
        return answers
    waiting = [each for each in others if each.id not in answers]
    while waiting:
        ready = [each for each in waiting if each.parent is None or each.parent in answers]
        if not ready:
            break
        left = {each.id for each in ready}
        await asyncio.gather(*(one(each) for each in ready if not each.parent or _goes_on(each, answers[each.parent])))
        waiting = [each for each in waiting if each.id not in left]
    return answers


def _goes_on(experiment: Experiment, control: Answer) -> bool:
    """Whether an experiment says anything after its control. What is no variation of that, does as long as somebody
    answers."""
    if experiment.kind in ("request", "credential", "header"):
        return control.status is not None
    return control.is_taken


async def _send(experiment: Experiment, client: httpx2.AsyncClient, access: Access, timeout: float) -> Answer:
    content = experiment.raw
    if content is None and experiment.body is not None:
        content = json.dumps(experiment.body, ensure_ascii=False)
    headers = access.of(experiment)
    if content is not None:
        headers["content-type"] = "application/json"
    read, status, known = bytearray(), None, dict[str, str]()
    fault = ""
    try:
        async with asyncio.timeout(timeout):
            async with client.stream(
                experiment.method,
                experiment.url,
                headers=headers,
                content=None if content is None else content.encode(),
            ) as response:
                status = response.status_code
                known = {name.lower(): value for name, value in response.headers.items()}
                async for chunk in response.aiter_bytes():
                    read += chunk
                    if len(read) > LARGEST:
                        fault = f"longer than {LARGEST // 1024 // 1024} MB"
                        break
    except TimeoutError:
        fault = f"not over after {timeout:g} s"
    except (httpx2.HTTPError, httpx2.InvalidURL) as error:
        fault = f"{type(error).__name__}: {error}".rstrip(": ")
    return Answer(status, known, bytes(read[:LARGEST]), fault)
