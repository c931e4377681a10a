"""Makes the answers of the mock. The first of these rules that applies decides:

1. `USE_TOOL:<name> <json>` at the end of the user's last text calls that tool with those arguments.
2. The results of tools are answered with text.
3. `output_config.format` is answered with JSON that satisfies its schema.
4. `tool_choice` `any` or `tool` is answered with a call, with arguments that satisfy the tool's `input_schema`.
5. So is a text that names a tool, or has all words of its name but the first (`get_weather`: "the weather in Rome?"),
   unless `tool_choice` is `none`.
6. Any other text is answered with text that contains it word for word.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from pydantic_core import from_json

from .._runtime.response import ServiceError
from .._runtime.validation import json_problem
from .mock_request import Json, Turn, last_turn, part, text_of
from .mock_values import SchemaError, instance_of

_FORCED = "USE_TOOL:"

# Arguments for the tools that come without a schema but are run by the client.
_KNOWN_ARGUMENTS = {
    "bash": {"command": "echo mock"},
    "text_editor": {"command": "view", "path": "/mock.txt"},
    "memory": {"command": "view", "path": "/memories"},
}


@dataclass(frozen=True)
class Call:
    """A call of a tool."""

    name: str
    input: dict[str, Any]


@dataclass(frozen=True)
class Answer:
    """An answer of the mock (reasoning, then text or a call), before stop sequences and `max_tokens` cut it."""

    content: str | Call
    thinking: str | None = None


def answer_to(body: Json) -> Answer:
    """Decides on an answer.

    Raises:
        ServiceError: 400, with the place, for a tool that is not there, or a schema that the mock makes no value for.
    """
    turn = last_turn(body)
    content = _forced(turn) or _text_after_results(turn) or _formatted(body) or _called(body, turn) or _echo(turn)
    return Answer(content, _thinking(body))


def _thinking(body: Json) -> str | None:
    is_asked_for = part(body, "thinking").get("type") in ("enabled", "adaptive")
    return "This is a mock, so there is little to think about." if is_asked_for else None


def _forced(turn: Turn) -> Call | None:
    _, marker, after = (turn.text or "").rpartition(_FORCED)
    name, arguments = (*after.split(None, 1), "", "")[:2]
    if not marker or not name or (arguments and not arguments.startswith("{")):
        return None
    try:
        given: Any = from_json(arguments or "{}", allow_inf_nan=False)
    except ValueError as error:
        message = f"{_FORCED}{name} is followed by what is no JSON object: {json_problem(str(error))}"
        raise ServiceError(400, message) from error
    return Call(name, _sendable(given, f"{_FORCED}{name}"))


def _text_after_results(turn: Turn) -> str | None:
    if not turn.results:
        return None
    results = "; ".join(filter(None, map(text_of, turn.results))) or "nothing"
    return f"The tool said: {results}" + ("" if turn.text is None else f"\n\nYou said: {turn.text}")


def _formatted(body: Json) -> str | None:
    format = part(part(body, "output_config"), "format")
    if "schema" not in format:
        return None
    return json.dumps(_instance(format["schema"], "output_config.format.schema"), ensure_ascii=False)


def _called(body: Json, turn: Turn) -> Call | None:
    choice = part(body, "tool_choice") or {"type": "auto"}
    if choice["type"] == "none":
        return None
    tools = dict(_tools(body))
    if choice["type"] == "tool":
        if choice["name"] not in tools:
            raise ServiceError(400, f"tool_choice.name: the mock has no tool {choice['name']} to call")
        return tools[choice["name"]]()
    if choice["type"] == "any":
        if not tools:
            raise ServiceError(400, "tool_choice: the mock has no tool to call")
        return next(iter(tools.values()))()
    named = [(place, call) for name, call in tools.items() if (place := _place(name, turn.text or "")) is not None]
    return min(named, key=lambda pair: pair[0])[1]() if named else None


def _tools(body: Json) -> Iterator[tuple[str, Callable[[], Call]]]:
    """The tools that the client runs, by name, and what makes a call of each; the mock runs no tools itself."""
    for index, tool in enumerate(body.get("tools") or []):
        kind = tool.get("type") or "custom"
        if kind == "custom":
            # Input is an object, whether the schema says so or not: some providers do not ask for that.
            schema = {**tool.get("input_schema", {}), "type": "object"}
            name, where = tool["name"], f"tools[{index}].input_schema"
            yield name, lambda name=name, schema=schema, where=where: Call(name, _instance(schema, where))
        elif (arguments := _KNOWN_ARGUMENTS.get(kind.rsplit("_", 1)[0])) is not None:
            name = tool.get("name", "")
            yield name, lambda name=name, arguments=arguments: Call(name, dict(arguments))


def _place(name: str, text: str) -> int | None:
    """The place in a text where it speaks of a tool. Names begin with a verb, which people seldom say."""
    if (named := re.search(rf"(?<![\w-]){re.escape(name)}(?![\w-])", text)) is not None:
        return named.start()
    words = [word for word in re.split(r"[_-]+", name) if word][1:]
    found = [re.search(rf"\b{re.escape(word)}\b", text, re.IGNORECASE) for word in words]
    places = [each.start() for each in found if each is not None]
    return min(places) if places and len(places) == len(words) else None


def _instance(schema: dict[str, Any], where: str) -> Any:
    try:
        return _sendable(instance_of(schema), where)
    except SchemaError as error:
        raise ServiceError(400, f"{where}{error.path}: {error}") from error


def _sendable(value: Any, where: str) -> Any:
    """`value`, unless no client could read it in an answer: `1e999` is infinite, and parsers end at some depth."""
    try:
        from_json(json.dumps({"content": [{"input": value}]}, allow_nan=False))
    except (ValueError, RecursionError) as error:
        message = "is nested too deeply" if "recursion" in str(error) else "has a number that is too large"
        raise ServiceError(400, f"{where}: {message} for an answer") from error
    return value


def _echo(turn: Turn) -> str:
    return "You sent no text." if turn.text is None else f"You said: {turn.text}"
