"""Parts of an `allOf` that say the same keyword: models enforce all of them, or a loss says that they do not."""

from __future__ import annotations

import importlib
import sys
from collections.abc import Iterator
from typing import Any

import pytest
from pydantic import TypeAdapter, ValidationError

from isogloss_codegen.findings.loss import in_order
from isogloss_codegen.generate import Generated, generate
from isogloss_codegen.render.write import write

_MEMBERS = ", ".join(f"{{type: object, properties: {{a{number}: {{type: string}}}}}}" for number in range(9))
_DOCUMENT = f"""\
openapi: 3.1.0
info: {{title: Parts, version: '1'}}
security: [{{old: []}}]
paths:
  /all:
    post:
      operationId: send
      requestBody:
        content:
          application/json: {{schema: {{$ref: '#/components/schemas/All'}}}}
          multipart/form-data: {{schema: {{type: object}}}}
      responses: {{'204': {{description: Done.}}}}
components:
  securitySchemes: {{old: {{type: http, scheme: digest}}}}
  schemas:
    All:
      type: object
      properties:
        pattern: {{allOf: [{{type: string, pattern: '^a'}}, {{pattern: 'b$'}}, {{pattern: 'x'}}]}}
        multiple: {{allOf: [{{type: integer, multipleOf: 4}}, {{multipleOf: 6}}]}}
        forbidden: {{allOf: [{{type: string, not: {{const: a}}}}, {{not: {{const: b}}}}]}}
        contains:
          allOf: [{{type: array, items: {{}}, contains: {{const: 1}}, minContains: 2}}, {{contains: {{const: 2}}}}]
        when:
          allOf:
            - {{type: integer, if: {{minimum: 5}}, then: {{maximum: 7}}}}
            - {{if: {{maximum: 2}}, then: {{minimum: 1}}}}
        keys: {{allOf: [{{type: object, propertyNames: {{pattern: '^a'}}}}, {{propertyNames: {{pattern: 'b$'}}}}]}}
        letter: {{allOf: [{{$ref: '#/components/schemas/Letter'}}, {{enum: [a, c]}}]}}
        named: {{$ref: '#/components/schemas/Named'}}
        union: {{$ref: '#/components/schemas/Unions'}}
    First: {{type: object, properties: {{name: {{type: string, pattern: '^a'}}, kind: {{type: string, maxLength: 2}}}}}}
    Second:
      type: object
      properties: {{name: {{type: string, pattern: 'b$'}}, kind: {{enum: [ab, abc]}}}}
    Named:
      allOf: [{{$ref: '#/components/schemas/First'}}, {{$ref: '#/components/schemas/Second'}}]
      not: {{required: [a]}}
    Letter: {{type: string, enum: [a, b]}}
    Refers:
      allOf:
        - {{properties: {{b: {{oneOf: [{{$ref: '#/components/schemas/First'}}, {{type: 'null'}}]}}}}}}
        - {{properties: {{b: {{type: integer, minimum: 1}}}}}}
    Types: {{allOf: [{{type: string}}, {{type: integer}}]}}
    Values: {{allOf: [{{enum: [a]}}, {{enum: [b]}}]}}
    Unions:
      allOf:
        - {{anyOf: [{_MEMBERS}]}}
        - {{anyOf: [{_MEMBERS}, {{type: string}}]}}
"""


@pytest.fixture(scope="module")
def generated(tmp_path_factory: pytest.TempPathFactory) -> Generated:
    spec = tmp_path_factory.mktemp("spec") / "parts.yaml"
    spec.write_text(_DOCUMENT, encoding="utf-8")
    return generate(spec, package="parts")


@pytest.fixture(scope="module")
def models(tmp_path_factory: pytest.TempPathFactory, generated: Generated) -> Iterator[Any]:
    folder = tmp_path_factory.mktemp("output")
    write(generated.files, folder, "parts")
    sys.path.insert(0, str(folder))
    yield importlib.import_module("parts.models")
    sys.path.remove(str(folder))


@pytest.mark.parametrize(
    ("field", "good", "bad"),
    [
        ("pattern", ["axb"], ["ab", "xb", "ax"]),
        ("multiple", [12], [4, 6]),
        ("forbidden", ["c"], ["a", "b"]),
        ("contains", [[1, 1, 2]], [[1, 2], [1, 1]]),
        ("when", [1, 3, 7], [0, 8]),
        ("keys", [{"ab": 1}], [{"a": 1}, {"b": 1}]),
        ("letter", ["a"], ["b", "c"]),
        ("named", [{"name": "ab", "kind": "ab"}], [{"name": "a"}, {"name": "b"}, {"kind": "abc"}, {"a": 1}]),
    ],
)
def test_all_parts_are_enforced(models: Any, field: str, good: list[Any], bad: list[Any]) -> None:
    check = TypeAdapter(models.All).validate_python
    for value in good:
        check({field: value})
    for value in bad:
        with pytest.raises(ValidationError, match=field):
            check({field: value})


def test_what_is_not_enforced_is_a_loss(generated: Generated) -> None:
    said = [(loss.kind, loss.finding.at.line, loss.finding.rule, loss.finding.message) for loss in generated.losses]
    assert list(generated.losses) == in_order(generated.losses)
    lines = _DOCUMENT.splitlines()
    place = {name: next(n for n, text in enumerate(lines, 1) if text.startswith(f"    {name}:")) for name in _TOLD}
    assert said == [
        *(("left wider", place[name], "all-of-not-enforced", text) for name, text in _TOLD.items()),
        ("dropped", 9, "media-type-not-sent", "the client sends application/json, and not multipart/form-data"),
        ("dropped", 14, "credentials-not-known", "the client does not know credentials of `http digest`"),
    ]


_TOLD = {
    "Refers": "`RefersB`: two parts of an allOf describe it, and models enforce only the last",
    "Types": "`Types`: the parts of its allOf have no type in common; that of the last counts",
    "Values": "`Values`: the parts of its allOf have no enum value in common; those of the last count",
    "Unions": "`Unions`: two unions of its allOf make more than 64 kinds; models enforce only the last",
}
