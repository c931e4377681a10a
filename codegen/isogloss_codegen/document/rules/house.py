"""How a document has to be written so that people like to read what is generated from it."""

from __future__ import annotations

from functools import partial

from ...rule import Rule

_rule = partial(Rule, area="document", levels=("error", "warning"))

RULES = (
    _rule(
        id="description-missing",
        title="An operation, a component or a property has no `description`.",
        why="Its users see none either: not in the editor, not in the tables, not in the server's own document.",
        example="title: {type: string}",
        advice="Say in one sentence what it is for. A property that refers to a component is described by that.",
    ),
    _rule(
        id="inline-object",
        title="A type has no name: an object with properties, a union of objects or an open enumeration.",
        why="A name would have to be made up for its class, and would change with whatever stands around it.",
        example="author: {type: object, properties: {name: {type: string}}}",
        advice="Move it to components/schemas and refer to it. The alternatives of an `itemSchema` need no name.",
    ),
    _rule(
        id="component-name",
        title="A component is not named in PascalCase.",
        why="Its name is the name of a class, which programs write.",
        example="schemas: {old_book: {type: object}}",
        advice="Rename it: OldBook.",
    ),
    _rule(
        id="unused-component",
        title="Nothing refers to a component: no operation, and no component that an operation needs.",
        why="It is maintained, generated and read for nothing; or what should refer to it does not.",
        example="schemas: {OldBook: {type: object}}",
        advice="Remove it, or refer to it where it belongs.",
    ),
    _rule(
        id="object-both-directions",
        title="An object is sent in requests and received in responses.",
        why="One is written strictly, so that mistakes are found before they are sent, and the other read tolerantly, "
        "so that news from a server breaks nobody. One class cannot do both.",
        example="requestBody: {content: {application/json: {schema: {$ref: '#/components/schemas/Book'}}}}\n"
        "responses: {'200': {content: {application/json: {schema: {$ref: '#/components/schemas/Book'}}}}}",
        advice="Make it two components, BookParam and Book.",
    ),
    _rule(
        id="observable-invalid",
        title="The table of what shows from outside has a word or a name in it that there is not.",
        why="`isogloss probe` plans its requests by it: what is misspelt would be left out, and nobody would notice.",
        example="effects: [{subject: Book.titel, ...}]",
        advice="The help line names what was meant. What each word is for, the head of spec/observable.yaml says.",
    ),
    _rule(
        id="feature-3.2-only",
        title="The document needs OpenAPI 3.2 for something that 3.1 has no word for.",
        why="Most tools read 3.1: for them it would be lost. Only `itemSchema`, which describes streams, is worth it.",
        example="tags: [{name: Books, kind: nav}]",
        advice="Say it with what 3.1 has, or leave it out.",
    ),
)
"""Rules of the house: errors in documents with `x-runtime`, warnings in all others."""
