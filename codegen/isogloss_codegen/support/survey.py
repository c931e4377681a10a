"""What a provider says of the parts of a request: its statements laid over the places once, then followed."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any, NamedTuple, cast

from ..conditions import is_model, is_within
from ..document.support import Statement, Status, Support
from ..document.values import as_list, as_map, one_or_more
from .places import Place, Places, Shape

Steps = tuple[str | int, ...]

COVERING: frozenset[str] = frozenset({"ignored", "unsupported", "rejected"})


_DATE = re.compile(r"-\d{4}-\d{2}-\d{2}$")


class Said(NamedTuple):
    """What is said of a part of a request: `steps` lead to it, `shown` is the value or tag that it is about.

    `status` is that of the statement where its condition does not hold, if that is known.
    """

    steps: Steps
    statement: Statement
    status: Status
    shown: str = ""
    is_about_parts: bool = False


@dataclass(frozen=True)
class Asking:
    """What conditions are about: the model that is asked for and the headers, None where they are not known, and the
    body."""

    model: str | None = None
    headers: Mapping[str, str] | None = None
    body: Any = None


class _Told:
    """What is said of a place and in it; None and empty where nothing is."""

    __slots__ = ("array", "here", "inside", "is_stated", "scalar", "shapes", "values")

    def __init__(self) -> None:
        self.here: Statement | None = None
        self.scalar: Statement | None = None
        self.array: Statement | None = None
        self.shapes: dict[Shape, Statement] = {}
        self.values: dict[str, Statement] = {}
        self.inside = False
        self.is_stated = False

    def own(self) -> Iterator[Statement]:
        """All statements about this place."""
        yield from (said for said in (self.here, self.scalar, self.array) if said is not None)
        yield from self.shapes.values()
        yield from self.values.values()


class Surveyor:
    """Looks requests over for one provider. A place of which nothing is said, nor of what is in it, costs nothing.

    `feature_headers` are the headers that ask for features, by the ids of those: where the document says that a thing
    needs one (`x-beta`) and the provider nothing else, that counts.
    """

    def __init__(self, support: Support, places: Places, feature_headers: Mapping[str, str]) -> None:
        self._support = support
        self._feature_headers = feature_headers
        self._places = places
        self._not_stated = frozenset(pointer for pointer in support.not_stated if support.of(pointer).status != "full")
        self._told: dict[Place, _Told] = {}
        self._roots: dict[str, Place] = {}
        self._stated_shapes: dict[Shape, bool] = {}

    def place(self, component: str) -> Place:
        """The place of a body."""
        if component not in self._roots:
            self._roots[component] = self._places.component(component)
            self._prepare()
        return self._roots[component]

    def look_over(self, component: str, body: Any, asking: Asking) -> list[Said]:
        """What is said of the parts of a body that is a `component`, as far as it is no plain yes."""
        found: list[Said] = []
        self._follow(self.place(component), body, (), replace(asking, body=body), found)
        return [said for said in found if not _is_said_around(said, found)] if len(found) > 1 else found

    def statement(self, pointer: str) -> Statement | None:
        """What is said of a subject by itself, if it is no plain yes."""
        return self._own((pointer,))

    def judged(self, statement: Statement, asking: Asking, steps: Steps = ()) -> Status:
        """The status of a statement for a request, its condition held against that where it can be; `steps` lead to the
        part of the body that it is about."""
        if statement.status != "conditional":
            return statement.status
        when = as_map(statement.when)
        held: list[bool | None] = []
        if names := as_list(when.get("model")):
            held.append(None if asking.model is None else is_model(asking.model, names))
        for header, value in as_map(when.get("header")).items():
            held.append(None if asking.headers is None else _asks_for(asking.headers, header, one_or_more(value)))
        if places := as_list(when.get("at")):
            held.append(any(is_within(place, steps, asking.body) for place in places))
        if False in held:
            return statement.otherwise or "conditional"
        return "full" if held and None not in held and not when.get("note") else "conditional"

    def _prepare(self) -> None:
        """Lays the statements over all places, and finds out which places lead to one."""
        self._told = {place: self._tell(place) for place in self._places.every}
        around: dict[Place, list[Place]] = {}
        for place in self._told:
            for inner in _inside(place):
                around.setdefault(inner, []).append(place)
        for is_stated in (True, False):
            waiting = [
                place
                for place, told in self._told.items()
                if any(not is_stated or said.is_stated for said in told.own())
            ]
            seen = set(waiting)
            while waiting:
                for outer in around.get(waiting.pop(), ()):
                    self._told[outer].inside = True
                    self._told[outer].is_stated |= is_stated
                    if outer not in seen:
                        seen.add(outer)
                        waiting.append(outer)

    def _tell(self, place: Place) -> _Told:
        told = _Told()
        told.here, told.scalar, told.array = map(self._own, (place.subjects, place.scalar, place.array))
        told.here = told.here or self._asked_for(place.subjects, place.feature)
        for shape in {*place.shapes.values(), *([place.untagged] if place.untagged else [])}:
            if shape.subjects == place.subjects:
                continue
            statement = self._own(shape.subjects) or self._asked_for(shape.subjects, shape.schema.get("x-beta"))
            if statement is not None and (statement.is_stated or shape is not place.untagged):
                told.shapes[shape] = statement  # what has no tag is what anybody means, who takes any
        for pointer in reversed((*place.subjects, *place.scalar)):
            told.values |= self._support.values.get(pointer, {})
        return told

    def _own(self, subjects: tuple[str, ...]) -> Statement | None:
        """What is said of the nearest of some subjects of which anything is, unless it is a plain yes."""
        for pointer in subjects:
            statement = self._support.of(pointer)
            if pointer in self._not_stated:
                # What a thing cannot be without is as good as the thing.
                return None if self._support.subjects[pointer].is_inseparable else statement
            if statement.is_stated and statement.inherited_from is None:
                return None if statement.status == "full" else statement
        return None

    def _asked_for(self, subjects: tuple[str, ...], feature: Any) -> Statement | None:
        """What the document itself says of a part that has to be asked for with a header."""
        header = next((self._feature_headers.get(str(name)) for name in one_or_more(feature)), None)
        if header is None or any(self._support.of(pointer).is_stated for pointer in subjects):
            return None
        when = {"header": {header: feature}}
        return Statement(subjects[0], "conditional", when=when, otherwise="rejected", pointer=subjects[0])

    def _follow(self, place: Place, value: Any, steps: Steps, asking: Asking, found: list[Said]) -> None:
        told = self._told[place]
        if not (told.inside or told.here or told.scalar or told.array or told.shapes or told.values):
            return  # nearly always
        about = told.values.get(value) if isinstance(value, str) else None
        if about is not None and told.here is not None and told.here.status in COVERING:
            self._note(about, steps, asking, found, False, str(value))  # the nearer statement counts
            return
        if told.here is not None and self._note(told.here, steps, asking, found, told.is_stated):
            return
        if isinstance(value, dict):
            entries = cast("dict[str, Any]", value)
            shape = place.shape(entries)
            if shape is None:
                return
            statement = told.shapes.get(shape)
            shown = str(entries.get(place.tag, "")) if place.tag else ""
            if statement is not None and self._note(statement, steps, asking, found, self._of_shape(shape), shown):
                return
            if told.inside:
                fields, extra = shape.fields, shape.extra
                for name, inner in entries.items():
                    next_place = fields.get(name, extra)
                    if next_place is not None:
                        self._follow(next_place, inner, (*steps, name), asking, found)
        elif isinstance(value, list):
            if told.array is not None and self._note(told.array, steps, asking, found, told.is_stated):
                return
            if told.inside and place.items is not None:
                for index, item in enumerate(cast("list[Any]", value)):
                    self._follow(place.items, item, (*steps, index), asking, found)
        elif value is not None:
            if told.scalar is not None and self._note(told.scalar, steps, asking, found, False):
                return
            if about is not None:
                self._note(about, steps, asking, found, False, str(value))

    def _of_shape(self, shape: Shape) -> bool:
        """Whether anything is stated of what is in an object."""
        if shape not in self._stated_shapes:
            inner = [*shape.fields.values(), *([shape.extra] if shape.extra else [])]
            told = [self._told[place] for place in inner]
            self._stated_shapes[shape] = any(
                each.is_stated or any(said.is_stated for said in each.own()) for each in told
            )
        return self._stated_shapes[shape]

    def _note(
        self, statement: Statement, steps: Steps, asking: Asking, found: list[Said], of_parts: bool, shown: str = ""
    ) -> bool:
        """Notes what is said; whether it counts for all that is inside. `of_parts`: more is said of what is inside."""
        if not statement.is_stated and of_parts:
            return False
        status = self.judged(statement, asking, steps)
        if status == "full":
            return False
        found.append(Said(steps, statement, status, shown, of_parts))
        return status in COVERING or not statement.is_stated


def _is_said_around(said: Said, found: list[Said]) -> bool:
    """Whether the same condition is told of something around this already."""
    if said.statement.when is None:
        return False
    for other in found:
        if other is said:
            return False
        if other.statement.when == said.statement.when and said.steps[: len(other.steps)] == other.steps:
            return True
    return False


def _asks_for(headers: Mapping[str, str], name: str, values: list[str]) -> bool | None:
    """Whether a header names one of some values; None where it is one of another date, which may be as good."""
    named = {item.strip() for item in headers.get(name.lower(), "").split(",")}
    if named & set(values):
        return True
    undated = {_DATE.sub("", value) for value in values if _DATE.search(value)}
    return None if undated & {_DATE.sub("", item) for item in named} else False


def _inside(place: Place) -> Iterator[Place]:
    if place.items is not None:
        yield place.items
    for shape in (*place.shapes.values(), *([place.untagged] if place.untagged else [])):
        yield from shape.fields.values()
        if shape.extra is not None:
            yield shape.extra
