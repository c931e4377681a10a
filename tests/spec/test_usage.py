"""spec/usage.yaml is what the recorded requests send; `make golden` writes it anew."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

from isogloss_codegen.cli.rule_areas import rules_by_id
from isogloss_codegen.diff.usage import count, read_usage
from isogloss_codegen.document.load import read
from isogloss_codegen.document.openapi import load
from isogloss_codegen.document.values import NOTHING, value_at
from isogloss_codegen.traffic.exchange import Request
from isogloss_codegen.traffic.reading import Item, read_items

ROOT = Path(__file__).parents[2]
FILE = ROOT / "spec" / "usage.yaml"
BEGIN = "sent:\n"


def recorded() -> list[Request]:
    found: list[Request] = []
    for path in sorted((ROOT / "tests" / "spec" / "recorded").glob("*.jsonl")):
        with path.open("rb") as file:
            items = [item for item in read_items(file, path.name) if isinstance(item, Item)]
        found += [item.exchange.request for item in items if item.exchange and item.exchange.request]
    return found


def expected() -> str:
    """The file with the counts as they have to be: in the order of the base, which its author reads it in."""
    base = load(ROOT / "spec" / "openapi.yaml").value
    usage = count(base, recorded(), "")
    head = FILE.read_text(encoding="utf-8").partition(BEGIN)[0]
    names = ("/paths", *(f"/components/{section}" for section in base["components"]))
    order = {f"{name}/{key.replace('/', '~1')}": at for name in names for at, key in enumerate(value_at(base, name))}

    def place(pointer: str) -> tuple[int, int, str]:
        top = next(name for name in order if f"{pointer}/".startswith(f"{name}/") or pointer.startswith(f"{name}="))
        return names.index(top.rpartition("/")[0]), order[top], pointer

    # Which models clients name is not what a comparison is about.
    kept = sorted((pointer for pointer in usage.counts if "/Model=" not in pointer), key=place)
    return f"{head}{BEGIN}" + "".join(f"  {json.dumps(key)}: {usage.counts[key]}\n" for key in kept)


def test_says_what_the_recorded_requests_send(golden: Callable[[Path, str], None]) -> None:
    golden(FILE, expected())
    read_back = read_usage(ROOT / "spec")
    assert read_back is not None
    assert read_back[0].total == len(recorded())


def test_what_has_a_name_is_there() -> None:
    base = load(ROOT / "spec" / "openapi.yaml").value
    value = read(FILE).value
    assert [pointer for pointer in value["called"] if value_at(base, pointer) is NOTHING] == []
    known = {"-".join(rule.split("-")[1:]).removesuffix("-stated") for rule in rules_by_id("diff")}
    assert [rule for rule in value["asks"] if rule not in known] == []
