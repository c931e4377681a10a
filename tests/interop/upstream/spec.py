"""Our side: the components of the spec, and the parameters of its operations."""

from __future__ import annotations

from typing import Any

from .shape import BOOLEAN, Fields, Traits, Types, lists, literal, maps, received, sent


def read(document: dict[str, Any]) -> Types:
    """Reads every object of an OpenAPI document.

    What an operation takes besides its body counts as fields of the body, as it does in the SDK: of an object that is
    named like the operation where there is none.
    """
    reader = _Reader(document["components"])
    types = {name: reader.fields(name) for name, schema in reader.schemas.items() if reader.is_object(schema)}
    for path in document["paths"].values():
        for operation in path.values():
            name = _body(operation) or operation["operationId"]
            types[name] = {**types.get(name, {}), **reader.parameters(operation)}
    types["BetaFeature"] = {"values": reader.kinds(reader.schemas["BetaFeature"])}
    return types


def _body(operation: dict[str, Any]) -> str | None:
    if "requestBody" not in operation:
        return None
    return _name(operation["requestBody"]["content"]["application/json"]["schema"])


def _name(reference: dict[str, Any]) -> str:
    return reference["$ref"].rpartition("/")[2]


class _Reader:
    def __init__(self, components: dict[str, Any]) -> None:
        self.schemas: dict[str, Any] = components["schemas"]
        self._parameters: dict[str, Any] = components["parameters"]

    @staticmethod
    def is_object(schema: dict[str, Any]) -> bool:
        return schema.get("type") == "object"

    def fields(self, name: str) -> Fields:
        """The properties of an object: of one that is sent if its name says so, else of one that comes back."""
        schema = self.schemas[name]
        required, properties = schema.get("required", []), schema.get("properties", {})
        if name.endswith(("Param", "Request")):
            return {key: sent(self.kinds(value), required=key in required) for key, value in properties.items()}
        return {
            key: received(self.kinds(value), promised=key in required or value.get("x-tier") == "declared")
            for key, value in properties.items()
        }

    def parameters(self, operation: dict[str, Any]) -> Fields:
        """The headers and the query, named as in Python."""
        found = [self._parameters[_name(parameter)] for parameter in operation["parameters"]]
        return {
            parameter.get("x-python-name", parameter["name"]): sent(
                self.kinds(parameter["schema"]), required=parameter.get("required", False)
            )
            for parameter in found
            if parameter["in"] != "path"
        }

    def kinds(self, schema: dict[str, Any]) -> Traits:
        """The kinds of values that a schema allows."""
        if "$ref" in schema:
            target = self.schemas[_name(schema)]
            return frozenset({_name(schema)}) if self.is_object(target) else self.kinds(target)
        if "const" in schema:
            return frozenset({literal(schema["const"])})
        if "enum" in schema:
            others = ["string"] if schema.get("x-open") else []
            return frozenset([*map(literal, schema["enum"]), *others])
        if members := schema.get("oneOf") or schema.get("anyOf"):
            return frozenset[str]().union(*map(self.kinds, members))
        names: str | list[str] = schema.get("type", "any")
        return frozenset[str]().union(
            *(self._of_type(name, schema) for name in ([names] if isinstance(names, str) else names))
        )

    def _of_type(self, name: str, schema: dict[str, Any]) -> Traits:
        match name:
            case "array":
                return lists(self.kinds(schema["items"]))
            case "object":
                values: dict[str, Any] | bool = schema.get("additionalProperties", True)
                return maps(self.kinds({} if isinstance(values, bool) else values))
            case "boolean":
                return BOOLEAN
            case "string" if schema.get("format") == "date-time":
                return frozenset({"date-time"})
            case _:
                return frozenset({name})
