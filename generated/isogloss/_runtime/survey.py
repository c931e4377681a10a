# Copied by isogloss from render/runtime/survey.py. Do not edit: change that, then generate.
"""Goes through a request side by side with its models, and notes what a provider says of the parts that it meets."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from types import ModuleType, UnionType
from typing import Annotated, Any, Literal, NamedTuple, TypeGuard, Union, cast, get_args, get_origin

from pydantic import MISSING, BaseModel
from typing_extensions import TypeAliasType

from .call import SentAs
from .dialect import COVERING, Dialect, Statement, SupportFinding
from .options import Omit
from .validation import write_path

Steps = tuple[str | int, ...]


class _Leaf(NamedTuple):
    """One alternative of an annotation, and the aliases that lead to it."""

    aliases: tuple[str, ...]
    type: Any


class Survey:
    """What `dialect` says of the parts of one request.

    `models` has the classes of the whole language: what a provider refuses is in no model of its own. `model_name` is
    the model asked for, on which some statements depend.
    """

    def __init__(self, dialect: Dialect, models: ModuleType, model_name: object = None) -> None:
        self._dialect = dialect
        self._models = models
        self._model_name = model_name
        self.findings: list[SupportFinding] = []
        self.statements: dict[Steps, Statement] = {}
        """Every statement about a part that is there, by the place of that part."""

    def body(self, component: str, value: object) -> None:
        """Goes through a body, which is a `component`."""
        self._place((), getattr(self._models, component), value, ())

    def parameter(self, subject: str, component: str, argument: str, value: object) -> None:
        """Goes through the value of a header or query parameter; `component` is the model of all parameters."""
        steps = (subject,)
        if not self._covered((subject,), steps):
            self._place((subject,), _fields(getattr(self._models, component))[argument], value, steps)

    def operation(self, id: str, path: str) -> None:
        """Looks up what is said of an operation as a whole."""
        self._covered((id,), (path,))

    def model(self) -> None:
        """Notes a model that is not among those listed. Lists age, so this never says that a request is refused."""
        dialect, name = self._dialect, self._model_name
        statement = dialect.statements.get("model")
        if statement is not None and dialect.closed_models and isinstance(name, str) and name not in dialect.models:
            self.findings.append(SupportFinding("model", "model", dialect.title, statement, name, ("model",)))

    def _place(self, names: tuple[str, ...], annotation: Any, value: object, steps: Steps) -> None:
        """Goes through a value; `names` are those under which its place is known."""
        leaf = _fitting(_leaves(annotation), value)
        if leaf is None or self._covered(leaf.aliases, steps):
            return
        names = (*names, *leaf.aliases)
        if isinstance(value, str):
            self._covered([f"{name}={value}" for name in names], steps, value)
        elif _is_model(leaf.type):
            self._object(names, leaf.type, value, steps)
        elif isinstance(value, Sequence):
            [item] = get_args(leaf.type) or (Any,)
            for index, entry in enumerate(cast("Sequence[object]", value)):
                self._place(names, item, entry, (*steps, index))
        elif isinstance(value, Mapping) and get_origin(leaf.type) is dict:
            for key, entry in cast("Mapping[str, object]", value).items():
                self._place(names, get_args(leaf.type)[1], entry, (*steps, key))

    def _object(self, names: tuple[str, ...], model: type[BaseModel], value: object, steps: Steps) -> None:
        component = model.__name__
        fields, entries = _fields(model), _entries(value)
        tag = next((str(entries[name]) for name, _, _ in _tags(model) if name in entries), "")
        if self._covered([*(f"{name}[{component}]" for name in names), component], steps, tag):
            return
        for key, entry in entries.items():
            if key in fields and not isinstance(entry, Omit):
                subject, below = f"{component}.{key}", (*steps, key)
                if not self._covered((subject,), below):
                    self._place((subject,), fields[key], entry, below)

    def _covered(self, subjects: Sequence[str], steps: Steps, shown: str = "") -> bool:
        """Notes what the first statement about one of `subjects` comes to; whether it counts for all that is inside."""
        subject = next((name for name in subjects if name in self._dialect.statements), None)
        if subject is None:
            return False
        statement = self._dialect.statements[subject]
        self.statements[steps] = statement
        if statement.status == "conditional":
            if not statement.models or self._model_name in statement.models:
                return False
        elif statement.status != "transformed" and statement.status not in COVERING:
            return False
        self.findings.append(SupportFinding(write_path(steps), subject, self._dialect.title, statement, shown, steps))
        return statement.status in COVERING


def _is_model(annotation: Any) -> TypeGuard[type[BaseModel]]:
    return isinstance(annotation, type) and issubclass(annotation, BaseModel)


def _entries(value: object) -> Mapping[str, Any]:
    """The fields of an object as it is sent."""
    if isinstance(value, SentAs):
        value = value.as_param()
    if isinstance(value, BaseModel):
        return {
            field.serialization_alias or field.alias or name: getattr(value, name)
            for name, field in type(value).model_fields.items()
            if getattr(value, name) is not MISSING
        }
    return cast("Mapping[str, Any]", value) if isinstance(value, Mapping) else {}


@cache
def _leaves(annotation: Any) -> tuple[_Leaf, ...]:
    if isinstance(annotation, TypeAliasType):
        inner = _leaves(annotation.__value__)
        return tuple(leaf._replace(aliases=(annotation.__name__, *leaf.aliases)) for leaf in inner)
    origin = get_origin(annotation)
    if origin is Annotated:
        return _leaves(get_args(annotation)[0])
    if origin in (Union, UnionType):
        return tuple(leaf for argument in get_args(annotation) for leaf in _leaves(argument))
    return (_Leaf((), annotation),)


def _fitting(leaves: Sequence[_Leaf], value: object) -> _Leaf | None:
    """The alternative that a value is meant for."""
    if isinstance(value, str):
        # Most alternatives of a string are one and the same to a statement: the longest way has all names.
        texts = [leaf for leaf in leaves if leaf.type is str or get_origin(leaf.type) is Literal]
        return max(texts, key=lambda leaf: len(leaf.aliases), default=None)
    if isinstance(value, Mapping | BaseModel):
        return _fitting_object(leaves, _entries(cast("object", value)))
    if isinstance(value, Sequence):
        return next((leaf for leaf in leaves if get_origin(leaf.type) is list), None)
    return None


def _fitting_object(leaves: Sequence[_Leaf], entries: Mapping[str, Any]) -> _Leaf | None:
    objects = [leaf for leaf in leaves if _is_model(leaf.type)]
    if not objects:
        return next((leaf for leaf in leaves if get_origin(leaf.type) is dict), None)
    if len(objects) == 1:
        return objects[0]
    return next((leaf for leaf in objects if _has_tags(leaf.type, entries)), None)


def _has_tags(model: type[BaseModel], entries: Mapping[str, Any]) -> bool:
    return all(entries[name] in known if name in entries else not needed for name, known, needed in _tags(model))


@cache
def _tags(model: type[BaseModel]) -> tuple[tuple[str, tuple[Any, ...], bool], ...]:
    """The fields of a model that have given values only: name, values, whether it has to be there."""
    return tuple(
        (name, tuple(value for leaf in literals for value in get_args(leaf.type)), not optional)
        for name, annotation in _fields(model).items()
        for leaves in [[leaf for leaf in _leaves(annotation) if leaf.type is not type(None)]]
        for literals in [[leaf for leaf in leaves if get_origin(leaf.type) is Literal]]
        for optional in [any(leaf.type is MISSING for leaf in leaves)]
        if literals and len(literals) == len([leaf for leaf in leaves if leaf.type is not MISSING])
    )


@cache
def _fields(model: type[BaseModel]) -> Mapping[str, Any]:
    """The fields of a model by their names on the wire, with their annotations."""
    return dict(_annotations(model))


def _annotations(model: type[BaseModel]) -> Iterator[tuple[str, Any]]:
    if not model.__pydantic_fields_complete__:
        model.model_rebuild()
    for name, field in model.model_fields.items():
        yield field.serialization_alias or field.alias or name, field.annotation
