"""The page `server.py`: the service's protocol and the application around it."""

from __future__ import annotations

from dataclasses import dataclass

from ..ir import Api, Operation
from .pages import page
from .source import Source, code, identifier
from .types import answer_type, either, item_type


@dataclass(frozen=True)
class Method:
    """A method of the service: its name, its arguments with their types, and the type of its result."""

    operation: str
    name: Source
    arguments: tuple[Source, ...]
    returns: Source
    doc: str


def server_page(api: Api) -> Source:
    """The text of `server.py`."""
    methods = [_method(operation) for operation in api.operations]
    names = {name for operation in api.operations for name in _models(operation)}
    streams = any(operation.stream is not None for operation in api.operations)
    has_events = any(answer.format == "events" for operation in api.operations for answer in operation.answers)
    uploads = any(o.body is None and o.media is not None and o.media.format == "binary" for o in api.operations)
    return page(
        "server.py.jinja",
        api=api,
        methods=methods,
        models=sorted(names),
        streams=streams,
        has_events=has_events,
        uploads=uploads,
        expands=streams and api.runtime is not None,
    )


def _method(operation: Operation) -> Method:
    arguments = [code("self")]
    if operation.body is None and operation.media is not None:
        kind = code("str" if operation.media.format == "text" else "UploadedBody")
        arguments.append(code("body: {}" if operation.body_required else "body: {} | None", kind))
    if operation.body is not None:
        arguments.append(code("body: {}" if operation.body_required else "body: {} | None", identifier(operation.body)))
    if operation.parameters:
        arguments.append(code("parameters: {}", identifier(operation.parameters_name)))
    arguments.append(code("context: RequestContext"))
    doc = "\n\n".join(text for text in (operation.summary or operation.id, operation.description) if text)
    return Method(operation.id, identifier(operation.function), tuple(arguments), _returns(operation), doc)


def _returns(operation: Operation) -> Source:
    if operation.answers:
        return either(
            code("AsyncIterator[{}]", item_type(answer, identifier))
            if answer.is_stream
            else answer_type(answer, identifier)
            for answer in operation.answers
        )
    whole = identifier(operation.response) if operation.response is not None else None
    if operation.stream is None:
        return whole or code("None")
    events = code("AsyncIterator[{}]", identifier(operation.stream.union))
    return events if whole is None else either([whole, events])


def _models(operation: Operation) -> set[str]:
    names = {operation.body, operation.response, *(answer.component for answer in operation.answers)}
    if operation.parameters:
        names.add(operation.parameters_name)
    if operation.stream is not None:
        names.add(operation.stream.union)
    return {name for name in names if name is not None}
