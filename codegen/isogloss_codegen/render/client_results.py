"""The types of what methods return."""

from __future__ import annotations

from ..ir import Operation
from .arguments import Argument
from .source import Source, code
from .types import Names, answer_type, either, item_type

Results = list[tuple[Source | None, tuple[Source, ...]]]
"""The return types of a method, one for each way to declare the switch between whole answer and stream."""


def results_of(
    operation: Operation, switch: Argument | None, names: Names, prefix: Source, page: Source | None
) -> Results:
    """The types of what an operation returns.

    Args:
        operation: The operation.
        switch: The argument that decides between a whole answer and a stream.
        names: How types are spelled.
        prefix: `Async` for a client that does not block, else nothing.
        page: The class of its pages, if it is a list.
    """
    if operation.answers:
        whole = [answer_type(answer, names.model) for answer in operation.answers if not answer.is_stream]
        streams = [
            code("{}Stream[{}]", prefix, item_type(answer, names.model))
            for answer in operation.answers
            if answer.is_stream
        ]
        return _switched(whole, either(streams) if streams else None, switch)
    if page is not None:
        answer = page
        if prefix and operation.pagination is not None:
            answer = code("AsyncPager[{}, {}]", page, names.model(operation.pagination.item))
    else:
        answer = names.model(operation.response) if operation.response is not None else code("None")
    stream = operation.stream
    if stream is None:
        return _switched([answer], None, switch)
    events = code("{}Stream[{}]", prefix, names.model(stream.union))
    return _switched([answer] if switch is not None else [], events, switch)


def _switched(whole: list[Source], events: Source | None, switch: Argument | None) -> Results:
    if events is None or not whole:
        return [(None, (events or either(whole),))]
    if switch is None:
        return [(None, (*whole, events))]
    return [
        (code("{}: Literal[False] | Omit = omit", switch.name), (either(whole),)),
        (code("{}: Literal[True]", switch.name), (events,)),
        (code("{}: bool | Omit = omit", switch.name), (*whole, events)),
    ]
