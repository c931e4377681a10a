"""Words for what is wrong with a value."""

from __future__ import annotations

from typing import Any

import pytest

from isogloss_codegen.schema.validator import Validators


@pytest.mark.parametrize(
    ("schema", "value", "message"),
    [
        ({"minItems": 1}, [], "this must not be empty"),
        ({"minLength": 1}, "", "this must not be empty"),
        ({"minProperties": 1}, {}, "this must not be empty"),
        ({"minItems": 2}, [1], "this has fewer than 2 items"),
        ({"maxItems": 1}, [1, 2], "this has more than 1 item"),
        ({"maxLength": 1}, "ab", '"ab" is longer than 1 character'),
        ({"maxProperties": 1}, {"a": 1, "b": 2}, "this has more than 1 entry"),
        ({"maxItems": 0}, [1], "this has more than 0 items"),
    ],
)
def test_sizes_are_counted_as_people_say_it(schema: dict[str, Any], value: Any, message: str) -> None:
    document = {"openapi": "3.1.0", "components": {"schemas": {"A": schema}}}
    (fault,) = Validators(document, "request").at("/components/schemas/A").faults(value)
    assert fault.message == message
