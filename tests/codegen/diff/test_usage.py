"""The places that requests use; logs that cannot be read; the resulting order of findings."""

from __future__ import annotations

import io
import json
from typing import Any

import pytest
import yaml

from isogloss_codegen.diff.model import Report, Side
from isogloss_codegen.diff.rank import Ranker, unsent
from isogloss_codegen.diff.sent import SentPlaces
from isogloss_codegen.diff.usage import Usage, Words, count, count_log
from isogloss_codegen.document.load import LoadError
from isogloss_codegen.document.openapi import parse
from isogloss_codegen.document.resolve import resolve_document
from isogloss_codegen.findings.finding import Finding
from isogloss_codegen.findings.frame import render
from isogloss_codegen.traffic.entries import exchange_of
from isogloss_codegen.traffic.exchange import Exchange, Request

from .reports import change

LIBRARY = """\
openapi: 3.1.0
info: {title: Library, version: '1'}
paths:
  /loans:
    post:
      parameters:
        - {$ref: '#/components/parameters/Desk'}
        - {name: urgent, in: query, schema: {type: boolean}}
      requestBody: {content: {application/json: {schema: {$ref: '#/components/schemas/Loan'}}}}
      responses: {'200': {description: Lent.}}
  /loans/{loan_id}:
    delete:
      parameters: [{name: loan_id, in: path, required: true, schema: {type: string}}]
      responses: {'200': {description: Back.}}
  /notes:
    post:
      requestBody: {content: {application/json: {schema: {type: object, properties: {text: {type: string}}}}}}
      responses: {'200': {description: Noted.}}
components:
  parameters:
    Desk: {name: X-Desk, in: header, schema: {type: string}}
  schemas:
    Loan:
      type: object
      required: [items]
      properties:
        items: {type: array, items: {$ref: '#/components/schemas/Item'}}
        genre: {type: string, enum: [crime, poetry]}
        remark: {oneOf: [{type: string}, {type: array, items: {type: string}}]}
        labels: {type: object, additionalProperties: {type: integer}}
        parent: {$ref: '#/components/schemas/Loan'}
    Item:
      oneOf: [{$ref: '#/components/schemas/Book'}, {$ref: '#/components/schemas/Picture'}]
      discriminator: {propertyName: kind, mapping: {book: '#/components/schemas/Book', picture: '#/components/schemas/Picture'}}
      x-default-tag: book
    Book: {type: object, required: [kind], properties: {kind: {const: book}, title: {type: string}}}
    Picture: {type: object, required: [kind], properties: {kind: {const: picture}, title: {type: string}}}
"""  # noqa: E501
LOAN = "/components/schemas/Loan"
ITEM = "/components/schemas/Item"
BOOK = f"{ITEM}/oneOf/#/components/schemas/Book"
PICTURE = f"{ITEM}/oneOf/#/components/schemas/Picture"


def library() -> dict[str, Any]:
    return yaml.safe_load(LIBRARY)


def as_request(entry: Any) -> Request:
    request = (exchange_of(entry) or Exchange(Request(entry))).request
    assert request is not None
    return request


def sent(entry: Any) -> set[str]:
    request = as_request(entry)
    return SentPlaces(library()).sent(request)


def test_finds_the_places_of_a_body() -> None:
    body: dict[str, Any] = {
        "items": [{"kind": "picture", "title": "Sea"}, {"title": "Emma"}],
        "genre": "crime",
        "remark": ["a"],
        "labels": {"x": 1},
        "parent": {"items": []},
    }
    assert sent(body) == {
        "/paths/~1loans/post",
        "/paths/~1loans/post/requestBody/content/application~1json/schema",
        LOAN,
        f"{LOAN}/properties/items",
        ITEM,
        BOOK,
        PICTURE,
        "/components/schemas/Book",
        "/components/schemas/Book/properties/title",
        "/components/schemas/Picture",
        "/components/schemas/Picture/properties/title",
        f"{LOAN}/properties/genre",
        f'{LOAN}/properties/genre="crime"',
        f"{LOAN}/properties/remark",
        f"{LOAN}/properties/remark/oneOf/1",
        f"{LOAN}/properties/labels",
        f"{LOAN}/properties/labels/additionalProperties",
        f"{LOAN}/properties/parent",
    }


def test_a_body_in_itself_ends() -> None:
    assert f"{LOAN}/properties/parent" in sent({"items": [], "parent": {"items": [], "parent": {"items": []}}})


@pytest.mark.parametrize(
    ("entry", "operation"),
    [
        ({"items": []}, "/paths/~1loans/post"),
        ({"text": "hello"}, "/paths/~1notes/post"),
        ({"method": "post", "path": "/loans?urgent=1", "headers": {"x-desk": "3"}, "body": {}}, "/paths/~1loans/post"),
        ({"method": "POST", "url": "https://a.example/api/loans/", "body": "{}"}, "/paths/~1loans/post"),
        ({"method": "DELETE", "path": "/v1/loans/7", "headers": {}}, "/paths/~1loans~1{loan_id}/delete"),
        ({"request": {"method": "POST", "path": "/notes", "body": {}}, "response": {}}, "/paths/~1notes/post"),
    ],
)
def test_finds_the_operation_of_an_exchange_or_a_bare_body(entry: Any, operation: str) -> None:
    assert operation in sent(entry)


def test_a_request_for_another_api_sends_nothing() -> None:
    assert sent({"method": "POST", "path": "/cats", "body": {"items": []}}) == set()
    assert sent({"unheard": 1}) == set()


def test_finds_headers_and_the_query() -> None:
    request: dict[str, Any] = {
        "method": "POST",
        "path": "/loans?urgent=",
        "headers": {"X-DESK": "3"},
        "body": {"items": []},
    }
    assert {"/components/parameters/Desk", "/paths/~1loans/post/parameters/1"} <= sent(request)
    assert not {"/components/parameters/Desk", "/paths/~1loans/post/parameters/1"} & sent({"items": []})


@pytest.mark.parametrize(
    ("pointer", "place"),
    [
        (f"{LOAN}/properties/genre/enum/0", f"{LOAN}/properties/genre"),
        (f"{LOAN}/properties/items/items", f"{LOAN}/properties/items"),
        (f"{ITEM}/oneOf/1", PICTURE),
        ("/components/schemas/Picture/properties/kind", "/components/schemas/Picture"),
        (f"{LOAN}/properties/remark/oneOf/1/items/maxLength", f"{LOAN}/properties/remark/oneOf/1"),
        ("/paths/~1loans/post/parameters/0", "/components/parameters/Desk"),
        ("/paths/~1loans/post/parameters/1/schema/type", "/paths/~1loans/post/parameters/1"),
        ("/paths/~1loans/post/responses/200", "/paths/~1loans/post"),
        (
            "/paths/~1notes/post/requestBody/content/application~1json/schema/properties/text",
            "/paths/~1notes/post/requestBody/content/application~1json/schema/properties/text",
        ),
    ],
)
def test_a_pointer_stands_for_the_place_that_it_leads_into(pointer: str, place: str) -> None:
    assert SentPlaces(library()).place(pointer) == place


def read(*lines: str) -> Usage:
    return count_log(library(), io.BytesIO("\n".join([*lines, ""]).encode()), "log.jsonl")


def test_counts_requests_not_values() -> None:
    two_pictures = json.dumps({"items": [{"kind": "picture"}, {"kind": "picture"}]})
    usage = read(two_pictures, '{"items": []}', "", '{"method": "GET", "path": "/"}')
    assert (usage.total, usage.others) == (2, 1)
    assert (usage.counts[PICTURE], usage.counts[f"{LOAN}/properties/items"]) == (1, 2)


def test_a_log_that_cannot_be_read_is_refused_at_its_lines() -> None:
    with pytest.raises(LoadError) as caught:
        read('{"items": []}', '{"items": [}', "[1]")
    assert render(caught.value.problems, files=1) == (
        "log.jsonl:2:12: error[log-syntax] is not valid JSON: expecting value\n"
        '    2 | {"items": [}\n'
        "      |            ^\n"
        "help: a log holds recorded exchanges or bodies of requests: lines of JSON, JSON values or a HAR file\n\n"
        "log.jsonl:3:1: error[log-entry] a request must be an object with at most 200 levels of nesting\n"
        "help: a log holds recorded exchanges or bodies of requests: lines of JSON, JSON values or a HAR file\n\n"
        "2 errors (log-syntax 1, log-entry 1) in 1 file.\n"
    )


@pytest.mark.parametrize(
    ("depth", "message"), [(300, "at most 200 levels of nesting"), (100_000, "is nested too deeply")]
)
def test_a_request_that_nests_too_deep_is_refused(depth: int, message: str) -> None:
    with pytest.raises(LoadError, match=message):
        read('{"items": [], "parent": ' + '{"parent": ' * depth + "1" + "}" * depth + "}")


@pytest.mark.parametrize("line", ["", '{"method": "GET", "path": "/x"}'])
def test_a_log_without_requests_is_refused(line: str) -> None:
    with pytest.raises(LoadError) as caught:
        read(line)
    assert caught.value.problems[0].rule == "log-empty"


def test_counts_are_only_for_documents_that_have_the_operations() -> None:
    usage = Usage(1, {"/paths/~1loans~1{loan_id}/delete": 1, LOAN: 1}, "x")
    assert usage.fits(library())
    assert not usage.fits({"paths": {"/loans": {}}})


def test_what_is_gone_is_looked_up_where_it_was() -> None:
    """The numbers of members are not the same once one of them is gone."""
    a, b = (resolve_document(parse("library.yaml", LIBRARY)) for _ in range(2))
    union = b.document["components"]["schemas"]["Item"]
    union["oneOf"] = [*reversed(union["oneOf"])]
    request = as_request({"items": [{"kind": "picture"}]})
    gone, left = (
        change(rule, "breaking", "items[]", pointer=f"{ITEM}/oneOf/1", before="", after="")
        for rule in ("request-union-member-removed", "request-union-member-unsupported")
    )
    report = Report(Side("a", "1", "A"), Side("b", "2", "B"), (gone, left))
    entries = Ranker(count(library(), [request], "x"), Words(), a, b).entries(report)
    assert [entry.sent for entry in entries] == [1, 0]


def test_findings_have_the_counts_and_the_names_of_their_places() -> None:
    def found(rule: str, pointer: str, **words: Any) -> Finding:
        return change(rule, "warning", "x", pointer=pointer, **{"before": "", "after": "", **words})

    dialect = resolve_document(parse("library.yaml", LIBRARY))
    picture = as_request({"items": [{"kind": "picture"}], "genre": "crime"})
    usage = count(library(), [picture], "x")
    words = Words({"/components/schemas/Picture": "pictures"}, {"server-changed": "calls another address"})
    changes = (
        found("request-union-member-unsupported", f"{ITEM}/oneOf/1"),
        found("request-union-member-removed", f"{ITEM}/oneOf/0"),
        found("request-property-ignored", f"{LOAN}/properties/remark"),
        found("request-enum-value-removed", f"{LOAN}/properties/genre", before="crime"),
        found("request-enum-value-removed", f"{LOAN}/properties/genre", before="poetry"),
        found("response-property-removed", f"{LOAN}/properties/genre"),
        found("request-server-changed", "/servers/0", operation=""),
        found("request-property-removed", "/components/schemas/Nowhere/properties/x"),
    )
    report = Report(Side("a", "1", "A"), Side("b", "2", "B"), changes)
    entries = Ranker(usage, words, dialect, dialect).entries(report)
    assert [entry.sent for entry in entries] == [1, 0, 0, 1, 0, None, None, None]
    assert [entry.called for entry in entries][:2] == ["pictures", None]
    assert entries[-2].asks == "calls another address"
    kept, dropped = unsent(entries)
    assert (len(kept), len(dropped)) == (5, 3)
