"""A document is data: whatever text stands in it, wherever it stands, nothing of it is run, and it comes back equal."""

from __future__ import annotations

import builtins
import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner
from hypothesis import HealthCheck, given, settings, strategies as st

from isogloss_codegen.cli.generate import command

from . import places
from .trial import CANARY, trial

RUN = f'__import__("builtins").__setattr__("{CANARY}", 1)'
ATTACKS = (
    f'x" + str({RUN}) + "',
    f"x' + str({RUN}) + '",
    f'"""\n{RUN}\n"""',
    f'\\"""\n{RUN}#',
    f'"]\n{RUN}\n["',
    f"x\n{RUN}",
    f"x\r{RUN}",
    f"x\u2028{RUN}\x0c{RUN}\x00",
    f"{{{{ {RUN} }}}}{{% set x = 1 %}}{{0}}%s",
    "\\N{BULLET}\\u\\x\\",
    "<<0>>",
)
ORDINARY = (
    "class",
    "from",
    "None",
    "list",
    "l",
    "self",
    "properties",
    "$ref",
    "user-id",
    "Any",
    "NewPet",
    "_a",
    "__a",
    "ﬁ",
    "²",
)
TEXT = (
    st.sampled_from([*ATTACKS, *ORDINARY])
    | st.text(st.characters(exclude_categories=["Cs"]), max_size=12)
    | st.text("\"\\'\n\r\t{}()#,=", max_size=8)
)
TEXTS = st.dictionaries(st.sampled_from([place.name for place in places.PLACES]), TEXT, min_size=1, max_size=6)
COMMON = settings(
    derandomize=True, database=None, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)


@pytest.fixture(autouse=True)
def canary() -> Iterator[None]:
    """Nothing may set it; what does must not spoil other tests."""
    yield
    if hasattr(builtins, CANARY):
        delattr(builtins, CANARY)
        pytest.fail("the text of a document was run")


@pytest.mark.parametrize("attack", ATTACKS[:6])
def test_no_text_is_run(attack: str, tmp_path: Path) -> None:
    assert trial({place.name: attack for place in places.TEXTS}, tmp_path) == "fine"


@pytest.mark.slow
@pytest.mark.parametrize("place", [place.name for place in places.NAMES])
def test_no_name_is_run(place: str, tmp_path: Path) -> None:
    outcome = trial({place: ATTACKS[0]}, tmp_path)
    assert outcome == "fine" or outcome.startswith("refused: ")


@pytest.mark.slow
@settings(COMMON, max_examples=80)
@given(texts=TEXTS)
def test_any_text_comes_back_or_is_refused(texts: dict[str, str], tmp_path: Path) -> None:
    outcome = trial(texts, tmp_path)
    assert outcome == "fine" or outcome.startswith("refused: ")


def test_what_is_refused_leaves_nothing_behind(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("openapi.json").write_text(json.dumps(places.document({"x-client name": ATTACKS[0]})), encoding="utf-8")
    result = CliRunner().invoke(command, ["--spec", "openapi.json", "--package", "pets", "--output", "out"])
    assert result.exit_code == 1
    assert "is not a valid class name" in result.output
    assert "help: begin with a capital letter, and use only Latin letters and digits" in result.output
    assert sorted(path.name for path in tmp_path.iterdir()) == ["openapi.json"]
