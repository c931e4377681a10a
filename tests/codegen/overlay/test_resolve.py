"""Resolved documents: everything rejected has left, with what makes no sense without it, and the rest is as it was."""

from __future__ import annotations

from typing import Any

import pytest

from isogloss_codegen.document.lint import check
from isogloss_codegen.document.load import Document
from isogloss_codegen.document.openapi import load
from isogloss_codegen.document.resolve import Dialect, resolve_document, resolve_overlay
from isogloss_codegen.schema.validator import Validators

from .library import EVIDENCE, LIBRARY, action, dialect, member, overlay, support


def schemas(resolved: Dialect) -> dict[str, Any]:
    """The components of a dialect, after a look at its document as a whole."""
    problems = check(Document("resolved", "", resolved.document))
    assert [str(problem) for problem in problems if problem.level == "error"] == []
    return resolved.document["components"]["schemas"]


def test_without_rejections_only_the_words_of_support_are_missing() -> None:
    base = load(LIBRARY)
    before = repr(base.value)
    resolved = resolve_overlay(overlay(support("Loan", "ignored"), support("BookParam", "unsupported")), base)
    assert repr(resolved.document["components"]) == repr(base.value["components"])
    assert resolved.document["paths"] == base.value["paths"]
    assert resolved.unsupported == {"/components/schemas/BookParam"}
    assert repr(base.value) == before


def test_a_property_leaves_with_its_requirement() -> None:
    request = schemas(dialect(support("LoanRequest.properties.reader", "rejected")))["LoanRequest"]
    assert "reader" not in request["properties"]
    assert request["required"] == ["items"]
    assert "required" not in schemas(dialect(support("NoteParam.properties.text", "rejected")))["NoteParam"]


def test_a_property_leaves_with_what_it_excludes() -> None:
    assert "not" not in schemas(dialect(support("LoanRequest.properties.priority", "rejected")))["LoanRequest"]


def test_a_member_leaves_with_its_tag() -> None:
    found = schemas(dialect(support(member("ItemParam", "MapParam"), "rejected")))
    union = found["ItemParam"]
    assert [item["$ref"].rpartition("/")[2] for item in union["oneOf"]] == ["BookParam", "BundleParam"]
    assert list(union["discriminator"]["mapping"]) == ["book", "bundle"]
    assert "x-default-tag" not in union
    assert "MapParam" not in found


def test_a_component_leaves_from_everywhere() -> None:
    found = schemas(dialect(support("CoverParam", "rejected"), support("BookParam", "rejected")))
    assert not {"CoverParam", "BookParam"} & found.keys()
    assert "cover" not in found["LoanRequest"]["properties"]
    assert [item["$ref"].rpartition("/")[2] for item in found["ItemParam"]["oneOf"]] == ["MapParam", "BundleParam"]


@pytest.mark.parametrize(("component", "gone"), [("GiftParam", "gift"), ("Format", "format"), ("ItemParam", "items")])
def test_properties_that_are_nothing_but_a_component_leave_with_it(component: str, gone: str) -> None:
    found = schemas(dialect(support(component, "rejected")))
    assert gone not in found["LoanRequest"]["properties"]
    assert gone not in found["LoanRequest"]["required"]


def test_properties_that_may_be_something_else_stay() -> None:
    found = schemas(dialect(support("NoteParam", "rejected")))
    assert found["LoanRequest"]["properties"]["note"]["oneOf"] == [{"type": "string"}]


def test_what_nothing_leads_to_any_more_leaves() -> None:
    found = schemas(dialect(support("LoanRequest.properties.gift", "rejected")))
    assert "GiftParam" not in found
    assert "CoverParam" in found


def test_an_operation_leaves_with_its_path_and_all_that_only_it_needs() -> None:
    resolved = dialect(support("$.paths['/v1/books'].get", "rejected"))
    assert "BookList" not in schemas(resolved)
    assert list(resolved.document["paths"]) == ["/v1/loans"]
    assert "After" not in resolved.document["components"]["parameters"]
    assert "NotFound" in resolved.document["components"]["responses"]


def test_an_endpoint_that_is_rejected_is_the_operation() -> None:
    endpoint = {"method": "GET", "path": "/v1/books", "status": "rejected", "evidence": EVIDENCE}
    assert list(dialect(provider={"endpoints": [endpoint]}).document["paths"]) == ["/v1/loans"]


@pytest.mark.parametrize(
    "target", ["$.components.schemas.PingEvent", member("$.components.schemas.LoanEvent", "PingEvent")]
)
def test_an_event_leaves_with_its_frame_and_its_role(target: str) -> None:
    resolved = dialect(support(target, "rejected"))
    assert "PingEvent" not in schemas(resolved)
    operation = resolved.document["paths"]["/v1/loans"]["post"]
    assert operation["x-stream"] == {
        "switch": "stream", "tag": "kind", "end": "end", "events": "#/components/schemas/LoanEvent",
    }  # fmt: skip
    frames = operation["responses"]["200"]["content"]["text/event-stream"]["itemSchema"]["oneOf"]
    assert [frame["properties"]["event"]["const"] for frame in frames] == ["start", "end"]


def test_without_its_switch_there_is_no_stream() -> None:
    resolved = dialect(support("LoanRequest.properties.stream", "rejected"))
    assert "LoanEvent" not in schemas(resolved)
    operation = resolved.document["paths"]["/v1/loans"]["post"]
    assert "x-stream" not in operation
    assert list(operation["responses"]["200"]["content"]) == ["application/json"]


@pytest.mark.parametrize(
    ("target", "pages"),
    [
        ("$.components.parameters.After", None),
        ("$.components.schemas.BookList.properties.last", None),
        ("$.components.schemas.BookList.properties.data", None),
        ("$.components.schemas.BookList.properties.has_more", ["items", "forward"]),
    ],
)
def test_pages_are_turned_by_what_is_there(target: str, pages: list[str] | None) -> None:
    resolved = dialect(support(target, "rejected"))
    schemas(resolved)
    left = resolved.document["paths"]["/v1/books"]["get"].get("x-pagination")
    assert (left and list(left)) == pages


def test_parameters_headers_responses_and_credentials_leave_with_their_references() -> None:
    names = ("parameters.Betas", "headers.RequestId", "responses.NotFound", "securitySchemes.Token")
    resolved = dialect(*(support(f"$.components.{name}", "rejected") for name in names))
    found = schemas(resolved)
    assert not {"Beta", "Failure"} & found.keys()
    operation = resolved.document["paths"]["/v1/loans"]["post"]
    assert operation["parameters"] == [{"$ref": "#/components/parameters/Version"}]
    assert operation["responses"]["200"]["headers"] == {}
    assert list(operation["responses"]) == ["200"]
    assert resolved.document["security"] == [{"ApiKey": []}]


def test_a_parameter_of_a_component_that_leaves_leaves_too() -> None:
    resolved = dialect(support("Beta", "rejected"))
    schemas(resolved)
    assert "Betas" not in resolved.document["components"]["parameters"]


def test_values_leave_their_enumeration() -> None:
    rejected = {"status": "rejected"}
    found = schemas(
        dialect(
            action(
                "$.components.schemas.LoanRequest.properties.place", update={"x-support-values": {"shelf": rejected}}
            ),
            action(
                "$.components.schemas.BookParam.properties.format", update={"x-support-values": {"audio": rejected}}
            ),
            action(
                "$.components.schemas.Beta", update={"x-support-values": {"by-mail-2": rejected, "other": rejected}}
            ),
        )
    )
    assert found["LoanRequest"]["properties"]["place"]["enum"] == ["desk"]
    # Of a shared enumeration, only the use that is spoken of is narrowed.
    assert found["BookParam"]["properties"]["format"]["enum"] == ["paper"]
    assert found["Format"]["enum"] == ["paper", "audio"]
    assert found["LoanRequest"]["properties"]["format"]["$ref"] == "#/components/schemas/Format"
    assert found["Beta"]["enum"] == ["large-print-1"]


def test_what_nothing_mentions_leaves_where_that_is_the_default() -> None:
    taken = ("LoanRequest.properties.items", "LoanRequest.properties.stream", "BookParam")
    resolved = dialect(
        *(support(name, "full") for name in taken),
        support("$.paths['/v1/loans'].post", "full"),
        provider={"default_status": "rejected"},
    )
    found = schemas(resolved)
    assert list(found["LoanRequest"]["properties"]) == ["reader", "items", "stream"]
    assert [item["$ref"].rpartition("/")[2] for item in found["ItemParam"]["oneOf"]] == ["BookParam"]
    # What it cannot be without stays, and so does what comes back.
    assert list(found["BookParam"]["properties"]) == ["kind", "title"]
    assert list(found["Loan"]["properties"]) == ["id", "status"]
    # Headers and queries are not what a default is about; those of an operation that goes, go with it.
    assert list(resolved.document["components"]["parameters"]) == ["Version", "Betas"]


def test_what_cannot_be_left_out_stays_though_nothing_mentions_it() -> None:
    taken = (support(name, "full") for name in ("LoanRequest.properties.items", "BookParam"))
    resolved = dialect(*taken, provider={"default_status": "rejected"})
    assert list(schemas(resolved)["LoanRequest"]["properties"]) == ["reader", "items"]
    assert list(resolved.document["components"]["parameters"]) == ["Version", "Betas"]


def test_frames_leave_where_no_word_says_what_they_are() -> None:
    base = load(LIBRARY)
    del base.value["paths"]["/v1/loans"]["post"]["x-stream"]
    resolved = resolve_overlay(overlay(support("PingEvent", "rejected")), base)
    operation = resolved.document["paths"]["/v1/loans"]["post"]
    frames = operation["responses"]["200"]["content"]["text/event-stream"]["itemSchema"]["oneOf"]
    assert [frame["properties"]["event"]["const"] for frame in frames] == ["start", "end"]


def test_a_validator_refuses_what_is_rejected_and_takes_what_is_not_supported() -> None:
    resolved = dialect(
        support("LoanRequest.properties.gift", "rejected"), support("LoanRequest.properties.cover", "unsupported")
    )
    validator = Validators(resolved.document).of("LoanRequest")
    body = {"reader": "a", "items": [{"kind": "book", "title": "Emma"}]}
    assert validator.accepts(body)
    assert validator.accepts({**body, "cover": {}})
    assert not validator.accepts({**body, "gift": None})


def test_the_provider_stands_where_a_document_speaks_of_one() -> None:
    resolved = dialect(
        provider={
            "servers": [
                {
                    "url": "https://a.example",
                    "region": "north",
                    "joined": "https://a.example/v1/loans",
                    "evidence": EVIDENCE,
                },
                {"url": "https://b.example/x", "joined": "https://b.example/x/v1/loans", "evidence": EVIDENCE},
            ],
            "auth": {"schemes": ["Token", "ApiKey"], "evidence": EVIDENCE},
            "version_header": {"required": False, "evidence": EVIDENCE},
        }
    )
    document = resolved.document
    assert document["info"] == {"title": "Branch", "version": "2026-11", "description": "Lends books and maps."}
    assert document["servers"] == [
        {"url": "https://a.example", "description": "Region: north."}, {"url": "https://b.example/x"},
    ]  # fmt: skip
    assert document["security"] == [{"Token": []}, {"ApiKey": []}]
    assert document["components"]["parameters"]["Version"]["required"] is False
    assert list(document) == list(load(LIBRARY).value)


def test_a_dialect_knows_its_overlay() -> None:
    rules = [{"rule": "one-reader", "at": "reader", "status": "full", "evidence": EVIDENCE}]
    resolved = dialect(provider=None, **{"x-rules": rules})
    assert (resolved.id, resolved.version, resolved.title) == ("branch", "2026-11", "Branch")
    assert list(resolved.rules) == rules
    assert list(resolved.conflicts) == []
    assert resolved.overlay is not None


def test_a_document_by_itself_supports_what_it_describes() -> None:
    resolved = resolve_document(load(LIBRARY))
    assert (resolved.id, resolved.version) == ("library", "1")
    assert resolved.statements == {}
    assert resolved.overlay is None
    for pointer in ("LoanRequest/properties/gift", "GiftParam/properties/card", "Loan/properties/status"):
        said = resolved.support.of(f"/components/schemas/{pointer}")
        assert (said.status, said.is_stated) == ("full", False)
