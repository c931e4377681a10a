"""Finds secrets in traffic, and leaves them out of everything that is written."""
