# Copied by isogloss from render/runtime/__init__.py. Do not edit: change that, then generate.
"""The hand-written part of a generated package. It does not depend on the API."""
