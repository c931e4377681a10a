"""From OpenAPI documents to what the rest works with: the only place that knows OpenAPI's keywords."""
