# Copied by isogloss from render/runtime/errors.py. Do not edit: change it there, then generate again.
"""What can go wrong between a client and a server."""

from __future__ import annotations


class APIError(Exception):
    """Base of every error that a client raises."""
