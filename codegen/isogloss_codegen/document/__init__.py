"""OpenAPI documents and overlays: read, located, resolved and checked."""
