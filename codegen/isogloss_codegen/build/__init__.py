"""Makes `ir.py` and `wire.py` values of OpenAPI documents. No other package knows OpenAPI's operations."""
