"""Runs the tests and the examples of the official SDK with this package in its place."""
