"""What isogloss costs, beside the official SDK and FastAPI in the same run: `make bench`."""
