"""The files that `generate` may touch, and the state that an interrupted run leaves behind."""

from __future__ import annotations

import errno
import hashlib
import os
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from isogloss_codegen.files import lock
from isogloss_codegen.render import folder as module
from isogloss_codegen.render.folder import STAGING
from isogloss_codegen.render.source import SourceError
from isogloss_codegen.render.write import Changes, WriteError, compare, format_tree, write

OLD = {"pets/models.py": "old = 1\n", "pets/gone.py": "gone = 1\n", "pets/deep/er/gone.py": "gone = 2\n"}
NEW = {"pets/models.py": "new = 1\n", "pets/extra.py": "extra = 1\n"}
HEAD = "# Files written by `isogloss generate`: only these are ever replaced or removed.\n"


def put(files: dict[str, str], root: Path) -> Changes:
    return write(files, root, "pets")


def tree(root: Path) -> dict[str, str]:
    return {p.relative_to(root).as_posix(): p.read_text() for p in sorted(root.rglob("*")) if p.is_file()}


def own(root: Path) -> dict[str, str]:
    """The files besides the MANIFEST; a link as its target."""
    found = {p.relative_to(root).as_posix(): p for p in sorted(root.rglob("*")) if p.is_symlink() or not p.is_dir()}
    return {
        name: f"-> {path.readlink()}" if path.is_symlink() else path.read_text()
        for name, path in found.items()
        if name != "MANIFEST"
    }


def checksum(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


def obstacles(root: Path, files: dict[str, str] = NEW) -> list[str]:
    """The obstacles that `write` reports; nothing has changed then."""
    before = own(root)
    with pytest.raises(WriteError) as caught:
        put(files, root)
    assert own(root) == before
    head, *lines, advice = str(caught.value).splitlines()
    what = "something is" if len(lines) == 1 else f"{len(lines)} things are"
    assert head == f"{what} in the way, and nothing was written:"
    assert advice.startswith("Delete what you do not need, move away what you want to keep, or choose another --output")
    return [line.removeprefix(f"  {root}/") for line in lines]


def test_writes_what_changed_and_removes_what_it_wrote_before(tmp_path: Path) -> None:
    put(OLD, tmp_path)
    (tmp_path / "pets" / "notes.txt").write_text("mine")
    changes = put(NEW, tmp_path)
    assert changes.written == ("pets/extra.py", "pets/models.py")
    assert changes.removed == ("pets/deep/er/gone.py", "pets/gone.py")
    assert own(tmp_path) == {**NEW, "pets/notes.txt": "mine"}
    assert not (tmp_path / "pets" / "deep").exists()


def test_the_manifest_lists_the_checksums_of_all_files_by_package(tmp_path: Path) -> None:
    put(NEW, tmp_path)
    write({"cats/models.py": ""}, tmp_path, "cats")
    extra, models = (checksum(NEW[f"pets/{name}.py"]) for name in ("extra", "models"))
    assert (tmp_path / "MANIFEST").read_text() == (
        f"{HEAD}# package cats\ncats/models.py  {checksum('')}\n"
        f"# package pets\npets/extra.py  {extra}\npets/models.py  {models}\n"
    )


def test_a_second_run_touches_nothing(tmp_path: Path) -> None:
    put(NEW, tmp_path)
    before = {p: p.stat().st_mtime_ns for p in (tmp_path, *tmp_path.rglob("*"))}
    assert not put(NEW, tmp_path)
    assert {p: p.stat().st_mtime_ns for p in (tmp_path, *tmp_path.rglob("*"))} == before


def test_packages_live_side_by_side(tmp_path: Path) -> None:
    cats = {"cats/models.py": "cats = 1\n"}
    put(OLD, tmp_path)
    assert write(cats, tmp_path, "cats").removed == ()
    assert own(tmp_path) == {**OLD, **cats}
    assert put(NEW, tmp_path).removed == ("pets/deep/er/gone.py", "pets/gone.py")
    assert own(tmp_path) == {**NEW, **cats}
    assert not compare(cats, tmp_path, "cats")


def test_a_file_of_another_package_is_never_replaced(tmp_path: Path) -> None:
    both = {**NEW, "SUPPORT.md": "pets\n"}
    write({"cats/models.py": "", "SUPPORT.md": "cats\n"}, tmp_path, "cats")
    assert obstacles(tmp_path, both) == ["SUPPORT.md is a file of the package cats"]
    (tmp_path / "SUPPORT.md").unlink()
    put(both, tmp_path)
    assert (tmp_path / "MANIFEST").read_text().count("SUPPORT.md") == 1


def test_a_file_that_is_not_listed_is_never_replaced(tmp_path: Path) -> None:
    (tmp_path / "pets").mkdir()
    (tmp_path / "pets" / "models.py").write_text("mine")
    assert obstacles(tmp_path) == ["pets/models.py was not written by isogloss: the MANIFEST does not list it"]
    with pytest.raises(WriteError, match=r"pets/models\.py was not written by isogloss"):
        compare(NEW, tmp_path, "pets")


def test_a_file_as_it_has_to_be_is_taken_over(tmp_path: Path) -> None:
    (tmp_path / "pets").mkdir()
    (tmp_path / "pets" / "models.py").write_text(NEW["pets/models.py"])
    assert put(NEW, tmp_path).unchanged == ("pets/models.py",)
    assert put(OLD, tmp_path).removed == ("pets/extra.py",)


def test_files_that_were_edited_are_never_replaced_or_removed(tmp_path: Path) -> None:
    put(OLD, tmp_path)
    (tmp_path / "pets" / "models.py").write_text("mine")
    (tmp_path / "pets" / "gone.py").write_text("")
    changes = compare(NEW, tmp_path, "pets")
    assert changes.edited == ("pets/gone.py", "pets/models.py")
    assert (changes.before["pets/models.py"], changes.removed[-1]) == ("mine", "pets/gone.py")
    assert obstacles(tmp_path) == [f"pets/{name}.py was edited after isogloss wrote it" for name in ("gone", "models")]
    for name in ("gone", "models"):
        (tmp_path / "pets" / f"{name}.py").unlink()
    put(NEW, tmp_path)
    assert own(tmp_path) == NEW


# Each is a MANIFEST that lists setup.py, and what is said of it.
FOREIGN = {
    "distutils": (b"# file GENERATED by distutils\nsetup.py\n", "its first line is different"),
    "empty": (b"", "its first line is different"),
    "binary": (b"\xff\x00setup.py", "it is not text"),
    "no checksum": (
        f"{HEAD}# package pets\nsetup.py\n".encode(),
        "line 3 is not a path of a package with its SHA-256 sum",
    ),
    "of nobody": (
        f"{HEAD}setup.py  {checksum('mine')}\n".encode(),
        "line 2 is not a path of a package with its SHA-256 sum",
    ),
    "outside": (
        f"{HEAD}# package pets\n../{'setup.py'}  {checksum('mine')}\n".encode(),
        "line 3 is not a path of a package with its SHA-256 sum",
    ),
    "absolute": (
        f"{HEAD}# package pets\n/setup.py  {checksum('mine')}\n".encode(),
        "line 3 is not a path of a package with its SHA-256 sum",
    ),
    "conflict": (
        f"{HEAD}# package pets\n<<<<<<< HEAD\nsetup.py  {checksum('mine')}\n".encode(),
        "line 3 is not a path of a package with its SHA-256 sum",
    ),
}


@pytest.mark.parametrize("kind", FOREIGN)
def test_a_manifest_of_somebody_else_is_not_believed(kind: str, tmp_path: Path) -> None:
    data, said = FOREIGN[kind]
    (tmp_path / "setup.py").write_text("mine")
    (tmp_path / "MANIFEST").write_bytes(data)
    with pytest.raises(WriteError) as caught:
        put(NEW, tmp_path)
    assert f"  {tmp_path}/MANIFEST was not written by isogloss: {said}\n" in str(caught.value)
    assert (own(tmp_path), (tmp_path / "MANIFEST").read_bytes()) == ({"setup.py": "mine"}, data)


def test_a_listed_file_with_another_checksum_is_not_ours(tmp_path: Path) -> None:
    (tmp_path / "setup.py").write_text("mine")
    (tmp_path / "MANIFEST").write_text(f"{HEAD}# package pets\nsetup.py  {checksum('other')}\n")
    assert obstacles(tmp_path) == ["setup.py was edited after isogloss wrote it"]


def test_all_that_is_in_the_way_is_named_at_once(tmp_path: Path) -> None:
    (tmp_path / "MANIFEST").mkdir()
    (tmp_path / "pets" / "models.py").mkdir(parents=True)
    (tmp_path / "pets" / "extra.py").symlink_to("nowhere")
    (tmp_path / "file").write_text("mine")
    assert obstacles(tmp_path, {**NEW, "file/deep/x.py": ""}) == [
        "MANIFEST is a folder, but must be a file",
        "file is a file, but must be a folder",
        "pets/extra.py is a link to nowhere: links are not followed",
        "pets/models.py is a folder, but must be a file",
    ]


def test_no_link_leads_out(tmp_path: Path) -> None:
    """Neither what is written nor what is removed, nor the folder for files in the making, may be outside."""
    outside, root = tmp_path / "outside", tmp_path / "root"
    put({"er/gone.py": "gone = 2\n", "models.py": "old = 1\n"}, outside)
    put(OLD, root)
    before = own(outside)
    for path in ("pets/deep", "pets/models.py"):
        (root / path).rename(tmp_path / path.replace("/", "-"))
    (root / "pets" / "deep").symlink_to(outside)
    (root / "pets" / "models.py").symlink_to(outside / "models.py")
    assert obstacles(root) == [
        f"pets/deep is a link to {outside}: links are not followed",
        f"pets/models.py is a link to {outside / 'models.py'}: links are not followed",
    ]
    (root / "pets" / "deep").unlink()
    (root / "pets" / "models.py").unlink()
    (root / STAGING).symlink_to(outside)
    assert obstacles(root) == [f"{STAGING} is a link to {outside}: links are not followed"]
    assert own(outside) == before


def test_the_output_folder_itself_may_be_a_link(tmp_path: Path) -> None:
    (tmp_path / "link").symlink_to(tmp_path / "folder")
    put(NEW, tmp_path / "link")
    assert own(tmp_path / "folder") == NEW


def in_a_child(work: Callable[[], object]) -> None:
    child = os.fork()
    if child == 0:
        try:
            work()
        finally:
            os._exit(1)
    os.waitpid(child, 0)


@pytest.mark.skipif(sys.platform == "win32", reason="forks")
@pytest.mark.parametrize("cut", range(1, 5))
def test_a_run_that_is_killed_is_repaired_by_the_next(
    cut: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    put(OLD, tmp_path)
    replace, count = os.replace, 0

    def killed(source: str, target: Path) -> None:
        nonlocal count
        count += 1
        if count == cut:
            os._exit(9)
        replace(source, target)

    monkeypatch.setattr(module.os, "replace", killed)
    in_a_child(lambda: put(NEW, tmp_path))
    monkeypatch.undo()
    assert list((tmp_path / STAGING).glob("*.new")), "it was killed while it worked"
    left = own(tmp_path)
    inside = {name: text for name, text in left.items() if not name.startswith(STAGING)}
    assert all(text in (OLD.get(name), NEW.get(name)) for name, text in inside.items())
    # Whichever way the document goes next, nothing is orphaned, and nothing is left of what was in the making.
    for wanted in (OLD, NEW):
        put(wanted, tmp_path)
        assert own(tmp_path) == wanted


@pytest.mark.parametrize("fails", range(1, 5))
def test_an_error_on_the_way_leaves_files_whole_and_nothing_in_the_making(
    fails: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    put(OLD, tmp_path)
    replace, count = os.replace, 0

    def failing(source: str, target: Path) -> None:
        nonlocal count
        count += 1
        if count == fails:
            raise OSError(errno.EIO, "Input/output error", str(source), None, str(target))
        replace(source, target)

    monkeypatch.setattr(module.os, "replace", failing)
    with pytest.raises(OSError, match="Input/output error"):
        put(NEW, tmp_path)
    left = own(tmp_path)
    assert all(text in (OLD.get(name), NEW.get(name)) for name, text in left.items())
    monkeypatch.undo()
    put(NEW, tmp_path)
    assert own(tmp_path) == NEW


def test_a_full_disk_leaves_all_as_it_was(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    put(OLD, tmp_path)
    before, write_bytes = tree(tmp_path), Path.write_bytes

    def full(path: Path, data: bytes) -> int:
        if path.name == "2.new":
            write_bytes(path, data[:3])
            raise OSError(errno.ENOSPC, "No space left on device")
        return write_bytes(path, data)

    monkeypatch.setattr(Path, "write_bytes", full)
    with pytest.raises(OSError, match="No space left on device") as caught:
        put(NEW, tmp_path)
    assert caught.value.filename == str(tmp_path / "pets" / "models.py")
    assert tree(tmp_path) == before
    assert not (tmp_path / STAGING).exists()


def test_what_is_not_ours_stays_in_the_folder_for_files_in_the_making(tmp_path: Path) -> None:
    (tmp_path / STAGING).mkdir()
    (tmp_path / STAGING / "notes.txt").write_text("mine")
    (tmp_path / STAGING / "0.new").write_text("half a fi")
    assert obstacles(tmp_path) == [f"{STAGING}/notes.txt was not made by isogloss"]
    (tmp_path / STAGING / "notes.txt").unlink()
    put(NEW, tmp_path)
    assert own(tmp_path) == NEW


@pytest.mark.skipif(sys.platform == "win32", reason="has no such locks")
def test_one_run_at_a_time_writes_into_a_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "WAIT", 0.0)
    put(OLD, tmp_path)
    (tmp_path / STAGING).mkdir()
    held = tmp_path / STAGING / "lock"
    with held.open("w") as other:
        assert lock(other.fileno(), held)
        with pytest.raises(WriteError) as caught:
            put(NEW, tmp_path)
    said = f"another run of isogloss writes into {tmp_path}: wait for it, then generate again"
    assert (str(caught.value), own(tmp_path)) == (said, {**OLD, f"{STAGING}/lock": ""})
    # The lock of a run that is gone keeps nobody out.
    put(NEW, tmp_path)
    assert own(tmp_path) == NEW


def test_compare_writes_nothing(tmp_path: Path) -> None:
    put(OLD, tmp_path)
    before = tree(tmp_path)
    assert compare(NEW, tmp_path, "pets")
    assert tree(tmp_path) == before


def test_a_manifest_that_lags_behind_is_a_difference(tmp_path: Path) -> None:
    put(NEW, tmp_path)
    (tmp_path / "MANIFEST").unlink()
    changes = compare(NEW, tmp_path, "pets")
    assert (bool(changes), changes.written, changes.removed) == (True, (), ())


@pytest.mark.parametrize(
    ("text", "message", "component"),
    [
        ("def broken(:\n", "this is not valid Python", None),
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
