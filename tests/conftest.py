"""The parts that all tests share: the running mock, golden files, and the settings for machines of any speed."""

from __future__ import annotations

import gc
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

pytest_plugins = ["isogloss.testing", "pytester"]

ROOT = Path(__file__).parents[1]

Golden = Callable[[Path, str], None]
"""Compares a text with a golden file; `make golden` writes the file instead."""

# How long an example takes says how busy the machine is, not whether the code is right; and what a change broke is
# found by the change, not by chance.
settings.register_profile("steady", deadline=None, derandomize=True, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("steady")


# Thousands of tests keep many objects: to look through them after each 700 new ones is a sixth of the suite's time.
gc.set_threshold(50_000, 20, 50)


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--golden", action="store_true", help="write the golden files; runs only the tests that have one")


def pytest_collection_finish() -> None:
    gc.freeze()


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    if config.getoption("--golden"):
        kept = [item for item in items if "golden" in getattr(item, "fixturenames", ())]
        config.hook.pytest_deselected(items=[item for item in items if item not in kept])
        items[:] = kept


def _written() -> dict[str, tuple[int, int]]:
    """The files of the spec and what is generated of it, with their sizes and times."""
    files = (path for name in ("spec", "generated") for path in (ROOT / name).rglob("*") if path.suffix != ".pyc")
    return {
        str(path.relative_to(ROOT)): (stat.st_size, stat.st_mtime_ns)
        for path in files
        if path.is_file() and (stat := path.stat())
    }


@pytest.fixture(scope="session", autouse=True)
def untouched(request: pytest.FixtureRequest) -> Iterator[None]:
    """Tests write into folders of their own."""
    before = _written()
    yield
    if not request.config.getoption("--golden"):
        changed = sorted({name for name, _ in before.items() ^ _written().items()})
        assert not changed, f"a test (or an editor meanwhile) wrote into {', '.join(changed)}"


@pytest.fixture
def golden(request: pytest.FixtureRequest) -> Golden:
    """The one way to compare with a golden file, and to accept what is there now."""

    def compare(path: Path, text: str) -> None:
        if request.config.getoption("--golden"):
            path.write_text(text, encoding="utf-8")
        known = path.read_text(encoding="utf-8") if path.is_file() else ""
        assert text == known, f"{path.name} differs: `make golden` accepts the new text, read its diff first"

    return compare
