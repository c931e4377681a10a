"""The second lock: code that no template writes is refused, wherever it came from."""

from __future__ import annotations

import pytest

from isogloss_codegen.render.audit import audit
from isogloss_codegen.render.source import SourceError

FINE = '''
"""A module."""

from __future__ import annotations

from typing import Annotated, Literal, Union

from pydantic import Field
from typing_extensions import TypeAliasType

from .models import Pet


class Dog(Pet):
    """A dog."""

    name: Annotated[Literal["eval('1')"] | None, Field(alias="a()")] = None

    def bark(self) -> Dog:
        return self.send(Dog())


Pets = TypeAliasType("Pets", Union["list[Pet]", "Dog"])
'''


def test_what_templates_write_is_fine() -> None:
    audit(FINE, "models.py")


@pytest.mark.parametrize(
    ("line", "what"),
    [
        ("__import__('os')", "__import__()"),
        ("x = str(1)", "str()"),
        ("x = [].append(1)", ".append()"),
        ("x = Pet.model_rebuild()", ".model_rebuild()"),
        ("import os", "import os"),
        ("from os import path", "import os"),
        ("from importlib import import_module", "import importlib"),
        ("x = lambda: 1", "Lambda"),
        ("x = [a for a in b]", "ListComp"),
        ("for a in b: pass", "For"),
        ("while 1: pass", "While"),
        ("with a: pass", "With"),
        ("try: pass\nexcept: pass", "Try"),
        ("del a", "Delete"),
        ("assert a", "Assert"),
        ("x = f'{a!r}' if a else b", "IfExp"),
        ("@evil\nclass A: pass", "@evil"),
        ("@evil()\ndef a(): pass", "@evil()"),
        ("x: a() = 1", "a()"),
        ("x = (lambda: 1)()", "a call without a name"),
        ("def f(a=b()): pass", "b()"),
        ("x: list['a()']", "code in place of a type"),
        ("X = TypeAliasType('X', 'a()')", "code in place of a type"),
        ("X = TypedDict('X', {'a': 'b()'})", "code in place of a type"),
        ("x: list['a b']", "a text in place of a type"),
        ("(x := 1)", "NamedExpr"),
        ("x = a % b", "Mod"),
        ("async def f():\n    async for a in b: pass", "AsyncFor"),
        ("global x", "Global"),
    ],
)
def test_anything_else_is_refused(line: str, what: str) -> None:
    with pytest.raises(SourceError) as caught:
        audit(f"{FINE}\n{line}\n", "models.py")
    assert str(caught.value) == f"{what} is not in any template"
    assert caught.value.module == "models.py"


def test_it_is_known_in_which_class_it_stands() -> None:
    with pytest.raises(SourceError) as caught:
        audit("class Dog:\n    name = evil()\n", "models.py")
    assert caught.value.component == "Dog"


@pytest.mark.parametrize("text", ["class (", "x = '\x00'", "\ud800"])
def test_what_is_no_python_is_refused(text: str) -> None:
    with pytest.raises(SourceError, match="this is not valid Python"):
        audit(text, "models.py")
