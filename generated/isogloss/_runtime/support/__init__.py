# Copied by isogloss from support/__init__.py. Do not edit: change that, then generate.
"""What a provider says of each place of a request."""
