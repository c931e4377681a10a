"""What can go wrong between a client and a server."""

from __future__ import annotations


class APIError(Exception):
    """Base of every error that a client raises."""
