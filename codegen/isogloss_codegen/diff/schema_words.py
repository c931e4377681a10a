"""Differences between schemas in words."""

from __future__ import annotations

from typing import NamedTuple

from .model import Fact


class Words(NamedTuple):
    """A kind of difference: the end of a sentence about it, a finding's message, and an example.

    `{before}` and `{after}` in the message are what a fact has.
    """

    title: str
    message: str
    example: str


def message(fact: Fact) -> str:
    """A fact about schemas as a sentence."""
    words = WORDS[fact.subject, fact.edit]
    said = [words.message.format(before=fact.before, after=fact.after)]
    if fact.effect == "undecided":
        said.append("What only one of the two takes cannot be said.")
    return " ".join(filter(None, (*said, fact.detail)))


def _sizes(noun: str, keyword: str) -> dict[tuple[str, str], Words]:
    least, most = f"min-{keyword.lower()}", f"max-{keyword.lower()}"
    at_least = f"Least number of {noun}: {{after}} there, {{before}} here."
    at_most = f"Largest number of {noun}: {{after}} there, {{before}} here."
    return {
        (least, "raised"): Words(f"more {noun} have to be there", at_least, f"min{keyword}: 1 -> min{keyword}: 2"),
        (least, "lowered"): Words(f"fewer {noun} are enough", at_least, f"min{keyword}: 2 -> min{keyword}: 1"),
        (most, "lowered"): Words(f"fewer {noun} may be there", at_most, f"max{keyword}: 20 -> max{keyword}: 10"),
        (most, "raised"): Words(f"more {noun} may be there", at_most, f"max{keyword}: 10 -> max{keyword}: 20"),
    }


def _condition(subject: str, what: str, example: str) -> dict[tuple[str, str], Words]:
    return {
        (subject, "added"): Words(f"{what} is asked for besides", f"Asked for besides: {what} ({{after}}).", example),
        (subject, "removed"): Words(f"{what} is not asked for", f"Not asked for there: {what} ({{before}}).", example),
        (subject, "changed"): Words(f"{what} is another", f"Another there: {what}.", example),
    }


_BOUNDS = "Values have to be {after} there, {before} here."
_TYPES = "Takes {after} there, {before} here."
_RANGE = "minimum: 0 -> exclusiveMinimum: 0"

WORDS: dict[tuple[str, str], Words] = {
    ("type", "removed"): Words("values of a type are no more", _TYPES, "type: [string, array] -> type: string"),
    ("type", "added"): Words("values of another type are possible", _TYPES, "type: string -> type: [string, array]"),
    ("type", "changed"): Words("values are of another type", _TYPES, "type: string -> type: integer"),
    ("type", "narrowed"): Words("numbers have to be integers", _TYPES, "type: number -> type: integer"),
    ("type", "widened"): Words("numbers need not be integers", _TYPES, "type: integer -> type: number"),
    ("null", "removed"): Words("null is not possible", "Never null there.", "type: [string, 'null'] -> type: string"),
    ("null", "added"): Words("null is possible", "May be null there.", "type: string -> type: [string, 'null']"),
    ("lower-bound", "raised"): Words("the least number is higher", _BOUNDS, _RANGE),
    ("lower-bound", "lowered"): Words("the least number is lower", _BOUNDS, "minimum: 1 -> minimum: 0"),
    ("upper-bound", "lowered"): Words("the largest number is lower", _BOUNDS, "maximum: 2 -> maximum: 1"),
    ("upper-bound", "raised"): Words("the largest number is higher", _BOUNDS, "maximum: 1 -> maximum: 2"),
    ("multiple", "added"): Words("only multiples of a number are left", _TYPES, "multipleOf: 2"),
    ("multiple", "removed"): Words("other numbers than multiples of one are possible", _TYPES, "multipleOf: 2"),
    ("multiple", "changed"): Words("numbers are multiples of another", _TYPES, "multipleOf: 2 -> multipleOf: 3"),
    **_sizes("characters", "Length"),
    **_sizes("items", "Items"),
    **_sizes("properties", "Properties"),
    ("pattern", "added"): Words("texts have to match a pattern", "Has to match {after} there.", "pattern: ^[a-z]+$"),
    ("pattern", "removed"): Words("texts need not match a pattern", "Need not match {before}.", "pattern: ^[a-z]+$"),
    ("pattern", "changed"): Words(
        "texts have to match another pattern",
        "Has to match {after} there, {before} here.",
        "pattern: ^[a-z]+$ -> pattern: ^[a-z0-9]+$",
    ),
    ("format", "added"): Words("values have to be of a format", "Has to be of the format {after}.", "format: uri"),
    ("format", "removed"): Words(
        "values need not be of a format", "Need not be of the format {before}.", "format: uri"
    ),
    ("format", "changed"): Words(
        "values are of another format", "Of the format {after} there, {before} here.", "format: uri -> format: email"
    ),
    ("format", "narrowed"): Words(
        "the format has less room", "Of the format {after} there, {before} here.", "format: int64 -> format: int32"
    ),
    ("format", "widened"): Words(
        "the format has more room", "Of the format {after} there, {before} here.", "format: int32 -> format: int64"
    ),
    ("encoding", "changed"): Words(
        "texts hold something else", "Holds {after} there, {before} here.", "contentEncoding: base64"
    ),
    ("enum", "added"): Words("only listed values are left", "Only {after} there, {before} here.", "enum: [a, b]"),
    ("enum", "removed"): Words(
        "values are not limited to a list", "Takes {after} there, {before} here.", "enum: [a, b]"
    ),
    ("enum", "closed"): Words(
        "a list takes no other values than its own", "Only {after} there, {before} here.", "x-open: true -> false"
    ),
    ("enum", "opened"): Words(
        "a list takes other values than its own", "Takes {after} there, {before} here.", "x-open: false -> true"
    ),
    ("enum-value", "removed"): Words(
        "a value is not listed", "The value {before} is not listed there.", "enum: [a, b] -> enum: [a]"
    ),
    ("enum-value", "added"): Words(
        "a value is listed", "The value {after} is listed there.", "enum: [a] -> enum: [a, b]"
    ),
    ("union", "closed"): Words("a union takes no other members than its own", "{before}: not there.", "x-open: true"),
    ("union", "opened"): Words("a union takes other members than its own", "{after}: there.", "x-open: true"),
    ("union-member", "removed"): Words(
        "an alternative is missing", "The alternative {before} is missing there.", "oneOf: [Cat, Dog] -> oneOf: [Cat]"
    ),
    ("union-member", "added"): Words(
        "there is another alternative",
        "The alternative {after} is possible there.",
        "oneOf: [Cat] -> oneOf: [Cat, Dog]",
    ),
    ("unique-items", "added"): Words("no item may come twice", "No item may come twice there.", "uniqueItems: true"),
    ("unique-items", "removed"): Words("items may come twice", "Items may come twice there.", "uniqueItems: true"),
    ("required", "added"): Words(
        "a property has to be there", "Has to be there, is optional here.", "required: [name]"
    ),
    ("required", "removed"): Words("a property need not be there", "May be missing there.", "required: [name]"),
    ("property", "added"): Words(
        "there is another property", "Described there only: {after}.", "properties: {name: {type: string}}"
    ),
    ("property", "removed"): Words(
        "a property is missing", "Not described there.", "properties: {name: {type: string}}"
    ),
    ("required-property", "added"): Words(
        "there is another property, which has to be there",
        "Not described here, and required there.",
        "required: [name]",
    ),
    ("required-property", "removed"): Words(
        "a property is missing that had to be there", "Required here, and not described there.", "required: [name]"
    ),
    ("other-properties", "barred"): Words(
        "no other properties are possible than those described",
        "Other properties than those described are refused there.",
        "additionalProperties: false",
    ),
    ("other-properties", "allowed"): Words(
        "other properties are possible than those described",
        "Other properties than those described are possible there.",
        "additionalProperties: false -> additionalProperties: true",
    ),
    ("pattern-properties", "changed"): Words(
        "properties go by other patterns",
        "Properties go by {after} there, by {before} here.",
        "patternProperties: {^x-: {type: string}}",
    ),
    ("dependent-required", "added"): Words(
        "a property needs another", "Has to come there: {after}.", "dependentRequired: {card: [owner]}"
    ),
    ("dependent-required", "removed"): Words(
        "a property does not need another", "Need not come there: {before}.", "dependentRequired: {card: [owner]}"
    ),
    **_condition("not", "not to be something", "not: {required: [a, b]}"),
    **_condition("if", "something that holds in some cases", "if: {...}\nthen: {...}"),
    **_condition("contains", "to have certain items", "contains: {const: a}"),
    **_condition("property-names", "to have certain names of properties", "propertyNames: {pattern: ^[a-z]+$}"),
    **_condition("dependent-schema", "something that holds beside a property", "dependentSchemas: {card: {...}}"),
    **_condition("content-schema", "what is written in a text", "contentSchema: {type: object}"),
    **_condition("dynamic-reference", "what a dynamic reference leads to", "$dynamicRef: '#node'"),
    **_condition("reference", "what a reference out of the document leads to", "$ref: other.yaml#/Pet"),
    **_condition(
        "unevaluated-properties", "what properties are that no schema speaks of", "unevaluatedProperties: false"
    ),
    **_condition("unevaluated-items", "what items are that no schema speaks of", "unevaluatedItems: false"),
    **_condition("one-of", "to be one of several alternatives only", "oneOf: [{minimum: 0}, {maximum: 9}]"),
    **_condition("any-of", "to be one of many alternatives", "anyOf: [...]"),
    ("default", "added"): Words(
        "leaving something out has a meaning", "Left out, it means {after} there.", "default: 1"
    ),
    ("default", "removed"): Words(
        "what leaving something out means is not said",
        "Left out, it means {before} here; there, it is not said.",
        "default: 1",
    ),
    ("default", "changed"): Words(
        "leaving something out means something else",
        "Left out, it means {after} there, {before} here.",
        "default: 1 -> default: 0.7",
    ),
    ("deprecation", "added"): Words("a property is deprecated", "Deprecated there.", "deprecated: true"),
    ("deprecation", "removed"): Words("a property is not deprecated", "Not deprecated there.", "deprecated: true"),
    ("promise", "added"): Words("a property is promised", "Promised there.", "x-tier: declared"),
    ("promise", "removed"): Words("a property is not promised", "Not promised there.", "x-tier: declared"),
}
"""All kinds of differences that comparing schemas finds."""
