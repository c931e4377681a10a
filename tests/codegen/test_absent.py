"""Optional fields of generated models: how they are written, and how such a model reads."""

from __future__ import annotations

import pytest

from isogloss_codegen.render.absent import absent_as_none


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("x: int | MISSING = MISSING", "x: int | None = None"),
        ("x: int | MISSING | None = MISSING", "x: Annotated[int | None, Nullable] = None"),
        ("x: Annotated[int | MISSING, Field(ge=0)] = MISSING", "x: Annotated[int | None, Field(ge=0)] = None"),
        (
            "x: Annotated[str | MISSING | None, Field(alias='class')] = MISSING",
            "x: Annotated[str | None, Field(alias='class'), Nullable] = None",
        ),
        ("x: str | list[A | None] | MISSING = MISSING", "x: str | list[A | None] | None = None"),
        ("x: Literal['a | MISSING'] | MISSING = MISSING", "x: Literal['a | MISSING'] | None = None"),
        ("x: None | MISSING = MISSING", "x: Annotated[None, Nullable] = None"),
        ("x: int | None = None", "x: int | None = None"),
        ("x: int", "x: int"),
        ('"""x: int | MISSING = MISSING"""', '"""x: int | MISSING = MISSING"""'),
    ],
)
def test_a_field(written: str, expected: str) -> None:
    assert absent_as_none(f"class A(B):\n    {written}\n    y: str\n") == f"class A(B):\n    {expected}\n    y: str\n"


def test_all_other_text_stays() -> None:
    doc = '    """\r\n    é\x0c x: int | MISSING = MISSING\r\n    """\n'
    assert absent_as_none(f"class A(B):\n{doc}    z: int | MISSING = MISSING\nC = 1\n") == (
        f"class A(B):\n{doc}    z: int | None = None\nC = 1\n"
    )
