"""Draws conclusions from the answers: facts about subjects, and faults of the answers themselves."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, Literal
from urllib.parse import urlsplit

from ..check.checker import Checker
from ..document.values import as_map
from ..findings.finding import Finding
from ..ir import Operation
from ..support.statement import COVERING, Asking
from ..traffic.exchange import Request, Response
from .answer import Answer
from .experiment import Experiment, Plan
from .observable import Observable
from .run import Access

Outcome = Literal["works", "taken", "without effect", "refused", "absent", "denied", "failed", "not told"]
Agreement = Literal["agrees", "differs", "not stated", "not told"]

_LONGEST = 200
"""Maximum number of characters of a server's error that are shown."""

OUTCOME_WORDS: Mapping[str, str] = {
    "taken": "accepted",
    "without effect": "ignored",
    "absent": "missing",
    "denied": "refused",
    "not told": "undecided",
}
"""The outcomes whose words for people are not their ids."""


@dataclass(frozen=True)
class Observation:
    """The outcome of an experiment: `works` (with its effect), `taken`, `without effect`, `refused`, `absent` (there is
    no such endpoint), `denied` (the credential), `failed` (the server, or the connection), `not told` (not sent, or
    nothing follows). `why` explains it. `findings` are about the `answer`; `stated` and `agreement` compare with an
    overlay."""

    experiment: Experiment
    outcome: Outcome
    why: str = ""
    findings: tuple[Finding, ...] = ()
    stated: str = ""
    agreement: Agreement = "not told"
    answer: Answer | None = field(default=None, repr=False, compare=False)

    @property
    def word(self) -> str:
        """The outcome in words for people."""
        return OUTCOME_WORDS.get(self.outcome, self.outcome)


class Judge:
    """Judges the answers of one server.

    Args:
        observable: The table of visible effects.
        checker: Checks answers; by the dialect of the provider that the server is compared with, if any.
        access: The way in which requests were authenticated.
        plan: The experiments.
        is_compared: True if `checker` is of a provider, and the server is compared with its overlay.
    """

    def __init__(
        self, observable: Observable, checker: Checker, access: Access, plan: Plan, *, is_compared: bool
    ) -> None:
        self._observable = observable
        self._checker = checker
        self._access = access
        self._plan = plan
        self._is_compared = is_compared
        self._operations: Mapping[str, Operation] = {each.id: each for each in checker.requests.api.operations}

    def observations(self, answers: Mapping[str, Answer]) -> Iterator[Observation]:
        """One of each experiment, in the order of the plan."""
        for experiment in self._plan.experiments:
            answer = answers.get(experiment.id)
            if answer is None:
                yield Observation(experiment, "not told", "")  # the sender knows the reason
                continue
            outcome, why = self._outcome(experiment, answer, answers)
            findings = self._findings(experiment, answer)
            observation = Observation(experiment, outcome, why, tuple(findings), answer=answer)
            yield self._compared(observation) if self._is_compared else observation

    def _outcome(self, experiment: Experiment, answer: Answer, answers: Mapping[str, Answer]) -> tuple[Outcome, str]:
        status, control = answer.status, answers.get(experiment.parent or "")
        is_let_in = control is not None and control.is_taken
        if experiment.kind == "credential" and not (is_let_in or answer.is_taken or status in (401, 403)):
            return "not told", f"{experiment.parent} was not accepted"  # it is not the credential
        if status is None:
            return "failed", answer.fault
        if answer.is_success:
            if answer.fault:
                return "failed", f"{status}, but {answer.fault}"
            if not answer.is_taken and experiment.expects == 2:
                return "failed", f"{status}, but not JSON"
            return self._effect(experiment, answer, control) if experiment.effect and control else ("taken", "")
        why = _error_of(answer)
        if status in (401, 403):
            return "denied", why
        if answer.is_later:
            return "not told", why
        if experiment.kind == "credential" and 400 <= status < 500:
            return "denied", why
        if status in (404, 405, 501) and experiment.kind == "request":
            return "absent", why
        if status in (404, 405, 501):
            return "not told", why  # it says that something is not there, not that a request is wrong
        if 400 <= status < 500 and status not in (408, 409, 425):
            return "refused", why
        return "failed", why

    def _effect(self, experiment: Experiment, answer: Answer, control: Answer) -> tuple[Outcome, str]:
        signs = experiment.effect.shows if experiment.effect else ()
        new = [sign for sign in signs if not sign.is_in(control.body, control.headers)]
        if not new:
            return "not told", "the answer without it shows the same effect"
        if any(sign.is_in(answer.body, answer.headers) for sign in new):
            return "works", ""
        return "without effect", f"the answer does not show its effect (expected: {' or '.join(map(str, new))})"

    def _findings(self, experiment: Experiment, answer: Answer) -> Sequence[Finding]:
        if answer.status is None or 300 <= answer.status < 400:
            return ()
        if answer.fault:
            rule = "probe-answer-endless" if answer.is_endless else "probe-answer-cut"
            return (Finding(rule, "breaking", f"the answer is {answer.fault}", direction="response"),)
        try:
            return tuple(self._checked(experiment, answer))
        except (ValueError, RecursionError) as error:  # validators go only so deep
            message = f"the answer cannot be checked: {error}"
            return (Finding("probe-answer-json", "breaking", message, direction="response"),)

    def _checked(self, experiment: Experiment, answer: Answer) -> Iterator[Finding]:
        if answer.body is None and not (answer.is_stream and self._asks_for_events(experiment)):
            kind = answer.headers.get("content-type", "no content-type")
            what = "empty" if not answer.content.strip() else f"not JSON (content-type: {kind})"
            message = f"the answer with status {answer.status} is {what}"
            yield Finding("probe-answer-json", "breaking", message, direction="response")
        if answer.is_stream:
            yield from self._checker.check_stream(answer.content).findings
        if answer.is_stream or answer.body is None:
            return
        request = Request(experiment.body, experiment.method, experiment.url, self._access.of(experiment))
        response = Response(answer.body, answer.status, answer.headers)
        if experiment.operation or not answer.is_success:
            found = self._checker.responses.check(response, request if experiment.operation else None).findings
            # That no stream comes is a finding about the server, not about one answer.
            yield from (finding for finding in found if finding.rule != "response-not-streamed")

    def _asks_for_events(self, experiment: Experiment) -> bool:
        operation = self._operations.get(experiment.operation)
        stream = None if operation is None else operation.stream
        return stream is not None and (stream.switch is None or as_map(experiment.body).get(stream.switch) is True)

    def _compared(self, observation: Observation) -> Observation:
        """The observation, compared with the provider's overlay."""
        expected, stated = self._expected(observation)
        outcome = observation.outcome
        agreement: Agreement = "differs"
        if outcome in ("not told", "failed"):
            agreement = "not told"
        elif not expected:
            agreement = "not stated"
        elif outcome in expected:
            agreement = "agrees"
        return _with(observation, stated, agreement)

    def _expected(self, observation: Observation) -> tuple[Sequence[Outcome], str]:
        """The outcomes that agree with the overlay, none where it does not say, and its words."""
        experiment = observation.experiment
        if experiment.kind == "credential":
            return self._expected_of_key(experiment)
        if experiment.expects == 4 and experiment.kind == "request":
            return ("refused", "absent"), "an error"
        if stated := self._expected_by_rule(experiment):
            return stated
        request = Request(experiment.body, experiment.method, experiment.url, self._access.of(experiment))
        support = self._checker.dialect.support
        said = support.along(experiment.subjects) if experiment.subjects else None
        status = "" if said is None else said.status_for(Asking(request.model))
        if experiment.kind == "request":
            if status in ("rejected", "unsupported"):
                return ("absent", "refused"), status
            return (("taken",), status) if status not in ("unknown", "") else ((), status)
        findings = self._checker.requests.check(request).findings
        if worst := [each for each in findings if each.level == "breaking"]:
            is_seen = status != "ignored" or experiment.expects == 2  # of what is ignored, no range may be looked at
            return ("refused",) if is_seen else ("refused", "taken"), worst[0].message
        if any(each.rule == "request-unsupported" for each in findings) or status == "unsupported":
            return ("taken", "refused", "without effect"), "unsupported"
        if experiment.effect is not None and status in COVERING:
            return ("without effect",), status
        if any(each.level in ("unknown", "warning") for each in findings) or status in ("unknown", "conditional"):
            return (), status or "not stated"
        if experiment.kind == "conversation":
            return (), "not stated"
        if status in COVERING:
            return ("without effect", "taken"), status
        return (("taken", "works") if experiment.effect is None else ("works",)), status or "accepted"

    def _expected_by_rule(self, experiment: Experiment) -> tuple[Sequence[Outcome], str] | None:
        """The outcomes that a rule of the provider lets one expect of an experiment; None if no rule is about it."""
        for rule in self._checker.dialect.rules:
            entry = self._observable.rules.get(rule["rule"], {})
            about = str(entry.get("experiment", "")).replace("$at", str(rule["at"]))
            if about == experiment.id and "seen" in entry and rule["status"] == "full":
                return (entry["seen"],), f"the rule {rule['rule']}"
        return None

    def _expected_of_key(self, experiment: Experiment) -> tuple[Sequence[Outcome], str]:
        dialect = self._checker.dialect
        auth = dialect.words.get("auth", {})
        if stated := self._expected_by_rule(experiment):
            return stated
        if experiment.key is not None and not experiment.key.startswith("wrong:"):
            takes = experiment.key in auth.get("schemes", ())
            return (("taken",), "accepted") if takes else ((), "not stated")
        validation = str(auth.get("validation", "unknown"))
        entry = self._observable.word("auth.validation", validation, is_local=_is_local(dialect.words))
        return ((entry["seen"],), f"auth.validation is {validation}") if "seen" in entry else ((), entry.get("why", ""))


def _is_local(words: Mapping[str, Any]) -> bool:
    hosts = (urlsplit(str(server["url"])).hostname for server in words.get("servers", ()))
    return any(host in ("localhost", "127.0.0.1") for host in hosts)


def _error_of(answer: Answer) -> str:
    body = as_map(answer.body)
    error = as_map(body.get("error")) or body
    message = error.get("message", error.get("detail", ""))
    # Cut between words, and visibly: an open bracket would look like a mistake.
    shown = textwrap.shorten(str(message), _LONGEST, placeholder=" ...")
    return f"{answer.status}: {shown}" if shown else str(answer.status)


def _with(observation: Observation, stated: str, agreement: Agreement) -> Observation:
    return replace(observation, stated=stated, agreement=agreement)
