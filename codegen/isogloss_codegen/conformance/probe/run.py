"""Sends what is planned, within bounds, and keeps what comes back."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

import httpx2

from ...ir import SecurityScheme
from .plan import Experiment, Plan

LARGEST = 4 * 1024 * 1024
"""So many bytes of an answer are read."""


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
        headers = {**self.headers, **experiment.headers}
        for name in experiment.without:
            headers.pop(name, None)
        return {**headers, **self.credential(experiment.key, self.key)}

    def credential(self, which: str | None, key: str | None) -> dict[str, str]:
        """The header that carries a key."""
        if which is None or key is None or not self.schemes:
            return {}
        wrong, _, name = which.rpartition(":")
        scheme = next((each for each in self.schemes if each.name == name), self.schemes[0])
        return {scheme.header.lower(): f"{scheme.prefix}{self.wrong_key if wrong else key}"}


async def with_scheme_that_opens(
    access: Access, control: Experiment, client: httpx2.AsyncClient, timeout: float
) -> Access:
    """The access with the first scheme first that is let in with its key; as it is, where none is, or nobody answers.

    That takes a request for each scheme at most.
    """
    for scheme in access.schemes if access.key is not None else ():
        others = [each for each in access.schemes if each is not scheme]
        tried = replace(access, schemes=(scheme, *others))
        answer = await _send(control, client, tried, timeout)
        if answer.status is None:
            break
        if answer.status not in (401, 403):
            return tried
    return access


async def send_all(
    plan: Plan,
    client: httpx2.AsyncClient,
    access: Access,
    *,
    concurrency: int = 4,
    timeout: float = 30.0,
    progress: Callable[[int], None] = lambda done: None,
) -> dict[str, Answer]:
    """The answers by id of the experiment: not of those whose control was not taken, nor of any after a first request
    that could not be sent at all."""
    answers: dict[str, Answer] = {}
    turns = asyncio.Semaphore(concurrency)

    async def one(experiment: Experiment) -> None:
        async with turns:
            answers[experiment.id] = await _send(experiment, client, access, timeout)
            progress(len(answers))

    waiting = list(plan.experiments)
    while waiting:
        ready = [each for each in waiting if each.parent is None or each.parent in answers]
        if not ready:
            break
        left = {each.id for each in ready}
        await asyncio.gather(
            *(one(each) for each in ready if each.parent is None or _goes_on(each, answers[each.parent]))
        )
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
