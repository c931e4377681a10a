"""Makes a foreign document ready for code: what it does not say as OpenAPI does is read as meant, widened or left out.

Nobody who generates from a vendor's document can correct it. So nothing in it stops the generator: each step changes a
draft of the document, and notes what it changed as a loss, with the author's line.
"""

from __future__ import annotations

from ...findings.loss import Loss
from ..load import Document
from .draft import Draft
from .meaning import repair_meaning
from .readings import read_schemas
from .structure import repair_structure
from .targets import repair_references

__all__ = ["prepare"]


def prepare(document: Document) -> tuple[Document, list[Loss]]:
    """A copy of a foreign document that follows OpenAPI, and what it does not say like the original.

    Findings about the copy have the places of the original.
    """
    draft = Draft(document)
    read_schemas(draft)
    repair_structure(draft)
    repair_references(draft)
    repair_meaning(draft)
    return draft.document(), draft.losses
