# Copied by isogloss from document/__init__.py. Do not edit: change that file, then run `isogloss generate`.
"""Reads, resolves and checks OpenAPI documents and overlays, and keeps the line and column of every value."""
