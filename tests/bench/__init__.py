"""Measures isogloss beside the tools that its users would choose instead: `make bench`."""
