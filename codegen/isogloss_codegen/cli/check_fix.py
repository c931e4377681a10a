"""`isogloss check --fix`: writes requests that a provider takes, and says what it left out."""

from __future__ import annotations

import json
import os
import tempfile
from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Any

import click

from isogloss_codegen.conformance.checker import Checker
from isogloss_codegen.conformance.fixing import Fixed, fix
from isogloss_codegen.conformance.reading import LOGS, Item, Unreadable, read_items
from isogloss_codegen.conformance.run import Renamed
from isogloss_codegen.conformance.traffic import Request
from isogloss_codegen.display import visible
from isogloss_codegen.document.values import as_map

from .output import opened


class _NoRequestError(Exception):
    """Something in a file is no request, so that there is nothing to fix."""


class _UnchangedError(Exception):
    """A file stays as it is."""


def fix_files(
    files: tuple[str, ...], checker: Checker, renamed: Renamed | None, *, in_place: bool, output: Path | None
) -> int:
    """Fixes the requests of some files; the exit code. What was left out goes to stderr.

    They are written to `output`, to standard output if that is None, or back to their files.
    """
    if in_place:
        return max(_fix_in_place(name, checker, renamed) for name in files)
    with opened(output) as out:
        return max(_fix_file(name, out, checker, renamed) for name in files)


def _fix_in_place(name: str, checker: Checker, renamed: Renamed | None) -> int:
    if name == "-":
        raise click.UsageError("--write cannot write to standard input")
    try:
        with _replacing(name) as out:
            code = _fix_file(name, out, checker, renamed)
            if code == 3:
                raise _UnchangedError
            return code
    except _UnchangedError:
        return 3


def _fix_file(name: str, out: IO[str], checker: Checker, renamed: Renamed | None) -> int:
    code, is_listed = 0, False
    try:
        with click.open_file(name, "rb") as file:
            for number, item in enumerate(read_items(file, name)):
                where = f"{visible(name)}:{item.line}"
                if isinstance(item, Unreadable):
                    raise _NoRequestError(f"{where}: {item.message}")
                try:
                    fixed = fix(checker.requests, _renamed(_request(item, where, checker), renamed))
                except RecursionError:
                    raise _NoRequestError(f"{where}: is nested too deeply") from None
                code = max(code, _tell(where, fixed))
                is_listed = item.is_listed
                indent = 2 if is_listed or (item.exchange is None and not name.endswith(LOGS)) else None
                out.write(("[\n" if number == 0 else ",\n") if is_listed else "")
                out.write(json.dumps(_written(item, fixed.body), ensure_ascii=False, indent=indent))
                out.write("" if is_listed else "\n")
        out.write("\n]\n" if is_listed else "")
        return code
    except BrokenPipeError:
        raise  # whoever read what is written here wants no more
    except OSError as error:
        click.echo(f"{visible(name)}: cannot be read: {(error.strerror or str(error)).lower()}", err=True)
    except _NoRequestError as error:
        click.echo(str(error), err=True)
    return 3


def _request(item: Item, where: str, checker: Checker) -> Request:
    exchange = item.exchange
    if exchange is None and item.capture is None and checker.kind_of(item.body) == "request":
        return Request(item.body)
    if exchange is None or exchange.request is None:
        raise _NoRequestError(f"{where}: is no request: --fix takes nothing else")
    if "request" in exchange.cut:
        raise _NoRequestError(f"{where}: the body of the request is not whole")
    return exchange.request


def _renamed(request: Request, renamed: Renamed | None) -> Request:
    model = renamed(request.model) if renamed is not None else None
    return request.with_model(model) if model else request


def _written(item: Item, body: Any) -> Any:
    """The entry that was read, with another body and without the response to the old one."""
    if item.exchange is None:
        return body
    entry = as_map(item.body)
    is_inside = isinstance(entry.get("request"), dict)
    kept = {key: value for key, value in (as_map(entry["request"]) if is_inside else entry).items() if key != "size"}
    fixed = {**kept, "body": body} if body is not None else kept
    return {"request": fixed} if is_inside else fixed


def _tell(where: str, fixed: Fixed) -> int:
    left = [finding for finding in fixed.left if finding.level == "breaking" and finding not in fixed.stuck]
    for what, findings in (
        ("left out {}", fixed.dropped),
        ("merged {} with the turn before", fixed.merged),
        ("cannot leave out {}", fixed.stuck),
        ("cannot mend {}", left),
    ):
        for finding in findings:
            click.echo(f"{where}: {what.format(visible(finding.path))}: {visible(finding.message)}", err=True)
    return 1 if any(finding.level == "breaking" for finding in fixed.left) else 0


@contextmanager
def _replacing(name: str) -> Generator[IO[str]]:
    """A file that takes the place of another when all is written; if anything goes wrong, the other one stays."""
    path = Path(name).resolve()  # where a link leads to, so that it stays one
    descriptor, beside = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    try:
        with os.fdopen(descriptor, "w", encoding="utf-8") as out:
            yield out
        os.chmod(beside, path.stat().st_mode)
        os.replace(beside, path)
    except BaseException:
        os.unlink(beside)
        raise
