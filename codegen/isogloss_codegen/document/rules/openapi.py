"""What the OpenAPI and JSON Schema specifications demand, and what generated models need besides."""

from __future__ import annotations

from functools import partial

from ...rule import Rule

_rule = partial(Rule, area="document", levels=("error",))
_house = partial(Rule, area="document", levels=("error", "warning"))

RULES = (
    _rule(
        id="openapi-invalid",
        title="The document is not what the OpenAPI specification describes.",
        why="An unknown field, a field that is missing, a value of the wrong type: each tool reads it differently.",
        example="paths:\n  /books:\n    get: {response: {}}      # it is called responses",
        advice="The help line names the field that was meant; words of your own begin with `x-`.",
    ),
    _rule(
        id="schema-invalid",
        title="A schema is not what its specification describes.",
        why="A type that does not exist, or a bound that is no number, some validators pass over and others stop at.",
        example="pages: {type: int, minimum: '1'}",
        advice="Schemas are JSON Schema 2020-12, in OpenAPI 3.0 its own; a `pattern` has to be a regular expression.",
    ),
    _rule(
        id="unknown-keyword",
        title="A schema has a keyword that does not exist.",
        why="Validators pass over it in silence: what it was to forbid is taken.",
        example="title: {type: string, maxLenght: 80}",
        advice="Correct it, or begin it with `x-` if it is a word of your own.",
    ),
    _rule(
        id="ref-unresolved",
        title="A `$ref` points nowhere, or to something of another kind.",
        why="What stands there is described by nothing.",
        example="schema: {$ref: '#/components/schemas/Bok'}",
        advice="Point into the document, or to a file beside it; nothing is fetched from a network.",
    ),
    _rule(
        id="discriminator-mapping",
        title="A discriminator does not tell the members of its union apart.",
        why="A value whose tag leads to the wrong member, or to none, is refused or read as something else.",
        example="discriminator: {propertyName: kind, mapping: {bok: '#/components/schemas/Book'}}",
        advice="Give every member the property as a `const` (or `enum`) of its own, and list each of these tags with "
        "the member that has it. `x-default-tag` is one of them.",
    ),
    _rule(
        id="keyword-not-enforced",
        title="A schema has a keyword that the generated models would not enforce.",
        why="They would take what the document forbids, and nobody would notice before the server does.",
        example="tags: {type: array, uniqueItems: true}",
        advice="Say it with a keyword that is enforced, or in the description. Of `not` models know one form: "
        "`not: {required: [a, b]}`, two properties that exclude each other.",
    ),
    _rule(
        id="required-without-property",
        title="A schema requires a property that it does not describe.",
        why="The field must be there and nobody knows what it is; mostly one of the two names is misspelt.",
        example="required: [titel]\nproperties: {title: {type: string}}",
        advice="Describe it, or correct the name.",
    ),
    _rule(
        id="operation-id-duplicate",
        title="Two operations have the same `operationId`.",
        why="The method of the client that has this name could call only one of them.",
        example="get: {operationId: books.list}\npost: {operationId: books.list}",
        advice="Give each its own.",
    ),
    _rule(
        id="parameter-duplicate",
        title="A parameter is declared twice for the same place.",
        why="Which of the two descriptions counts is anybody's guess.",
        example="parameters: [{name: q, in: query}, {name: q, in: query}]",
        advice="Remove one.",
    ),
    _rule(
        id="path-parameter",
        title="A path and its operations do not agree on the parameters in it.",
        why="A client could not fill in the path, or would take an argument that goes nowhere.",
        example="/books/{book}:\n  get: {parameters: [{name: bok, in: path, required: true}]}",
        advice="Declare every name in braces, as `in: path`, and no other.",
    ),
    _rule(
        id="security-scheme-unknown",
        title="A security requirement names a scheme that the document does not define.",
        why="Clients would not know which credential to send.",
        example="security: [{ApiKy: []}]",
        advice="Define it in components/securitySchemes, or correct the name.",
    ),
    _rule(
        id="tag-duplicate",
        title="A tag is described twice.",
        why="Readers show one of the descriptions, and which one is chance.",
        example="tags: [{name: Books}, {name: Books}]",
        advice="Remove one.",
    ),
    _rule(
        id="default-invalid",
        title="The default of a schema is not what the schema describes.",
        why="Whoever relies on the default sends what the server refuses.",
        example="pages: {type: integer, maximum: 10, default: 11}",
        advice="Correct the default or the schema. Outside of this project null is read as having no default.",
    ),
    _house(
        id="example-invalid",
        title="An example is not what its schema describes.",
        why="Examples are copied: one that is wrong teaches everybody the mistake.",
        example="schema: {type: string, maxLength: 3}\nexample: long",
        advice="Correct whichever is wrong. A fault in the schema itself is reported there only.",
    ),
    _house(
        id="union-not-discriminated",
        title="A union of objects has no `discriminator`.",
        why="Which member a value is has to be found by trying, which is slow, and ambiguous as soon as two would do.",
        example="anyOf: [{$ref: '#/components/schemas/Book'}, {$ref: '#/components/schemas/Map'}]",
        advice="Add `discriminator: {propertyName: ..., mapping: {...}}` if there is a property that tells them apart.",
    ),
    _house(
        id="operation-id-missing",
        title="An operation has no `operationId`.",
        why="The method of the client gets a name that is guessed from method and path, and changes with them.",
        example="/books:\n  get: {responses: {}}      # becomes client.get_books()",
        advice="Name it: `operationId: books.list` makes client.books.list().",
    ),
    _house(
        id="operation-id-not-a-name",
        title="An `operationId` is no name in lower case, or several joined by dots.",
        why="It is the name of a method, and Python's are written otherwise.",
        example="operationId: listBooks",
        advice="Write `list_books`, or `books.list` for client.books.list().",
    ),
)
"""Rules about the form of a document."""
