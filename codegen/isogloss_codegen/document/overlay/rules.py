"""What can be wrong with an overlay, by the ids of these rules."""

from __future__ import annotations

RULES = {
    "overlay-invalid": "An overlay is not what the Overlay specification and overlay.schema.json describe.",
    "evidence-missing": "A fact about a provider does not say on whose word it is, where, and when that was read.",
    "evidence-todo": "On whose word something is has still to be filled in: TODO stands there.",
    "note-missing": "A status that only a note can explain (partial, transformed, conditional) has none.",
    "x-word-unknown": "A word that begins with `x-` is none of this project's, or stands where it means nothing.",
    "target-invalid": "A target is no JSONPath of RFC 9535.",
    "target-missing": "A target selects nothing in the document: the action would change nothing, in silence.",
    "copy-ambiguous": "What an action copies is more than one thing.",
    "update-mismatch": "An update does not fit its target: mappings are merged, plain values replaced by plain values.",
    "item-repeated": "An update adds to a list what the list has already.",
    "support-twice": "The support of one subject is stated by two actions: the last one would win in silence.",
    "support-misplaced": "A statement of support stands where there is nothing that a provider supports or not.",
    "value-unknown": "A value of which support is stated is none of those that its owner enumerates.",
    "union-emptied": "All members of a union, or all values of an enumeration, are rejected: nothing would be left.",
    "rule-unknown": "A rule that an overlay names is not described in rules.yaml.",
    "conflict-subject": "A conflict is about nothing that the document or the overlay has.",
    "joined-url": "The URL that is said to be called is not what clients make of the server's.",
    "scheme-unknown": "A security scheme is none of the document's.",
    "provider-name": "The id or version of a provider is not that of its file, `<id>@<version>.overlay.yaml`.",
    "extends-unresolved": "The document that an overlay extends is not there.",
}
