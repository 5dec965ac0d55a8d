"""What an editor shows while a schedule is written: the extension's own server reads our settings and our schemas."""

from __future__ import annotations

import json
import shutil
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING

import pytest

from tests.command.test_bad_input import checked, giliran
from tests.editor.language_server import Opened, Seen, seen
from tests.repository import FILES, SCHEDULE, UNIT, write

if TYPE_CHECKING:
    from pathlib import Path

OVER = "wfh:\n  2023-09-01: [ab02, ac03]\n  2023-09-04: [ab02, ac03]\n"
HALF = "wfh:\n  2023-09-01: [ab02]\n  2023-09-05: [ab02, ]\n  \n"
MODELINE = "# yaml-language-server: $schema=../../../build/schemas/schedules/bkd/umum/2023-10.schema.json\n"
OTHER_MONTH = f"{MODELINE}wfh:\n  2023-10-02: [ab02, ac03, ad04]\n"
MISNAMED = FILES[UNIT].replace("kind: subbagian", "kin: subbagian")
TODAY = ["ab02", "ac03"]

FILES_OPENED = {
    "over": Opened(SCHEDULE, OVER, hover=("2023-0¦9-01", "2023-0¦9-04", "2023-09-01: [ab¦02")),
    "fine": Opened(SCHEDULE, FILES[SCHEDULE]),
    "half": Opened(SCHEDULE, HALF, complete=("2023-09-05: [ab02, ¦", "]\n  ¦\n")),
    "modeline": Opened("schedules/bkd/umum/draf.yaml", OTHER_MONTH),
    "unit": Opened(UNIT, MISNAMED),
    "agency": Opened("units/bkd/agency.yaml", FILES["units/bkd/agency.yaml"]),
}


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give a repository with its schemas, and the settings that point to them, as ``make schemas`` writes them."""
    folder = write(tmp_path_factory.mktemp("editor") / "data kantor")
    out, settings = folder / "build/schemas", folder / ".vscode/settings.json"
    done = giliran("-C", str(folder), "schemas", "--out", str(out), "--settings", str(settings))
    assert done.returncode == 0, done.stderr
    return folder


@pytest.fixture(scope="module")
def shown(root: Path) -> dict[str, Seen]:
    """Open every file of the examples, each in an editor of its own."""
    settings = json.loads((root / ".vscode/settings.json").read_text())
    with ThreadPoolExecutor(max_workers=2) as editors:
        found = editors.map(lambda file: seen(root, settings, file), FILES_OPENED.values())
        return dict(zip(FILES_OPENED, found, strict=True))


def test_the_list_of_a_day_over_its_cap_is_marked_and_nothing_else(shown: dict[str, Seen]) -> None:
    assert [text for text, _ in shown["over"].marked] == ["[ab02, ac03]"]
    assert "Expected 1 or fewer" in shown["over"].marked[0][1]
    assert shown["fine"].marked == []


def test_over_a_day_the_cap_the_sum_and_the_clause_are_told(shown: dict[str, Seen]) -> None:
    half, three_quarters, _ = shown["over"].told
    assert "2023-09-01: paling banyak 1 dari 3 di rumah" in half
    assert "50% × 3 = 1,5, dibulatkan ke bawah menjadi 1" in half
    assert "Batas pegawai di rumah" in half
    assert "2023-09-04: paling banyak 2 dari 3 di rumah" in three_quarters


def test_over_a_code_the_name_is_told(shown: dict[str, Seen]) -> None:
    told = shown["over"].told[2]
    assert told.startswith("#### Budi Rekaan\n\nPNS")
    assert "Citra" not in told


def test_in_a_list_those_are_offered_who_may_stand_in_it(shown: dict[str, Seen]) -> None:
    """Not ad04, who joins later, and not ae05, who is no ASN."""
    offered = shown["half"].offered[0]
    assert list(offered) == ["aa01", "ab02", "ac03"]
    assert all("ac03 Citra Rekaan" in note for note in offered.values())


def test_below_wfh_the_working_days_are_offered_that_have_no_list_yet(shown: dict[str, Seen]) -> None:
    offered = shown["half"].offered[1]
    assert "2023-09-04" in offered
    assert "2023-09-29" in offered
    assert "75% × 3 = 2,25, dibulatkan ke bawah menjadi 2" in offered["2023-09-06"]
    there = {"2023-09-01", "2023-09-05"}
    weekend = {"2023-09-02", "2023-09-03"}
    holiday = {"2023-09-28"}
    assert not (there | weekend | holiday) & offered.keys()
    assert len(offered) == 20 - len(there), "September 2023 has 20 working days"


def test_a_modeline_names_the_schema_where_no_setting_does_and_the_check_lets_it_stand(
    root: Path, shown: dict[str, Seen], tmp_path: Path
) -> None:
    assert [text for text, _ in shown["modeline"].marked] == ["[ab02, ac03, ad04]"]
    place = SCHEDULE.replace("09.yaml", "10.yaml")
    two = OTHER_MONTH.replace(", ad04", "")
    shutil.copytree(root / "policy", tmp_path / "policy")
    shutil.copytree(root / "units", tmp_path / "units")
    (tmp_path / place).parent.mkdir(parents=True)
    (tmp_path / place).write_text(two)
    assert checked(tmp_path) == (0, [])


def test_units_and_agencies_are_each_read_by_their_own_grammar(shown: dict[str, Seen]) -> None:
    assert [text for text, _ in shown["unit"].marked if text == "kin"] == ["kin"]
    assert shown["agency"].marked == []
