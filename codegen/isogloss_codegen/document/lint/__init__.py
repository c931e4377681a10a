"""Checks OpenAPI documents: one rule is one function, this table says which there are and how severe they are."""

from __future__ import annotations

from .. import load
from ..load import Document
from ..problem import Problem, in_order
from . import discriminators, examples, house, operations, references, schemas, structure, words
from .context import Context
from .rule import Rule

__all__ = ["RULES", "Rule", "check", "explanations"]

RULES = (
    # Without these, nothing can be generated: errors everywhere.
    Rule(structure.openapi_invalid),
    Rule(structure.schema_invalid),
    Rule(structure.unknown_keyword),
    Rule(references.ref_unresolved),
    Rule(discriminators.discriminator_mapping),
    Rule(schemas.keyword_not_enforced),
    Rule(schemas.required_without_property),
    Rule(operations.operation_id_duplicate),
    Rule(operations.parameter_duplicate),
    Rule(operations.path_parameter),
    Rule(operations.security_scheme_unknown),
    Rule(operations.tag_duplicate),
    Rule(words.x_stream_target),
    Rule(words.x_pagination_target),
    Rule(words.x_matrix_target),
    Rule(examples.default_invalid),
    # The style of the house: errors in what is written for it, warnings elsewhere.
    Rule(examples.example_invalid, foreign="warning"),
    Rule(schemas.union_not_discriminated, foreign="warning"),
    Rule(operations.operation_id_missing, foreign="warning"),
    Rule(operations.operation_id_not_a_name, foreign="warning"),
    Rule(house.description_missing, foreign="warning"),
    Rule(house.inline_object, foreign="warning"),
    Rule(house.component_name, foreign="warning"),
    Rule(house.unused_component, foreign="warning"),
    Rule(house.object_both_directions, foreign="warning"),
    Rule(house.feature_3_2_only, foreign="warning", name="feature-3.2-only"),
    # Whose words they are, only their owner knows.
    Rule(words.x_word_unknown, foreign=None),
)


def explanations() -> dict[str, str]:
    """What each rule is about, by its id; those of loading a document as well."""
    return load.RULES | {rule.id: rule.explanation for rule in RULES}


def check(document: Document) -> list[Problem]:
    """All that is wrong with an OpenAPI document, in the order of its lines."""
    context = Context(document)
    problems: list[Problem] = []
    for rule in RULES:
        severity = "error" if context.follows_house_style else rule.foreign
        if severity is None:
            continue
        for found in rule.check(context):
            problems.append(
                document.problem(
                    rule.id, found.pointer, found.message, severity=severity, key=found.key, help=found.help
                )
            )
    if not any(problem.severity == "error" for problem in problems):
        problems += [
            document.problem("openapi-invalid", found.pointer, found.message, help=found.help)
            for found in structure.refused_besides(context)
        ]
    return in_order(problems)
