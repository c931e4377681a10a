"""The entry point of the `isogloss` script and of `python -m isogloss_codegen`."""

from __future__ import annotations

import gc
import sys


def main() -> None:
    """Runs the command line. After a plain `pip install isogloss`, one line says which extra to install."""
    # A document is a million small values without reference cycles: garbage collection at the usual rate would take a
    # quarter of the time.
    gc.set_threshold(100_000)
    try:
        from .cli import main as group
    except ModuleNotFoundError as error:
        sys.stderr.write(f"isogloss needs {error.name}: pip install 'isogloss[cli]'\n")
        sys.exit(2)
    try:
        group(prog_name="isogloss")
    finally:
        # The end of a process frees all memory: to look for reference cycles once more would take a tenth of the time.
        gc.freeze()


if __name__ == "__main__":
    main()
