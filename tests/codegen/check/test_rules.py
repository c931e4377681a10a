"""Rules that are too large for a case, or that no provider states so far; `explain` describes each rule."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from isogloss_codegen.check.conversation import ConversationRules
from isogloss_codegen.cli.rule_areas import TRAFFIC, rules_by_id
from isogloss_codegen.findings.levels import WORDS
from isogloss_codegen.ir.order import Conversation
from isogloss_codegen.traffic.exchange import Request

RULES = rules_by_id(*TRAFFIC)
CASES = Path(__file__).parent / "cases"
AT = Conversation("turns", "by", "said", "reader", "library", {"thinking": "proof"})
BODY = {
    "turns": [
        {"by": "library", "said": [{"type": "thinking", "text": "hm"}, {"type": "text", "text": "yes"}]},
        {"by": "reader", "said": "why"},
    ]
}


@pytest.mark.parametrize(
    ("rule", "words", "path"),
    [
        ("first-role-user", {}, "turns[0]"),
        ("replay-forbidden", {}, "turns[0].said[0]"),
        ("signature-checked", {}, "turns[0].said[0]"),
        ("request-size-limit", {"value": "32 MB"}, "body"),
    ],
)
@pytest.mark.parametrize("status", ["full", "conditional", "unknown"])
def test_rules_of_conversations(rule: str, words: dict[str, str], path: str, status: str) -> None:
    rules = ConversationRules([{"rule": rule, "at": "turns", "status": status, **words}], "Library", AT)
    found = list(rules.check(Request(BODY, size=33 * 1024 * 1024), is_own=False))
    expected = [(f"request-{rule.removeprefix('request-')}", path)] if status != "unknown" else []
    assert [(finding.rule, finding.path) for finding in found] == expected
    for finding in found:
        is_sure = status == "full" and rule != "signature-checked"
        assert finding.level == ("breaking" if is_sure else "warning")
        assert finding.level in RULES[finding.rule].levels


def test_what_is_as_it_should_be_breaks_no_rule() -> None:
    stated = ("first-role-user", "last-role-user", "roles-alternate", "replay-forbidden", "request-size-limit")
    rules = ConversationRules([{"rule": rule, "status": "full", "value": "32 MB"} for rule in stated], "Library", AT)
    good = {"turns": [{"by": "reader", "said": "hi"}, {"by": "library", "said": "hi"}, {"by": "reader", "said": "?"}]}
    assert list(rules.check(Request(good, size=32 * 1024 * 1024), is_own=False)) == []


def test_levels_in_cases_are_those_of_the_rules() -> None:
    said = "".join(path.read_text() for path in CASES.glob("*/expected.txt"))
    words = {word: level for level, word in WORDS.items()}
    shown = re.findall(r"^  ([A-Z][a-z ]+) \[([a-z-]+)\]", said, re.MULTILINE)
    found = {(words[word], rule) for word, rule in shown}
    assert len(found) > 60
    assert sorted((rule, level) for level, rule in found if level not in RULES[rule].levels) == []


def test_a_tag_of_another_type_is_none() -> None:
    rules = ConversationRules([{"rule": "replay-forbidden", "status": "full"}], "Library", AT)
    assert (
        list(rules.check(Request({"turns": [{"by": "library", "said": [{"type": ["thinking"]}]}]}), is_own=False)) == []
    )
