"""The blocking twin of a module, token by token."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

import isogloss_codegen
from isogloss_codegen.render.synchronous import synchronous

SOURCES = Path(isogloss_codegen.__file__).parent


def twin(text: str) -> str:
    return synchronous(text).partition("\n")[2]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("async def f(): return await g()\n", "def f(): return g()\n"),
        ("async with a as b:\n    async for c in b: pass\n", "with a as b:\n    for c in b: pass\n"),
        ("class AsyncThing(AsyncBase[T]): ...\n", "class Thing(Base[T]): ...\n"),
        ("async def __aenter__(self): await self.x.aclose()\n", "def __enter__(self): self.x.close()\n"),
        ("(await first).call(await  second)\n", "(first).call(second)\n"),
        ("from .async_page import AsyncPage\n", "from .page import Page\n"),
        ("await retry.async_sleep(1)\n", "retry.sleep(1)\n"),
        ('x = "async await AsyncThing"  # await AsyncThing\n', 'x = "async await AsyncThing"  # await AsyncThing\n'),
        ('"""Waits.\n\nasync def"""\nawait f("é", await g())\n', '"""Waits.\n\nasync def"""\nf("é", g())\n'),
        ("async_ = awaited = anyAsync = 1\n", "async_ = awaited = anyAsync = 1\n"),
    ],
)
def test_each_construct(text: str, expected: str) -> None:
    assert twin(text) == expected


# A module that has its twin beside it is written by hand on both sides.
TURNED = [path for path in SOURCES.rglob("async_*.py") if not path.with_name(path.name[len("async_") :]).exists()]


@pytest.mark.parametrize("path", sorted(TURNED), ids=lambda path: path.name)
def test_nothing_in_a_twin_waits(path: Path) -> None:
    tree = ast.parse(synchronous(path.read_text()))
    waiting = (ast.AsyncFunctionDef, ast.AsyncFor, ast.AsyncWith, ast.Await)
    assert not [node for node in ast.walk(tree) if isinstance(node, waiting)]
    names = {node.id for node in ast.walk(tree) if isinstance(node, ast.Name)}
    assert not [name for name in names if name.startswith(("Async", "async_", "aiter", "anext"))]
    assert "async" not in ast.unparse(tree).lower(), "a docstring speaks of one side only"
