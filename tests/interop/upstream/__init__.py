"""Compares the spec with the official SDK's types, so that what either lacks is known and has a reason.

`sdk` and `spec` each say what their side knows about every type, in one shape; `compare` takes one from the other, and
`expected.yaml` holds the reason for every difference that is meant to be.
"""
