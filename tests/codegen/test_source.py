"""Pieces of Python source: what a document says is a literal, a name, a docstring or a comment, and stays equal."""

from __future__ import annotations

import ast
import inspect
from typing import Any

import jinja2
import pytest
from hypothesis import given, settings, strategies as st

from isogloss_codegen.render import pages
from isogloss_codegen.render.source import (
    Source,
    SourceError,
    code,
    comment,
    docstring,
    identifier,
    in_docstring,
    joined,
    literal,
    long_literal,
    quoted,
    wrapped,
)

from .test_layers import CODEGEN, modules, nodes

TEXT = st.text() | st.text('"\\\n\r\t \x0c{}<>#u0N\u2028\x00\ud800', max_size=20)
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | TEXT,
    lambda inner: st.lists(inner) | st.lists(inner).map(tuple) | st.dictionaries(TEXT, inner),
    max_leaves=5,
)
FAST = settings(max_examples=200, derandomize=True, database=None)


@FAST
@given(JSON)
def test_a_literal_is_read_as_its_value(value: Any) -> None:
    source = literal(value)
    assert ast.literal_eval(source) == value
    source.encode()
    assert source.isprintable(), "nothing in it can be overlooked"


@FAST
@given(st.text() | st.text("a \n", min_size=80, max_size=300))
def test_a_long_text_is_read_as_one(value: str) -> None:
    assert ast.literal_eval(long_literal(value)) == value


@pytest.mark.parametrize("value", [float("inf"), float("nan"), object(), {1}])
def test_what_no_literal_holds_is_refused(value: Any) -> None:
    with pytest.raises(SourceError):
        literal(value)


def test_an_integer_that_python_would_not_read_is_refused() -> None:
    with pytest.raises(SourceError, match="too long"):
        literal(10**5000)


@FAST
@given(TEXT, st.sampled_from([0, 4, 8]))
def test_the_words_of_a_docstring_come_back_equal(text: str, indent: int) -> None:
    outer = "".join(f"{' ' * 4 * depth}if 1:\n" for depth in range(indent // 4))
    tree = ast.parse(f"{outer}{' ' * indent}{docstring(text, indent)}\n")
    texts = [node.value for node in ast.walk(tree) if isinstance(node, ast.Constant) and isinstance(node.value, str)]
    assert len(texts) == 1
    assert squeezed(texts[0]) == squeezed(text)


def squeezed(text: str) -> list[str]:
    return [word for word in text.replace("\r", "\n").replace("\t", " ").replace("\n", " ").split(" ") if word]


def test_a_docstring_keeps_lines_and_their_indentation() -> None:
    text = "First  line. \r\n\r\n    code\tcolumn\rlast   \n\n"
    made: dict[str, Any] = {}
    exec(f"def f():\n    {docstring(text, 4)}\n", made)
    assert inspect.getdoc(made["f"]) == "First  line.\n\n    code    column\nlast"


def test_addresses_and_long_words_are_not_broken() -> None:
    address = f"https://example.org/{'a-b' * 60}"
    assert address in docstring(f"See {address} there.", 4)


@FAST
@given(st.text(" ab\x0b\x0c\x1c\xa0\u2028\ue000", max_size=80))
def test_only_blanks_are_lost_between_lines(text: str) -> None:
    assert "".join(wrapped(text, 10)).replace(" ", "") == text.replace(" ", "")


@FAST
@given(TEXT)
def test_comments_and_insertions_stay_in_their_line(text: str) -> None:
    for source in (comment(text), in_docstring(text)):
        assert len(source.splitlines()) <= 1
        assert source.isprintable()
    assert ast.parse(f'"""a {in_docstring(text)} b"""').body


@pytest.mark.parametrize("name", ["", "class", "None", "a b", "a-b", "ﬁ", "2nd", "a\n", "a.b", "e\u0301", "x=1"])
def test_what_is_no_name_is_refused(name: str) -> None:
    with pytest.raises(SourceError, match="is not a valid Python name"):
        identifier(name)


@pytest.mark.parametrize("raw", ["text", f"{identifier('a')}", identifier("a") + "b", identifier("a").upper(), 1, None])
def test_source_is_made_of_source_only(raw: Any) -> None:
    with pytest.raises(TypeError, match="is not source"):
        code("{}", raw)
    with pytest.raises(TypeError, match="is not source"):
        joined(", ", [raw])


def test_quoted_types() -> None:
    assert quoted(code('Literal["a"]')) == "\"Literal['a']\""
    text = literal("a\"'b\\")
    assert ast.literal_eval(quoted(code("Literal[{}]", text))) == f"Literal[{text}]"


@pytest.mark.parametrize(
    "template",
    ["{{ x }}", "{{ 'a' }}", "{{ 1 }}", "{{ x ~ 'a' }}", "{{ none }}", "{{ (x | literal) ~ 'a' }}", "{{ x * 2 }}"],
)
def test_templates_cannot_insert_anything_else(template: str) -> None:
    environment = pages.environment()
    with pytest.raises(TypeError, match="is not source"):
        environment.from_string(template).render(x="raw")
    assert environment.from_string("{{ x | literal }}").render(x="raw") == '"raw"'


def test_templates_have_no_filters_but_those_that_make_source() -> None:
    with pytest.raises(jinja2.TemplateAssertionError, match="No filter named 'safe'"):
        pages.environment().from_string("{{ x | safe }}")
    assert "upper" not in pages.environment().filters


def test_source_is_made_in_few_places() -> None:
    """All others put pieces together with `code` and `joined`, which look at each."""
    makers = {
        path.name
        for path in modules(CODEGEN)
        for node in nodes(path)
        if isinstance(node, ast.Call) and getattr(node.func, "id", None) == Source.__name__ and "render" in path.parts
    }
    assert makers == {"source.py", "pages.py", "placeholders.py"}
