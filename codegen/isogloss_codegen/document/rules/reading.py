"""What keeps a file from being read, or from being made a package of."""

from __future__ import annotations

from functools import partial

from ...rule import Rule

_rule = partial(Rule, area="document", levels=("error",))

RULES = (
    _rule(
        id="unreadable",
        title="A file is not there, may not be read or is not UTF-8.",
        why="Nothing is known of it, so nothing may be said of it either, least of all that it is fine.",
        example="isogloss validate openapi.yml     # it is called openapi.yaml",
        advice="Check the name and who may read the file; save it as UTF-8. Addresses on a network are never fetched.",
    ),
    _rule(
        id="yaml-syntax",
        title="A file is not YAML, or uses what OpenAPI has no use for.",
        why="Keys that are no strings, tags and several documents in a file mean nothing in JSON, which OpenAPI is.",
        example="info: {title: Library, version: 1.0    # the brace is never closed",
        advice="Mend the line; quote a key that is a number or a word such as `on`.",
    ),
    _rule(
        id="json-syntax",
        title="A file is named .json, or begins like JSON, and is not JSON.",
        why="Other tools would refuse it, or read something else than its author wrote.",
        example='{"openapi": "3.1.0", }',
        advice="Mend the line. Comments and commas before a bracket are not JSON, nor is NaN.",
    ),
    _rule(
        id="document-limits",
        title="A file is larger, nests deeper or repeats more than a description of an API does.",
        why="Documents come from anywhere: a few lines of aliases can stand for more than any memory holds.",
        example="a: &a [x, x]\nb: &b [*a, *a]\nc: &c [*b, *b]    # and so on, thirty times",
        advice="Split the document, or write out what the aliases stand for. Files may have 32 MiB and nest 200 deep.",
    ),
    _rule(
        id="duplicate-key",
        title="A key stands twice in a mapping, so that one of the two values is lost.",
        why="Readers take the last one without a word; the other was written for nothing.",
        example="properties:\n  title: {type: string}\n  title: {type: integer}",
        advice="Rename or remove one of them.",
    ),
    _rule(
        id="not-openapi",
        title="A file is no OpenAPI document of release 3.0, 3.1 or 3.2.",
        why="A document of another kind would be read as one that describes nothing.",
        example="openapi: 3.1      # a number; the release is the string 3.1.0",
        advice="Write the whole release. Convert Swagger 2 first; `isogloss check` reads requests and streams.",
    ),
    _rule(
        id="not-generatable",
        title="The document is valid, but no package can be made of it.",
        why="Something in it has no counterpart in Python, and a package that leaves it out in silence would be wrong.",
        example="/pets/{id}/{id}:      # one argument cannot have two values",
        advice="The message says what it is; change that, or take it out of the document that you generate from.",
    ),
)
"""What can be wrong with a file before anything is said of what it describes."""
