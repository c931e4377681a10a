# Copied by isogloss from messages/lib/__init__.py. Do not edit: change that, then generate.
"""Helpers, in the places where the official SDK has them."""
