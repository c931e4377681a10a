"""A report as workflow commands: GitHub shows them beside the lines, where the files are of the repository."""

from __future__ import annotations

from collections.abc import Iterator

from ...levels import WORDS, Level
from ..model import Change, Location
from .view import View
from .words import example, example_of, file_of, place, title

_COMMANDS: dict[Level, str] = {"breaking": "error", "silent": "warning", "warning": "warning"}


def render(view: View) -> str:
    """A line for each finding that is shown, worst first."""
    shown = {section.level for group in view.groups for section in group.sections}
    entries = [entry for entry in view.entries if entry.change.level in shown]
    return "".join(f"{_annotation(view, entry.change)}\n" for entry in entries)


def _annotation(view: View, change: Change) -> str:
    what = " ".join(filter(None, (change.operation, place(change))))
    lines = [f"{title(view.report)}: {WORDS[change.level].lower()}: {what}", change.message]
    if change.witness is not None:
        lines.append(f"{example_of(change, view.report)}: {example(change.witness)}")
    properties = [f"title={_escaped(change.rule, ':,')}", *_at(_best(change.locations))]
    return f"::{_COMMANDS.get(change.level, 'notice')} {','.join(properties)}::{_escaped(chr(10).join(lines))}"


def _best(locations: tuple[Location, ...]) -> Location | None:
    """The place in B, which is what is new, or else that in A; a file of a revision is not there to be shown."""
    files = [location for location in locations if not location.file.startswith("git:")]
    return next((location for location in reversed(files) if location.side == "b"), next(iter(files), None))


def _at(location: Location | None) -> Iterator[str]:
    if location is not None:
        yield f"file={_escaped(file_of(location), ':,')}"
        yield f"line={location.line}"
        yield f"col={location.column}"


def _escaped(text: str, also: str = "") -> str:
    for character in ("%", "\r", "\n", *also):
        text = text.replace(character, f"%{ord(character):02X}")
    return text
