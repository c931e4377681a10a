"""Makes a package of a document with texts in it, imports it, uses it, and says what went wrong."""

from __future__ import annotations

import builtins
import importlib
import itertools
import json
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from pydantic import TypeAdapter

from isogloss_codegen.document.load import LoadError
from isogloss_codegen.generate import InvalidDocumentError, generate

from .places import PLACES, Package, document

CANARY = "isogloss_canary"
_MODULES = ("models", "params", "operations", "client", "server")
_NUMBERS = itertools.count()


def trial(texts: Mapping[str, str], folder: Path) -> str:
    """`fine`, `refused: ...` by a finding, or `FAILED: ...`.

    `texts` are by place. A package has a name of its own each time, so that nothing of another one is used.
    """
    name = f"hostile_{next(_NUMBERS)}"
    spec = folder / f"{name}.json"
    spec.write_text(json.dumps(document(texts)), encoding="utf-8")
    try:
        made = generate(spec, package=name)
    except (LoadError, InvalidDocumentError) as error:
        first = next(problem for problem in error.problems if problem.level == "error")
        return f"{'FAULT' if 'error of isogloss' in first.message else 'refused'}: {first.rule}: {first.message}"
    except Exception as error:
        return f"FAILED: {type(error).__name__}: {error}"
    for path, text in made.files.items():
        target = folder / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(text, encoding="utf-8")
    sys.path.insert(0, str(folder))
    try:
        importlib.invalidate_caches()
        if not made.losses:
            return _used(name, texts)
        # What is told to be lost does not come back; the rest is used all the same.
        lost = made.losses[0].finding
        outcome = _used(name, {})
        return f"refused: {lost.rule}: {lost.message}" if outcome == "fine" else outcome
    except Exception as error:
        return f"FAILED: {type(error).__name__}: {error}"
    finally:
        sys.path.remove(str(folder))
        for module in [module for module in sys.modules if module.partition(".")[0] == name]:
            del sys.modules[module]


def _used(name: str, texts: Mapping[str, str]) -> str:
    modules = {each: importlib.import_module(f"{name}.{each}") for each in _MODULES}
    package: Any = importlib.import_module(name)
    for each in package.__all__:
        getattr(package, each)
    for model in vars(modules["models"]).values():
        if getattr(model, "__module__", "") == f"{name}.models":
            TypeAdapter(model).json_schema()
    clients = (each for each in vars(modules["client"]).values() if hasattr(each, "models_module"))
    kind: Any = next(each for each in clients if each.__module__ == f"{name}.client")
    with kind(base_url="http://127.0.0.1:9", api_key="k") as client:
        for operation in modules["operations"].API.operations:
            assert operation.function
        assert client.with_raw_response
    if hasattr(builtins, CANARY):
        return "FAILED: the text was run"
    modules["package"] = package
    for place in PLACES:
        if place.name in texts and place.back is not None and not place.back(Package(modules), texts[place.name]):
            return f"FAILED: the text of {place.name} comes back changed"
    return "fine"
