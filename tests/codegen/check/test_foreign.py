"""Traffic of an API that nobody here described: the path, the query, and bodies that are no objects."""

from __future__ import annotations

import pytest

from isogloss_codegen.check.checker import Checker
from isogloss_codegen.traffic.exchange import Request, Response

DOCUMENT = """
openapi: 3.0.3
info: {title: Library, version: '1'}
paths:
  /books/{id}:
    parameters: [{name: id, in: path, required: true, schema: {type: integer, minimum: 1}}]
    get:
      parameters:
        - {name: kind, in: query, required: true, schema: {type: string, enum: [novel, map]}}
        - {name: tags, in: query, schema: {type: array, items: {type: integer}, maxItems: 2}}
        - {name: fields, in: query, explode: false, schema: {type: array, items: {$ref: '#/components/schemas/Field'}}}
        - {name: X-Trace, in: header, schema: {type: string, pattern: '^(a+)+$'}}
      responses:
        '200':
          description: Books.
          content: {application/json: {schema: {type: array, items: {$ref: '#/components/schemas/Book'}}}}
    put:
      requestBody: {content: {application/json: {schema: {type: array, items: {$ref: '#/components/schemas/Book'}}}}}
      responses:
        '200': {description: Done., content: {application/json: {schema: {$ref: '#/components/schemas/Book'}}}}
        '404': {$ref: '#/components/responses/Missing'}
        5XX: {description: Broken., content: {application/problem+json: {schema: {$ref: '#/components/schemas/Problem'}}}}
        '202': {description: Later., content: {application/json: {schema: {type: object, required: [id], properties: {id: {type: string}}}}}}
    patch:
      requestBody: {content: {application/x-www-form-urlencoded: {schema: {type: object, properties: {a: {type: integer}}}}}}
      responses: {'204': {description: Done.}}
components:
  responses:
    Missing:
      description: There is no such book.
      content: {application/json: {schema: {type: object, required: [isbn], properties: {isbn: {type: string}}}}}
  schemas:
    Problem: {type: object, required: [title], properties: {title: {type: string}}}
    Field: {type: string, enum: [title, year]}
    Book: {type: object, required: [title], properties: {title: {type: string}}}
"""  # noqa: E501


@pytest.fixture(scope="module")
def checker(tmp_path_factory: pytest.TempPathFactory) -> Checker:
    path = tmp_path_factory.mktemp("foreign") / "api.yaml"
    path.write_text(DOCUMENT, encoding="utf-8")
    return Checker.of(str(path))


@pytest.mark.parametrize(
    ("url", "said"),
    [
        ("/books/1?kind=novel&tags=1&tags=2&fields=title,year", []),
        ("/v1/books/7?kind=map", []),
        ("/books/x?kind=novel", ['path.id: this must be an integer, not "x"']),
        ("/books/0?kind=novel", ["path.id: 0 is less than 1"]),
        ("/books/1", ["query.kind: the query kind is missing"]),
        ("/books/1?kind=nvel", ['query.kind: "nvel" is none of "novel", "map"; did you mean "novel"?']),
        ("/books/1?kind=map&tags=a", ['query.tags[0]: this must be an integer, not "a"']),
        ("/books/1?kind=map&tags=1&tags=2&tags=3", ["query.tags: this has more than 2 items"]),
        ("/books/1?kind=map&fields=title,name", ['query.fields[1]: "name" is none of "title", "year"']),
    ],
)
def test_the_path_and_the_query(url: str, said: list[str], checker: Checker) -> None:
    found = checker.check_request(None, method="GET", url=url).findings
    assert [f"{each.path}: {each.message}" for each in found if each.level == "breaking"] == said


def test_a_pattern_that_would_take_for_ever(checker: Checker) -> None:
    url = "/books/1?kind=map"
    found = checker.check_request(None, method="GET", url=url, headers={"X-Trace": "a" * 60 + "!"}).findings
    assert [each.rule for each in found if each.level == "breaking"] in (["request-header-value"], [])


def test_bodies_that_are_no_objects(checker: Checker) -> None:
    def said(method: str, body: object) -> list[str]:
        found = checker.check_request(body, method=method, url="/books/1").findings
        return [f"{each.path}: {each.message}" for each in found]

    assert said("PUT", [{"title": "a"}]) == []
    assert said("PUT", [{"title": 1}]) == ["[0].title: this must be a string, not 1"]
    form = "body: the body is application/x-www-form-urlencoded: only JSON bodies are judged"
    assert said("PATCH", "a=1") == [form]
    assert checker.check_request("a=1", method="PATCH", url="/books/1").verdict == "uncertain"


@pytest.mark.parametrize(
    ("method", "status", "body", "said"),
    [
        ("GET", 200, [{"title": "a"}], []),
        ("GET", 200, [{"title": 1}], ["[0].title: this must be a string, not 1"]),
        ("PUT", 200, {"title": "a"}, []),
        ("PUT", 202, {"id": "a"}, []),
        ("PUT", 202, {"id": 1}, ["id: this must be a string, not 1"]),
    ],
)
def test_answers_are_those_of_their_status(
    method: str, status: int, body: object, said: list[str], checker: Checker
) -> None:
    asked = Request(None, method, "/books/1?kind=map")
    found = checker.responses.check(Response(body, status), asked).findings
    assert [f"{each.path}: {each.message}" for each in found if each.level == "breaking"] == said


@pytest.mark.parametrize(
    ("method", "status", "body", "said"),
    [
        ("PUT", 404, {"isbn": "1"}, []),
        ("PUT", 404, {"title": "a"}, ['breaking isbn: "isbn" is missing: clients cannot tell what went wrong']),
        ("PUT", 503, {"title": "a"}, []),
        ("PUT", 503, {"isbn": "1"}, ['breaking title: "title" is missing: clients cannot tell what went wrong']),
        ("PUT", 503, "a", ['breaking body: this must be a mapping, not "a": clients cannot tell what went wrong']),
        ("PUT", 400, {}, ["unknown body: PUT /books/{id} describes no JSON body of an error 400: it is not judged"]),
        ("GET", 404, {}, ["unknown body: GET /books/{id} describes no JSON body of an error 404: it is not judged"]),
    ],
)
def test_errors_are_those_of_the_operation(
    method: str, status: int, body: object, said: list[str], checker: Checker
) -> None:
    asked = Request(None, method, "/books/1?kind=map")
    found = checker.responses.check(Response(body, status), asked).findings
    assert found[0].rule == "response-error"
    assert [f"{each.level} {each.path}: {each.message}" for each in found[1:]] == said
