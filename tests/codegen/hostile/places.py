"""Places of a document where text may stand: each a line that puts a text there, and what it comes back as."""

from __future__ import annotations

import copy
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import ModuleType
from typing import Any

Node = dict[str, Any]

_TEXT = {"type": "string"}


def _ref(name: str) -> Node:
    return {"$ref": f"#/components/schemas/{name}"}


def _answer(schema: Node) -> Node:
    return {"description": "An answer.", "content": {"application/json": {"schema": schema}}}


DOCUMENT: Node = {
    "openapi": "3.1.0",
    "info": {"title": "Pets", "version": "1", "description": "All pets."},
    "servers": [{"url": "https://pets.example/v1", "description": "The server."}],
    "tags": [{"name": "pets", "description": "Pets."}],
    "security": [{"key": []}],
    "x-env": {"api_key": "PETS_KEY"},
    "x-client": {"name": "Client", "aliases": ["Zoo"]},
    "paths": {
        "/pets": {
            "get": {
                "operationId": "pets.list",
                "summary": "List pets",
                "description": "The pets.",
                "parameters": [
                    {"name": "after", "in": "query", "description": "Where to start.", "schema": _TEXT},
                    {"name": "x-tag", "in": "header", "schema": _TEXT, "x-client-default": "1"},
                    {"name": "crumb", "in": "cookie", "schema": _TEXT},
                    {"name": "kind", "in": "query", "schema": {"type": "string", "enum": ["a"], "default": "a"}},
                    {"name": "shape", "in": "query", "schema": {"type": "string", "pattern": "^a*$"}},
                ],
                "responses": {
                    "200": _answer(
                        {
                            "type": "object",
                            "properties": {
                                "data": {"type": "array", "items": _ref("Pet")},
                                "next": _TEXT,
                                "more": _TEXT,
                            },
                        }
                    ),
                    "404": {**_answer(_ref("Problem")), "x-error-types": ["not_found"]},
                },
                "x-pagination": {"items": "data", "forward": {"parameter": "after", "cursor": "next"}},
            },
            "post": {
                "operationId": "pets.create",
                "requestBody": {
                    "description": "A new pet.",
                    "required": True,
                    "content": {"application/json": {"schema": _ref("NewPet"), "examples": {"one": {"value": {}}}}},
                },
                "responses": {"201": _answer(_ref("Pet"))},
            },
        },
        "/pets/{pet_id}": {
            "get": {
                "operationId": "pets.get",
                "parameters": [{"name": "pet_id", "in": "path", "required": True, "schema": _TEXT}],
                "responses": {"200": _answer(_ref("Animal"))},
            }
        },
    },
    "components": {
        "securitySchemes": {"key": {"type": "apiKey", "in": "header", "name": "X-Key"}},
        "schemas": {
            "Problem": {"type": "object", "properties": {"title": _TEXT}},
            "NewPet": {
                "type": "object",
                "title": "New pet",
                "description": "A pet to be.",
                "properties": {
                    "name": {"type": "string", "description": "Its name.", "title": "Name"},
                    "color": {"type": "string", "default": "red", "examples": ["red"]},
                    "chip": {"type": "string", "pattern": "^[0-9]*$"},
                    "mood": {"type": "string", "enum": ["good", "bad"]},
                    "home": {"type": "object", "properties": {"street": _TEXT}},
                },
            },
            "Pet": {"type": "object", "properties": {"name": _TEXT, "mark": {"const": "pet"}}},
            "Mood": {"type": "string", "enum": ["good"], "x-open": True, "description": "A mood."},
            "Cat": {"type": "object", "required": ["kind"], "properties": {"kind": {"const": "cat"}}},
            "Dog": {"type": "object", "required": ["kind"], "properties": {"kind": {"const": "dog"}}},
            "Animal": {
                "description": "A cat or a dog.",
                "oneOf": [_ref("Cat"), _ref("Dog")],
                "discriminator": {
                    "propertyName": "kind",
                    "mapping": {"cat": "#/components/schemas/Cat", "dog": "#/components/schemas/Dog"},
                },
                "x-open": True,
            },
        },
    },
}
"""A document with something of everything."""


@dataclass(frozen=True)
class Package:
    """A generated package, with each of its modules imported."""

    modules: Mapping[str, ModuleType]

    def __getattr__(self, name: str) -> Any:
        return self.modules[name]

    def operation(self, method: str, path: str | None = None) -> Any:
        found = (o for o in self.operations.API.operations if o.method == method)
        return next(o for o in found if path is None or o.path == path)

    @property
    def listed(self) -> Any:
        return next(o for o in self.operations.API.operations if o.pagination is not None)

    @property
    def new_pet(self) -> Any:
        return self.models.NewPet


@dataclass(frozen=True)
class Place:
    """A place: how a text is put there, and whether the package has it as it is (None: it says nothing of it)."""

    name: str
    put: Callable[[Node, str], None]
    back: Callable[[Package, str], bool] | None = None


def at(*path: str | int) -> Callable[[Node, str], None]:
    """Puts a text in the place of a value."""

    def put(document: Node, text: str) -> None:
        node: Any = document
        for step in path[:-1]:
            node = node[step]
        node[path[-1]] = text

    return put


def key(*path: str | int) -> Callable[[Node, str], None]:
    """Puts a text in the place of a key, in the middle of the others."""

    def put(document: Node, text: str) -> None:
        node: Any = document
        for step in path[:-1]:
            node = node[step]
        entries = {(text if name == path[-1] else name): value for name, value in node.items()}
        node.clear()
        node.update(entries)

    return put


def says(read: Callable[[Package], object]) -> Callable[[Package, str], bool]:
    return lambda package, text: read(package) == text


def tells(read: Callable[[Package], str | None]) -> Callable[[Package, str], bool]:
    """True if a docstring has all words of the text, in their order."""

    def told(package: Package, text: str) -> bool:
        return squeezed(text) in squeezed(read(package) or "")

    return told


def squeezed(text: str) -> str:
    return "".join(character for character in text if character not in " \t\r\n").rstrip(".")


def _takes(model: str, value: Callable[[str], Node]) -> Callable[[Package, str], bool]:
    """True if a model reads a value with the text in it, and writes the same value again."""

    def taken(package: Package, text: str) -> bool:
        from pydantic import TypeAdapter

        adapter = TypeAdapter[Any](getattr(package.models, model))
        read = adapter.validate_python(value(text))
        return adapter.dump_python(read, mode="python", by_alias=True) == value(text)

    return taken


def _tag(document: Node, text: str) -> None:
    schemas = document["components"]["schemas"]
    schemas["Animal"]["discriminator"]["propertyName"] = text
    for name in ("Cat", "Dog"):
        schemas[name] |= {"required": [text], "properties": {text: schemas[name]["properties"]["kind"]}}


def _tag_value(document: Node, text: str) -> None:
    schemas = document["components"]["schemas"]
    mapping = schemas["Animal"]["discriminator"]["mapping"]
    mapping[text] = mapping.pop("cat")
    schemas["Cat"]["properties"]["kind"] = {"const": text}


def _path_name(document: Node, text: str) -> None:
    item = document["paths"].pop("/pets/{pet_id}")
    item["get"]["parameters"][0]["name"] = text
    document["paths"][f"/pets/{{{text}}}"] = item


def _next(document: Node, text: str) -> None:
    listing = document["paths"]["/pets"]["get"]
    properties = listing["responses"]["200"]["content"]["application/json"]["schema"]["properties"]
    properties[text] = properties.pop("next")
    listing["x-pagination"]["forward"]["cursor"] = text


def _headers(operations: Any) -> set[str]:
    """The headers in which credentials are sent: of simple schemes, and of all others."""
    others = getattr(operations, "SCHEMES", {}).values()
    return {each.header for each in operations.API.security} | {each.name.lower() for each in others}


def _scheme(document: Node, text: str) -> None:
    key("components", "securitySchemes", "key")(document, text)
    document["security"] = [{text: []}]


def _default(document: Node, text: str) -> None:
    parameter = document["paths"]["/pets"]["get"]["parameters"][3]
    other = [value for value in parameter["schema"]["enum"] if value != "a"]  # of another place
    parameter["schema"] = {"type": "string", "default": text, **({"enum": [*other, text]} if other else {})}


def _new_properties(*, required: bool) -> Callable[[Node, str], None]:
    def put(document: Node, text: str) -> None:
        schema = document["components"]["schemas"]["NewPet"]
        schema["properties"][text] = {"type": "string"}
        if required:
            schema["required"] = [text]

    return put


def _stream(word: str) -> Callable[[Node, str], None]:
    def put(document: Node, text: str) -> None:
        operation = document["paths"]["/pets/{pet_id}"]["get"]
        operation["responses"]["200"]["content"]["text/event-stream"] = {}
        operation["x-stream"] = {"events": "#/components/schemas/Animal", "tag": "kind", word: text}

    return put


_LIST = ("paths", "/pets", "get")
_PARAMETERS = (*_LIST, "parameters")
_SCHEMAS = ("components", "schemas")
_NEW = (*_SCHEMAS, "NewPet")


def _source(module: str) -> Callable[[Package], str]:
    """All texts of a module, as Python reads them."""

    def read(package: Package) -> str:
        import ast
        from pathlib import Path

        tree = ast.parse(Path(str(package.modules[module].__file__)).read_text(encoding="utf-8"))
        return "".join(n.value for n in ast.walk(tree) if isinstance(n, ast.Constant) and isinstance(n.value, str))

    return read


TEXTS = (
    Place("info.title", at("info", "title"), says(lambda p: p.operations.API.title)),
    Place("info.version", at("info", "version")),
    Place("info.description", at("info", "description"), tells(lambda p: p.package.__doc__)),
    Place("server url", at("servers", 0, "url"), says(lambda p: p.operations.API.servers[0])),
    Place("server description", at("servers", 0, "description")),
    Place("tag name", at("tags", 0, "name")),
    Place("tag description", at("tags", 0, "description")),
    Place("x-env variable", at("x-env", "api_key"), says(lambda p: p.operations.API.environment["api_key"])),
    Place("parameter description", at(*_PARAMETERS, 0, "description"), tells(_source("client"))),
    Place(
        "parameter enum",
        lambda d, text: d["paths"]["/pets"]["get"]["parameters"][3].update(
            {"schema": {"type": "string", "enum": [text, "a"]}}
        ),
        tells(_source("models")),
    ),
    Place("parameter default", _default, tells(_source("models"))),
    Place(
        "x-client-default",
        at(*_PARAMETERS, 1, "x-client-default"),
        says(lambda p: p.listed.parameters[1].client_default),
    ),
    Place("summary", at(*_LIST, "summary"), tells(_source("client"))),
    Place("operation description", at(*_LIST, "description"), tells(_source("client"))),
    Place("body description", at("paths", "/pets", "post", "requestBody", "description")),
    Place(
        "body example name",
        key("paths", "/pets", "post", "requestBody", "content", "application/json", "examples", "one"),
    ),
    Place("answer description", at(*_LIST, "responses", "200", "description")),
    Place(
        "error type",
        at(*_LIST, "responses", "404", "x-error-types", 0),
        lambda p, text: text in p.operations.API.error_types,
    ),
    Place(
        "key header",
        at("components", "securitySchemes", "key", "name"),
        lambda p, text: text.lower() in _headers(p.operations),
    ),
    Place("schema title", at(*_NEW, "title")),
    Place("schema description", at(*_NEW, "description"), tells(lambda p: p.new_pet.__doc__)),
    Place("alias description", at(*_SCHEMAS, "Animal", "description"), tells(_source("models"))),
    Place("property title", at(*_NEW, "properties", "name", "title")),
    Place("property description", at(*_NEW, "properties", "name", "description"), tells(_source("models"))),
    Place("property default", at(*_NEW, "properties", "color", "default")),
    Place("property example", at(*_NEW, "properties", "color", "examples", 0)),
    Place("property enum", at(*_NEW, "properties", "mood", "enum", 0), _takes("NewPet", lambda text: {"mood": text})),
    Place("constant", at(*_SCHEMAS, "Pet", "properties", "mark", "const"), _takes("Pet", lambda text: {"mark": text})),
    Place("enumeration", at(*_SCHEMAS, "Mood", "enum", 0), tells(_source("models"))),
    Place("value of a tag", _tag_value, _takes("Animal", lambda text: {"kind": text})),
)
"""Places that take any text; one text can stand in all of them at once."""

NAMES = (
    Place("x-env key", key("x-env", "api_key")),
    Place("x-client name", at("x-client", "name")),
    Place("x-client alias", at("x-client", "aliases", 0)),
    Place("x-server service", lambda d, text: d.update({"x-server": {"service": text}})),
    Place("x-runtime", lambda d, text: d.update({"x-runtime": text})),
    Place("x-base", at(*_SCHEMAS, "Pet", "x-base")),
    Place("x-word", lambda d, text: d.update({f"x-{text}": text})),
    Place(
        "path",
        lambda d, text: key("paths", "/pets")(d, f"/{text}"),
        lambda p, text: p.operation("POST").path == f"/{text}",
    ),
    Place(
        "path parameter", _path_name, lambda p, text: p.operation("GET", f"/pets/{{{text}}}").parameters[0].name == text
    ),
    Place("query parameter", at(*_PARAMETERS, 4, "name"), says(lambda p: p.listed.parameters[4].name)),
    Place("header parameter", at(*_PARAMETERS, 1, "name"), says(lambda p: p.listed.parameters[1].name)),
    Place("cookie parameter", at(*_PARAMETERS, 2, "name"), says(lambda p: p.listed.parameters[2].name)),
    Place("parameter pattern", at(*_PARAMETERS, 4, "schema", "pattern"), tells(_source("models"))),
    Place("x-python-name", at(*_PARAMETERS, 0, "x-python-name")),
    Place(
        "operationId",
        at("paths", "/pets", "post", "operationId"),
        lambda p, text: p.operation("POST").id == text or not text,
    ),
    Place("body media type", key("paths", "/pets", "post", "requestBody", "content", "application/json")),
    Place("answer status", key(*_LIST, "responses", "404")),
    Place("page cursor", _next, _takes("PetsListResponse", lambda text: {text: "a"})),
    Place("page field", key(*_LIST, "responses", "200", "content", "application/json", "schema", "properties", "more")),
    Place("x-stream tag", _stream("tag")),
    Place("x-stream switch", _stream("switch")),
    Place("x-stream collector", _stream("collector")),
    Place("security scheme", _scheme),
    Place("schema name", key(*_SCHEMAS, "Mood")),
    Place("property", _new_properties(required=False), _takes("NewPet", lambda text: {text: "a"})),
    Place("property required", _new_properties(required=True), _takes("NewPet", lambda text: {text: "a"})),
    Place("property pattern", at(*_NEW, "properties", "chip", "pattern"), tells(_source("models"))),
    Place(
        "inner property",
        key(*_NEW, "properties", "home", "properties", "street"),
        _takes("NewPet", lambda text: {"home": {text: "a"}}),
    ),
    Place("inner object", key(*_NEW, "properties", "home"), _takes("NewPet", lambda text: {text: {"street": "a"}})),
    Place(
        "property of answers",
        key(*_SCHEMAS, "Pet", "properties", "name"),
        _takes("Pet", lambda text: {text: "a", "mark": "pet"} if text != "mark" else {"mark": "pet"}),
    ),
    Place("tag of a union", _tag, _takes("Animal", lambda text: {text: "cat"})),
)
"""Places for a name, a pattern or a keyword, where some texts are not valid."""

PLACES = (*TEXTS, *NAMES)


def document(texts: Mapping[str, str]) -> Node:
    """The document with texts in some places."""
    found = copy.deepcopy(DOCUMENT)
    # The others find their way by the paths as they were.
    for place in sorted(PLACES, key=lambda place: place.name in ("path", "path parameter")):
        if place.name in texts:
            place.put(found, texts[place.name])
    return found
