# Copied by isogloss from document/__init__.py. Do not edit: change that, then generate.
"""OpenAPI documents and overlays: read, located, resolved and checked."""
