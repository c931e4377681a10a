"""A document in which names and texts are awkward, but right: they come back as they are."""

from __future__ import annotations

import inspect
import json
import re
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx2
import pytest
from pydantic import TypeAdapter, ValidationError

from isogloss_codegen.generate import generate
from isogloss_codegen.names import MODULE_NAMES
from isogloss_codegen.render.write import write

from .conftest import CASES


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    output = tmp_path_factory.mktemp("output")
    write(generate(CASES / "awkward" / "openapi.yaml", package="awkward").files, output, "awkward")
    return output


@pytest.fixture(scope="module")
def awkward(folder: Path) -> Iterator[Any]:
    sys.path.insert(0, str(folder))
    import awkward  # pyright: ignore[reportMissingImports]

    for module in ("client", "server", "params", "operations", "models"):
        __import__(f"awkward.{module}")
    yield awkward
    sys.path.remove(str(folder))


def test_properties_with_any_name_are_read_and_written_as_they_are(awkward: Any) -> None:
    thing = {
        "class": "a",
        "from": "b",
        "in": "c",
        "async": True,
        "list": ["d"],
        "l": 1,
        "I": 2,
        "O": ["e"],
        "self": "f",
        "None": "g",
        "properties": {"properties": "h", "const": "i", "$ref": "j"},
        "$ref": "k",
        "user-id": "l",
        "user_id": "m",
        "__class__": "n",
        "model_config": "o",
        "copy": False,
        "nul": "a\0b",
        "look": 'ab"',
        "anything": [1],
    }
    read = awkward.Thing.model_validate_json(json.dumps(thing))
    assert json.loads(read.model_dump_json()) == thing
    assert (read.class_, read.from_, read.user_id, read.user_id_, read.list_) == ("a", "b", "m", "l", ["d"])
    assert type(read.properties) is awkward.models.ThingProperties
    for value in ("\u2028", '"""', "Thing"):
        assert awkward.Thing.model_validate({**thing, "nul": value}).nul == value
    with pytest.raises(ValidationError, match="nul"):
        awkward.Thing.model_validate({**thing, "nul": "other"})
    with pytest.raises(ValidationError, match="look"):
        awkward.Thing.model_validate({**thing, "look": "b"})


def test_a_constructor_takes_attributes_and_names_on_the_wire(awkward: Any) -> None:
    made = awkward.Thing(class_="a", from_="b", user_id="c", user_id_="d", self="e")
    assert made == awkward.Thing(**{"class": "a", "from": "b", "user_id": "c", "user-id": "d", "self": "e"})
    with pytest.raises(ValidationError, match="class_"):
        awkward.Thing.model_validate({"class_": "a", "from": "b", "user_id": "c", "user-id": "d"})


@pytest.mark.parametrize(
    ("name", "tag"),
    [("At", "@type"), ("Dollar", "$type"), ("Line", "_type"), ("Dash", "event-type"), ("Word", "class")],
)
def test_unions_are_told_apart_by_a_property_of_any_name(awkward: Any, name: str, tag: str) -> None:
    union = TypeAdapter(getattr(awkward, name))
    for value, number in (("a", 1), ("b", 2)):
        read = union.validate_json(json.dumps({tag: value}))
        assert type(read).__name__ == f"{name}{number}"
        assert json.loads(union.dump_json(read)) == {tag: value}
        assert union.validate_python(read) is read
    if name in ("At", "Line", "Dash"):
        unknown = union.validate_python({tag: "c", "more": 1})
        assert union.dump_python(unknown) == {tag: "c", "more": 1}
    if name == "Word":
        assert type(union.validate_python({})).__name__ == "Word1"


def test_schemas_may_be_called_like_what_a_module_imports(awkward: Any) -> None:
    value = {
        **{
            name: {"a": "b"} for name in ("any", "union", "field", "config", "annotated", "required", "root", "request")
        },
        **{name: {"a": "b"} for name in ("none", "true", "client", "service", "path", "operation", "api", "mapping")},
        "literal": "a",
        "sequence": ["b"],
    }
    for name in ("Names", "NamesParam"):
        read = TypeAdapter(getattr(awkward, name)).validate_python(value)
        assert TypeAdapter(getattr(awkward, name)).dump_python(read, by_alias=True) == value
    assert awkward.Client is awkward.client.Client
    assert awkward.models.Client(a="b").a == "b"
    assert awkward.SchemaAny(a="b").a == "b"
    assert awkward.server.Service2.api is not None


def test_the_client_sends_what_it_was_given(awkward: Any) -> None:
    seen: list[httpx2.Request] = []

    def answer(request: httpx2.Request) -> httpx2.Response:
        seen.append(request)
        body = {"class": [{"I": "a"}], "from": "b" if len(seen) < 2 else None, "list": True, "str": "c"}
        return httpx2.Response(200, json=body)

    transport = httpx2.MockTransport(answer)
    with awkward.Client(api_key="k", http_client=httpx2.Client(transport=transport)) as client:
        page = client.things.create(
            class_="a",
            from_="b",
            user_id="c",
            user_id_="d",
            list=["e"],
            name="f",
            name_=["g"],
            name__="h",
            class___="i",
        )
        assert [each.i for each in page] == ["a", "a"]
        assert page.str_ == "c"
        assert (callable(client.api_), callable(client.overload_)) == (True, True)
        assert callable(client.api__.api)
    body = json.loads(seen[0].content)
    assert body == {"class": "a", "from": "b", "user-id": "c", "user_id": "d", "list": ["e"]}
    assert seen[0].url.params.multi_items() == [("name", "f"), ("name[]", "g"), ("class", "i")]
    assert seen[0].headers["name"] == "h"
    assert seen[1].url.params["name"] == "b"


def test_texts_come_back_word_for_word(awkward: Any) -> None:
    assert awkward.__doc__ == (
        'Awkward \\u0041 """names""": typed models, client and server.\n\nOne\n\n    two  \f three.\n'
    )
    doc = inspect.getdoc(awkward.client.Things.create) or ""
    assert doc.startswith('Makes """one""".\n\nFirst.\nSecond.\n\n   Third\\N{DASH}\0.\n')
    assert awkward.operations.THINGS_CREATE.path == "/things"
    text = Path(awkward.models.__file__).read_text(encoding="utf-8")
    assert '"""A \\\\class\n    with \\"\\"\\"\n    """' in text


def test_names_of_modules_are_kept_from_schemas(folder: Path) -> None:
    """No class gets a name that generated modules import or define besides the document's classes."""
    found: set[str] = set()
    for name in ("models", "params", "server"):
        text = (folder / "awkward" / f"{name}.py").read_text(encoding="utf-8")
        for imported in re.findall(r"^(?:from (?!\.models)\S+ )?import (\([^)]*\)|.*)$", text, flags=re.MULTILINE):
            found.update(re.findall(r"\b[A-Z]\w*", imported))
    assert found - MODULE_NAMES == set()
    assert {"Any", "Field", "ServiceError", "NotRequired"} <= found
