"""Reads the operations of a document for a `WireApi`: parameters, bodies, responses, credentials."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from typing import Any, cast, get_args

from ...document.values import NOTHING, as_list, as_map, child, value_at
from ...support.subjects import METHODS
from ...wire import Body, Credential, Header, Operation, Parameter, Place, Response, Security, Server, Text, Tier
from .following import followed
from .media import read_content
from .texts import text_of

Node = dict[str, Any]
ReadServers = Callable[[Node, str], list[Server]]

# OpenAPI describes these headers in other fields, and ignores parameters with these names.
_NO_PARAMETERS = ("accept", "content-type", "authorization")


class OperationReader:
    """Reads the operations of `document`; its `servers` apply to paths and operations without their own."""

    def __init__(self, document: Node, servers: tuple[Server, ...], read_servers: ReadServers) -> None:
        self.document = document
        self.servers = servers
        self.read_servers = read_servers
        self._parameters: dict[str, Parameter] = {}
        self._responses: dict[str, tuple[dict[str, Header], dict[str, Any]]] = {}
        self._gap = ""

    def read(self) -> Iterator[Operation]:
        """The operations in the order of the document."""
        for path, entry in as_map(self.document.get("paths")).items():
            if path.startswith("/"):
                yield from self._item(path, entry, child("/paths", path))

    def read_webhooks(self) -> Iterator[Operation]:
        """The operations that the server calls."""
        for name, entry in as_map(self.document.get("webhooks")).items():
            yield from self._item(f"webhook {name}", entry, child("/webhooks", name))

    def _callbacks(self, operation: Node, pointer: str, label: str) -> Iterator[Operation]:
        for name, entry in as_map(operation.get("callbacks")).items():
            node, at = followed(self.document, entry, child(child(pointer, "callbacks"), name))
            items = {url: item for url, item in node.items() if not url.startswith("x-")}
            for url, item in items.items():
                # The client chose the URL.
                where = f" {url}" if len(items) > 1 else ""
                yield from self._item(f"callback {name}{where} of {label}", item, child(at, url))

    def _item(self, path: str, entry: Any, pointer: str) -> Iterator[Operation]:
        item, at = followed(self.document, entry, pointer)
        # A path item may have other fields beside its reference.
        item = {**item, **{key: value for key, value in as_map(entry).items() if key != "$ref"}}
        methods = {method: (as_map(item.get(method)), child(at, method)) for method in METHODS if method in item}
        for name, other in as_map(item.get("additionalOperations")).items():
            methods[name] = as_map(other), child(child(at, "additionalOperations"), name)
        for method, (node, inner) in methods.items():
            yield self._operation(method.upper(), path, node, inner, item, at)

    def _operation(self, method: str, path: str, node: Node, pointer: str, item: Node, above: str) -> Operation:
        self._gap = ""
        parameters: dict[tuple[Place, str], Parameter] = {}
        for holder, at in ((item, above), (node, pointer)):
            for index, entry in enumerate(as_list(holder.get("parameters"))):
                parameter = self._parameter(entry, child(child(at, "parameters"), index))
                if parameter is not None:
                    parameters[parameter.place, parameter.name] = parameter
        responses = [
            self._response(status, entry, child(child(pointer, "responses"), status), node)
            for status, entry in as_map(node.get("responses")).items()
            if not status.startswith("x-")
        ]
        servers = self.read_servers(node, pointer) or self.read_servers(item, above) or self.servers
        body = self._body(node.get("requestBody"), f"{pointer}/requestBody")
        gap = self._gap
        return Operation(
            method,
            path,
            pointer,
            parameters,
            body,
            {response.status: response for response in responses},
            self._security(node, pointer),
            tuple(servers),
            node.get("deprecated") is True,
            _sunset(node),
            {each.label: each for each in self._callbacks(node, pointer, f"{method} {path}")},
            gap,
        )

    def _part(self, entry: Any, pointer: str) -> tuple[Node, str]:
        """A part of the operation, and its pointer. What is missing is its gap."""
        node, at = followed(self.document, entry, pointer)
        if value_at(self.document, at) is NOTHING:
            self._gap = f"#{at}"
        return node, at

    def _parameter(self, entry: Any, pointer: str) -> Parameter | None:
        node, at = self._part(entry, pointer)
        if at in self._parameters:
            return self._parameters[at]
        place, name = node.get("in"), str(node.get("name", ""))
        if place == "header":
            name = name.lower()
        if place not in get_args(Place) or (place == "header" and name in _NO_PARAMETERS):
            return None
        style = str(node.get("style", "form" if place in ("query", "cookie") else "simple"))
        media = next(iter(read_content(self.document, node, at).values()), None)
        explode = bool(node.get("explode", style in ("form", "cookie")))
        parameter = Parameter(
            name,
            cast("Place", place),
            at,
            required=node.get("required") is True or place == "path",
            style=style,
            explode=explode,
            text=self._text(node, at, is_repeated=style == "form" and explode),
            content=media,
            deprecated=node.get("deprecated") is True,
            is_unasked="x-client-default" in node,
            may_be_empty=place == "query" and node.get("allowEmptyValue") is True,
        )
        self._parameters[at] = parameter
        return parameter

    def _text(self, node: Node, pointer: str, *, is_repeated: bool = False) -> Text:
        at = child(pointer, "schema") if "schema" in node else None
        return text_of(self.document, at, is_repeated=is_repeated)

    def _body(self, entry: Any, pointer: str) -> Body | None:
        if not isinstance(entry, dict):
            return None
        node, at = self._part(cast("Node", entry), pointer)
        return Body(at, node.get("required") is True, read_content(self.document, node, at))

    def _response(self, status: str, entry: Any, pointer: str, operation: Node) -> Response:
        node, at = self._part(entry, pointer)
        if at not in self._responses:
            headers = {
                header.name: header
                for name, inner in as_map(node.get("headers")).items()
                if (header := self._header(name, inner, child(child(at, "headers"), name))).name != "content-type"
            }
            self._responses[at] = headers, read_content(self.document, node, at, as_map(operation.get("x-stream")))
        return Response(status.upper() if status != "default" else status, at, *self._responses[at])

    def _header(self, name: str, entry: Any, pointer: str) -> Header:
        node, at = followed(self.document, entry, pointer)
        promised: Tier = "declared" if node.get("x-tier") == "declared" else "extension"
        tier: Tier = "core" if node.get("required") is True else promised
        media = next(iter(read_content(self.document, node, at).values()), None)
        return Header(name.lower(), at, tier, self._text(node, at), media, node.get("deprecated") is True)

    def _security(self, operation: Node, pointer: str) -> Security:
        """The credentials of an operation. Its own requirements replace those of the document."""
        own = "security" in operation
        entries = as_list((operation if own else self.document).get("security"))
        alternatives: list[tuple[Credential, ...]] = []
        for entry in entries:
            wanted = as_map(entry)
            alternatives.append(tuple(self._credential(name, as_list(scopes)) for name, scopes in wanted.items()))
        return Security(f"{pointer if own else ''}/security", tuple(alternatives))

    def _credential(self, name: str, scopes: list[Any]) -> Credential:
        scheme, at = followed(
            self.document,
            as_map(as_map(self.document.get("components")).get("securitySchemes")).get(name),
            child("/components/securitySchemes", name),
        )
        kind = str(scheme.get("type", ""))
        if kind == "apiKey":
            where, key = str(scheme.get("in", "")), str(scheme.get("name", ""))
            detail = f"{where} {key.lower() if where == 'header' else key}"
        elif kind == "http":
            detail = f"{scheme.get('scheme', '')} credentials".lower()
        elif kind in ("oauth2", "openIdConnect"):
            # Each flow results in a bearer token.
            kind, detail = "http", "bearer credentials"
        else:
            detail = kind or f"the undescribed scheme {name}"
        return Credential(name, kind, detail, at, frozenset(map(str, scopes)))


def _sunset(node: Node) -> str:
    """The date from which a deprecated operation may be gone, in the extensions that tools read; "" without one."""
    for name in ("x-sunset", "x-sunset-date", "x-deprecation", "x-deprecated"):
        said = node.get(name)
        words = as_map(said)
        said = words.get("sunset", words.get("date")) if words else said
        if isinstance(said, (str, date)):
            return str(said)
    return ""
