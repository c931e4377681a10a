"""One run of the generator: from a document on disk to the text of every file. It writes nothing."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

from .build.api import BuildError, build
from .build.provider import build_provider, typed_document
from .build.source import BuildProblem
from .display import visible
from .document.bundle import bundle
from .document.lint import check, is_of_this_project
from .document.load import Document, LoadError, load
from .document.overlay.facts import known_rules
from .document.prepare import prepare
from .document.providers import overlays
from .document.rendition import as_yaml, render_document
from .document.resolve import Dialect, resolve_overlay
from .document.values import as_map, child
from .findings.finding import Finding, in_order
from .findings.levels import Severity
from .findings.loss import Loss, as_markdown, in_order as in_order_of_losses
from .findings.words import number
from .ir import Api
from .matrix.files import support_files
from .names import class_names, snake
from .render.models import definitions
from .render.package import render_package
from .render.provider import Apart, ProviderApi, ProviderPackage
from .render.source import SourceError, comment
from .render.write import format_tree
from .support.structure import structure

_RUFF = """\
line-length = 120
target-version = "py311"
[lint]
select = ["B", "C4", "E", "F", "I", "PIE", "RUF", "SIM", "UP", "W"]
# Names, long words and typographic signs are the document's own.
ignore = ["E501", "RUF001", "RUF002", "RUF003"]
[lint.isort]
combine-as-imports = true
known-first-party = ["{package}"]
# A list that fits on a line is one line: the comma that a template writes after each item says nothing.
split-on-trailing-comma = false
[format]
skip-magic-trailing-comma = true
"""


class InvalidDocumentError(Exception):
    """No code can be generated from the document. `problems` are all reasons."""

    def __init__(self, problems: list[Finding]) -> None:
        super().__init__("\n".join(map(str, problems)))
        self.problems = problems


@dataclass(frozen=True)
class Generated:
    """The result of a run: `files` by path relative to the output folder, and `warnings` about the document.

    `operations` is the number of those that the package has; `losses` are the parts of a foreign document that it does
    not express as they are written.
    """

    package: str
    files: dict[str, str] = field(repr=False)
    warnings: tuple[Finding, ...] = ()
    operations: int = 0
    losses: tuple[Loss, ...] = ()

    def changed_since(self, before: Mapping[str, str]) -> str:
        """The numbers of schemas, models and providers that differ from `before`, the old files."""
        schemas = _differing(_schemas(before, self.package), _schemas(self.files, self.package))
        models = f"{self.package}/models.py"
        classes = _differing(definitions(before.get(models, "")), definitions(self.files[models]))
        providers = {
            name.split("/")[2]
            for name in before.keys() | self.files.keys()
            if name.startswith(f"{self.package}/providers/") and before.get(name) != self.files.get(name)
        }
        return (
            f"{number(schemas, 'schema')} changed -> {number(classes, 'model')}, {number(len(providers), 'provider')}"
        )


def generate(spec: Path, *, package: str) -> Generated:
    """All files for `spec` and the overlays beside it.

    A document of this project (with `x-runtime`) must be without errors. Of any other, the package has as much as can
    be expressed, and its LOSSES.md lists the rest.

    Raises:
        LoadError: a document cannot be read.
        InvalidDocumentError: no code can be generated from a document.
    """
    document = load(spec)
    if "openapi" not in document.value:
        message = "this is an overlay; generate needs the document that it extends"
        help = "put the overlay into providers/ beside that document, or generate from the output of `isogloss resolve`"
        raise LoadError([document.problem("not-openapi", "/overlay", message, key=True, help=help)])
    document = bundle(document)
    losses: list[Loss] = []
    problems: list[Finding] = []
    if is_of_this_project(document):
        problems = check(document)
        if any(problem.level == "error" for problem in problems):
            raise InvalidDocumentError(problems)
        api = _build(document)
    else:
        document, losses = prepare(document)
        api = _build_most(document, losses)
    paths = overlays(spec.parent / "providers").values()
    dialects = {visible(path.name): resolve_overlay(load(path), document) for path in paths}
    shown = render_document(document.value)
    # A file name may not be valid text.
    source = visible(spec.name)
    files: dict[str, str] = {}
    while not files:
        try:
            files = render_package(
                api,
                shown,
                package=package,
                source=source,
                structure=structure(document.value),
                dialects=_providers(dialects, api),
            )
            files = format_tree(files, _RUFF.format(package=package))
        except SourceError as error:
            wider = None if is_of_this_project(document) else _without(api, document, error, losses)
            if wider is None:
                raise InvalidDocumentError([_not_written(document, error)]) from error
            api, files = wider, {}
    if dialects:
        files |= _renditions(document, source, problems)
    files |= support_files(document.value, list(dialects.values()), known_rules(document))
    losses = in_order_of_losses(losses)
    if losses:
        files[f"{package}/LOSSES.md"] = as_markdown(losses, source=source)
    return Generated(package, files, tuple(problems), len(api.operations), tuple(losses))


def provider_files(dialect: Dialect, *, module: str, package: str) -> dict[str, str]:
    """The files of a provider's package `module`, by path relative to the base's; not formatted."""
    api = build(dialect.source.value)
    written = ProviderPackage(_provider(dialect, api, module), api, package=package)
    return {**written.files(Apart.of([written]))}


def _provider(dialect: Dialect, api: Api, module: str) -> ProviderApi:
    provider = build_provider(dialect, api, module=module)
    return ProviderApi(provider, build(dialect.document), build(typed_document(dialect)), dialect.support.default)


def _providers(dialects: Mapping[str, Dialect], api: Api) -> dict[str, ProviderApi]:
    """The providers by file name. The newest version of each has the provider's name."""
    newest = {dialect.id: file for file, dialect in dialects.items()}
    found: dict[str, ProviderApi] = {}
    for file, dialect in dialects.items():
        is_newest = newest[dialect.id] == file
        module = snake(dialect.id if is_newest else f"{dialect.id}_{dialect.version}")
        found[file] = _provider(dialect, api, module)
    return found


def _renditions(document: Document, source: str, problems: list[Finding]) -> dict[str, str]:
    """The base document for other tools; also in OpenAPI 3.1, if it is in 3.2 and loses nothing."""
    head = (
        comment(f"Generated by isogloss from {source}. Do not edit: change that file, then run `isogloss generate`.")
        + "\n"
    )
    files = {"openapi/base.yaml": head + as_yaml(render_document(document.value))}
    loses = any(problem.rule == "feature-3.2-only" for problem in problems)
    if str(document.value["openapi"]).startswith("3.2") and not loses:
        files["openapi/base.3.1.yaml"] = head + as_yaml(render_document(document.value, "3.1"))
    return files


def _build(document: Document) -> Api:
    try:
        return build(document.value)
    except BuildError as error:
        raise InvalidDocumentError(in_order(_told(document, error.problems))) from error


def _build_most(document: Document, losses: list[Loss]) -> Api:
    """The `Api` without the operations that cannot be expressed. `losses` gets the reasons."""
    left_out: list[BuildProblem] = []
    dropped: list[BuildProblem] = []
    try:
        api = build(document.value, left_out=left_out, dropped=dropped)
    except BuildError as error:
        raise InvalidDocumentError(in_order(_told(document, error.problems))) from error
    losses += [Loss("left out", each) for each in _told(document, left_out, "warning")]
    losses += [Loss("dropped", each) for each in _told(document, dropped, "warning")]
    reasons = in_order(loss.finding._replace(level="error") for loss in losses if loss.kind == "left out")
    if reasons and not api.operations:
        # Without any operation there is nothing to call. A document whose references all lead nowhere is no document.
        is_readable = any(each.rule != "ref-unresolved" for each in reasons)
        raise InvalidDocumentError(reasons) if is_readable else LoadError(reasons)
    return api


def _told(document: Document, problems: list[BuildProblem], level: Severity = "error") -> list[Finding]:
    """The findings for problems of `build`. The message of one about an operation begins with the operation."""
    found: list[Finding] = []
    for each in problems:
        message = f"{each.operation}: {each.message}" if each.operation else each.message
        problem = document.problem("not-generatable", each.pointer, message, level=level, help=each.help)
        found.append(problem._replace(operation=each.operation))
    return found


def _without(api: Api, document: Document, error: SourceError, losses: list[Loss]) -> Api | None:
    """The `Api` with any value in place of the schemas that no code can be written for; `losses` gets them.

    An operation whose parameters are the reason is left out. None if none of them is known, or is so already.
    """
    broken = [name for name in (error.component, *error.others) if name is not None]
    components, operations = dict(api.components), list(api.operations)
    for name in broken:
        own = max((each for each in components if name.startswith(each)), key=len, default=None)
        called = next((each for each in operations if each.parameters_name == name), None)
        if called is not None:
            operations.remove(called)
            what, message = f"{called.method} {called.path}", "isogloss cannot generate valid code for its parameters"
            finding = document.problem("not-generatable", called.pointer, f"{what}: {message}", level="warning")
            losses.append(Loss("left out", finding._replace(operation=what)))
        elif own is not None and components[own].schema:
            components[own] = replace(components[own], schema={})
            message = f"isogloss cannot generate valid code for `{own}`; it has any value"
            finding = document.problem("not-generatable", _place_of(document, own), message, level="warning", key=True)
            losses.append(Loss("left wider", finding))
        else:
            return None
    return replace(api, components=components, operations=tuple(operations)) if broken else None


def _not_written(document: Document, error: SourceError) -> Finding:
    """The message for an error of the generator. It names the schema if that is known."""
    pointer = _place_of(document, error.component) if error.component is not None else ""
    what = f"`{error.component}`" if error.component is not None else error.module or "a module"
    message = f"isogloss cannot generate valid code for {what}. This is an error of isogloss; nothing was written"
    help = "report it with this part of the document; until then, simplify or remove the part"
    return document.problem("not-generatable", pointer, message, key=True, help=help)


def _place_of(document: Document, class_name: str) -> str:
    """The pointer of the component that a class was made for, or that is around its schema; "" if there is none."""
    schemas = as_map(as_map(document.value.get("components")).get("schemas"))
    components = {own: name for name, own in class_names(schemas).items()}
    # The name of an inline schema begins with that of the schema around it.
    owners = [name for name in components if class_name.startswith(name)]
    return child("/components/schemas", components[max(owners, key=len)]) if owners else ""


def _schemas(files: Mapping[str, str], package: str) -> dict[str, object]:
    """The schemas of a generated document; none if somebody has edited it."""
    try:
        document = as_map(json.loads(files.get(f"{package}/openapi.json", "{}")))
    except (ValueError, RecursionError):
        return {}
    return as_map(as_map(document.get("components")).get("schemas"))


def _differing(before: Mapping[str, object], after: Mapping[str, object]) -> int:
    return sum(before.get(name) != after.get(name) for name in before.keys() | after.keys())
