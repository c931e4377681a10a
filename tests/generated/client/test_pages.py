"""Lists that go on over several pages."""

from __future__ import annotations

from typing import Any

import pytest

import isogloss

from .wire import Server, Side, answer, failure


def page(*ids: str, **fields: Any) -> Any:
    return answer({"data": [{"id": model_id} for model_id in ids], **fields})


def ids(models: list[Any]) -> list[str]:
    return [model.id for model in models]


def queries(server: Server) -> list[str]:
    return [request.url.query.decode() for request in server.requests]


def test_iterating_goes_on_over_the_pages(side: Side) -> None:
    server = Server(
        page("a", "b", has_more=True, first_id="a", last_id="b"),
        page("c", has_more=True, first_id="c", last_id="c"),
        page("d", has_more=False, first_id="d", last_id="d"),
    )
    call = side.client(server).models.list(limit=2, lifecycle=["active", "retired"], betas=["x"])
    assert ids(side.listed(call)) == ["a", "b", "c", "d"]
    fixed = "limit=2&lifecycle%5B%5D=active&lifecycle%5B%5D=retired"
    assert [set(query.split("&")) for query in queries(server)] == [
        set(fixed.split("&")),
        {*fixed.split("&"), "after_id=b"},
        {*fixed.split("&"), "after_id=c"},
    ]
    assert {request.headers["anthropic-beta"] for request in server.requests} == {"x"}


def test_a_page_has_the_fields_of_the_answer(side: Side) -> None:
    server = Server(page("a", has_more=True, first_id="x", last_id="y"))
    found = side.wait(side.client(server).models.list())
    assert isinstance(found.data[0], isogloss.ModelInfo)
    assert (ids(found.data), found.has_more, found.first_id, found.last_id) == (["a"], True, "x", "y")
    assert isinstance(found.body, isogloss.ModelList)
    assert found.has_next_page()


def test_page_by_page(side: Side) -> None:
    server = Server(page("a", has_more=True, last_id="a"), page("b", has_more=False, last_id="b"))
    first = side.wait(side.client(server).models.list())
    second = side.wait(first.get_next_page())
    assert type(second) is type(first)
    assert ids(second.data) == ["b"]
    assert not second.has_next_page()
    with pytest.raises(RuntimeError, match="last page"):
        side.wait(second.get_next_page())
    server = Server(page("a", has_more=True, last_id="a"), page("b", has_more=False, last_id="b"))
    first = side.wait(side.client(server).models.list())
    assert [ids(each.data) for each in side.listed(first.iter_pages())] == [["a"], ["b"]]


def test_backwards(side: Side) -> None:
    server = Server(
        page("c", "d", has_more=True, first_id="c", last_id="d"), page("a", "b", has_more=False, first_id="a")
    )
    assert ids(side.listed(side.client(server).models.list(before_id="e"))) == ["c", "d", "a", "b"]
    assert queries(server) == ["before_id=e", "before_id=c"]


@pytest.mark.parametrize(
    "fields",
    [
        {},
        {"last_id": "a"},
        {"has_more": None, "last_id": "a"},
        {"has_more": False, "last_id": "a"},
        {"has_more": True},
        {"has_more": True, "last_id": None},
    ],
)
def test_where_a_list_ends(side: Side, fields: dict[str, Any]) -> None:
    server = Server(page("a", **fields))
    assert ids(side.listed(side.client(server).models.list())) == ["a"]
    assert len(server.requests) == 1


def test_an_empty_page_is_the_last(side: Side) -> None:
    server = Server(page(has_more=True, last_id="a"))
    assert side.listed(side.client(server).models.list()) == []
    assert len(server.requests) == 1


def test_a_server_that_ignores_the_cursor_does_not_trap(side: Side) -> None:
    same = {"has_more": True, "last_id": "a"}
    server = Server(page("a", **same), page("a", **same), failure(400))
    assert ids(side.listed(side.client(server).models.list())) == ["a", "a"]


def test_an_error_on_a_later_page(side: Side) -> None:
    server = Server(page("a", has_more=True, last_id="a"), failure(403))
    found = side.wait(side.client(server).models.list())
    with pytest.raises(isogloss.PermissionDeniedError):
        side.listed(found)


def test_a_raw_page(side: Side) -> None:
    server = Server(page("a", has_more=True, last_id="a"), page("b", has_more=False))
    response = side.wait(side.client(server).models.with_raw_response.list())
    assert side.wait(response.json())["data"] == [{"id": "a"}]
    assert ids(side.listed(side.wait(response.parse()))) == ["a", "b"]
