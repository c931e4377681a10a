# Copied by isogloss from document/__init__.py. Do not edit: change that, then generate.
"""Reads, resolves and checks OpenAPI documents and overlays, and keeps the line and column of every value."""
