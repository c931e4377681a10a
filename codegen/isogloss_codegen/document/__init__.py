"""Reads, resolves and checks OpenAPI documents and overlays, and keeps the line and column of every value."""
