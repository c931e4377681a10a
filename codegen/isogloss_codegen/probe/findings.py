"""Makes findings of observations, each with its rule, and joins equal ones."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from ..document.values import as_map
from ..findings.finding import Finding
from ..findings.levels import LEVELS, Level
from ..findings.rules import rules_of
from .answer import Answer
from .experiment import Experiment
from .judge import Observation
from .observable import Observable

_INDEX = re.compile(r"\[\d+\]")
REASONED = ("probe-refused", "probe-endpoint-absent", "probe-answer-failed")
"""Rules whose messages end with the server's own words, which often are about one place only."""

_INVENTED = "the probe invented a value, which may be the reason why it was"
_NAMED = re.compile(r'"[^"]+" (?=is )')


@dataclass(frozen=True)
class Group:
    """Several observations with the same finding: the finding, its places, and the first observation."""

    finding: Finding
    paths: tuple[str, ...]
    first: Observation


def findings_of(observation: Observation, answers: Mapping[str, Answer], *, is_compared: bool) -> Iterator[Finding]:
    """The findings of one observation, apart from those about the answer itself.

    Compared with an overlay: a stated behaviour is no finding, and one that is not stated has the level info.
    """
    answer = answers.get(observation.experiment.id)
    for each in observation.findings:
        if each.rule == "stream-error":  # in a recorded stream it may be right; here every request was valid
            yield _finding("probe-stream-failed", "breaking", each.message, observation)
    is_base = observation.experiment.kind == "control" and observation.outcome != "taken"
    if observation.agreement == "differs" and not is_base:
        message = f"{_shown(observation)}; the overlay: {observation.stated}"
        yield _finding("probe-overlay-differs", "breaking", message, observation)
        return
    if observation.agreement == "agrees":
        return
    for found in _facts(observation, answer):
        is_fault = found.rule in ("probe-unreachable", "probe-control-refused", "probe-answer-failed")
        yield found if is_fault or not is_compared else found._replace(level="info")


def folded(observations: Sequence[Observation]) -> list[Group]:
    """The findings, the worst first. A finding about many places is one group with all of them."""
    groups: dict[tuple[str, str, str], Group] = {}
    for each in observations:
        for finding in each.findings:
            path = _INDEX.sub("[]", finding.path)
            where = path
            if finding.rule in rules_of("probe"):
                where = ""
            elif finding.level != "breaking" and path and (named := _NAMED.match(finding.message)):
                finding = finding._replace(message=f"it {finding.message[named.end() :]}")  # the paths name it
                where = _asked(each)
            said = finding.message
            if finding.rule in REASONED:
                said = said.partition(": ")[0]
            group = groups.setdefault((finding.rule, said, where), Group(finding, (), each))
            if group.finding.message != finding.message:
                group = replace(group, finding=group.finding._replace(message=said))
            if path and path not in group.paths:
                group = replace(group, paths=(*group.paths, path))
            groups[finding.rule, said, where] = group
    return sorted(groups.values(), key=lambda group: LEVELS.index(group.finding.level))


def alike(requests: Iterable[Mapping[str, str]], answers: Mapping[str, Answer]) -> Iterator[tuple[str, Finding]]:
    """Finds requests that got the same answer as a request whose answer has to differ."""
    for each in requests:
        answer, other = answers.get(each["id"]), answers.get(each.get("unlike", ""))
        if answer is not None and other is not None and answer.is_taken and answer.body == other.body is not None:
            message = f"the answer is the same as to {each['unlike']}, although this request is longer"
            path = f"{each['method']} {each['path']}"
            yield each["id"], Finding("probe-answer-constant", "warning", message, path, direction="response")


def overspent(
    experiments: Iterable[Experiment], observable: Observable, answers: Mapping[str, Answer]
) -> Iterator[tuple[str, Finding]]:
    """Finds answers that report more generated tokens than the request allowed."""
    at = observable.spent["generated"]
    for each in experiments:
        most, answer = as_map(each.body).get(observable.tokens), answers.get(each.id)
        if answer is None or not answer.is_taken or not isinstance(most, int) or most < 1:
            continue
        if any(count > most for count in answer.counts(at)):
            message = f"more tokens are reported than {observable.tokens} allows"
            yield each.id, Finding("probe-usage", "warning", message, at, direction="response")


def _asked(observation: Observation) -> str:
    """The key by which answers are grouped: the operation, and whether the answer is an error."""
    answer = observation.answer
    is_error = answer is not None and not answer.is_success
    return f"{observation.experiment.operation} {is_error}"


def _facts(observation: Observation, answer: Answer | None) -> Iterator[Finding]:
    experiment, outcome, why = observation.experiment, observation.outcome, observation.why
    is_control = experiment.kind == "control"
    if outcome == "failed" and answer is not None and answer.status is None:
        rule = "probe-unreachable" if is_control else "probe-answer-failed"
        yield _finding(rule, "breaking", why, observation)
    elif is_control and outcome != "taken":
        message = f"{_status(why, answer)}; nothing can be concluded from other requests"
        yield _finding("probe-control-refused", "breaking", message, observation)
    elif experiment.kind == "credential":
        yield from _of_credential(observation, answer)
    elif outcome == "failed":
        if answer is not None and not answer.is_success:  # what is cut, or no JSON, is a finding already
            yield _finding("probe-answer-failed", "breaking", _status(why, answer), observation)
    elif outcome == "without effect" and answer is not None:
        yield _without_effect(observation, answer)
    elif experiment.kind == "unknown-field" and outcome in ("taken", "refused"):
        word = "accepted" if outcome == "taken" else "refused"
        yield _finding("probe-unknown-field", "info", f"an undescribed property is {word}", observation)
    elif outcome == "refused" and experiment.kind == "header" and experiment.expects == 4:
        message = f"a request without it is refused, as the base says: {why}"
        yield _finding("probe-refused", "info", message, observation)
    elif outcome == "refused" and experiment.invented:
        yield _finding("probe-refused", "info", f"{_INVENTED} refused with {why}", observation)
    elif outcome == "refused" and experiment.expects == 2:
        yield _finding("probe-refused", "warning", f"refused with {why}", observation)
    elif outcome == "absent" and experiment.expects == 2:
        yield _finding("probe-endpoint-absent", "warning", f"it does not exist: {why}", observation)
    elif outcome == "taken" and experiment.expects == 4:
        level: Level = "info" if experiment.kind in ("range", "header") else "warning"
        shown = experiment.shown.rpartition(" ")[2] if experiment.kind == "range" else "it"
        shown = "a request without it" if experiment.kind == "header" else shown
        yield _finding("probe-mistake-taken", level, f"{shown} is accepted; the base refuses it", observation)


def _of_credential(observation: Observation, answer: Answer | None) -> Iterator[Finding]:
    key = observation.experiment.key
    is_right = key is not None and not key.startswith("wrong:")
    what = "a request without a key" if key is None else "a wrong key"
    if observation.outcome == "taken" and not is_right:
        yield _finding("probe-key-unchecked", "warning", f"{what} is accepted", observation)
    elif observation.outcome == "denied" and is_right:
        yield _finding("probe-refused", "warning", f"the key is refused in this header: {observation.why}", observation)
    elif observation.outcome == "denied" and answer is not None and answer.status not in (401, 403):
        message = f"{what} is answered with {answer.status}; clients expect 401"
        yield _finding("probe-key-status", "warning", message, observation)
    elif observation.outcome == "failed":
        yield _finding("probe-key-status", "breaking", f"{what}: {_status(observation.why, answer)}", observation)


def _without_effect(observation: Observation, answer: Answer) -> Finding:
    effect = observation.experiment.effect
    if effect is not None and any("event-stream" in (sign.matches or "") for sign in effect.shows):
        kind = answer.headers.get("content-type", "something without content-type")
        return _finding("probe-stream-missing", "breaking", f"a stream was requested, and {kind} came", observation)
    return _finding("probe-without-effect", "silent", f"it is accepted, and {observation.why}", observation)


def _shown(observation: Observation) -> str:
    why = f": {observation.why}" if observation.why else ""
    return f"{observation.word}{why}"


def _status(why: str, answer: Answer | None) -> str:
    location = "" if answer is None else answer.headers.get("location", "")
    return f"the answer is {why}" + (f": it redirects to {location}" if location else "")


def _finding(rule: str, level: Level, message: str, observation: Observation) -> Finding:
    experiment = observation.experiment
    at = experiment.path
    if experiment.kind in ("field", "member", "value", "unknown-field"):
        at = experiment.id
    elif experiment.kind == "conversation" or experiment.raw is not None:
        at = f"{at} ({experiment.id})"
    elif experiment.shown and experiment.kind == "effect":
        at = f"{at}={experiment.shown}"
    direction = (
        "response" if rule in ("probe-answer-failed", "probe-stream-failed", "probe-stream-missing") else "request"
    )
    pointer = experiment.subjects[-1] if experiment.subjects else ""
    return Finding(rule, level, message, at, pointer, direction)
