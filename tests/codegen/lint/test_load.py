"""Reading documents: the values of JSON, where they stand, and what is refused."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from isogloss_codegen.document import json_source, yaml_places, yaml_source
from isogloss_codegen.document.external import beside
from isogloss_codegen.document.load import Document, LoadError, load, read


def value(text: str) -> Any:
    return yaml_source.read(text).value


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("2023-06-01", "2023-06-01"),
        ("2023-06-01T00:00:00Z", "2023-06-01T00:00:00Z"),
        ("1:30", "1:30"),
        ("yes", "yes"),
        ("off", "off"),
        ("y", "y"),
        ("true", True),
        ("False", False),
        ("", None),
        ("~", None),
        ("Null", None),
        ("017", 17),
        ("0o17", 15),
        ("0x1F", 31),
        ("-3", -3),
        ("1_000", "1_000"),
        ("1.5", 1.5),
        (".5e3", 500.0),
        ("1.", 1.0),
        (".inf", ".inf"),
        (".nan", ".nan"),
        ("'3'", "3"),
        ("!!str 3", "3"),
        ("!!float 3", 3.0),
        ("! 3", "3"),
        ("=", "="),
        ("|\n  a\n  b\n", "a\nb\n"),
        (">-\n  a\n  b\n", "a b"),
        ("\U0001f4d6", "\U0001f4d6"),
    ],
)
def test_scalars_mean_what_they_mean_in_json(written: str, meant: object) -> None:
    read_value = value(f"a: {written}")["a"]
    assert read_value == meant
    assert type(read_value) is type(meant)


def test_keys_are_strings_as_they_are_written() -> None:
    assert list(value("200: a\nyes: b\n1.0: c\nnull: d\n'x': e")) == ["200", "yes", "1.0", "null", "x"]


def test_an_alias_is_a_copy() -> None:
    copied = value("a: &a {b: [1]}\nc: *a")
    assert copied == {"a": {"b": [1]}, "c": {"b": [1]}}
    copied["c"]["b"].append(2)
    assert copied["a"] == {"b": [1]}


def test_merged_mappings_fill_what_is_not_there() -> None:
    text = "a: &a {x: 1, y: 1}\nb: &b {x: 2, z: 2}\nc: {x: 0, <<: [*a, *b]}"
    assert value(text)["c"] == {"x": 0, "y": 1, "z": 2}


@pytest.mark.parametrize(
    ("text", "line", "column"),
    [
        ("a: [1,\nb: 2\n", 1, 4),
        ("a:\n  'x\n", 2, 3),
        ("a: &a [*a]", 1, 8),
        ("a: *nothing", 1, 4),
        ("a: !!int x", 1, 4),
        ("a: !!binary eA==", 1, 4),
        ("<<: 3", 1, 5),
        ("a: 1\n---\nb: 2", 2, 1),
        ("a: \x07", 1, 4),
        ("a: " + "9" * 5000, 1, 4),
        ("a: 1e999", 1, 4),
        ("# \U0001f4d6\n\U0001f4d6: {\n", 2, 4),
    ],
)
def test_what_is_refused_is_refused_at_its_place(tmp_path: Path, text: str, line: int, column: int) -> None:
    (tmp_path / "a.yaml").write_text(text, encoding="utf-8")
    with pytest.raises(LoadError) as caught:
        read(tmp_path / "a.yaml")
    (problem,) = caught.value.problems
    assert (problem.at.line, problem.at.column) == (line, column)
    assert caught.value.document is None


@pytest.mark.parametrize("text", ["[" * 100_000, "a: " + "{a: " * 5000, "- " * 5000, '{"a":' * 5000])
@pytest.mark.parametrize("name", ["a.yaml", "a.json"])
def test_depth_does_not_exhaust_the_stack(tmp_path: Path, text: str, name: str) -> None:
    (tmp_path / name).write_text(text)
    with pytest.raises(LoadError):
        read(tmp_path / name)


def test_yaml_and_json_agree_on_values_and_places() -> None:
    text = json.dumps({"a/b": [1, {"~": "x\U0001f4d6"}, []], "": {"é": None}, "c": {"c": {}}}, indent=1)
    text = text.replace("\\ud83d\\udcd6", "\U0001f4d6")
    from_json, from_yaml = json_source.read(text, track=True), yaml_source.read(text, track=True)
    assert from_json.value == from_yaml.value
    assert from_json.spans == from_yaml.spans
    assert "/a~1b/1/~0" in from_json.spans


def test_positions_are_in_characters_and_know_keys_from_values() -> None:
    text = "openapi: 3.1.0\r\n# \U0001f4d6\r\ninfo: {\U0001f4d6: [a, bc]}\r\n"
    document = Document("a.yaml", text, value(text))
    at = document.location("/info/\U0001f4d6/1")
    assert (at.line, at.column, at.width) == (3, 15, 2)
    at = document.location("/info/\U0001f4d6", key=True)
    assert (at.line, at.column, at.width) == (3, 8, 1)
    assert document.line(3) == "info: {\U0001f4d6: [a, bc]}"


def test_what_is_not_written_has_the_place_of_what_it_would_be_in() -> None:
    text = "openapi: 3.1.0\ninfo: &i {a: {b: 1}}\nx: *i\n"
    document = Document("a.yaml", text, value(text))
    assert document.location("/x/a/b").line == 3
    assert document.location("/info/nothing/at/all").line == 2
    assert document.location("/nothing").line == 1


def test_escaped_surrogates_do_not_keep_json_from_having_places(tmp_path: Path) -> None:
    (tmp_path / "a.json").write_text('{"openapi": "3.1.0", "x-a": "\\ud83d\\udcd6", "x-b\\u0041": 1}')
    document = load(tmp_path / "a.json")
    assert document.value["x-a"] == "\U0001f4d6"
    assert document.location("/x-bA").column == 58


def test_flow_mappings_are_yaml_although_they_begin_like_json(tmp_path: Path) -> None:
    (tmp_path / "a.yaml").write_text("{openapi: 3.1.0, info: {title: Library}}")
    assert load(tmp_path / "a.yaml").value["info"] == {"title": "Library"}


def test_a_byte_order_mark_is_no_part_of_the_text(tmp_path: Path) -> None:
    (tmp_path / "a.yaml").write_bytes(b"\xef\xbb\xbfopenapi: 3.1.0\n")
    assert load(tmp_path / "a.yaml").location("/openapi").column == 10


def test_a_document_with_a_key_twice_can_still_be_looked_at(tmp_path: Path) -> None:
    (tmp_path / "a.yaml").write_text("openapi: 3.1.0\ninfo: {title: a}\ninfo: {title: b}\n")
    with pytest.raises(LoadError, match="occurs twice") as caught:
        load(tmp_path / "a.yaml")
    assert caught.value.document is not None
    assert caught.value.document.value["info"] == {"title": "b"}


@pytest.mark.parametrize("path", ["nowhere.yaml", "."])
def test_files_that_cannot_be_read(tmp_path: Path, path: str) -> None:
    with pytest.raises(LoadError, match="cannot be read"):
        load(tmp_path / path)


def test_overlays_are_documents(tmp_path: Path) -> None:
    (tmp_path / "a.yaml").write_text("overlay: 1.1.0\n")
    assert load(tmp_path / "a.yaml").value == {"overlay": "1.1.0"}


def test_references_stay_in_the_folder_and_off_the_network(tmp_path: Path) -> None:
    (tmp_path / "api").mkdir()
    (tmp_path / "api" / "a.yaml").write_text("openapi: 3.1.0\n")
    (tmp_path / "api" / "b c.yaml").write_text("B: 1\n")
    (tmp_path / "secret.yaml").write_text("S: 1\n")
    (tmp_path / "api" / "link.yaml").symlink_to(tmp_path / "secret.yaml")
    document = load(tmp_path / "api" / "a.yaml")
    assert beside(document, "b%20c.yaml").value == {"B": 1}
    assert beside(document, "../secret.yaml", allow_external=True).value == {"S": 1}
    for uri in ("../secret.yaml", str(tmp_path / "secret.yaml"), "link.yaml", "http://localhost/a", "file:///etc/x"):
        with pytest.raises(LoadError):
            beside(document, uri)


def test_places_of_json_are_the_same_one_by_one() -> None:
    text = '\n {"a/b": [1, {"c~": null, "d": "x\\"y"}, [], {}],\n  "é": {"f": -1.5e3, "a/b": true}, "": "z"} \n'
    spans = json_source.read(text, track=True).spans
    assert len(spans) == 12
    for pointer, found in reversed(spans.items()):
        assert json_source.Places(text).find(pointer) == found
    places = json_source.Places(text)
    assert {pointer: places.find(pointer) for pointer in spans} == spans
    assert [places.find(pointer) for pointer in ("/nowhere", "/nowhere/deeper", "/é/f/g", "/a~1b/9")] == [None] * 4


BLOCKS = """\
# What stands before.

openapi: 3.1.0
"a b":
- c:  # a list right below its key
    'd/e': |
      f: no key
      g: neither

  h: [1, &h {i: 2}]
-
  - j
'200':
    k~: "l
      m: n"
    o: {p: q, a: *h}

# What stands between.
    r:
      s: t
u: é
"""


@pytest.mark.parametrize("small", [0, 50, 1000])
def test_places_of_yaml_are_the_same_block_by_block(monkeypatch: pytest.MonkeyPatch, small: int) -> None:
    monkeypatch.setattr(yaml_places, "SMALL", small)
    reading = yaml_source.read(BLOCKS, track=True)
    assert len(reading.spans) == 20
    for pointer, found in reversed(reading.spans.items()):
        assert yaml_places.Places(BLOCKS, reading.value).find(pointer) == found
    places = yaml_places.Places(BLOCKS, reading.value)
    assert {pointer: places.find(pointer) for pointer in reading.spans} == reading.spans
    assert [places.find(pointer) for pointer in ("/nowhere", "/200/nowhere", "/200/r/s/t", "/a b/2")] == [None] * 4


@pytest.mark.parametrize(
    "text",
    [
        "{a: 1}",
        "---\na: 1\n",
        "a: &b 1\nc: *b\n",
        "a: &b {c: d}\ne:\n  <<: *b\n",
        "a b: 1\n",
        "a: 1\n? b\n: 2\n",
        '"a\\n": 1\n',
        "a: 'b\nc: d'\n",
        "a:\n  - b\n  -\n",
    ],
)
def test_places_of_yaml_of_another_form(monkeypatch: pytest.MonkeyPatch, text: str) -> None:
    monkeypatch.setattr(yaml_places, "SMALL", 0)
    reading = yaml_source.read(text, track=True)
    document = Document("a.yaml", text, reading.value)
    for pointer, found in reading.spans.items():
        assert document.location(pointer) == document.location_of(found.value)


def test_places_of_what_only_begins_like_json(tmp_path: Path) -> None:
    (tmp_path / "a.yaml").write_text("{openapi: 3.1.0,\n info: {title: T}}\n")
    at = load(tmp_path / "a.yaml").location("/info/title", key=True)
    assert (at.line, at.column) == (2, 9)


def test_a_long_line_is_shown_from_a_column_on() -> None:
    document = Document("a.json", "[1]\r\n" + "x" * 50 + "y" * 50, {})
    assert [document.line(1), len(document.line(2))] == ["[1]", 100]
    assert document.line(2, column=46, most=10) == "xxxxxyyyyy"
    assert document.line(1, column=2, most=10) == "[1]"
