"""The guide to plans: its commands say what it shows, its requests are read, its tables are whole."""

from __future__ import annotations

import re
import shlex
from pathlib import Path
from shutil import copytree
from typing import Any, get_args

import pytest
from click.testing import CliRunner

from giliran.cli import giliran
from giliran.documents import read
from giliran.grammar import REQUEST, schema
from giliran.plan.reading import WEEKDAYS
from giliran.plan.request import Pattern

ROOT = Path(__file__).parents[2]
GUIDE = ROOT / "site" / "pages" / "guide"
LANGUAGES = ("id", "en")


def _blocks(language: str, kind: str, page: str = "plan") -> list[str]:
    text = (GUIDE / f"{page}.{language}.md").read_text(encoding="utf-8")
    return re.findall(rf"```{kind}\n(.*?)```", text, re.DOTALL)


@pytest.fixture
def desk(tmp_path: Path) -> Path:
    """Give the unit of the guide for schedule keepers under the law of this repository."""
    copytree(ROOT / "policy", tmp_path / "policy")
    (tmp_path / "units" / "contoh").mkdir(parents=True)
    unit = next(block for block in _blocks("id", "yaml", "admin") if block.startswith("# units/contoh/umum.yaml"))
    (tmp_path / "units" / "contoh" / "umum.yaml").write_text(unit, encoding="utf-8")
    agency = "name: Contoh\nkind: badan\nfacts: {service: administration, digital: true}\n"
    (tmp_path / "units" / "contoh" / "agency.yaml").write_text(agency, encoding="utf-8")
    return tmp_path


def _said(desk: Path, words: list[str]) -> tuple[int, str]:
    done = CliRunner().invoke(giliran, ["-C", str(desk), *words])
    assert done.exception is None or isinstance(done.exception, SystemExit), done.exception
    return done.exit_code, done.output


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_commands_of_the_guide_say_what_it_shows(desk: Path, language: str) -> None:
    """Each is run on a fresh desk."""
    shown = _blocks(language, "console")
    assert len(shown) == 4
    for block in shown:
        command, _, expected = block.partition("\n")
        words = shlex.split(command.removeprefix("$ giliran "))
        code, said = _said(desk, words)
        if expected:
            assert said == expected
        else:
            assert code == 0, said
        for written in desk.glob("schedules/*/*/*.yaml"):
            written.unlink()


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_request_of_the_guide_is_read_and_can_be_met(desk: Path, language: str) -> None:
    """Whole, as somebody would copy it."""
    (request,) = _blocks(language, "yaml")
    (desk / "permintaan.yaml").write_text(request, encoding="utf-8")
    code, said = _said(desk, ["plan", "contoh/umum", "2023-10", "--request", str(desk / "permintaan.yaml")])
    assert code == 0, said


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_guide_names_every_entry_and_every_pattern(language: str) -> None:
    """What the grammar knows, people can read about."""
    text = (GUIDE / f"plan.{language}.md").read_text(encoding="utf-8")
    (request,) = _blocks(language, "yaml")
    data: Any = read("request.yaml", request.encode()).data
    assert {*data, "groups", "weekdays"} == set(schema(REQUEST)["properties"])
    for name in (*schema(REQUEST)["properties"], *get_args(Pattern)):
        assert f"`{name}" in text


def test_patterns_and_weekdays_exist_once_more_in_the_grammar() -> None:
    """The lists of the grammar are those of the program."""
    known = schema(REQUEST)["properties"]
    assert tuple(known["pattern"]["enum"]) == get_args(Pattern)
    assert tuple(known["weekdays"]["additionalProperties"]["items"]["enum"]) == WEEKDAYS
