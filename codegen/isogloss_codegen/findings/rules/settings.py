"""The rules of settings and logs, which a comparison reads besides its two documents. Their levels cannot be set."""

from __future__ import annotations

from ..rule import table

# fmt: off
RULES = table("diff", (
    ("settings-syntax", "error", "A pyproject.toml is not valid TOML.",
     "Its settings cannot be read, so no finding is ignored.",
     "[tool.isogloss\nlevels = {}",
     "Correct the line."),
    ("settings-unknown", "error", "A setting, a rule or a level does not exist.",
     "The setting would have no effect, although its author expects one.",
     '[tool.isogloss.levels]\nrequest-lower-bund-raised = "info"',
     "The help line names the nearest name; `isogloss rules` lists all rules."),
    ("settings-type", "error", "A setting has the wrong type.",
     "It cannot be used.",
     "[tool.isogloss.levels]\nrequest-lower-bound-raised = 3",
     "Write the type that the message names."),
    ("ignore-reason", "error", "An ignored finding has no reason.",
     "The next reader has to know why the finding is acceptable.",
     '[[tool.isogloss.ignores]]\nrule = "request-lower-bound-raised"',
     'Add `reason = "..."`.'),
    ("ignore-unused", "warning", "An ignore matches no finding.",
     "It would hide the next finding of this rule at this place.",
     '[[tool.isogloss.ignores]]\nrule = "request-pattern-changed"\npath = "nmae"\nreason = "unused"',
     "Remove it, or correct its rule or path."),
    ("log-syntax", "error", "A part of a log is not valid JSON.",
     "Its request would not be counted.",
     '{"model": "m", "max_tokens": }',
     "Correct or remove the part: a log is JSON Lines, JSON values one after the other, a list, or a HAR file."),
    ("log-entry", "error", "An entry of a log is not a request.",
     "An entry that is not a request cannot be counted.",
     '["model", "m"]',
     "Write the body of a request, or a recorded exchange, as each entry."),
    ("log-empty", "error", "A log has no request for an operation of the document.",
     "Every finding would seem to concern no request.",
     '{"method": "GET", "path": "/health"}',
     "Use a log of requests to the API that is compared."),
))
"""By id."""
