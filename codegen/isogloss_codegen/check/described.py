"""A dialect for checks: its API, with and without the parts that the provider refuses, and its schemas."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cached_property, lru_cache
from typing import Any

from ..build.api import build
from ..document.resolve import Dialect
from ..document.values import as_list, as_map
from ..findings.finding import Evidence
from ..ir import Api
from ..schema.validator import Validators


class Described:
    """The parts that the rules about requests, answers and streams of one dialect share.

    Of documents that were not written for this project, schemas without a name get one; those of all others stay where
    they are, so that pointers lead to them.
    """

    def __init__(self, dialect: Dialect) -> None:
        self.dialect = dialect

    def known_for(self, rule: str, at: str) -> Evidence | None:
        """The source that says that the provider behaves differently at a place (with or without indices), as a `rule`
        describes it."""
        places = (at, re.sub(r"\[\d+\]", "[]", at), re.sub(r"\[\d+\]", "", at))
        for stated in self.dialect.rules:
            if stated["rule"] == rule and stated.get("status") == "full" and stated.get("at") in places:
                return tuple(as_list(stated.get("evidence")))
        return None

    @cached_property
    def api(self) -> Api:
        """The API with all that the provider refuses still in it, so that that can be told."""
        return build(self.dialect.support.document)

    @cached_property
    def offered(self) -> Api:
        """The API as the provider offers it."""
        return self.api if self.dialect.overlay is None else build(self.dialect.document)

    @cached_property
    def document(self) -> Mapping[str, Any]:
        """The document that `api` was built from, with a component for each of its."""
        return _with_components(self.dialect.support.document, self.api)

    @cached_property
    def offered_document(self) -> Mapping[str, Any]:
        """The document that `offered` was built from, with a component for each of its."""
        return _with_components(self.dialect.document, self.offered)

    @cached_property
    def source_document(self) -> Mapping[str, Any]:
        """The document that the provider deviates from, with a component for each of its."""
        source = self.dialect.source.value
        return self.document if self.dialect.overlay is None else _with_components(source, build(source))

    @property
    def schemas(self) -> Mapping[str, Any]:
        """The schemas of `document`, by name."""
        return self.document["components"]["schemas"]

    @cached_property
    def validators(self) -> Validators:
        """The validators of the provider's own document."""
        return Validators(self.offered_document)

    @cached_property
    def source_validators(self) -> Validators:
        """The validators of the base."""
        return Validators(self.source_document)


@lru_cache(maxsize=32)
def described(dialect: Dialect) -> Described:
    """The parts that all checks by one dialect share."""
    return Described(dialect)


def _with_components(document: Mapping[str, Any], api: Api) -> Mapping[str, Any]:
    schemas = as_map(as_map(document.get("components")).get("schemas"))
    if schemas and api.components.keys() <= schemas.keys():
        return document
    return {"components": {"schemas": {name: component.schema for name, component in api.components.items()}}}
