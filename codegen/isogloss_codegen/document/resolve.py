"""A provider's dialect as a document: the base, its overlay, and the effects of its statements."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from pathlib import Path
from typing import Any

from ..findings.finding import Finding, in_order
from ..support.statement import Statement
from ..support.table import Support
from .load import Document, LoadError
from .overlay.apply import apply_overlay
from .overlay.assemble import Overlay, assemble
from .overlay.form import check_form
from .removal import Remover
from .support import read_support, without_support
from .values import as_list, as_map

Node = dict[str, Any]


@dataclass(frozen=True, eq=False)
class Dialect:
    """The API of a provider.

    `document` is the resolved OpenAPI document without `x-support`; the statements are in the table `support`. `words`
    (`x-provider`), `rules` and `conflicts` are as in the overlay. `overlay` is None if the dialect is a document by
    itself. `source` is that document, or the one that the overlay extends, as its author wrote it.
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
        """The statements of the overlay, by subject."""
        return self.support.statements

    @property
    def models(self) -> list[str]:
        """The model ids that the overlay lists, without patterns (`*`)."""
        ids = as_list(as_map(self.words.get("models")).get("ids"))
        return [str(each) for each in ids if "*" not in str(each)]

    @cached_property
    def unsupported(self) -> frozenset[str]:
        """The subjects with status `unsupported`: valid on the wire, a type error in a program."""
        return frozenset(pointer for pointer, said in self.statements.items() if said.status == "unsupported")


def resolve_document(document: Document, *, id: str = "") -> Dialect:
    """The dialect of a document by itself: it supports all that it describes. `id` defaults to the name of its file."""
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
    """The dialect of an overlay on a base document. The base is not changed.

    Raises LoadError with all problems if the overlay is not valid or does not fit the base.
    """
    return _resolved(assemble(overlay, base), base)


@lru_cache(maxsize=64)
def _resolved(overlay: Overlay, base: Document) -> Dialect:
    problems = [problem for problem in check_form(overlay) if problem.level == "error"]
    dialect = None
    if not problems:
        dialect, problems = try_overlay(overlay, base)
    if dialect is None or problems:
        raise LoadError(in_order(problems))
    return dialect


def try_overlay(overlay: Document, base: Document, *, actions: int | None = None) -> tuple[Dialect, list[Finding]]:
    """The dialect of a valid overlay on a base, as far as it fits, and the problems where it does not.

    With `actions`, only that many of its actions are applied.
    """
    overlay = assemble(overlay, base)
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
    """Removes rejected subjects: those that the overlay names, and unnamed ones if `default_status` is `rejected`."""
    problems: list[Finding] = []
    remover = Remover(document)
    rejected = [said for said in support.statements.values() if said.status == "rejected"]
    for said in rejected:
        if not remover.reject(said.subject) and said.subject in support.subjects:
            message = "only a component, property, union member, operation or value can be rejected"
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
        help = "reject the property that has this schema, or state which values are accepted"
        problems.append(overlay.problem("union-emptied", at, message, help=help))
    return problems


def _describe(document: Node, info: Mapping[str, Any], words: Mapping[str, Any]) -> None:
    """Writes the provider's name, servers and credentials into the document."""
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
        # Only the version header has a default that clients send.
        if isinstance(required, bool) and parameter.get("in") == "header" and "x-client-default" in parameter:
            parameter["required"] = required


def _server(server: Node) -> Node:
    """A Server Object. Its variables need a default, which is the first value, else a name that tells what to write."""
    told = [f"{word.capitalize()}: {server[word]}." for word in ("region", "plan") if word in server]
    variables = {
        name: {"default": next(iter(as_list(each.get("enum"))), name), **each}
        for name, each in as_map(server.get("variables")).items()
    }
    return (
        {"url": server["url"]}
        | ({"description": " ".join(told)} if told else {})
        | ({"variables": variables} if variables else {})
    )
