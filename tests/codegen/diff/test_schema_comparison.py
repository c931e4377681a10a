"""The comparison of schemas, apart from its findings: skipped parts, places, witnesses, cost."""

from __future__ import annotations

from typing import Any

import pytest

from isogloss_codegen.diff.found import Found, message_of
from isogloss_codegen.diff.model import Place
from isogloss_codegen.diff.schema import SchemaComparer
from isogloss_codegen.diff.schema.same import Alike
from isogloss_codegen.diff.witness import Prover

from .comparing import ROOT, facts, judged
from .schemas import document

ROOTS = (ROOT, ROOT)


def obj(**properties: Any) -> dict[str, Any]:
    return {"type": "object", "properties": properties}


def ref(name: str) -> dict[str, Any]:
    return {"$ref": f"#/components/schemas/{name}"}


def test_what_refers_to_a_change_is_not_alike() -> None:
    circle = {
        "A": obj(b=ref("B")),
        "B": obj(c=ref("C")),
        "C": obj(a=ref("A"), size={"minimum": 1}),
        "D": obj(e=ref("E")),
    }
    a, b = {**circle, "E": {}}, {**circle, "E": {}, "C": obj(a=ref("A"), size={"minimum": 2})}
    alike = Alike(document(a), document(b))
    assert [name for name in a if alike.component(f"/components/schemas/{name}")] == ["D", "E"]


def test_one_and_true_are_not_alike() -> None:
    one, true = document({"Root": {"const": 1}}), document({"Root": {"const": True}})
    assert not Alike(one, true).component(ROOT)
    assert [fact.rule for fact in facts(one, true)] == ["request-type-changed"]
    assert facts(one, document({"Root": {"const": 1.0}})) == ()


def test_the_same_words_in_another_version_are_not_alike() -> None:
    words = {"components": {"schemas": {"Root": {"type": "string", "nullable": True}}}}
    # OpenAPI 3.1 has no such word, but those who write it mean it.
    assert facts({"openapi": "3.0.3", **words}, {"openapi": "3.1.0", **words}) == ()
    words = {"components": {"schemas": {"Root": {**ref("Text"), "maxLength": 1}, "Text": {"type": "string"}}}}
    found = facts({"openapi": "3.0.3", **words}, {"openapi": "3.1.0", **words})
    assert [fact.rule for fact in found] == ["request-max-length-lowered"]


def test_a_difference_has_the_first_place_that_was_added_and_all_others() -> None:
    a, b = (
        document(
            {
                "Root": obj(pets={"type": "array", "items": ref("Pet")}, first=ref("Pet")),
                "Pet": obj(age={"minimum": age}),
            }
        )
        for age in (0, 1)
    )
    comparer = SchemaComparer(a, b)
    comparer.add(Place("POST /pets", "", "request", *ROOTS))
    comparer.add(Place("PUT /pets", "query.pet", "request", *ROOTS, "query"))
    (fact,) = comparer.facts()
    assert (fact.operation, fact.path, fact.pointer) == (
        "POST /pets",
        "first.age",
        "/components/schemas/Pet/properties/age",
    )
    assert fact.used_by == ("POST /pets pets[].age", "PUT /pets query.pet.first.age", "PUT /pets query.pet.pets[].age")


def test_of_a_difference_that_shows_everywhere_one_place_of_each_operation_is_told() -> None:
    """If all schemas refer to each other, there are more ways to a difference than anyone reads."""
    names = [f"N{number}" for number in range(6)]
    parts = {name: obj(**{other.lower(): ref(other) for other in names}) for name in names}
    a, b = ({**parts, "N0": obj(n1=ref("N1"), size={"type": kind})} for kind in ("integer", "string"))
    comparer, root = SchemaComparer(document(a), document(b)), "/components/schemas/N1"
    for number in range(100):
        comparer.add(Place(f"GET /{number}", "", "response", root, root, "response"))
    (fact,) = comparer.facts()
    operations = [place.partition(" n")[0] for place in fact.used_by]
    assert {*operations, fact.operation} == {f"GET /{number}" for number in range(100)}
    assert len(operations) < 180


def test_a_pointer_that_leads_nowhere_is_an_error() -> None:
    comparer = SchemaComparer(document({"Root": {}}), document({}))
    with pytest.raises(KeyError):
        comparer.add(Place("POST /x", "", "request", *ROOTS))


def test_a_witness_is_refused_for_its_own_difference() -> None:
    """All else in it pleases both sides: here, what B asks for besides."""
    a = document({"Root": {**obj(list={"type": "array", "minItems": 2, "items": obj(size={"type": "integer"})})}})
    item = {**obj(size={"type": "integer", "minimum": 5}), "required": ["kind"]}
    b = document({"Root": {**obj(list={"type": "array", "items": item}, name={"const": "x"}), "required": ["name"]}})
    found = {fact.rule: witness for fact, _, witness in judged(a, b)}
    witness = found["request-lower-bound-raised"]
    assert witness is not None
    assert witness.path == "list[0].size"
    assert witness.value["name"] == "x"
    assert all("kind" in each for each in witness.value["list"] if "size" in each)


def test_a_witness_of_a_parameter_is_its_value() -> None:
    a, b = document({"Root": {"type": "integer"}}), document({"Root": {"type": "integer", "maximum": 100}})
    comparer = SchemaComparer(a, b)
    comparer.add(Place("GET /x", "query.limit", "request", *ROOTS, "query"))
    (fact,) = comparer.facts()
    witness = Prover(a, b).shown(fact).witness
    assert witness is not None
    assert (witness.part, witness.value, witness.path) == ("query", 101, "query.limit")


def test_without_a_witness_nothing_is_called_breaking() -> None:
    """A schema that looks narrower is not: its other alternative accepts the rest."""
    a = document({"Root": {"type": "integer", "minimum": 0, "maximum": 9}})
    b = document(
        {"Root": {"anyOf": [{"type": "integer", "minimum": 0, "maximum": 4}, {"type": "integer", "minimum": 5}]}}
    )
    assert {level for _, level, _ in judged(a, b)} == {"warning", "info"}


@pytest.mark.parametrize(
    "neighbour",
    [
        {"description": None, "title": None},
        *({"type": name} for name in ("any", "file", "int")),
        {"oneOf": []},
        {"type": "string", "pattern": "("},
        {"minimum": "1"},
        {"maxLength": -1},
        {"maxLength": 1.5},
        {"items": None},
        {"items": [{"type": "string"}]},
        {"required": ["a", "a"]},
        {"uniqueItems": "true"},
        {"properties": {"a": None}},
        {"$ref": "#/components/schemas/None"},
    ],
)
@pytest.mark.parametrize("openapi", ["3.0.3", "3.1.0"])
def test_a_neighbour_that_no_validator_can_read_takes_no_proof_away(neighbour: Any, openapi: str) -> None:
    a, b = (document({"Root": obj(c={"type": kind}, e=neighbour)}, openapi) for kind in ("string", "integer"))
    assert [(fact.rule, level) for fact, level, _ in judged(a, b)] == [("request-type-changed", "breaking")]


def test_what_is_null_and_nullable_can_be_validated() -> None:
    none = {"type": "null", "nullable": True}
    a, b = (document({"Root": obj(none=none, size={"minimum": least})}, "3.0.3") for least in (1, 2))
    assert [level for _, level, _ in judged(a, b)] == ["breaking"]


def test_a_union_too_large_to_take_apart_is_compared_as_a_whole() -> None:
    def product(last: int) -> dict[str, Any]:
        ranges = [
            [{"type": "integer", "multipleOf": prime}, {"minimum": prime}] for prime in (2, 3, 5, 7, 11, 13, 17, 19, 23)
        ]
        return {"allOf": [{"anyOf": members} for members in (*ranges, [{"maximum": last}, {"type": "string"}])]}

    a, b = document({"Root": product(100)}), document({"Root": product(200)})
    assert [fact.effect for fact in facts(a, b) if fact.subject == "any-of"] == ["undecided"]
    assert facts(a, a) == ()


def test_what_is_compared_as_a_whole_is_told_apart() -> None:
    def texts(a: dict[str, Any], b: dict[str, Any]) -> tuple[str, str]:
        (fact,) = (
            each
            for each in facts(document({"Root": a, **pets}), document({"Root": b, **pets}))
            if each.edit == "changed"
        )
        return fact.before, fact.after

    pets = {name: obj(**{name.lower(): {}}) for name in ("Cat", "Dog", "Hare")}
    few, more = ({"contains": {"type": "integer"}, "minContains": least, "maxContains": 5} for least in (1, 2))
    assert texts(few, more) == ('at least 1 of {"type": "integer"}', 'at least 2 of {"type": "integer"}')
    two, three = ({"oneOf": list(map(ref, names))} for names in (["Cat", "Dog"], pets))
    assert texts(two, three) == ("Cat, Dog", "Cat, Dog, Hare")
    # Where it is written alike, what is different is said where it stands.
    a, b = (document({"Root": {"not": ref("Part")}, "Part": obj(size={"minimum": least})}) for least in (1, 2))
    assert [(fact.before, fact.after) for fact in facts(a, b)] == [("", "")]


def test_the_cost_grows_with_the_size_of_the_documents() -> None:
    def many(copies: int, age: int) -> dict[str, Any]:
        components: dict[str, Any] = {"Root": obj(**{f"pet_{n}": ref(f"Pet{n}") for n in range(copies)})}
        for n in range(copies):
            components[f"Pet{n}"] = obj(age={"minimum": age}, friends={"type": "array", "items": ref(f"Pet{n}")})
            components[f"Same{n}"] = obj(a=ref(f"Same{n}"))
        return document(components)

    counts: list[int] = []
    for copies in (10, 20, 40):
        comparer = SchemaComparer(many(copies, 0), many(copies, 1))
        comparer.add(Place("POST /x", "", "request", *ROOTS))
        assert len(comparer.facts()) == copies
        counts.append(comparer.size)
    assert counts[1] - counts[0] == (counts[2] - counts[1]) / 2


def test_every_fact_has_words() -> None:
    a, b = document({"Root": {"type": "string"}}), document({"Root": {"type": ["string", "null"], "pattern": "^a"}})
    assert [message_of(Found(fact)) for fact in facts(a, b)] == [
        "null is allowed.",
        "Pattern added: none in A, ^a in B.",
    ]


SEMVER = r"^(0|[1-9]\d*)\.(0|[1-9]\d*)\.(0|[1-9]\d*)(-((0|[1-9]\d*|\d*[a-z-][0-9a-z-]*)(\.(0|[1-9]\d*))*))?$"


@pytest.mark.parametrize(
    "sibling",
    [
        {"type": "string", "pattern": r"^(?=.*[A-Z])(?=.*\d)(?=.*[!@#$%^&*]).{8,}$"},
        {"type": "string", "pattern": SEMVER},
        {"allOf": [{"type": "string", "pattern": "^a.*z$"}, {"pattern": "[0-9]{3}"}]},
        {"type": "string", "minLength": 3, "not": {"pattern": "^[a-w]"}},
        {"not": {"type": "string"}},
        {"not": {"enum": ["x", "", "a", 1, True, None]}},
        {"type": "array", "contains": {"type": "integer"}, "minContains": 2},
        {"type": "array", "uniqueItems": True, "minItems": 4, "items": {"type": "string", "pattern": "^[A-C]{2}$"}},
        {
            "type": "object",
            "properties": {"kind": {"enum": ["card", "cash"]}},
            "required": ["kind"],
            "if": {"properties": {"kind": {"const": "card"}}},
            "then": {"required": ["number"], "properties": {"number": {"type": "string", "pattern": r"^\d{16}$"}}},
        },
        {"type": "object", "propertyNames": {"pattern": "^[a-z]_[0-9]$"}, "minProperties": 2},
        {
            "type": "object",
            "patternProperties": {"^x-[a-z]+$": {"type": "integer"}},
            "additionalProperties": False,
            "minProperties": 2,
        },
        {"oneOf": [{"type": "string", "minLength": 1}, {"type": "string", "maxLength": 3}]},
        {"oneOf": [{"type": "object", "required": ["a"]}, {"type": "object", "required": ["b"]}]},
        {"type": "object", "required": ["a"], "dependentSchemas": {"a": {"required": ["b"]}}},
        {
            "allOf": [{"type": "object", "properties": {"a": {"minimum": 5}}}],
            "unevaluatedProperties": False,
            "minProperties": 1,
        },
        *(
            {"type": "string", "pattern": each}
            for each in (r"^\p{L}+$", r"\u{1F600}", r"\cA", r"\z", r"(?<=a)b", r"\bend\b")
        ),
    ],
)
def test_a_sibling_that_is_hard_to_fill_takes_no_proof_away(sibling: Any) -> None:
    a, b = (
        document({"Root": {**obj(c={"type": kind}, e=sibling), "required": ["c", "e"]}}, "3.1.0")
        for kind in ("string", "integer")
    )
    (found,) = judged(a, b)
    assert (found[0].rule, found[1]) == ("request-type-changed", "breaking")
    assert found[2] is not None
