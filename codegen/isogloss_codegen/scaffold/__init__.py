"""Begins the overlay of a provider: statements of another provider as guesses, and questions for the rest."""

from __future__ import annotations

import datetime
import textwrap
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from ..document.overlay.placeholder import TODO
from ..document.resolve import Dialect
from ..document.support import operation_at
from ..document.values import as_list, as_map, value_at
from ..matrix.rows import Entry, plans
from ..relations import fault_in
from .text import comment, heading, indented, json_path, keyed, listed

_INTRODUCTION = """\
{title}. Write here which documents you read, and their dates.

The statements of `{id}` are guesses: confirm, change or remove each. The rest are questions in comments: answer a
question if the documents do, else remove it; not stated is not "no". Begin with `x-sources`, the documents that you
read. Each statement needs evidence: replace {todo} by the id of a source, the place in it, and what it says.
`isogloss validate` lists what is missing.
"""
_SOURCE = "docs"
_GUIDE = """\
#
# The `kind` of a source is docs, code, spec, issue or probe, `retrieved` the date when you read it. In evidence,
# `where` is a heading, a row of a table or a function, and `says` the statement in your own words; `path` and
# `lines` are the place in source code. A status is one of
#
#   full          works as described
#   partial       works within limits                       `note`: which limits
#   conditional   depends on model, header or place         `note`, and `when: {model: [...]}`, `{header: {...}}`
#                                                           or `{at: [...]}`
#   transformed   accepted, with another effect             `note`
#   ignored       accepted, without effect
#   unsupported   refused or ignored, not stated which
#   rejected      refused with an error
#   unknown       not stated, although it may seem so
"""


@dataclass(frozen=True)
class Scaffold:
    """The `text` of an overlay to complete: the number of `guesses`, and of `questions` in comments."""

    text: str
    guesses: int
    questions: int


def scaffold(
    id: str,
    source: Dialect,
    others: Iterable[Mapping[str, Any]],
    rules: Mapping[str, Any],
    *,
    extends: str,
    day: datetime.date,
) -> Scaffold:
    """Begins the overlay of the provider `id` with the statements of the dialect `source`.

    Args:
        id: The new provider.
        source: The dialect with the guesses; a document by itself has none.
        others: Overlays whose endpoints and rules become questions.
        rules: The rules of behaviour by id.
        extends: The value of `extends`.
        day: The version of the overlay, and the date of its evidence.
    """
    return _Scaffold(id, source, list(others), rules, day).write(extends)


class _Scaffold:
    def __init__(
        self,
        id: str,
        source: Dialect,
        others: Sequence[Mapping[str, Any]],
        rules: Mapping[str, Any],
        day: datetime.date,
    ) -> None:
        self.id = id
        self.source = source
        self.document = source.support.document
        self.others = others
        self.rules = rules
        self.day = day.isoformat()
        self.evidence = [{"source": _SOURCE, "where": TODO, "says": TODO}]
        self.overlay = as_map(source.overlay.value) if source.overlay and source.words else {}
        self.guesses = self.questions = 0

    def write(self, extends: str) -> Scaffold:
        title = self.id.replace("-", " ").title()
        source = {"title": TODO, "kind": "docs", "url": TODO, "retrieved": self.day}
        introduction = _INTRODUCTION.format(title=title, id=self.source.id, todo=TODO)
        parts = [
            "#\n".join(comment(text, 0) for text in introduction.split("\n\n")),
            _GUIDE,
            "overlay: 1.1.0\ninfo:\n",
            f"  title: {title}   # the name as the provider writes it\n",
            f"  version: '{self.day}'   # the date of its documents, or the date when you read them\n",
            "  # description: >-\n  #   A paragraph: the provider, and its main differences.\n",
            indented(keyed("x-sources", {_SOURCE: source}), 2),
            f"  x-provider:\n    id: {self.id}\n",
            *self._provider(),
            f"extends: {extends}\n",
            heading("Behaviour that no schema can express", ""),
            *self._behaviour(),
            heading("Contradictions in its documents", ""),
            *self._conflicts(),
            "\nactions:\n",
            *self._actions(),
        ]
        return Scaffold("".join(parts), self.guesses, self.questions)

    # ---- The provider itself -----------------------------------------------------------------------------------------

    def _provider(self) -> Iterator[str]:
        words = self.source.words
        yield comment("Do the sources list all supported parts, as source code does? Then the default for all parts")
        yield comment("without a statement may be `ignored` or `rejected`.")
        yield f"    default_status: {words.get('default_status', 'unknown')}\n"
        yield comment("Does the provider refuse (reject) or ignore (ignore) undescribed properties?")
        if as_map(words.get("unknown_fields")):
            yield self._guess("unknown_fields", words)
        else:
            yield "    unknown_fields: unknown\n"
            yield self._question(keyed("unknown_fields", {"policy": TODO, "evidence": self.evidence}), 4)
        path = next(iter(as_map(self.document.get("paths"))), "")
        url = f"https://{self.id}.example"
        yield comment(
            f"What are its base URLs, by region? `joined` is the URL that clients call: the base URL and {path}."
        )
        server = {"url": url, "region": TODO, "joined": url + path, "evidence": self.evidence}
        yield self._question(keyed("servers", [server]), 4)
        schemes = list(as_map(as_map(self.document.get("components")).get("securitySchemes")))
        yield comment("Which credentials does it accept, the preferred one first, and does it refuse a wrong one?")
        auth = {"schemes": schemes, "validation": "unknown", "evidence": self.evidence}
        yield self._asked("auth", auth)
        yield comment("Is the version header required (true, false, unknown)? Which value is recommended?")
        yield self._asked("version_header", {"required": "unknown", "evidence": self.evidence})
        yield comment("Which environment variables do its documents and clients use?")
        variable = f"{self.id.upper().replace('-', '_')}_API_KEY"
        yield self._question(keyed("env", {"api_key": variable, "evidence": self.evidence}), 4)
        yield comment("Which models does it have, and do the documents say that the list is complete (closed)?")
        models = {"ids": [TODO], "closed": False, "evidence": self.evidence}
        yield self._question(keyed("models", models), 4)
        yield comment("Which other endpoints does it have or not have? An `interface` belongs to another API.")
        yield from self._endpoints()

    def _asked(self, word: str, question: Mapping[str, Any]) -> str:
        """The statement of the source, else the question."""
        if word in self.source.words:
            return self._guess(word, self.source.words)
        return self._question(keyed(word, question), 4)

    def _guess(self, word: str, words: Mapping[str, Any]) -> str:
        self.guesses += 1
        return indented(keyed(word, self._without_evidence(words[word])), 4)

    def _endpoints(self) -> Iterator[str]:
        stated = [as_map(entry) for entry in as_list(self.source.words.get("endpoints"))]
        if stated:
            self.guesses += len(stated)
            yield indented(keyed("endpoints", self._without_evidence(stated)), 4)
        known = {(entry["method"], entry["path"]) for entry in stated}
        asked: dict[tuple[str, str], dict[str, Any]] = {}
        for overlay in self.others:
            for entry in as_list(as_map(as_map(overlay.get("info")).get("x-provider")).get("endpoints")):
                key = entry["method"], entry["path"]
                if key not in known and operation_at(self.document, *key) is None:
                    kind = {"kind": entry["kind"]} if "kind" in entry else {}
                    asked[key] = {"method": key[0], "path": key[1], **kind, "status": TODO, "evidence": self.evidence}
        if asked and not stated:
            yield "    # endpoints:\n"
        for key in sorted(asked, key=lambda key: (key[1], key[0])):
            yield self._question(listed(asked[key]), 6)

    # ---- Rules and conflicts -----------------------------------------------------------------------------------------

    def _behaviour(self) -> Iterator[str]:
        stated = as_list(self.overlay.get("x-rules"))
        self.guesses += len(stated)
        yield keyed("x-rules", self._without_evidence(stated)) if stated else "# x-rules:\n"
        used = {entry["rule"] for entry in stated}
        for rule, words in self.rules.items():
            if rule not in used:
                yield comment(f"{as_map(words).get('title', rule)}: {as_map(words).get('explains', '')}", 2)
                entry = {"rule": rule, **self._example(rule), "status": TODO, "evidence": self.evidence}
                yield self._question(listed(entry))

    def _example(self, rule: str) -> dict[str, Any]:
        """The place of a rule at most other providers, and the value there if the rule needs one."""
        entries = [
            entry for overlay in self.others for entry in as_list(overlay.get("x-rules")) if entry["rule"] == rule
        ]
        places = Counter(str(entry["at"]) for entry in entries)
        at = places.most_common(1)[0][0] if places else TODO
        values = [entry["value"] for entry in entries if entry["at"] == at and "value" in entry]
        return {"at": at, "value": values[0]} if values and fault_in(rule, at, None) else {"at": at}

    def _conflicts(self) -> Iterator[str]:
        yield comment("Contradictory statements. The subject is a target as below, or a field such as", 0)
        yield comment("provider.auth; `taken` is the statement that is used.", 0)
        claim = {"status": TODO, "evidence": self.evidence}
        conflict = {"subject": TODO, "claims": [claim, claim], "taken": TODO, "why": TODO}
        yield self._question(keyed("x-conflicts", [conflict]), 0)

    # ---- Actions -----------------------------------------------------------------------------------------------------

    def _actions(self) -> Iterator[str]:
        stated = as_list(self.overlay.get("actions"))
        self.guesses += len(stated)
        if stated:
            yield heading(f"What {self.source.id} states")
        for action in stated:
            yield indented(listed(self._without_evidence(action)), 2)
        for plan in plans(self.document):
            texts = list(self._questions(plan.entries, is_first=not stated))
            if texts:
                stated = True
                yield heading(plan.title)
                yield from texts

    def _questions(self, entries: Iterable[Entry], *, is_first: bool) -> Iterator[str]:
        """A question for each row without a statement. The first becomes a statement, because an overlay needs one."""
        values: dict[str, list[str]] = {}
        for entry in entries:
            if entry.value is not None:
                if entry.value not in self.source.support.values.get(entry.pointer, {}):
                    values.setdefault(entry.pointer, []).append(entry.value)
                continue
            subject = self._subject(entry.pointer)
            if subject in self.source.statements or entry.pointer in self.source.statements:
                continue
            yield comment(f"{entry.name}: {entry.about}" if entry.about else entry.name, 2)
            support = {"status": "unknown" if is_first else TODO}
            action = self._action(subject, {"x-support": support})
            if is_first:
                self.guesses += 1
                yield indented(action, 2)
            else:
                yield self._question(action)
            is_first = False
        for pointer, names in values.items():
            update = {"x-support-values": {name: {"status": TODO} for name in names}}
            yield self._question(self._action(pointer, update))

    def _action(self, pointer: str, update: Mapping[str, Any]) -> str:
        return listed({"target": json_path(pointer), "update": update, "x-evidence": self.evidence})

    def _subject(self, pointer: str) -> str:
        """The pointer for a statement about a row: for a union member with a reference, the component."""
        reference = as_map(value_at(self.document, pointer)).get("$ref")
        is_member = "/oneOf/" in pointer or "/anyOf/" in pointer
        return str(reference).removeprefix("#") if is_member and reference else pointer

    def _question(self, text: str, indent: int = 2) -> str:
        self.questions += 1
        return textwrap.indent(text, f"{' ' * indent}# ")

    def _without_evidence(self, value: Any) -> Any:
        """A copy in which all evidence is missing."""
        if isinstance(value, list):
            return [self._without_evidence(item) for item in as_list(value)]
        if not isinstance(value, dict):
            return value
        return {
            key: self.evidence if key in ("evidence", "x-evidence") else self._without_evidence(inner)
            for key, inner in as_map(value).items()
        }
