"""Uses a package in a process of its own: its examples and its operations. Prints the outcomes as JSON.

python -m interop.real.using DOCUMENT PACKAGE
"""

from __future__ import annotations

import asyncio
import json
import logging
import sys
import warnings
from pathlib import Path
from typing import Any

from isogloss_codegen.build.api import build
from isogloss_codegen.document.openapi import load
from isogloss_codegen.document.prepare import prepare

from .calls import call_all
from .examples import round_trips


def use(document: Path, package: str) -> dict[str, Any]:
    """The outcomes of all examples and all operations."""
    prepared = prepare(load(document))[0].value
    api = build(prepared, left_out=[], dropped=[])
    examples, invalid = round_trips(package, prepared, api)
    calls = asyncio.run(call_all(package, api))
    return {"examples": examples.as_json, "invalid": invalid, "calls": calls.as_json}


if __name__ == "__main__":
    logging.disable()
    warnings.simplefilter("ignore")
    print(json.dumps(use(Path(sys.argv[1]), sys.argv[2])))
