"""Says what a provider makes of a request: of each part, at its model, with its headers.

This is the one answer: `check`, generated clients and the mock follow requests with it, over one support table.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, NamedTuple, cast

from ..document.values import as_list, as_map, value_at
from .laying import Laying, Told
from .places import Place, Places, Shape
from .statement import COVERING, Asking, Statement, Status
from .table import Support

Steps = tuple[str | int, ...]
_PLAIN = (str, dict, list, bool, int, float, type(None))


class Said(NamedTuple):
    """A statement about a part of a request: `steps` lead to the part, `shown` is its value or tag.

    `status` is that of the statement for this request. `is_about_parts`: more is stated of what is inside.
    """

    steps: Steps
    statement: Statement
    status: Status
    shown: str = ""
    is_about_parts: bool = False


class _Visit(NamedTuple):
    """The visit of one request: what is found."""

    asking: Asking
    found: list[Said]


class Lookup:
    """Looks up requests to one provider. A place of which nothing is said, nor of what is in it, costs nothing.

    Args:
        support: What the provider states.
        places: The places of the document that the table is about.
        features: The headers that ask for features, by the ids of those: where the document says that a thing needs
            one (`x-beta`) and the provider nothing else, that counts.
        opened: Makes dictionaries and lists of values of other kinds.
    """

    def __init__(
        self,
        support: Support,
        places: Places,
        *,
        features: Mapping[str, str] | None = None,
        opened: Callable[[Any], Any] | None = None,
    ) -> None:
        self.support = support
        self._places = places
        self._opened = opened
        self._laying = Laying(support, features or {})
        self._told: dict[Place, Told] = {}
        self._ways: dict[Shape, tuple[Mapping[str, Place | None], Place | None]] = {}
        self._roots: dict[str, Place] = {}
        self._operations: dict[str, Statement | None] = {}
        self._parameters: dict[str, tuple[Statement | None, bool, Mapping[str, Statement]]] = {}
        self._pointers: dict[str, dict[tuple[str, str], str]] = {}

    def has(self, component: str) -> bool:
        """True if bodies of a component were looked up before. The first lookup is not safe in several threads."""
        return component in self._roots

    def place(self, component: str) -> Place:
        """The place of a body."""
        if component not in self._roots:
            root = self._places.component(component)
            self._told = self._laying.lay(self._places)
            self._ways = {}
            self._roots[component] = root
        return self._roots[component]

    def body(self, component: str, body: Any, asking: Asking) -> list[Said]:
        """The statements about the parts of a body of type `component`, except plain yes."""
        found: list[Said] = []
        asking = Asking(asking.model, asking.headers, body, self._opened)
        place = self._telling(self.place(component))
        if place is not None:
            self._follow(place, body, (), _Visit(asking, found), False)
        return [said for said in found if not _is_said_around(said, found)] if len(found) > 1 else found

    def operation(self, pointer: str, asking: Asking) -> Said | None:
        """The statement about an operation; None if it is a plain yes."""
        if pointer not in self._operations:
            said = self.support.of_operation(pointer)
            is_own = said.inherited_from is None and (said.is_stated or pointer in self._laying.not_stated)
            self._operations[pointer] = said if is_own else None
        own = self._operations[pointer]
        status = "full" if own is None else own.status_for(asking)
        return None if own is None or status == "full" else Said((), own, status)

    def parameter(self, pointer: str, value: object, asking: Asking) -> list[Said]:
        """The statements about a header or query parameter and about its values, except plain yes.

        Headers and queries that have lists are given as lists or as text with commas.
        """
        if pointer not in self._parameters:
            self._parameters[pointer] = self._parameter(pointer)
        own, is_list, values = self._parameters[pointer]
        found: list[Said] = []
        if own is not None and (status := own.status_for(asking)) != "full":
            found.append(Said((), own, status))
            if status in COVERING:
                return found
        if not values:
            return found
        items = _items(value) if is_list else [value]
        for index, item in enumerate(items):
            said = values.get(item) if isinstance(item, str) else None
            if said is not None and (status := said.status_for(asking)) != "full":
                found.append(Said((index,) if is_list else (), said, status, str(item)))
        return found

    def _parameter(self, pointer: str) -> tuple[Statement | None, bool, Mapping[str, Statement]]:
        """The statement about a parameter, true if its values are lists, and the statements about single values."""
        own = self._laying.own((pointer,))
        schema = self._followed(as_map(value_at(self.support.document, pointer)).get("schema"))
        is_list = schema.get("type") == "array"
        listed = as_list(self._followed(schema.get("items")).get("enum")) if is_list else []
        owners = (pointer, *self.support.subjects[pointer].holds) if pointer in self.support.subjects else ()
        stated = [value for owner in owners for value in self.support.values.get(owner, ())]
        known = {str(value): self.support.of_value(pointer, str(value)) for value in (*listed, *stated)}
        is_told = own is not None and not own.is_stated
        return own, is_list, {value: said for value, said in known.items() if said.is_stated or not is_told}

    def parameters(self, operation: str) -> Mapping[tuple[str, str], str]:
        """The pointers of the parameters of the operation at a pointer, by name and location."""
        if operation not in self._pointers:
            document = self.support.document
            found: dict[tuple[str, str], str] = {}
            for at in (operation.rpartition("/")[0], operation):
                for index, entry in enumerate(as_list(as_map(value_at(document, at)).get("parameters"))):
                    pointer = str(as_map(entry)["$ref"])[1:] if "$ref" in entry else f"{at}/parameters/{index}"
                    described = as_map(value_at(document, pointer))
                    found[str(described.get("name")), str(described.get("in"))] = pointer
            self._pointers[operation] = found
        return self._pointers[operation]

    def at(self, component: str, body: Any, steps: Steps) -> Statement | None:
        """The statement about a place in a body, plain yes included; None if there is none."""
        place, _ = self._way(component, body, steps)
        subjects = (*place.subjects, *place.scalar) if place is not None else ()
        return next((said for at in subjects if (said := self.support.statements.get(at)) is not None), None)

    def needs(self, component: str, body: Any, steps: Steps) -> bool:
        """True if the place in a body is a required property of the object around it."""
        _, shape = self._way(component, body, steps)
        return shape is not None and steps[-1] in as_list(shape.schema.get("required"))

    def _way(self, component: str, body: Any, steps: Steps) -> tuple[Place | None, Shape | None]:
        """The place that some steps lead to, and the object that it is a property of."""
        place: Place | None = self.place(component)
        shape: Shape | None = None
        for step in steps:
            if self._opened is not None and type(body) not in _PLAIN:
                body = self._opened(body)
            if isinstance(step, int):
                place, shape = place and place.items, None
                body = next(iter(as_list(body)[step : step + 1]), None)
            else:
                shape = place and place.shape(as_map(body))
                place, body = shape and shape.fields.get(step, shape.extra), as_map(body).get(step)
        return place, shape

    def _followed(self, schema: Any) -> Mapping[str, Any]:
        """The schema that a schema refers to, or itself."""
        while isinstance(reference := as_map(schema).get("$ref"), str):
            schema = value_at(self.support.document, reference.removeprefix("#"))
        return as_map(schema)

    def _follow(self, place: Place, value: Any, steps: Steps, visit: _Visit, is_told: bool) -> None:
        """Follows a value into its place. `is_told`: it was said already that nothing is stated of what is around."""
        told = self._told[place]
        if self._opened is not None and type(value) not in _PLAIN:
            value = self._opened(value)
        about = told.values.get(value) if isinstance(value, str) else None
        here = told.here
        if about is not None and here is not None and here.status in COVERING:
            self._note(about, steps, visit, is_told, False, str(value))  # the nearer statement counts
            return
        if here is not None:
            if self._note(here, steps, visit, is_told, told.is_stated):
                return
            is_told = is_told or not here.is_stated
        if isinstance(value, dict):
            entries = cast("dict[str, Any]", value)
            shape = place.shape(entries)
            if shape is None:
                return
            statement = told.shapes.get(shape)
            if statement is not None:
                shown = str(entries.get(place.tag, "")) if place.tag else ""
                if self._note(statement, steps, visit, is_told, self._of_shape(shape), shown):
                    return
                is_told = is_told or not statement.is_stated
            if told.inside:
                fields, extra = self._ways_of(shape)
                for name, inner in entries.items():
                    next_place = fields.get(name, extra)
                    if next_place is not None:
                        self._follow(next_place, inner, (*steps, name), visit, is_told)
        elif isinstance(value, list):
            if told.array is not None and self._note(told.array, steps, visit, is_told, told.is_stated):
                return
            inner_place = self._telling(place.items) if told.inside else None
            if inner_place is not None:
                for index, item in enumerate(cast("list[Any]", value)):
                    self._follow(inner_place, item, (*steps, index), visit, is_told)
        elif value is not None:
            if told.scalar is not None and self._note(told.scalar, steps, visit, is_told, False):
                return
            if about is not None:
                self._note(about, steps, visit, is_told, False, str(value))

    def _telling(self, place: Place | None) -> Place | None:
        """The place, if anything is said of it or of what is in it."""
        return None if place is None or self._told[place].is_silent else place

    def _ways_of(self, shape: Shape) -> tuple[Mapping[str, Place | None], Place | None]:
        """The places of an object's fields, and of all its other fields, as far as anything is said there."""
        if shape not in self._ways:
            fields = {name: self._telling(place) for name, place in shape.fields.items()}
            self._ways[shape] = fields, self._telling(shape.extra)
        return self._ways[shape]

    def _of_shape(self, shape: Shape) -> bool:
        """True if there is a statement about a part of an object."""
        inner = [*shape.fields.values(), *([shape.extra] if shape.extra else [])]
        told = [self._told[place] for place in inner]
        return any(each.is_stated or any(said.is_stated for said in each.own()) for each in told)

    def _note(
        self, statement: Statement, steps: Steps, visit: _Visit, is_told: bool, of_parts: bool, shown: str = ""
    ) -> bool:
        """Notes what is said; whether it counts for all that is inside. `of_parts`: more is said of what is inside."""
        if is_told and not statement.is_stated:
            return False
        status = statement.status_for(visit.asking, steps)
        if status == "full":
            return False
        visit.found.append(Said(steps, statement, status, shown, of_parts))
        return status in COVERING


def _items(value: object) -> list[Any]:
    """The items of a list, or of a text with commas."""
    items = value.split(",") if isinstance(value, str) else cast("list[Any]", value)
    return [text for item in items if (text := str(item).strip())]


def _is_said_around(said: Said, found: list[Said]) -> bool:
    """True if something around this part has the same condition already."""
    if said.statement.when is None:
        return False
    for other in found:
        if other is said:
            return False
        if other.statement.when == said.statement.when and said.steps[: len(other.steps)] == other.steps:
            return True
    return False
