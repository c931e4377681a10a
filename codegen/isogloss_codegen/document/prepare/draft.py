"""A copy of a document that is changed step by step. It knows where its author wrote each part."""

from __future__ import annotations

from typing import Any

from ...findings.loss import Loss, LossKind
from ..context import Context
from ..load import Document, Remade
from ..values import as_list, as_map, child, copied, value_at


class Draft:
    """The `value` of a foreign document while it is made ready for code, and the `losses` on the way.

    Pointers are those of `value`. Messages show the line of the author also after items of lists are gone.
    """

    def __init__(self, document: Document) -> None:
        self.written = document
        self.value: dict[str, Any] = copied(document.value)
        self.losses: list[Loss] = []
        self._context: Context | None = None
        # By the pointer of a list in the author's document: the indices there of the items that are left.
        self._left: dict[str, list[int]] = {}
        # By the pointer of a value with another key: its pointer in the author's document.
        self._renamed: dict[str, str] = {}

    def context(self) -> Context:
        """The draft for rules, as it is after the last change that was noted."""
        if self._context is None:
            self._context = Context(self.document())
        return self._context

    def document(self) -> Document:
        """The draft as a document, for rules. Findings about it have the places of the author's document."""
        return Remade(self.written.path, self.written.text, self.value, self._origin)

    def _origin(self, pointer: str) -> tuple[Document, str]:
        return self.written.origin(self._written(pointer))

    def lose(
        self, kind: LossKind, rule: str, pointer: str, message: str, *, key: bool = False, operation: str = ""
    ) -> None:
        """Adds a loss, the reason of a change; with `operation`, of that operation."""
        self._context = None
        finding = self.written.problem(rule, self._written(pointer), message, level="warning", key=key)
        self.losses.append(Loss(kind, finding._replace(operation=operation)))

    def take(self, pointer: str) -> Any:
        """Removes the value at a pointer, and returns it; None if there is none."""
        around, _, _ = pointer.rpartition("/")
        holder, name = value_at(self.value, around), _last(pointer)
        if isinstance(holder, dict):
            return as_map(holder).pop(name, None)
        items = as_list(holder)
        if not (name.isdecimal() and int(name) < len(items)):
            return None
        self._left.setdefault(self._written(around), list(range(len(items)))).pop(int(name))
        return items.pop(int(name))

    def put(self, pointer: str, value: Any) -> None:
        """Sets the value at a pointer; the mapping or list around it must be there."""
        holder, name = value_at(self.value, pointer.rpartition("/")[0]), _last(pointer)
        if isinstance(holder, list):
            as_list(holder)[int(name)] = value
        else:
            as_map(holder)[name] = value

    def rename(self, pointer: str, name: str) -> None:
        """Gives the value at a pointer another key in its mapping."""
        to = child(pointer.rpartition("/")[0], name)
        self._renamed[to] = self._written(pointer)
        self.put(to, self.take(pointer))

    def _written(self, pointer: str) -> str:
        """The pointer in the author's document."""
        written = at = ""
        for token in pointer.split("/")[1:]:
            at = f"{at}/{token}"
            if at in self._renamed:
                written = self._renamed[at]
                continue
            left = self._left.get(written) if self._left else None
            if left is not None and token.isdecimal() and int(token) < len(left):
                token = str(left[int(token)])
            written = f"{written}/{token}"
        return written


def _last(pointer: str) -> str:
    return pointer.rpartition("/")[2].replace("~1", "/").replace("~0", "~")
