"""`isogloss check --fix`: writes requests that a provider accepts, and reports the removed parts."""

from __future__ import annotations

import json
import os
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import IO, Any

import click

from isogloss_codegen.check.checker import Checker
from isogloss_codegen.check.fixing import Fixed, fix
from isogloss_codegen.check.run import Renamed
from isogloss_codegen.check.summary import Tally
from isogloss_codegen.display import visible
from isogloss_codegen.document.values import as_map
from isogloss_codegen.findings.words import number
from isogloss_codegen.traffic.exchange import Request
from isogloss_codegen.traffic.reading import Item, Unreadable, read_items

from .output import opened, reason


class _NoRequestError(Exception):
    """A file contains something that is not a request, so it cannot be fixed."""


class _UnchangedError(Exception):
    """A file is not changed."""


def fix_files(
    files: tuple[str, ...], checker: Checker, renamed: Renamed | None, *, in_place: bool, output: Path | None
) -> int:
    """Fixes the requests of some files, and returns the exit code. Removed parts are reported on stderr.

    The requests are written to `output`, to standard output if that is None, or back to their files.
    """
    if in_place:
        return max(_fix_in_place(name, checker, renamed) for name in files)
    try:
        with opened(output) as out:
            code = max([_fix_file(name, out, checker, renamed) for name in files])
            if code == 3 and output is not None:
                raise _UnchangedError
            return code
    except _UnchangedError:
        click.echo(f"{visible(str(output))} was not written, because some input could not be read", err=True)
        return 3


def _fix_in_place(name: str, checker: Checker, renamed: Renamed | None) -> int:
    if name == "-":
        raise click.UsageError("--write cannot write to standard input")
    try:
        os.stat(name)
    except OSError as error:
        click.echo(_unreadable(name, error), err=True)
        return 3
    try:
        with opened(name) as out:
            code = _fix_file(name, out, checker, renamed, in_place=True)
            if code == 3:
                raise _UnchangedError
            return code
    except _UnchangedError:
        return 3


def _fix_file(name: str, out: IO[str], checker: Checker, renamed: Renamed | None, *, in_place: bool = False) -> int:
    code, is_listed = 0, False
    kept: Counter[tuple[str, str]] = Counter()
    try:
        for number, item in enumerate(_items(name)):
            where = f"{visible(name)}:{item.line}"
            if isinstance(item, Unreadable):
                raise _NoRequestError(f"{where}: {item.message}")
            if in_place and item.form == "har":
                raise click.UsageError(f"--write cannot write a HAR file such as {visible(name)}: use --output")
            try:
                fixed = fix(checker.requests, _renamed(_request(item, where, checker), renamed))
            except RecursionError:
                raise _NoRequestError(f"{where}: is nested too deeply") from None
            code = max(code, _tell(where, fixed))
            kept.update(_kept(fixed))
            is_listed = item.form == "list"
            indent = 2 if is_listed or (item.exchange is None and item.form == "values") else None
            out.write(("[\n" if number == 0 else ",\n") if is_listed else "")
            out.write(json.dumps(_written(item, fixed.body), ensure_ascii=False, indent=indent))
            out.write("" if is_listed else "\n")
        out.write("\n]\n" if is_listed else "")
        _tell_kept(name, kept, checker)
        return code
    except _NoRequestError as error:
        click.echo(str(error), err=True)
    return 3


def _items(name: str) -> Iterator[Item | Unreadable]:
    """The entries of a file; raises _NoRequestError if it cannot be read."""
    try:
        with click.open_file(name, "rb") as file:
            yield from read_items(file, name)
    except OSError as error:
        raise _NoRequestError(_unreadable(name, error)) from None


def _unreadable(name: str, error: OSError) -> str:
    return f"{visible(name)}: cannot be read: {reason(error).lower()}"


def _request(item: Item, where: str, checker: Checker) -> Request:
    exchange = item.exchanged(checker.kind_of)
    if exchange is None or exchange.request is None:
        raise _NoRequestError(f"{where}: is not a request: --fix accepts only requests")
    if "request" in exchange.cut:
        raise _NoRequestError(f"{where}: the body of the request is incomplete")
    return exchange.request


def _renamed(request: Request, renamed: Renamed | None) -> Request:
    model = renamed(request.model) if renamed is not None else None
    return request.with_model(model) if model else request


def _written(item: Item, body: Any) -> Any:
    """The entry with another body, and without the response to the old one."""
    if item.exchange is None:
        return body
    entry = as_map(item.body)
    is_inside = isinstance(entry.get("request"), dict)
    kept = {key: value for key, value in (as_map(entry["request"]) if is_inside else entry).items() if key != "size"}
    fixed = {**kept, "body": body} if body is not None else kept
    return {"request": fixed} if is_inside else fixed


def _kept(fixed: Fixed) -> set[tuple[str, str]]:
    """The parts that may not work and are still there, each with the reason."""
    left = [each for each in fixed.left if each.level not in ("breaking", "info") and each not in fixed.stuck]
    return {(finding.subject or finding.path, finding.message) for finding in left}


def _tell_kept(name: str, kept: Counter[tuple[str, str]], checker: Checker) -> None:
    for (subject, message), count in kept.items():
        where = f"{subject} in {number(count, 'request')}"
        click.echo(f"{visible(name)}: kept {visible(where)}: {visible(message)}", err=True)
    if unchecked := Tally(checker.dialect).unchecked:
        click.echo(f"{visible(name)}: {visible(unchecked)}", err=True)


def _tell(where: str, fixed: Fixed) -> int:
    left = [finding for finding in fixed.left if finding not in fixed.stuck]
    for what, findings in (
        ("left out {}", fixed.dropped),
        ("merged {} with the turn before", fixed.merged),
        ("cannot leave out {}", fixed.stuck),
        ("cannot fix {}", [finding for finding in left if finding.level == "breaking"]),
    ):
        for finding in findings:
            click.echo(f"{where}: {what.format(visible(finding.path))}: {visible(finding.message)}", err=True)
    return 1 if any(finding.level == "breaking" for finding in fixed.left) else 0
