"""The rules of a comparison, by the ids that findings have."""

from __future__ import annotations

from ..document.load import read
from ..document.places import packaged_spec
from ..rule import by_id
from .api.rules import RULES as _OF_APIS
from .support.rules import RULES as _OF_SUPPORT, behaviour_rules

RULES = by_id((*_OF_APIS, *_OF_SUPPORT, *behaviour_rules(read(packaged_spec() / "rules.yaml").value)))
