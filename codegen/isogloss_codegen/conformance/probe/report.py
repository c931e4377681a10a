"""What was observed, for people and for programs. No key is in it: a credential is a variable of the shell."""

from __future__ import annotations

import json
import re
import shlex
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Any

from .judge import Observation
from .plan import Experiment
from .run import Access

_SHOWN = ("differs", "failed", "without effect", "refused", "absent", "denied", "works", "taken", "not told")


def curl_of(experiment: Experiment, access: Access, url: str, variable: str) -> str:
    """The command that sends the request again; the key is `$variable`."""
    words = ["curl", "-iN", "-X", experiment.method, shlex.quote(url.rstrip("/") + experiment.url)]
    for name, value in access.of(experiment).items():
        is_key = access.key is not None and access.key in value
        shown = value.replace(access.key or "", f"${variable}") if is_key else value
        words += ["-H", f'"{name}: {shown}"' if is_key else shlex.quote(f"{name}: {value}")]
    content = experiment.raw if experiment.raw is not None else experiment.body
    if content is not None:
        text = content if isinstance(content, str) else json.dumps(content, ensure_ascii=False)
        words += ["-H", "'content-type: application/json'", "-d", shlex.quote(text)]
    return " ".join(words)


def summary(observations: Sequence[Observation]) -> dict[str, int]:
    """How many experiments came out how, and how many differ from the overlay."""
    counts = Counter(each.outcome for each in observations)
    differing = sum(each.agreement == "differs" for each in observations)
    return {**{name: counts[name] for name in _SHOWN if name in counts}, "differs": differing}


def as_json(observations: Sequence[Observation], access: Access, url: str, variable: str, model: str) -> str:
    """The report as JSON."""
    results: list[dict[str, Any]] = [
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
            "curl": curl_of(each.experiment, access, url, variable),
        }
        for each in observations
    ]
    report = {"schema_version": 1, "url": url, "model": model, "summary": summary(observations), "results": results}
    return json.dumps(report, ensure_ascii=False, indent=2) + "\n"


def as_text(observations: Sequence[Observation], access: Access, url: str, variable: str, model: str) -> str:
    """The report as text."""
    return "\n".join(_lines(observations, access, url, variable, model, is_markdown=False)) + "\n"


def as_markdown(observations: Sequence[Observation], access: Access, url: str, variable: str, model: str) -> str:
    """The report as Markdown."""
    return "\n".join(_lines(observations, access, url, variable, model, is_markdown=True)) + "\n"


def _lines(
    observations: Sequence[Observation], access: Access, url: str, variable: str, model: str, *, is_markdown: bool
) -> Iterator[str]:
    counts = ", ".join(f"{count} {name}" for name, count in summary(observations).items())
    title = f"{url}, asked for {model}"
    yield from [f"## {title}", "", counts] if is_markdown else [title, counts]
    groups = [
        ("Differs from the overlay", [each for each in observations if each.agreement == "differs"]),
        ("Wrong in answers", [each for each in observations if any(f.level != "info" for f in each.findings)]),
        ("Failed", [each for each in observations if each.outcome == "failed"]),
        ("Without effect", [each for each in observations if each.outcome == "without effect"]),
        (
            "Refused",
            [each for each in observations if each.outcome == "refused" and each.experiment.expects == 2],
        ),
        ("Absent", [each for each in observations if each.outcome == "absent" and each.experiment.expects == 2]),
        (
            "Taken although it should not",
            [each for each in observations if each.outcome == "taken" and each.experiment.expects == 4],
        ),
        ("Keys", [each for each in observations if each.experiment.kind == "credential"]),
        ("Works", [each for each in observations if each.outcome == "works"]),
        ("Could not be told", [each for each in observations if each.outcome == "not told"]),
    ]
    told: set[tuple[str, str, str]] = set()
    for heading, group in groups:
        lines = [line for each in group for line in _entry(heading, each, told)]
        if lines:
            yield from ["", f"### {heading}" if is_markdown else heading, *([""] if is_markdown else [])]
            for each, text in lines:
                yield f"- {text}" if is_markdown else f"  {text}"
                if heading in ("Differs from the overlay", "Wrong in answers", "Failed"):
                    command = curl_of(each.experiment, access, url, variable)
                    yield f"  `{command}`" if is_markdown else f"    {command}"


def _entry(heading: str, each: Observation, told: set[tuple[str, str, str]]) -> Iterator[tuple[Observation, str]]:
    if heading == "Wrong in answers":
        for finding in each.findings:
            key = (finding.rule, re.sub(r"\[\d+\]", "[]", finding.path), finding.message)
            if finding.level != "info" and key not in told:
                told.add(key)
                where = f"{finding.path}: " if finding.path else ""
                yield each, f"{finding.level}[{finding.rule}] {where}{finding.message} (first in: {each.experiment.id})"
        return
    stated = f"; the overlay: {each.stated}" if heading.startswith("Differs") else ""
    why = f": {each.why}" if each.why else ""
    yield each, f"{each.experiment.id}: {each.outcome}{why}{stated}"


REPORTS = {"text": as_text, "markdown": as_markdown, "json": as_json}
