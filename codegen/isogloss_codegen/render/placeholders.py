"""Marks in place of texts: another generator sees only the marks, and source replaces them afterwards.

datamodel-code-generator writes names, values and descriptions in its own way. What it is given has no text of a
document, so no text of a document can come from it.
"""

from __future__ import annotations

import re

from .source import Source, SourceError, code, docstring, literal

_MARK = re.compile(r"<<(\d+)>>")
_TEXT = re.compile(r"""(?P<indent>[ ]*)\"{3}<<(?P<doc>\d+)>>\"{3}|(?P<quote>['"])<<(?P<value>\d+)>>(?P=quote)""")


class Placeholders:
    """The marks of one module's texts; equal texts have the same mark."""

    def __init__(self) -> None:
        self._texts: list[str] = []
        self._sources: dict[int, Source] = {}
        self._marks: dict[str, str] = {}

    def mark(self, text: str) -> str:
        """The mark of `text`."""
        if text not in self._marks:
            self._marks[text] = f"<<{len(self._texts)}>>"
            self._texts.append(text)
        return self._marks[text]

    def mark_source(self, source: Source) -> str:
        """The mark of `source`, for a place where the other generator expects a text."""
        self._sources[len(self._texts)] = source
        self._texts.append("")
        return f"<<{len(self._texts) - 1}>>"

    def restored(self, written: str) -> Source:
        """`written` with source in place of all marks: docstrings and literals.

        Raises:
            SourceError: a mark is in another place, or there is a text without a mark.
        """
        if len(_TEXT.findall(written)) != len(_MARK.findall(written)):
            raise SourceError("a text of the document was written in an unknown way")
        # Names may be in quotes: types that are defined later, and attributes.
        if re.search(r"""['"]""", re.sub(r"""(['"])\w+\1""", "", _TEXT.sub("", written))):
            raise SourceError("a text was written that is not from the document")
        return Source(_TEXT.sub(self._restored, written))

    def _restored(self, found: re.Match[str]) -> Source:
        if found["doc"] is None:
            number = int(found["value"])
            return self._sources[number] if number in self._sources else literal(self._texts[number])
        indent = found["indent"]
        return code("{}{}", Source(indent), docstring(self._texts[int(found["doc"])], len(indent)))
