"""Makes values that schemas accept. Imports no other package of ours, because it is copied into packages."""
