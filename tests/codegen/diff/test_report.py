"""Reports in all their forms: golden texts, widths, colors, and what documents must not be able to do to a reader."""

from __future__ import annotations

import json as json_
import re
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from isogloss_codegen.diff.rank import Entry, Requests
from isogloss_codegen.diff.report import html, json, markdown, text
from isogloss_codegen.diff.report.sentence import conclude
from isogloss_codegen.diff.report.view import View, arrange, suites
from isogloss_codegen.diff.report.words import title
from isogloss_codegen.display import cells
from isogloss_codegen.findings import formats
from isogloss_codegen.findings.levels import LEVELS
from isogloss_codegen.findings.report import relative

from .reports import BOUND, CHANGES, LOST, NOTHING, REPORT, SIGN, SILENT, at, change, view

CASES = Path(__file__).parent / "cases" / "report"


def github(view: View) -> str:
    return formats.render(suites(view), "github", failing=(), rules=dict)


SCHEMA = json_.loads((Path(__file__).parents[3] / "spec" / "diff.schema.json").read_text(encoding="utf-8"))


@pytest.mark.parametrize(
    ("file", "result"),
    [
        ("80.txt", text.render(view(), width=80)),
        ("120.txt", text.render(view(), width=120)),
        ("all.txt", text.render(view(show=LEVELS), width=60)),
        ("report.md", markdown.render(view())),
        ("report.json", json.render([view()])),
        ("github.txt", github(view())),
    ],
)
def test_is_as_it_was_found_good(file: str, result: str, golden: Callable[[Path, str], None]) -> None:
    golden(CASES / file, result)


@pytest.mark.parametrize("width", [80, 100, 120, 200])
def test_text_stays_within_its_width(width: int) -> None:
    lines = text.render(view(show=LEVELS), width=width).splitlines()
    # The paths of files and rules are not broken, so that a terminal can follow them.
    assert [line for line in lines if cells(line) > width and "library/" not in line and "request-" not in line] == []


def test_color_is_only_color() -> None:
    painted = text.render(view(), paint=lambda text, style: f"<{style}>{text}</{style}>")
    assert "<breaking>✕ Breaks</breaking>" in painted
    assert "<come>+ library/cellar.overlay.yaml:12</come>" in painted
    assert re.sub("</?(breaking|silent|warning|unknown|info|name|soft|gone|come)>", "", painted) == text.render(view())


def test_a_source_stands_at_the_line_of_the_side_that_it_is_about() -> None:
    """A statement that only A's sources make is not a statement about B."""
    for is_of_a, sign in ((True, "-"), (False, "+")):
        found = BOUND._replace(evidence=(SIGN,), is_of_a=is_of_a)
        lines = text.render(view(replace(REPORT, changes=(found,))), width=120).splitlines()
        assert [line.split()[0] for line in lines if "sign-at-the-door" in line] == [sign]


def test_who_disagrees_about_what_is_said() -> None:
    (disputed,) = (change for change in CHANGES if change.conflicts)
    found = view(replace(REPORT, changes=(disputed._replace(level="breaking"),)))
    said = "Sources of Cellar disagree: it works, or small, none. isogloss takes: none."
    assert said in " ".join(text.render(found).split())
    assert said in markdown.render(found)
    assert "Sources of Cellar disagree" in html.render([found])


def test_nothing_to_say_is_said() -> None:
    nothing = arrange(NOTHING, [])
    assert text.render(nothing) == (
        "A client of Attic 1 (A) that talks to Cellar 2 (B)\nNo differences.\n\n"
        "A client of attic works on cellar without changes.\n"
    )
    assert "No differences." in markdown.render(nothing)
    assert "No differences." in html.render([nothing])
    assert github(nothing) == ""
    assert json_.loads(json.render([nothing]))["changes"] == []


def test_a_level_that_is_not_shown_is_counted_and_named() -> None:
    lines = text.render(view()).splitlines()
    assert "? Not stated (2): colour, header.x-desk (--show unknown)" in lines
    assert "Not stated." not in "\n".join(lines)
    assert "Not stated." in text.render(view(show=(*LEVELS,)))


def test_of_one_level_what_the_most_requests_send_comes_first() -> None:
    entries = [Entry(change("request-property-ignored", "silent", name), sent) for name, sent in (("a", 1), ("b", 9))]
    shown = arrange(
        replace(REPORT, changes=tuple(entry.change for entry in entries)), entries, requests=Requests(9, "x")
    )
    assert [entry.change.path for entry in shown.entries] == ["b", "a"]


@pytest.mark.parametrize(("count", "in_short"), [(8, 0), (9, 1), (40, 32)])
def test_of_many_that_break_the_first_are_told_in_full(count: int, in_short: int) -> None:
    """As many as a screen has room for; the others are named, and what is said of them is said once."""
    changes = tuple(BOUND._replace(path=f"days{number}", locate=tuple) for number in range(count))
    report = replace(REPORT, changes=changes)
    shown = text.render(view(report, show=("breaking",)))
    assert all(re.search(rf"\bdays{number}\b", shown) for number in range(count))
    assert " ".join(shown.split()).count("Minimum raised: >= 0 in A") == count - in_short + bool(in_short)
    assert shown.count("Attic accepts, Cellar refuses") == count - in_short
    last = f"{in_short} breaking findings are shown in short; --show breaking shows all details.\n"
    assert (last in shown) == bool(in_short)
    everything = text.render(replace(view(report), whole=("breaking",)))
    assert everything.count("Attic accepts, Cellar refuses") == count
    assert "in short" not in everything


def test_a_name_that_the_place_ends_with_is_not_said_again() -> None:
    gone = [
        change("request-union-member-removed", "warning", "items[]", f"Union member removed: {name}.", before=name)
        for name in ("book", "map")
    ]
    shown = text.render(arrange(replace(REPORT, changes=tuple(gone)), [Entry(each) for each in gone]))
    assert "    items[]: book, map: Union member removed.\n" in shown


def test_counts_of_ones_own_requests_are_said_in_full() -> None:
    assert "61 of 500\n" in text.render(view())
    assert "61 of 500 requests\n" in text.render(view(is_own=True))


def test_json_is_what_its_schema_says() -> None:
    jsonschema.Draft202012Validator.check_schema(SCHEMA)
    validator: Any = jsonschema.Draft202012Validator(SCHEMA)
    for views in ([view()], [view(), view(NOTHING)], [arrange(REPORT, [Entry(each) for each in CHANGES])]):
        validator.validate(json_.loads(json.render(views)))
    assert list(json_.loads(json.render([view(), view()]))) == ["schema_version", "reports"]
    with pytest.raises(jsonschema.ValidationError):
        validator.validate({**json_.loads(json.render([view()])), "more": 1})


def test_json_names_files_as_people_do() -> None:
    shown = json_.loads(json.render([view(replace(REPORT, changes=(BOUND._replace(locate=lambda: (at("a", 1),)),)))]))
    assert shown["changes"][0]["locations"] == [{"side": "a", "file": "library/openapi.yaml", "line": 1, "column": 13}]
    far = BOUND._replace(locate=lambda: (replace(at("a", 1), file="library/providers/../openapi.yaml"),))
    shown = json_.loads(json.render([view(replace(REPORT, changes=(far,)))]))
    assert shown["changes"][0]["locations"][0]["file"] == "library/openapi.yaml"


def test_json_has_all_findings_whatever_is_shown() -> None:
    assert json.render([view()]) == json.render([view(show=("info",))])


def test_documents_cannot_steer_a_terminal() -> None:
    evil = BOUND._replace(path="da\x1b[31mys", message="up\x1b]0;x\x07 \u202eand away\nnow")
    shown = text.render(view(replace(REPORT, changes=(evil,))))
    assert "\x1b" not in shown
    assert "\u202e" not in shown


def test_documents_bring_no_markup_of_their_own() -> None:
    evil = SILENT._replace(
        path="<script>`|",
        message="<img src=x onerror=1> |x| [a](javascript:1) *b* ```",
        evidence=({**SILENT.evidence[0], "url": "javascript:alert(1)", "source": "<b>"},),
    )
    report = replace(REPORT, changes=(evil,), notes=("<script>alert(1)</script>",))
    page = html.render([view(report)])
    assert page.count("<script>") == 1
    assert "<img" not in page
    assert "javascript:alert" not in page
    said = markdown.render(view(report))
    assert "<img" not in said.replace("`", "")
    assert "](javascript" not in said
    assert "`` <script>`\\| ``" in said


def test_annotations_are_one_line_each_and_escaped() -> None:
    evil = BOUND._replace(message="100%\nsure::error", locate=lambda: (replace(at("b", 3), file="a,b:c.yaml"),))
    (line,) = github(view(replace(REPORT, changes=(evil,)))).splitlines()
    assert line.startswith("::error title=request-lower-bound-raised,file=a%2Cb%3Ac.yaml,line=3,col=13,endColumn=14::")
    assert "100%25%0Asure::error" in line


def test_annotations_name_files_of_the_checkout(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert relative(str(tmp_path / "spec" / "x" / ".." / "a.yaml")) == "spec/a.yaml"
    assert relative(str(tmp_path.parent / "where.yaml")) == "../where.yaml"
    old = BOUND._replace(locate=lambda: (replace(at("a", 4), file="git:HEAD:a.yaml"),))
    assert "file=" not in github(view(replace(REPORT, changes=(old,))))


def test_the_page_has_every_finding_under_a_name_of_its_own() -> None:
    page = html.render([view(), view()])
    ids = re.findall(r'<article id="?([^" ]+)', page)
    assert len(ids) == len(set(ids)) == 2 * len(CHANGES)
    assert "request-lower-bound-raised--POST-loans--days" in ids
    assert page.count("<h2>") == 2


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ((), "works on cellar without changes."),
        ((CHANGES[-1],), "works on cellar without changes."),
        ((CHANGES[-3],), "works on cellar without changes, as far as it is stated."),
        ((BOUND,), "works on cellar if it keeps days above 0."),
        (
            (BOUND._replace(after="> 0"), BOUND._replace(rule="request-upper-bound-lowered", after="<= 14")),
            "works on cellar if it keeps days above 0 and at most 14.",
        ),
        (
            (
                change("request-credential-removed", "breaking", "header.x-card", "", after="bearer credentials"),
                change("request-credentials-required", "breaking", "", "", after="bearer credentials"),
            ),
            "works on cellar if it signs in with bearer credentials.",
        ),
        (
            (change("request-credential-removed", "breaking", "query.card", "", after="header x-card or query card"),),
            "works on cellar if it signs in with the header x-card or the query card.",
        ),
        ((BOUND._replace(after="<= 4096"),), "works on cellar if it keeps days at most 4096."),
        ((BOUND, SILENT), "works on cellar if it keeps days above 0 and does not rely on remark."),
        ((LOST,), "works on cellar if it does not wait for shelf.number."),
        (
            (change("request-required-added", "breaking", "shelf", "It is required there."),),
            "works on cellar if it always sends shelf.",
        ),
        (
            (change("request-parameter-required", "breaking", "header.x-desk", "It is required there."),),
            "works on cellar if it always sends the header x-desk.",
        ),
        (
            (change("request-max-length-lowered", "breaking", "remark", "Fewer.", before="500", after="100"),),
            "works on cellar if it keeps remark to at most 100 characters.",
        ),
        (
            (change("request-body-required", "breaking", "", "The body is required."),),
            "works on cellar if it always sends a body to POST /loans.",
        ),
        (
            tuple(
                change("request-enum-value-removed", "breaking", "genre", "Gone.", before=name) for name in ("a", "b")
            ),
            "works on cellar if it sends no a or b in genre.",
        ),
        (
            tuple(change("request-enum-value-ignored", "silent", "genre", before=name) for name in "abcdef"),
            "works on cellar if it does not rely on a, b, c or 3 others in genre.",
        ),
        (
            (
                change("request-enum-value-ignored", "silent", "genre", before="a"),
                change("request-property-ignored", "silent", "genre"),
                change("request-enum-value-ignored", "silent", "shelf", before="b"),
            ),
            "works on cellar if it does not rely on genre or b in shelf.",
        ),
        (
            (change("response-subject-disputed", "warning", "", "So or so.", operation="", pointer="/a/Mood"),),
            "works on cellar if it follows the note on Mood.",
        ),
        (
            (change("request-required-property-removed", "warning", "genre", "Gone.", before="string"),),
            "works on cellar if it sends no genre.",
        ),
        (
            (change("request-property-undescribed", "warning", "genre", "Nobody says."),),
            "works on cellar if it sends no genre.",
        ),
        (
            (change("request-union-member-removed", "breaking", "items[]", "It is refused.", before="picture"),),
            "works on cellar if it sends no picture in items[].",
        ),
        (
            (
                change(
                    "request-type-removed", "breaking", "image", "Gone.", before="integer or string", after="integer"
                ),
                change("request-type-changed", "breaking", "query.size", "Other.", before="integer", after="string"),
            ),
            "works on cellar if it sends only integers in image and strings in the parameter size.",
        ),
        (
            tuple(change("request-property-ignored", "silent", name) for name in "abcdefg"),
            "works on cellar if it does not rely on a, b, c or 4 others.",
        ),
        (
            (change("request-property-partial", "warning", "genre", "Only some."),),
            "works on cellar if it follows the note on genre.",
        ),
    ],
)
def test_ends_with_a_sentence_to_act_on(changes: tuple[object, ...], sentence: str) -> None:
    entries = [Entry(item) for item in changes]  # type: ignore[arg-type]
    assert conclude(REPORT, entries) == f"A client of attic {sentence}"


def test_what_is_said_of_the_inside_need_not_be_said_of_the_whole() -> None:
    inner = change("request-union-member-unsupported", "warning", "items[]", "No.", before="picture")
    outer = change("request-property-partial", "warning", "items", "Books only.")
    other = change("request-property-partial", "warning", "item", "Books only.")
    expected = "A client of attic works on cellar if it sends no picture in items[] and follows the note on item."
    assert conclude(REPORT, [Entry(outer), Entry(other), Entry(inner)]) == expected


def test_the_spec_has_words_for_what_a_client_has_to_do() -> None:
    stated = change("request-turns-alternate-stated", "warning", "items[]", "Turns must alternate.")
    entries = [Entry(stated, asks="merges turns"), Entry(stated, asks="merges turns"), Entry(BOUND)]
    assert conclude(REPORT, entries) == "A client of attic works on cellar if it keeps days above 0 and merges turns."


def test_versions_of_one_document_are_about_existing_clients() -> None:
    other = replace(REPORT, b=replace(REPORT.a, version="2026-06"))
    assert title(other) == "Attic: existing clients of 2026-01 (old) with 2026-06 (new)"
    assert conclude(other, []) == "Existing clients keep working."
    sentence = "An existing client keeps working if it keeps days above 0."
    assert conclude(other, [Entry(BOUND)]) == sentence


def test_versions_without_a_number_are_called_by_their_paths() -> None:
    same = replace(REPORT, a=replace(REPORT.a, path="a.yaml"), b=replace(REPORT.a, path="git:main:a.yaml"))
    assert title(same) == "Attic: existing clients of a.yaml (old) with git:main:a.yaml (new)"


def test_two_providers_are_a_and_b() -> None:
    assert title(REPORT) == "A client of Attic 2026-01 (A) that talks to Cellar 2026-06 (B)"


def test_what_only_one_finding_says_is_said() -> None:
    assert "    remark: Accepted without effect.\n" in text.render(arrange(REPORT, [Entry(SILENT)]))


def test_a_place_with_several_schemas_stands_in_one_row() -> None:
    """It is one field to whoever sends it, be it to several kinds of loans."""
    loans = [Entry(change("request-property-ignored", "silent", "items[].note", pointer=f"/{n}"), n) for n in (5, 0)]
    report = replace(REPORT, changes=tuple(entry.change for entry in loans))
    assert text.render(arrange(report, loans, requests=Requests(9, "x"))).count("items[].note") == 2


def test_what_is_said_of_many_is_not_cut_for_their_names() -> None:
    said = "Has another effect. It is read aloud in the evening."
    found = [
        change("request-union-member-transformed", "warning", "items[]", said, before=f"{name}_on_paper")
        for name in ("book", "comic", "map", "picture", "poster", "record", "score", "sketch")
    ]
    shown = " ".join(
        text.render(arrange(replace(REPORT, changes=tuple(found)), [Entry(each) for each in found])).split()
    )
    assert f"more: {said}" in shown
