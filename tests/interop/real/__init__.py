"""Makes packages of real public documents and uses them: `make real`."""
