"""Generates a package in a process of its own, and prints what was kept and what it cost, as JSON.

python -m interop.real.making DOCUMENT PACKAGE FOLDER
"""

from __future__ import annotations

import json
import resource
import sys
from collections import Counter
from pathlib import Path

from isogloss_codegen.document.bundle import bundle
from isogloss_codegen.document.load import LoadError, load
from isogloss_codegen.document.values import as_map
from isogloss_codegen.generate import InvalidDocumentError, generate
from isogloss_codegen.render.write import write

_METHODS = {"get", "put", "post", "delete", "options", "head", "patch", "trace", "query"}


def operations_of(document: Path) -> list[tuple[str, str]]:
    """The operations that a document has, read without the generator: the method and the path of each."""
    paths = as_map(bundle(load(document)).value.get("paths"))
    return [
        (method.upper(), path)
        for path, item in paths.items()
        for method in (*(_METHODS & as_map(item).keys()), *as_map(as_map(item).get("additionalOperations")))
    ]


def main(document: Path, package: str, folder: Path) -> int:
    """Writes the package and prints its numbers; 1 and the first reason if there is none."""
    try:
        generated = generate(document, package=package)
    except (LoadError, InvalidDocumentError) as error:
        print(error.problems[0], file=sys.stderr)
        return 1
    write(generated.files, folder, package)
    cost = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    numbers = {
        "kept": generated.operations,
        "losses": Counter(loss.kind for loss in generated.losses),
        "seconds": sum(each.ru_utime + each.ru_stime for each in cost),
        "megabytes": max(each.ru_maxrss for each in cost) / 1024,
        "operations": len(operations_of(document)),
    }
    print(json.dumps(numbers))
    return 0


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]), sys.argv[2], Path(sys.argv[3])))
