"""The rules of what is different in answers, apart from schemas."""

from __future__ import annotations

from .rule_words import BREAKING, INFO, WARNING, rule

RULES = (
    rule(
        "response-status-removed",
        ("breaking", "info"),
        "A status does not come any more",
        "A client that takes no other status for success waits for it in vain; of an error, that is no loss.",
        "A:\n  responses: {'200': {}}\nB:\n  responses: {'202': {}}",
        "Take what comes instead for success as well.",
    ),
    rule(
        "response-status-added",
        ("warning", "info"),
        "A status is new",
        "A client may not know what to make of another success; unknown errors it treats like others of their class.",
        "A:\n  responses: {'200': {}}\nB:\n  responses: {'200': {}, '202': {}}",
        "Treat every status from 200 to 299 as a success.",
    ),
    rule(
        "response-header-removed",
        ("breaking", "warning", "info"),
        "A header does not come any more",
        "A client that reads it has to do without; how bad that is depends on what was promised.",
        "A:\n  headers: {request-id: {required: true}}\nB:\n  headers: {}",
        "Read it only where it is there.",
    ),
    rule(
        "response-header-optional",
        BREAKING,
        "A header may be missing",
        "A client that relies on it fails where it is not there.",
        "A:\n  headers: {request-id: {required: true}}\nB:\n  headers: {request-id: {}}",
        "Read it only where it is there.",
    ),
    rule(
        "response-header-added",
        INFO,
        "A header is new",
        "Clients pass over headers that they do not know.",
        "A:\n  headers: {}\nB:\n  headers: {request-id: {}}",
    ),
    rule(
        "response-media-type-removed",
        ("breaking", "warning"),
        "The answer does not come in this media type any more",
        "A client that reads only this one cannot read the answer.",
        "A:\n  content: {application/json: {}}\nB:\n  content: {application/xml: {}}",
        "Read one of the others.",
    ),
    rule(
        "response-media-type-added",
        INFO,
        "The answer may come in another media type",
        "It does so only if the client asks for it.",
        "A:\n  content: {application/json: {}}\nB:\n  content: {application/json: {}, application/xml: {}}",
    ),
    rule(
        "response-event-removed",
        ("breaking", "warning", "info"),
        "An event of the stream does not come any more",
        "What it carries does not reach the client; without the last event, the client takes the stream for cut off.",
        "A:\n  events: [opened, part, closed]\nB:\n  events: [opened, part]",
        "Do not wait for it.",
    ),
    rule(
        "response-event-added",
        ("breaking", "warning"),
        "An event of the stream is new",
        "A client that does not pass over unknown events fails; it should, where the list of them is open.",
        "A:\n  events: [opened, closed]\nB:\n  events: [opened, paused, closed]",
        "Pass over events that are not known.",
    ),
    rule(
        "response-webhook-removed",
        WARNING,
        "A webhook or callback is not sent any more",
        "A client that waits for it waits in vain.",
        "A:\n  webhooks: {paid: {post: {}}}\nB:\n  webhooks: {}",
        "Ask for what it told.",
    ),
    rule(
        "response-webhook-added",
        INFO,
        "A webhook or callback is new",
        "Most servers send only those that a client has asked for.",
        "A:\n  webhooks: {}\nB:\n  webhooks: {paid: {post: {}}}",
    ),
)
