"""The rules of what overlays state: of subjects, of the provider, and of behaviour, as `rules.yaml` describes it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

from ...document.values import as_map
from ...rule import Rule


class _Kind(NamedTuple):
    """A kind of subject: its name in a sentence, and where a statement about it stands."""

    name: str
    target: str


_REQUEST = {
    "operation": _Kind("an operation", "$.paths['/pets'].get"),
    "parameter": _Kind("a header or parameter", "$.components.parameters.Limit"),
    "property": _Kind("a field", "$.components.schemas.Order.properties.note"),
    "union-member": _Kind("a kind of value", "$.components.schemas.Payment.oneOf[0]"),
    "enum-value": _Kind("a value", "$.components.schemas.Size"),
}
_RESPONSE = {
    "header": _Kind("a header", "$.components.headers.RequestId"),
    "status": _Kind("an error", "$.components.responses.TooMany"),
    "event": _Kind("an event", "$.components.schemas.Event.oneOf[0]"),
    "property": _Kind("a field", "$.components.schemas.Pet.properties.age"),
    "union-member": _Kind("a kind of value", "$.components.schemas.Animal.oneOf[0]"),
    "enum-value": _Kind("a value", "$.components.schemas.Mood"),
}
# Edit: levels in requests, in answers, what is found about it, what follows, and what to do.
_EDITS = {
    "ignored": (
        "silent", "", "{} is taken without effect",
        "The request succeeds as if it had not been sent: nothing tells the client that it gets something else.",
        "Leave it out, and do without what it does.",
    ),
    "unsupported": (
        "warning", "breaking warning info", "{} is not supported",
        "Of a request, it is refused or ignored: which, the sources do not say. In an answer, it never comes.",
        "Leave it out of requests, and do not wait for it.",
    ),
    "partial": (
        "warning", "warning info", "{} works within limits",
        "What lies outside of the limits may be refused, ignored, or mean something else.",
        "Stay within what the note says.",
    ),
    "transformed": (
        "warning", "warning info", "{} has another effect",
        "It is taken, and something else comes of it.",
        "See in the note what it means there.",
    ),
    "conditional": (
        "warning", "warning info", "{} works under a condition",
        "It depends on the model, on a header, or on what the note says.",
        "See to it that the condition holds, or do without.",
    ),
    "not-stated": (
        "unknown", "unknown", "Nothing is said about {}",
        "Not stated is not no: it may work, be ignored, or be refused.",
        "Try it, or do without; what you find out belongs into the overlay.",
    ),
    "not-promised": (
        "", "warning info", "{} is described, but not promised",
        "It may be missing from an answer, where the client is used to find it.",
        "Be ready for its absence.",
    ),
    "gained": (
        "info", "info", "{} is supported",
        "A client of A had to do without.",
        "Nothing has to be done.",
    ),
}  # fmt: skip


def _of_statements() -> Iterator[Rule]:
    for edit, (sent, received, title, why, advice) in _EDITS.items():
        for direction, kinds, levels in (("request", _REQUEST, sent), ("response", _RESPONSE, received)):
            for kind, (name, target) in kinds.items() if levels else ():
                said = title.format(name)
                status = {"not-stated": "unknown", "gained": "full", "not-promised": "full, promised: false"}
                example = f"B:\n  - target: {target}\n    update: {{x-support: {{status: {status.get(edit, edit)}}}}}"
                yield Rule(
                    f"{direction}-{kind}-{edit}",
                    "diff",
                    tuple(levels.split()),
                    said[:1].upper() + said[1:],
                    why,
                    example,
                    advice,
                )
    for direction in ("request", "response"):
        yield Rule(
            f"{direction}-union-not-stated",
            "diff",
            ("unknown",),
            "Of something that works, nothing is said about any alternative",
            "At least one of them works, or it would not; which, the sources do not say.",
            "B:\n  - target: $.components.schemas.Order.properties.payment\n    update: {x-support: {status: full}}",
            "Try those that you need; what you find out belongs into the overlay.",
        )


def _of_providers() -> Iterator[Rule]:
    for id, levels, title, why, example, advice in (
        (
            "request-operation-rejected", ("breaking", "info"), "An endpoint is refused",
            "A client that calls it gets an error.",
            "x-provider: {endpoints: [{method: POST, path: /batches, status: rejected}]}", "Do without it.",
        ),
        (
            "request-models-unlisted", ("warning",), "Models go by other names",
            "A documented list is a dated fact: a name that is not in it may be taken nevertheless.",
            "A:\n  x-provider: {models: {ids: [large]}}\nB:\n  x-provider: {models: {ids: [grande]}}",
            "Ask for one of the models of the list; `isogloss setup` shows where.",
        ),
        (
            "request-models-stated", ("warning", "info"), "The models are listed",
            "A client has to ask for one of them.",
            "B:\n  x-provider: {models: {ids: [grande], closed: true}}", "Ask for one of them.",
        ),
        *(
            (
                f"request-{subject}-undescribed", ("silent", "warning"), "A field that the provider does not describe",
                "It may be ignored or refused, like any field that the provider does not know.",
                "A:\n  properties: {extra: {}}\nB:\n  properties: {}\n  x-provider: {unknown_fields: unknown}",
                "Leave it out, and do without what it does.",
            )
            for subject in ("property", "required-property")
        ),
        (
            "request-unknown-fields-rejected", ("warning",), "Fields that nobody describes are refused",
            "A client that sends some of its own is refused, where it was not before.",
            "B:\n  x-provider: {unknown_fields: {policy: reject}}", "Send what is described only.",
        ),
        (
            "request-unknown-fields-ignored", ("info",), "Fields that nobody describes are ignored",
            "A misspelt name goes unnoticed.",
            "B:\n  x-provider: {unknown_fields: {policy: ignore}}", "Check requests before they are sent.",
        ),
        (
            "request-key-checked", ("warning",), "The key is checked",
            "A made-up one does not pass.", "B:\n  x-provider: {auth: {validation: checked}}", "Set a real key.",
        ),
        (
            "request-key-unchecked", ("info",), "The key is not checked",
            "Any key passes.", "B:\n  x-provider: {auth: {validation: unchecked}}", "Nothing has to be done.",
        ),
    ):  # fmt: skip
        yield Rule(id, "diff", levels, title, why, example, advice)
    for direction in ("request", "response"):
        for kind in ("property", "union-member", "subject"):
            yield Rule(
                f"{direction}-{kind}-disputed",
                "diff",
                ("warning",),
                "The provider's sources contradict each other",
                "What was taken for right makes no difference; if the other source is right, there is one.",
                "B:\n  x-conflicts: [{subject: ..., claims: [{status: full}, {status: ignored}], taken: full}]",
                "Try it before you rely on it.",
            )


def behaviour_rules(described: Mapping[str, Any]) -> Iterator[Rule]:
    """The rules of behaviour that `rules.yaml` describes."""
    for id, entry in described.items():
        words = as_map(entry)
        level = str(words.get("level", ""))
        levels = ("breaking", "silent", "warning", "unknown") if level == "stated" else (level,)
        title, explains = str(words.get("title", id)), str(words.get("explains", "")).strip()
        example = f"B:\n  x-rules: [{{rule: {id}, status: full}}]"
        advice = "See what the provider's note says of it."
        if level:
            yield Rule(f"{words['side']}-{id}-stated", "diff", levels, title, explains, example, advice)
        if "lost" in words:
            name = f"Nothing is said of this: {title[:1].lower()}{title[1:]}"
            example = f"A:\n  x-rules: [{{rule: {id}, status: full}}]"
            yield Rule(f"{words['side']}-{id}-not-stated", "diff", (words["lost"],), name, explains, example, advice)


RULES = (*_of_statements(), *_of_providers())
