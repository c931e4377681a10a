"""Checks OpenAPI documents. Each rule is one function; `CHECKS` lists them with their severities.

Titles and explanations of the rules are in `findings.rules.document`.
"""

from __future__ import annotations

from ...findings.finding import Finding, in_order
from ..context import Context
from ..load import Document
from . import discriminators, examples, house as house_style, operations, references, schemas, structure, words
from .remark import Check

__all__ = ["CHECKS", "check", "is_of_this_project"]

CHECKS = (
    # OpenAPI does not allow these. Where it is plain what was meant, they are warnings in a foreign document.
    Check(structure.openapi_invalid),
    Check(structure.schema_invalid),
    Check(references.ref_unresolved),
    Check(operations.operation_id_duplicate),
    Check(operations.parameter_duplicate),
    Check(operations.path_parameter),
    Check(operations.security_scheme_unknown),
    Check(operations.tag_duplicate),
    # OpenAPI and JSON Schema allow these, but hardly any author means them.
    Check(structure.unknown_keyword, foreign="warning"),
    Check(discriminators.discriminator_mapping, foreign="warning"),
    Check(schemas.keyword_not_enforced, foreign="warning"),
    Check(schemas.required_without_property, foreign="warning"),
    Check(examples.default_invalid, foreign="warning"),
    Check(examples.example_invalid, foreign="warning"),
    # The words of this project.
    Check(words.x_stream_target),
    Check(words.x_conversation_target),
    Check(words.x_needs_target),
    Check(words.x_pagination_target),
    Check(words.x_matrix_target),
    # Other documents may have extensions of other tools.
    Check(words.x_word_unknown, foreign=None),
    # The house style.
    Check(schemas.union_not_discriminated, foreign="warning", house=True),
    Check(operations.operation_id_missing, foreign="warning", house=True),
    Check(operations.operation_id_not_a_name, foreign="warning", house=True),
    Check(house_style.description_missing, foreign="warning", house=True),
    Check(house_style.inline_object, foreign="warning", house=True),
    Check(house_style.component_name, foreign="warning", house=True),
    Check(house_style.unused_component, foreign="warning", house=True),
    Check(house_style.object_both_directions, foreign="warning", house=True),
    Check(house_style.feature_3_2_only, foreign="warning", name="feature-3.2-only", house=True),
)


_OPENAPI = ("openapi-invalid", "schema-invalid")


def is_of_this_project(document: Document) -> bool:
    """True if a document is written for this project: it has `x-runtime`. All others are foreign."""
    return "x-runtime" in document.value


def check(document: Document, *, house: bool = False) -> list[Finding]:
    """All problems of an OpenAPI document, in the order of its lines.

    With `house`, a foreign document is also held against the house style: names, descriptions, and the like.
    """
    context = Context(document)
    problems: list[Finding] = []
    for each in CHECKS:
        severity = each.severity(own=context.follows_house_style, house=house)
        if severity is None:
            continue
        for found in each.function(context):
            level = "warning" if found.is_readable and not context.follows_house_style else severity
            problems.append(
                document.problem(each.rule, found.pointer, found.message, level=level, key=found.key, help=found.help)
            )
    if not any(problem.level == "error" or problem.rule in _OPENAPI for problem in problems):
        problems += [
            document.problem("openapi-invalid", found.pointer, found.message, help=found.help)
            for found in structure.refused_besides(context)
        ]
    return in_order(problems)
