"""A module of models while it is written: the marks of its texts, its definitions, and what it imports."""

from __future__ import annotations

from collections.abc import Generator
from contextlib import contextmanager

from .parts import Field, Import, Reference, Type
from .placeholders import Placeholders
from .source import Source, SourceError, code, identifier

_MODULES = {
    "Keywords": "keywords",
    "Nullable": "body_model",
    "TagMapping": "tag_mapping",
    **dict.fromkeys(("DefaultTag", "OpenUnion", "Replayable"), "tagged"),
}


class Module:
    """A module of models; `package` is the way to the folder of the package, in dots."""

    def __init__(self, package: str) -> None:
        self.texts = Placeholders()
        self._package = package
        self._references: dict[str, Reference] = {}

    def reference(self, name: str) -> Reference:
        """The definition with this name, in this module or in another one."""
        if name not in self._references:
            self._references[name] = Reference(path=name, name=str(identifier(name)))
        return self._references[name]

    def type(self, name: str) -> Type:
        """The type with this name."""
        return Type(reference=self.reference(name))

    @property
    def imported(self) -> list[str]:
        """The names of definitions that are in another module."""
        return sorted(name for name, reference in self._references.items() if reference.source is None)

    def path(self, name: str, runtime: str = "runtime") -> str:
        """The full name of something that the package has at run time."""
        return f"{self._package}_{runtime}.{_MODULES.get(name, 'base')}.{name}"

    def annotate(self, field: Field, name: str, arguments: Source | None = None) -> None:
        """Adds metadata of the runtime to the `Annotated` of a field: its name, or a call of it."""
        written = identifier(name) if arguments is None else code("{}({})", identifier(name), arguments)
        field.metadata.append(self.texts.mark_source(written))
        field.others.append(Import.from_full_path(self.path(name)))


@contextmanager
def writing(name: str) -> Generator[None]:
    """Says which definition cannot be written. The library raises many types of errors."""
    try:
        yield
    except SourceError as error:
        raise SourceError(str(error), component=error.component or name) from error
    except Exception as error:
        raise SourceError("no model can be written", component=name) from error
