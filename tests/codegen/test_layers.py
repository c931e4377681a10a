"""The architecture, enforced: who may import whom, who may do what, and where the API's own names may be."""

from __future__ import annotations

import ast
import functools
import json
import re
import subprocess
import sys
from pathlib import Path

import pytest

from isogloss_codegen.document.load import load

from .cycles import circles
from .layering import Offence, imported, layer, offences, permission, permitted_powers, powers_used
from .layers import IMPORTS, POWERS

ROOT = Path(__file__).parents[2]
CODEGEN = ROOT / "codegen" / "isogloss_codegen"
GENERATED = ROOT / "generated" / "isogloss"


def modules(folder: Path) -> list[Path]:
    """Our own modules: not those that are copied out and import what is around them there."""
    copied = (CODEGEN / "render" / "runtime", CODEGEN / "messages")
    return [p for p in sorted(folder.rglob("*.py")) if not any(p.is_relative_to(c) for c in copied)]


@functools.cache
def nodes(path: Path) -> list[ast.AST]:
    """All that a module is made of."""
    return list(ast.walk(ast.parse(path.read_text(encoding="utf-8"))))


def name_of(path: Path) -> str:
    """The name of a module below the package that it is in."""
    parts = path.relative_to(CODEGEN if path.is_relative_to(CODEGEN) else GENERATED).with_suffix("").parts
    return ".".join(part for part in parts if part != "__init__")


def imports(path: Path) -> set[str]:
    """The modules that a file imports, as dotted names from the top."""
    package = (CODEGEN if path.is_relative_to(CODEGEN) else GENERATED).name
    name = ".".join(filter(None, (package, name_of(path))))
    return {target for _, target in imported(nodes(path), name, package=path.stem == "__init__")}


def test_a_layer_does_what_is_listed_and_nothing_else() -> None:
    found = [
        offence
        for path in modules(CODEGEN)
        for offence in offences(nodes(path), name_of(path), package=path.stem == "__init__")
    ]
    assert not found, "\n".join(map(str, found))


def test_what_is_listed_is_needed() -> None:
    """A permission that nothing uses any more would let through what nobody decided."""
    used: set[tuple[str, str | None]] = set()
    acting: set[tuple[str, str]] = set()
    for path in modules(CODEGEN):
        name = name_of(path)
        own = layer(name, IMPORTS)
        used |= {(own, permission(name, target.removeprefix(f"{CODEGEN.name}."))) for target in imports(path)}
        acting |= {place for _, power, _ in powers_used(nodes(path)) for place in permitted_powers(name, power)}
    unused = {(own, name) for own, permitted in IMPORTS.items() for name in permitted} - used
    unused |= {(name, power) for name, powers in POWERS.items() for power in powers} - acting
    assert not unused, "take these out of tests/codegen/layers.py"


PLANTED = [
    ("diff.judge", "import click\nclick.echo('x')", ["imports click", "click.echo"]),
    ("diff.judge", "import sys\nsys.exit(1)", ["sys.exit"]),
    ("diff.judge", "from sys import exit as leave\nleave(1)", ["sys.exit"]),
    ("diff.judge", "raise SystemExit(2)", ["SystemExit"]),
    ("diff.judge", "print('x')", ["print"]),
    ("diff.judge", "list(map(print, 'x'))", ["print"]),
    ("diff.judge", "import sys as s\ns.stdout.write('x')", ["sys.stdout.write"]),
    ("diff.judge", "from rich import print as show", ["imports rich.print"]),
    ("build.api", "from ..cli import main", ["imports cli.main"]),
    ("build.api", "def f():\n    from isogloss_codegen.cli.output import deliver", ["imports cli.output.deliver"]),
    ("build.api", "from isogloss_codegen import cli", ["imports cli"]),
    ("ir", "from .names import snake", ["imports names.snake"]),
    ("wire", "from . import ir", ["imports ir"]),
    ("document.values", "from .load import load", ["imports document.load.load"]),
    ("schema.read", "from ..document.load import load", ["imports document.load.load"]),
    ("schema.maker.make", "from ..read import reading", ["imports schema.read.reading"]),
    ("schema.read", "from ..document import lint", ["imports document.lint"]),
    ("findings.finding", "from ..document.values import as_map", ["imports document.values.as_map"]),
    ("findings.finding", "import requests", ["imports requests"]),
    ("render.pages", "from ..document.load import Document", ["imports document.load.Document"]),
    ("render.pages", "from ..diff.judge import judged", ["imports diff.judge.judged"]),
    ("matrix.table", "open('x')", ["open"]),
    ("matrix.table", "from pathlib import Path\nPath('x').write_text('y')", [".write_text"]),
    ("matrix.table", "from io import open as o\no('x')", ["io.open"]),
    ("matrix.table", "import os\nos.remove('x')", ["os.remove"]),
    ("matrix.table", "from os import remove\nremove('x')", ["os.remove"]),
    ("matrix.table", "import shutil\nshutil.rmtree('x')", ["shutil.rmtree"]),
    ("schema.read", "import socket\nsocket.create_connection(('x', 1))", ["socket.create_connection"]),
    ("schema.read", "from urllib import request\nrequest.urlopen('x')", ["urllib.request.urlopen", "urllib.request"]),
    ("schema.read", "import urllib.request\nurllib.request.urlopen('x')", ["urllib.request.urlopen"]),
    ("check.run", "import httpx2\nhttpx2.get('x')", ["imports httpx2", "httpx2.get"]),
    ("support.places", "import subprocess\nsubprocess.run(['x'])", ["subprocess.run"]),
    ("support.places", "import os\nos.system('x')", ["os.system", "os.system"]),
    ("support.places", "__import__('isogloss_codegen.cli')", ["__import__"]),
    ("support.places", "from importlib import import_module as get\nget('os')", ["importlib.import_module"]),
    ("nowhere", "", ["this module"]),
]


@pytest.mark.parametrize(("module", "text", "whats"), PLANTED)
def test_an_offence_is_named(module: str, text: str, whats: list[str]) -> None:
    found = offences(list(ast.walk(ast.parse(text))), module)
    assert [offence.what for offence in found] == whats
    assert {offence.module for offence in found} == {module}


@pytest.mark.parametrize(
    ("module", "text"),
    [
        ("diff.judge", "from .model import Change\nfrom ..wire import Operation\nimport re, json"),
        ("diff.judge", "def f(open, exit):\n    open(exit)\n'a'.replace('a', 'b')\nx.open()"),
        ("document.load", "open('x')"),
        ("document.lint.words", "from ..values import as_map\nfrom ..load import Document"),
        ("cli.diff", "import click, sys\nclick.echo('x')\nsys.exit(1)"),
        ("record.proxy", "import httpx2\nhttpx2.get('x')"),
    ],
)
def test_what_is_permitted_is_no_offence(module: str, text: str) -> None:
    assert offences(list(ast.walk(ast.parse(text))), module) == []


def test_an_offence_is_shown_with_its_line() -> None:
    (found,) = offences(list(ast.walk(ast.parse("\n\nfrom ..cli import main\n"))), "build.api")
    assert str(found) == "build.api:3: imports cli.main: `build` may not: list it with a reason, or leave it out"
    assert isinstance(found, Offence)


_AT_IMPORT = """
import importlib, json, pkgutil, sys

def hook(event, arguments):
    if event not in ("open", "os.scandir", "os.listdir", "subprocess.Popen", "socket.connect", "socket.bind"):
        return
    # What reads modules, and what a library does while it is imported, is not ours.
    frame = sys._getframe(1)
    while frame is not None and not frame.f_code.co_filename.startswith("<frozen importlib"):
        name = frame.f_globals.get("__name__", "")
        if name.partition(".")[0] in packages:
            used.append((name, event, str(arguments[0])))
            return
        frame = frame.f_back

packages = json.loads(sys.argv[1])
used = []
names = [
    module.name
    for package in packages
    for module in pkgutil.walk_packages(importlib.import_module(package).__path__, package + ".")
    if not module.name.endswith("__main__") and not module.name.startswith(tuple(json.loads(sys.argv[2])))
]
sys.addaudithook(hook)
for name in names:
    importlib.import_module(name)
print(json.dumps(used))
"""


def used_at_import(*packages: str, path: Path | None = None, but: tuple[str, ...] = ()) -> list[str]:
    """The files, programs and addresses that modules of packages open, list, run or connect to during import."""
    command = [sys.executable, "-c", _AT_IMPORT, json.dumps(packages), json.dumps(but)]
    done = subprocess.run(command, cwd=path, capture_output=True, text=True, check=True)
    return [f"{module}: {event} {what}" for module, event, what in json.loads(done.stdout)]


def test_importing_reads_no_file() -> None:
    copied = ("isogloss_codegen.render.runtime", "isogloss_codegen.messages")
    assert used_at_import("isogloss_codegen", "isogloss", but=copied) == []


def test_what_is_read_at_import_is_named(tmp_path: Path) -> None:
    package = tmp_path / "eager"
    package.mkdir()
    (package / "__init__.py").touch()
    (package / "early.py").write_text("from pathlib import Path\nTEXT = Path(__file__).read_text()\n")
    (package / "late.py").write_text("from pathlib import Path\ndef text(): return Path(__file__).read_text()\n")
    (package / "lists.py").write_text("from pathlib import Path\nFILES = list(Path(__file__).parent.glob('*'))\n")
    found = used_at_import("eager", path=tmp_path)
    assert {each.partition(":")[0] for each in found} == {"eager.early", "eager.lists"}


def test_no_modules_of_the_generated_package_import_each_other_in_a_circle() -> None:
    """Deferred imports count as well: what needs one of two modules would need both."""
    files = {name_of(path): path for path in sorted(GENERATED.rglob("*.py"))}
    files = {name: path for name, path in files.items() if name and not name.startswith("providers")}
    assert circles({name: path.read_text(encoding="utf-8") for name, path in files.items()}, GENERATED.name) == []


@pytest.mark.parametrize(
    ("texts", "found"),
    [
        ({"a": "from .b import x", "b": "from .a import y"}, [["a", "b"]]),
        ({"a": "from . import b", "b": "def f():\n    from .a import y"}, [["a", "b"]]),
        ({"a": "from .b import x", "b": "from .c import x", "c": "from .a import x"}, [["a", "b", "c"]]),
        ({"a": "from .b import x", "b": "if TYPE_CHECKING:\n    from .a import y"}, []),
        ({"a": "from .b import x", "b": "from .c import x", "c": ""}, []),
    ],
)
def test_a_circle_is_found(texts: dict[str, str], found: list[list[str]]) -> None:
    assert circles(texts, "package") == found


def test_the_generated_package_needs_no_generator() -> None:
    for path in sorted(GENERATED.rglob("*.py")):
        wrong = {name for name in imports(path) if name.split(".")[0] == "isogloss_codegen"}
        assert not wrong, path.relative_to(ROOT)


MOST_LINES = 300


def test_a_module_has_one_job_and_at_most_300_lines() -> None:
    lines = {path: len(path.read_text(encoding="utf-8").splitlines()) for path in sorted(CODEGEN.rglob("*.py"))}
    found = [f"{path.relative_to(ROOT)}: {count} lines" for path, count in lines.items() if count > MOST_LINES]
    assert not found, "split by job:\n" + "\n".join(found)


_QUESTION = re.compile(r"(What|Who|Whose|Whether|How|Where|Which|Why)(ever)?\b")


def test_a_docstring_begins_with_a_verb_or_a_noun() -> None:
    """Plain words: "True if ..." instead of "Whether ...", "The faults of ..." instead of "What is wrong with ..."."""
    found = [
        f"{path.relative_to(ROOT)}:{node.lineno}: {text.splitlines()[0]}"
        for path in sorted(CODEGEN.rglob("*.py"))
        for node in nodes(path)
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)
        for text in [node.value.value]
        if isinstance(text, str) and _QUESTION.match(text)
    ]
    assert not found, "\n".join(found)


def test_the_generator_knows_no_api() -> None:
    """Facts about the API belong in spec/, or in messages/, which the spec names."""
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
    document = load(ROOT / "spec" / "openapi.yaml").value
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
