"""Makes values that schemas accept. It stands on nothing else of ours, so that it can be copied into packages."""
