"""Helpers, in the places where the official SDK has them."""
