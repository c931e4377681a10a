# Copied by isogloss from support/__init__.py. Do not edit: change that, then generate.
"""The support of each place of a request by a provider."""
