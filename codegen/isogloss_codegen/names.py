"""Makes Python names of names in a document."""

from __future__ import annotations

import keyword
import re
import sys
import unicodedata
from collections.abc import Collection, Container, Iterable
from itertools import takewhile

LONGEST_NAME = 48
"""Longer class names lose words, if these are not needed."""

_CLASS_NAME = re.compile(r"[A-Z][A-Za-z0-9]*")
_PARAM = "Param"

# Names that generated modules import or define beside the document's classes; a test compares them.
MODULE_NAMES = frozenset(
    {
        *("API", "BaseModel", "ConfigDict", "Field", "Nullable", "RootModel", "TYPE_CHECKING"),
        *("Annotated", "Any", "AsyncIterator", "Callable", "ClassVar", "Literal", "Mapping", "NotRequired", "Path"),
        *("Protocol", "Sequence", "TypeAlias", "TypeAliasType", "TypedDict", "Union"),
        *(
            "DefaultTag",
            "Keywords",
            "OpenRequestModel",
            "OpenUnion",
            "ParametersModel",
            "TagMapping",
            "Replayable",
            "ReplayableModel",
            "RequestModel",
        ),
        *("ResponseModel", "UnknownVariantModel", "UnknownVariant"),
        *("Application", "Authenticate", "RequestContext", "ServiceError", "Sleep", "UnknownFields"),
        *("TextEvent", "UploadedBody"),
        *("DIALECT",),
    }
)
# Further names in the client's module, without the prefix `Async`.
CLIENT_NAMES = frozenset(
    {
        *("API", "BASE_API", "DIALECT", "TYPE_CHECKING", "Any", "Literal", "Mapping", "Never", "Sequence"),
        *("APIClient", "APIResponse", "Call", "HeadersOption", "Omit", "Page", "Pager", "ProviderClient"),
        *("RequestOptions", "Resource", "Stream", "StreamManager", "TimeoutOption"),
        *("Content", "DownloadManager", "File", "SCHEMES", "SecuredClient", "TextEvent"),
    }
)
# Types and modules in annotations of generated classes.
_TYPE_NAMES = frozenset({"bool", "dict", "float", "int", "list", "object", "re", "str"})


# Packages that a generated package imports, directly or indirectly.
_DEPENDENCIES = frozenset(
    (
        *("annotated_types", "anyio", "certifi", "h11", "httpcore2", "httpx2", "idna", "pydantic", "pydantic_core"),
        *("sniffio", "typing_extensions", "typing_inspection", "uvicorn"),
    )
)


def package_problem(name: str) -> str | None:
    """The reason why `name` cannot be the name of a package, or None.

    The name must be free, and people and Python must read it in the same way.
    """
    if not name.isascii():
        odd = next(character for character in name if not character.isascii())
        letter = unicodedata.name(odd, f"character {ord(odd)}").lower()
        return f"{name!r} has a character that is not allowed: {letter}; use letters from a to z, digits and _"
    if not name.isidentifier() or name.startswith("__"):
        return f"{name!r} is not a valid Python name; use letters, digits and _, and begin with a letter"
    if keyword.iskeyword(name):
        return f"`{name}` is a keyword of Python and cannot be imported; choose another name"
    if name in sys.stdlib_module_names:
        return f"`{name}` is a module of Python, and the package would hide it; choose another name"
    if name in _DEPENDENCIES or name == "isogloss_codegen":
        return f"`{name}` is a package that isogloss or the generated code imports; choose another name"
    return None


def is_name(text: str) -> bool:
    """True if `text` is a valid Python identifier that Python does not normalise to another one."""
    return text.isidentifier() and not keyword.iskeyword(text) and unicodedata.normalize("NFKC", text) == text


def class_names(components: Iterable[str]) -> dict[str, str]:
    """The class name of each component: its own name if that is valid, else one made of its words.

    A component with a name that generated modules import becomes `Schema<name>`: `Any` is `SchemaAny`, and `AnyParam`
    beside it `SchemaAnyParam`.
    """
    listed = list(components)
    taken = {name for name in listed if _is_class_name(name)}
    taken -= {f"{name}{_PARAM}" for name in listed if name not in taken}
    names = {name: name for name in taken}
    for name in listed:
        if name in names:
            continue
        words = _joined(name)
        names[name] = unique(words if _is_class_name(words) else f"Schema{words}", taken)
        taken.add(names[name])
    return {name: names[name] for name in listed}


def field_names(properties: Iterable[str], taken: Collection[str]) -> dict[str, str]:
    """The attribute name of each property, in lower case: `photoUrls` is `photo_urls`, as the argument of a method is.

    `taken` are names that attributes must not have. All names are different, so that the properties of any two objects
    fit into one class: `user-id` is `user_id`, or `user_id_` if another property has that name.
    """
    listed = list(dict.fromkeys(properties))
    forbidden = {*MODULE_NAMES, *_TYPE_NAMES, *taken}
    names = {name: name for name in listed if name == _attribute(name) and name not in forbidden}
    forbidden |= names.keys()
    for name in listed:
        if name not in names:
            names[name] = free(_attribute(name), forbidden)
            forbidden.add(names[name])
    return names


def snake(name: str) -> str:
    """A name as a Python identifier: `page-size` and `listPets` as `page_size` and `list_pets`."""
    text = unicodedata.normalize("NFKC", name)
    words = re.sub(r"([a-z0-9])([A-Z])", r"\1_\2", text)
    found = re.sub(r"[\W_]+", "_", words).strip("_").lower()
    # A few letters change in lower case, or are not valid in Python.
    if not (is_name(f"_{found}") and is_name(f"_{found.upper()}")):
        found = re.sub(r"[^a-z0-9]+", "_", found).strip("_")
    if not found or not found[0].isidentifier():
        found = f"_{found}"
    return f"{found}_" if keyword.iskeyword(found) else found


def pascal(*words: str) -> str:
    """Words as a class name: `("pets", "list_all")` as `PetsListAll`, `("2nd",)` as `Operation2nd`."""
    found = _joined(*words)
    return found if is_name(found) else f"Operation{found}"


def words_of(name: str) -> list[str]:
    """The words of a class name: `["HTTP", "Pet", "List2"]` of `HTTPPetList2`."""
    return re.findall(r"[A-Z]+(?=[A-Z][a-z])|[A-Z]+(?![a-z])[0-9]*|[A-Z]?[^A-Z]+", name)


def nested(name: str, *words: str) -> str:
    """The class name of a part: `("Pet", "owner")` as `PetOwner`.

    Words are not said twice: `("SkillCard", "skill_card_title")` is `SkillCardTitle`, `("Purchase", "purchase")` is
    `PurchaseInner`.
    """
    outer, inner = words_of(name), words_of(_joined(*words))
    ends, starts = [word.lower() for word in outer], [word.lower() for word in inner]
    size = next((size for size in range(len(inner), 0, -1) if ends[-size:] == starts[:size]), 0)
    rest = "".join(inner[size:])
    return pascal(name, rest if rest and is_name(f"A{rest}") else "Inner" if size else _joined(*words))


def combined(name: str, other: str) -> str:
    """The class name of what two have in common; words that both begin with, or end with, are said once."""
    words, others = words_of(name), words_of(other)
    first = _shared(words, others[:-1])
    if len(name) + len(other) <= LONGEST_NAME:
        return "".join([*words, *others[first:]])
    last = _shared(words[first:][::-1], others[::-1])
    return "".join([*words[first : len(words) - last], *others])


def _shared(words: list[str], others: list[str]) -> int:
    pairs = zip(map(singular, words), map(singular, others), strict=False)
    return len([*takewhile(lambda pair: pair[0] == pair[1], pairs)])


_ALSO_ONE = frozenset(("https", "kubernetes", "lens", "news", "redis", "series", "species"))
_SINGULARS = (
    (r"(cook|mov)ies", r"\1ie"),
    (r"ies", "y"),
    (r"(cache|id)s", r"\1"),
    (r"(status|alias|bias|ss|x|ch|sh)es", r"\1"),
    (r"(\w\w[^sui])s", r"\1"),
)


def singular(word: str) -> str:
    """The English word for one of many: `policy` for `policies`; the word itself if it is not clear."""
    if word.lower() not in _ALSO_ONE:
        for plural, other in _SINGULARS:
            if re.search(f"{plural}$", word, re.IGNORECASE):
                return re.sub(f"{plural}$", other, word, flags=re.IGNORECASE)
    return word


def unique(name: str, *taken: Container[str]) -> str:
    """`name`, with a number appended if it is in one of `taken`."""
    number, found = 2, name
    while any(found in names for names in taken):
        found, number = f"{name}{number}", number + 1
    return found


def free(name: str, taken: Collection[str]) -> str:
    """`name`, with underscores appended until it is not in `taken`."""
    while name in taken:
        name += "_"
    return name


def _joined(*words: str) -> str:
    """The words joined, each with a capital letter. The result is valid inside a name, not always at its beginning."""
    text = unicodedata.normalize("NFKC", "_".join(words))
    found = "".join(part[:1].upper() + part[1:] for part in re.split(r"[\W_]+", text))
    # A letter may be invalid in Python, or change after its new neighbour.
    return found if is_name(f"A{found}") else re.sub(r"[^A-Za-z0-9]", "", found)


def _is_class_name(name: str) -> bool:
    return _CLASS_NAME.fullmatch(name) is not None and is_name(name) and name not in MODULE_NAMES


def _attribute(name: str) -> str:
    # `+1` and `-1` are votes.
    name = re.sub(r"^([+-])(?=\d)", lambda sign: "plus_" if sign[1] == "+" else "minus_", name)
    words = re.sub(r"(?<=[a-z0-9])(?=[A-Z])", "_", unicodedata.normalize("NFKC", name))
    stem = re.sub(r"\W+", "_", words).strip("_").lower()
    if not is_name(f"field_{stem}"):
        stem = re.sub(r"[^A-Za-z0-9_]+", "_", stem).strip("_")
    if not stem:
        return "field"
    stem = stem if stem[0].isidentifier() else f"field_{stem}"
    return f"{stem}_" if keyword.iskeyword(stem) else stem
