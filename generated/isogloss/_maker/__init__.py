# Copied by isogloss from schema/maker/__init__.py. Do not edit: change that, then generate.
"""Makes values that schemas accept. It stands on nothing else of ours, so that it can be copied into packages."""
