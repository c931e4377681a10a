"""What a cell of the page opens: the note, the values, what sources say twice, and the sources."""

from __future__ import annotations

from collections.abc import Sequence

from ..markup import Markup, h, join, link, path, prose
from .model import STATUSES, Cell, Claim, Column, Conflict, Row, Source, anchor


def details(row: Row, column: Column, cell: Cell) -> Markup:
    """The inside of what a cell opens."""
    word = STATUSES[cell.status]
    name = row.name if row.at else path(row.name)
    texts = (cell.value, cell.limits, cell.note, cell.when, cell.advice)
    return join(
        h("h3", column.title, ": ", name),
        h("p", h("strong", word.text), f": {word.means}."),
        *(h("p", prose(sentence(text))) for text in texts if text),
        h("p", "Said of ", h("code", cell.inherited), ", and so of this.") if cell.inherited else "",
        _values(cell),
        *map(conflict_of, cell.conflicts),
        join(h("h4", "Sources"), _listed(cell.sources)) if cell.sources else "",
        h("p", h("a", "Link to this cell", href=f"#{anchor(row, column)}")),
    )


def sentence(text: str) -> str:
    """A phrase as a sentence, unless it begins with code."""
    return text[:1].upper() + text[1:] + ("" if text[-1:] in ".?!" else ".")


def source_list(sources: Sequence[Source]) -> Markup:
    """Sources to be opened; nothing where there are none."""
    return disclosure(
        "1 source" if len(sources) == 1 else f"{len(sources)} sources", _listed(sources) if sources else ""
    )


def disclosure(title: str, body: str) -> Markup:
    """Something to be opened; nothing where there is nothing inside."""
    return h("details", h("summary", title), body) if body else Markup("")


def conflict_of(conflict: Conflict) -> Markup:
    """What sources say twice, differently, and what is taken for right."""
    claims = [h("li", _claim(claim)) for claim in conflict.claims]
    taken = STATUSES[conflict.taken].text if conflict.taken in STATUSES else conflict.taken
    return h(
        "div",
        h("p", f"Its sources disagree about {conflict.about}"),
        h("ul", *claims, class_="sources"),
        h("p", "Taken here: ", h("strong", prose(taken)), ". ", prose(conflict.why)),
        class_="conflict",
    )


def _claim(claim: Claim) -> Markup:
    status = STATUSES[claim.status].text if claim.status else ""
    said = "; ".join(filter(None, (status, claim.value, claim.note)))
    return join(h("strong", prose(said)), ": ", *map(_source, claim.sources))


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


def _listed(sources: Sequence[Source]) -> Markup:
    return h("ul", *(h("li", _source(source)) for source in sources), class_="sources")


def _source(source: Source) -> Markup:
    """One source: what it says, and where and when that was read."""
    place = ", ".join(filter(None, (source.title or source.source, source.where)))
    path = f"{source.path}:{source.lines}" if source.lines else source.path
    file = " ".join(filter(None, (source.repository, path, source.commit[:12])))
    read = h("time", source.retrieved)
    cite = h(
        "cite",
        f"{_KINDS.get(source.kind, source.kind)}: ",
        link(source.url, place),
        f" ({file})" if file else "",
        ", read ",
        read,
    )
    return join(prose(source.says), cite)


_KINDS = {"docs": "Documents", "code": "Source code", "spec": "Specification", "issue": "Report", "probe": "Tried out"}
