"""`isogloss validate`: checks OpenAPI documents and overlays."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import click

from isogloss_codegen.findings.formats import LISTS

from .output import deliver, painter, refuse

if TYPE_CHECKING:
    from isogloss_codegen.document.load import Document
    from isogloss_codegen.findings.finding import Finding
    from isogloss_codegen.findings.report import Paint

_EPILOG = """\b
Examples:
  isogloss validate                          the spec of this checkout, its examples and its providers
  isogloss validate petstore.yaml api.json   other documents, OpenAPI 3.0 to 3.2
  isogloss validate my.overlay.yaml          an overlay, with the document that it extends
  isogloss validate --format json api.json   for programs
  isogloss validate --fail-on warning        also fail on warnings
  isogloss validate --house api.json         also names, descriptions and other rules of the house style

\b
Exit codes:
  0  clean
  1  findings at or above --fail-on
  2  wrong usage, or an extra that is not installed
  3  input that cannot be read
"""


@click.command("validate", epilog=_EPILOG)
@click.argument("files", nargs=-1, metavar="[FILE]...")
@click.option("--format", type=click.Choice(["text", "json", *LISTS]), default="text", show_default=True)
@click.option("-o", "--output", type=click.Path(dir_okay=False), help="Write the result to a file.")
@click.option(
    "--fail-on",
    type=click.Choice(["error", "warning"]),
    default="error",
    show_default=True,
    help="Exit with 1 for problems of this severity or worse.",
)
@click.option(
    "--house",
    is_flag=True,
    help="Hold foreign documents against the house style too: names, descriptions, and the like. "
    "`house = true` in [tool.isogloss] of pyproject.toml does the same.",
)
@click.option("--color", type=click.Choice(["auto", "always", "never"]), default="auto", show_default=True)
@click.pass_context
def command(
    ctx: click.Context, files: tuple[str, ...], format: str, output: str | None, fail_on: str, house: bool, color: str
) -> None:
    """Check OpenAPI documents and overlays, and show each problem at its line.

    Without FILE it checks spec/openapi.yaml, its examples and its providers; outside a checkout, those of the
    installed package. An overlay is checked together with the document that it extends.

    What OpenAPI does not allow is an error; a warning, if it is plain what was meant. What `generate` would leave out,
    widen or read as meant is a warning that says so. A document with `x-runtime` is written for this project: every
    problem in it is an error, also of style. All other documents are foreign, and their style is checked only with
    --house. [tool.isogloss] of pyproject.toml sets levels (`error`, `warning`) and lists findings to ignore.
    """
    from isogloss_codegen.document.load import LoadError
    from isogloss_codegen.findings.finding import in_order
    from isogloss_codegen.project.settings import find_settings

    from .rule_areas import DOCUMENTS, Rules

    try:
        settings = find_settings(Path.cwd(), Rules())
    except LoadError as error:
        refuse(ctx, error)
    problems, checked, unreadable = _check(files, house=house or settings.house)
    # What cannot be read at all is no matter of settings.
    problems = in_order([*unreadable, *settings.about(Rules(*DOCUMENTS)).applied(problems)])
    failing = {"error", fail_on}
    deliver(_render(problems, checked, format, failing, painter(color, output)), output)
    if unreadable:
        ctx.exit(3)
    ctx.exit(1 if any(problem.level in failing for problem in problems) else 0)


def _render(problems: Sequence[Finding], files: Sequence[str], style: str, failing: set[str], paint: Paint) -> str:
    from isogloss_codegen.document.report import as_json, suites

    if style == "json":
        return as_json(problems, files)
    if style in LISTS:
        from isogloss_codegen.findings import formats

        from .rule_areas import DOCUMENTS, rules_by_id

        rules = partial(rules_by_id, *DOCUMENTS)
        return formats.render(suites(problems, files), style, failing=failing, rules=rules)
    from isogloss_codegen.findings.frame import render

    return render(sorted(problems, key=lambda each: each.level != "error"), files=len(files), paint=paint)


def _check(files: Sequence[str], *, house: bool) -> tuple[list[Finding], list[str], list[Finding]]:
    """The problems of some files, the files, and the reasons why some of them could not be read."""
    from isogloss_codegen.document.lint import check
    from isogloss_codegen.document.lint.example_files import check_examples, example_files
    from isogloss_codegen.document.load import LoadError
    from isogloss_codegen.document.openapi import load
    from isogloss_codegen.document.places import spec_folder

    spec = None if files else spec_folder() / "openapi.yaml"
    problems: list[Finding] = []
    checked = [str(spec), *_overlays(spec)] if spec else list(dict.fromkeys(files))
    unreadable: list[Finding] = []
    base: Document | None = None
    for file in list(checked):
        try:
            document = load(file)
        except LoadError as error:
            document = error.document
            (unreadable if document is None else problems).extend(error.problems)
        if document is None:
            continue
        if "openapi" not in document.value:
            found, extends_nothing = _overlay(document, base)
            (unreadable if extends_nothing else problems).extend(found)
            if spec and base is not None and not found:
                examples = example_files(_beside(Path(file)))
                checked += map(str, examples)
                problems += check_examples(_resolved(document, base), examples) if examples else []
            continue
        problems += _lost(document, check(document, house=house))
        base = document if spec else None
        if spec:
            examples = example_files(spec.parent / "examples")
            checked += map(str, examples)
            problems += check_examples(document, examples)
            table = spec.parent / "observable.yaml"
            if table.is_file():
                checked.append(str(table))
                problems += _table(table, document)
    return problems, checked, unreadable


def _lost(document: Document, problems: list[Finding]) -> list[Finding]:
    """The problems of a document, and what a package of it would not express; of a foreign one."""
    from isogloss_codegen.build.foreign import NothingLeftError, build_foreign
    from isogloss_codegen.document.lint import is_of_this_project
    from isogloss_codegen.document.load import LoadError
    from isogloss_codegen.findings.loss import elsewhere, in_order, marked

    if is_of_this_project(document):
        return problems
    try:
        return marked(problems, in_order(build_foreign(document).losses))
    except (LoadError, NothingLeftError) as error:
        return [*problems, *elsewhere(error.problems, problems)]


def _table(path: Path, spec: Document) -> list[Finding]:
    """The problems of the table of observable effects."""
    from isogloss_codegen.document.lint.observable import check_observable
    from isogloss_codegen.document.load import LoadError, read

    try:
        return check_observable(read(path), spec)
    except LoadError as error:
        return error.problems


def _overlays(spec: Path) -> list[str]:
    from isogloss_codegen.document.providers import overlays

    return [str(path) for path in overlays(spec.parent / "providers").values()]


def _beside(overlay: Path) -> Path:
    """The folder with the examples of a provider."""
    return overlay.parent / "examples" / overlay.name.removesuffix(".overlay.yaml")


def _resolved(overlay: Document, base: Document) -> Document:
    from isogloss_codegen.document.load import Document
    from isogloss_codegen.document.resolve import resolve_overlay

    return Document(overlay.path, overlay.text, resolve_overlay(overlay, base).document)


def _overlay(overlay: Document, base: Document | None) -> tuple[list[Finding], bool]:
    """The problems of an overlay, and True if the document that it extends could not be read.

    With `base`, that document is not read again.
    """
    from isogloss_codegen.document.load import LoadError
    from isogloss_codegen.document.overlay.assemble import assemble
    from isogloss_codegen.document.overlay.check import check_overlay
    from isogloss_codegen.document.overlay.extends import extended

    try:
        whole = assemble(overlay, base)
        return check_overlay(whole, extended(whole.parts[-1], base)), False
    except LoadError as error:
        return error.problems, True
