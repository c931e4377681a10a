"""The page of a provider's `dialect.py`: its statements, each source named once."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from ..ir.provider import Provider, Statement
from ..names import snake, unique
from .pages import arguments, page
from .source import Source, code, identifier, joined, literal


@dataclass(frozen=True)
class Cited:
    """The arguments that all statements of one source share."""

    source: str
    retrieved: str
    url: str


@dataclass(frozen=True)
class Written:
    """A statement on the page: the call and its arguments."""

    call: Source
    arguments: Source


def dialect_page(provider: Provider, context: Mapping[str, object]) -> Source:
    """The text of `dialect.py`."""
    cited = dict.fromkeys(_cited(statement) for statement in provider.statements.values() if statement.source)
    names: dict[Cited, Source] = {}
    for each in cited:
        is_alone = sum(other.source == each.source for other in cited) == 1
        name = snake(each.source if is_alone else f"{each.source} {each.retrieved}").upper()
        # A name that begins with a digit, or that the page has already, is none.
        names[each] = identifier(unique(name if name[0].isalpha() else f"SOURCE{name}", _TAKEN, names.values()))
    statements = {subject: _written(statement, names) for subject, statement in provider.statements.items()}
    sources = {name: source for source, name in names.items()}
    return page("dialect.py.jinja", sources=sources, statements=statements, **context)


_TAKEN = ("DIALECT",)


def _cited(statement: Statement) -> Cited:
    return Cited(statement.source, statement.retrieved, statement.url)


def _written(statement: Statement, names: Mapping[Cited, Source]) -> Written:
    rest = arguments(statement, without=("status", "source", "retrieved", "url"))
    given = [literal(statement.status), *([rest] if rest else [])]
    return Written(names.get(_cited(statement), code("stated")), joined(", ", given))
