"""OpenAPI Overlays: what may stand in one, how it is applied, and what is wrong with it."""
