# Copied by isogloss from support/__init__.py. Do not edit: change that file, then run `isogloss generate`.
"""What a provider says of each place of a request."""
