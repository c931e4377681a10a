"""The examples of the spec: each is what it says it is, and together they show every part of the spec."""

from __future__ import annotations

import json
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import NamedTuple

import pytest

from isogloss_codegen.document.load import read

from .judge import Node, model_refusals, objects_in, refusals, schemas, spec, through_models, uses

FOLDER = Path(__file__).parents[2] / "spec" / "examples"
FILES = sorted([*FOLDER.glob("requests/*.yaml"), *FOLDER.glob("responses/*.yaml")])
STREAMS = sorted(FOLDER.glob("streams/*.sse"))


class Event(NamedTuple):
    """An event of a stream: its name and its data."""

    name: str
    data: Node


# What can refuse a value; where `anyOf` allows null besides, it leaves the refusal to the other branch.
KEYWORDS = {"type", "const", "enum", "required", "additionalProperties", "oneOf", "anyOf", "not", "pattern"} | {
    f"{bound}{what}" for bound in ("min", "max") for what in ("imum", "Length", "Items")
}


def named(path: Path) -> str:
    return f"{path.parent.name}/{path.name}"


def events_of(path: Path) -> list[Event]:
    """Reads a stream strictly: one line each for name and data, and comments."""
    events: list[Event] = []
    for frame in path.read_text(encoding="utf-8").strip().split("\n\n"):
        lines = [line for line in frame.split("\n") if not line.startswith(":")]
        if lines:
            (event, name), (data, text) = (line.split(": ", 1) for line in lines)
            assert (event, data) == ("event", "data")
            events.append(Event(name, json.loads(text)))
    return events


@cache
def shown() -> frozenset[str]:
    """The components and fields that the valid examples use."""
    used: set[str] = set()
    for path in FILES:
        example = read(path).value
        if "invalid" not in example:
            used |= uses(example["schema"], example["value"])
    for path in STREAMS:
        for event in events_of(path):
            used |= uses("StreamEvent", event.data)
    return frozenset(used)


@pytest.mark.parametrize("path", FILES, ids=named)
def test_example_is_what_it_says(path: Path) -> None:
    example = read(path).value
    component, value, invalid = example["schema"], example["value"], example.get("invalid")
    refused = refusals(component, value)
    refused_by_models = model_refusals(component, value)
    if invalid:
        assert refused == {(invalid["path"], invalid["rule"])}
        assert invalid["path"] in refused_by_models
    else:
        assert (refused, refused_by_models) == (set(), set())
        assert through_models(component, value) == value


@pytest.mark.parametrize("path", [*FILES, *STREAMS], ids=named)
def test_example_says_what_it_shows(path: Path) -> None:
    if path.suffix == ".sse":
        kind, comment = path.read_text(encoding="utf-8").split("\n")[:2]
        assert kind == ": schema StreamEvent"
        summary = comment.removeprefix(": ")
    else:
        example = read(path).value
        assert list(example) in (["schema", "summary", "value"], ["schema", "summary", "value", "invalid"])
        assert path.name.startswith("refused-") == ("invalid" in example)
        summary = example["summary"]
    assert summary[0].isupper()
    assert summary.endswith(".")


@pytest.mark.parametrize("path", STREAMS, ids=named)
def test_events_of_a_stream_are_valid(path: Path) -> None:
    for event in events_of(path):
        assert event.name == event.data["type"]
        assert (refusals("StreamEvent", event.data), model_refusals("StreamEvent", event.data)) == (set(), set())
        assert through_models("StreamEvent", event.data) == event.data


@pytest.mark.parametrize("path", STREAMS, ids=named)
def test_events_of_a_stream_come_in_order(path: Path) -> None:
    events = [event.data for event in events_of(path)]
    steps = [step_of(event) for event in events if event["type"] in listed("StreamEvent") - {"ping"}]
    if "error" in steps:
        assert steps[0] == "message_start"
        assert steps.index("error") == len(steps) - 1
        return
    blocks = sum(step.startswith("content_block_start") for step in steps)
    expected = ["message_start"]
    for index in range(blocks):
        deltas = steps.count(f"content_block_delta {index}")
        block = [f"content_block_delta {index}"] * deltas
        expected += [f"content_block_start {index}", *block, f"content_block_stop {index}"]
    assert steps == [*expected, *["message_delta"] * max(1, steps.count("message_delta")), "message_stop"]


@pytest.mark.parametrize("path", STREAMS, ids=named)
def test_a_stream_begins_empty_and_counts_up(path: Path) -> None:
    events = [event.data for event in events_of(path)]
    message = events[0]["message"]
    assert (message["content"], message["stop_reason"]) == ([], None)
    usages = [message["usage"], *(event["usage"] for event in events if event["type"] == "message_delta")]
    totals = [usage["output_tokens"] for usage in usages]
    assert all(before <= after for before, after in pairwise(totals))


@pytest.mark.parametrize("path", STREAMS, ids=named)
def test_pieces_of_a_tool_call_are_an_object_unless_cut(path: Path) -> None:
    events = [event.data for event in events_of(path)]
    cut = any(event["type"] == "message_delta" and event["delta"]["stop_reason"] == "max_tokens" for event in events)
    pieces: dict[int, str] = {}
    for event in events:
        if event["type"] == "content_block_delta" and event["delta"]["type"] == "input_json_delta":
            pieces[event["index"]] = pieces.get(event["index"], "") + event["delta"]["partial_json"]
    for text in pieces.values():
        if cut:
            with pytest.raises(ValueError, match="Unterminated"):
                json.loads(text)
        else:
            assert isinstance(json.loads(text or "{}"), dict)


def step_of(event: Node) -> str:
    return f"{event['type']} {event['index']}" if "index" in event else event["type"]


def listed(union: str) -> set[str]:
    return set(spec()["components"]["schemas"][union]["discriminator"]["mapping"])


def components_to_show() -> list[str]:
    return [name for name, schema in schemas().items() if "properties" in schema]


def variants_to_show() -> list[str]:
    unions = [schema["discriminator"]["mapping"] for schema in schemas().values() if "discriminator" in schema]
    return sorted({f"{ref.rpartition('/')[2]} ({tag})" for mapping in unions for tag, ref in mapping.items()})


def words_to_show() -> list[str]:
    declared = spec()["components"]["schemas"]
    return [f"{name} ({word})" for name in ("ErrorType", "StopReason") for word in declared[name]["enum"]]


@pytest.mark.parametrize("part", [*components_to_show(), *variants_to_show(), *words_to_show()])
def test_every_part_of_the_spec_has_an_example(part: str) -> None:
    assert part in shown()


def test_every_kind_of_refusal_has_an_example() -> None:
    """Each keyword with which the spec restricts a value; `maxItems` only stands for lists beyond any example."""
    shown = {example["invalid"]["rule"] for path in FILES if "invalid" in (example := read(path).value)}
    stated = {keyword for node in objects_in(spec()["components"]["schemas"]) for keyword in KEYWORDS & set(node)}
    assert shown == stated - {"maxItems"}
