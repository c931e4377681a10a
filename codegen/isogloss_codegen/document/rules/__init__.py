"""The rules that documents are held to: reading them, OpenAPI's own, and those of the house."""

from __future__ import annotations

from ...rule import by_id
from . import house, openapi, reading, words

RULES = by_id([*reading.RULES, *openapi.RULES, *words.RULES, *house.RULES])
"""What can be wrong with a document, by id."""
