"""The types of the API by the names of the official SDK: dictionaries in requests (`params`), models in answers."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from ..models import *  # noqa: F403
    from ..params import *  # noqa: F403
    from . import beta as beta
else:

    def __getattr__(name: str) -> Any:
        from .._messages.type_names import find

        return find(name, __name__)
