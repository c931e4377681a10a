"""`isogloss generate`, from a document to a package that works."""

from __future__ import annotations

import asyncio
import importlib
import json
import os
import shutil
import subprocess
import sys
from collections.abc import AsyncIterator, Callable
from pathlib import Path
from types import ModuleType
from typing import Any

import httpx2
import pytest
import yaml
from click.testing import CliRunner
from pydantic import TypeAdapter, ValidationError

from commands import isogloss
from isogloss_codegen.build.api import BuildError, build
from isogloss_codegen.cli.generate import command
from isogloss_codegen.generate import generate
from isogloss_codegen.render.source import SourceError

from .conftest import CASES

ROOT = Path(__file__).parents[2]
Import = Callable[..., ModuleType]


def process(*arguments: str, cwd: Path, **environment: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "isogloss_codegen", *arguments]
    return subprocess.run(command, cwd=cwd, capture_output=True, text=True, env={**os.environ, **environment})


@pytest.mark.slow
def test_bytes_do_not_depend_on_hash_seeds(tmp_path: Path) -> None:
    trees: list[dict[str, bytes]] = []
    for seed in ("0", "1"):
        output = tmp_path / seed
        result = process(
            "generate",
            "--spec",
            str(CASES / "thin" / "openapi.yaml"),
            "--output",
            str(output),
            cwd=ROOT,
            PYTHONHASHSEED=seed,
        )
        assert result.returncode == 0, result.stderr
        trees.append({str(p.relative_to(output)): p.read_bytes() for p in output.rglob("*") if p.is_file()})
    assert trees[0] == trees[1]


def test_check_shows_drift_as_a_diff(tmp_path: Path) -> None:
    spec = str(CASES / "library" / "openapi.yaml")
    arguments = ("generate", "--spec", spec, "--package", "library", "--output", "out")
    assert isogloss(*arguments, cwd=tmp_path).returncode == 0
    models = tmp_path / "out" / "library" / "models.py"
    models.write_text(models.read_text().replace("isbn: str", "isbn: int", 1))
    result = isogloss(*arguments, "--check", cwd=tmp_path)
    assert result.returncode == 1
    assert "-    isbn: int\n+    isbn: str\n" in result.stdout
    assert "isbn: int" in models.read_text(), "--check writes nothing"
    edited = f"{Path('out', 'library', 'models.py')} was edited after isogloss wrote it"
    assert result.stderr.endswith(f"{edited}: generate does not replace it\n")
    refused = isogloss(*arguments, cwd=tmp_path)
    assert (refused.returncode, refused.stderr) == (
        2,
        f"Error: something is in the way, and nothing was written:\n  {edited}\n"
        "Delete what you do not need, move away what you want to keep, or choose another --output; then generate "
        "again. `git checkout` restores files that were edited.\n",
    )
    assert "isbn: int" in models.read_text(), "what somebody wrote is never replaced"
    models.unlink()
    assert isogloss(*arguments, cwd=tmp_path).returncode == 0
    assert "isbn: str" in models.read_text()


# `make drift` compares as well; this does it in a tree where nothing is generated yet.
@pytest.mark.slow
def test_what_is_committed_follows_from_the_spec_and_from_nothing_that_was_generated(tmp_path: Path) -> None:
    copy = tmp_path / "checkout"
    shutil.copytree(ROOT / "spec", copy / "spec")
    shutil.copytree(ROOT / "codegen", copy / "codegen")
    result = process("generate", cwd=copy, PYTHONPATH=str(copy / "codegen"))
    assert result.returncode == 0, result.stderr
    written = {p.relative_to(copy): p.read_bytes() for p in (copy / "generated").rglob("*") if p.is_file()}
    assert written == {path: (ROOT / path).read_bytes() for path in written}


def test_a_foreign_document_becomes_a_working_package(imported: Import) -> None:
    library: Any = imported(CASES / "library" / "openapi.yaml", "library")
    book = library.Book.model_validate_json('{"isbn":"1","title":"a","authors":[{"name":"b"}],"shelf":7}')
    assert (book.authors[0].pseudonym, book.subtitle) == (None, None)
    assert book.model_dump_json() == '{"isbn":"1","title":"a","authors":[{"name":"b"}],"shelf":7}'
    with pytest.raises(ValidationError, match="pages"):
        library.ShelvesBooksAddRequest(title="a", pages=0)
    request = library.ShelvesBooksAddRequest.model_validate({"title": "a", "pages": None, "dashed-name": "b"})
    assert json.loads(request.model_dump_json()) == {"title": "a", "pages": None, "dashed-name": "b"}
    with library.Client(base_url="http://127.0.0.1:9") as client:
        assert callable(client.get_book)
        assert callable(client.shelves.books.add)


def test_unions_that_lead_back_to_themselves(imported: Import) -> None:
    tangled: Any = imported(CASES / "tangled" / "openapi.yaml", "tangled")
    leaf = {"type": "leaf", "name": "a"}
    sent = TypeAdapter(tangled.FilterParam).validate_python(
        {"type": "and", "filters": [leaf, {"type": "and", "filters": []}]}
    )
    assert [type(each).__name__ for each in sent.filters] == ["LeafParam", "AndParam"]
    read = TypeAdapter(tangled.Filter).validate_python({"type": "not", "filter": {"type": "and", "filters": [leaf]}})
    assert type(read.filter.filters[0]) is tangled.Leaf
    assert TypeAdapter(tangled.Shape).validate_python(["a", ["b", []]]) == ["a", ["b", []]]
    assert TypeAdapter(tangled.Tree).validate_python([True, [1.5, [False]]]) == [True, [1.5, [False]]]
    with pytest.raises(ValidationError, match="name"):
        TypeAdapter(tangled.Filter).validate_python({"type": "not", "filter": {"type": "leaf"}})
    assert importlib.import_module("tangled.params")


def test_pages_of_what_has_no_name_are_refused_where_they_are_described(tmp_path: Path) -> None:
    spec = tmp_path / "pages.yaml"
    text = (CASES.parent / "overlay" / "cases" / "library.yaml").read_text(encoding="utf-8")
    spec.write_text(text, encoding="utf-8")
    result = isogloss(
        "generate", "--strict", "--spec", "pages.yaml", "--package", "pages", "--output", "out", cwd=tmp_path
    )
    assert result.returncode == 1
    assert "error[not-generatable] GET /v1/books: the items of the pages are not a component" in result.stderr
    assert "x-pagination: {items: data" in result.stderr
    assert not (tmp_path / "out").exists()


def test_names_that_are_no_identifiers_and_objects_without_a_name(imported: Import) -> None:
    odd: Any = imported(CASES / "odd" / "openapi.yaml", "odd")
    job = {"from": "a", "2nd": {"ok": True}, "self": {"from": "b"}, "kind": "c-d", "dueDate": "2026-11-20T00:00:00Z"}
    page = odd.JobsListAllResponse.model_validate({"jobs": [job], "next": None})
    assert type(page.jobs[0]) is odd.OddJob
    assert type(page.jobs[0].self) is odd.OddJob
    assert json.loads(page.model_dump_json()) == {"jobs": [job], "next": None}
    assert odd.ProblemReport.model_validate({}).title is None
    operations: Any = __import__("odd.operations", fromlist=["API"])
    assert [(o.function, o.authenticated) for o in operations.API.operations] == [
        ("jobs_list_all", False),
        ("class_", True),
    ]
    assert operations.API.error_response == "ProblemReport"
    assert callable(odd.Client(base_url="http://127.0.0.1:9").class_)


def changed(tmp_path: Path, change: Callable[[dict[str, Any]], None]) -> Path:
    """The thin spec with something changed in it."""
    document = yaml.safe_load((CASES / "thin" / "openapi.yaml").read_text())
    change(document)
    path = tmp_path / "openapi.yaml"
    path.write_text(yaml.safe_dump(document, sort_keys=False))
    return path


def test_a_new_field_a_new_range_and_a_new_block_follow_from_the_spec(tmp_path: Path, imported: Import) -> None:
    def change(document: dict[str, Any]) -> None:
        schemas = document["components"]["schemas"]
        properties = schemas["CreateMessageRequest"]["properties"]
        properties["seed"] = {"type": "integer", "description": "Repeats an answer."}
        properties["temperature"]["maximum"] = 2
        schemas["SoundBlock"] = {
            "type": "object",
            "description": "Sound.",
            "required": ["type", "tone"],
            "properties": {
                "type": {"type": "string", "const": "sound", "description": "The tag."},
                "tone": {"type": "number", "description": "In hertz."},
            },
        }
        schemas["ContentBlock"]["oneOf"].append({"$ref": "#/components/schemas/SoundBlock"})
        schemas["ContentBlock"]["discriminator"]["mapping"]["sound"] = "#/components/schemas/SoundBlock"

    package: Any = imported(changed(tmp_path, change), "changed")
    body: dict[str, Any] = {
        "model": "m",
        "max_tokens": 1,
        "messages": [{"role": "user", "content": "Hi."}],
        "seed": 7,
        "temperature": 1.5,
    }
    assert json.loads(package.CreateMessageRequest.model_validate(body).model_dump_json()) == body
    message = {
        "id": "1",
        "type": "message",
        "role": "assistant",
        "model": "m",
        "usage": {"input_tokens": 1, "output_tokens": 1},
    }
    parsed = package.Message.model_validate({**message, "content": [{"type": "sound", "tone": 440}]})
    assert type(parsed.content[0]) is package.SoundBlock


def test_a_new_operation_follows_from_the_spec(tmp_path: Path, imported: Import) -> None:
    def change(document: dict[str, Any]) -> None:
        document["paths"]["/v1/echo"] = {
            "get": {
                "operationId": "echo.once",
                "summary": "Echo",
                "description": "Says again what was said.",
                "responses": {
                    "200": {
                        "description": "What was said.",
                        "content": {"application/json": {"schema": {"$ref": "#/components/schemas/Usage"}}},
                    }
                },
            }
        }

    package: Any = imported(changed(tmp_path, change), "operated")
    server: Any = __import__("operated.server", fromlist=["MessagesService"])

    class Echo(server.MessagesService):
        async def echo_once(self, context: Any) -> Any:
            return package.Usage(input_tokens=1, output_tokens=2)

    async def ask() -> Any:
        transport = httpx2.ASGITransport(server.create_app(Echo()))
        async with package.AsyncClient(
            api_key="dummy", base_url="http://127.0.0.1", http_client=httpx2.AsyncClient(transport=transport)
        ) as client:
            return await client.echo.once()

    assert asyncio.run(ask()) == package.Usage(input_tokens=1, output_tokens=2)


def test_a_new_event_follows_from_the_spec(tmp_path: Path, imported: Import) -> None:
    def change(document: dict[str, Any]) -> None:
        schemas = document["components"]["schemas"]
        schemas["NoteEvent"] = {
            "type": "object",
            "description": "A remark.",
            "required": ["type", "note"],
            "properties": {
                "type": {"type": "string", "const": "note", "description": "The tag."},
                "note": {"type": "string", "description": "The remark."},
            },
        }
        schemas["StreamEvent"]["oneOf"].append({"$ref": "#/components/schemas/NoteEvent"})
        schemas["StreamEvent"]["discriminator"]["mapping"]["note"] = "#/components/schemas/NoteEvent"

    package: Any = imported(changed(tmp_path, change), "noted")
    stop: Any = package.MessageStopEvent()
    server: Any = __import__("noted.server", fromlist=["MessagesService"])

    class Noting(server.MessagesService):
        async def messages_create(self, body: Any, parameters: Any, context: Any) -> Any:
            async def events() -> AsyncIterator[Any]:
                yield package.NoteEvent(note="new")
                yield stop

            return events()

    async def ask() -> list[Any]:
        transport = httpx2.ASGITransport(server.create_app(Noting()))
        async with package.AsyncClient(
            api_key="dummy", base_url="http://127.0.0.1", http_client=httpx2.AsyncClient(transport=transport)
        ) as client:
            stream = await client.messages.create(model="m", max_tokens=1, messages=[], stream=True)
            return [event async for event in stream]

    assert asyncio.run(ask()) == [package.NoteEvent(note="new"), stop]


def test_a_provider_is_the_base_but_for_what_differs(tmp_path: Path, imported: Import) -> None:
    providers = tmp_path / "spec" / "providers"
    providers.mkdir(parents=True)
    shutil.copy(CASES / "thin" / "openapi.yaml", providers.parent)
    evidence = [{"kind": "docs", "source": "quiet-docs", "where": "Text", "says": "short", "retrieved": "2026-11-20"}]
    overlay = {
        "overlay": "1.1.0",
        "info": {"title": "Quiet", "version": "2026-11", "x-provider": {"id": "quiet-place"}},
        "extends": "../openapi.yaml",
        "actions": [
            {
                "target": "$.components.schemas.TextBlockParam.properties.text",
                "update": {"maxLength": 3},
                "x-evidence": evidence,
            },
            {
                "target": "$.components.schemas.CreateMessageRequest.properties.top_k",
                "update": {"x-support": {"status": "ignored"}},
                "x-evidence": evidence,
            },
        ],
    }
    (providers / "quiet-place@2026-11.overlay.yaml").write_text(yaml.safe_dump(overlay))
    base: Any = imported(providers.parent / "openapi.yaml", "told")
    quiet: Any = __import__("told.providers.quiet_place", fromlist=["TextBlock"])
    assert quiet.TextBlock is base.TextBlock
    assert quiet.ThinkingBlockParam is base.ThinkingBlockParam
    # What refers to the changed component changes with it, all the way up.
    for name in ("TextBlockParam", "ContentBlockParam", "MessageParam", "CreateMessageRequest"):
        assert getattr(quiet, name) is not getattr(base, name)
    dialect: Any = __import__("told.providers.quiet_place.models", fromlist=["x"])
    assert not hasattr(dialect, "Usage")
    turn = {"role": "user", "content": [{"type": "text", "text": "long"}]}
    base.CreateMessageRequest(model="m", max_tokens=1, messages=[turn])
    with pytest.raises(ValidationError, match="at most 3 characters"):
        quiet.CreateMessageRequest(model="m", max_tokens=1, messages=[turn])


def test_rendering_is_complete_before_anything_is_written() -> None:
    files = generate(CASES / "thin" / "openapi.yaml", package="thin").files
    assert {"thin/models.py", "thin/params.py", "thin/client.py", "thin/server.py"} <= files.keys()
    assert all(text.startswith("# ") for name, text in files.items() if name.endswith(".py"))


@pytest.mark.parametrize(
    ("package", "message"),
    [
        ("class", "`class` is a keyword of Python and cannot be imported; choose another name"),
        ("None", "`None` is a keyword of Python and cannot be imported; choose another name"),
        ("os", "`os` is a module of Python, and the package would hide it; choose another name"),
        ("json", "`json` is a module of Python, and the package would hide it; choose another name"),
        ("pydantic", "`pydantic` is a package that isogloss or the generated code imports; choose another name"),
        (
            "\u0456sogloss",
            "'\u0456sogloss' has a character that is not allowed: cyrillic small letter byelorussian-ukrainian i; "
            "use letters from a to z, digits and _",
        ),
        (
            "pe\ufb01",
            "'pe\ufb01' has a character that is not allowed: latin small ligature fi; "
            "use letters from a to z, digits and _",
        ),
        ("", "'' is not a valid Python name; use letters, digits and _, and begin with a letter"),
        ("a.b", "'a.b' is not a valid Python name; use letters, digits and _, and begin with a letter"),
        ("../up", "'../up' is not a valid Python name; use letters, digits and _, and begin with a letter"),
        (
            "__main__",
            "'__main__' is not a valid Python name; use letters, digits and _, and begin with a letter",
        ),
    ],
)
def test_a_package_has_a_name_that_is_free(package: str, message: str) -> None:
    result = CliRunner().invoke(command, ["--spec", str(CASES / "odd" / "openapi.yaml"), "--package", package])
    assert result.exit_code == 2
    assert result.stderr.endswith(f"Error: Invalid value for --package: {message}\n")


@pytest.mark.parametrize("option", ["--output", "--spec"])
def test_an_empty_path_is_no_path(option: str) -> None:
    result = CliRunner().invoke(command, [option, ""])
    assert result.exit_code == 2
    assert result.stderr.endswith(
        f"Error: Invalid value for '{option}': the path is empty; the current folder is `.`\n"
    )


@pytest.mark.parametrize("place", ["classes.Classes._named", "parts.BaseModel.render"])
@pytest.mark.parametrize("error", [SourceError("no field can be written", component="J"), IndexError("1"), TypeError()])
def test_what_cannot_be_written_is_said_at_the_authors_line(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, place: str, error: Exception
) -> None:
    """In our words: those of the tools that write and check code are about code that nobody has seen."""
    monkeypatch.chdir(tmp_path)
    Path("j.yaml").write_text(
        _ONE_SCHEMA + "    J: {type: object, properties: {a: {type: string}}}\n", encoding="utf-8"
    )

    def refused(*_: object, **__: object) -> str:
        raise error

    monkeypatch.setattr(f"isogloss_codegen.render.{place}", refused)
    result = CliRunner().invoke(command, ["--spec", "j.yaml", "--package", "jots", "--output", "out", "--strict"])
    assert result.exit_code == 1
    assert result.stderr == (
        "j.yaml:10:5: error[not-generatable] isogloss cannot generate valid code for `J`; it has any value\n"
        "   10 |     J: {type: object, properties: {a: {type: string}}}\n"
        "      |     ^\n"
        "\n1 error in 1 file.\n"
    )
    assert not Path("out").exists()


@pytest.mark.parametrize(
    ("before", "line", "message"),
    [
        ("x-client: {name: 'A:\\n  pass'}\n", "J: {type: string}", r"'A:\\n  pass' is not a valid class name"),
        ("x-client: {aliases: [None]}\n", "J: {type: string}", "'None' is not a valid class name"),
        ("x-client: {name: Any}\n", "J: {type: string}", "generated modules already use the name `Any`"),
        (
            "x-client: {aliases: [AsyncPage]}\n",
            "J: {type: string}",
            "generated modules already use the name `AsyncPage`",
        ),
        ("x-server: {service: 1}\n", "J: {type: string}", "1 is not a valid class name"),
    ],
)
def test_words_that_become_names_are_looked_at(
    before: str, line: str, message: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("j.yaml").write_text(f"{before}{_ONE_SCHEMA}    {line}\n", encoding="utf-8")
    result = CliRunner().invoke(command, ["--spec", "j.yaml", "--package", "jots", "--output", "out"])
    assert (result.exit_code, f"error[not-generatable] {message}\n" in result.stderr) == (1, True), result.stderr
    assert not Path("out").exists()


def test_only_a_runtime_of_ours_is_copied() -> None:
    document = yaml.safe_load(f"x-runtime: ../../tests\n{_ONE_SCHEMA}    J: {{type: string}}\n")
    with pytest.raises(BuildError, match=r"there is no runtime `\.\./\.\./tests`"):
        build(document)


_ONE_SCHEMA = """\
openapi: 3.1.0
info: {title: J, version: "1"}
paths:
  /j:
    get:
      operationId: j
      responses: {"200": {description: Done., content: {application/json: {schema: {$ref: '#/components/schemas/J'}}}}}
components:
  schemas:
"""
