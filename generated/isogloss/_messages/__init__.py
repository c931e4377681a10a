# Copied by isogloss from messages/_messages/__init__.py. Do not edit: change it there, then generate again.
"""What is particular to the Messages API."""
