"""What can be wrong with what a comparison is given besides its two documents: settings and logs of requests."""

from __future__ import annotations

from functools import partial

from ..rule import Rule, by_id

_rule = partial(Rule, area="diff", levels=("error",))

RULES = by_id(
    [
        _rule(
            id="settings-syntax",
            title="A pyproject.toml is not TOML.",
            why="What it says of findings is not known, so none can be left out.",
            example="[tool.isogloss\nlevels = {}",
            advice="Mend the line.",
        ),
        _rule(
            id="settings-unknown",
            title="A setting, a rule or a level goes by a name that there is not.",
            why="It would have no effect, although its author counts on it.",
            example='[tool.isogloss.levels]\nrequest-lower-bund-raised = "info"',
            advice="The help line names the nearest; `isogloss rules` lists all rules.",
        ),
        _rule(
            id="settings-type",
            title="A setting is not of the kind that it has to be.",
            why="It cannot be understood.",
            example="[tool.isogloss.levels]\nrequest-lower-bound-raised = 3",
            advice="Write what the message asks for.",
        ),
        _rule(
            id="ignore-reason",
            title="An ignored finding has no reason.",
            why="Whoever comes later has to know why it may be lived with.",
            example='[[tool.isogloss.ignores]]\nrule = "request-lower-bound-raised"',
            advice='Add `reason = "..."`.',
        ),
        _rule(
            id="ignore-unused",
            levels=("warning",),
            title="An ignore matches no finding any more.",
            why="It would hide the next one that comes in its way.",
            example='[[tool.isogloss.ignores]]\nrule = "request-pattern-changed"\npath = "nmae"\nreason = "unused"',
            advice="Remove it, or correct what it is about.",
        ),
        _rule(
            id="log-syntax",
            title="A line of a log is no JSON.",
            why="The request in it would not be counted.",
            example='{"model": "m", "max_tokens": }',
            advice="A log has a request per line, each whole: mend or remove the line.",
        ),
        _rule(
            id="log-entry",
            title="A line of a log is no request.",
            why="What does not say what was sent cannot be counted.",
            example='["model", "m"]',
            advice="Write the body of a request, or a recorded exchange, on each line.",
        ),
        _rule(
            id="log-empty",
            title="A log has no requests that the document has an operation for.",
            why="Findings ranked by it would all seem to concern nobody.",
            example='{"method": "GET", "path": "/health"}',
            advice="Give a log of requests to the API that is compared.",
        ),
    ]
)
"""By id. These are about files, and no level can be set for them."""
