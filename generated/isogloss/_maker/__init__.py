# Copied by isogloss from schema/maker/__init__.py. Do not edit: change that, then generate.
"""Makes values that schemas accept. Imports no other package of ours, because it is copied into packages."""
