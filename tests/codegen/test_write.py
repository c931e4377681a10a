"""What `generate` may touch, and what a run that is cut off leaves behind."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from isogloss_codegen.render import write as module
from isogloss_codegen.render.source import SourceError
from isogloss_codegen.render.write import WriteError, compare, format_tree, write

OLD = {"pets/models.py": "old = 1\n", "pets/gone.py": "gone = 1\n", "pets/deep/er/gone.py": "gone = 2\n"}
NEW = {"pets/models.py": "new = 1\n", "pets/extra.py": "extra = 1\n"}


def tree(root: Path) -> dict[str, str]:
    return {p.relative_to(root).as_posix(): p.read_text() for p in sorted(root.rglob("*")) if p.is_file()}


def test_writes_what_changed_and_removes_what_it_wrote_before(tmp_path: Path) -> None:
    write(OLD, tmp_path)
    (tmp_path / "pets" / "notes.txt").write_text("mine")
    changes = write(NEW, tmp_path)
    assert changes.written == ("pets/extra.py", "pets/models.py")
    assert changes.removed == ("pets/deep/er/gone.py", "pets/gone.py")
    left = tree(tmp_path)
    del left["MANIFEST"]
    assert left == {**NEW, "pets/notes.txt": "mine"}
    assert not (tmp_path / "pets" / "deep").exists()


def test_a_second_run_touches_nothing(tmp_path: Path) -> None:
    write(NEW, tmp_path)
    before = {p: p.stat().st_mtime_ns for p in tmp_path.rglob("*")}
    assert not write(NEW, tmp_path)
    assert {p: p.stat().st_mtime_ns for p in tmp_path.rglob("*")} == before


def test_a_file_that_is_not_listed_is_never_replaced(tmp_path: Path) -> None:
    (tmp_path / "pets").mkdir()
    (tmp_path / "pets" / "models.py").write_text("mine")
    with pytest.raises(WriteError, match=r"models\.py exists and is not listed in .*MANIFEST: move it away"):
        write(NEW, tmp_path)
    assert tree(tmp_path) == {"pets/models.py": "mine"}


def test_a_manifest_does_not_lead_out_of_its_folder(tmp_path: Path) -> None:
    outside = tmp_path / "outside.py"
    outside.write_text("mine")
    root = tmp_path / "root"
    root.mkdir()
    (root / "MANIFEST").write_text(f"../outside.py  0\n{outside}  0\n")
    write(NEW, root)
    assert outside.read_text() == "mine"


@pytest.mark.parametrize("cut", range(1, 5))
def test_a_run_that_is_cut_off_is_repaired_by_the_next(
    cut: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write(OLD, tmp_path)
    replace, count = os.replace, 0

    def killed(source: str, target: Path) -> None:
        nonlocal count
        count += 1
        if count == cut:
            raise KeyboardInterrupt
        replace(source, target)

    monkeypatch.setattr(module.os, "replace", killed)
    with pytest.raises(KeyboardInterrupt):
        write(NEW, tmp_path)
    left = tree(tmp_path)
    assert not [name for name in left if Path(name).name.startswith(".")], "a temporary file was left behind"
    assert all(text in (OLD.get(name), NEW.get(name)) for name, text in left.items() if name != "MANIFEST")
    monkeypatch.undo()
    # Whichever way the document goes next, nothing is orphaned.
    for wanted in (OLD, NEW):
        write(wanted, tmp_path)
        left = tree(tmp_path)
        del left["MANIFEST"]
        assert left == wanted


def test_compare_writes_nothing(tmp_path: Path) -> None:
    write(OLD, tmp_path)
    before = tree(tmp_path)
    assert compare(NEW, tmp_path)
    assert tree(tmp_path) == before


@pytest.mark.parametrize(
    ("text", "message", "component"),
    [
        ("def broken(:\n", "this is no Python", None),
        ("class Pet:\n    name: Nmae\n", "this would not run", "Pet"),
        ("Pets = list[Pte]\n", "this would not run", "Pets"),
    ],
)
def test_code_that_would_not_run_is_no_result(text: str, message: str, component: str | None) -> None:
    with pytest.raises(SourceError) as caught:
        format_tree({"pets/models.py": text}, "")
    assert (str(caught.value), caught.value.component, caught.value.module) == (message, component, "pets/models.py")


def test_names_of_authors_are_no_business_of_a_linter() -> None:
    text = 'class I:\n    l: int  # noqa\n    """ A text.  """\n'
    assert "l: int" in format_tree({"pets/models.py": text}, 'lint.select = ["ALL"]')["pets/models.py"]
