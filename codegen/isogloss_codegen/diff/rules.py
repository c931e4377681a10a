"""The rules of a comparison, by the ids that findings have."""

from __future__ import annotations

from ..document.load import read
from ..document.places import packaged_spec
from ..rule import by_id
from .api.rules import RULES as _OF_APIS
from .schema_rules import RULES as _OF_SCHEMAS
from .support.rules import RULES as _OF_SUPPORT, behaviour_rules

_OF_BEHAVIOUR = behaviour_rules(read(packaged_spec() / "rules.yaml").value)

RULES = by_id((*_OF_APIS, *_OF_SCHEMAS.values(), *_OF_SUPPORT, *_OF_BEHAVIOUR))
