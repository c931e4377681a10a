"""Checks OpenAPI documents. Each rule is one function; `CHECKS` lists them with their severities.

Titles and explanations of the rules are in `findings.rules.document`.
"""

from __future__ import annotations

from ...findings.finding import Finding, in_order
from ..load import Document
from . import discriminators, examples, house, operations, references, schemas, structure, words
from .context import Context
from .remark import Check

__all__ = ["CHECKS", "check", "is_of_this_project"]

CHECKS = (
    # Nothing can be generated from a document that breaks these: errors in every document.
    Check(structure.openapi_invalid),
    Check(structure.schema_invalid),
    Check(structure.unknown_keyword),
    Check(references.ref_unresolved),
    Check(discriminators.discriminator_mapping),
    Check(schemas.keyword_not_enforced),
    Check(schemas.required_without_property),
    Check(operations.operation_id_duplicate),
    Check(operations.parameter_duplicate),
    Check(operations.path_parameter),
    Check(operations.security_scheme_unknown),
    Check(operations.tag_duplicate),
    Check(words.x_stream_target),
    Check(words.x_conversation_target),
    Check(words.x_needs_target),
    Check(words.x_pagination_target),
    Check(words.x_matrix_target),
    Check(examples.default_invalid),
    # The house style: errors in documents of this project, warnings in others.
    Check(examples.example_invalid, foreign="warning"),
    Check(schemas.union_not_discriminated, foreign="warning"),
    Check(operations.operation_id_missing, foreign="warning"),
    Check(operations.operation_id_not_a_name, foreign="warning"),
    Check(house.description_missing, foreign="warning"),
    Check(house.inline_object, foreign="warning"),
    Check(house.component_name, foreign="warning"),
    Check(house.unused_component, foreign="warning"),
    Check(house.object_both_directions, foreign="warning"),
    Check(house.feature_3_2_only, foreign="warning", name="feature-3.2-only"),
    # Other documents may have extensions of other tools.
    Check(words.x_word_unknown, foreign=None),
)


def is_of_this_project(document: Document) -> bool:
    """True if a document is written for this project: it has `x-runtime`. All others are foreign."""
    return "x-runtime" in document.value


def check(document: Document) -> list[Finding]:
    """All problems of an OpenAPI document, in the order of its lines."""
    context = Context(document)
    problems: list[Finding] = []
    for each in CHECKS:
        severity = "error" if context.follows_house_style else each.foreign
        if severity is None:
            continue
        for found in each.function(context):
            problems.append(
                document.problem(
                    each.rule, found.pointer, found.message, level=severity, key=found.key, help=found.help
                )
            )
    if not any(problem.level == "error" for problem in problems):
        problems += [
            document.problem("openapi-invalid", found.pointer, found.message, help=found.help)
            for found in structure.refused_besides(context)
        ]
    return in_order(problems)
