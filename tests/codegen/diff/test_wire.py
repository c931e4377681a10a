"""Documents on the wire: what cannot be followed is an error at the author's line, and never "no changes"."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

from isogloss_codegen.build.wire import read_dialect
from isogloss_codegen.document.load import LoadError
from isogloss_codegen.document.providers import find_dialect
from isogloss_codegen.wire import WireApi

HEAD = "openapi: 3.1.0\ninfo: {title: T, version: '1'}\n"


def wire(folder: Path, text: str, **files: str) -> WireApi:
    (folder / "api.yaml").write_text(HEAD + text, encoding="utf-8")
    for name, content in files.items():
        (folder / f"{name}.yaml").write_text(content, encoding="utf-8")
    return read_dialect(find_dialect(str(folder / "api.yaml")))


def commit_all() -> None:
    """Makes a repository with one revision of the working directory."""
    for arguments in ("init -q", "add .", "-c user.name=a -c user.email=a@a.example commit -qm One"):
        subprocess.run(["git", *arguments.split()], check=True, capture_output=True)


BROKEN = {
    "nowhere": ("paths: {/a: {$ref: '#/components/pathItems/A'}}", "#/components/pathItems/A cannot be resolved"),
    "a header": ("paths: {/a: {get: {responses: {'200': {headers: {a: {$ref: '#/b'}}}}}}}", "#/b cannot be resolved"),
    "in a circle": (
        "paths: {}\ncomponents: {schemas: {A: {$ref: '#/components/schemas/B'}, B: {$ref: '#/components/schemas/A'}}}",
        "leads back to itself",
    ),
    "to a file": ("paths: {/a: {$ref: 'b.yaml#/a'}}", "b.yaml#/a cannot be resolved: no such file or directory"),
    "out of the folder": ("paths: {/a: {$ref: '../b.yaml#/a'}}", "../b.yaml#/a cannot be resolved: the file is not"),
    "to a network": ("paths: {/a: {$ref: 'https://x.example/b.yaml'}}", "nothing is fetched from a network"),
}


@pytest.mark.parametrize("name", BROKEN)
def test_a_reference_that_cannot_be_followed(name: str, tmp_path: Path) -> None:
    text, message = BROKEN[name]
    with pytest.raises(LoadError) as raised:
        wire(tmp_path, text)
    problem = raised.value.problems[0]
    assert (problem.rule, problem.at.line > 2) == ("ref-unresolved", True)
    assert message in problem.message
    assert "$ref" in problem.at.source


def test_a_fault_in_another_file_is_shown_there(tmp_path: Path) -> None:
    with pytest.raises(LoadError) as raised:
        wire(tmp_path, "paths: {/a: {$ref: 'b.yaml#/a'}}", b="a:\n  get: {responses: {'200': {$ref: '#/c'}}}\n")
    problem = raised.value.problems[0]
    assert (Path(problem.at.file).name, problem.at.line, problem.at.source.strip()[:4]) == ("b.yaml", 2, "get:")


def test_what_examples_hold_is_no_reference(tmp_path: Path) -> None:
    text = "paths: {}\ncomponents: {schemas: {A: {example: {$ref: '#/nowhere'}, properties: {$ref: {type: string}}}}}"
    assert wire(tmp_path, text).operations == {}


def test_files_that_refer_to_each_other(tmp_path: Path) -> None:
    one = "a:\n  get: {responses: {'200': {content: {application/json: {schema: {$ref: 'c.yaml#/C'}}}}}}\n"
    two = "C: {type: object, properties: {back: {$ref: 'b.yaml#/D'}}}\n"
    api = wire(tmp_path, "paths: {/a: {$ref: 'b.yaml#/a'}}", b=f"{one}D: {{$ref: 'c.yaml#/C'}}\n", c=two)
    media = api.operations["GET /a"].responses["200"].content["application/json"]
    assert media.schema == "/paths/~1a/get/responses/200/content/application~1json/schema"


def test_files_of_a_revision_come_from_that_revision(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The file in the working tree is another file by now."""
    monkeypatch.chdir(tmp_path)
    used = "a:\n  get: {responses: {'200': {content: {application/json: {schema: {$ref: 'api.yaml#/components'}}}}}}\n"
    for folder in (tmp_path, tmp_path / "deep"):
        folder.mkdir(exist_ok=True)
        (folder / "api.yaml").write_text(f"{HEAD}paths: {{/a: {{$ref: 'b.yaml#/a'}}}}\ncomponents: {{}}\n")
        (folder / "b.yaml").write_text(used)
    commit_all()
    for folder in (tmp_path, tmp_path / "deep"):
        (folder / "b.yaml").write_text(used.replace("get", "put"))
    (tmp_path / "c.yaml").write_text(used)
    for name in ("api.yaml", "deep/api.yaml"):
        dialect = find_dialect(f"git:HEAD:{name}")
        assert list(read_dialect(dialect).operations) == ["GET /a"]
        assert dialect.source.location("/paths/~1a/get").file == f"git:HEAD:{name.replace('api', 'b')}"
        assert list(read_dialect(find_dialect(name)).operations) == ["PUT /a"]


@pytest.mark.parametrize(
    ("reference", "message"),
    [
        ("c.yaml", "c.yaml#/a cannot be resolved: path 'deep/c.yaml' "),
        ("../b.yaml", "../b.yaml#/a cannot be resolved: the file is not"),
        ("/etc/b.yaml", "/etc/b.yaml#/a cannot be resolved: the file is not under the folder"),
    ],
)
def test_a_file_that_a_revision_has_not(
    reference: str, message: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "deep").mkdir()
    (tmp_path / "deep" / "api.yaml").write_text(f"{HEAD}paths: {{/a: {{$ref: '{reference}#/a'}}}}\n")
    commit_all()
    (tmp_path / "deep" / "c.yaml").write_text("a: {get: {responses: {}}}\n")
    with pytest.raises(LoadError) as raised:
        read_dialect(find_dialect("git:HEAD:deep/api.yaml"))
    problem = raised.value.problems[0]
    assert (problem.rule, problem.at.file, problem.at.line) == ("ref-unresolved", "git:HEAD:deep/api.yaml", 3)
    assert problem.message.startswith(message)


def test_what_an_operation_says_goes_before_what_its_path_says(tmp_path: Path) -> None:
    api = wire(
        tmp_path,
        """
servers: [{url: https://a.example/v1}]
security: [{Key: []}]
paths:
  /a/{id}:
    servers: [{url: https://b.example}]
    parameters: [{name: id, in: path, schema: {type: string}}, {name: n, in: query, schema: {type: integer}}]
    get: {parameters: [{name: n, in: query, required: true, schema: {type: integer}}], responses: {}}
    put: {servers: [{url: https://c.example}], security: [], responses: {}}
components: {securitySchemes: {Key: {type: apiKey, in: header, name: X-Key}}}
""",
    )
    get, put = api.operations["GET /a/{id}"], api.operations["PUT /a/{id}"]
    assert get.parameters["query", "n"].required
    assert not put.parameters["query", "n"].required
    assert get.parameters["path", "id"].required
    assert [get.servers[0].url, put.servers[0].url] == ["https://b.example", "https://c.example"]
    assert (get.security.is_needed, put.security.is_needed) == (True, False)
    assert str(get.security.alternatives[0][0]) == "header x-key"


@pytest.mark.parametrize("version", ["3.0.3", "3.1.0", "3.2.0"])
def test_any_version(version: str, tmp_path: Path) -> None:
    (tmp_path / "api.json").write_text(
        f'{{"openapi": "{version}", "info": {{"title": "T", "version": "1"}}, "paths": {{"/a": {{"get": {{"responses": '
        '{"default": {"description": "x"}}}}}}',
        encoding="utf-8",
    )
    api = read_dialect(find_dialect(str(tmp_path / "api.json")))
    assert list(api.operations["GET /a"].responses) == ["default"]
