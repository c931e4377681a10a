"""A schema that values are made for, and where its references lead."""

from __future__ import annotations

from typing import Any, NamedTuple, Protocol

from .openness import spelled_out


class Home(Protocol):
    """The document of a schema."""

    def resolve(self, reference: str) -> Any:
        """The schema that a reference leads to."""
        ...

    def matches(self, pattern: str, text: str) -> bool:
        """True if a regular expression is found in a text."""
        ...


class Sub(NamedTuple):
    """A schema in JSON Schema 2020-12, and the document that its references are of."""

    schema: Any
    home: Home

    @property
    def words(self) -> dict[str, Any]:
        """Its keywords, with `x-open` said in those of JSON Schema; none where it is a boolean."""
        return spelled_out(self.schema) if isinstance(self.schema, dict) else {}  # pyright: ignore[reportUnknownMemberType, reportUnknownArgumentType]

    def inner(self, schema: Any) -> Sub:
        """A schema inside it."""
        return Sub(schema, self.home)


Subs = tuple[Sub, ...]
