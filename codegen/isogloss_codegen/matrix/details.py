"""The details of cells and cards of the page: note, values, disagreements of sources, and sources.

What many cells say is on the page once, and so is each document that is cited, with the places in it.
"""

from __future__ import annotations

from base64 import b32encode
from collections.abc import Sequence
from hashlib import blake2s

from ..markup import Markup, h, join, link, prose
from .model import STATUSES, Cell, Claim, Column, Conflict, Source

_KINDS = {"docs": "Documents", "code": "Source code", "spec": "Specification", "issue": "Report", "probe": "Tried out"}


class Details:
    """Writes the details; `panels` and `documents` have those written so far, by id, `places` those of a document.

    An id is made of the content alone, so that no statement changes the id of another.
    """

    def __init__(self) -> None:
        self.panels: dict[str, Markup] = {}
        self.documents: dict[str, Markup] = {}
        self.places: dict[str, dict[str, Markup]] = {}

    def panel(self, column: Column, cell: Cell) -> str:
        """The id of the details of a cell."""
        inside = join(h("h3", column.title), self._inside(cell))
        return _kept(self.panels, "n", inside)

    def source_list(self, sources: Sequence[Source]) -> Markup:
        """Sources to be opened; nothing where there are none."""
        title = "1 source" if len(sources) == 1 else f"{len(sources)} sources"
        return disclosure(title, self._listed(sources) if sources else "")

    def conflict(self, conflict: Conflict) -> Markup:
        """A disagreement of sources, and the answer that is taken."""
        claims = [h("li", self._claim(claim)) for claim in conflict.claims]
        taken = STATUSES[conflict.taken].text if conflict.taken in STATUSES else conflict.taken
        return h(
            "div",
            h("p", f"Its sources disagree about {conflict.about}"),
            h("ul", *claims, class_="sources"),
            h("p", "Taken here: ", h("strong", prose(taken)), ". ", prose(conflict.why)),
            class_="conflict",
        )

    def _inside(self, cell: Cell) -> Markup:
        texts = (cell.value, cell.limits, cell.note, cell.when, cell.advice)
        return join(
            h("b", STATUSES[cell.status].text),
            *(h("p", prose(sentence(text))) for text in texts if text),
            h("p", "Said of ", h("code", cell.inherited), ", and so of this.") if cell.inherited else "",
            _values(cell),
            *map(self.conflict, cell.conflicts),
            self._listed(cell.sources) if cell.sources else "",
        )

    def _claim(self, claim: Claim) -> Markup:
        status = STATUSES[claim.status].text if claim.status else ""
        said = "; ".join(filter(None, (status, claim.value, claim.note)))
        return join(h("strong", prose(said)), ": ", *map(self._source, claim.sources))

    def _listed(self, sources: Sequence[Source]) -> Markup:
        if len(sources) == 1:
            return h("p", self._source(sources[0]))
        return h("ul", *(h("li", self._source(source)) for source in sources))

    def _source(self, source: Source) -> Markup:
        """The statement of a source, and a link to its place in the list of all documents.

        The script writes the title of the document, the place and the date it was read here as well.
        """
        kind = _KINDS.get(source.kind, source.kind)
        title = link(source.url, h("b", source.title or source.source))
        file = " ".join(filter(None, (source.repository, source.path, source.commit[:12])))
        read = h("time", source.retrieved)
        document = join(f"{kind}: ", title, f" ({file})" if file else "", ", read ", read)
        id = _kept(self.documents, "s", document)
        if place := ", ".join(filter(None, (source.where, source.lines and f"lines {source.lines}"))):
            id = _kept(self.places.setdefault(id, {}), id, join(place))
        return join(prose(source.says), h("a", "source", href=f"#{id}"))


def sentence(text: str) -> str:
    """A phrase as a sentence, unless it begins with code."""
    return text[:1].upper() + text[1:] + ("" if text[-1:] in ".?!" else ".")


def disclosure(title: str, body: str) -> Markup:
    """Something to be opened; nothing where there is nothing inside."""
    return h("details", h("summary", title), body) if body else Markup("")


def _kept(contents: dict[str, Markup], head: str, content: Markup) -> str:
    """The id of some content, which is put to the others; ids begin with `head`."""
    digest = b32encode(blake2s(content.encode()).digest()).decode().lower()
    # Four letters tell a few thousand apart; where they do not, there are more of them.
    size = next(n for n in range(4, len(digest) + 1) if contents.get(f"{head}{digest[:n]}", content) == content)
    contents[f"{head}{digest[:size]}"] = content
    return f"{head}{digest[:size]}"


def _values(cell: Cell) -> Markup:
    if not cell.values:
        return Markup("")
    items: list[Markup] = []
    for status, word in STATUSES.items():
        plain = [value.value for value in cell.values if value.status == status and not (value.note or value.when)]
        if plain:
            codes = [join(", " if index else "", h("code", name)) for index, name in enumerate(plain)]
            items.append(h("li", h("strong", word.text), ": ", *codes))
    for value in cell.values:
        if text := "; ".join(filter(None, (value.note, value.when))):
            word = STATUSES[value.status]
            items.append(h("li", h("strong", word.text), ": ", h("code", value.value), ", ", prose(text)))
    return join(h("h4", "Values"), h("ul", *items, class_="sources"))
