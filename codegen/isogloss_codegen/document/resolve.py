"""A provider's dialect as a document of its own: the base, its overlay, and what follows from its statements."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any

from ..findings.finding import Finding, in_order
from ..support.statement import Statement
from ..support.table import Support
from .load import Document, LoadError
from .overlay.apply import apply_overlay
from .overlay.vocabulary import check_words
from .removal import Remover
from .support import read_statement, read_support, without_support
from .values import as_list, as_map

Node = dict[str, Any]


@dataclass(frozen=True, eq=False)
class Dialect:
    """What a provider speaks.

    `document` is the resolved OpenAPI document, without the words of support: those are the `support` table. `words`
    (`x-provider`), `rules` and `conflicts` are as the overlay has them. `overlay` is None where the dialect is a
    document by itself. `source` is that document, or the one that the overlay extends, as its author wrote it.
    """

    id: str
    version: str
    title: str
    description: str
    source: Document = field(repr=False)
    document: Node = field(repr=False)
    support: Support = field(repr=False)
    words: Mapping[str, Any] = field(default_factory=dict[str, Any], repr=False)
    rules: Sequence[Mapping[str, Any]] = ()
    conflicts: Sequence[Mapping[str, Any]] = ()
    overlay: Document | None = field(default=None, repr=False)

    @property
    def statements(self) -> Mapping[str, Statement]:
        """What the overlay states, by subject."""
        return self.support.statements

    @property
    def models(self) -> list[str]:
        """The ids of the models that the overlay lists, without those that stand for many (`*`)."""
        ids = as_list(as_map(self.words.get("models")).get("ids"))
        return [str(each) for each in ids if "*" not in str(each)]

    @cached_property
    def in_place(self) -> Mapping[str, Statement]:
        """What the overlay states of one place of a body only, by the path of that."""
        return {
            str(words["at"]): read_statement(str(words["at"]), words, f"/x-rules/{index}")
            for index, words in enumerate(map(as_map, self.rules))
            if words.get("rule") == "in-this-place"
        }

    @cached_property
    def unsupported(self) -> frozenset[str]:
        """The subjects that are not supported, be they refused or ignored: legal on the wire, wrong in a program."""
        return frozenset(pointer for pointer, said in self.statements.items() if said.status == "unsupported")


def resolve_document(document: Document, *, id: str = "") -> Dialect:
    """A document by itself, seen as a dialect: all that it describes is supported. `id` is the name of its file."""
    info = as_map(document.value.get("info"))
    return Dialect(
        id or Path(document.path).stem,
        str(info.get("version", "")),
        str(info.get("title", "")),
        str(info.get("description", "")),
        document,
        document.value,
        Support(document.value, {}, {}, default="full"),
    )


def resolve_overlay(overlay: Document, base: Document) -> Dialect:
    """The dialect that an overlay makes of a base document, which stays as it is.

    Raises LoadError, with all problems, where the overlay is not one or does not fit.
    """
    problems = list(check_words(overlay))
    dialect = None
    if not problems:
        dialect, problems = try_overlay(overlay, base)
    if dialect is None or problems:
        raise LoadError(in_order(problems))
    return dialect


def try_overlay(overlay: Document, base: Document, *, actions: int | None = None) -> tuple[Dialect, list[Finding]]:
    """The dialect that an overlay whose words are right makes of a base, as far as it fits, and where it does not.

    With `actions`, of only that many of its actions.
    """
    applied, problems = apply_overlay(overlay, base.value, actions=actions)
    info = overlay.value["info"]
    words = as_map(info.get("x-provider"))
    support = read_support(applied, words)
    document = without_support(applied)
    problems += _take_out(document, support, overlay)
    _describe(document, info, words)
    dialect = Dialect(
        words.get("id", Path(overlay.path).name.partition(".")[0]),
        str(info["version"]),
        str(info["title"]),
        str(info.get("description", "")),
        base,
        document,
        support,
        words,
        as_list(overlay.value.get("x-rules")),
        as_list(overlay.value.get("x-conflicts")),
        overlay,
    )
    return dialect, problems


def _take_out(document: Node, support: Support, overlay: Document) -> list[Finding]:
    """Takes out what is rejected: what the overlay says so of, and what it does not mention if that is its default."""
    problems: list[Finding] = []
    remover = Remover(document)
    rejected = [said for said in support.statements.values() if said.status == "rejected"]
    for said in rejected:
        if not remover.reject(said.subject) and said.subject in support.subjects:
            message = "only a component, a property, a member of a union, an operation or a value can be rejected"
            problems.append(overlay.problem("support-misplaced", said.pointer, message))
    for subject, values in support.values.items():
        for value, said in values.items():
            if said.status == "rejected":
                remover.reject_value(subject, value)
    for pointer in support.refused_by_default:
        remover.reject(pointer)
    remover.finish()
    rejected += [said for values in support.values.values() for said in values.values() if said.status == "rejected"]
    for pointer in dict.fromkeys(remover.emptied):
        inside = (said.pointer for said in rejected if f"{said.subject}/".startswith(f"{pointer}/"))
        at = next(inside, "/info/x-provider/default_status")
        message = f"all values of {pointer} are rejected"
        help = "reject the property that has it instead, or state which values are accepted"
        problems.append(overlay.problem("union-emptied", at, message, help=help))
    return problems


def _describe(document: Node, info: Mapping[str, Any], words: Mapping[str, Any]) -> None:
    """Puts the provider where the document speaks of one: its name, its servers, its credentials."""
    if not words:
        return
    described = {key: info[key] for key in ("title", "version", "description") if key in info}
    document["info"] = {key: value for key, value in as_map(document["info"]).items() if key != "summary"} | described
    if servers := as_list(words.get("servers")):
        document["servers"] = [_server(as_map(server)) for server in servers]
    if schemes := as_list(as_map(words.get("auth")).get("schemes")):
        document["security"] = [{name: []} for name in schemes]
        known = as_map(as_map(document.get("components")).get("securitySchemes"))
        for name in [name for name in known if name not in schemes]:
            del known[name]
    required = as_map(words.get("version_header")).get("required")
    for parameter in as_map(as_map(document.get("components")).get("parameters")).values():
        # The one header that clients send unasked is the version's.
        if isinstance(required, bool) and parameter.get("in") == "header" and "x-client-default" in parameter:
            parameter["required"] = required


def _server(server: Node) -> Node:
    region = server.get("region")
    return {"url": server["url"]} | ({"description": f"Region: {region}."} if region else {})
