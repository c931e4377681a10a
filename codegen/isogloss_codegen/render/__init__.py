"""Turns an API into the files of a Python package."""
