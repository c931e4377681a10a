"""Checks the example files beside a spec: request bodies, response bodies and recorded streams.

A body is a YAML file `{schema: Name, summary: text, value: ...}`. With `invalid: {path: a.b[0], rule: keyword}`, the
schema must refuse the value, by that keyword at that path. A stream is an `.sse` file; its first comment names the
component of its events: `: schema NAME`.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from ...findings.finding import Finding
from ...schema.errors import dotted
from ...schema.validator import Validators
from ..context import Context
from ..load import Document, LoadError, read, read_text
from ..source import Span
from ..values import as_map, child
from ..wording import nearest
from .examples import validators

_RULE = "example-invalid"
_FIELDS = ("schema", "summary", "value", "invalid")


def example_files(folder: Path) -> list[Path]:
    """The examples in a folder and below it, sorted by name; empty if the folder does not exist."""
    return sorted(path for pattern in ("*.yaml", "*.sse") for path in folder.rglob(pattern))


def check_examples(spec: Document, files: list[Path]) -> list[Finding]:
    """The problems of a spec's examples."""
    context = Context(spec)
    problems: list[Finding] = []
    for file in files:
        try:
            check = _stream if file.suffix == ".sse" else _body
            problems += check(file, context, validators(context))
        except LoadError as error:
            problems += error.problems
    return problems


def _body(file: Path, context: Context, judge: Validators) -> Iterator[Finding]:
    example = read(file)
    for field in example.value:
        if field not in _FIELDS:
            help = nearest(field, _FIELDS)
            yield example.problem(_RULE, f"/{field}", f'an example has no "{field}"', key=True, help=help)
    name = example.value.get("schema")
    schemas = context.components("schemas")
    if name not in schemas:
        message = f'there is no schema "{name}"' if name else 'an example needs "schema", the name of a component'
        yield example.problem(_RULE, "/schema", message, help=nearest(str(name), schemas))
        return
    if "value" not in example.value:
        yield example.problem(_RULE, "", 'an example needs a "value"')
        return
    pointer, value = child("/components/schemas", name), example.value["value"]
    invalid = example.value.get("invalid")
    if invalid is None:
        for said in judge.at(pointer).faults(value):
            at = "/value" + said.pointer
            yield example.problem(_RULE, at, said.message, key=said.name is not None, help=said.help)
        return
    path, rule = as_map(invalid).get("path"), as_map(invalid).get("rule")
    if judge.at(pointer).accepts(value):
        yield example.problem(_RULE, "/invalid", f"{name} does not refuse the value", key=True)
    elif (path, rule) not in {(dotted(said.at), said.keyword) for said in judge.at(pointer).every_fault(value)}:
        found = [f"{said.keyword} at {dotted(said.at) or 'the value'}" for said in judge.at(pointer).faults(value)]
        message = f"{name} does not refuse the value by {rule} at {path}"
        yield example.problem(_RULE, "/invalid", message, key=True, help=f"it refuses it by {', '.join(found)}")


def _stream(file: Path, context: Context, judge: Validators) -> Iterator[Finding]:
    text = read_text(file)
    stream = Document(str(file), text, {})
    comment = re.match(r"(?::.*\n)*?: ?schema (\S+)", text)
    schemas = context.components("schemas")
    name = comment[1] if comment else None
    if comment is None or name not in schemas:
        message = f'there is no schema "{name}"' if name else "the first comment must be `: schema NAME`"
        yield stream.problem_at(_RULE, Span(0, 1), message, help=nearest(str(name), schemas))
        return
    pointer = child("/components/schemas", str(name))
    tag = str(as_map(as_map(context.follow(schemas[str(name)])).get("discriminator")).get("propertyName"))
    for event, data, span in _events(text):
        try:
            value: Any = json.loads(data)
        except ValueError:
            yield stream.problem_at(_RULE, span, "the data of this event is not valid JSON")
            continue
        if event is not None and as_map(value).get(tag, event) != event:
            yield stream.problem_at(_RULE, span, f'the event has the name "{event}", but its data has another type')
        for said in judge.at(pointer).faults(value):
            at = dotted(said.steps)
            yield stream.problem_at(_RULE, span, f"{at}: {said.message}" if at else said.message, help=said.help)


def _events(text: str) -> Iterator[tuple[str | None, str, Span]]:
    """The events of a stream: the name of each, its data, and the position of the data."""
    event: str | None = None
    data: list[str] = []
    span = Span(0, 1)
    at = 0
    for line in [*text.splitlines(keepends=True), "\n"]:
        field, _, value = line.strip("\r\n").partition(":")
        value = value.removeprefix(" ")
        if not line.strip("\r\n"):
            if data:
                yield event, "\n".join(data), span
            event, data = None, []
        elif field == "event":
            event = value
        elif field == "data":
            span = span if data else Span(at, at + len(line.rstrip("\r\n")))
            data.append(value)
        at += len(line)
