"""`isogloss rules`: lists all rules of findings."""

from __future__ import annotations

import json
import shutil
import textwrap
from dataclasses import asdict
from typing import TYPE_CHECKING, get_args

import click

from isogloss_codegen.findings.levels import LEVELS, WORDS
from isogloss_codegen.findings.rule import Area

if TYPE_CHECKING:
    from isogloss_codegen.findings.rule import Rule

_EPILOG = """\b
Examples:
  isogloss rules                    all rules, grouped by area
  isogloss rules --area overlay
  isogloss rules --format json      for programs, with the texts of `isogloss explain`
  isogloss rules --format markdown  a page with the same texts

\b
Exit codes:
  0  printed
  2  wrong usage, or an extra that is not installed
  3  the rules of the spec (rules.yaml) cannot be read
"""
_SUBJECTS: dict[Area, str] = {
    "document": "Documents (isogloss validate)",
    "overlay": "Overlays (isogloss validate)",
    "diff": "Comparisons (isogloss diff)",
    "request": "Requests (isogloss check)",
    "response": "Responses (isogloss check)",
    "stream": "Streams (isogloss check)",
    "probe": "Servers (isogloss probe)",
}


@click.command("rules", epilog=_EPILOG)
@click.option("--area", type=click.Choice(get_args(Area)), help="Only the rules of one area.")
@click.option("--format", "style", type=click.Choice(["text", "markdown", "json"]), default="text", show_default=True)
@click.pass_context
def command(ctx: click.Context, area: Area | None, style: str) -> None:
    """List the rules of findings, with their levels."""
    from isogloss_codegen.document.load import LoadError

    from .output import refuse
    from .rule_areas import all_rules

    try:
        rules = all_rules() if area is None else all_rules(area)
    except LoadError as error:
        refuse(ctx, error)
    if style == "json":
        click.echo(json.dumps({"schema_version": 1, "rules": [asdict(rule) for rule in rules]}, indent=2))
    elif style == "markdown":
        click.echo("\n\n".join(_markdown(rules)))
    else:
        click.echo("\n".join(_text(rules)))


def _text(rules: list[Rule]) -> list[str]:
    lines: list[str] = []
    columns = shutil.get_terminal_size((120, 24)).columns
    for area, subject in _SUBJECTS.items():
        listed = [(rule.id, rule.words, rule.sentence) for rule in rules if rule.area == area]
        if not listed:
            continue
        ids, levels = (max(len(entry[column]) for entry in listed) for column in (0, 1))
        indent = ids + levels + 6
        lines += [subject, ""]
        for id, level, title in listed:
            head = f"  {id:<{ids}}  {level:<{levels}}  "
            lines += textwrap.wrap(title, max(columns, 60), initial_indent=head, subsequent_indent=" " * indent)
        lines.append("")
    return [
        *lines,
        f"Options and settings name the levels {', '.join(f'{level} ({WORDS[level]})' for level in LEVELS)}.",
        "More about a rule: isogloss explain RULE",
    ]


def _markdown(rules: list[Rule]) -> list[str]:
    """The blocks of a page with all rules, by area."""
    blocks = ["# Rules", "Each finding names its rule in brackets."]
    for area, subject in _SUBJECTS.items():
        listed = [rule for rule in rules if rule.area == area]
        blocks += [f"## {subject}"] if listed else []
        for rule in listed:
            example = f"```text\n{rule.example.strip()}\n```"
            blocks += [f"### {rule.id}", f"*{rule.words}.* {rule.sentence} {rule.why}", example, rule.advice]
    return blocks
