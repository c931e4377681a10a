"""Judges traffic: requests, responses and streams."""
