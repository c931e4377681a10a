"""The architecture, enforced: who may import whom, and where the API's own names may stand."""

from __future__ import annotations

import ast
import functools
import re
from pathlib import Path

import pytest
import yaml

ROOT = Path(__file__).parents[2]
CODEGEN = ROOT / "codegen" / "isogloss_codegen"
GENERATED = ROOT / "generated" / "isogloss"

# importer -> imported -> why not
BANS = {
    "ir": {
        "": "the description of an API stands on nothing of ours, so that everything may stand on it",
    },
    "wire": {
        "": "what is on the wire stands on nothing of ours, like the description that code is made from",
    },
    "findings": {
        "document": "a finding depends on nothing that reports it",
        "build": "a finding depends on nothing that reports it",
        "diff": "a finding depends on nothing that reports it",
        "check": "a finding depends on nothing that reports it",
        "probe": "a finding depends on nothing that reports it",
        "record": "a finding depends on nothing that reports it",
        "traffic": "a finding depends on nothing that reports it",
        "matrix": "a finding depends on nothing that reports it",
        "project": "a finding depends on nothing that reports it",
        "render": "a finding depends on nothing that reports it",
        "cli": "only the command line prints and exits",
    },
    "schema": {
        "document.load": "what a schema accepts does not depend on where it was read",
        "document.lint": "documents are checked with schemas, not schemas with checks",
        "document.overlay": "what a schema accepts does not depend on what providers say",
        "build": "schemas are read before anything is made of them",
        "render": "schemas are read before anything is made of them",
        "diff": "a schema is read by itself, a comparison reads two",
        "check": "schemas know nothing of traffic",
        "probe": "schemas know nothing of traffic",
        "record": "schemas know nothing of traffic",
        "traffic": "schemas know nothing of traffic",
        "matrix": "schemas know nothing of support",
        "findings": "a fault of a value is no finding yet",
        "cli": "only the command line prints and exits",
    },
    "document": {
        "render": "documents are read before anything is made of them",
        "diff": "documents are read before anything is made of them",
        "check": "documents are read before anything is made of them",
        "probe": "documents are read before anything is made of them",
        "record": "documents are read before anything is made of them",
        "traffic": "documents are read before anything is made of them",
        "cli": "only the command line prints and exits",
    },
    "project": {
        "diff": "what a project says is known before anything is found",
        "check": "what a project says is known before anything is found",
        "probe": "what a project says is known before anything is found",
        "record": "what a project says is known before anything is found",
        "traffic": "what a project says is known before anything is found",
        "cli": "only the command line prints and exits",
    },
    "render": {
        "diff": "what is generated does not depend on how dialects are compared",
        "matrix": "what is generated does not depend on how support is shown",
        "check": "what is generated does not depend on how traffic is judged",
        "probe": "what is generated does not depend on how traffic is judged",
        "record": "what is generated does not depend on how traffic is judged",
        "traffic": "what is generated does not depend on how traffic is judged",
        "document": "rendering sees an API, never a document",
        "build": "rendering sees an API, never how it came about",
        "cli": "only the command line prints and exits",
    },
    "matrix": {
        "render": "a table does not depend on what is generated",
        "diff": "a table compares nothing",
        "check": "a table judges no traffic",
        "probe": "a table judges no traffic",
        "record": "a table judges no traffic",
        "traffic": "a table judges no traffic",
        "cli": "only the command line prints and exits",
    },
    "diff": {
        "matrix": "a comparison is no table",
        "render": "a comparison does not depend on what is generated",
        "cli": "only the command line prints and exits",
    },
    "traffic": {
        "check": "traffic is read before it is judged",
        "probe": "traffic is read before it is judged",
        "record": "traffic is read however it was recorded",
        "render": "reading traffic does not depend on what is generated",
        "diff": "reading traffic does not depend on who reads it",
        "cli": "only the command line prints and exits",
    },
    "check": {
        "probe": "traffic is judged, whoever made it",
        "record": "traffic is judged, whoever recorded it",
        "render": "judging traffic does not depend on what is generated",
        "diff": "traffic is judged by one dialect, dialects by each other",
        "cli": "only the command line prints and exits",
    },
    "probe": {
        "render": "asking a server does not depend on what is generated",
        "diff": "answers are judged by one dialect",
        "cli": "only the command line prints and exits",
    },
    "record": {
        "check": "traffic is recorded before it is judged",
        "render": "recording does not depend on what is generated",
        "cli": "only the command line prints and exits",
    },
}


def modules(folder: Path) -> list[Path]:
    """Our own modules: not those that are copied out and import what stands around them there."""
    copied = (CODEGEN / "render" / "runtime", CODEGEN / "messages")
    return [p for p in sorted(folder.rglob("*.py")) if not any(p.is_relative_to(c) for c in copied)]


@functools.cache
def nodes(path: Path) -> list[ast.AST]:
    """All that a module is made of."""
    return list(ast.walk(ast.parse(path.read_text(encoding="utf-8"))))


@functools.cache
def imports(path: Path) -> set[str]:
    """The modules that a file imports, as dotted names from the top."""
    package = path.relative_to(CODEGEN.parent if path.is_relative_to(CODEGEN) else GENERATED.parent).parts[:-1]
    found: set[str] = set()
    for node in nodes(path):
        if isinstance(node, ast.Import):
            found.update(alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            above = package[: len(package) - node.level + 1] if node.level else ()
            base = ".".join([*above, *([node.module] if node.module else [])])
            found.update([base, *(f"{base}.{alias.name}" for alias in node.names)])
    return found


@pytest.mark.parametrize("importer", BANS)
def test_layers_do_not_reach_upwards(importer: str) -> None:
    place = CODEGEN / importer
    for path in modules(place) if place.is_dir() else [place.with_suffix(".py")]:
        for banned, reason in BANS[importer].items():
            prefix = f"isogloss_codegen.{banned}".rstrip(".")
            wrong = {name for name in imports(path) if name == prefix or name.startswith(f"{prefix}.")}
            assert not wrong, f"{path.relative_to(ROOT)} imports {sorted(wrong)}: {reason}"


def test_only_the_command_line_imports_the_generated_package() -> None:
    """`generate` must work while generated/isogloss is missing or broken."""
    for path in modules(CODEGEN):
        if not path.is_relative_to(CODEGEN / "cli"):
            wrong = {name for name in imports(path) if name.split(".")[0] == "isogloss"}
            assert not wrong, path.relative_to(ROOT)


def test_the_maker_of_values_stands_alone() -> None:
    """It is copied into packages whose runtime makes values, where nothing else of ours is."""
    place = CODEGEN / "schema" / "maker"
    for path in modules(place):
        wrong = {name for name in imports(path) if name.startswith("isogloss_codegen.")}
        wrong = {name for name in wrong if not name.startswith("isogloss_codegen.schema.maker")}
        assert not wrong, f"{path.relative_to(ROOT)} imports {sorted(wrong)}"


def test_the_generated_package_needs_no_generator() -> None:
    for path in sorted(GENERATED.rglob("*.py")):
        wrong = {name for name in imports(path) if name.split(".")[0] == "isogloss_codegen"}
        assert not wrong, path.relative_to(ROOT)


@pytest.mark.parametrize("call", ["print", "exit", "input", "breakpoint"])
def test_only_the_command_line_prints_and_exits(call: str) -> None:
    for path in modules(CODEGEN):
        if path.is_relative_to(CODEGEN / "cli"):
            continue
        for node in nodes(path):
            assert not (isinstance(node, ast.Call) and getattr(node.func, "id", None) == call), path.relative_to(ROOT)


def test_the_generator_knows_no_api() -> None:
    """What is particular to the API stands in spec/, or in messages/, which the spec names."""
    words = sorted(own_words(), key=len, reverse=True)
    found: list[str] = []
    for path in sorted(CODEGEN.rglob("*")):
        if path.is_relative_to(CODEGEN / "messages") or path.suffix not in (".py", ".jinja"):
            continue
        text = path.read_text(encoding="utf-8")
        near = [re.escape(word) for word in words if word.lower() in text.lower()]
        if not near:
            continue
        pattern = re.compile(rf"(?<![A-Za-z0-9_])({'|'.join(near)})(?![A-Za-z0-9_])", re.IGNORECASE)
        for number, line in enumerate(text.splitlines(), 1):
            # Which providers there are is shown in the examples of --help.
            if path.is_relative_to(CODEGEN / "cli") and line.lstrip().startswith("isogloss "):
                continue
            if match := pattern.search(line):
                found.append(f"{path.relative_to(ROOT)}:{number}: {match[0]}")
    assert not found, "\n".join(found)


def own_words() -> set[str]:
    """The names of the API and its providers: components, tags with an underscore, paths, variables, ids."""
    document = yaml.safe_load((ROOT / "spec" / "openapi.yaml").read_text(encoding="utf-8"))
    schemas = document["components"]["schemas"]
    words = {"anthropic", "claude", *document["x-env"].values(), *document["x-client"]["aliases"]}
    words |= {path.name.split("@")[0] for path in (ROOT / "spec" / "providers").glob("*.overlay.yaml")}
    words |= {operation["operationId"] for item in document["paths"].values() for operation in item.values()}
    words |= set(document["paths"])
    for name, schema in schemas.items():
        if len(re.findall("[A-Z]", name)) > 1:
            words.add(name)
        words |= {tag for tag in schema.get("discriminator", {}).get("mapping", {}) if "_" in tag}
    # Names that the field at large uses.
    return words - {"ErrorResponse", "ErrorObject", "ErrorType", "ErrorCode", "ErrorEvent", "generic"}
