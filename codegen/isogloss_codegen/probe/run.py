"""Sends the experiments within the limits, and keeps the answers."""

from __future__ import annotations

import asyncio
import json
import re
import time
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

import httpx2

from ..document.values import as_map
from ..ir import SecurityScheme
from ..redaction.spellings import Needle, as_bytes, needles_of, without
from .answer import Answer
from .experiment import Experiment
from .observable import Observable

LARGEST = 4 * 1024 * 1024
"""So many bytes of an answer are read."""

_MOST = 10**12  # more tokens than this, no answer has used, whatever it says
_LONG = 12
# What moves the cursor of a terminal, ends a line, or turns the direction of a text.
_CONTROL = re.compile("[\x00-\x1f\x7f-\x9f\u200e\u200f\u2028-\u202e\u2066-\u2069]")


@dataclass(frozen=True)
class Bounds:
    """Limits on the requests to a server.

    `requests` and `tokens` at most, `concurrency` requests at a time, `timeout` seconds for each whole answer, and no
    request after `seconds`. After `failures` requests in a row without a whole answer, or as many that shall come
    later, no more are sent. `pause` are the seconds to wait before a request comes again, where the server says only
    that it shall.
    """

    requests: int = 200
    concurrency: int = 4
    timeout: float = 30.0
    tokens: int = 100_000
    seconds: float = 900.0
    failures: int = 8
    pause: float = 1.0


@dataclass(frozen=True)
class Access:
    """The way to authenticate: the default credential (`key`, None without one), and the schemes of the document."""

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
        """The headers of a request without the credential."""
        headers = {**self.headers, **experiment.headers}
        return {name: value for name, value in headers.items() if name not in experiment.without}

    def scheme_of(self, experiment: Experiment) -> tuple[SecurityScheme | None, str]:
        """The scheme of a request's credential (None without one), and the wrong key if that is sent."""
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
        """A text of the server as one line, without the key, or its beginning if the text is cut. A short key may be a
        word: it is left out only as a whole word."""
        text = " ".join(_CONTROL.sub(" ", text).split())
        if self.key is None or len(self.key) < _LONG:
            key = re.escape(self.key or "")
            return re.sub(rf"(?<![\w-]){key}(?![\w-])", lambda _: name, text) if key else text
        cited = text.removesuffix("...")
        return without(cited, self._needles, name, is_cut=True) + text[len(cited) :]

    def without_key(self, text: str, name: str = "$KEY") -> str:
        """A report without the key, in any place and spelling. A short key stays: it may be a word of the report."""
        return text if self.key is None or len(self.key) < _LONG else without(text, self._needles, name)

    @property
    def _needles(self) -> tuple[Needle, ...]:
        return needles_of(as_bytes(self.key or ""))


class Sender:
    """Sends requests to one server, within the limits.

    `requests` and `tokens` count the requests so far and their tokens: as reported by the answers, or else as
    requested. `stopped` is the reason why some requests are not sent, "" while all are. A request that may need more
    tokens than are left is not sent; a later one that needs fewer is.
    """

    def __init__(self, client: httpx2.AsyncClient, observable: Observable, bounds: Bounds,
                 progress: Callable[[int], None] = lambda done: None) -> None:  # fmt: skip
        self.requests = 0
        self.tokens = 0
        self.seconds = 0.0
        self._stopped = ""
        self._left_out = ""
        self._client = client
        self._observable = observable
        self._bounds = bounds
        self._progress = progress
        self._failures = 0
        self._later = 0
        self._largest = 0  # what any request has used: the next may use as much
        self._began = time.monotonic()
        self._turns = asyncio.Semaphore(bounds.concurrency)

    @property
    def stopped(self) -> str:
        """The reason why some requests were not sent; empty if all were."""
        return self._stopped or self._left_out

    async def send(self, experiment: Experiment, access: Access) -> Answer | None:
        """The answer to one experiment; None if it would be more than is allowed.

        What shall come later is sent again.
        """
        async with self._turns:
            answer: Answer | None = None
            while answer is None or answer.is_later:
                if answer is not None:
                    await self._wait(answer)
                reserved = self._reserved(experiment)
                if not self._is_allowed(reserved):
                    return answer
                answer = await self._sent(experiment, access, reserved)
            return answer

    def _reserved(self, experiment: Experiment) -> int:
        """The tokens that a request may use: its own limit, or the most that others have used."""
        body = as_map(experiment.body)
        most = body.get(self._observable.tokens)
        if self._observable.tokens not in body:
            return 0  # nothing is generated
        return max(most if isinstance(most, int) else 0, self._largest)

    async def _sent(self, experiment: Experiment, access: Access, reserved: int) -> Answer:
        self.requests += 1
        self.tokens += reserved
        answer = await _send(experiment, self._client, access, self._bounds.timeout)
        used = self._used(answer, reserved)
        self._largest = max(self._largest, used)
        self.tokens += used - reserved
        self._failures = self._failures + 1 if answer.fault else 0
        self._later = self._later + 1 if answer.is_later else 0
        self.seconds = time.monotonic() - self._began
        self._progress(self.requests)
        return answer

    async def _wait(self, answer: Answer) -> None:
        """Waits before a request is sent again, unless that is asked for too often or for too long."""
        delay = self._bounds.pause * self._later if answer.delay is None else answer.delay
        if self._later >= self._bounds.failures:
            self._stopped = self._stopped or f"{self._later} requests in a row were answered with {answer.status}"
        elif delay > self._bounds.timeout:
            self._stopped = self._stopped or f"the server answers with {answer.status}, and asks to wait {delay:.0f} s"
        if not self._stopped:
            await asyncio.sleep(delay)

    def _is_allowed(self, reserved: int) -> bool:
        bounds = self._bounds
        if self.requests >= bounds.requests:
            self._stopped = self._stopped or f"the limit of {bounds.requests} requests is reached"
        elif self._failures >= bounds.failures:
            self._stopped = self._stopped or f"{bounds.failures} requests in a row had no whole answer"
        elif time.monotonic() - self._began > bounds.seconds:
            self._stopped = self._stopped or f"the limit of {bounds.seconds:g} s is reached"
        is_within = self.tokens + reserved <= bounds.tokens
        if not self._stopped and not is_within:
            known = f"{self.tokens} tokens were used or asked for"
            said = f"{known}, the next request may use {reserved}, and {bounds.tokens} are allowed"
            self._left_out = self._left_out or said
        return is_within and not self._stopped

    def _used(self, answer: Answer, reserved: int) -> int:
        if answer.status is not None and answer.status >= 400:
            return 0
        counts = [max(found) for at in self._observable.spent.values() if (found := answer.counts(at))]
        return min(sum(counts), _MOST) if counts else reserved


async def send_all(
    experiments: Iterable[Experiment], sender: Sender, access: Access, known: Mapping[str, Answer] | None = None
) -> dict[str, Answer]:
    """Sends the experiments and returns the answers by id. One is sent only if its control was accepted and the limits
    allow it.

    If the first request gets no answer, no other is sent. `known` are answers from before.
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
    """True if an experiment can say something after this control. Other requests and credentials need only an answer;
    variations of the control need it to be accepted."""
    if experiment.kind in ("request", "credential"):
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
    fault, is_endless = "", False
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
                        fault, is_endless = f"longer than {LARGEST // 1024 // 1024} MB", True
                        break
    except TimeoutError:
        fault, is_endless = f"not over after {timeout:g} s", True
    except (httpx2.HTTPError, httpx2.InvalidURL) as error:
        fault = f"{type(error).__name__}: {error}".rstrip(": ")
    return Answer(status, known, bytes(read[:LARGEST]), fault, is_endless)
