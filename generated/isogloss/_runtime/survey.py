# Copied by isogloss from render/runtime/survey.py. Do not edit: change that, then generate.
"""Looks up a request in the support table of a provider: see `support.lookup`, which `isogloss check` asks as well."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Any, cast

from pydantic import BaseModel

from .call import SentAs, building
from .dialect import Dialect, SupportFinding
from .document.values import child
from .operation import Operation, Parameter
from .options import Omit
from .support.conditions import is_model
from .support.lookup import Lookup, Said, Steps
from .support.names import name_of
from .support.places import Places
from .support.statement import COVERING, Asking, Statement
from .support.structure import changed
from .support.subjects import find_subjects
from .support.table import Support
from .validation import write_path

# What was asked about so far, each with its dialect: as long as that lives, its id is its own.
_TABLES: dict[int, tuple[Dialect, Table]] = {}


class Table:
    """The support table of a dialect, laid over the document that this package was made from."""

    def __init__(self, dialect: Dialect) -> None:
        document = changed(_document(), dialect.changes)
        subjects = find_subjects(document)
        self._names = {pointer: name_of(pointer, document) for pointer in subjects}
        pointers = {name: pointer for pointer, name in self._names.items()}
        statements: dict[str, Statement] = {}
        values: dict[str, dict[str, Statement]] = {}
        full = {
            f"{owner}{name.removeprefix('*')}": Statement("", "full", pointer="/")
            for owner, names in dialect.supported.items()
            for name in names.split()
        }
        for name, said in {**full, **dialect.statements}.items():
            owner, is_value, value = name.partition("=")
            pointer = pointers.get(owner)
            if pointer is not None:
                said = said._replace(subject=pointer)
                if is_value:
                    values.setdefault(pointer, {})[value] = said
                else:
                    statements[pointer] = said
        self._values = values
        self._parameters: dict[str, Mapping[str, str]] = {}
        support = Support(document, statements, values, dialect.default, subjects)
        self.lookup = Lookup(support, Places(document), opened=_opened)

    def pointer_of(self, operation: Operation) -> str:
        """The pointer of an operation in the document."""
        return child(child("/paths", operation.path), operation.method.lower())

    def parameters_of(self, operation: Operation) -> Mapping[str, str]:
        """The pointers of the parameters of an operation, by their subjects."""
        known = self._parameters.get(operation.id)
        if known is None:
            pointers = self.lookup.parameters(self.pointer_of(operation))
            listed = [(subject_of(each), pointers.get((each.name, each.location))) for each in operation.parameters]
            known = {subject: pointer for subject, pointer in listed if pointer is not None}
            self._parameters[operation.id] = known
        return known

    def name_of(self, said: Said) -> str:
        """The name of what is spoken of: `Pet.name`, of a single value `Color=red`."""
        pointer = said.statement.subject
        name = self._names.get(pointer, pointer)
        return f"{name}={said.shown}" if said.shown in self._values.get(pointer, ()) else name


class Survey:
    """The statements of `dialect` about the parts of one request, except plain yes.

    `model` is the one asked for and `headers` are those that are sent, by lower-case name: on these some statements
    depend.
    """

    def __init__(
        self, dialect: Dialect, model: object = None, headers: Mapping[str, str] = MappingProxyType({})
    ) -> None:
        self._dialect = dialect
        self._table = table_of(dialect)
        self._model = model if isinstance(model, str) else None
        self._asking = Asking(self._model, headers)
        self._said: list[tuple[Said, Steps, bool]] = []
        self._unlisted: list[SupportFinding] = []
        self._names_models = False

    @property
    def findings(self) -> list[SupportFinding]:
        """All that is said."""
        return [*(self._finding(*entry) for entry in self._said), *self._unlisted]

    @property
    def worth_telling(self) -> list[SupportFinding]:
        """The findings that a caller should see. Neither support within limits nor a missing statement is a no."""
        told = (entry for entry in self._said if entry[0].status not in ("partial", "unknown"))
        return [*(self._finding(*entry) for entry in told), *self._unlisted]

    def body(self, component: str, value: object) -> None:
        """Goes through a body, which is a `component`."""
        lookup = self._table.lookup
        if not lookup.has(component):
            with building:
                lookup.place(component)
        of_models = lookup.at(component, value, ("model",))
        self._names_models = of_models is not None and of_models.is_checkable
        for said in lookup.body(component, value, self._asking):
            is_at_top = said.status == "rejected" and len(said.steps) == 1
            is_needed = (said.status == "ignored" or is_at_top) and lookup.needs(component, value, said.steps)
            self._said.append((said, said.steps, is_needed))

    def parameters(self, operation: Operation, given: Mapping[str, object]) -> None:
        """Looks up the parameters of an operation that are given, by their subjects (`header.x-feature`)."""
        pointers = self._table.parameters_of(operation)
        for subject, value in given.items():
            if value is not None and not isinstance(value, Omit) and subject in pointers:
                for said in self._table.lookup.parameter(pointers[subject], value, self._asking):
                    self._said.append((said, (subject, *said.steps), False))

    def operation(self, operation: Operation) -> bool:
        """Looks up an operation as a whole; whether what is said counts for all that is in it."""
        said = self._table.lookup.operation(self._table.pointer_of(operation), self._asking)
        if said is not None:
            self._said.append((said, (f"{operation.method} {operation.path}",), False))
        return said is not None and said.status in COVERING

    def model(self) -> None:
        """Notes a model that is not among those listed. Lists age, so this never says that a request is refused."""
        dialect, name = self._dialect, self._model
        statement = dialect.statements.get("model")
        if self._names_models:
            return  # what becomes of each name is said
        if statement is not None and dialect.closed_models and name is not None and not is_model(name, dialect.models):
            self._unlisted.append(SupportFinding("model", "model", dialect.title, statement, name, ("model",)))

    def stated_at(self, component: str, value: object, steps: Steps) -> Statement | None:
        """The statement about a place in a body, plain yes included; None if there is none."""
        return self._table.lookup.at(component, value, steps)

    def _finding(self, said: Said, steps: Steps, has_to_be: bool) -> SupportFinding:
        statement = said.statement._replace(status=said.status)
        subject = self._table.name_of(said)
        return SupportFinding(write_path(steps), subject, self._dialect.title, statement, said.shown, steps, has_to_be)


def table_of(dialect: Dialect) -> Table:
    """The table of a dialect, made when it is first asked for."""
    if id(dialect) not in _TABLES:
        with building:
            if id(dialect) not in _TABLES:
                _TABLES[id(dialect)] = dialect, Table(dialect)
    return _TABLES[id(dialect)][1]


def subject_of(parameter: Parameter) -> str:
    """The subject that a parameter is: `header.x-feature`."""
    name = parameter.name.lower() if parameter.location == "header" else parameter.name
    return f"{parameter.location}.{name}"


@cache
def _document() -> Mapping[str, Any]:
    return json.loads(Path(__file__).parents[1].joinpath("structure.json").read_bytes())


def _opened(value: object) -> object:
    """A model instance, or another mapping, as the dictionary that is sent; another sequence as a list."""
    if isinstance(value, SentAs):
        return _opened(value.as_param())
    if isinstance(value, BaseModel):
        return {
            field.serialization_alias or field.alias or name: getattr(value, name)
            for name, field in type(value).model_fields.items()
            if name in value.model_fields_set or field.default is not None
        }
    if isinstance(value, Mapping):
        return dict(cast("Mapping[str, object]", value))
    if isinstance(value, Sequence) and not isinstance(value, str | bytes):
        return list(cast("Sequence[object]", value))
    return cast("object", value)
