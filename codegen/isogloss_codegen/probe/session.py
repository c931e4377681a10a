"""One session with one server, from the plan to the observations."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from urllib.parse import urlsplit

import httpx2

from ..check.checker import Checker
from ..check.described import described
from ..document.resolve import Dialect
from ..document.values import as_list, as_map
from ..findings.finding import Finding
from .answer import Answer
from .experiment import Experiment, Plan
from .findings import alike, findings_of, overspent
from .judge import Judge, Observation
from .observable import Observable, read_observable, values_at
from .paging import lists, next_pages, page_findings
from .plan import Planner
from .run import Access, Bounds, Sender, send_all

# What tells the most comes first: it is what a small number of requests is spent on.
_FIRST = ("control", "credential", "header", "request", "effect", "conversation")


class NothingToProbeError(Exception):
    """The document has no operation that `observable.yaml` knows how to ask."""


class Probing:
    """Probes a server by a dialect.

    Args:
        dialect: What it is held against: a provider's, or a document by itself (then nothing is compared).
        model: The model to ask for; None: the first that the server lists, of those that the provider's overlay lists
            if there is one.
        key: The credential; None: none is sent, but for a wrong one.
        bounds: How much is sent.

    Raises:
        LoadError: the table of what shows from outside cannot be read.
        NothingToProbeError: the dialect is of another API.
    """

    def __init__(self, dialect: Dialect, *, model: str | None, key: str | None, bounds: Bounds | None = None) -> None:
        self.dialect = dialect
        self.bounds = bounds or Bounds()
        self.observable: Observable = read_observable()
        self.requests = 0
        self.tokens = 0
        self.seconds = 0.0
        self.stopped = ""
        self._described = described(dialect)
        self.picks_model = model is None
        headers = {
            parameter.name.lower(): parameter.client_default
            for operation in self._described.api.operations
            for parameter in operation.parameters
            if parameter.location == "header" and parameter.client_default is not None
        }
        preferred = as_list(as_map(dialect.words.get("auth")).get("schemes"))
        schemes = sorted(self._described.api.security, key=lambda each: each.name not in preferred)
        self.access = Access(key, schemes, self.observable.wrong_key, headers)
        self._operations = {each.id: each for each in self._described.api.operations}
        if self.observable.operation not in self._operations:
            raise NothingToProbeError(f"it has no operation {self.observable.operation}")
        self._ask_for(model or (dialect.models[0] if dialect.models else "probe"))

    @property
    def control(self) -> Experiment:
        """The request that all others are compared with."""
        return self.plan.experiments[0]

    @property
    def is_compared(self) -> bool:
        """True if the server is compared with the statements of a provider."""
        return self.dialect.overlay is not None

    async def observe(
        self, client: httpx2.AsyncClient, progress: Callable[[int], None] = lambda done: None
    ) -> Sequence[Observation]:
        """Sends the experiments to the base URL of a client and judges the answers. `progress` gets the number of
        requests sent."""
        sender = Sender(client, self.observable, self.bounds, progress)
        if self.picks_model:
            await self._choose(sender)
        opened = await self._opened(sender)
        first = [each for each in self.plan.experiments if each.kind in _FIRST]
        answers = await send_all(first, sender, self.access, {self.control.id: opened} if opened else {})
        further = list(next_pages(self.plan.experiments, answers, self._operations))
        answers = await send_all([self.control, *further], sender, self.access, answers)
        self.plan = Plan((*self.plan.experiments, *further), self.plan.tokens)
        answers = await send_all(self.plan.experiments, sender, self.access, answers)
        self.requests, self.tokens = sender.requests, sender.tokens
        self.seconds, self.stopped = sender.seconds, sender.stopped
        return list(self._observations(answers))

    def _observations(self, answers: Mapping[str, Answer]) -> Iterator[Observation]:
        judge = Judge(self.observable, Checker(self.dialect), self.access, self.plan, is_compared=self.is_compared)
        experiments = {each.id: each for each in self.plan.experiments}
        beside: dict[str, list[Finding]] = {}
        for id, finding in (
            *page_findings(self.plan.experiments, answers, self._operations),
            *alike(self.observable.requests, answers),
            *overspent(self.plan.experiments, self.observable, answers),
        ):
            beside.setdefault(id, []).append(finding)
        for each in judge.observations(answers):
            if each.experiment.id not in answers:
                yield replace(each, why=self._why_not_sent(each.experiment, experiments, answers))
                continue
            own = findings_of(each, answers, is_compared=self.is_compared)  # their paths are those of the document
            of_answer = (found._replace(path=self.access.hidden(found.path)) for found in each.findings)
            findings = (*own, *of_answer, *beside.get(each.experiment.id, ()))
            hidden = tuple(found._replace(message=self.access.hidden(found.message)) for found in findings)
            yield replace(each, why=self.access.hidden(each.why), findings=hidden)

    def _why_not_sent(
        self, experiment: Experiment, experiments: Mapping[str, Experiment], answers: Mapping[str, Answer]
    ) -> str:
        """The outermost reason: a control that was not accepted, or a limit."""
        at = experiment
        while at.parent is not None and at.parent in experiments:
            if at.parent in answers and not answers[at.parent].is_taken:
                return f"{at.parent} was not accepted"
            at = experiments[at.parent]
        return f"not sent: {self.stopped or 'no answer came'}"

    def _ask_for(self, model: str) -> None:
        self.model = model
        plan = Planner(self._described, self.observable, model).plan()
        if self.access.key is None:  # without a key, there is nothing to send by one scheme or another
            kept = (each for each in plan.experiments if each.kind != "credential" or not self._needs_key(each))
            plan = Plan(tuple(kept), plan.tokens)
        self.plan: Plan = plan

    def _needs_key(self, experiment: Experiment) -> bool:
        return experiment.key is not None and self.access.scheme_of(experiment)[0] is None

    async def _opened(self, sender: Sender) -> Answer | None:
        """The answer to the control, by the first scheme that accepts the key, or else by the last."""
        answer: Answer | None = None
        for scheme in self.access.schemes if self.access.key is not None else ():
            tried = self.access.preferring(scheme)
            answer = await sender.send(self.control, tried)
            if answer is not None and answer.status not in (None, 401, 403):
                self.access = tried
            if answer is None or answer.status not in (401, 403):
                break
        return answer

    async def _choose(self, sender: Sender) -> None:
        """Asks for the model that the server lists first, if it lists any."""
        asked = [each for each in lists(self.plan.experiments, self._operations) if not urlsplit(each[0].url).query]
        for scheme in (self.access.schemes or ()) if asked else ():
            experiment, pages = asked[0]
            answer = await sender.send(experiment, self.access.preferring(scheme))
            if answer is None or answer.status is None:
                return
            listed = values_at(answer.body, f"{pages.items}[].id")
            known = [each for each in listed if isinstance(each, str) and each and each.isprintable()]
            if answer.is_taken and known:
                self._ask_for(next((each for each in known if each in self.dialect.models), known[0]))
            if answer.status not in (401, 403) or self.access.key is None:
                return
