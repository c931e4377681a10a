"""`isogloss check --fix`: writes requests that a provider takes, and says what it left out."""

from __future__ import annotations

import json
import os
import sys
import tempfile
from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Any

import click

from isogloss_codegen.conformance.checker import Checker
from isogloss_codegen.conformance.fixing import Fixed, fix
from isogloss_codegen.conformance.reading import Item, Unreadable, read_items
from isogloss_codegen.conformance.run import Renamed
from isogloss_codegen.conformance.traffic import Request


class _NoRequestError(Exception):
    """Something in a file is no request, so that there is nothing to fix; the file stays as it is."""


def fix_files(files: tuple[str, ...], checker: Checker, renamed: Renamed | None, *, in_place: bool) -> int:
    """Fixes the requests of some files; the exit code. What was left out goes to stderr."""
    return max(_fix_file(name, checker, renamed, in_place=in_place) for name in files)


def _fix_file(name: str, checker: Checker, renamed: Renamed | None, *, in_place: bool) -> int:
    if in_place and name == "-":
        raise click.UsageError("--write cannot write to standard input")
    try:
        with click.open_file(name, "rb") as file, _replacing(name) if in_place else _standard_output() as out:
            code = 0
            for item in read_items(file, name):
                code = max(code, _fix_item(name, item, out, checker, renamed))
            return code
    except OSError as error:
        click.echo(f"{name}: cannot be read: {(error.strerror or str(error)).lower()}", err=True)
    except _NoRequestError as error:
        click.echo(str(error), err=True)
    return 3


def _fix_item(name: str, item: Item | Unreadable, out: IO[str], checker: Checker, renamed: Renamed | None) -> int:
    if isinstance(item, Unreadable):
        raise _NoRequestError(f"{name}:{item.line}: {item.message}")
    request = _request(item, checker)
    model = renamed(request.model) if renamed is not None else None
    fixed = fix(checker.requests, request.with_model(model) if model else request)
    recorded = {"method": request.method, "url": request.url, "headers": request.headers, "body": fixed.body}
    known = {key: value for key, value in recorded.items() if value is not None}
    whole: Any = fixed.body if item.exchange is None else {"request": known}
    indent = 2 if item.exchange is None and not name.endswith((".jsonl", ".ndjson")) else None
    out.write(json.dumps(whole, ensure_ascii=False, indent=indent) + "\n")
    return _tell(f"{name}:{item.line}", fixed)


def _request(item: Item, checker: Checker) -> Request:
    request = item.exchange.request if item.exchange is not None else None
    if item.exchange is None and item.capture is None and checker.kind_of(item.body) == "request":
        request = Request(item.body)
    if request is None:
        raise _NoRequestError(f"line {item.line} is no request: --fix takes nothing else")
    return request


def _tell(where: str, fixed: Fixed) -> int:
    for finding in fixed.dropped:
        click.echo(f"{where}: left out {finding.path}: {finding.message}", err=True)
    left = [finding for finding in fixed.left if finding.level == "breaking"]
    for finding in left:
        click.echo(f"{where}: cannot mend {finding.path}: {finding.message}", err=True)
    return 1 if left else 0


@contextmanager
def _standard_output() -> Generator[IO[str]]:
    yield sys.stdout


@contextmanager
def _replacing(name: str) -> Generator[IO[str]]:
    """A file that takes the place of another when all is written; if anything goes wrong, the other one stays."""
    path = Path(name)
    descriptor, beside = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    try:
        with os.fdopen(descriptor, "w", encoding="utf-8") as out:
            yield out
        os.chmod(beside, path.stat().st_mode)
        os.replace(beside, path)
    except BaseException:
        os.unlink(beside)
        raise
