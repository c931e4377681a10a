"""Reads the bodies of operations: what clients send, and the answers of success."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any, cast

from ..ir import Answer, Media, Schema, Style
from .hoist import SCHEMAS
from .media import EVENTS, JSON, essence, format_of, is_file, preferred, stream_of
from .shapes import shape_of
from .source import Node, Source, mapping, named


def read_body(source: Source, node: Node, label: str, pointer: str) -> tuple[str | None, Media | None, bool]:
    """The component and the media type of an operation's body, and whether it is required. `application/json` and a
    body that does not exist have no media type."""
    if "requestBody" not in node:
        return None, None, False
    body = source.follow(node["requestBody"])
    content = mapping(body, "content")
    required = bool(body.get("required", False))
    chosen = preferred(content)
    if chosen is None:
        source.problem(f"{pointer}/requestBody", "the body has no media type", f"offer {JSON}")
        return None, None, False
    name, entry = chosen
    format = format_of(name, entry)
    # Forms and XML say the same as JSON; files do not.
    if others := [other for other in content if other != name and format_of(other, {}) in ("multipart", "binary")]:
        message = f"the client sends {name}, and not {', '.join(others)}"
        source.drop(f"{pointer}/requestBody", message, "nothing has to be done", rule="media-type-not-sent")
    if format in ("text", "binary"):
        return None, Media(_sent(name, "application/octet-stream"), format), required
    schema = mapping(entry, "schema")
    if format == "json":
        component = source.component(schema, f"{label}Request")
        is_usual = essence(name) in (JSON, "*/*")
        return component, None if is_usual else Media(name, format), required
    component = source.component(_with_files(source, schema), f"{label}Request")
    shape = shape_of({"$ref": f"{SCHEMAS}{component}"}, source.schemas)
    encoding = mapping(entry, "encoding")
    return component, Media(name, format, shape, dict(_styles(encoding, shape)), dict(_types(encoding))), required


def _sent(name: str, otherwise: str) -> str:
    return otherwise if "*" in name else name


def _with_files(source: Source, schema: Node) -> Node:
    """A form's schema with a mark in place of the texts that are files. Without files, it is the schema itself."""
    seen: set[str] = set()
    whole = schema
    while "$ref" in whole and whole["$ref"] not in seen:
        seen.add(whole["$ref"])
        whole = source.follow(whole)
    marked = _marked(source, whole)
    return schema if marked == whole else marked


def _marked(source: Source, schema: Any, depth: int = 0) -> Any:
    if not isinstance(schema, dict) or depth > 4:
        return cast("Any", schema)
    node = cast("Node", schema)
    target = source.follow(node) if "$ref" in node else node
    if is_file(target):
        kept = {key: target[key] for key in ("description",) if key in target}
        return {**kept, "x-file": True}
    if "$ref" in node:
        return node
    found = dict(node)
    if isinstance(node.get("properties"), dict):
        found["properties"] = {
            name: _marked(source, value, depth + 1) for name, value in cast("Node", node["properties"]).items()
        }
    if "items" in node:
        found["items"] = _marked(source, node["items"], depth + 1)
    for keyword in ("oneOf", "anyOf", "allOf"):
        if keyword in node:
            found[keyword] = [_marked(source, part, depth + 1) for part in node[keyword]]
    return found


def _styles(encoding: Mapping[str, Any], shape: Any) -> Iterator[tuple[str, Style]]:
    for name, words in encoding.items():
        if isinstance(words, dict) and ("style" in words or "explode" in words):
            style = str(cast("Node", words).get("style", "form"))
            inner = cast("Node", shape).get(name, "string") if isinstance(shape, dict) else "string"
            yield name, Style(style, inner, bool(cast("Node", words).get("explode", style in ("form", "deepObject"))))


def _types(encoding: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    for name, words in encoding.items():
        kind: Any = cast("Node", words).get("contentType") if isinstance(words, dict) else None
        if isinstance(kind, str) and "," not in kind and "*" not in kind:
            yield name, kind


def read_answers(
    source: Source, node: Node, label: str, *, streams: bool
) -> tuple[int, tuple[Answer, ...], Node | None]:
    """The first status of success, the answers of success, and the media type of a stream of events, if there is one.

    The answer `default` counts if no other does. With `streams`, a stream of events is one of the answers: nothing else
    describes it.
    """
    responses = {code: source.follow(value) for code, value in named(node, "responses").items()}
    good = {code: value for code, value in responses.items() if re.fullmatch(r"2(\d\d|XX|xx)", code)}
    if not good and "default" in responses:
        good = {"default": responses["default"]}
    answers: list[Answer] = []
    events: Node | None = None
    first = next(iter(good), "200")
    for code, answer in good.items():
        content = {name: entry for name, entry in mapping(answer, "content").items() if "/" in name}
        of_events = [name for name in content if essence(name) == EVENTS]
        if events is None and of_events:
            events = content[of_events[0]]
        bodies = [
            (name, cast("Node", entry or {})) for name, entry in content.items() if streams or name not in of_events
        ]
        name = f"{label}Response" if code == first else f"{label}{code.title()}Response"
        if not content:
            answers.append(Answer(code))
        for media, entry in _one_json(bodies):
            format = stream_of(media) or format_of(media, entry)
            if format in ("form", "multipart"):
                format = "text"
            schema: Schema | None = _item(source, entry) if format == "lines" else entry.get("schema")
            if format in ("json", "lines") and schema:
                answers.append(
                    Answer(code, media, format, source.component(_or_null(source, cast("Node", schema)), name))
                )
            else:
                answers.append(Answer(code, media, format))
    return int(re.sub(r"[xX]", "0", first)) if first != "default" else 200, tuple(answers), events


def _or_null(source: Source, schema: Node) -> Node:
    """A schema that states null beside an object that may be null: a class does not take it."""
    target = source.follow(schema)
    kinds = cast("list[str]", target["type"] if isinstance(target.get("type"), list) else [target.get("type")])
    if "properties" not in target or not (target.get("nullable") is True or "null" in kinds):
        return schema
    if target is schema:
        plain = {key: value for key, value in schema.items() if key not in ("nullable", "type")}
        schema = {**plain, "type": next((kind for kind in kinds if kind not in (None, "null")), "object")}
    return {"anyOf": [schema, {"type": "null"}]}


def _item(source: Source, entry: Node) -> Schema | None:
    """The schema of a value in a stream of JSON: `itemSchema`, the items of a list, or what earlier releases have."""
    if isinstance(entry.get("itemSchema"), dict):
        return entry["itemSchema"]
    schema = entry.get("schema")
    whole = source.follow(cast("Node", schema)) if isinstance(schema, dict) else {}
    items = whole.get("items") if whole.get("type") == "array" else None
    return cast("Schema", items if isinstance(items, dict) else schema)


def _one_json(bodies: list[tuple[str, Node]]) -> Iterator[tuple[str, Node]]:
    """The bodies of one answer without a second one of JSON, and without XML beside JSON: it says the same."""
    formats = [format_of(*body) for body in bodies]
    for index, (name, entry) in enumerate(bodies):
        is_json = formats[index] == "json"
        if is_json and "json" in formats[:index] and entry.get("schema") == _first_json(bodies):
            continue
        if "json" in formats and essence(name).endswith("xml"):
            continue
        yield name, entry


def _first_json(bodies: list[tuple[str, Node]]) -> Any:
    return next((entry.get("schema") for name, entry in bodies if format_of(name, entry) == "json"), None)


def is_simple(answers: tuple[Answer, ...]) -> bool:
    """True if there is one answer of JSON with a schema, or one without a body."""
    if not answers:
        return True
    one = answers[0]
    usual = not one.media or (one.component is not None and essence(one.media) == JSON)
    return len(answers) == 1 and usual and one.status != "default"
