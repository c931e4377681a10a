"""The statement that counts for a subject: its own, that of something around it, or none."""

from __future__ import annotations

from typing import Any

import pytest

from isogloss_codegen.document.support import operation_at
from isogloss_codegen.support.statement import Asking, Statement
from isogloss_codegen.support.table import Support

from .library import EVIDENCE, action, dialect, member, support

SCHEMAS = "/components/schemas"
REQUEST = f"{SCHEMAS}/LoanRequest/properties"
LOANS = "/paths/~1v1~1loans/post"
FULL_LOANS = support("$.paths['/v1/loans'].post", "full")


def table(*actions: dict[str, object], **provider: object) -> Support:
    return dialect(*actions, provider=provider).support


def test_a_statement_is_as_the_overlay_has_it() -> None:
    said = table(support("LoanRequest.properties.priority", "conditional", recommended=2, outside="clamped")).of(
        f"{REQUEST}/priority"
    )
    assert (said.status, said.note, said.when) == ("conditional", "so", {"model": ["a"]})
    assert (said.recommended, said.outside) == (2, "clamped")
    assert said.evidence == tuple(EVIDENCE)
    assert said.pointer == "/actions/0/update/x-support"
    assert said.inherited_from is None
    assert said.is_stated


@pytest.mark.parametrize("status", ["ignored", "rejected", "unsupported"])
def test_what_is_not_taken_covers_what_is_in_it(status: str) -> None:
    support_table = table(support("LoanRequest.properties.gift", status))
    for pointer in (
        f"{SCHEMAS}/GiftParam",
        f"{SCHEMAS}/GiftParam/properties/to",
        f"{SCHEMAS}/GiftParam/properties/card",
    ):
        said = support_table.of(pointer)
        assert (said.subject, said.status, said.inherited_from) == (pointer, status, f"{REQUEST}/gift")
        assert said.evidence


@pytest.mark.parametrize("status", ["full", "partial", "transformed", "conditional"])
def test_what_is_taken_says_nothing_about_what_is_in_it(status: str) -> None:
    support_table = table(support("LoanRequest.properties.gift", status))
    assert support_table.of(f"{SCHEMAS}/GiftParam/properties/card").status == "unknown"
    assert f"{SCHEMAS}/GiftParam/properties/card" in support_table.not_stated


def test_what_a_thing_cannot_be_without_shares_its_fate() -> None:
    support_table = table(support("LoanRequest.properties.gift", "full"), FULL_LOANS)
    assert support_table.of(f"{SCHEMAS}/GiftParam/properties/to").inherited_from == f"{REQUEST}/gift"
    assert support_table.of(f"{SCHEMAS}/GiftParam/properties/to").status == "full"
    assert support_table.of(f"{REQUEST}/reader").status == "full"
    assert support_table.of(f"{REQUEST}/cover").status == "unknown"
    assert support_table.of("/components/parameters/Version").status == "full"


def test_a_shared_component_is_covered_where_all_of_its_uses_are() -> None:
    one = table(support("LoanRequest.properties.cover", "ignored"))
    assert one.of(f"{SCHEMAS}/CoverParam/properties/color").status == "unknown"
    both = table(support("LoanRequest.properties.cover", "rejected"), support("BookParam.properties.cover", "ignored"))
    assert both.of(f"{SCHEMAS}/CoverParam/properties/color").status == "ignored"


def test_a_statement_of_its_own_counts_more_than_one_around_it() -> None:
    support_table = table(
        support("LoanRequest.properties.gift", "ignored"), support("GiftParam.properties.card", "full")
    )
    assert support_table.of(f"{SCHEMAS}/GiftParam/properties/card").status == "full"


def test_a_component_is_stated_everywhere_and_a_member_for_one_use() -> None:
    union = f"{SCHEMAS}/ItemParam"
    everywhere = table(support("BookParam", "ignored"))
    assert everywhere.of(f"{union}/oneOf/0").inherited_from == f"{SCHEMAS}/BookParam"
    assert everywhere.of_member(union, "BookParam").status == "ignored"
    use = table(support("BookParam", "full"), support(member("ItemParam", "BookParam"), "ignored"))
    assert use.of_member(union, "BookParam").status == "ignored"
    assert use.of(f"{SCHEMAS}/BookParam").status == "full"
    assert use.of_member(union, "MapParam").status == "unknown"
    assert use.of_member(union, "NoteParam").status == "unknown"


def test_of_a_property_whose_component_is_stated_nothing_more_needs_to_be() -> None:
    stated = table(support("GiftParam", "unsupported"), FULL_LOANS, default_status="ignored")
    assert f"{REQUEST}/gift" not in stated.not_stated
    assert stated.of(f"{SCHEMAS}/GiftParam/properties/card").status == "unsupported"


def test_a_component_that_holds_itself_is_covered_from_outside() -> None:
    support_table = table(support("LoanRequest.properties.items", "ignored"))
    for pointer in ("ItemParam/oneOf/2", "BundleParam/properties/items", "BookParam/properties/title"):
        assert support_table.of(f"{SCHEMAS}/{pointer}").inherited_from == f"{REQUEST}/items"


def test_the_default_applies_once_at_the_shallowest_subject_that_nothing_names() -> None:
    support_table = table(support("LoanRequest.properties.cover", "full"), FULL_LOANS, default_status="ignored")
    gift = support_table.of(f"{REQUEST}/gift")
    assert (gift.status, gift.inherited_from, gift.is_stated) == ("ignored", None, False)
    card = support_table.of(f"{SCHEMAS}/GiftParam/properties/card")
    assert (card.status, card.inherited_from, card.is_stated) == ("ignored", f"{REQUEST}/gift", False)
    not_stated = set(support_table.not_stated)
    assert f"{REQUEST}/gift" in not_stated
    assert f"{SCHEMAS}/GiftParam" not in not_stated
    assert f"{SCHEMAS}/GiftParam/properties/card" not in not_stated


def test_an_operation_that_nothing_names_covers_all_of_it() -> None:
    support_table = table(support("LoanRequest.properties.cover", "full"))
    assert "/paths/~1v1~1books/get" in support_table.not_stated
    assert support_table.of(f"{SCHEMAS}/BookList/properties/last").inherited_from == "/paths/~1v1~1books/get"
    # Of this one, something is said: it is not the shallowest.
    assert LOANS not in support_table.not_stated
    assert f"{REQUEST}/gift" in support_table.not_stated
    # A component is only where its properties are found.
    assert f"{SCHEMAS}/Loan" not in support_table.not_stated
    assert f"{SCHEMAS}/Loan/properties/status" in support_table.not_stated


def test_the_default_is_about_what_is_sent() -> None:
    support_table = table(FULL_LOANS, default_status="ignored")
    assert support_table.of(f"{SCHEMAS}/Loan/properties/status").status == "unknown"
    assert support_table.of("/components/headers/RequestId").status == "unknown"
    assert support_table.of(f"{SCHEMAS}/LoanEvent/oneOf/1").status == "unknown"
    assert support_table.of(f"{REQUEST}/gift").status == "ignored"


def test_the_default_is_about_bodies() -> None:
    refusing = table(FULL_LOANS, support("ItemParam.oneOf[0]", "full"), default_status="rejected")
    assert refusing.of("/components/parameters/Betas").status == "unknown"
    assert f"{REQUEST}/gift" in refusing.refused_by_default
    assert "/components/parameters/Betas" not in refusing.refused_by_default
    assert table(FULL_LOANS, default_status="ignored").refused_by_default == ()


def test_the_forms_of_a_value_share_its_fate_unless_they_have_one() -> None:
    text, listed = f"{REQUEST}/note/oneOf/0", f"{REQUEST}/note/oneOf/1"
    both = table(support("LoanRequest.properties.note", "full"), default_status="ignored")
    assert [both.of(form).status for form in (text, listed)] == ["full", "full"]
    assert not {text, listed} & set(both.not_stated)
    one = table(
        support("LoanRequest.properties.note", "full"),
        support("$.components.schemas.LoanRequest.properties.note.oneOf[?@.type == 'array']", "ignored"),
    )
    assert [one.of(form).status for form in (text, listed)] == ["full", "ignored"]


def test_a_condition_on_models_is_settled_by_the_name_of_one() -> None:
    def said(**words: object) -> Statement:
        return table(support("LoanRequest.properties.gift", "conditional", **words)).of(f"{REQUEST}/gift")

    by_name = said(when={"model": ["reader-2*"]}, otherwise="rejected")
    assert (by_name.status_for(Asking("reader-2.1")), by_name.status_for(Asking("reader-1"))) == ("full", "rejected")
    assert said(when={"model": ["reader-2"]}).status_for(Asking("reader-1")) == "conditional"
    assert said(when={"note": "Only some."}, otherwise="ignored").status_for(Asking("reader-1")) == "conditional"
    both = said(when={"model": ["reader-2"], "header": {"library-beta": "gifts"}}, otherwise="ignored")
    assert both.status_for(Asking("reader-1")) == "ignored"
    assert both.status_for(Asking("reader-2")) == "conditional"
    assert both.status_for(Asking("reader-2", {"library-beta": "gifts"})) == "full"
    ignored = table(support("LoanRequest.properties.gift", "ignored")).of(f"{REQUEST}/gift")
    assert ignored.status_for(Asking("a")) == "ignored"


def test_a_part_of_an_answer_is_promised_unless_said_otherwise() -> None:
    said = table(support("Loan.properties.status", "full", promised=False), support("Loan.properties.id", "full"))
    assert not said.of(f"{SCHEMAS}/Loan/properties/status").is_promised
    assert said.of(f"{SCHEMAS}/Loan/properties/id").is_promised


def test_endpoints_state_operations_whatever_their_parameters_are_called() -> None:
    endpoints = [
        {"method": "POST", "path": "/v1/loans", "status": "ignored", "evidence": EVIDENCE},
        {"method": "POST", "path": "/v1/fines", "status": "full", "evidence": EVIDENCE},
    ]
    support_table = table(endpoints=endpoints)
    said = support_table.of(LOANS)
    assert (said.status, said.pointer) == ("ignored", "/info/x-provider/endpoints/0")
    assert support_table.of(f"{REQUEST}/gift").inherited_from == LOANS
    document: dict[str, Any] = {"paths": {"/a/{id}/b": {"get": {}}}}
    assert operation_at(document, "GET", "/a/{other}/b") == "/paths/~1a~1{id}~1b/get"
    assert operation_at(document, "POST", "/a/{id}/b") is None


def test_values_have_statements_of_their_own() -> None:
    values = {"shelf": {"status": "ignored"}}
    support_table = table(
        action("$.components.schemas.LoanRequest.properties.place", update={"x-support-values": values}),
        action("$.components.schemas.Format", update={"x-support-values": {"audio": {"status": "unsupported"}}}),
        support("LoanRequest.properties.cover", "ignored"),
    )
    assert support_table.of_value(f"{REQUEST}/place", "shelf").status == "ignored"
    assert support_table.of_value(f"{REQUEST}/place", "desk").status == "unknown"
    assert support_table.of_value(f"{REQUEST}/format", "audio").status == "unsupported"
    assert support_table.of_value(f"{SCHEMAS}/Format", "audio").evidence == tuple(EVIDENCE)
    assert support_table.of_value(f"{REQUEST}/cover", "any").inherited_from == f"{REQUEST}/cover"


def test_along_a_way_the_first_that_is_not_taken_counts() -> None:
    support_table = table(support(member("ItemParam", "BookParam"), "ignored"), support("CoverParam", "full"))
    cover, color = f"{SCHEMAS}/BookParam/properties/cover", f"{SCHEMAS}/CoverParam/properties/color"
    in_book = support_table.along([f"{REQUEST}/items", f"{SCHEMAS}/ItemParam/oneOf/0", cover, color])
    assert (in_book.subject, in_book.status) == (color, "ignored")
    assert in_book.inherited_from == f"{SCHEMAS}/ItemParam/oneOf/0"
    assert support_table.along([f"{REQUEST}/cover", color]).status == "unknown"


def test_what_is_no_subject_is_not_stated() -> None:
    assert table().of("/info").status == "unknown"
