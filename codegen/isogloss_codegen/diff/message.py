"""What a fact says to people, in a sentence."""

from __future__ import annotations

import re

from .found import Found
from .rules import RULES

# What titles say in other words.
_IN_TITLE = frozenset(("", "deprecated", "in use", "required", "optional", "described", "not described", "anything"))


def message_of(entry: Found) -> str:
    """The sentence about a fact: what an overlay has to say, or else the title of its rule, and what is different."""
    fact = entry.fact
    if entry.level is not None and fact.detail:
        return fact.detail
    rule = RULES.get(fact.rule)
    title = rule.title.rstrip(".") if rule is not None else f"{fact.subject.replace('-', ' ')} {fact.edit}"
    # Where a finding shows, its direction is known.
    title = re.sub(r"^In an? \w+, ", "", title)
    title = title[:1].upper() + title[1:]
    if _IN_TITLE.issuperset((fact.before, fact.after)):
        return " ".join(filter(None, (f"{title}.", fact.detail)))
    change = f"{fact.before} here, {fact.after} there" if fact.before and fact.after else fact.before or fact.after
    sentence = f"{title}: {change}." if change else f"{title}."
    return " ".join(filter(None, (sentence, fact.detail)))
