# Copied by isogloss from messages/_messages/__init__.py. Do not edit: change that, then generate.
"""What is particular to the Messages API."""
