"""Measures isogloss beside the official SDK and FastAPI, in the same run: `make bench`."""
