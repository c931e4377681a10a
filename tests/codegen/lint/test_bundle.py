"""Documents in several files: what is read is one document, and each finding stands in the file that wrote it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from isogloss_codegen.document import bundle as bundling, files as following
from isogloss_codegen.document.lint import check
from isogloss_codegen.document.load import Document, LoadError
from isogloss_codegen.document.openapi import load
from isogloss_codegen.document.values import value_at

HEAD = "openapi: 3.1.0\ninfo: {title: Library, version: '1'}\n"
OK = "responses: {'200': {description: Done.}}"


@pytest.fixture
def read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Any:
    """Writes files, and reads the first of them as a document."""
    monkeypatch.chdir(tmp_path)

    def read(root: str, **files: str) -> Document:
        for name, text in {"api/api.yaml": HEAD + root, **files}.items():
            path = tmp_path / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")
        return load("api/api.yaml")

    return read


def said(document: Document) -> list[str]:
    return [f"{each.at.file}:{each.at.line}:{each.at.column} {each.rule} {each.message}" for each in check(document)]


def schema(document: Document, name: str) -> Any:
    return value_at(document.value, f"/components/schemas/{name}")


def test_a_chain_over_three_files_in_relative_folders(read: Any) -> None:
    document = read(
        "paths: {/books: {$ref: paths/books.yaml}}\n",
        **{
            "api/paths/books.yaml": f"get:\n  {OK[:-2]}, content: {{application/json: {{schema: "
            "{$ref: ../schemas/index.yaml#/Book}}}}}\n",
            "api/schemas/index.yaml": "Book: {$ref: books/book.yaml#/Book}\n",
            "api/schemas/books/book.yaml": "Book:\n  type: object\n  properties: {of: {$ref: ../author.yaml}}\n",
            "api/schemas/author.yaml": "type: object\nproperties:\n  born: {type: integer, minimum: x}\n",
        },
    )
    answer = document.value["paths"]["/books"]["get"]["responses"]["200"]["content"]["application/json"]["schema"]
    assert answer == {"$ref": "#/components/schemas/Book"}
    assert schema(document, "Book")["properties"] == {"of": {"$ref": "#/components/schemas/author"}}
    assert said(document) == ['api/schemas/author.yaml:3:34 schema-invalid this must be a number, not "x"']


def test_a_component_that_is_only_a_reference_is_the_name_of_its_target(read: Any) -> None:
    document = read(
        "paths: {}\ncomponents: {schemas: {Book: {$ref: book.yaml}, Alias: {$ref: '#/components/schemas/Book'}}}\n",
        **{"api/book.yaml": "type: object\nproperties: {next: {$ref: book.yaml}}\n"},
    )
    assert document.value["components"]["schemas"] == {
        "Book": {"type": "object", "properties": {"next": {"$ref": "#/components/schemas/Book"}}},
        "Alias": {"$ref": "#/components/schemas/Book"},
    }
    assert document.location("/components/schemas/Book/properties").file == "api/book.yaml"


def test_two_files_with_one_name_and_a_discriminator_that_means_the_name(read: Any) -> None:
    union = "oneOf: [{$ref: a/pets.yaml#/Cat}, {$ref: b/pets.yaml#/Cat}], discriminator: {propertyName: kind}"
    document = read(
        f"paths: {{}}\ncomponents: {{schemas: {{Pet: {{{union}}}, Old: {{$ref: b/pets.yaml#/Old}}}}}}\n",
        **{
            "api/a/pets.yaml": "Cat: {type: object, title: a, properties: {kind: {type: string}}}\n",
            "api/b/pets.yaml": "Cat: {type: object, title: b, properties: {kind: {type: string}}}\n"
            "Old: {oneOf: [{$ref: '#/Cat'}], discriminator: {propertyName: kind}}\n",
        },
    )
    assert (schema(document, "Cat")["title"], schema(document, "Cat2")["title"]) == ("a", "b")
    assert schema(document, "Old") == {
        "oneOf": [{"$ref": "#/components/schemas/Cat2"}],
        "discriminator": {"propertyName": "kind", "mapping": {"Cat": "#/components/schemas/Cat2"}},
    }


def test_lists_and_mappings_may_be_elsewhere_as_a_whole(read: Any) -> None:
    document = read(
        "paths: {$ref: parts.yaml#/paths}\ncomponents: {schemas: {$ref: parts.yaml#/schemas}}\n",
        **{
            "api/parts.yaml": "paths: {/a: {get: {parameters: {$ref: '#/both'}, " + OK + "}}}\n"
            "both: [{name: n, in: query, schema: {type: string}}]\n"
            "schemas: {A: {properties: {$ref: '#/more', own: {type: string}}}, B: {$ref: '#/schemas/A'}}\n"
            "more: {other: {type: integer}, own: {type: integer}}\n"
        },
    )
    assert document.value["paths"]["/a"]["get"]["parameters"][0]["name"] == "n"
    assert schema(document, "A") == {"properties": {"other": {"type": "integer"}, "own": {"type": "string"}}}
    assert check(document) == []
    assert document.location("/components/schemas/A/properties/other").line == 4


def test_texts_may_be_files(read: Any) -> None:
    document = read(
        "paths: {}\ntags: [{name: A, description: {$ref: a.md}}, {name: B, description: {$ref: b.yaml#/text}}]\n",
        **{"api/a.md": "# All: of it\n", "api/b.yaml": "text: Some\n"},
    )
    assert [tag["description"] for tag in document.value["tags"]] == ["# All: of it\n", "Some"]


def test_files_that_refer_to_each_other_in_a_circle(read: Any) -> None:
    document = read(
        "paths: {/a: {$ref: a.yaml#/one}}\ncomponents: {schemas: {A: {$ref: a.yaml#/A}, B: {$ref: b.yaml#/B}}}\n",
        **{"api/a.yaml": "one: {$ref: b.yaml#/two}\nA: {$ref: b.yaml#/B}\n",
           "api/b.yaml": "two: {$ref: a.yaml#/one}\nB: {$ref: a.yaml#/A}\n"},
    )  # fmt: skip
    found = said(document)
    assert [each.split(" ")[1] for each in found] == ["ref-unresolved"] * len(found)
    assert "leads back to itself" in "\n".join(found)


@pytest.mark.parametrize(
    ("reference", "place", "message"),
    [
        ("x.yaml", "3:20", "paths/x.yaml cannot be resolved: no such file or directory"),
        ("b.yaml#/Boook", "3:20", 'paths/b.yaml#/Boook cannot be resolved: "Boook" is not in paths/b.yaml#'),
        ("../../../../etc/passwd", "3:20", "the file is not under the folder of api/api.yaml"),
        ("%2e%2e/%2e%2e/secret.yaml", "3:20", "the file is not under the folder of api/api.yaml"),
        ("/etc/passwd", "3:20", "the file is not under the folder of api/api.yaml"),
        ("link.yaml", "3:20", "the file is not under the folder of api/api.yaml"),
        ("folder", "3:20", "it is not a file"),
        ("file:///etc/passwd", "3:20", "only relative paths are followed"),
        ("http://localhost/b.yaml", "3:20", "nothing is fetched from a network"),
        ("//localhost/b.yaml", "3:20", "nothing is fetched from a network"),
    ],
)
def test_a_reference_that_is_not_followed(reference: str, place: str, message: str, read: Any, tmp_path: Path) -> None:
    (tmp_path / "secret.yaml").write_text("Book: {title: secret}\n")
    (tmp_path / "api" / "paths" / "folder").mkdir(parents=True)
    (tmp_path / "api" / "paths" / "link.yaml").symlink_to(tmp_path / "secret.yaml")
    document = read(
        "paths: {/a: {$ref: paths/a.yaml}}\n",
        **{
            "api/paths/a.yaml": f"get:\n  {OK}\n  requestBody: {{$ref: '{reference}'}}\n",
            "api/paths/b.yaml": "Book: {}\n",
        },
    )
    [found] = said(document)
    assert found.startswith(f"api/paths/a.yaml:{place.split(':')[0]}:")
    assert message in found
    assert "secret" not in str(document.value).replace("secret.yaml", "")


@pytest.mark.parametrize(
    ("text", "rule", "line"),
    [("A: [1\nB: 2\n", "yaml-syntax", 2), ("A: {}\nA: {}\n", "duplicate-key", 2), ("- A\n", "not-openapi", 1)],
)
def test_a_file_with_a_mistake_is_shown_at_its_line(text: str, rule: str, line: int, read: Any) -> None:
    with pytest.raises(LoadError) as raised:
        read("paths: {/a: {$ref: a.yaml#/A}}\n", **{"api/a.yaml": text})
    assert [(each.rule, each.at.file, each.at.line) for each in raised.value.problems] == [(rule, "api/a.yaml", line)]


def test_the_mistakes_of_all_files_are_told_at_once(read: Any) -> None:
    with pytest.raises(LoadError) as raised:
        read("paths: {/a: {$ref: a.yaml}, /b: {$ref: b.yaml}}\npaths: {}\n".replace("paths: {}", "info: {}"),
             **{"api/a.yaml": "A: [1\n", "api/b.yaml": "{{\n"})  # fmt: skip
    assert [Path(each.at.file).name for each in raised.value.problems] == ["api.yaml", "a.yaml", "b.yaml"]


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("A: &a {x: 1}\n" + "".join(f"B{n}: &b{n} [*{p}, *{p}, *{p}, *{p}, *{p}, *{p}, *{p}, *{p}]\n" for n, p in
         [(0, "a"), *((n, f"b{n - 1}") for n in range(1, 9))]), "aliases repeat more than 100000 values"),
        ("A: " + "[" * 250 + "]" * 250, "this nests deeper than 200 levels"),
    ],
)  # fmt: skip
def test_the_limits_are_those_of_every_file(text: str, message: str, read: Any) -> None:
    with pytest.raises(LoadError, match=message) as raised:
        read("paths: {/a: {$ref: a.yaml#/A}}\n", **{"api/a.yaml": text})
    assert raised.value.problems[0].at.file == "api/a.yaml"


def test_all_files_together_have_a_limit(read: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(following, "MAX_TOTAL", 1000)
    files = {f"api/{n}.yaml": f"get: {{{OK}}}\ndescription: {'x' * 300}\n" for n in range(9)}
    paths = "".join(f"  /{n}: {{$ref: {n}.yaml}}\n" for n in range(9))
    assert limits(read, f"paths:\n{paths}", **files) == ["the document with its files is larger than 0 MiB"]


def limits(read: Any, root: str, **files: str) -> list[str]:
    with pytest.raises(LoadError) as raised:
        read(root, **files)
    return [each.message for each in raised.value.problems]


def test_references_that_double_at_each_step(read: Any) -> None:
    """Twenty lines must not make a million operations."""
    paths: list[str] = []
    for number in range(20):
        following = f"{{$ref: '#/paths/~1{number + 1}'}}"
        callbacks = f"{{a: {{x: {following}}}, b: {{x: {following}}}}}"
        paths.append(f"  /{number}: {{get: {{callbacks: {callbacks}, {OK}}}}}")
    found = limits(read, "\n".join(["paths:", *paths, f"  /20: {{get: {{{OK}}}}}\n"]))
    assert found == [f"references repeat more than {bundling.MAX_REPEATED} objects"]


def test_a_chain_of_paths_that_does_not_end_soon(read: Any) -> None:
    paths = [f"  /{i}: {{$ref: '#/paths/~1{i + 1}'}}" for i in range(2000)]
    found = limits(read, "\n".join(["paths:", *paths, f"  /2000: {{get: {{{OK}}}}}\n"]))
    assert found == [f"references lead on through more than {bundling.MAX_CHAIN} places"]


def test_a_chain_of_schemas_may_be_long(read: Any) -> None:
    schemas = "".join(f"S{i}: {{$ref: 'a.yaml#/S{i + 1}'}}\n" for i in range(2000))
    document = read(
        "paths: {}\ncomponents: {schemas: {A: {$ref: a.yaml#/S0}}}\n",
        **{"api/a.yaml": f"{schemas}S2000: {{title: T}}\n"},
    )
    assert schema(document, "A") == {"title": "T"}
