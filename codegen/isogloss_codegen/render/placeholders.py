"""Texts that another generator handles without seeing them: it gets a mark for each, and source takes its place after.

datamodel-code-generator writes names, values and descriptions in its own way. What it is given holds no text of a
document, so nothing that it writes can come from there.
"""

from __future__ import annotations

import re

from .source import Source, SourceError, code, docstring, literal

_MARK = re.compile(r"<<(\d+)>>")
_TEXT = re.compile(r"""(?P<indent>[ ]*)\"{3}<<(?P<doc>\d+)>>\"{3}|(?P<quote>['"])<<(?P<value>\d+)>>(?P=quote)""")


class Placeholders:
    """Marks for the texts of one document; equal texts have one mark."""

    def __init__(self) -> None:
        self._texts: list[str] = []
        self._literals: dict[int, Source] = {}
        self._marks: dict[str, str] = {}

    def mark(self, text: str) -> str:
        """What stands for `text`."""
        if text not in self._marks:
            self._marks[text] = f"<<{len(self._texts)}>>"
            self._texts.append(text)
        return self._marks[text]

    def mark_source(self, source: Source) -> str:
        """What stands for `source`, where the other generator is to see a text."""
        self._literals[len(self._texts)] = source
        self._texts.append("")
        return f"<<{len(self._texts) - 1}>>"

    def restored(self, written: str) -> Source:
        """`written` with source in the places of all marks: docstrings and literals.

        Raises:
            SourceError: a mark stands where it is neither, or there is text that is no mark.
        """
        if len(_TEXT.findall(written)) != len(_MARK.findall(written)):
            raise SourceError("a text of the document was written in a way that is not known")
        # Types may stand in quotes: as references to what is defined further down.
        if re.search(r"""['"]""", re.sub(r"""(['"])[\w\[\], |]+\1""", "", _TEXT.sub("", written))):
            raise SourceError("a text was written that is none of the document's")
        return Source(_TEXT.sub(self._restored, written))

    def _restored(self, found: re.Match[str]) -> Source:
        if found["doc"] is None:
            number = int(found["value"])
            return self._literals[number] if number in self._literals else literal(self._texts[number])
        indent = found["indent"]
        return code("{}{}", Source(indent), docstring(self._texts[int(found["doc"])], len(indent)))
