"""What the words of this project, `x-`, are held to."""

from __future__ import annotations

from functools import partial

from ...rule import Rule

_rule = partial(Rule, area="document", levels=("error",))

RULES = (
    _rule(
        id="x-stream-target",
        title="`x-stream` names a field, a tag or a component that is not there.",
        why="The client could not ask for the stream, or would not know when it has ended.",
        example="x-stream: {switch: steam, tag: type, end: done, events: '#/components/schemas/Event'}",
        advice="`events` points to the union of all events, `tag` is the property that tells them apart; `ping`, "
        "`error` and `end` are tags of it, `switch` is the property of the request that asks for a stream, "
        "`collector` a class of the runtime, and `order` says which event does what.",
    ),
    _rule(
        id="x-conversation-target",
        title="`x-conversation` names a field or a role that no request has.",
        why="Rules about turns, such as that they alternate, would never be held against a request.",
        example="x-conversation: {turns: mesages, role: role, content: content, asks: user, answers: model}",
        advice="`turns` is a property of the request, a list; `asks` and `answers` are the roles of the two sides.",
    ),
    _rule(
        id="x-needs-target",
        title="`x-needs` names a property that does not stand beside it.",
        why="Who leaves out that property would send this one, which then means nothing, or is refused.",
        example="properties: {tools: {...}, tool_choice: {x-needs: tool}}",
        advice="Name the property of the same object without which this one means nothing.",
    ),
    _rule(
        id="x-pagination-target",
        title="`x-pagination` names a parameter of the operation or a field of its answer that is not there.",
        why="The client would stop after the first page, or ask for it for ever.",
        example="x-pagination: {items: date, more: has_more, forward: {parameter: after, cursor: last}}",
        advice="`items` and `more` are fields of the page; `forward` and `backward` each name the `parameter` of the "
        "request that takes the `cursor`, a field of the page before.",
    ),
    _rule(
        id="x-matrix-target",
        title="`x-matrix` does not say what the rows of the support tables are, or points nowhere.",
        why="The tables would lack rows, and nobody would see that they do.",
        example="x-matrix: [{group: Fields, rows: ['#/components/schemas/Book/property']}]",
        advice="List groups, each with `group` (its title), `rows` and, for links that last, an `id`. A row is a `#/` "
        "pointer, the same under the path that users know it by, or one of the words endpoints, rules and interfaces.",
    ),
    _rule(
        id="x-word-unknown",
        title="A word that begins with `x-` is none of this project's, or stands where it means nothing.",
        why="It is taken for one that does something, and does nothing. Only documents with `x-runtime` are asked.",
        example="stop_reason: {type: string, x-opne: true}",
        advice="spec/README.md lists the words, and where each may stand.",
    ),
)
"""Rules about extensions."""
