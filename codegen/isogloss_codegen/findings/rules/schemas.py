"""The rules of differences between schemas: a row makes one rule of requests and one of responses."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from ..rule import Rule, by_id

_LEVELS: dict[str, tuple[str, str]] = {
    "narrows": ("breaking warning", "info"),
    "widens": ("info", "breaking warning"),
    "both": ("breaking warning", "breaking warning"),
    "any": ("breaking warning info", "breaking warning info"),
    "undecided": ("warning", "warning"),
    "none": ("info", "info"),
}
"""The levels in requests and in responses that follow from the effect on the accepted values."""

_WHY = {
    ("request", "breaking"): "A client of A may send a value that B refuses.",
    ("request", "warning"): "B may refuse, or read in another way, a value that a client of A sends.",
    ("request", "info"): "B accepts every value that a client of A may send.",
    ("response", "breaking"): "B may send a value that a client of A cannot read.",
    ("response", "warning"): "A client of A may rely on it, or may not be able to read what B sends.",
    ("response", "info"): "A client of A can read every value that B may send.",
}
_ADVICE = {
    ("request", "breaking"): "Send a value that both accept; the finding has an example that B refuses.",
    ("request", "warning"): "Test it against B, or send a value that both are known to accept.",
    ("request", "info"): "Nothing to do.",
    ("response", "breaking"): "Change the client so that it can read the example in the finding.",
    ("response", "warning"): "Check that the client works without it, and tolerates unknown values.",
    ("response", "info"): "Nothing to do.",
}

_UNKNOWN = "Nobody knows what changed there. The command ends with the exit code 3 if it finds nothing worse."


class Difference(NamedTuple):
    """A kind of difference: an edit of a subject, its effect on the accepted values, a title and an example.

    `levels` and `why`, of requests and of responses, are given where they do not follow from the effect; "": no rule.
    """

    subject: str
    edit: str
    effect: str
    title: str
    example: str
    levels: tuple[str, str] | None = None
    why: tuple[str, str] = ("", "")


def _sizes(subject: str, noun: str, keyword: str) -> Iterator[Difference]:
    low, high, least, most = f"min-{subject}", f"max-{subject}", f"min{keyword}", f"max{keyword}"
    yield Difference(low, "raised", "narrows", f"Minimum {noun} raised", f"{least}: 1 -> {least}: 2")
    yield Difference(low, "lowered", "widens", f"Minimum {noun} lowered", f"{least}: 2 -> {least}: 1")
    yield Difference(high, "raised", "widens", f"Maximum {noun} raised", f"{most}: 10 -> {most}: 20")
    yield Difference(high, "lowered", "narrows", f"Maximum {noun} lowered", f"{most}: 20 -> {most}: 10")


def _keyword(subject: str, name: str, example: str) -> Iterator[Difference]:
    yield Difference(subject, "added", "narrows", f"{name} added", example)
    yield Difference(subject, "removed", "widens", f"{name} removed", example)
    yield Difference(subject, "changed", "any", f"{name} changed", example)


# fmt: off
DIFFERENCES = (
    Difference("type", "removed", "narrows", "Type removed", "type: [string, array] -> type: string"),
    Difference("type", "added", "widens", "Type added", "type: string -> type: [string, array]"),
    Difference("type", "changed", "both", "Type changed", "type: string -> type: integer"),
    Difference("type", "narrowed", "narrows", "Number became integer", "type: number -> type: integer"),
    Difference("type", "widened", "widens", "Integer became number", "type: integer -> type: number"),
    Difference("null", "removed", "narrows", "null is not allowed", "type: [string, 'null'] -> type: string"),
    Difference("null", "added", "widens", "null is allowed", "type: string -> type: [string, 'null']"),
    Difference("lower-bound", "raised", "narrows", "Minimum raised", "minimum: 0 -> exclusiveMinimum: 0"),
    Difference("lower-bound", "lowered", "widens", "Minimum lowered", "minimum: 1 -> minimum: 0"),
    Difference("upper-bound", "lowered", "narrows", "Maximum lowered", "maximum: 2 -> maximum: 1"),
    Difference("upper-bound", "raised", "widens", "Maximum raised", "maximum: 1 -> maximum: 2"),
    Difference("multiple", "added", "narrows", "`multipleOf` added", "multipleOf: 2"),
    Difference("multiple", "removed", "widens", "`multipleOf` removed", "multipleOf: 2"),
    Difference("multiple", "changed", "any", "`multipleOf` changed", "multipleOf: 2 -> multipleOf: 3"),
    *_sizes("length", "length", "Length"),
    *_sizes("items", "number of items", "Items"),
    *_sizes("properties", "number of properties", "Properties"),
    Difference("pattern", "added", "narrows", "Pattern added", "pattern: ^[a-z]+$"),
    Difference("pattern", "removed", "widens", "Pattern removed", "pattern: ^[a-z]+$"),
    Difference("pattern", "changed", "any", "Pattern changed", "pattern: ^[a-z]+$ -> pattern: ^[a-z0-9]+$"),
    Difference("format", "added", "narrows", "Format added", "format: uri", ("breaking warning info", "info")),
    Difference("format", "removed", "widens", "Format removed", "format: uri", ("info", "breaking warning info")),
    Difference("format", "changed", "any", "Format changed", "format: date -> format: date-time"),
    Difference("format", "narrowed", "narrows", "Format narrowed", "format: int64 -> format: int32"),
    Difference("format", "widened", "widens", "Format widened", "format: int32 -> format: int64"),
    Difference("encoding", "changed", "any", "Content of the string changed", "contentEncoding: base64"),
    Difference("enum", "added", "narrows", "Values limited to an enum", "enum: [a, b]"),
    Difference("enum", "removed", "widens", "Values not limited to an enum", "enum: [a, b]"),
    Difference("enum", "closed", "narrows", "Enum closed", "x-open: true -> false"),
    Difference("enum", "opened", "widens", "Enum opened", "x-open: false -> true"),
    Difference("enum-value", "removed", "narrows", "Enum value removed", "enum: [a, b] -> enum: [a]",
               ("breaking warning unknown", "info"),
               ("A client of A may send a value that B refuses. In an open enum, B accepts any value.", "")),
    Difference("enum-value", "added", "widens", "Enum value added", "enum: [a] -> enum: [a, b]",
               why=("", "B may send a value that a client of A cannot read. In an open enum, clients expect that.")),
    Difference("union", "closed", "narrows", "Union closed", "x-open: true"),
    Difference("union", "opened", "widens", "Union opened", "x-open: true"),
    Difference("union-member", "removed", "narrows", "Union member removed", "oneOf: [Cat, Dog] -> oneOf: [Cat]",
               ("breaking warning unknown", "info"),
               ("A client of A may send a value that B refuses. In an open union, B accepts any value.", "")),
    Difference("union-member", "added", "widens", "Union member added", "oneOf: [Cat] -> oneOf: [Cat, Dog]",
               ("warning info", "breaking warning"),
               ("A client that does not send it works as before. In an open union, B accepts only one shape of a value "
                "that A accepts in any shape.",
                "B may send a value that a client of A cannot read. In an open union, clients expect that.")),
    Difference("unique-items", "added", "narrows", "Items must be unique", "uniqueItems: true"),
    Difference("unique-items", "removed", "widens", "Items need not be unique", "uniqueItems: true"),
    Difference("required", "added", "narrows", "Property became required", "required: [name]"),
    Difference("required", "removed", "widens", "Property became optional", "required: [name]"),
    Difference("property", "added", "widens", "Property added", "properties: {name: {type: string}}",
               ("warning info", "breaking warning info"),
               ("A client that does not send the property works as before. The level is warning where A accepts values "
                "of another schema for all properties that it does not name.",
                "A client of A may expect another value there.")),
    Difference("property", "removed", "narrows", "Property removed", "properties: {name: {type: string}}",
               ("breaking warning", "breaking warning info"),
               ("B refuses the property, or accepts it as one that it does not describe, without a known effect.",
                "B does not send the property. The level depends on A: required, promised, or optional.")),
    Difference("required-property", "added", "both", "Required property added", "required: [name]",
               ("breaking warning", "breaking warning info")),
    Difference("required-property", "removed", "both", "Required property removed", "required: [name]",
               ("breaking warning", "breaking warning"),
               ("B refuses the property, or accepts it as one that it does not describe, without a known effect.", "")),
    Difference("other-properties", "barred", "narrows", "Other properties are not allowed",
               "additionalProperties: false"),
    Difference("other-properties", "allowed", "widens", "Other properties are allowed",
               "additionalProperties: false -> additionalProperties: true"),
    Difference("pattern-properties", "changed", "any", "`patternProperties` changed",
               "patternProperties: {^x-: {type: string}}"),
    Difference("dependent-required", "added", "narrows", "Property requires another one",
               "dependentRequired: {card: [owner]}"),
    Difference("dependent-required", "removed", "widens", "Property does not require another one",
               "dependentRequired: {card: [owner]}"),
    *_keyword("not", "`not` constraint", "not: {required: [a, b]}"),
    *_keyword("if", "`if` condition", "if: {...}\nthen: {...}"),
    *_keyword("contains", "`contains` constraint", "contains: {const: a}"),
    *_keyword("property-names", "`propertyNames` constraint", "propertyNames: {pattern: ^[a-z]+$}"),
    *_keyword("dependent-schema", "`dependentSchemas` constraint", "dependentSchemas: {card: {...}}"),
    *_keyword("content-schema", "`contentSchema` of a string", "contentSchema: {type: object}"),
    *_keyword("dynamic-reference", "`$dynamicRef`", "$dynamicRef: '#node'"),
    *_keyword("reference", "`$ref` to another document", "$ref: other.yaml#/Pet"),
    Difference("reference", "unresolved", "undecided", "Not compared, because a `$ref` has no target",
               "$ref: '#/components/schemas/Pet'", why=(_UNKNOWN, _UNKNOWN)),
    *_keyword("unevaluated-properties", "`unevaluatedProperties` constraint", "unevaluatedProperties: false"),
    *_keyword("unevaluated-items", "`unevaluatedItems` constraint", "unevaluatedItems: false"),
    *_keyword("one-of", "`oneOf` constraint", "oneOf: [{minimum: 0}, {maximum: 9}]"),
    *_keyword("any-of", "`anyOf` constraint", "anyOf: [...]"),
    Difference("default", "added", "none", "Default added", "default: 1"),
    Difference("default", "removed", "none", "Default removed", "default: 1"),
    Difference("default", "changed", "none", "Default changed", "default: 1 -> default: 0.7", ("warning", "info"),
               ("A request that leaves the property out has another meaning in B.", "")),
    Difference("deprecation", "added", "none", "Property became deprecated", "deprecated: true"),
    Difference("deprecation", "removed", "none", "Property is not deprecated", "deprecated: true"),
    Difference("promise", "added", "none", "Property is promised", "x-tier: declared", ("", "info")),
    Difference("promise", "removed", "none", "Property is not promised", "x-tier: declared", ("", "warning"),
               ("", "A client of A may rely on the property, and B may leave it out.")),
)
# fmt: on


def _rules() -> Iterator[Rule]:
    for index, direction in enumerate(("request", "response")):
        for row in DIFFERENCES:
            levels = tuple((row.levels or _LEVELS[row.effect])[index].split())
            if not levels:
                continue  # the rule exists only in the other direction
            why = row.why[index] or _WHY[direction, levels[0]]
            id, advice = f"{direction}-{row.subject}-{row.edit}", _ADVICE[direction, levels[0]]
            yield Rule(id, "diff", levels, row.title, why, row.example, advice)


RULES = by_id(_rules())
"""By id."""
