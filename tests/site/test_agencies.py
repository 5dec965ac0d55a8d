"""What the pages tell of an agency as a whole, each person in it once."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from giliran.check import check
from giliran.store import read_tree
from giliran.views.edition import edition
from tests.repository import FILES, UNIT, write

if TYPE_CHECKING:
    from pathlib import Path


NEW = "units/bkd/baru.yaml"
CITRA = "name: Citra Rekaan, status: pppk"
HANA = """\
name: Subbagian Baru
kind: subbagian
supervisor: ca01
employees:
  - {id: ca01, name: Hana Rekaan, status: pns}
"""
MOVED: dict[str, str | bytes | None] = {
    UNIT: FILES[UNIT].replace(CITRA, f"{CITRA}, until: 2023-09-30"),
    NEW: f"{HANA}  - {{id: ac03, {CITRA}, from: 2023-10-01}}\n",
}


@pytest.mark.parametrize("changes", [{NEW: HANA}, MOVED], ids=["nobody-moved", "one-moved"])
def test_whoever_moves_within_an_agency_counts_once(tmp_path: Path, changes: dict[str, str | bytes | None]) -> None:
    """Six people in the two units of one agency, whether or not one of them moves; two more in another agency."""
    outcome = check(read_tree(write(tmp_path, changes)))
    assert outcome.report.clean
    told = edition(outcome.corpus, "public").whole.overview
    people = {line.id: line.people for line in told.agencies}
    assert people == {"bkd": 6, "dinkes": 2}
    assert told.people == 8
    (government,) = told.governments
    assert government.people == 8
