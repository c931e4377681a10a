"""The visible effects of a provider's overlay, by the table of the spec; and those that a probe saw.

This knows nothing of how a probe judges: it reads statements, words and rules, and the table that says how they show.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from fnmatch import fnmatchcase
from functools import cached_property
from typing import Any
from urllib.parse import urlsplit

import jsonschema_rs

from isogloss_codegen.document.resolve import Dialect
from isogloss_codegen.document.support import operation_at
from isogloss_codegen.document.values import as_list, as_map, value_at
from isogloss_codegen.probe.judge import Observation
from isogloss_codegen.probe.observable import Observable
from isogloss_codegen.support.statement import Asking
from isogloss_codegen.support.subjects import Subject

Facts = dict[tuple[str, str], str]
"""By what it is about, and what of it is asked (`sent`, `effect`, a value, the name of a word), as what it shows."""

_COVERING = ("ignored", "unsupported", "rejected")
_BODY = "/components/schemas/CreateMessageRequest"
_SENT = ("field", "member")
_OF_VALUES = {"rejected": "refused", "ignored": "taken", "full": "taken", "partial": "taken", "transformed": "taken"}


class Overlay:
    """The statements of an overlay, as a user of one model sees them."""

    def __init__(self, dialect: Dialect, table: Observable, model: str) -> None:
        self.dialect = dialect
        self.table = table
        self.model = model
        self.support = dialect.support
        self.document = dialect.support.document
        self._reached = set(self._reach())
        self.hidden = {pointer: why for pointer in self.subjects if (why := self.entry(pointer).get("why"))}

    @property
    def subjects(self) -> Mapping[str, Subject]:
        """All that an overlay can make a statement about."""
        return self.support.subjects

    @property
    def operation(self) -> str:
        """The operation that is varied."""
        return str(operation_at(self.document, "POST", "/v1/messages"))

    def entry(self, pointer: str, *, effect: bool = False) -> Mapping[str, Any]:
        """The entry of the table about a subject."""
        subject = self.subjects[pointer]
        said = self.support.of(pointer)
        is_default_meant = "request" in subject.sides and subject.kind != "operation"
        status = said.status_for(Asking(self.model)) if said.is_stated or is_default_meant else "unknown"
        schema = as_map(value_at(self.document, pointer))
        about: dict[str, Any] = {
            "kind": subject.kind,
            "side": "request" if "request" in subject.sides else "response",
            "part": "form" if self._is_form(subject) else "needed" if subject.is_inseparable else "",
            "tier": schema.get("x-tier"),
            "effect": effect,
        }
        for each in self.table.statements:
            fits = all(about[name] == each[name] for name in about.keys() & each.keys())
            component = pointer.split("/")[3] if pointer.startswith("/components/schemas/") else ""
            if fits and status in each.get("status", [status]) and component in each.get("of", [component]):
                return each
        raise AssertionError(f"the table does not say how {pointer} ({status}) shows")

    def facts(self) -> Facts:
        """All that is stated and shows."""
        return {**self.sent(), **self.missing(), **self._effects(), **self._values(), **self._words()}

    @cached_property
    def unstated(self) -> set[str]:
        """The parts of a request of which nothing is stated."""
        return {pointer for pointer in self.subjects if self.support.of(pointer).status == "unknown"}

    def is_hidden(self, about: tuple[str, str]) -> bool:
        """True if the table says that no effect is visible, or if there is no statement."""
        pointer, what = about
        if what == "in what is ignored":
            return False
        if pointer in self.unstated:
            return True
        if not pointer:
            return "seen" not in self._word(what)
        if what == "effect" and pointer in self.subjects:
            return "why" in self.entry(pointer, effect=True)
        if what == "auth.schemes":
            return (pointer, what) not in self._words()
        if what in ("sent", "missing"):
            return pointer in self.hidden
        of_value = self.support.of_value(pointer, what)
        return (of_value if of_value.is_stated else self.support.of(pointer)).status not in _OF_VALUES

    def sent(self) -> Facts:
        """The effects on the parts of a request, and on operations."""
        return {
            (pointer, "sent"): seen
            for pointer in self.subjects
            if (seen := self._seen(pointer)) not in ("", "missing", "denied") and pointer in self._reached
        }

    def missing(self) -> Facts:
        """The fields that answers do not have."""
        stated = [pointer for pointer in self.subjects if self._seen(pointer) == "missing"]
        stated += [
            pointer
            for rule in self.rules("field-missing")
            if rule["at"] not in self.table.rules["field-missing"]["always"]
            and (pointer := self.place(str(rule["at"])))
            and as_map(value_at(self.document, pointer)).get("x-tier") == "declared"
        ]
        return {(pointer, "missing"): "missing" for pointer in stated if not self._is_gone(pointer)}

    def rules(self, id: str) -> list[Mapping[str, Any]]:
        """The rules of an id that hold for the model."""
        return [each for each in self.dialect.rules if each["rule"] == id and self._holds(each)]

    def place(self, at: str) -> str:
        """The pointer of a place in answers that a rule names, "" for one in a stream or in an error."""
        first, *steps = at.split(".")
        if first != "response" or not steps or steps[0].isdecimal() or steps[0] == "error":
            return ""
        pointer = "/components/schemas/Message"
        for step in steps:
            pointer = f"{pointer}/properties/{step.removesuffix('[]')}"
            if step is not steps[-1]:
                pointer = self._followed(pointer)
        return pointer

    def is_covered(self, pointer: str) -> bool:
        """True if the status of a subject is not `full`."""
        return self.support.of(pointer).status_for(Asking(self.model)) != "full"

    def is_ignored(self, way: Sequence[str]) -> bool:
        """True if something on the way into a body is ignored."""
        return any(self.support.of(pointer).status_for(Asking(self.model)) == "ignored" for pointer in way)

    def is_in_range(self, pointer: str, value: Any) -> bool:
        """True if the provider's own document allows a value."""
        schema = {**as_map(value_at(dict(self.dialect.document), pointer))}
        return jsonschema_rs.Draft202012Validator(
            {**schema, "components": self.dialect.document["components"]}
        ).is_valid(value)

    def _seen(self, pointer: str) -> str:
        subject = self.subjects[pointer]
        if subject.kind != "operation" and "response" in subject.sides and self._is_gone(pointer):
            return ""
        return self.entry(pointer).get("seen", "")

    def _is_gone(self, pointer: str) -> bool:
        """True if no answer can have the component."""
        return pointer.split("/properties/")[0] not in self._answered

    @cached_property
    def _answered(self) -> set[str]:
        operations = [each.pointer for each in self.subjects.values() if each.kind == "operation"]
        offered = [each for each in operations if self.entry(each).get("seen") != "absent"]
        return {pointer for each in offered for pointer in self._below(each)}

    def _below(self, pointer: str) -> set[str]:
        found: set[str] = set()
        waiting = [pointer]
        while waiting:
            for inner in self.subjects[waiting.pop()].holds:
                if inner not in found:
                    found.add(inner)
                    waiting.append(inner)
        return found

    def _reach(self) -> Iterator[str]:
        """The components that a request can lead to, through nothing that is refused or cannot be made."""
        unsendable = {f"/components/schemas/{name}" for name in self.table.hidden}
        operations = {each.pointer for each in self.subjects.values() if each.kind == "operation"}
        places = {each.tag: each.within for each in self.table.contexts if each.tag and each.within}
        waiting, seen = [(_BODY, "")], set[tuple[str, str]]()
        while waiting:
            pointer, role = at = waiting.pop()
            subject = self.subjects[pointer]
            tag = self._tag(pointer)
            is_elsewhere = places.get(tag, role) != role
            if at in seen or is_elsewhere or pointer in unsendable or subject.component in unsendable:
                continue
            seen.add(at)
            if self.support.of(pointer).status_for(Asking(self.model)) != "rejected":
                role = tag if tag in places.values() else role
                waiting += [(inner, role) for inner in subject.holds]
        yield from operations | {pointer for pointer, _ in seen}

    def _tag(self, pointer: str) -> str:
        """The tag of a member of a union, "" of anything else or where there is none."""
        union, _, index = pointer.rpartition("/oneOf/")
        if not union:
            return ""
        schema = as_map(value_at(self.document, union))
        target = as_map(as_list(schema["oneOf"])[int(index)]).get("$ref")
        mapping = as_map(as_map(schema.get("discriminator")).get("mapping"))
        return next((tag for tag, each in mapping.items() if each == target), "")

    def _effects(self) -> Facts:
        found: Facts = {}
        for effect in self.table.effects:
            component, _, name = effect.subject.partition(".")
            pointer = f"/components/schemas/{component}/properties/{name}"
            at = self._tagged(pointer, effect.tag) if effect.tag else pointer
            around = self.support.of(pointer)
            about = pointer if around.status in _COVERING or around.status == "unknown" else at
            if (effect.only and not self.rules(effect.only)) or (effect.unless and self.rules(effect.unless)):
                continue
            seen = self.entry(about, effect=True).get("seen") if self.support.of(about).is_stated else None
            if seen in ("works", "without effect", "refused"):
                found[at, "effect"] = seen
        return found

    def _tagged(self, pointer: str, tag: str) -> str:
        union = self._followed(pointer)
        schema = as_map(value_at(self.document, union))
        target = as_map(as_map(schema["discriminator"])["mapping"])[tag]
        index = [as_map(each).get("$ref") for each in as_list(schema["oneOf"])].index(target)
        return f"{union}/oneOf/{index}"

    def _followed(self, pointer: str) -> str:
        schema = as_map(value_at(self.document, pointer))
        for each in (schema, *map(as_map, as_list(schema.get("oneOf")) + as_list(schema.get("anyOf")))):
            if "$ref" in each:
                return str(each["$ref"]).removeprefix("#")
        return pointer

    def _values(self) -> Facts:
        """Of properties with statements about their values, what is made of each."""
        found: Facts = {}
        for pointer, subject in self.subjects.items():
            if pointer not in self._reached or subject.kind != "property" or self._seen(pointer) == "refused":
                continue
            for value in self._closed(as_map(value_at(self.document, pointer))):
                said = self.support.of_value(pointer, value)
                status = (said if said.is_stated else self.support.of(pointer)).status
                if seen := _OF_VALUES.get(status):
                    found[pointer, value] = seen
        return found

    def _closed(self, schema: Mapping[str, Any]) -> list[str]:
        """All values but the first of a list of them that does not grow."""
        if "$ref" in schema:
            return self._closed(as_map(value_at(self.document, str(schema["$ref"]).removeprefix("#"))))
        inner = [as_map(each) for each in (*as_list(schema.get("oneOf")), *as_list(schema.get("anyOf")))]
        values = [value for each in inner if "$ref" in each or "enum" in each for value in self._closed(each)]
        if "items" in schema:
            values += self._closed(as_map(schema["items"]))
        own = [] if schema.get("x-open") else as_list(schema.get("enum"))[1:]
        return [*values, *(value for value in own if isinstance(value, str))]

    def _is_form(self, subject: Subject) -> bool:
        """True if this is one of several forms without a tag."""
        if subject.kind != "member":
            return False
        union = subject.pointer.rpartition("/")[0].rpartition("/")[0]
        return subject.is_form or "discriminator" not in as_map(value_at(self.document, union))

    def _words(self) -> Facts:
        found: Facts = {
            ("", name): str(entry["seen"])
            for name in ("unknown_fields", "auth.validation")
            if "seen" in (entry := self._word(name))
        }
        for scheme in as_list(as_map(self.dialect.words.get("auth")).get("schemes")):
            found[f"/components/securitySchemes/{scheme}", "auth.schemes"] = "taken"
        if self._looks_at_keys():
            for subject in self.subjects.values():
                if subject.kind == "security" and (seen := self._seen(subject.pointer)):
                    found[subject.pointer, "auth.schemes"] = seen
        return found

    def _word(self, name: str) -> Mapping[str, Any]:
        """The entry of the table about a word of the provider."""
        words = self.dialect.words
        hosts = [urlsplit(str(each["url"])).hostname for each in words.get("servers", ())]
        is_local = any(host in ("localhost", "127.0.0.1") for host in hosts)
        unknown = words.get("unknown_fields")
        values = {
            "unknown_fields": as_map(unknown).get("policy") or unknown,
            "auth.validation": as_map(words.get("auth")).get("validation", "unknown"),
        }
        return self.table.word(name, str(values[name]), is_local=is_local)

    def unshown(self, id: str, rule: Mapping[str, Any]) -> bool:
        """True if the table says that a stated rule has no visible effect."""
        entry, at = self.table.rules[id], str(rule["at"])
        if "why" in entry or at in entry.get("always", ()):
            return True
        if at.startswith("response.401") and not self._looks_at_keys():
            return True
        if id == "error-envelope":
            return not any(at.startswith(f"response.{status}") for status in entry["status"])
        if id == "field-missing":
            return not self.place(at) and not at.startswith("stream.message_start.message.t")
        return False

    def is_same_elsewise(self, id: str) -> bool:
        """True if another rule, or another subject, has the same visible effect."""
        entry = self.table.rules[id]
        if any(self.rules(other) for other, its in self.table.rules.items() if _alike(entry) == _alike(its)):
            return True
        same = entry.get("same", {}).items()
        if any(str(rule["at"]).startswith(at) for other, at in same for rule in self.rules(other)):
            return True
        if "auth.validation" in entry.get("also", ()) and not self._looks_at_keys():
            return True
        subjects = (each.split(".") for each in entry.get("also", ()))
        pointers = [f"/components/schemas/{component}/properties/{name}" for component, name in subjects]
        return any(self.support.of(each).status_for(Asking(self.model)) not in ("full", "unknown") for each in pointers)

    def _looks_at_keys(self) -> bool:
        return self._word("auth.validation").get("seen") == "denied"

    def _holds(self, rule: Mapping[str, Any]) -> bool:
        names = as_list(as_map(rule.get("when")).get("model"))
        return rule["status"] == "full" or any(fnmatchcase(self.model, name) for name in names)


def observed(observations: Sequence[Observation], overlay: Overlay) -> Facts:
    """The visible effects that a probe saw."""
    found: dict[tuple[str, str], set[str]] = {}

    def note(pointer: str, what: str, seen: str) -> None:
        found.setdefault((pointer, what), set()).add(seen)

    for each in observations:
        experiment, seen = each.experiment, each.outcome
        for finding in each.findings:
            if finding.rule in ("response-field-absent", "response-field-missing"):
                note(finding.pointer, "missing", "missing")
        if seen == "not told":
            continue
        pointer = experiment.subjects[-1] if experiment.subjects else ""
        if experiment.kind == "control":
            note(overlay.operation, "sent", seen)
            continue
        if overlay.is_ignored(experiment.subjects[:-1]):
            if seen == "refused":
                note(experiment.id, "in what is ignored", seen)
            if overlay.support.of(pointer).status == "rejected":
                continue
        if experiment.kind in _SENT or (experiment.kind == "request" and experiment.expects == 2):
            note(pointer, "sent", seen)
        elif experiment.kind == "effect" and experiment.effect:
            note(pointer, "effect", seen)
        elif experiment.kind == "value":
            note(pointer, experiment.shown, seen)
        elif experiment.kind == "unknown-field" and not overlay.is_ignored(experiment.subjects):
            note("", "unknown_fields", seen)
        elif experiment.kind == "credential" and experiment.key and ":" not in experiment.key:
            note(pointer, "auth.schemes", seen)
        elif experiment.kind == "credential":
            note("", "auth.validation", seen)
    stated = overlay.facts()
    shown = {about: seen for about, seen in found.items() if about in stated or not overlay.is_hidden(about)}
    return {about: " and ".join(sorted(seen)) for about, seen in shown.items()}


def _alike(entry: Mapping[str, Any]) -> tuple[Any, ...]:
    return entry.get("experiment"), entry.get("seen"), str(entry.get("shows"))
