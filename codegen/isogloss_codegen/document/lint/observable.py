"""Checks the table of observable effects, `observable.yaml` beside a spec."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from functools import cache
from typing import Any

import jsonschema_rs

from ...findings.finding import Finding
from ...schema.errors import leaves
from ..load import Document, read
from ..places import packaged_spec
from ..values import as_list, as_map, child
from ..wording import nearest

_RULE = "observable-invalid"


def check_table(table: Document) -> list[Finding]:
    """The problems of a table by itself."""
    found = [
        table.problem(_RULE, said.pointer, said.message, key=said.name is not None, help=said.help)
        for said in dict.fromkeys(leaves(_validator().iter_errors(table.value)))
    ]
    return found or list(_expressions(table))


def check_observable(table: Document, spec: Document) -> list[Finding]:
    """The problems of a table for a spec: all that it names must exist."""
    return check_table(table) or [*_components(table, spec), *_operations(table, spec), *_rules(table)]


def _expressions(table: Document) -> Iterator[Finding]:
    for number, effect in enumerate(table.value["effects"]):
        for index, sign in enumerate(effect["shows"]):
            try:
                re.compile(sign.get("matches", ""))
            except re.error as error:
                pointer = f"/effects/{number}/shows/{index}/matches"
                yield table.problem(_RULE, pointer, f"this is not a regular expression: {error}")


def _components(table: Document, spec: Document) -> Iterator[Finding]:
    schemas = as_map(as_map(spec.value.get("components")).get("schemas"))
    for word in ("values", "hidden", "invented"):
        for name in table.value[word]:
            component = name.partition(".")[0]
            if component not in schemas:
                help = nearest(component, schemas)
                message = f"there is no schema {component}"
                yield table.problem(_RULE, child(f"/{word}", name), message, key=True, help=help)
    for number, effect in enumerate(table.value["effects"]):
        component, _, name = effect["subject"].partition(".")
        fields = as_map(as_map(schemas.get(component)).get("properties"))
        if component not in schemas:
            message, help = f"there is no schema {component}", nearest(component, schemas)
        elif name not in fields:
            message, help = f"{component} has no {name}", nearest(name, fields)
        else:
            continue
        yield table.problem(_RULE, f"/effects/{number}/subject", message, help=help)


def _rules(table: Document) -> Iterator[Finding]:
    """Checks that exactly the rules that overlays can state have an entry."""
    path = packaged_spec() / "rules.yaml"
    known = as_map(read(path).value)
    for id in table.value["rules"]:
        if id not in known:
            yield table.problem(_RULE, child("/rules", id), f"there is no rule {id}", key=True, help=nearest(id, known))
    if missing := [id for id in known if id not in table.value["rules"]]:
        yield table.problem(_RULE, "/rules", f"the table has no entry for {', '.join(missing)}", key=True)


def _operations(table: Document, spec: Document) -> Iterator[Finding]:
    methods = (as_map(each) for path in as_map(spec.value.get("paths")).values() for each in as_map(path).values())
    known = [str(each["operationId"]) for each in methods if "operationId" in each]
    requests = as_list(table.value["requests"])
    named: list[tuple[str, Mapping[str, Any]]] = [("/control", table.value["control"])]
    named += [(f"/requests/{number}", each) for number, each in enumerate(requests)]
    ids = [each["id"] for each in requests]
    for pointer, each in named:
        name = each.get("operation")
        if name is not None and name not in known:
            message = f'there is no operation "{name}"'
            yield table.problem(_RULE, f"{pointer}/operation", message, help=nearest(name, known))
        other = each.get("unlike")
        if other is not None and (other not in ids or other == each["id"]):
            message = f'there is no other request "{other}"'
            yield table.problem(_RULE, f"{pointer}/unlike", message, help=nearest(other, ids))


@cache
def _validator() -> jsonschema_rs.Validator:
    schema = json.loads((packaged_spec() / "observable.schema.json").read_text(encoding="utf-8"))
    return jsonschema_rs.Draft202012Validator(schema)
