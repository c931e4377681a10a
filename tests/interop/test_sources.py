"""`make sources`: evidence is held against the newest release of the code that it points at."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from .sources import __main__ as command, packages
from .sources.places import file_of, place

OVERLAY = """\
overlay: 1.1.0
info:
  title: Shop
  version: 2026-11
  x-sources:
    shop: {title: Shop, kind: code, package: 'pypi:shop', path: python/shop/api.py, commit: v1.0, retrieved: 2026-11-20}
    page: {title: Page, kind: docs, retrieved: 2026-11-20}
  x-provider: {id: shop}
extends: ../openapi.yaml
actions:
  - target: $.components.schemas.CreateMessageRequest.properties.top_k
    update: {x-support: {status: ignored}}
    x-evidence:
      - {source: shop, where: Request.top_k, says: taken}
      - {source: shop, where: 'answer, at the end', says: not read}
      - {source: shop, where: stop, says: gone later}
      - {source: shop, where: Request.nothing, says: a name that is not there}
      - {source: page, where: Fields, says: ignored}
"""
READ = """\
class Request:
    top_k: int | None = None

    if True:
        top_p: float = 1


def answer() -> int:
    return 1


def stop() -> None: ...
"""
NEWEST = (
    READ.replace("return 1", "return 2")
    .replace("def stop() -> None: ...", "")
    .replace("class Request", "\n\nclass Request")
)


@pytest.fixture
def shop(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[str], None]:
    """Publishes a newest release of the package, and makes the overlay the only one."""
    overlay = tmp_path / "shop@2026-11.overlay.yaml"
    overlay.write_text(OVERLAY)
    monkeypatch.setattr(command, "overlays", lambda: {"shop@2026-11": overlay})

    def fetch(package: str, release: str, folder: Path) -> None:
        assert package == "pypi:shop"
        (folder / "shop").mkdir(parents=True)
        (folder / "shop" / "api.py").write_text(READ if release == "1.0" else NEWEST)

    monkeypatch.setattr(packages, "fetch", fetch)

    def publish(release: str) -> None:
        def newest(package: str) -> str:
            return release

        monkeypatch.setattr(packages, "newest", newest)

    return publish


def test_what_changed_is_told_with_the_line_of_the_overlay(
    shop: Callable[[str], None], capsys: pytest.CaptureFixture[str]
) -> None:
    shop("2.0")
    assert command.main([]) == 1
    assert (
        capsys.readouterr().out
        == """\
shop@2026-11.overlay.yaml
  pypi:shop 1.0 was read, 2.0 is the newest
  changed: answer, at the end in python/shop/api.py; evidence in line 15
      -    return 1
      +    return 2
  gone: stop in python/shop/api.py; evidence in line 16
  not in the release that was read: Request.nothing in python/shop/api.py; evidence in line 17
  1 of 4 places unchanged
"""
    )


def test_the_release_that_was_read_is_not_fetched_again(
    shop: Callable[[str], None], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    shop("1.0")
    monkeypatch.delattr(packages, "fetch")
    assert command.main(["shop"]) == 0
    assert "pypi:shop 1.0 is the newest: 4 places as they were read" in capsys.readouterr().out


def test_other_providers_are_left_out(shop: Callable[[str], None], capsys: pytest.CaptureFixture[str]) -> None:
    shop("2.0")
    assert command.main(["bank"]) == 0
    assert capsys.readouterr().out == ""


def test_without_a_network_it_says_so(
    shop: Callable[[str], None], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def newest(package: str) -> str:
        raise packages.NotFetchedError("no route to host")

    monkeypatch.setattr(packages, "newest", newest)
    assert command.main([]) == 3
    said = capsys.readouterr().err
    assert said == "shop@2026-11.overlay.yaml: not compared, a release could not be fetched (no route to host)\n"


@pytest.mark.parametrize(
    ("name", "where", "lines", "text"),
    [
        ("api.py", "Request.top_p", None, "top_p: float = 1"),
        ("api.py", "nothing", "8-9", "def answer() -> int:\n    return 1"),
        ("api.py", "nothing", None, None),
        ("api.py", "§ 3", None, None),
        ("shop.d.ts", "Order, total", None, "export type Order = {\n  total: {value: number};\n};".removesuffix(";")),
        ("shop.d.ts", "Kind", None, 'export type Kind = "a" | "b";'),
        ("shop.d.ts", "Orders", None, None),
        ("shop.md", "Use", None, "## Use\n\nAsk."),
        ("shop.md", "Us", None, None),
    ],
)
def test_a_place_is_found_by_its_name_or_its_lines(
    tmp_path: Path, name: str, where: str, lines: str | None, text: str | None
) -> None:
    (tmp_path / "api.py").write_text(READ)
    types = 'export type Order = {\n  total: {value: number};\n};\nexport type Kind = "a" | "b";\n'
    (tmp_path / "shop.d.ts").write_text(types)
    (tmp_path / "shop.md").write_text("# Shop\n\n## Use\n\nAsk.\n\n## Pay\n")
    assert place(tmp_path / name, where, lines) == text


def test_a_repository_may_have_folders_that_a_release_does_not_have(tmp_path: Path) -> None:
    (tmp_path / "shop").mkdir()
    (tmp_path / "shop" / "api.py").touch()
    assert file_of(tmp_path, "python/shop/api.py") == tmp_path / "shop" / "api.py"
    assert file_of(tmp_path, "python/bank/api.py") is None
