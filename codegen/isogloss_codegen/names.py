"""Names of a document as names in Python."""

from __future__ import annotations

import keyword
import re
from collections.abc import Iterable

_CLASS_NAME = re.compile(r"[A-Z][A-Za-z0-9]*")


def class_names(components: Iterable[str]) -> dict[str, str]:
    """The class name of each component: its own where that is one, else one made of its words."""
    listed = list(components)
    taken = {name for name in listed if _CLASS_NAME.fullmatch(name)}
    names = {name: name for name in taken}
    for name in listed:
        if name in taken:
            continue
        words = "".join(word[:1].upper() + word[1:] for word in re.split(r"[\W_]+", name)) or "Schema"
        stem = words if _CLASS_NAME.fullmatch(words) else f"Schema{words}"
        unique, number = stem, 2
        while unique in taken:
            unique, number = f"{stem}{number}", number + 1
        taken.add(unique)
        names[name] = unique
    return {name: names[name] for name in listed}


def snake(name: str) -> str:
    """Any name as a Python identifier: `page-size` and `listPets` as `page_size` and `list_pets`."""
    words = re.sub(r"([a-z0-9])([A-Z])", r"\1_\2", name)
    identifier = re.sub(r"[\W_]+", "_", words).strip("_").lower()
    if not identifier or identifier[0].isdigit():
        identifier = f"_{identifier}"
    return f"{identifier}_" if keyword.iskeyword(identifier) else identifier
