# Copied by isogloss from render/runtime/survey.py. Do not edit: change that, then generate.
"""Goes through a request side by side with its models, and notes what a provider says of the parts that it meets."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from types import MappingProxyType, ModuleType
from typing import Any, cast

from pydantic import BaseModel

from .call import SentAs
from .dialect import COVERING, Dialect, Statement, SupportFinding
from .options import Omit
from .plan import Choice, Place, Planner, fields_of, may_be_absent
from .validation import write_path

Steps = tuple[str | int, ...]

# What was asked about so far: by dialect and models (kept, so that their ids stay their own), component and argument.
_PLANS: dict[tuple[int, int, str, str], tuple[Dialect, ModuleType, Place]] = {}


class Survey:
    """What `dialect` says of the parts of one request.

    `models` has the classes of the whole language: what a provider refuses is in no model of its own. `model_name` is
    the model asked for and `headers` those that are sent, by lower-case name: on these some statements depend.
    """

    def __init__(
        self,
        dialect: Dialect,
        models: ModuleType,
        model_name: object = None,
        headers: Mapping[str, str] = MappingProxyType({}),
    ) -> None:
        self._dialect = dialect
        self._models = models
        self._model_name = model_name
        self._headers = headers
        self._body: object = None
        self._plain: object = None
        self.findings: list[SupportFinding] = []
        self.statements: dict[Steps, Statement] = {}
        """Every statement about a part that is there, by the place of that part."""

    def body(self, component: str, value: object) -> None:
        """Goes through a body, which is a `component`."""
        self._body, self._plain = value, None
        self._place(self._plan(component, ""), value, ())

    def parameter(self, subject: str, component: str, argument: str, value: object) -> None:
        """Goes through the value of a header or query parameter; `component` is the model of all parameters."""
        self._place(self._plan(component, argument, subject), value, (subject,))

    def operation(self, id: str, path: str) -> None:
        """Looks up what is said of an operation as a whole."""
        self._covered(id if id in self._dialect.statements else None, (path,))

    def model(self) -> None:
        """Notes a model that is not among those listed. Lists age, so this never says that a request is refused."""
        dialect, name = self._dialect, self._model_name
        statement = dialect.statements.get("model")
        if statement is not None and dialect.closed_models and isinstance(name, str) and name not in dialect.models:
            self.findings.append(SupportFinding("model", "model", dialect.title, statement, name, ("model",)))

    def _plan(self, component: str, argument: str, subject: str = "") -> Place:
        key = (id(self._dialect), id(self._models), component, argument)
        if key not in _PLANS:
            model = getattr(self._models, component)
            annotation = dict(fields_of(model))[argument].annotation if argument else model
            planner = Planner(self._dialect.statements)
            place = planner.plan((subject,) if subject else (), annotation)
            _PLANS[key] = self._dialect, self._models, place
        return _PLANS[key][2]

    def _place(self, place: Place, value: object, steps: Steps) -> None:
        """Goes through the value in a place."""
        if not place.told_of or isinstance(value, Omit):
            return
        about = place.values.get(value) if isinstance(value, str) else None
        around = self._dialect.statements.get(place.subject or "")
        if about is not None and around is not None and around.status in COVERING:
            self._covered(about, steps, str(value))  # the nearer statement counts
            return
        if self._covered(place.subject, steps, has_to_be=place.has_to_be):
            return
        if isinstance(value, str):
            if not self._covered(place.text_subject, steps) and about is not None:
                self._covered(about, steps, value)
        elif isinstance(value, Mapping | BaseModel):
            entries = _entries(cast("object", value))
            choice = place.choice(entries)
            if choice is not None:
                self._object(choice, entries, steps)
            elif place.mapping is not None and not self._covered(place.mapping[0], steps):
                for key, entry in entries.items():
                    self._place(place.mapping[1], entry, (*steps, key))
        elif isinstance(value, Sequence) and place.array is not None and not self._covered(place.array[0], steps):
            for index, entry in enumerate(cast("Sequence[object]", value)):
                self._place(place.array[1], entry, (*steps, index))

    def _object(self, choice: Choice, entries: Mapping[str, Any], steps: Steps) -> None:
        tag = next((str(entries[tag.name]) for tag in choice.tags if tag.name in entries), "")
        if any(self._covered(subject, steps, tag) for subject in choice.subjects):
            return
        for key, entry in entries.items():
            if key in choice.fields:
                self._place(choice.fields[key], entry, (*steps, key))

    def _sent(self) -> object:
        """The body as it is sent, without models in it; made once."""
        self._plain = self._plain or _as_sent(self._body)
        return self._plain

    def _covered(self, subject: str | None, steps: Steps, shown: str = "", *, has_to_be: bool = False) -> bool:
        """Notes what a statement comes to here; whether it counts for all that is inside."""
        if subject is None:
            return False
        statement = self._dialect.statements[subject]
        body = self._sent() if statement.places else None
        statement = statement.for_request(self._model_name, self._headers, steps, body)
        self.statements[steps] = statement
        if statement.status not in (*COVERING, "conditional", "transformed"):
            return False
        title = self._dialect.title
        self.findings.append(SupportFinding(write_path(steps), subject, title, statement, shown, steps, has_to_be))
        return statement.status in COVERING


def _as_sent(value: object) -> object:
    if isinstance(value, Mapping | BaseModel):
        return {key: _as_sent(inner) for key, inner in _entries(cast("object", value)).items()}
    if isinstance(value, Sequence) and not isinstance(value, str | bytes):
        return [_as_sent(item) for item in cast("Sequence[object]", value)]
    return value


def _entries(value: object) -> Mapping[str, Any]:
    """The fields of an object as it is sent."""
    if isinstance(value, BaseModel):
        if isinstance(value, SentAs):
            return _entries(value.as_param())
        return {
            field.serialization_alias or field.alias or name: getattr(value, name)
            for name, field in type(value).model_fields.items()
            if name in value.model_fields_set or not may_be_absent(field)
        }
    return cast("Mapping[str, Any]", value) if isinstance(value, Mapping) else {}
