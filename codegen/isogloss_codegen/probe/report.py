"""The reports of `probe`. No key is in them: a credential is a variable of the shell."""

from __future__ import annotations

import json
import re
import shlex
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

from ..findings.levels import LEVELS, WORDS
from ..findings.markdown import prose
from ..findings.report import Item, Suite
from ..findings.rules import rules_of
from ..findings.words import few
from .experiment import Experiment
from .findings import REASONED, Group, folded
from .judge import Observation
from .run import Access
from .session import Probing

_OUTCOMES = ("works", "taken", "without effect", "refused", "absent", "denied", "failed", "not told")
# The outcomes behind a number; those with an effect are among the accepted ones.
_COUNTED = {
    "without effect": "ignored",
    "refused": "refused",
    "absent": "endpoints missing",
    "denied": "keys refused",
    "failed": "failed",
}
_MANY = 12
_BASE = "control was not accepted"
_NOT_SENT = "not sent: "
_LISTED = {
    "works": "accepted, with the expected effect",
    "without effect": "ignored",
    "refused": "refused",
    "absent": "endpoints missing",
}


def curl_of(experiment: Experiment, access: Access, url: str, variable: str) -> str:
    """The command that sends the request again; the key is `$variable`."""
    words = ["curl", "-iN", *(["-X", experiment.method] if experiment.method != "GET" else [])]
    words.append(shlex.quote(url.rstrip("/") + experiment.url))
    if any(each in experiment.url for each in "[]{}"):
        words.insert(1, "-g")
    scheme, wrong = access.scheme_of(experiment)
    for name, value in access.plain(experiment).items():
        words += ["-H", shlex.quote(f"{name}: {value}")]
    if scheme is not None:
        header = f"{scheme.header.lower()}: {scheme.prefix}"
        words += ["-H", shlex.quote(header + wrong) if wrong else f'"{header}${variable}"']
    content = experiment.raw if experiment.raw is not None else experiment.body
    if content is not None:
        text = content if isinstance(content, str) else json.dumps(content, ensure_ascii=False)
        words += ["-H", "'content-type: application/json'", "--data-raw", shlex.quote(text)]
    return " ".join(words)


def summary(observations: Sequence[Observation]) -> dict[str, int]:
    """The number of experiments by outcome, and the number that differ from the overlay."""
    counts = Counter(each.outcome for each in observations)
    differing = sum(each.agreement == "differs" for each in observations)
    return {**{name: counts[name] for name in _OUTCOMES}, "differs": differing}


def as_json(probing: Probing, observations: Sequence[Observation], url: str, variable: str) -> str:
    """The report as JSON, as spec/probe.schema.json describes it."""

    def curl(each: Observation) -> str:
        return curl_of(each.experiment, probing.access, url, variable)

    bounds = probing.bounds
    report: dict[str, Any] = {
        "schema_version": 1,
        "url": url,
        "model": probing.model,
        "provider": probing.dialect.id if probing.is_compared else None,
        "sent": {"requests": probing.requests, "tokens": probing.tokens, "seconds": round(probing.seconds, 3)},
        "bounds": {
            "requests": bounds.requests,
            "tokens": bounds.tokens,
            "seconds": bounds.seconds,
            "concurrency": bounds.concurrency,
            "timeout": bounds.timeout,
        },
        "stopped": probing.stopped or None,
        "summary": summary(observations),
        "findings": [
            {
                **{name: group.finding.as_json()[name] for name in ("rule", "level", "direction", "message")},
                "paths": list(group.paths),
                "experiment": group.first.experiment.id,
                "curl": curl(group.first),
            }
            for group in folded(observations)
        ],
        "results": [
            {
                "id": each.experiment.id,
                "kind": each.experiment.kind,
                "path": each.experiment.path,
                "shown": each.experiment.shown,
                "outcome": each.outcome,
                "why": each.why,
                "stated": each.stated,
                "agreement": each.agreement,
                "findings": [finding.as_json() for finding in each.findings],
                "curl": curl(each),
            }
            for each in observations
        ],
    }
    return json.dumps(report, ensure_ascii=False, indent=2) + "\n"


def as_text(probing: Probing, observations: Sequence[Observation], url: str, variable: str) -> str:
    """The report as text."""
    lines = [f"{url}, model {probing.model}", *(f"  {line}" for line in _seen(probing, observations))]
    for level, groups in _by_level(observations):
        lines += ["", f"{WORDS[level]}: {len(groups)}"]
        for group in groups:
            lines.append(f"  [{group.finding.rule}] {_said(group)}")
            lines.append(f"    {curl_of(group.first.experiment, probing.access, url, variable)}")
    return "\n".join(lines) + "\n"


def as_markdown(probing: Probing, observations: Sequence[Observation], url: str, variable: str) -> str:
    """The report as Markdown."""
    lines = [f"## {url}, model {prose(probing.model)}", ""]
    lines += [f"- {prose(line)}" for line in _seen(probing, observations)]
    for level, groups in _by_level(observations):
        lines += ["", f"### {WORDS[level]}: {len(groups)}", ""]
        for group in groups:
            command = curl_of(group.first.experiment, probing.access, url, variable)
            said = prose(_said(group))
            lines += [f"- `{group.finding.rule}` {said}", "", "  ```sh", f"  {command}", "  ```", ""]
    return "\n".join(lines).rstrip() + "\n"


def suites(probing: Probing, observations: Sequence[Observation], url: str, variable: str) -> list[Suite]:
    """One suite: the server at `url`, with its findings."""
    items: list[Item] = []
    for _, groups in _by_level(observations):
        for group in groups:
            curl = curl_of(group.first.experiment, probing.access, url, variable)
            items.append(Item(group.finding, f"{_said(group)}\n{curl}"))
    return [Suite(url, items)]


def _seen(probing: Probing, observations: Sequence[Observation]) -> Iterator[str]:
    """The summary, line by line."""
    bounds, counts = probing.bounds, summary(observations)
    yield (
        f"{probing.requests} requests in {probing.seconds:.1f} s, {bounds.concurrency} concurrent; "
        f"{probing.tokens} tokens, of at most {bounds.tokens}"
    )
    unsent = [each for each in observations if each.outcome == "not told" and each.why.startswith(_NOT_SENT)]
    if probing.stopped:
        yield f"stopped: {probing.stopped}"
    effects = f" ({counts['works']} with the expected effect)" if counts["works"] else ""
    yield ", ".join(
        [f"{counts['taken'] + counts['works']} accepted{effects}"]
        + [f"{counts[name]} {word}" for name, word in _COUNTED.items() if counts[name]]
        + [f"{count} {word}" for count, word in _undecided(counts["not told"], len(unsent)) if count]
    )
    if probing.is_compared:
        agreeing = Counter(each.agreement for each in observations)
        said = f"{agreeing['agrees']} agree, {counts['differs']} differ, {agreeing['not stated']} are not stated"
        yield f"compared with the overlay of {probing.dialect.id}: {said}"
    for outcome, words in _LISTED.items():
        names = [_name(each) for each in observations if each.outcome == outcome and _is_request(each)]
        if names:
            yield f"{words}: {few(names, _MANY)}"
    keys = [each for each in observations if each.experiment.kind == "credential" and each.outcome != "not told"]
    for word in dict.fromkeys(each.word for each in keys):
        yield f"keys {word}: {'; '.join(each.experiment.id for each in keys if each.word == word)}"
    for reason, alike in _not_told(observations).items():
        if alike[0] not in unsent:
            yield f"undecided, because {reason}: {few((each.experiment.id for each in alike), _MANY)}"
    if unsent:
        yield f"not sent: {_by_field(unsent)}"


def _undecided(count: int, unsent: int) -> tuple[tuple[int, str], ...]:
    return (count - unsent, "undecided"), (unsent, "not sent")


def _not_told(observations: Sequence[Observation]) -> Mapping[str, list[Observation]]:
    """The experiments that decide nothing, by reason, the most frequent first."""
    told: dict[str, list[Observation]] = {}
    for each in observations:
        if each.outcome == "not told":
            is_inner = each.why.endswith(" was not accepted") and each.why != _BASE
            reason = "the request that they change was not accepted" if is_inner else each.why
            told.setdefault(reason, []).append(each)
    return dict(sorted(told.items(), key=lambda one: -len(one[1])))


def _by_field(observations: Sequence[Observation]) -> str:
    """The number of experiments for each field: "363 for tools, 225 for messages"."""
    fields = Counter(re.split(r"[.\[=:]", each.experiment.path)[0] for each in observations)
    return few((f"{count} for {name}" for name, count in fields.most_common()), _MANY)


def _by_level(observations: Sequence[Observation]) -> Iterator[tuple[Any, list[Group]]]:
    groups = folded(observations)
    for level in LEVELS:
        found = [group for group in groups if group.finding.level == level and not _is_plain(group)]
        if found:
            yield level, found


def _is_plain(group: Group) -> bool:
    """True if people need not see it: an extra field of an answer, or an error that the probe asked for."""
    return group.finding.level == "info" and group.finding.rule in rules_of("response")


def _is_request(each: Observation) -> bool:
    return each.experiment.expects == 2 and each.experiment.kind not in ("credential", "unknown-field", "range")


def _name(each: Observation) -> str:
    experiment = each.experiment
    is_shown = experiment.shown and experiment.kind == "effect"
    return (
        f"{experiment.path}={experiment.shown}"
        if is_shown
        else experiment.id
        if each.outcome != "works"
        else experiment.path
    )


def _said(group: Group) -> str:
    paths = f"{few(group.paths, _MANY)}: " if group.paths else ""
    first = group.first
    why = f": {first.why}" if group.finding.rule in REASONED and first.why not in group.finding.message else ""
    return f"{paths}{group.finding.message} (seen in: {first.experiment.id}{why})"


Report = Callable[[Probing, Sequence[Observation], str, str], str]
REPORTS: Mapping[str, Report] = {"text": as_text, "markdown": as_markdown, "json": as_json}
