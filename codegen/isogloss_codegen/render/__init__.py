"""Turns an `Api` into the files of a Python package."""
