"""The keywords that schemas and extensions may use."""

from __future__ import annotations

from typing import Any

_OPENAPI = ("discriminator", "xml", "externalDocs", "example")

JSON_SCHEMA = frozenset(
    (
        *("$schema", "$vocabulary", "$id", "$ref", "$anchor", "$dynamicRef", "$dynamicAnchor", "$defs", "$comment"),
        *("allOf", "anyOf", "oneOf", "not", "if", "then", "else", "dependentSchemas"),
        *("prefixItems", "items", "contains", "minContains", "maxContains", "minItems", "maxItems", "uniqueItems"),
        *("properties", "patternProperties", "additionalProperties", "propertyNames", "required", "dependentRequired"),
        *("minProperties", "maxProperties", "unevaluatedItems", "unevaluatedProperties"),
        *("type", "enum", "const", "format", "pattern", "minLength", "maxLength"),
        *("multipleOf", "minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum"),
        *("contentEncoding", "contentMediaType", "contentSchema"),
        *("title", "description", "default", "deprecated", "readOnly", "writeOnly", "examples"),
        *_OPENAPI,
    )
)
"""The keywords of a Schema Object since OpenAPI 3.1: those of JSON Schema 2020-12 and four of OpenAPI."""

_STRING = {"type": "string"}
_OWN = {"type": "object", "patternProperties": {"^x-": True}, "additionalProperties": False}

SCHEMA_OBJECT: dict[str, Any] = {
    "$id": "isogloss:schema-object",
    "$dynamicAnchor": "meta",
    "$ref": "https://json-schema.org/draft/2020-12/schema",
    "properties": {
        "discriminator": {
            **_OWN,
            "required": ["propertyName"],
            "properties": {
                "propertyName": _STRING,
                "mapping": {"type": "object", "additionalProperties": _STRING},
                "defaultMapping": _STRING,
            },
        },
        "externalDocs": {**_OWN, "required": ["url"], "properties": {"description": _STRING, "url": _STRING}},
        "xml": {
            **_OWN,
            "properties": {
                **dict.fromkeys(("name", "namespace", "prefix"), _STRING),
                **{name: {"type": "boolean"} for name in ("attribute", "wrapped")},
                "nodeType": {"enum": ["element", "attribute", "text", "cdata", "none"]},
            },
        },
    },
}
"""The JSON Schema of a Schema Object since OpenAPI 3.1: that of JSON Schema 2020-12 and three keywords of OpenAPI."""

OPENAPI_30 = frozenset(
    (
        *("$ref", "allOf", "anyOf", "oneOf", "not", "items", "minItems", "maxItems", "uniqueItems"),
        *("properties", "additionalProperties", "required", "minProperties", "maxProperties"),
        *("type", "nullable", "enum", "format", "pattern", "minLength", "maxLength"),
        *("multipleOf", "minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum"),
        *("title", "description", "default", "deprecated", "readOnly", "writeOnly"),
        *_OPENAPI,
    )
)
"""The keywords of a Schema Object in OpenAPI 3.0."""

REPLACED = {
    "nullable": "since OpenAPI 3.1 it is `type: [..., 'null']`",
    "definitions": "it is called $defs",
    "dependencies": "it is called dependentRequired and dependentSchemas",
    "additionalItems": "it is called items, beside prefixItems",
    "$recursiveRef": "it is called $dynamicRef",
    "$recursiveAnchor": "it is called $dynamicAnchor",
    "id": "it is called $id",
}
"""Keywords of older dialects, each with its replacement."""

WITHOUT_EFFECT: dict[str, object] = {"unevaluatedItems": True}
"""Keywords that models do not enforce, each with the value that restricts nothing."""

NOT_ENFORCED = ("dependencies", "unevaluatedItems", "$dynamicRef")
"""The keywords that generated models do not enforce."""

ENFORCED_ALONE = (
    *("patternProperties", "dependentRequired", "dependentSchemas", "if", "then", "else", "not", "propertyNames"),
    *("contains", "prefixItems"),
)
"""The keywords that generated models enforce if they refer to no other schema."""

_RESPONSE, _OPERATION, _PARAMETER = "Response Object", "Operation Object", "Parameter Object"
_SCHEMA, _ROOT, _HEADER = "Schema Object", "OpenAPI Object", "Header Object"

X_WORDS: dict[str, tuple[str, ...]] = {
    "x-base": (_SCHEMA,),
    "x-beta": (_SCHEMA, _PARAMETER, _OPERATION),
    "x-client": (_ROOT,),
    "x-client-default": (_PARAMETER,),
    "x-conversation": (_ROOT,),
    "x-default-tag": (_SCHEMA,),
    "x-effects": (_SCHEMA,),
    "x-env": (_ROOT,),
    "x-error-types": (_RESPONSE,),
    "x-matrix": (_ROOT,),
    "x-needs": (_SCHEMA,),
    "x-open": (_SCHEMA,),
    "x-output-type": (_OPERATION,),
    "x-pagination": (_OPERATION,),
    "x-plain": (_SCHEMA,),
    "x-provider": (_ROOT,),
    "x-python-name": (_PARAMETER, _SCHEMA),
    "x-rules": (_ROOT,),
    "x-runtime": (_ROOT,),
    "x-server": (_ROOT,),
    "x-should-retry": (_RESPONSE,),
    "x-stream": (_OPERATION,),
    "x-support": (_SCHEMA, _PARAMETER, _OPERATION, _HEADER, _RESPONSE),
    "x-support-values": (_SCHEMA, _PARAMETER),
    "x-tier": (_SCHEMA,),
}
"""The extension keywords of this project, each with the objects that may have it."""

LATER_THAN_31: dict[str, tuple[str, ...]] = {
    "OpenAPI Object": ("$self",),
    "Components Object": ("mediaTypes",),
    "Path Item Object": ("query", "additionalOperations"),
    "Server Object": ("name",),
    "Tag Object": ("summary", "parent", "kind"),
    "Response Object": ("summary",),
    "Media Type Object": ("description", "prefixEncoding", "itemEncoding"),
    "Encoding Object": ("encoding", "prefixEncoding", "itemEncoding"),
    "Example Object": ("dataValue", "serializedValue"),
    "Discriminator Object": ("defaultMapping",),
    "XML Object": ("nodeType",),
    "Security Scheme Object": ("deprecated", "oauth2MetadataUrl"),
    "OAuth Flows Object": ("deviceAuthorization",),
}
"""Fields that OpenAPI 3.2 added. `itemSchema` is not listed: streams need it, so it is allowed in 3.1 too."""

READ_BEFORE_3_2 = (("Media Type Object", "itemSchema"), ("Path Item Object", "query"))
"""Fields of OpenAPI 3.2 that mean the same in a document of an older release."""

REQUIRED_FIELDS: dict[tuple[str, str], Any] = {
    ("OpenAPI Object", "info"): {"title": "", "version": ""},
    ("OpenAPI Object", "paths"): {},
    ("Info Object", "title"): "",
    ("Info Object", "version"): "",
    ("Operation Object", "responses"): {"default": {"description": ""}},
    ("Responses Object", "default"): {"description": ""},
    ("Response Object", "description"): "",
    ("Parameter Object", "required"): True,
    ("Request Body Object", "content"): {},
    ("License Object", "name"): "",
}
"""Fields that OpenAPI requires of an object, with the value that says nothing."""
