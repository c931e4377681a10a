"""Plans the experiments: one for each thing that an API describes, the outermost first."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from typing import Any
from urllib.parse import quote

from ..check.described import Described
from ..document.values import as_list, as_map, one_or_more
from ..ir import Operation
from ..support.places import Place, Places, Shape
from ..support.statement import Asking
from .experiment import Experiment, Kind, Plan, outermost_first
from .observable import Context, Observable
from .values import Values, beyond

_Build = Callable[[Any], dict[str, Any]]


@dataclass(frozen=True)
class _Spot:
    """A place in the body: `build` makes a whole body around a value. `named` is its path with the union members around
    it, `way` the subjects on the way to it, `parent` the experiment that has to be accepted first."""

    build: _Build
    path: str
    named: str
    way: tuple[str, ...]
    parent: str
    headers: dict[str, str]

    def item(self) -> _Spot:
        """A place for an item of the list here."""

        def build(item: Any) -> dict[str, Any]:
            return self.build([item])

        return replace(self, build=build, path=f"{self.path}[]", named=f"{self.named}[]")

    def field(self, name: str, value: dict[str, Any]) -> _Spot:
        """A place for a field of the object here, which has a value."""
        path, named = (f"{each}.{name}" if each else name for each in (self.path, self.named))

        def build(given: Any) -> dict[str, Any]:
            return self.build({**value, name: given})

        return replace(self, build=build, path=path, named=named)


class Planner:
    """Plans the experiments for one document."""

    def __init__(self, described: Described, observable: Observable, model: str) -> None:
        self.described = described
        self.observable = observable
        self.model = model
        operations = {each.id: each for each in described.api.operations}
        self.operation: Operation = operations[observable.operation]
        self._values = Values(described.schemas, observable.values, observable.invented)
        self._places = Places(described.document)
        self._control = {**observable.control, "model": model}
        self._ids: set[str] = set()

    def plan(self, *, most: int | None = None) -> Plan:
        """The experiments, `most` of them."""
        experiments = [
            self._of("control", "control", "", self._control),
            *self._credentials(),
            *self._headers(),
            *self._requests(),
            *self._effects(),
            *outermost_first(self._fields()),
        ]
        experiments = experiments[:most]
        limits = [as_map(each.body).get(self.observable.tokens, 0) for each in experiments]
        return Plan(tuple(experiments), sum(limit for limit in limits if isinstance(limit, int) and limit > 0))

    def _of(self, id: str, kind: Kind, path: str, body: Any, **more: Any) -> Experiment:
        number, unique = 2, id
        while unique in self._ids:
            unique, number = f"{id} ({number})", number + 1
        self._ids.add(unique)
        more.setdefault("parent", None if kind == "control" else "control")
        operation = self.operation
        return Experiment(unique, kind, path, operation.method, operation.path, body, operation=operation.id, **more)

    def _credentials(self) -> Iterator[Experiment]:
        yield self._of("no credential", "credential", "credential", self._control, key=None)
        for scheme in self.described.api.security:
            subjects = (f"/components/securitySchemes/{scheme.name}",)
            path = f"header.{scheme.header.lower()}"
            yield self._of(f"{scheme.name}", "credential", path, self._control, key=scheme.name, subjects=subjects)
            yield self._of(f"{scheme.name}, a wrong key", "credential", path, self._control, key=f"wrong:{scheme.name}")

    def _headers(self) -> Iterator[Experiment]:
        for parameter in self.operation.parameters:
            if parameter.location == "header" and parameter.client_default is not None:
                path = f"header.{parameter.name.lower()}"
                expects = 4 if parameter.required else 2
                without = (parameter.name.lower(),)
                yield self._of(f"without {path}", "header", path, self._control, without=without, expects=expects)

    def _requests(self) -> Iterator[Experiment]:
        pointers = {each.id: each.pointer for each in self.described.api.operations}
        for each in self.observable.requests:
            operation = each.get("operation", "")
            body = {**as_map(each["body"]), "model": self.model} if "body" in each else None
            kind: Kind = each.get("kind", "request")
            is_about_it = kind == "request" and operation in pointers and each["expects"] == 2
            self._ids.add(each["id"])
            yield Experiment(
                each["id"],
                kind,
                f"{each['method']} {each['path']}",
                each["method"],
                each["path"].replace("{model}", quote(self.model, safe="")),
                body,
                raw=each.get("raw"),
                subjects=(pointers[operation],) if is_about_it else (),
                parent="control" if kind == "conversation" else None,
                expects=each["expects"],
                operation=operation,
            )

    def _effects(self) -> Iterator[Experiment]:
        for effect in self.observable.effects:
            component, _, name = effect.subject.partition(".")
            path = self._path_of(component, name)
            shown = f"={effect.tag}" if effect.tag else ""
            subjects = [f"/components/schemas/{component}/properties/{name}"]
            place = self._places.component(component).untagged
            if effect.tag and place is not None and (shape := place.fields[name].shapes.get(effect.tag)):
                subjects += shape.subjects[:1]
            control = self._of(f"without {path}{shown}", "effect", path, {**self._control, **effect.without})
            yield control
            yield self._of(
                f"effect of {path}{shown}",
                "effect",
                path,
                {**self._control, **effect.sent},
                subjects=tuple(subjects),
                shown=effect.tag or "",
                parent=control.id,
                effect=effect,
            )

    def _path_of(self, component: str, name: str) -> str:
        """The path of a property of the body, or of what one of its fields refers to."""
        root = self._places.component(str(self.operation.body)).untagged
        for field_name, place in root.fields.items() if root is not None else ():
            if place.untagged is not None and _name(place.untagged.subjects) == component:
                return f"{field_name}.{name}"
        return name

    def _fields(self) -> Iterator[Experiment]:
        """Field after field of the body, breadth first; each component once."""
        seen: set[str] = set()
        waiting = deque[tuple[Place, _Spot]]()
        root = self._places.component(str(self.operation.body)).untagged
        if root is not None:
            whole = _Spot(lambda value: value, "", "", (self.operation.pointer,), "control", {})
            yield from self._object(root, self._control, whole, seen, waiting)
        while waiting:
            place, spot = waiting.popleft()
            yield from self._scalars(place, spot)
            if place.items is not None:
                waiting.append((place.items, spot.item()))
            for tag, shape in place.shapes.items():
                if _name(shape.subjects) not in self.observable.hidden and not self._is_elsewhere(spot, tag):
                    yield from self._member(tag, shape, spot, seen, waiting)
            if place.untagged is not None and not place.shapes:
                value = as_map(self._values.of(place.untagged.schema, _name(place.untagged.subjects)))
                within = replace(spot, build=self._in_context(spot.build, spot.path, None))
                yield from self._object(place.untagged, value, within, seen, waiting)

    def _member(
        self, tag: str, shape: Shape, spot: _Spot, seen: set[str], waiting: deque[tuple[Place, _Spot]]
    ) -> Iterator[Experiment]:
        """The experiments about a union member and the parts in it."""
        made, is_invented = self._values.made(shape.schema, _name(shape.subjects))
        value = as_map(made)
        at = replace(
            spot,
            build=self._in_context(spot.build, spot.path, tag),
            named=f"{spot.named}={tag}",
            way=(*spot.way, *shape.subjects[:1]),
            headers=self._asking(spot.headers, shape.schema.get("x-beta")),
        )
        member = self._at(at, at.named, "member", at.build(value), shown=tag, invented=is_invented)
        yield member
        inside = replace(at, way=(*at.way, *shape.subjects[1:]), parent=member.id)
        yield from self._object(shape, value, inside, seen, waiting)

    def _object(
        self,
        shape: Shape,
        value: dict[str, Any],
        spot: _Spot,
        seen: set[str],
        waiting: deque[tuple[Place, _Spot]],
    ) -> Iterator[Experiment]:
        """The fields of an object that stands at a spot with a value; what is in them is left `waiting`."""
        component = shape.subjects[-1] if shape.subjects else spot.path
        if component in seen or self._is_refused(spot.way):
            return  # what is refused in this place may be taken in another
        seen.add(component)
        if shape.schema.get("additionalProperties") is False:
            unknown = spot.field(self.observable.unknown, value)
            yield self._at(unknown, unknown.named, "unknown-field", unknown.build(1), expects=4)
        for name, inner in shape.fields.items():
            at = spot.field(name, value)
            at = replace(at, way=(*spot.way, *inner.subjects[:1]), headers=self._asking(spot.headers, inner.feature))
            if name not in value or name not in as_list(shape.schema.get("required")):
                made, is_invented = self._values.made(inner.schema, _named(inner, component, name))
                body = self._in_context(at.build, at.path, None)(value.get(name, made))
                experiment = self._at(at, at.named, "field", body, invented=is_invented)
                yield experiment
                at = replace(at, parent=experiment.id)
            waiting.append((inner, at))

    def _is_refused(self, way: tuple[str, ...]) -> bool:
        """True if the provider states that it refuses something on the way to a place: then parts inside of it show
        nothing."""
        support = self.described.dialect.support
        return any(support.of(subject).status_for(Asking(self.model)) == "rejected" for subject in way)

    def _scalars(self, place: Place, spot: _Spot) -> Iterator[Experiment]:
        build = self._in_context(spot.build, spot.path, None)
        for value in as_list(place.schema.get("enum"))[1:]:
            if isinstance(value, str) and not place.is_open:
                yield self._at(spot, f"{spot.named}={value}", "value", build(value), shown=value)
        for keyword, value in beyond(place.schema):
            shown = f"{keyword} {value}"
            yield self._at(spot, f"{spot.named}: {value}", "range", build(value), shown=shown, expects=4)

    def _at(self, spot: _Spot, id: str, kind: Kind, body: Any, **more: Any) -> Experiment:
        return self._of(id, kind, spot.path, body, subjects=spot.way, parent=spot.parent, headers=spot.headers, **more)

    def _asking(self, headers: dict[str, str], features: Any) -> dict[str, str]:
        """The headers, with a feature asked for as well, the first where one of several will do."""
        name, feature = self.observable.features, one_or_more(features)[0]
        known = headers[name].split(",") if name in headers else []
        return {**headers, name: ",".join([*known, feature])} if feature and feature not in known else headers

    def _in_context(self, build: _Build, path: str, tag: str | None) -> _Build:
        contexts = self._contexts(path, tag)
        if not contexts:
            return build
        context = contexts[0]
        name, _, inner = path.partition("[]")
        around = next(iter(self._contexts(f"{name}[]", context.within)), None) if inner else None
        at = 0 if around is None else len(around.before)  # where a context of its own has put the item

        def built(value: Any) -> dict[str, Any]:
            body = build(value)
            if path.endswith("[]") and (context.before or context.after):
                item = body[name][at] if inner else value
                body = {**body, name: [*context.before, item, *context.after]}
            return {**body, **(context.beside or {})}

        return built

    def _is_elsewhere(self, spot: _Spot, tag: str) -> bool:
        """True if this tag belongs to items of another role: in this one a server may refuse it."""
        within = {each.within for each in self._contexts(spot.path, tag)} - {None}
        return bool(within) and _outermost(spot.named) not in within

    def _contexts(self, path: str, tag: str | None) -> list[Context]:
        return [each for each in self.observable.contexts if path == each.at and each.tag in (None, tag)]


def _outermost(named: str) -> str:
    """The tag of the item of the outermost list: `song` of `items[]=song.lines[]`."""
    return named.partition("[]=")[2].partition(".")[0]


def _name(subjects: tuple[str, ...]) -> str:
    return subjects[-1].rpartition("/")[2] if subjects else ""


def _named(place: Place, component: str, name: str) -> str:
    last = place.subjects[-1] if place.subjects else ""
    is_component = last.count("/") == 3 and last.startswith("/components/schemas/")
    return _name(place.subjects) if is_component else f"{_name((component,))}.{name}"
