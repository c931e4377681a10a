"""One probing of one server, from the plan to what was observed."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import httpx2

from ...document.resolve import Dialect
from ...document.values import as_list, as_map
from ..checker import Checker
from ..described import Described
from .judge import Judge, Observation
from .observable import Observable, read_observable
from .plan import Experiment, Plan, Planner
from .run import Access, send_all, with_scheme_that_opens


@dataclass(frozen=True)
class Bounds:
    """How much is asked of a server: `requests` at most, so many at a time, `timeout` seconds for each whole answer."""

    requests: int = 200
    concurrency: int = 4
    timeout: float = 30.0


class Probing:
    """Probes a server by a dialect.

    Args:
        dialect: What it is held against: a provider's, or a document by itself (then nothing is compared).
        model: The model to ask for; None: the first that the provider's overlay lists.
        key: The credential; None: none is sent.
        bounds: How much is sent.
    """

    def __init__(self, dialect: Dialect, *, model: str | None, key: str | None, bounds: Bounds | None = None) -> None:
        self.dialect = dialect
        self.bounds = bounds or Bounds()
        self.observable: Observable = read_observable()
        listed = [str(each) for each in as_list(as_map(dialect.words.get("models")).get("ids")) if "*" not in each]
        self.model = model or (listed[0] if listed else "probe")
        described = Described(dialect)
        self.plan: Plan = Planner(described, self.observable, self.model).plan(most=self.bounds.requests)
        headers = {
            parameter.name.lower(): parameter.client_default
            for operation in described.api.operations
            for parameter in operation.parameters
            if parameter.location == "header" and parameter.client_default is not None
        }
        preferred = as_list(as_map(dialect.words.get("auth")).get("schemes"))
        schemes = sorted(described.api.security, key=lambda each: each.name not in preferred)
        self.access = Access(key, schemes, self.observable.wrong_key, headers)
        self._checker = Checker(dialect)

    @property
    def control(self) -> Experiment:
        """The request that all others are held against."""
        return self.plan.experiments[0]

    async def observe(
        self, client: httpx2.AsyncClient, progress: Callable[[int], None] = lambda done: None
    ) -> Sequence[Observation]:
        """What the server at the base URL of a client shows."""
        bounds = self.bounds
        self.access = await with_scheme_that_opens(self.access, self.control, client, bounds.timeout)
        answers = await send_all(
            self.plan,
            client,
            self.access,
            concurrency=bounds.concurrency,
            timeout=bounds.timeout,
            progress=progress,
        )
        judge = Judge(self._checker, self.access, self.plan, is_compared=self.dialect.overlay is not None)
        return list(judge.observations(answers))
