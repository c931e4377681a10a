"""`isogloss explain`: shows the row of a rule."""

from __future__ import annotations

import shutil
import textwrap
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from isogloss_codegen.findings.rule import Rule

_EPILOG = """\b
Examples:
  isogloss explain joined-url
  isogloss explain union-not-discriminated

\b
Exit codes:
  0  printed
  2  there is no such rule, or an extra is not installed
  3  the rules of the spec (rules.yaml) cannot be read
"""


@click.command("explain", epilog=_EPILOG)
@click.argument("rule")
@click.pass_context
def command(ctx: click.Context, rule: str) -> None:
    """Explain RULE, the id in the brackets of a finding: what it finds, why, an example, and what to do."""
    from isogloss_codegen.document.load import LoadError

    from .output import refuse
    from .rule_areas import all_rules

    try:
        rules = all_rules()
    except LoadError as error:
        refuse(ctx, error)
    rule = rule.rpartition("[")[2].rstrip("]")  # as findings show it: "May break [request-model]"
    found = [each for each in rules if each.id == rule]
    if not found:
        raise click.UsageError(_unknown(rule, rules))
    width = min(shutil.get_terminal_size((100, 24)).columns, 100)
    click.echo("\n\n".join(_text(each, width) for each in found))


def _text(rule: Rule, width: int) -> str:
    parts = [
        f"{rule.id} ({rule.area}: {rule.words})",
        textwrap.fill(rule.sentence, width),
        textwrap.fill(rule.why, width),
        f"Example:\n\n{textwrap.indent(rule.example, '    ')}",
        textwrap.fill(f"What to do: {rule.advice}", width),
    ]
    return "\n\n".join(parts)


def _unknown(name: str, rules: list[Rule]) -> str:
    from isogloss_codegen.document.wording import suggested

    hint = suggested(name, (rule.id for rule in rules)) or "`isogloss rules` lists them"
    return f"there is no rule `{name}`; {hint}"
