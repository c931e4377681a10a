"""Checks an overlay by itself: its words, and its sources."""

from __future__ import annotations

from collections.abc import Iterator

from ...findings.finding import Finding
from ..values import child
from ..wording import listed, nearest
from .assemble import Overlay, sources_of
from .evidence import each_evidence
from .extends import is_provider
from .vocabulary import check_words

_AT = "/info/x-sources"
_NEEDED = ("kind", "retrieved")
_WITHOUT_SOURCE = "add it here, or describe the source in info.x-sources"


def check_form(overlay: Overlay) -> list[Finding]:
    """The findings about the form of an overlay and of the overlays that it extends.

    Sources are checked only if all words are right.
    """
    problems = [problem for part in overlay.parts for problem in check_words(part)]
    return problems if problems or not is_provider(overlay) else list(_check_sources(overlay))


def _check_sources(overlay: Overlay) -> Iterator[Finding]:
    for index, document in enumerate(overlay.parts):
        inherited = [name for part in overlay.parts[index + 1 :] for name in sources_of(part.value)]
        own = sources_of(document.value)
        used: set[str] = set()
        for pointer, evidence in each_evidence(document.value):
            name = evidence["source"]
            used.add(name)
            if (own or inherited) and name not in own and name not in inherited:
                known = [*own, *inherited]
                help = nearest(name, known) or f"known: {', '.join(known)}; a new one goes into info.x-sources"
                message = f'there is no source "{name}"'
                yield document.problem("source-unknown", child(pointer, "source"), message, help=help)
        for name in own:
            if name not in used:
                message = f'no evidence refers to the source "{name}"'
                yield document.problem("source-unused", child(_AT, name), message, level="warning", key=True)
    sources, told = sources_of(overlay.value), set[str]()
    for pointer, evidence in each_evidence(overlay.value):
        name, missing = evidence["source"], [word for word in _NEEDED if word not in evidence]
        if missing and name not in told and (name in sources or not sources):
            told |= {name} & sources.keys()
            help = f"add it here, or to the source {name} in info.x-sources" if sources else _WITHOUT_SOURCE
            yield overlay.problem("evidence-missing", pointer, f"this evidence has no {listed(missing)}", help=help)
