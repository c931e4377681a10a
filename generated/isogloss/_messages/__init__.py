# Copied by isogloss from messages/_messages/__init__.py. Do not edit: change that, then generate.
"""The parts that only the Messages API has."""
