"""Writes what type checkers see of `isogloss.types`: the names of the official SDK that this package has types for.

    python -m interop.sdk.names PATH

PATH is a checkout of the SDK, or its unpacked source distribution. Run `make generate` afterwards.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from pathlib import Path

from isogloss._messages.type_names import place

_ROOT = Path(__file__).parents[3]
_TYPES = _ROOT / "codegen" / "isogloss_codegen" / "messages" / "types"
_MODULES = {"__init__.py": "__init__.py", "beta.py": "beta/__init__.py"}
# Names that the SDK has for each error, and each member of a toolset: programs find them, type checkers need not.
_MEMBERS = re.compile(r"(Beta)?(Browser|Computer|Response(Browser|Computer))\w+|\w+Error(Object|Details)?")
_BLOCK = re.compile(r"(?<=    # fmt: off\n).*?(?=    # fmt: on\n)", re.DOTALL)


def _names(text: str) -> set[str]:
    """The names that a module of the SDK exports: it imports each one `as` itself."""
    return {name for name, again in re.findall(r"\b(\w+) as (\w+)", text) if name == again}


def _assigned(names: set[str]) -> Iterator[str]:
    """The assignments of the names that are types."""
    for name in sorted(names):
        found = place(name)
        if found is not None and not (_MEMBERS.fullmatch(name) and not name.endswith(found[1])):
            yield f"{name} = {found[0].__name__.rpartition('.')[2]}.{found[1]}"


def _packed(assignments: Iterator[str]) -> str:
    """As few lines as possible: a long assignment shares its line with a short one."""
    lines: list[str] = []
    for each in sorted(assignments, key=len, reverse=True):
        fitting = next((n for n, line in enumerate(lines) if len(line) + len(each) <= 114), None)
        if fitting is None:
            lines.append(each)
        else:
            lines[fitting] += f"; {each}"
    return "".join(f"    {line}\n" for line in sorted(lines))


def main(sdk: Path) -> None:
    """Writes the names into the modules."""
    for ours, theirs in _MODULES.items():
        path = _TYPES / ours
        names = _names((sdk / "src" / "anthropic" / "types" / theirs).read_text(encoding="utf-8"))
        block = _packed(_assigned(names))
        path.write_text(_BLOCK.sub(block, path.read_text(encoding="utf-8")), encoding="utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1]).resolve())
