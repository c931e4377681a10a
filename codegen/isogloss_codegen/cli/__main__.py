"""`python -m isogloss_codegen.cli`."""

from . import main

main(prog_name="isogloss")
