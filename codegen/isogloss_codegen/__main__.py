"""Where the `isogloss` script starts; also `python -m isogloss_codegen`."""

from __future__ import annotations

import gc
import sys


def main() -> None:
    """Runs the command line; a plain `pip install isogloss` lacks what it stands on, and is told so in one line."""
    # A document is a million small values that refer to each other in no circle: looking for circles among them as
    # often as is usual takes a quarter of the time.
    gc.set_threshold(100_000)
    try:
        from .cli import main as group
    except ModuleNotFoundError as error:
        sys.stderr.write(f"isogloss needs {error.name}: pip install 'isogloss[cli]'\n")
        sys.exit(2)
    group(prog_name="isogloss")


if __name__ == "__main__":
    main()
