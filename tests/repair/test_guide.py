"""The guide shows what the program really says."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from giliran.wording import LANGUAGES
from tests.repair.test_verb import giliran
from tests.repository import FILES, write

GUIDE = Path(__file__).parents[2] / "site/pages/guide"
AGENCY = "name: Contoh\nkind: badan\nfacts: {service: administration, digital: true}\n"


def shown(page: str, language: str, path: str) -> str:
    """Give the file that a page of the guide shows."""
    found = re.search(rf"```yaml\n# {path}\n(.*?)```", (GUIDE / f"{page}.{language}.md").read_text("utf-8"), re.DOTALL)
    assert found is not None
    return found[1]


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_example_of_the_guide(tmp_path: Path, language: str) -> None:
    schedule, unit = "schedules/contoh/umum/2023-10.yaml", "units/contoh/umum.yaml"
    others = {path: None for path in FILES if path.startswith(("units/", "schedules/"))}
    own = {schedule: shown("repair", language, schedule), unit: shown("admin", language, unit)}
    root = write(tmp_path, {**others, **own, "units/contoh/agency.yaml": AGENCY})
    page = (GUIDE / f"repair.{language}.md").read_text("utf-8")
    found = re.search(r"```console\n\$ giliran (.*?)\n(.*?)```", page, re.DOTALL)
    assert found is not None
    assert giliran(root, *found[1].split()).stdout == found[2]
