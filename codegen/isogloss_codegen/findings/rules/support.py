"""The rules of an overlay's statements: about subjects, about the provider, and about behaviour (spec/rules.yaml)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from ..rule import Row, Rule, by_id, table

# Kinds of subjects in requests and in responses: the name in a sentence, and the target of a statement about one.
REQUEST = {
    "operation": ("Operation", "$.paths['/pets'].get"),
    "parameter": ("Header or parameter", "$.components.parameters.Limit"),
    "property": ("Property", "$.components.schemas.Order.properties.note"),
    "union-member": ("Union member", "$.components.schemas.Payment.oneOf[0]"),
    "enum-value": ("Enum value", "$.components.schemas.Size"),
}
RESPONSE = {
    "header": ("Header", "$.components.headers.RequestId"),
    "status": ("Error status", "$.components.responses.TooMany"),
    "event": ("Stream event", "$.components.schemas.Event.oneOf[0]"),
    "property": ("Property", "$.components.schemas.Pet.properties.age"),
    "union-member": ("Union member", "$.components.schemas.Animal.oneOf[0]"),
    "enum-value": ("Enum value", "$.components.schemas.Mood"),
}
# fmt: off
# Edit, levels in requests and in responses, status in the example, title, why, advice.
EDITS = (
    ("ignored", "silent", "", "ignored", "{} is accepted and ignored",
     "The request succeeds as if it had not been sent: nothing tells the client.",
     "Leave it out, and do without its effect."),
    ("unsupported", "warning", "breaking warning info", "unsupported", "{} is not supported",
     "In a request it is refused or ignored; the sources do not say which. In a response it is never sent.",
     "Leave it out of requests, and do not wait for it."),
    ("partial", "warning", "warning info", "partial", "{} works within limits",
     "Outside of the limits it may be refused, ignored, or have another meaning.",
     "Stay within the limits in the note."),
    ("transformed", "warning", "warning info", "transformed", "{} has another effect",
     "It is accepted, and the effect is not that in A.",
     "Read the note."),
    ("conditional", "warning", "warning info", "conditional", "{} works under a condition",
     "It depends on the model, on a header, or on what the note says.",
     "Meet the condition, or do without."),
    ("not-stated", "unknown", "unknown", "unknown", "{} is not stated",
     "Not stated is not no: it may work, be ignored, or be refused.",
     "Test it, or do without; add the result to the overlay."),
    ("not-promised", "", "warning info", "full, promised: false", "{} is described, but not promised",
     "It may be absent from a response, and a client of A expects it.",
     "Handle its absence."),
    ("gained", "info", "info", "full", "{} is supported",
     "A does not support it, so a client of A does not use it.",
     "Nothing to do."),
)
_PROVIDERS: tuple[Row, ...] = (
    *((f"{direction}-union-not-stated", "unknown", "No union member is stated",
       "The property is supported, so at least one member works; the sources do not say which.",
       "B:\n  - target: $.components.schemas.Order.properties.payment\n    update: {x-support: {status: full}}",
       "Test the members that you need; add the result to the overlay.") for direction in ("request", "response")),
    ("request-operation-rejected", "breaking info", "Operation is refused",
     "A client that calls it gets an error.",
     "x-provider: {endpoints: [{method: POST, path: /batches, status: rejected}]}", "Do without it."),
    ("request-models-unlisted", "warning", "Models of A are not listed by B",
     "A documented list may be out of date: a model that is not in it may still work.",
     "A:\n  x-provider: {models: {ids: [large]}}\nB:\n  x-provider: {models: {ids: [grande]}}",
     "Use one of the listed models; `isogloss setup` shows one."),
    ("request-models-stated", "warning info", "Models are listed",
     "A client has to use one of them.",
     "B:\n  x-provider: {models: {ids: [grande], closed: true}}", "Use one of them."),
    *((f"request-{subject}-undescribed", "silent warning", "Property is not described by the provider",
       "B may ignore or refuse it, as any property that it does not know.",
       "A:\n  properties: {extra: {}}\nB:\n  properties: {}\n  x-provider: {unknown_fields: unknown}",
       "Leave it out, and do without its effect.") for subject in ("property", "required-property")),
    ("request-unknown-fields-rejected", "warning", "Undescribed properties are refused",
     "B refuses properties that A ignores.",
     "B:\n  x-provider: {unknown_fields: {policy: reject}}", "Send only described properties."),
    ("request-unknown-fields-ignored", "info", "Undescribed properties are ignored",
     "A misspelt name goes unnoticed.",
     "B:\n  x-provider: {unknown_fields: {policy: ignore}}", "Check requests before you send them."),
    ("request-key-checked", "warning", "The key is checked",
     "B refuses an invented key.", "B:\n  x-provider: {auth: {validation: checked}}", "Set a real key."),
    ("request-key-unchecked", "info", "The key is not checked",
     "B accepts any key.", "B:\n  x-provider: {auth: {validation: unchecked}}", "Nothing to do."),
    *((f"{direction}-{kind}-disputed", "warning", "The provider's sources contradict each other",
       "If the other source is right, A and B differ here.",
       "B:\n  x-conflicts: [{subject: ..., claims: [{status: full}, {status: ignored}], taken: full}]",
       "Test it before you rely on it.")
      for direction in ("request", "response") for kind in ("property", "union-member", "subject")),
)
# fmt: on


def _statements() -> Iterator[Row]:
    for edit, sent, received, status, title, why, advice in EDITS:
        for direction, kinds, levels in (("request", REQUEST, sent), ("response", RESPONSE, received)):
            for kind, (name, target) in kinds.items() if levels else ():
                example = f"B:\n  - target: {target}\n    update: {{x-support: {{status: {status}}}}}"
                yield f"{direction}-{kind}-{edit}", levels, title.format(name), why, example, advice


RULES = table("diff", (*_statements(), *_PROVIDERS))
"""By id."""


def behaviour_rules(described: Mapping[str, Any]) -> Mapping[str, Rule]:
    """The rules of behaviour by id; `described` is the content of rules.yaml."""
    return by_id(_behaviour(described))


def _behaviour(described: Mapping[str, Any]) -> Iterator[Rule]:
    for id, words in described.items():
        level, side, title = (str(words.get(word, "")) for word in ("level", "side", "title"))
        why, advice = str(words.get("explains", "")).strip(), "Read the provider's note about it."
        example = f"x-rules: [{{rule: {id}, status: full}}]"
        if level:
            yield Rule(f"{side}-{id}-stated", "diff", (level,), title, why, f"B:\n  {example}", advice)
        if "lost" in words:
            lost = (str(words["lost"]),)
            yield Rule(f"{side}-{id}-not-stated", "diff", lost, f"Not stated: {title}", why, f"A:\n  {example}", advice)
