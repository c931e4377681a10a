"""Files and addresses that cannot be had: every command says so in plain words, and leaves no file half-written."""

from __future__ import annotations

import errno
import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from isogloss_codegen import files as module
from isogloss_codegen.cli import main
from isogloss_codegen.files import lock, replacing

DOCUMENT: dict[str, Any] = {
    "openapi": "3.1.0",
    "info": {"title": "Library", "version": "1"},
    "paths": {"/books": {"get": {"operationId": "books.list", "responses": {"200": {"description": "Books."}}}}},
}
REQUEST = {"model": "m", "max_tokens": 5, "messages": [{"role": "user", "content": "Hi."}]}
LONG = "n" * 300


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The working directory: a document, a request, and names that lead nowhere."""
    monkeypatch.chdir(tmp_path)
    Path("api.json").write_text(json.dumps(DOCUMENT))
    Path("request.json").write_text(json.dumps(REQUEST))
    Path("dangling").symlink_to("nowhere/file")
    Path("loop").symlink_to("loop")
    Path("folder").mkdir()
    return tmp_path


def run(*arguments: str) -> Result:
    """The output of a command. An error without a message of its own is raised."""
    result = CliRunner().invoke(main, arguments)
    if result.exception is not None and not isinstance(result.exception, SystemExit):
        raise result.exception
    return result


def tree() -> dict[str, str]:
    found = {str(path): path for path in sorted(Path().rglob("*"))}
    return {name: path.read_text() for name, path in found.items() if path.is_file() and not path.is_symlink()}


WRITING: dict[str, tuple[str, ...]] = {
    "check": ("check", "request.json", "-o"),
    "check --fix": ("check", "request.json", "--fix", "-o"),
    "diff": ("diff", "api.json", "api.json", "-o"),
    "init-provider": ("init-provider", "acme", "-o"),
    "matrix": ("matrix", "--provider", "generic", "-o"),
    "probe": ("probe", "http://127.0.0.1:1", "--dry-run", "-o"),
    "resolve": ("resolve", "api.json", "-o"),
    "validate": ("validate", "api.json", "-o"),
}
NOWHERE = {
    "loop": "Too many levels of symbolic links",
    LONG: "File name too long",
    "request.json/file": "Not a directory",
    "dangling": "No such file or directory",
}


def refusal(name: str) -> str:
    return f"Error: cannot write {name}: {NOWHERE[name]}\n"


@pytest.mark.parametrize("name", NOWHERE, ids=("loop", "long", "below a file", "dangling"))
@pytest.mark.parametrize("command", ["diff", "resolve", "validate"])
def test_a_file_that_cannot_be_written(command: str, name: str) -> None:
    before = tree()
    said = run(*WRITING[command], name)
    assert (said.exit_code, said.stdout, said.stderr) == (2, "", refusal(name))
    assert tree() == before


@pytest.mark.parametrize("command", [name for name in WRITING if name not in ("diff", "resolve", "validate")])
def test_every_command_says_it_in_the_same_words(command: str) -> None:
    said = run(*WRITING[command], LONG)
    assert (said.exit_code, said.stderr) == (2, refusal(LONG))


@pytest.mark.parametrize("command", ["check", "check --fix", "resolve", "validate"])
def test_a_full_disk_leaves_the_file_as_it_was(command: str, monkeypatch: pytest.MonkeyPatch) -> None:
    _fill(monkeypatch)
    Path("out").write_text("kept")
    before = tree()
    said = run(*WRITING[command], "out")
    assert (said.exit_code, said.stderr.splitlines()[-1]) == (2, "Error: cannot write out: No space left on device")
    assert tree() == before


def test_a_full_disk_leaves_no_overlay_that_is_half_begun(monkeypatch: pytest.MonkeyPatch) -> None:
    _fill(monkeypatch)
    said = run("init-provider", "acme", "-o", "acme.overlay.yaml")
    assert (said.exit_code, said.stderr) == (2, "Error: cannot write acme.overlay.yaml: No space left on device\n")
    assert "acme.overlay.yaml" not in tree()


def test_requests_that_cannot_be_written_back_stay(monkeypatch: pytest.MonkeyPatch) -> None:
    _fill(monkeypatch)
    before = tree()
    said = run("check", "request.json", "--fix", "--write")
    assert (said.exit_code, said.stderr) == (2, "Error: cannot write request.json: No space left on device\n")
    assert tree() == before


def _fill(monkeypatch: pytest.MonkeyPatch) -> None:
    """Makes it so that the disk is full once a file was written."""

    def full(*_: object) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(module.os, "replace", full)


def test_requests_of_which_one_cannot_be_read_are_not_written() -> None:
    Path("log.jsonl").write_text(json.dumps(REQUEST) + "\n{\n")
    Path("out").write_text("kept")
    said = run("check", "log.jsonl", "--fix", "-o", "out")
    assert said.exit_code == 3
    assert said.stderr.endswith("out was not written, because some input could not be read\n")
    assert Path("out").read_text() == "kept"


@pytest.mark.parametrize(
    ("name", "reason"),
    [
        ("loop", "too many levels of symbolic links"),
        (LONG, "file name too long"),
        ("request.json/file", "not a directory"),
        ("dangling", "no such file or directory"),
    ],
)
def test_requests_that_cannot_be_read(name: str, reason: str) -> None:
    for options in ((), ("--write",)):
        said = run("check", name, "--fix", *options)
        assert (said.exit_code, said.stderr) == (3, f"{name}: cannot be read: {reason}\n")


@pytest.mark.parametrize(
    "command",
    [
        ("resolve",),
        ("diff", "api.json"),
        ("setup",),
        ("matrix", "--provider"),
        ("probe", "http://127.0.0.1:1", "--provider"),
    ],
)
def test_a_name_that_no_file_can_have_is_no_provider(command: tuple[str, ...]) -> None:
    said = run(*command, LONG)
    assert (said.exit_code, f"there is no provider and no file `{LONG}`" in said.stderr) == (2, True)


def test_names_of_files_that_are_no_text() -> None:
    Path("\udcff.json").write_text(json.dumps(DOCUMENT))
    for command in ("validate", "resolve", "check"):
        said = run(command, "\udcff.json")
        assert said.exit_code in (0, 1), said.stderr
    # Standard output that takes text only is that of a process.
    process = [sys.executable, "-m", "isogloss_codegen", "validate", "\udcff.json"]
    done = subprocess.run(process, capture_output=True)
    assert (done.returncode in (0, 1), b"Traceback" in done.stderr) == (True, False), done.stderr


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="a device of Linux")
def test_standard_output_that_is_full() -> None:
    command = [sys.executable, "-m", "isogloss_codegen", "completion", "bash"]
    with open("/dev/full", "w") as full:
        done = subprocess.run(command, stdout=full, stderr=subprocess.PIPE, text=True)
    assert (done.returncode, done.stderr) == (2, "Error: cannot continue: No space left on device\n")


def test_a_file_that_is_read_and_cannot_be(monkeypatch: pytest.MonkeyPatch) -> None:
    """An unexpected error of the operating system is told with the name of the file."""

    def refused(*_: object, **__: object) -> str:
        raise PermissionError(errno.EACCES, "Permission denied", "pyproject.toml")

    Path("pyproject.toml").write_text("[tool.isogloss]\n")
    monkeypatch.setattr(Path, "read_text", refused)
    said = run("diff", "api.json", "api.json")
    assert (said.exit_code, said.stderr) == (3, "Error: pyproject.toml: cannot be read: permission denied\n")


NO_ADDRESS = "this is not a URL; write https://host or https://host:port, with a port from 1 to 65535"
ADDRESSES = ("http://[::1", "http://", "http://h:99999", "http://h:x", "http://a b", "http://\u2100", "ftp://h", "//")


@pytest.mark.parametrize("url", ADDRESSES)
def test_what_is_no_address(url: str) -> None:
    said = run("record", "--upstream", url, "--out", "log.jsonl")
    assert (said.exit_code, said.stderr.splitlines()[-1]) == (
        2,
        f"Error: Invalid value for --upstream: {NO_ADDRESS}",
    )
    said = run("probe", url, "--dry-run")
    assert (said.exit_code, said.stderr.splitlines()[-1]) == (
        2,
        f"Error: Invalid value for URL: {NO_ADDRESS}",
    )
    assert not Path("log.jsonl").exists()


GENERATE = ("generate", "--spec", "api.json", "--package", "library", "--output")


@pytest.mark.parametrize(
    ("output", "message"),
    [
        (LONG, f"Error: cannot write {LONG}/MANIFEST: File name too long\n"),
        ("request.json/out", "Error: cannot write request.json/out/MANIFEST: Not a directory\n"),
        ("loop", "Error: cannot write loop/MANIFEST: Too many levels of symbolic links\n"),
    ],
)
def test_a_folder_that_cannot_be_made(output: str, message: str) -> None:
    before = tree()
    said = run(*GENERATE, output)
    assert (said.exit_code, said.stderr) == (2, message)
    assert tree() == before


def test_a_package_goes_where_a_link_of_the_user_leads() -> None:
    assert run(*GENERATE, "dangling").exit_code == 0
    assert Path("nowhere/file/library/models.py").is_file()


def test_a_name_that_no_folder_can_have_is_no_package() -> None:
    said = run(*GENERATE[:3], "--package", LONG, "--output", "out")
    assert (said.exit_code, said.stderr.splitlines()[-1]) == (
        2,
        "Error: Invalid value for --package: a folder cannot have a name of more than 255 bytes",
    )


def test_generate_does_not_believe_the_manifest_of_another_tool() -> None:
    Path("setup.py").write_text("mine")
    Path("MANIFEST").write_text("# file GENERATED by distutils\nsetup.py\n")
    before = tree()
    said = run(*GENERATE, ".")
    assert (said.exit_code, said.stderr) == (
        2,
        "Error: something is in the way, and nothing was written:\n"
        "  MANIFEST was not written by isogloss: its first line is different\n"
        "Delete what you do not need, move away what you want to keep, or choose another --output; then generate "
        "again. `git checkout` restores files that were edited.\n",
    )
    assert tree() == before


def test_two_packages_in_one_folder_and_a_document_with_a_conflict() -> None:
    assert run(*GENERATE, "out").exit_code == 0
    first = tree()
    assert run("generate", "--spec", "api.json", "--package", "other", "--output", "out").exit_code == 0
    assert first.items() - tree().items() == {("out/MANIFEST", first["out/MANIFEST"])}
    assert run(*GENERATE, "out", "--check").exit_code == 0
    document = Path("out/library/openapi.json")
    document.write_text(f"<<<<<<< HEAD\n{document.read_text()}=======\n")
    before = tree()
    said = run(*GENERATE, "out")
    assert (said.exit_code, f"  {document} was edited after isogloss wrote it\n" in said.stderr) == (2, True)
    assert tree() == before


def test_a_document_with_a_conflict_that_was_committed_is_replaced() -> None:
    """A merge can leave a MANIFEST that lists just these bytes."""
    from isogloss_codegen.render.write import write

    broken = {"library/openapi.json": "<<<<<<< HEAD\n"}
    write(broken, Path("out"), "library")
    said = run(*GENERATE, "out")
    assert (said.exit_code, json.loads(Path("out/library/openapi.json").read_text())["openapi"]) == (0, "3.1.0")


def _written(path: Path, text: str, *, new: bool = False) -> None:
    with replacing(path, new=new) as out:
        out.write(text)


def test_a_link_stays_one_and_a_file_keeps_its_permissions() -> None:
    Path("real").write_text("old")
    Path("real").chmod(0o640)
    Path("link").symlink_to("real")
    _written(Path("link"), "new")
    assert (Path("link").is_symlink(), Path("real").read_text()) == (True, "new")
    assert Path("real").stat().st_mode & 0o777 == 0o640


def test_a_file_that_came_meanwhile_is_not_replaced() -> None:
    Path("there").write_text("mine")
    with pytest.raises(FileExistsError):
        _written(Path("there"), "new", new=True)
    assert Path("there").read_text() == "mine"


def in_a_child(work: Callable[[], object]) -> None:
    child = os.fork()
    if child == 0:
        try:
            work()
        finally:
            os._exit(1)
    os.waitpid(child, 0)


@pytest.mark.skipif(sys.platform == "win32", reason="forks")
def test_what_a_killed_run_left_the_next_one_uses_up(monkeypatch: pytest.MonkeyPatch) -> None:
    before = tree()

    def killed(*_: object) -> None:
        os._exit(9)

    with monkeypatch.context() as patched:
        patched.setattr(module.os, "replace", killed)
        in_a_child(lambda: _written(Path("out"), "a text that is longer"))
    assert len(tree()) == len(before) + 1, "it was killed while it worked"
    _written(Path("out"), "short")
    assert tree() == {**before, "out": "short"}


@pytest.mark.skipif(sys.platform == "win32", reason="has no such locks")
def test_two_runs_do_not_write_the_same_file_at_once() -> None:
    with replacing(Path("out")) as out:
        out.write("first")
        with pytest.raises(OSError, match="another run of isogloss is writing it now"):
            _written(Path("out"), "second")
    assert Path("out").read_text() == "first"


def test_a_lock_on_a_file_that_is_gone_is_none() -> None:
    with Path("held").open("w") as file:
        Path("held").unlink()
        assert not lock(file.fileno(), Path("held"))
